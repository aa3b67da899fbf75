#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace jixiao {

/// What a formula names. Formulas are made of numbers, names, + - * /, brackets, min(a, b) and sum(table.column).
struct FormulaNames {
    QStringList places; ///< column of the same row, field id, or place in a fixed row ("funds[3].amount")
    QStringList sums;   ///< table.column
};

/// Error InvalidInput when the text is not a formula.
Result<FormulaNames> formulaNames(const QString& formula);

/// What stands in a place with a formula, written the way its type is: "33.33%", "1200.50", "9.5". Empty when something
/// it needs is blank or no number. A sum leaves blanks out; what is added to a blank stays as it is. `row` is the row
/// of a column's formula.
QString formulaValue(const FieldSpec& spec, const FormDocument& document, const FormTemplate& form,
                     const FormRow* row = nullptr);

/// Brings the places with a formula up to date where their inputs changed from `before` to `after`; everything else
/// keeps what somebody wrote there. Returns the changes, which are in `after` already.
QList<std::pair<FieldPath, QString>> recompute(const FormDocument& before, FormDocument& after,
                                               const FormTemplate& form);

} // namespace jixiao
