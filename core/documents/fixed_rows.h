#pragma once

#include "core/documents/form_pattern.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace jixiao {

/// The headers of a form above rows that are always the same ones (sources of funds, kinds of assets).
QList<FixedTables> fixedTablesOf(const FormTemplate& form, const QList<PatternStep>& steps);

/// The columns of such rows in a source, from the first known one to the last cell; "" for one the form lacks.
struct FixedOrder {
    QStringList columns;
    QStringList labels; ///< what the source calls them
    QStringList tables;

    int known() const { return int(columns.size() - columns.count(QString())); }
    /// True when nothing but the columns of the form stands there, in its order.
    bool isPrinted(const FixedTables& printed) const;
};

/// Reads a header of one row, or of two with sub-columns. nullopt when it is none.
std::optional<FixedOrder> fixedOrder(const FixedTables& printed, const QList<QStringList>& rows);

/// Index of the row of a table a label names, whatever its number or "其中：" before it; -1 when it names none.
int fixedRowCalled(const TableSpec& table, const QString& text);

} // namespace jixiao
