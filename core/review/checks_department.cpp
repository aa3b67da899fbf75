#include "core/review/check.h"
#include "core/review/text.h"

#include <QSet>

#include <algorithm>

namespace jixiao::review {

namespace {

const QString projectTable = QStringLiteral("projects");
const QString yearBudget = QStringLiteral("yearBudget");

Money wanYuan(const Decimal& amount) { return Money::parse(amount.toString(), MoneyUnit::WanYuan).valueOr(Money()); }

Money distance(Money a, Money b) { return a > b ? a - b : b - a; }

Amount amount(const Check& check, int row, const QString& column) {
    const FieldPath path{projectTable, row, column};
    Amount result{path, check.form.document.value(path).trimmed(), {}};
    const auto money = Money::parse(result.raw, check.form.moneyUnit);
    if (!result.isBlank() && money) result.value = *money;
    return result;
}

/// What the projects of the table cost this year; nothing when there are none, or an amount cannot be read.
std::optional<Money> projectSum(const Check& check) {
    const auto rows = check.form.document.rows(projectTable).size();
    Sum sum;
    for (int i = 0; i < rows; ++i)
        sum.parts.append(amount(check, i, yearBudget));
    return sum.ofParts();
}

Amount named(const Check& check, const QString& role) {
    return amountAtPlace(check.form.document, check.form.form, check.map(QStringLiteral("places")).value(role),
                         check.form.moneyUnit);
}

void projectsAndLine(Check& check) {
    const auto sum = projectSum(check);
    const auto line = named(check, QStringLiteral("target"));
    if (!sum || !line.value) return;
    const Money difference = distance(*sum, *line.value);
    if (difference > wanYuan(check.number(QStringLiteral("tolerance"))))
        check.report({projectTable, -1, {}}, {{QStringLiteral("a"), ParsedForm::wan(*sum)},
                                              {QStringLiteral("b"), ParsedForm::wan(*line.value)},
                                              {QStringLiteral("d"), ParsedForm::wan(difference)}});
}

void projectsAboveCeiling(Check& check) {
    const auto sum = projectSum(check);
    const auto line = named(check, QStringLiteral("target"));
    const auto operating = named(check, QStringLiteral("operating"));
    if (!sum || !line.value || (!operating.isBlank() && !operating.value)) return;
    const Money ceiling = *line.value + operating.value.value_or(Money());
    if (*sum > ceiling)
        check.report({projectTable, -1, {}},
                     {{QStringLiteral("a"), ParsedForm::wan(*sum)}, {QStringLiteral("b"), ParsedForm::wan(ceiling)}});
}

void continuingCostsTheSame(Check& check) {
    const auto rows = check.form.document.rows(projectTable);
    for (int i = 0; i < rows.size(); ++i) {
        if (!check.matches(QStringLiteral("continuing"), rows[i].cell(QStringLiteral("class")))) continue;
        const auto whole = amount(check, i, QStringLiteral("totalBudget"));
        const auto year = amount(check, i, yearBudget);
        if (whole.value && year.value && *whole.value == *year.value && whole.value->fen() > 0)
            check.report(whole.path, {{QStringLiteral("n"), rows[i].cell(QStringLiteral("name"))},
                                      {QStringLiteral("a"), ParsedForm::wan(*whole.value)}});
    }
}

void useRepeatsName(Check& check) {
    const auto rows = check.form.document.rows(projectTable);
    for (int i = 0; i < rows.size(); ++i) {
        const QString name = plain(rows[i].cell(QStringLiteral("name")));
        QString use = plain(rows[i].cell(QStringLiteral("use")));
        bool same = !name.isEmpty() && use == name;
        for (const QString& suffix : check.list(QStringLiteral("suffixes")))
            same = same || (!name.isEmpty() && use == name + suffix);
        if (same) check.report({projectTable, i, QStringLiteral("use")}, {{QStringLiteral("n"), use}});
    }
}

void horizonPast(Check& check) {
    const QString field = QStringLiteral("longTerm.horizon");
    if (!check.form.has(field)) return;
    const QString written = check.form.document.field(field).trimmed();
    const FieldPath path{{}, -1, field};
    if (written.isEmpty()) return check.report(path, {}, QStringLiteral("blank"));
    bool number = false;
    const int year = QString(written).remove(u'年').toInt(&number);
    const int now = check.form.document.fiscalYear;
    if (!number || (now > 0 && year <= now))
        check.report(path, {{QStringLiteral("v"), written}, {QStringLiteral("y"), QString::number(now)}});
}

void levelMissing(Check& check) {
    const auto& form = check.form.form;
    for (const auto& rows : check.form.moreIndicators) {
        const auto* table = form.table(rows.table);
        const auto* column = table ? table->column(QStringLiteral("level1")) : nullptr;
        if (!column || rows.filled.isEmpty()) continue;
        QSet<QString> present;
        for (const auto& indicator : rows.filled)
            present.insert(form.canonicalWord(column->vocabulary, indicator.level1Word));
        QStringList missing;
        for (const auto& word : form.vocabularies.value(column->vocabulary))
            if (!present.contains(word.value)) missing.append(word.value);
        if (!missing.isEmpty())
            check.report({rows.table, -1, {}},
                         {{QStringLiteral("k"), missing.join(u'、')}, {QStringLiteral("t"), table->label}});
    }
}

void constantColumn(Check& check) {
    const auto& document = check.form.document;
    const auto& ignored = check.list(QStringLiteral("ignored"));
    for (const auto& rows : check.form.moreIndicators) {
        const auto* table = check.form.form.table(rows.table);
        if (!table || Decimal(rows.filled.size()) < check.number(QStringLiteral("rows"))) continue;
        for (const auto& column : table->columns) {
            const QString first = document.value(rows.filled.first().at(column.id)).trimmed();
            if (first.isEmpty() || ignored.contains(column.id)) continue;
            const bool same = std::all_of(rows.filled.begin(), rows.filled.end(), [&](const Indicator& indicator) {
                return document.value(indicator.at(column.id)).trimmed() == first;
            });
            if (same)
                check.report({rows.table, -1, column.id}, {{QStringLiteral("c"), column.label},
                                                           {QStringLiteral("v"), first},
                                                           {QStringLiteral("n"), QString::number(rows.filled.size())}});
        }
    }
}

void contactMissing(Check& check) {
    for (const QString& id : check.list(QStringLiteral("fields"))) {
        const auto* spec = check.form.form.field(id);
        if (spec && spec->required && check.form.document.field(id).trimmed().isEmpty())
            check.report({{}, -1, id}, {{QStringLiteral("k"), spec->label}});
    }
}

void placeholderName(Check& check) {
    for (const auto& rows : check.form.moreIndicators)
        for (const auto& indicator : rows.filled)
            for (const QString& column : {QStringLiteral("level2"), QStringLiteral("name")}) {
                const QString word = squeezed(check.form.document.value(indicator.at(column)));
                if (check.matches(QStringLiteral("placeholder"), word))
                    check.report(indicator.at(column), {{QStringLiteral("v"), word}});
            }
}

} // namespace

QList<CheckEntry> departmentChecks() {
    const QString places = QStringLiteral("map:places");
    return {
        {QStringLiteral("projects_and_line"), projectsAndLine, {places, QStringLiteral("number:tolerance")}},
        {QStringLiteral("projects_above_ceiling"), projectsAboveCeiling, {places}},
        {QStringLiteral("continuing_costs_the_same"), continuingCostsTheSame, {QStringLiteral("pattern:continuing")}},
        {QStringLiteral("use_repeats_name"), useRepeatsName, {QStringLiteral("list:suffixes")}},
        {QStringLiteral("horizon_past"), horizonPast, {}, {QStringLiteral("blank")}},
        {QStringLiteral("level_missing"), levelMissing},
        {QStringLiteral("constant_column"),
         constantColumn,
         {QStringLiteral("number:rows"), QStringLiteral("list:ignored")}},
        {QStringLiteral("contact_missing"), contactMissing, {QStringLiteral("list:fields")}},
        {QStringLiteral("placeholder_name"), placeholderName, {QStringLiteral("pattern:placeholder")}},
    };
}

} // namespace jixiao::review
