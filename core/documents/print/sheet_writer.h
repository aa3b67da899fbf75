#pragma once

#include "core/documents/print/printed_form.h"

namespace jixiao {

/// A rectangle of spreadsheet cells that shows one text; more than one cell are merged.
struct SheetCell {
    int row = 0;
    int column = 0;
    int rowSpan = 1;
    int columnSpan = 1;
    TextRole role = TextRole::Body;
    Qt::Alignment align = Qt::AlignLeft;
    QString path;
    QString text;
    FieldType type = FieldType::Text;
    bool bordered = true;
};

/// A printed form on the one grid a spreadsheet has: its columns are where any table of the form has an edge. A row
/// higher than spreadsheets allow is several rows merged.
struct Sheet {
    QList<double> widths;  ///< mm
    QList<double> heights; ///< mm
    QList<SheetCell> cells;
    int firstTitleRow = -1; ///< rows to repeat on every page; the last table that wants it decides
    int lastTitleRow = -1;
};

/// Needs a QGuiApplication (fonts).
Sheet sheetOf(const PrintedForm& form);

/// Names for the sheets of the forms: their titles, cut and changed where spreadsheets ask for it, no two alike.
QStringList sheetNames(const QList<PrintedForm>& forms);

} // namespace jixiao
