#pragma once

#include "core/domain/money.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/scoring/scoring_rules.h"

#include <QStringList>

/// Columns that say what a table of a form is about.
namespace jixiao::outcomes::Column {
inline const QString level1 = QStringLiteral("level1");
inline const QString level2 = QStringLiteral("level2");
inline const QString name = QStringLiteral("name");
inline const QString target = QStringLiteral("target");
inline const QString actualValue = QStringLiteral("actualValue");
inline const QString weight = QStringLiteral("weight");
inline const QString score = QStringLiteral("score");
inline const QString budgetInForce = QStringLiteral("budgetInForce");
inline const QString executedAmount = QStringLiteral("executedAmount");
inline const QString executionRate = QStringLiteral("executionRate");
} // namespace jixiao::outcomes::Column

namespace jixiao::outcomes {

/// The last table with all these columns (where there is a long-term and an annual one, the annual one); null without.
const TableSpec* tableWith(const FormTemplate& form, const QStringList& columns);

/// The table of indicators with targets; null when the form has none.
const TableSpec* indicatorTable(const FormTemplate& form);
/// The table whose rows stand beside graded standards; null when the form has none.
const TableSpec* standardTable(const FormTemplate& form);
/// What can be reported on: indicatorTable(), else standardTable().
const TableSpec* scoredTable(const FormTemplate& form);
/// Budget in force beside the amount executed.
const TableSpec* fundsTable(const FormTemplate& form);
/// The table a self-evaluation form keeps its scores in; null when the form is none.
const TableSpec* evaluationTable(const FormTemplate& form);
/// Whether the form itself holds actual values, so that nothing is reported beside it.
bool holdsOutcomes(const FormTemplate& form);

/// The word for the unit of a form's amounts: its own, else its template's.
QString moneyWord(const FormDocument& document, const FormTemplate& form);
MoneyUnit moneyUnit(const QString& word);

} // namespace jixiao::outcomes
