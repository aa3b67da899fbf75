#pragma once

#include "core/base/result.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QList>
#include <QSizeF>
#include <QString>

#include <variant>

namespace jixiao {

/// What a text is for; decides its font.
enum class TextRole { Title, Caption, Label, Body, PageNumber };

/// A text of a line outside the tables.
struct PrintedText {
    QString text;
    Qt::Alignment align = Qt::AlignLeft;
    QString path; ///< field it comes from; empty for printed words
};

/// One line above or below the tables: a single text, or several side by side. The last of several may be aligned right
/// and takes the room it needs; the others share the rest evenly.
struct PrintedLine {
    TextRole role = TextRole::Caption;
    QList<PrintedText> texts;
    double spaceAfter = 0;     ///< mm
    bool keepWithNext = false; ///< a heading: never the last line of a page
};

/// One cell of a printed table, named by the row and the column it begins in.
struct PrintedCell {
    int row = 0;
    int column = 0;
    int rowSpan = 1;
    int columnSpan = 1;
    TextRole role = TextRole::Body;
    Qt::Alignment align = Qt::AlignLeft;
    QString path; ///< "budget.total", "indicators[3].target"; empty for printed words
    QString text; ///< with its line breaks, always '\n'
    FieldType type = FieldType::Text;
    bool merged = false;         ///< made of equal or spanned repetitions: printed again after a page break
    QStringList paragraphs = {}; ///< the text in the pieces it is made of, when it lists several
};

/// One table of the form. Its cells fill the grid without gap or overlap and stand in reading order.
struct PrintedTable {
    QList<int> widths; ///< of the columns, mm
    QList<PrintedCell> cells;
    int rows = 0;
    int headerRows = 0;     ///< repeated after a page break
    QList<int> headingRows; ///< within the table: never the last ones of a page
    bool bordered = true;   ///< false for running text

    /// From the left edge of the grid to that of a column (or to the right edge for the number of columns), in mm.
    double left(int column) const;
    double width(const PrintedCell& cell) const;
    /// For every row and column the index of the cell that covers it.
    QList<QList<int>> coverage() const;
};

using PrintedBlock = std::variant<PrintedLine, PrintedTable>;

/// A filled-in form as it is printed, before anything is measured: what PDF, DOCX and XLSX have in common.
struct PrintedForm {
    QString form; ///< template id
    int fiscalYear = 0;
    QString title;
    double width = 0;           ///< of all tables and lines, mm
    QSizeF page{210, 297};      ///< A4 portrait, or landscape for wide grids; mm
    QList<PrintedBlock> blocks; ///< from top to bottom
    QStringList leftOut = {};   ///< fields ("unit.code") and columns ("duties.masked") with a value no cell prints

    double sideMargin() const { return (page.width() - width) / 2; }
};

/// Margins of every printed page, mm.
inline constexpr double topMargin = 18;
inline constexpr double bottomMargin = 20;
/// From the bottom edge of the page to the baseline of its number, mm.
inline constexpr double pageNumberHeight = 11;
inline constexpr double cellPadding = 1.2;  ///< mm on every side of a text in a table
inline constexpr double leastRowHeight = 8; ///< mm

/// What stands at the foot of a page; %1 is its number, %2 the number of pages.
QString pageNumberPattern();

/// The printed form of a document. Errors: TemplateInvalid for a form without a grid or one wider than the paper.
Result<PrintedForm> printedForm(const FormDocument& document, const FormTemplate& form);

/// All of them, in order. Errors: InvalidInput (no documents), TemplateInvalid (also for a form without template).
Result<QList<PrintedForm>> printedForms(const QList<FormDocument>& documents, const FormCatalogue& catalogue);

} // namespace jixiao
