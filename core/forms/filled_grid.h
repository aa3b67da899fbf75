#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QList>
#include <QString>

namespace jixiao {

/// One cell of a printed table, by the row and the column it begins in.
struct FilledCell {
    int row = 0;
    int column = 0;
    int rowSpan = 1;
    int columnSpan = 1;
    GridCell::Content content = GridCell::Content::Empty;
    FieldType type = FieldType::Text; ///< of the value
    QString text;                     ///< as printed
    QString path;                     ///< where the value stands ("budget.total", "indicators[3].target")
    QString align;                    ///< "left", "center", "right"
    bool merged = false;              ///< made of equal or spanned repetitions: printed again after a page break
};

/// A print grid with everything of one document in it: the table as people know it from paper. What PDF, DOCX and XLSX
/// have in common. Cells fill rows × widths without gap or overlap and stand in reading order.
struct FilledGrid {
    QList<int> widths; ///< mm
    QList<FilledCell> cells;
    int rows = 0;
    int headerRows = 0;
    QList<int> headings; ///< rows that must not end a page
    bool bordered = true;
};

/// Lays out one grid table of a form; a repeated row is printed once, empty, when there is nothing to repeat.
FilledGrid fillGrid(const FormDocument& document, const FormTemplate& form, const GridTable& grid);

} // namespace jixiao
