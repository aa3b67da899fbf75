#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QString>
#include <QStringList>

namespace jixiao {

/// The names in braces of a text: "{budget.total}", "{fiscalYear}", "{fiscalYear-1}".
QStringList placeholdersIn(const QString& text);

/// True for "fiscalYear" and for up to nine years before or after it.
bool isYearPlaceholder(const QString& name);

/// A number in a way of numbering: 1 or 一 in the pattern stands for it, the rest is printed as it is.
bool isNumbering(const QString& pattern);
QString numbered(const QString& pattern, int number);

/// What a form prints for its values.
class PrintedWords {
public:
    PrintedWords(const FormDocument& document, const FormTemplate& form) : document_(document), form_(form) {}

    /// The form's own title, or the one its pattern makes; with its number in the form's way of numbering.
    QString title() const;
    /// A text of `above`, `below` or a label with its placeholders filled in. A blank year leaves room for writing.
    QString filled(const QString& pattern) const;
    /// A value as printed: "2024年1月15日" for 2024-01-15, "√" for a true one, anything unusual as it stands.
    static QString value(const FieldSpec& spec, const QString& raw);
    /// A cell of a fixed row of the grid.
    QString cell(const GridCell& cell) const;
    /// A cell of a repeated row; `number` counts from 1 in the cell's numbering.
    QString cell(const GridCell& cell, const TableSpec& table, const FormRow& row, int number) const;

private:
    QString placeholder(const QString& name, const TableSpec* table, const FormRow* row) const;
    QString patternText(const QString& pattern, const TableSpec* table, const FormRow* row) const;
    QString styled(const GridCell& cell, const FieldSpec& spec, const QString& raw) const;
    QString list(const GridCell& cell, const TableSpec& table) const;

    const FormDocument& document_;
    const FormTemplate& form_;
};

} // namespace jixiao
