#include "app/cli/score_form.h"
#include "core/scoring/measure.h"

#include <algorithm>

namespace jixiao::cli {

using namespace scoring;

namespace {

const QString comparatorColumn = QStringLiteral("comparator");
const QString unitColumn = QStringLiteral("unitOfMeasure");
const QString scoreColumn = QStringLiteral("score");

/// The last table with all these columns.
const TableSpec* tableWith(const FormTemplate& form, const QStringList& columns) {
    const TableSpec* found = nullptr;
    for (const auto& table : form.tables) {
        const auto has = [&](const QString& column) { return table.column(column) != nullptr; };
        if (std::all_of(columns.begin(), columns.end(), has)) found = &table;
    }
    return found;
}

QString textOf(const std::optional<Decimal>& value) { return value ? points(*value) : QString(); }

/// A target in a form that has columns of their own for its sign and unit.
void splitTarget(FormRow& row, const Indicator& indicator, const TableSpec& table) {
    const auto& target = indicator.target;
    row.cells[QStringLiteral("target")] = target.raw();
    if (!table.column(comparatorColumn)) return;
    if (target.kind() == TargetValue::Kind::Qualitative)
        row.cells[comparatorColumn] = ScoringRules::builtIn().qualitativeSigns.first();
    if (target.kind() != TargetValue::Kind::Number) return;
    row.cells[comparatorColumn] = comparatorSign(indicator.comparator);
    if (!table.column(unitColumn)) return;
    row.cells[QStringLiteral("target")] = target.value().toString();
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
    word(QStringLiteral("level1"), indicator.level1);
    word(QStringLiteral("level2"), indicator.level2);
    row.cells[QStringLiteral("name")] = indicator.name;
    splitTarget(row, indicator, table);
    row.cells[QStringLiteral("actualValue")] = outcome.actual;
    row.cells[QStringLiteral("weight")] = textOf(score.weight);
    row.cells[scoreColumn] = textOf(score.score);
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
    cells[QStringLiteral("budgetInForce")] = amount(scored.funds.budget);
    cells[QStringLiteral("executedAmount")] = amount(scored.funds.executed);
    cells[QStringLiteral("weight")] = textOf(execution.score.weight);
    cells[QStringLiteral("executionRate")] = execution.rate ? points(*execution.rate) + u'%' : QString();
    cells[scoreColumn] = textOf(execution.score.score);
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
    const auto* indicators = tableWith(form, {QStringLiteral("name"), QStringLiteral("target"),
                                              QStringLiteral("actualValue"), QStringLiteral("weight"), scoreColumn});
    if (!scored.evaluation || !indicators)
        return Error{ErrorCode::InvalidInput, QStringLiteral("%1 holds no scores of indicators").arg(form.name)};
    FormDocument filled;
    filled.form = form.id;
    filled.fiscalYear = source.fiscalYear;
    const auto unitField = QStringLiteral("moneyUnit");
    const auto unitWord = source.field(unitField).isEmpty() ? scored.form->moneyUnit : source.field(unitField);
    filled.fields.insert(unitField, unitWord);
    const auto total = QStringLiteral("totalScore");
    if (form.field(total)) filled.fields.insert(total, points(scored.evaluation->total));
    copyShared(filled, source, form);

    QList<FormRow> rows;
    for (int i = 0; i < scored.rows.size(); ++i)
        rows.append(indicatorRow(scored, i, form, *indicators));
    filled.tables.insert(indicators->id, rows);
    if (const auto* funds = tableWith(form, {QStringLiteral("budgetInForce"), QStringLiteral("executionRate")}))
        fillFunds(filled, scored, source, *funds,
                  unitWord == QStringLiteral("元") ? MoneyUnit::Yuan : MoneyUnit::WanYuan);
    return filled;
}

} // namespace jixiao::cli
