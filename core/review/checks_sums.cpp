#include "core/review/check.h"
#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

namespace {

/// A threshold given in 万元.
Money wanYuan(const Decimal& amount) { return Money::parse(amount.toString(), MoneyUnit::WanYuan).valueOr(Money()); }

Money distance(Money a, Money b) { return a > b ? a - b : b - a; }

QList<Sum> sums(const Check& check, const QString& map) {
    return sumsOf(check.form.document, check.form.form, check.form.moneyUnit, check.map(map));
}

/// "2022年" for the column of the year before last, else the column's label.
QString yearOf(const Check& check, const Sum& sum) {
    const int year = check.form.document.fiscalYear;
    const auto& back = check.map(QStringLiteral("years"));
    const auto found = back.constFind(sum.total.path.field);
    if (year <= 0 || found == back.cend()) return sum.column;
    return QStringLiteral("%1年").arg(year - found->toInt());
}

void totalDiffers(Check& check) {
    const Money tolerance = wanYuan(check.number(QStringLiteral("tolerance")));
    for (const auto& sum : sums(check, QStringLiteral("totals"))) {
        const auto parts = sum.ofParts();
        if (!parts || !sum.total.value || distance(*parts, *sum.total.value) <= tolerance) continue;
        const QString to = parts->toString(check.form.moneyUnit);
        check.reportFixable(sum.total.path,
                            {{QStringLiteral("c"), yearOf(check, sum)},
                             {QStringLiteral("a"), ParsedForm::wan(*parts)},
                             {QStringLiteral("b"), ParsedForm::wan(*sum.total.value)},
                             {QStringLiteral("d"), ParsedForm::wan(distance(*parts, *sum.total.value))},
                             {QStringLiteral("to"), to}},
                            {{sum.total.path, to}});
    }
}

void partsExceedTotal(Check& check) {
    totalDiffers(check);
    for (const auto& sum : sums(check, QStringLiteral("among"))) {
        const auto parts = sum.ofParts();
        if (parts && sum.total.value && *parts > *sum.total.value)
            check.report(sum.total.path,
                         {{QStringLiteral("c"), sum.column},
                          {QStringLiteral("a"), ParsedForm::wan(*parts)},
                          {QStringLiteral("b"), ParsedForm::wan(*sum.total.value)}},
                         QStringLiteral("among"));
    }
}

void spendingIsNotIncome(Check& check) {
    const Money tolerance = wanYuan(check.number(QStringLiteral("tolerance")));
    const auto income = sums(check, QStringLiteral("income"));
    for (const auto& spent : sums(check, QStringLiteral("spending"))) {
        const auto same = [&](const Sum& sum) { return sum.total.path.field == spent.total.path.field; };
        const auto got = std::find_if(income.begin(), income.end(), same);
        const auto out = spent.ofParts();
        if (got == income.end() || !out) continue;
        const auto in = got->total.value ? got->total.value : got->ofParts();
        if (!in || distance(*in, *out) <= tolerance) continue;
        check.report(spent.total.path, {{QStringLiteral("y"), yearOf(check, spent)},
                                        {QStringLiteral("a"), ParsedForm::wan(*out)},
                                        {QStringLiteral("b"), ParsedForm::wan(*in)},
                                        {QStringLiteral("d"), ParsedForm::wan(distance(*in, *out))}});
    }
}

std::optional<Decimal> percentOf(const QString& text) {
    const auto value = TargetValue::parse(text.trimmed());
    if (value.kind() != TargetValue::Kind::Number || value.unit() != QStringLiteral("%")) return std::nullopt;
    return value.value();
}

Decimal apart(const Decimal& a, const Decimal& b) {
    const auto difference = a.minus(b).valueOr(Decimal());
    return difference.isNegative() ? Decimal().minus(difference).valueOr(difference) : difference;
}

void reportShare(Check& check, const FieldPath& path, const Amount& part, Money whole, Decimal& sum, int& shares) {
    const auto share = percentOf(check.form.document.value(path));
    if (!share) return;
    sum = sum.plus(*share).valueOr(sum);
    ++shares;
    const auto right = Decimal(part.value.value_or(Money()).fen()).times(Decimal(100));
    const auto exact = right ? right->dividedBy(Decimal(whole.fen()), 6) : right;
    if (!exact || apart(*exact, *share) <= check.number(QStringLiteral("tolerance"))) return;
    const QString to = exact->rounded(2).toString() + u'%';
    check.reportFixable(path, {{QStringLiteral("v"), check.form.document.value(path)}, {QStringLiteral("to"), to}},
                        {{path, to}});
}

void sharesWrong(Check& check) {
    const QString amounts = QStringLiteral("amount");
    for (const auto& sum : sums(check, QStringLiteral("totals"))) {
        if (sum.total.path.field != amounts) continue;
        const auto parts = sum.ofParts();
        const auto whole = sum.total.value ? sum.total.value : parts;
        if (!whole || whole->fen() <= 0) continue;
        Decimal shares;
        int count = 0;
        int filled = 0;
        for (const auto& part : sum.parts) {
            filled += part.isBlank() ? 0 : 1;
            reportShare(check, {part.path.table, part.path.row, QStringLiteral("share")}, part, *whole, shares, count);
        }
        const FieldPath total{sum.total.path.table, sum.total.path.row, QStringLiteral("share")};
        if (count > 0 && count == filled && apart(shares, Decimal(100)) > check.number(QStringLiteral("rounding")))
            check.report(total, {{QStringLiteral("v"), shares.normalized().toString() + u'%'}}, QStringLiteral("sum"));
    }
}

void totalBlank(Check& check) {
    for (const auto& sum : sums(check, QStringLiteral("totals"))) {
        if (sum.total.path.field != QStringLiteral("amount") || !sum.total.isBlank()) continue;
        const auto share =
            percentOf(check.form.document.value({sum.total.path.table, sum.total.path.row, QStringLiteral("share")}));
        if (!share || *share != Decimal(100)) continue;
        const auto parts = sum.ofParts();
        const QString to = parts ? parts->toString(check.form.moneyUnit) : QString();
        check.reportFixable(sum.total.path, {{QStringLiteral("to"), to}},
                            parts ? QList<FieldEdit>{{sum.total.path, to}} : QList<FieldEdit>());
    }
}

/// A total of nothing (or a blank one) over parts that are something.
void totalOfNothing(Check& check) {
    for (const auto& sum : sums(check, QStringLiteral("totals"))) {
        const auto parts = sum.ofParts();
        const bool nothing = sum.total.isBlank() || (sum.total.value && sum.total.value->fen() == 0);
        if (!parts || parts->fen() <= 0 || !nothing) continue;
        const QString to = parts->toString(check.form.moneyUnit);
        check.reportFixable(sum.total.path,
                            {{QStringLiteral("c"), sum.column},
                             {QStringLiteral("a"), ParsedForm::wan(*parts)},
                             {QStringLiteral("to"), to}},
                            {{sum.total.path, to}});
    }
}

/// One masked amount among known ones, total included, is no secret.
void maskedButKnown(Check& check) {
    for (const auto& sum : sums(check, QStringLiteral("totals"))) {
        QList<const Amount*> masked;
        bool allKnown = true;
        const auto look = [&](const Amount& amount, bool total) {
            if (isMasked(amount.raw))
                masked.append(&amount);
            else if (!amount.value && (total || !amount.isBlank()))
                allKnown = false;
        };
        look(sum.total, true);
        for (const auto& part : sum.parts)
            look(part, false);
        if (allKnown && masked.size() == 1 && sum.parts.size() > 1)
            check.report(masked.first()->path, {{QStringLiteral("c"), sum.column}});
    }
}

} // namespace

QList<CheckEntry> sumChecks() {
    const QString totals = QStringLiteral("map:totals");
    const QString tolerance = QStringLiteral("number:tolerance");
    const QString years = QStringLiteral("map:years");
    return {
        {QStringLiteral("total_differs"), totalDiffers, {totals, tolerance, years}, {}, true},
        {QStringLiteral("parts_exceed_total"),
         partsExceedTotal,
         {totals, QStringLiteral("map:among"), tolerance, years},
         {QStringLiteral("among")},
         true},
        {QStringLiteral("spending_is_not_income"),
         spendingIsNotIncome,
         {QStringLiteral("map:income"), QStringLiteral("map:spending"), tolerance, years}},
        {QStringLiteral("shares_wrong"),
         sharesWrong,
         {totals, tolerance, QStringLiteral("number:rounding")},
         {QStringLiteral("sum")},
         true},
        {QStringLiteral("total_blank"), totalBlank, {totals}, {}, true},
        {QStringLiteral("total_of_nothing"), totalOfNothing, {totals}, {}, true},
        {QStringLiteral("masked_but_known"), maskedButKnown, {totals}},
    };
}

} // namespace jixiao::review
