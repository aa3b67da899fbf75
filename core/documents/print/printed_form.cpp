#include "core/documents/print/printed_form.h"

#include "core/forms/filled_grid.h"
#include "core/forms/printed_words.h"

#include <algorithm>
#include <numeric>

namespace jixiao {

namespace {

constexpr double titleSpace = 3;
constexpr double captionSpace = 1;
constexpr double narrowestGrid = 20;
constexpr double widestPortrait = 200;
constexpr double widestGrid = 287;

/// One kind of line break, so that every format breaks lines at the same places.
QString withLineFeeds(QString text) {
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    return text.replace(u'\r', u'\n');
}

PrintedCell printedCell(const FilledCell& cell) {
    PrintedCell made;
    made.row = cell.row;
    made.column = cell.column;
    made.rowSpan = cell.rowSpan;
    made.columnSpan = cell.columnSpan;
    made.role = cell.content == GridCell::Content::Label ? TextRole::Label : TextRole::Body;
    made.path = cell.path;
    made.text = cell.text;
    made.type = cell.type;
    made.merged = cell.merged;
    if (cell.align == QLatin1String("center")) made.align = Qt::AlignHCenter;
    if (cell.align == QLatin1String("right")) made.align = Qt::AlignRight;
    return made;
}

PrintedTable printedTable(const FormDocument& document, const FormTemplate& form, const GridTable& grid) {
    const auto filled = fillGrid(document, form, grid);
    PrintedTable table;
    table.widths = filled.widths;
    table.rows = filled.rows;
    table.headerRows = filled.headerRows;
    table.headingRows = filled.headings;
    table.bordered = filled.bordered;
    for (const auto& cell : filled.cells)
        table.cells.append(printedCell(cell));
    return table;
}

/// The one field a text of a line prints; empty when it is none, or several.
QString onlyField(const QString& text, const FormTemplate& form) {
    const auto names = placeholdersIn(text);
    return names.size() == 1 && form.field(names.first()) ? names.first() : QString();
}

/// Texts side by side: the first at the left, the last of several at the right, a single one in the middle.
PrintedLine captionLine(const QStringList& texts, const PrintedWords& words, const FormTemplate& form) {
    PrintedLine line{TextRole::Caption, {}, captionSpace, false};
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto align = texts.size() == 1       ? Qt::AlignHCenter
                           : i + 1 == texts.size() ? Qt::AlignRight
                                                   : Qt::AlignLeft;
        line.texts.append({withLineFeeds(words.filled(texts.at(i))), align, onlyField(texts.at(i), form)});
    }
    return line;
}

/// Unit at the left, money unit at the right: what stands above a form that does not say otherwise.
PrintedLine unitLine(const FormDocument& document, const FormTemplate& form, const PrintedWords& words) {
    PrintedLine line{TextRole::Caption, {}, captionSpace, true};
    const QString unit = document.field(QStringLiteral("unit.code")) + document.field(QStringLiteral("unit.name"));
    if (!unit.isEmpty()) line.texts.append({withLineFeeds(unit), Qt::AlignLeft, QStringLiteral("unit")});
    if (const auto* spec = form.field(QStringLiteral("moneyUnit"))) {
        const auto money = words.filled(QStringLiteral("{moneyUnit}"));
        line.texts.append({withLineFeeds(spec->label + u'：' + money), Qt::AlignRight, spec->id});
    }
    return line;
}

} // namespace

double PrintedTable::left(int column) const { return std::accumulate(widths.cbegin(), widths.cbegin() + column, 0.0); }

double PrintedTable::width(const PrintedCell& cell) const {
    return left(cell.column + cell.columnSpan) - left(cell.column);
}

QList<QList<int>> PrintedTable::coverage() const {
    QList<QList<int>> owners(rows, QList<int>(widths.size(), -1));
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto& cell = cells.at(i);
        for (int row = cell.row; row < cell.row + cell.rowSpan; ++row)
            std::fill_n(owners[row].begin() + cell.column, cell.columnSpan, int(i));
    }
    return owners;
}

QString pageNumberPattern() { return QStringLiteral("第 %1 页 共 %2 页"); }

Result<PrintedForm> printedForm(const FormDocument& document, const FormTemplate& form) {
    const PrintedWords words(document, form);
    PrintedForm printed{form.id, document.fiscalYear, withLineFeeds(words.title()), 0, {210, 297}, {}};
    printed.width = form.gridWidth();
    if (printed.width < narrowestGrid || printed.width > widestGrid)
        return Error{
            ErrorCode::TemplateInvalid, form.id + QStringLiteral(": grid width"), {{QStringLiteral("form"), form.id}}};
    if (printed.width > widestPortrait) printed.page.transpose();
    if (!printed.title.isEmpty())
        printed.blocks.append(PrintedLine{
            TextRole::Title, {{printed.title, Qt::AlignHCenter, QStringLiteral("title")}}, titleSpace, true});
    for (const auto& texts : form.above) {
        printed.blocks.append(captionLine(texts, words, form));
        std::get<PrintedLine>(printed.blocks.last()).keepWithNext = true;
    }
    if (form.above.isEmpty())
        if (const auto line = unitLine(document, form, words); !line.texts.isEmpty()) printed.blocks.append(line);
    for (const auto& grid : form.grid)
        printed.blocks.append(printedTable(document, form, grid));
    for (const auto& texts : form.below)
        printed.blocks.append(captionLine(texts, words, form));
    return printed;
}

Result<QList<PrintedForm>> printedForms(const QList<FormDocument>& documents, const FormCatalogue& catalogue) {
    if (documents.isEmpty()) return Error{ErrorCode::InvalidInput, QStringLiteral("no documents")};
    QList<PrintedForm> forms;
    for (const auto& document : documents) {
        const auto* form = catalogue.find(document.form);
        if (!form) return Error{ErrorCode::TemplateInvalid, document.form, {{QStringLiteral("form"), document.form}}};
        auto printed = printedForm(document, *form);
        if (!printed) return printed.error();
        forms.append(*std::move(printed));
    }
    return forms;
}

} // namespace jixiao
