#include "core/review/check.h"
#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

const QString goalTable = QStringLiteral("goals");

void goalBlank(Check& check) {
    if (check.form.hasTable(goalTable) && check.form.goals.isEmpty()) check.report({goalTable, -1, {}});
}

void goalRepeats(Check& check) {
    const QString name = plain(check.form.name);
    const QString use = plain(check.form.document.field(QStringLiteral("fundUse")));
    for (const auto& goal : check.form.goals) {
        const QString text = plain(goal.text);
        if (!text.isEmpty() && (text == name || text == use)) check.report(goal.path);
    }
}

void goalWithoutResult(Check& check) {
    const QStringList& verbs = check.list(QStringLiteral("verbs"));
    const QStringList& ignored = check.list(QStringLiteral("ignored"));
    for (const auto& goal : check.form.goals) {
        QString text = goal.text;
        for (const QString& phrase : ignored)
            text.remove(phrase);
        if (!plain(text).isEmpty() && !isMasked(text) && !containsAny(text, verbs))
            check.report(goal.path, {{QStringLiteral("v"), goal.text}});
    }
}

struct Quantity {
    QString text;
    Decimal value;
    QString unit;
};

QList<Quantity> quantitiesIn(const QString& text, const QRegularExpression& pattern) {
    QList<Quantity> found;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const auto number = Decimal::parse(match.captured(1));
        QString unit = match.captured(2);
        if (unit == QStringLiteral("％")) unit = QStringLiteral("%");
        if (number) found.append({match.captured(), *number, unit});
    }
    return found;
}

bool isBudget(const ParsedForm& form, const Quantity& quantity) {
    if (!quantity.unit.endsWith(u'元')) return false;
    const auto money = Money::parse(quantity.text, form.moneyUnit);
    return money &&
           ((form.total.value && *form.total.value == *money) || (form.fiscal.value && *form.fiscal.value == *money));
}

bool measures(const Check& check, const Indicator& indicator, const Quantity& quantity) {
    for (const QString& text : {indicator.name, indicator.description, indicator.target.raw()})
        if (text.contains(quantity.text)) return true;
    if (!indicator.target.isNumeric()) return false;
    if (const auto money = indicator.money(); money && quantity.unit.endsWith(u'元')) {
        const auto amount = Money::parse(quantity.text, MoneyUnit::WanYuan);
        return amount && *amount == *money;
    }
    const auto& same = check.map(QStringLiteral("sameUnits"));
    const QString unit = indicator.target.unit();
    return indicator.target.value() == quantity.value &&
           (unit.isEmpty() || same.value(unit, unit) == same.value(quantity.unit, quantity.unit));
}

void goalNumberUnmeasured(Check& check) {
    const auto& form = check.form;
    if (!form.hasTable(QStringLiteral("indicators"))) return;
    const auto hidden = [](const Indicator& indicator) { return indicator.masked; };
    if (std::any_of(form.indicators.begin(), form.indicators.end(), hidden)) return;
    const auto& pattern = check.pattern(QStringLiteral("quantity"));
    for (const auto& goal : form.goals)
        for (const auto& quantity : quantitiesIn(goal.text, pattern)) {
            const auto fits = [&](const Indicator& indicator) { return measures(check, indicator, quantity); };
            if (isBudget(form, quantity) || std::any_of(form.indicators.begin(), form.indicators.end(), fits)) continue;
            check.report(goal.path, {{QStringLiteral("n"), quantity.text}});
        }
}

bool isStrayControl(QChar c) { return c.category() == QChar::Other_Control && c != u'\n'; }

void goalDebris(Check& check) {
    for (const auto& goal : check.form.goals) {
        const QString text = goal.raw;
        const bool quotes = text.count(u'"') % 2 == 1 || text.contains(QStringLiteral("\"\""));
        const bool controls = std::any_of(text.begin(), text.end(), isStrayControl) || text.endsWith(u'\n');
        if (!quotes && !controls) continue;
        QString fixed;
        for (const QChar c : text)
            if (!isStrayControl(c) && !(quotes && c == u'"')) fixed.append(c);
        check.reportFixable(goal.path, {}, {{goal.path, fixed.trimmed()}});
    }
}

} // namespace

QList<CheckEntry> goalChecks() {
    return {
        {QStringLiteral("goal_blank"), goalBlank},
        {QStringLiteral("goal_repeats_name"), goalRepeats},
        {QStringLiteral("goal_without_result"),
         goalWithoutResult,
         {QStringLiteral("list:verbs"), QStringLiteral("list:ignored")}},
        {QStringLiteral("goal_number_unmeasured"),
         goalNumberUnmeasured,
         {QStringLiteral("pattern:quantity"), QStringLiteral("map:sameUnits")}},
        {QStringLiteral("goal_debris"), goalDebris, {}, {}, true},
    };
}

} // namespace jixiao::review
