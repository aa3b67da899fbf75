#include "core/review/check.h"
#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

const QString targetColumn = QStringLiteral("target");

Money wanYuan(const Decimal& amount) { return Money::parse(amount.toString(), MoneyUnit::WanYuan).valueOr(Money()); }

/// Unmasked indicators whose target is one amount of money ("≤9.70万元"); prices and rates of pay are not.
QList<const Indicator*> withAmount(Check& check) {
    QList<const Indicator*> found;
    for (const Indicator& indicator : check.rows()) {
        if (indicator.masked || indicator.target.kind() != TargetValue::Kind::Number || !indicator.money()) continue;
        if (!check.matches(QStringLiteral("unitPrice"), indicator.name)) found.append(&indicator);
    }
    return found;
}

QString writtenSign(const Indicator& indicator) { return indicator.written ? comparatorSign(indicator.op) : QString(); }

/// How many times smaller (negative exponent) or larger the amount is than the budget: a power of ten in ±1 … ±4.
int decimalShift(Money amount, Money budget, const Decimal& tolerance) {
    if (amount.fen() <= 0 || budget.fen() <= 0) return 0;
    const bool larger = amount > budget;
    const Decimal big((larger ? amount : budget).fen());
    const Decimal small((larger ? budget : amount).fen());
    Decimal factor(1);
    for (int shift = 1; shift <= 4; ++shift) {
        factor = factor.times(Decimal(10)).valueOr(factor);
        const auto scaled = small.times(factor);
        if (!scaled) return 0;
        const auto difference = scaled->minus(big).valueOr(big);
        const auto allowed = big.times(tolerance).valueOr(Decimal());
        const Decimal distance =
            difference.isNegative() ? Decimal(0).minus(difference).valueOr(difference) : difference;
        if (distance <= allowed) return larger ? shift : -shift;
    }
    return 0;
}

/// One amount equals the budget: then the others are parts of it, and tell nothing by being a tenth.
bool someAmountIsTheBudget(Check& check) {
    const auto amounts = withAmount(check);
    return std::any_of(amounts.begin(), amounts.end(),
                       [&](const Indicator* indicator) { return *indicator->money() == *check.form.total.value; });
}

bool hasBudget(const ParsedForm& form) { return form.total.value && form.total.value->fen() > 0; }

void costAboveBudget(Check& check) {
    if (!hasBudget(check.form)) return;
    const Money limit = *check.form.total.value + wanYuan(check.number(QStringLiteral("tolerance")));
    for (const auto* indicator : withAmount(check)) {
        if (!indicator->isCost || *indicator->money() <= limit) continue;
        const FieldPath path = indicator->at(targetColumn);
        const QString to = QStringLiteral("≤") + check.form.totalWithUnit();
        check.reportFixable(path,
                            {{QStringLiteral("a"), ParsedForm::wan(*indicator->money())},
                             {QStringLiteral("b"), ParsedForm::wan(*check.form.total.value)},
                             {QStringLiteral("to"), to}},
                            {{path, to}});
    }
}

void costBelowBudget(Check& check) {
    if (!hasBudget(check.form)) return;
    const Indicator* only = nullptr;
    for (const auto* indicator : withAmount(check)) {
        if (only) return; // several amounts: none of them need be the total
        only = indicator;
    }
    if (!only || !only->isCost || !check.matches(QStringLiteral("totalCost"), only->name)) return;
    const Money budget = *check.form.total.value;
    const auto floor = Decimal(budget.fen()).times(check.number(QStringLiteral("share")));
    if (!floor || Decimal(only->money()->fen()) >= *floor) return;
    if (decimalShift(*only->money(), budget, Decimal::of(1, 3)) != 0) return; // the decimal point is the likelier cause
    check.report(only->at(targetColumn), {{QStringLiteral("a"), ParsedForm::wan(*only->money())},
                                          {QStringLiteral("b"), ParsedForm::wan(budget)},
                                          {QStringLiteral("d"), ParsedForm::wan(budget - *only->money())}});
}

void yuanInWanYuanTable(Check& check) {
    if (check.form.moneyUnit != MoneyUnit::WanYuan) return;
    const Money smallest =
        Money::parse(check.number(QStringLiteral("above")).toString(), MoneyUnit::Yuan).valueOr(Money());
    for (const auto* indicator : withAmount(check)) {
        if (indicator->target.unit() != QStringLiteral("元") || *indicator->money() < smallest) continue;
        const FieldPath path = indicator->at(targetColumn);
        const QString amount = ParsedForm::wan(*indicator->money());
        const QString to = writtenSign(*indicator) + amount + QStringLiteral("万元");
        check.reportFixable(path,
                            {{QStringLiteral("v"), indicator->target.value().toString()},
                             {QStringLiteral("w"), amount},
                             {QStringLiteral("to"), to}},
                            {{path, to}});
    }
}

void costWithoutCeiling(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        const auto& target = indicator.target;
        const bool amount = indicator.money().has_value();
        if (!indicator.isCost || indicator.masked || target.kind() != TargetValue::Kind::Number) continue;
        if (!amount && !target.isShare()) continue;
        const bool ceiling =
            indicator.written && (indicator.op == Comparator::AtMost || indicator.op == Comparator::Below);
        if (ceiling || target.value().isZero() || check.matches(QStringLiteral("higherIsBetter"), indicator.name))
            continue;
        const FieldPath path = indicator.at(targetColumn);
        const QString to = QStringLiteral("≤") + target.value().toString() + target.unit();
        check.reportFixable(path, {{QStringLiteral("v"), target.raw()}, {QStringLiteral("to"), to}}, {{path, to}});
    }
}

void decimalPoint(Check& check) {
    if (!hasBudget(check.form) || someAmountIsTheBudget(check)) return;
    for (const auto* indicator : withAmount(check)) {
        const int shift =
            decimalShift(*indicator->money(), *check.form.total.value, check.number(QStringLiteral("tolerance")));
        if (shift == 0) continue;
        const FieldPath path = indicator->at(targetColumn);
        const QString to = writtenSign(*indicator) + check.form.totalWithUnit();
        check.reportFixable(path,
                            {{QStringLiteral("k"), u'1' + QString(std::abs(shift), u'0')},
                             {QStringLiteral("v"), indicator->target.raw()},
                             {QStringLiteral("b"), check.form.totalWithUnit()},
                             {QStringLiteral("to"), to}},
                            {{path, to}});
    }
}

} // namespace

QList<CheckEntry> moneyChecks() {
    const QString price = QStringLiteral("pattern:unitPrice");
    const QString tolerance = QStringLiteral("number:tolerance");
    return {
        rowByRow({QStringLiteral("cost_above_budget"), costAboveBudget, {price, tolerance}, {}, true}),
        {QStringLiteral("cost_below_budget"),
         costBelowBudget,
         {price, QStringLiteral("pattern:totalCost"), QStringLiteral("number:share")}},
        rowByRow(
            {QStringLiteral("yuan_in_wanyuan"), yuanInWanYuanTable, {price, QStringLiteral("number:above")}, {}, true}),
        rowByRow({QStringLiteral("cost_without_ceiling"),
                  costWithoutCeiling,
                  {QStringLiteral("pattern:higherIsBetter")},
                  {},
                  true}),
        {QStringLiteral("decimal_point"), decimalPoint, {price, tolerance}, {}, true},
    };
}

} // namespace jixiao::review
