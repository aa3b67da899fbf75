#pragma once

#include "core/base/id.h"

#include <QList>
#include <QMap>
#include <QString>

namespace jixiao {

/// A place in a form. Printed as in the interchange: "budget.total", "indicators[3].target".
struct FieldPath {
    QString table; ///< empty for a field outside any table
    int row = -1;  ///< index in the table
    QString field; ///< field or column id; empty = the whole row or table

    QString toString() const;
    static FieldPath fromString(const QString& text);
    friend bool operator==(const FieldPath&, const FieldPath&) = default;
};

/// One row of a table of a form. `id` is the row's record and stays with it when rows move.
struct FormRow {
    Id id;
    QMap<QString, QString> cells;

    QString cell(const QString& column) const { return cells.value(column); }
    friend bool operator==(const FormRow&, const FormRow&) = default;
};

/// A filled-in form of any template: raw texts by field id (the dotted path of the interchange JSON, e.g.
/// "budget.total") and tables of rows. What the fields mean stands in the FormTemplate named by `form`.
struct FormDocument {
    Id id; ///< the declaration record; null before it is stored
    QString form;
    int fiscalYear = 0;
    QMap<QString, QString> fields;
    QMap<QString, QList<FormRow>> tables;

    QString field(const QString& fieldId) const { return fields.value(fieldId); }
    QList<FormRow> rows(const QString& table) const { return tables.value(table); }
    /// The text at a path; empty when there is none.
    QString value(const FieldPath& path) const;
    /// False when the path names a row that does not exist.
    bool setValue(const FieldPath& path, const QString& value);
    friend bool operator==(const FormDocument&, const FormDocument&) = default;
};

} // namespace jixiao
