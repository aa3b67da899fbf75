#include "core/outcomes/form_tables.h"
#include "core/outcomes/scored_form.h"
#include "core/scoring/measure.h"

namespace jixiao::outcomes {

using namespace scoring;

namespace {

const QString comparatorColumn = QStringLiteral("comparator");
const QString unitColumn = QStringLiteral("unitOfMeasure");
QString textOf(const std::optional<Decimal>& value) { return value ? points(*value) : QString(); }

/// A target in a form that has columns of their own for its sign and unit.
void splitTarget(FormRow& row, const Indicator& indicator, const TableSpec& table) {
    const auto& target = indicator.target;
    row.cells[Column::target] = target.raw();
    if (!table.column(comparatorColumn)) return;
    if (target.kind() == TargetValue::Kind::Qualitative)
        row.cells[comparatorColumn] = ScoringRules::builtIn().qualitativeSigns.first();
    if (target.kind() != TargetValue::Kind::Number) return;
    row.cells[comparatorColumn] = comparatorSign(indicator.comparator);
    if (!table.column(unitColumn)) return;
    row.cells[Column::target] = target.value().toString();
    row.cells[unitColumn] = indicator.unit;
}

FormRow indicatorRow(const ScoredForm& scored, int i, const FormTemplate& form, const TableSpec& table) {
    const auto& indicator = scored.indicators[i];
    const auto& outcome = scored.outcomes[i];
    const auto& score = scored.evaluation->indicators[i].score;
    FormRow row;
    const auto word = [&](const QString& column, const QString& spelling) {
        const auto* spec = table.column(column);
        if (spec) row.cells[column] = form.canonicalWord(spec->vocabulary, spelling);
    };
    word(Column::level1, indicator.level1);
    word(Column::level2, indicator.level2);
    row.cells[Column::name] = indicator.name;
    splitTarget(row, indicator, table);
    row.cells[Column::actualValue] = outcome.actual;
    row.cells[Column::weight] = textOf(score.weight);
    row.cells[Column::score] = textOf(score.score);
    // What does not apply has no actual value: the line that says why stands in for the reason.
    const bool none = score.state == State::NotApplicable;
    row.cells[QStringLiteral("deviationReason")] = none ? score.arithmetic : outcome.reason;
    return row;
}

void fillFunds(FormDocument& filled, const ScoredForm& scored, const FormDocument& source, const TableSpec& table,
               MoneyUnit unit) {
    auto rows = table.withFixedRows(source.rows(table.id));
    if (rows.isEmpty()) rows.append(FormRow());
    auto& cells = rows.first().cells;
    const auto amount = [&](const std::optional<Money>& money) { return money ? money->toString(unit) : QString(); };
    const auto& execution = scored.evaluation->execution;
    const auto approved = source.field(QStringLiteral("budget.total"));
    if (!approved.isEmpty()) cells[QStringLiteral("initialBudget")] = approved;
    cells[Column::budgetInForce] = amount(scored.funds.budget);
    cells[Column::executedAmount] = amount(scored.funds.executed);
    cells[Column::weight] = textOf(execution.score.weight);
    cells[Column::executionRate] = execution.rate ? points(*execution.rate) + u'%' : QString();
    cells[Column::score] = textOf(execution.score.score);
    if (table.column(QStringLiteral("reason"))) cells[QStringLiteral("reason")] = scored.funds.reason;
    filled.tables.insert(table.id, rows);
}

/// What both forms hold: names, goals. The title is made anew, and what is computed was computed above.
void copyShared(FormDocument& filled, const FormDocument& source, const FormTemplate& form) {
    for (const auto& field : form.fields)
        if (!field.computed && field.id != QStringLiteral("title") && !filled.fields.contains(field.id))
            filled.fields.insert(field.id, source.field(field.id));
    for (const auto& table : form.tables)
        if (table.plainStrings) filled.tables.insert(table.id, source.rows(table.id));
}

} // namespace

Result<FormDocument> fillEvaluation(const ScoredForm& scored, const FormDocument& source, const FormTemplate& form) {
    const auto* indicators = evaluationTable(form);
    if (!scored.evaluation || !indicators)
        return Error{ErrorCode::InvalidInput, QStringLiteral("%1 holds no scores of indicators").arg(form.name)};
    FormDocument filled;
    filled.form = form.id;
    filled.fiscalYear = source.fiscalYear;
    const auto unitWord = moneyWord(source, *scored.form);
    filled.fields.insert(QStringLiteral("moneyUnit"), unitWord);
    const auto total = QStringLiteral("totalScore");
    if (form.field(total)) filled.fields.insert(total, points(scored.evaluation->total));
    copyShared(filled, source, form);

    QList<FormRow> rows;
    for (int i = 0; i < scored.rows.size(); ++i)
        rows.append(indicatorRow(scored, i, form, *indicators));
    filled.tables.insert(indicators->id, rows);
    if (const auto* funds = tableWith(form, {Column::budgetInForce, Column::executionRate}))
        fillFunds(filled, scored, source, *funds, moneyUnit(unitWord));
    return filled;
}

} // namespace jixiao::outcomes
