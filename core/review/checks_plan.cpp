#include "core/review/check.h"
#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

const Decimal full(100);

const PlanValue& yearEnd(const ParsedForm& form) { return form.plan.back(); }
bool hasPlan(const ParsedForm& form) { return form.has(yearEnd(form).path.field); }

/// 100 in the style of the other cells: "100%", "100.00" or "100".
QString fullAsWritten(const ParsedForm& form) {
    QString style;
    for (const auto& value : form.plan)
        if (!value.isBlank() && value.path != yearEnd(form).path) style = value.raw;
    if (style.isEmpty()) style = yearEnd(form).raw;
    const QString number = style.contains(u'.') ? QStringLiteral("100.00") : QStringLiteral("100");
    return style.endsWith(u'%') || style.endsWith(u'％') ? number + u'%' : number;
}

bool someEarlierIsFull(const ParsedForm& form) {
    return std::any_of(form.plan.begin(), form.plan.end() - 1,
                       [](const PlanValue& value) { return value.value && *value.value == full; });
}

void outOfRange(Check& check) {
    if (!hasPlan(check.form)) return;
    for (const auto& value : check.form.plan) {
        if (value.isBlank() || (value.value && *value.value >= Decimal(0) && *value.value <= full)) continue;
        QString shown = value.raw;
        if (shown.endsWith(u'%') || shown.endsWith(u'％')) shown.chop(1);
        check.report(value.path, {{QStringLiteral("p"), value.label}, {QStringLiteral("v"), shown}},
                     value.value ? QString() : QStringLiteral("unreadable"));
    }
}

void falls(Check& check) {
    if (!hasPlan(check.form)) return;
    const PlanValue* before = nullptr;
    for (const auto& value : check.form.plan) {
        if (!value.value) continue;
        if (before && *value.value < *before->value)
            check.report(value.path, {{QStringLiteral("p"), value.label},
                                      {QStringLiteral("v"), value.raw},
                                      {QStringLiteral("before"), before->raw},
                                      {QStringLiteral("q"), before->label}});
        before = &value;
    }
}

void reportYearEnd(Check& check) {
    const auto& end = yearEnd(check.form);
    const QString to = fullAsWritten(check.form);
    check.reportFixable(end.path, {{QStringLiteral("v"), end.raw}, {QStringLiteral("to"), to}}, {{end.path, to}});
}

void endNotFull(Check& check) {
    if (hasPlan(check.form) && yearEnd(check.form).value && *yearEnd(check.form).value != full) reportYearEnd(check);
}

void endBlankAfterFull(Check& check) {
    if (hasPlan(check.form) && yearEnd(check.form).isBlank() && someEarlierIsFull(check.form)) reportYearEnd(check);
}

void endBlank(Check& check) {
    if (hasPlan(check.form) && yearEnd(check.form).isBlank() && !someEarlierIsFull(check.form)) reportYearEnd(check);
}

void middleBlank(Check& check) {
    if (!hasPlan(check.form)) return;
    const auto& plan = check.form.plan;
    const PlanValue* before = nullptr;
    for (size_t i = 0; i + 1 < plan.size(); ++i) {
        if (!plan[i].isBlank())
            before = &plan[i];
        else if (before && check.form.has(plan[i].path.field))
            check.report(plan[i].path, {{QStringLiteral("p"), plan[i].label}, {QStringLiteral("v"), before->raw}});
    }
}

void allInFirstQuarter(Check& check) {
    const auto& first = check.form.plan.front();
    const auto limit = Money::parse(check.number(QStringLiteral("above")).toString(), MoneyUnit::WanYuan);
    if (!hasPlan(check.form) || !first.value || *first.value != full || !check.form.total.value || !limit) return;
    if (*check.form.total.value > *limit)
        check.report(first.path, {{QStringLiteral("v"), ParsedForm::wan(*check.form.total.value)}});
}

void wagesUneven(Check& check) {
    const auto& form = check.form;
    if (!hasPlan(form) || !containsAny(form.name, check.list(QStringLiteral("words")))) return;
    Decimal reached(0);
    qint64 steps = 0;
    for (const auto& value : form.plan) {
        if (!value.value) continue;
        if (*value.value > reached) ++steps;
        reached = *value.value;
    }
    if (steps > 0 && Decimal(steps) < check.number(QStringLiteral("periods")))
        check.report(form.plan.front().path, {{QStringLiteral("n"), QString::number(steps)}});
}

} // namespace

QList<CheckEntry> planChecks() {
    return {
        {QStringLiteral("plan_range"), outOfRange, {}, {QStringLiteral("unreadable")}},
        {QStringLiteral("plan_falls"), falls},
        {QStringLiteral("plan_end_not_full"), endNotFull, {}, {}, true},
        {QStringLiteral("plan_end_blank_after_full"), endBlankAfterFull, {}, {}, true},
        {QStringLiteral("plan_end_blank"), endBlank, {}, {}, true},
        {QStringLiteral("plan_middle_blank"), middleBlank},
        {QStringLiteral("plan_first_quarter"), allInFirstQuarter, {QStringLiteral("number:above")}},
        {QStringLiteral("plan_wages"), wagesUneven, {QStringLiteral("number:periods"), QStringLiteral("list:words")}},
    };
}

} // namespace jixiao::review
