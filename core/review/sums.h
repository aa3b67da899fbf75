#pragma once

#include "core/domain/money.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QHash>
#include <QList>

#include <optional>

namespace jixiao::review {

/// An amount cell of the form.
struct Amount {
    FieldPath path;
    QString raw; ///< trimmed
    std::optional<Money> value;

    bool isBlank() const { return raw.isEmpty(); }
};

/// A total of a form with the amounts it is made of.
struct Sum {
    Amount total;
    QList<Amount> parts; ///< those the form has; blank ones too
    QString column;      ///< label of the column, empty for a single field

    bool anyFilled() const;
    /// Blank parts count as nothing; no value when a part cannot be read, or none is filled.
    std::optional<Money> ofParts() const;
};

/// The totals a form has, out of a map from the place of a total to its parts:
/// "funds/合计" → "财政拨款,单位资金" (rows of one table named by their first column, every money column of it),
/// "totals/合计" → "items" (all rows of another table, column by column), or
/// "taskTotal.total" → "tasks.total" (a field and a column).
QList<Sum> sumsOf(const FormDocument& document, const FormTemplate& form, MoneyUnit unit,
                  const QHash<QString, QString>& totals);

/// The cell in that column of the row whose first column says `item`; a path without row when there is none.
Amount amountAt(const FormDocument& document, const TableSpec& table, const QString& item, const QString& column,
                MoneyUnit unit);

/// The cell at a place written as "table/row/column".
Amount amountAtPlace(const FormDocument& document, const FormTemplate& form, const QString& place, MoneyUnit unit);

} // namespace jixiao::review
