#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

const QString nameColumn = QStringLiteral("name");
const QString targetColumn = QStringLiteral("target");
using ValueKind = TargetValue::Kind;

QString said(const Indicator& indicator) {
    return indicator.name + u'\n' + indicator.description + u'\n' + indicator.target.raw();
}

void descriptionRepeatsName(Check& check) {
    if (!check.form.form.spec({QStringLiteral("indicators"), 0, QStringLiteral("description")})) return;
    for (const Indicator& indicator : check.rows()) {
        if (indicator.masked || indicator.name.isEmpty()) continue;
        const QString description = plain(indicator.description);
        if (description.isEmpty())
            check.report(indicator.at(QStringLiteral("description")), {}, QStringLiteral("blank"));
        else if (description == indicator.plainName)
            check.report(indicator.at(QStringLiteral("description")), {{QStringLiteral("n"), indicator.name}});
    }
}

bool isTimely(Check& check, const Indicator& indicator) {
    const auto kind = indicator.target.kind();
    if (kind == ValueKind::Date || kind == ValueKind::Unreadable) return true;
    const QString text = said(indicator);
    return containsAny(text, check.list(QStringLiteral("timeWords"))) ||
           check.matches(QStringLiteral("timeSpan"), text);
}

/// True when the content certainly does not belong to the row's level-2 kind.
bool isMisplaced(Check& check, const Indicator& indicator) {
    const auto isTimeName = [&] { return check.matches(QStringLiteral("timeNames"), indicator.name); };
    switch (indicator.level2) {
    case Kind::Timeliness:
        return !isTimely(check, indicator);
    case Kind::Quantity:
        return indicator.target.kind() == ValueKind::Qualitative || isTimeName();
    case Kind::Economic:
        return !indicator.money() && !containsAny(said(indicator), check.list(QStringLiteral("economicWords")));
    case Kind::None:
    case Kind::Other:
    case Kind::Satisfaction:
        return false;
    default:
        return isTimeName();
    }
}

void wrongKind(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        const bool readable =
            !indicator.masked && !indicator.name.isEmpty() && indicator.target.kind() != ValueKind::Blank;
        if (readable && isMisplaced(check, indicator))
            check.report(indicator.at(QStringLiteral("level2")),
                         {{QStringLiteral("n"), indicator.name}, {QStringLiteral("k"), indicator.level2Word}});
    }
}

void costWithoutAmount(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        if (!indicator.isCost || indicator.masked) continue;
        const auto& target = indicator.target;
        const bool other =
            target.isNumeric() && !target.unit().isEmpty() && !target.isShare() && !target.unit().contains(u'元');
        if (target.kind() == ValueKind::Qualitative || target.kind() == ValueKind::Date || other)
            check.report(indicator.at(targetColumn),
                         {{QStringLiteral("n"), indicator.name}, {QStringLiteral("v"), target.raw()}});
    }
}

void yesNoQuestion(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        if (indicator.masked) continue;
        const bool asks = containsAny(indicator.name, check.list(QStringLiteral("questions")));
        const bool answers = check.list(QStringLiteral("answers")).contains(plain(indicator.target.raw()));
        if (asks || answers)
            check.report(indicator.at(asks ? nameColumn : targetColumn),
                         {{QStringLiteral("n"), indicator.name}, {QStringLiteral("v"), indicator.target.raw()}});
    }
}

void targetRepeatsName(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        if (indicator.masked || indicator.target.kind() != ValueKind::Qualitative) continue;
        const QString value = plain(indicator.target.raw());
        if (value.size() >= 2 && indicator.plainName.contains(value))
            check.report(indicator.at(targetColumn), {{QStringLiteral("v"), indicator.target.raw()}});
    }
}

void implausible(Check& check) {
    const auto& limits = check.map(QStringLiteral("limits"));
    for (const Indicator& indicator : check.rows()) {
        const auto& target = indicator.target;
        const bool upward = indicator.op == Comparator::AtLeast || indicator.op == Comparator::Above ||
                            indicator.op == Comparator::Equal;
        if (target.kind() != ValueKind::Number || !upward || indicator.masked) continue;
        for (auto it = limits.cbegin(); it != limits.cend(); ++it) {
            const auto parts = it->split(u' ');
            const auto limit = Decimal::parse(parts.value(0));
            const bool sameUnit =
                target.isShare() ? parts.value(1) == QLatin1String("%") : parts.value(1) == target.unit();
            const bool known = !check.pattern(it.key()).pattern().isEmpty();
            if (!limit || !sameUnit || !known || !check.matches(it.key(), indicator.name)) continue;
            const auto ratio = target.ratio();
            const auto value =
                target.isShare() && ratio ? ratio->times(Decimal(100)).valueOr(Decimal()) : target.value();
            if (value >= *limit)
                check.report(indicator.at(targetColumn),
                             {{QStringLiteral("n"), indicator.name}, {QStringLiteral("v"), target.raw()}});
        }
    }
}

void polarity(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        if (indicator.target.kind() != ValueKind::Number || !indicator.written || indicator.masked) continue;
        const bool upward = indicator.op == Comparator::AtLeast || indicator.op == Comparator::Above;
        const bool downward = indicator.op == Comparator::AtMost || indicator.op == Comparator::Below;
        const bool good = check.matches(QStringLiteral("good"), indicator.name) &&
                          !check.matches(QStringLiteral("notGood"), indicator.name);
        if ((indicator.isLowerBetter && upward) || (good && !indicator.isLowerBetter && downward))
            check.report(indicator.at(targetColumn),
                         {{QStringLiteral("n"), indicator.name}, {QStringLiteral("v"), indicator.target.raw()}});
    }
}

void unitTwice(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        if (!indicator.target.isNumeric() || indicator.target.unit().isEmpty()) continue;
        QString unit = check.pattern(QStringLiteral("unitInName")).match(indicator.name).captured(1).trimmed();
        if (unit == QStringLiteral("％")) unit = QStringLiteral("%");
        if (unit == indicator.target.unit())
            check.report(indicator.at(targetColumn),
                         {{QStringLiteral("n"), indicator.name}, {QStringLiteral("u"), unit}});
    }
}

} // namespace

QList<CheckEntry> indicatorChecks() {
    return {
        rowByRow({QStringLiteral("description_repeats_name"), descriptionRepeatsName, {}, {QStringLiteral("blank")}}),
        rowByRow({QStringLiteral("wrong_kind"),
                  wrongKind,
                  {QStringLiteral("list:timeWords"), QStringLiteral("pattern:timeSpan"),
                   QStringLiteral("pattern:timeNames"), QStringLiteral("list:economicWords")}}),
        rowByRow({QStringLiteral("cost_without_amount"), costWithoutAmount}),
        rowByRow({QStringLiteral("yes_no_question"),
                  yesNoQuestion,
                  {QStringLiteral("list:questions"), QStringLiteral("list:answers")}}),
        rowByRow({QStringLiteral("target_repeats_name"), targetRepeatsName}),
        rowByRow({QStringLiteral("implausible"),
                  implausible,
                  {QStringLiteral("map:limits"), QStringLiteral("pattern:decline"), QStringLiteral("pattern:growth"),
                   QStringLiteral("pattern:life"), QStringLiteral("pattern:area")}}),
        rowByRow({QStringLiteral("polarity"),
                  polarity,
                  {QStringLiteral("pattern:good"), QStringLiteral("pattern:notGood")}}),
        rowByRow({QStringLiteral("unit_twice"), unitTwice, {QStringLiteral("pattern:unitInName")}}),
    };
}

} // namespace jixiao::review
