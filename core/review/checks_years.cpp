#include "core/review/check.h"
#include "core/review/text.h"

#include <QSet>

#include <algorithm>

namespace jixiao::review {

namespace {

Money wanYuan(const Decimal& amount) { return Money::parse(amount.toString(), MoneyUnit::WanYuan).valueOr(Money()); }

Money distance(Money a, Money b) { return a > b ? a - b : b - a; }

void reportSum(Check& check, const FieldPath& path, Money stated) {
    const auto sum = check.context.budgetSum(check.form);
    if (!sum || distance(*sum, stated) <= wanYuan(check.number(QStringLiteral("tolerance")))) return;
    check.report(path, {{QStringLiteral("a"), ParsedForm::wan(*sum)},
                        {QStringLiteral("b"), ParsedForm::wan(stated)},
                        {QStringLiteral("d"), ParsedForm::wan(distance(*sum, stated))}});
}

/// Said once: at the first project of the unit, or where the running text of the unit states the sum.
void projectsAndStatement(Check& check) {
    const auto& form = check.form;
    if (form.has(form.total.path.field)) {
        const auto projects = check.context.budgets(form);
        const auto& stated = check.facts().projectExpenditure;
        if (stated && !projects.isEmpty() && projects.first() == &form) reportSum(check, form.total.path, *stated);
        return;
    }
    for (const auto& cell : form.texts) {
        if (!cell.text.contains(QStringLiteral("万元"))) continue;
        const auto match = check.pattern(QStringLiteral("statement")).match(cell.text);
        const auto stated = match.hasMatch() ? Money::parse(match.captured(1), MoneyUnit::WanYuan) : Money();
        if (match.hasMatch() && stated) return reportSum(check, cell.path, *stated);
    }
}

QSet<QString> identities(const QList<Indicator>& indicators) {
    QSet<QString> keys;
    for (const auto& indicator : indicators)
        keys.insert(QString::number(int(indicator.level2)) + u'|' + indicator.plainName + u'|' +
                    squeezed(indicator.target.normalized()));
    return keys;
}

void sameIndicatorsOtherBudget(Check& check) {
    const auto& form = check.form;
    const auto* before = check.context.lastYear(form);
    if (!before || !before->total.value || !form.total.value || before->total.value->fen() <= 0) return;
    if (form.indicators.isEmpty() || identities(form.indicators) != identities(before->indicators)) return;
    const auto change = Decimal(distance(*form.total.value, *before->total.value).fen()).times(Decimal(100));
    const auto percent = change ? change->dividedBy(Decimal(before->total.value->fen()), 2) : change;
    if (!percent || *percent <= check.number(QStringLiteral("percent"))) return;
    check.report({QStringLiteral("indicators"), -1, {}},
                 {{QStringLiteral("a"), ParsedForm::wan(*before->total.value)},
                  {QStringLiteral("b"), ParsedForm::wan(*form.total.value)},
                  {QStringLiteral("p"), percent->normalized().toString() + u'%'}});
}

} // namespace

QList<CheckEntry> yearChecks() {
    return {
        {QStringLiteral("projects_and_statement"),
         projectsAndStatement,
         {QStringLiteral("pattern:statement"), QStringLiteral("number:tolerance")}},
        {QStringLiteral("same_indicators_other_budget"), sameIndicatorsOtherBudget, {QStringLiteral("number:percent")}},
    };
}

} // namespace jixiao::review
