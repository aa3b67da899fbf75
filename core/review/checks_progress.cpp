#include "core/review/check.h"
#include "core/review/outcome.h"

#include <QRegularExpression>

namespace jixiao::review {

namespace {

Decimal fen(const Amount& amount) { return Decimal(amount.value->fen()); }

QString percentWords(const Decimal& percent) { return percent.rounded(2).toString() + u'%'; }

void spentTooMuch(Check& check) {
    for (const auto& row : check.form.funds) {
        if (!row.executed.value || !row.inForce.value || *row.executed.value <= *row.inForce.value) continue;
        // Without a column for it, the budget in force is the first one as long as nobody changed it.
        const bool first = row.inForce.path == row.initial.path;
        if (first && check.facts().adjustmentRecorded.value_or(false)) continue;
        const bool nothing = row.inForce.value->fen() == 0;
        check.report(row.executed.path,
                     {{QStringLiteral("n"), row.item},
                      {QStringLiteral("a"), ParsedForm::wan(*row.executed.value)},
                      {QStringLiteral("b"), ParsedForm::wan(*row.inForce.value)}},
                     nothing ? QStringLiteral("none") : QString());
    }
}

void slowSpending(Check& check) {
    const auto* whole = check.form.wholeFund();
    const int month = check.form.month;
    if (!whole || month < 1 || month > 12 || !whole->executed.value || !whole->inForce.value) return;
    const auto year = fen(whole->executed).times(Decimal(12));
    const auto due = fen(whole->inForce).times(Decimal(month));
    const auto progress = year && due ? percentOf(*year, *due) : std::nullopt;
    if (!progress || *progress >= check.number(QStringLiteral("yellow"))) return;
    const bool red = *progress < check.number(QStringLiteral("red"));
    check.report(whole->executed.path,
                 {{QStringLiteral("p"), percentWords(*progress)},
                  {QStringLiteral("light"), red ? QStringLiteral("红灯") : QStringLiteral("黄灯")},
                  {QStringLiteral("a"), ParsedForm::wan(*whole->executed.value)},
                  {QStringLiteral("b"), ParsedForm::wan(*whole->inForce.value)}});
}

int monthOf(const QString& label) {
    static const QRegularExpression pattern(QStringLiteral("(\\d{1,2})月"));
    const auto match = pattern.match(label);
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

void behindPlan(Check& check) {
    const auto* whole = check.form.wholeFund();
    const auto* project = check.context.projectForm(check.form);
    if (!whole || !project || check.form.month < 1 || !whole->executed.value || !whole->inForce.value) return;
    const PlanValue* plan = nullptr;
    for (const auto& value : project->plan)
        if (value.value && monthOf(value.label) > 0 && monthOf(value.label) <= check.form.month) plan = &value;
    const auto spent = percentOf(fen(whole->executed), fen(whole->inForce));
    if (!plan || !spent) return;
    const auto behind = plan->value->minus(*spent);
    if (behind && *behind > check.number(QStringLiteral("points")))
        check.report(whole->executed.path, {{QStringLiteral("p"), percentWords(*spent)},
                                            {QStringLiteral("q"), percentWords(*plan->value)},
                                            {QStringLiteral("m"), plan->label}});
}

} // namespace

QList<CheckEntry> progressChecks() {
    return {
        {QStringLiteral("spent_too_much"), spentTooMuch, {}, {QStringLiteral("none")}},
        {QStringLiteral("slow_spending"),
         slowSpending,
         {QStringLiteral("number:red"), QStringLiteral("number:yellow")}},
        {QStringLiteral("behind_plan"), behindPlan, {QStringLiteral("number:points")}},
    };
}

} // namespace jixiao::review
