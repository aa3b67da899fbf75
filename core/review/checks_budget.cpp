#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

const QString fundUseField = QStringLiteral("fundUse");

/// A threshold given in 万元.
Money wanYuan(const Decimal& amount) { return Money::parse(amount.toString(), MoneyUnit::WanYuan).valueOr(Money()); }

void totalFormat(Check& check) {
    const auto& total = check.form.total;
    if (!check.form.has(total.path.field)) return;
    if (total.isBlank()) return check.report(total.path, {}, QStringLiteral("blank"));
    const auto number = Decimal::parse(total.raw);
    const bool fine = number && *number > Decimal(0) &&
                      number->normalized().scale() <= check.number(QStringLiteral("decimals")).mantissa();
    if (!fine) check.report(total.path, {{QStringLiteral("v"), total.raw}});
}

void sumOfParts(Check& check) {
    const auto& form = check.form;
    if (!form.has(form.total.path.field) || !form.has(form.fiscal.path.field) || !form.total.value) return;
    for (const auto* part : {&form.fiscal, &form.other})
        if (!part->isBlank() && !part->value)
            return check.report(part->path, {{QStringLiteral("v"), part->raw}}, QStringLiteral("unreadable"));
    if (form.fiscal.isBlank() && form.other.isBlank()) return;
    const Money sum = form.fiscal.value.value_or(Money()) + form.other.value.value_or(Money());
    const Money difference = sum > *form.total.value ? sum - *form.total.value : *form.total.value - sum;
    if (difference > wanYuan(check.number(QStringLiteral("tolerance"))))
        check.report(form.total.path, {{QStringLiteral("d"), ParsedForm::wan(difference)},
                                       {QStringLiteral("a"), ParsedForm::wan(*form.total.value)},
                                       {QStringLiteral("b"), ParsedForm::wan(sum)}});
}

/// True when the forms beside this one all have ordinary amounts.
bool neighboursAreSmall(Check& check) {
    const qint64 needed = check.number(QStringLiteral("neighbours")).mantissa();
    return check.context.othersAreBelow(check.form, wanYuan(check.number(QStringLiteral("usual"))), needed);
}

void looksLikeYuan(Check& check) {
    const auto& form = check.form;
    if (form.moneyUnit != MoneyUnit::WanYuan) return;
    const Money large = wanYuan(check.number(QStringLiteral("large")));
    const std::array amounts{&form.total, &form.fiscal, &form.other};
    for (const auto* amount : amounts) {
        if (!amount->value || *amount->value < large) continue;
        const qint64 fen = amount->value->fen();
        const auto isTenThousandth = [&](const Amount* other) {
            return other->value && other->value->fen() > 0 && fen % 10000 == 0 && other->value->fen() == fen / 10000;
        };
        const bool otherUnit = std::any_of(amounts.begin(), amounts.end(), isTenThousandth);
        const bool outlier = amount == &form.total && neighboursAreSmall(check);
        if (otherUnit || outlier) check.report(amount->path, {{QStringLiteral("v"), amount->raw}});
    }
}

void fundUseVague(Check& check) {
    if (!check.form.has(fundUseField)) return;
    const FieldPath path{{}, -1, fundUseField};
    const QString use = check.form.document.field(fundUseField).trimmed();
    QString end = use;
    while (!end.isEmpty() && end.back().isPunct())
        end.chop(1);
    const bool tooShort = Decimal(squeezed(use).size()) <= check.number(QStringLiteral("minimum"));
    if (tooShort || end.endsWith(u'等')) check.report(path);
}

} // namespace

QList<CheckEntry> budgetChecks() {
    return {
        {QStringLiteral("total_format"), totalFormat, {QStringLiteral("number:decimals")}, {QStringLiteral("blank")}},
        {QStringLiteral("sum_of_parts"),
         sumOfParts,
         {QStringLiteral("number:tolerance")},
         {QStringLiteral("unreadable")}},
        {QStringLiteral("looks_like_yuan"),
         looksLikeYuan,
         {QStringLiteral("number:large"), QStringLiteral("number:usual"), QStringLiteral("number:neighbours")}},
        {QStringLiteral("fund_use_vague"), fundUseVague, {QStringLiteral("number:minimum")}},
    };
}

} // namespace jixiao::review
