#pragma once

#include "core/base/text_name.h"
#include "core/domain/money.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/scoring/scoring_rules.h"

#include <QStringList>

/// Columns that say what a table of a form is about.
namespace jixiao::outcomes::Column {
inline constexpr TextName level1(u"level1");
inline constexpr TextName level2(u"level2");
inline constexpr TextName name(u"name");
inline constexpr TextName target(u"target");
inline constexpr TextName actualValue(u"actualValue");
inline constexpr TextName weight(u"weight");
inline constexpr TextName score(u"score");
inline constexpr TextName budgetInForce(u"budgetInForce");
inline constexpr TextName executedAmount(u"executedAmount");
inline constexpr TextName executionRate(u"executionRate");
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
