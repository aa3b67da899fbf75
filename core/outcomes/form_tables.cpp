#include "core/outcomes/form_tables.h"

#include <algorithm>

namespace jixiao::outcomes {

namespace {

/// What became of an indicator up to a date, as monitoring forms call it.
const QString currentValue = QStringLiteral("currentValue");

} // namespace

const TableSpec* tableWith(const FormTemplate& form, const QStringList& columns) {
    const TableSpec* found = nullptr;
    for (const auto& table : form.tables) {
        const auto has = [&](const QString& column) { return table.column(column) != nullptr; };
        if (std::all_of(columns.begin(), columns.end(), has)) found = &table;
    }
    return found;
}

const TableSpec* indicatorTable(const FormTemplate& form) {
    const auto* levelled = tableWith(form, {Column::name, Column::target, Column::level2});
    return levelled ? levelled : tableWith(form, {Column::name, Column::target, Column::actualValue});
}

const TableSpec* standardTable(const FormTemplate& form) {
    QStringList columns{Column::name};
    for (const auto& grade : scoring::ScoringRules::builtIn().standard)
        columns.append(grade.column);
    return tableWith(form, columns);
}

const TableSpec* scoredTable(const FormTemplate& form) {
    const auto* indicators = indicatorTable(form);
    return indicators ? indicators : standardTable(form);
}

const TableSpec* fundsTable(const FormTemplate& form) {
    return tableWith(form, {Column::budgetInForce, Column::executedAmount});
}

const TableSpec* evaluationTable(const FormTemplate& form) {
    return tableWith(form, {Column::name, Column::target, Column::actualValue, Column::weight, Column::score});
}

bool holdsOutcomes(const FormTemplate& form) {
    const auto* table = scoredTable(form);
    return table && (table->column(Column::actualValue) || table->column(currentValue));
}

QString moneyWord(const FormDocument& document, const FormTemplate& form) {
    const auto word = document.field(QStringLiteral("moneyUnit")).trimmed();
    return word.isEmpty() ? form.moneyUnit : word;
}

MoneyUnit moneyUnit(const QString& word) { return word == QStringLiteral("元") ? MoneyUnit::Yuan : MoneyUnit::WanYuan; }

} // namespace jixiao::outcomes
