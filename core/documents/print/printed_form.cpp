#include "core/documents/print/printed_form.h"

#include "core/documents/printed_shape.h"
#include "core/forms/filled_grid.h"
#include "core/forms/printed_words.h"

#include <QSet>

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

/// The pieces of a cell that prints a table line by line.
QStringList listedTexts(const FilledCell& cell, const FormDocument& document, const FormTemplate& form) {
    const auto* table = form.table(cell.path);
    if (!table || table->columns.isEmpty() || cell.text.isEmpty()) return {};
    QStringList pieces;
    qsizetype from = 0;
    for (const auto& row : document.rows(table->id)) {
        // Every row is printed on as many lines as it has, its number before the first one.
        const auto lines = withLineFeeds(row.cell(table->columns.first().id)).count(u'\n') + 1;
        const auto piece = cell.text.section(u'\n', int(from), int(from + lines - 1));
        pieces.append(piece);
        from += lines;
    }
    return pieces;
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
    for (qsizetype i = 0; i < filled.cells.size(); ++i)
        table.cells[i].paragraphs = listedTexts(filled.cells.at(i), document, form);
    return table;
}

/// The one field a text of a line prints; empty when it is none, or several.
QString onlyField(const QString& text, const FormTemplate& form) {
    const auto names = placeholdersIn(text);
    return names.size() == 1 && form.field(names.first()) ? names.first() : QString();
}

/// A text of a line outside the tables: one line, whatever its values hold.
QString captionText(const QString& text) { return withLineFeeds(text).replace(u'\n', u' ').replace(u'\t', u' '); }

/// A code and a name side by side: with their labels where people could not tell where the name begins.
QList<PrintedText> adjacentTexts(const std::pair<QString, QString>& names, const FormDocument& document,
                                 const FormTemplate& form) {
    const auto first = captionText(document.field(names.first));
    const auto second = captionText(document.field(names.second));
    const bool clear = splitsBack(first, second) && !first.contains(u'：') && !second.contains(u'：');
    const auto* firstSpec = form.field(names.first);
    const auto* secondSpec = form.field(names.second);
    if (clear || !firstSpec || !secondSpec) return {{first + second, Qt::AlignLeft, names.second.section(u'.', 0, 0)}};
    QList<PrintedText> texts;
    if (!first.isEmpty()) texts.append({firstSpec->label + u'：' + first, Qt::AlignLeft, names.first});
    if (!second.isEmpty()) texts.append({secondSpec->label + u'：' + second, Qt::AlignLeft, names.second});
    return texts;
}

/// Texts side by side: the first at the left, the last of several at the right, a single one in the middle.
PrintedLine captionLine(const QStringList& texts, const PrintedWords& words, const FormDocument& document,
                        const FormTemplate& form) {
    PrintedLine line{TextRole::Caption, {}, captionSpace, false};
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto align = texts.size() == 1       ? Qt::AlignHCenter
                           : i + 1 == texts.size() ? Qt::AlignRight
                                                   : Qt::AlignLeft;
        if (const auto names = adjacentPlaceholders(texts.at(i)))
            line.texts += adjacentTexts(*names, document, form);
        else
            line.texts.append({captionText(words.filled(texts.at(i))), align, onlyField(texts.at(i), form)});
    }
    return line;
}

/// Unit at the left, money unit at the right: what stands above a form that does not say otherwise.
PrintedLine unitLine(const FormDocument& document, const FormTemplate& form, const PrintedWords& words) {
    PrintedLine line{TextRole::Caption, {}, captionSpace, true};
    for (const auto& text : adjacentTexts({QStringLiteral("unit.code"), QStringLiteral("unit.name")}, document, form))
        if (!text.text.isEmpty()) line.texts.append(text);
    if (const auto* spec = form.field(QStringLiteral("moneyUnit"))) {
        const auto money = words.filled(QStringLiteral("{moneyUnit}"));
        line.texts.append({captionText(spec->label + u'：' + money), Qt::AlignRight, spec->id});
    }
    return line;
}

/// Everything the layout of a form names: fields, columns ("table.column"), places in fixed rows, lists.
QSet<QString> printedNames(const FormTemplate& form) {
    QSet<QString> names{QStringLiteral("title"), QStringLiteral("ordinal")};
    const auto addPlaceholders = [&](const QString& text, const QString& table) {
        for (const auto& name : placeholdersIn(text)) {
            names.insert(name);
            if (!table.isEmpty()) names.insert(table + u'.' + name);
        }
    };
    for (const auto& lines : {form.above, form.below})
        for (const auto& line : lines)
            for (const auto& text : line)
                addPlaceholders(text, {});
    if (form.above.isEmpty())
        names += {QStringLiteral("unit.code"), QStringLiteral("unit.name"), QStringLiteral("moneyUnit")};
    for (const auto& grid : form.grid)
        for (const auto& row : grid.rows)
            for (const auto& cell : row) {
                addPlaceholders(cell.pattern, grid.repeat);
                if (cell.content == GridCell::Content::Label) addPlaceholders(cell.text, {});
                if (cell.content == GridCell::Content::Field) names.insert(cell.text);
                if (cell.content == GridCell::Content::Column) names.insert(grid.repeat + u'.' + cell.text);
            }
    return names;
}

bool isFilled(const FieldSpec& spec, const QString& value) {
    return !value.trimmed().isEmpty() && !(spec.type == FieldType::Bool && value == QLatin1String("false"));
}

/// What a document holds beyond what its form prints.
QStringList leftOutOf(const FormDocument& document, const FormTemplate& form) {
    const auto names = printedNames(form);
    QStringList left;
    for (const auto& field : form.fields)
        if (!names.contains(field.id) && isFilled(field, document.field(field.id))) left.append(field.id);
    for (const auto& table : form.tables) {
        const auto rows = document.rows(table.id);
        for (const auto& column : table.columns) {
            const auto name = table.id + u'.' + column.id;
            const bool isRowName = !table.fixedRows.isEmpty() && column.id == table.columns.first().id;
            if (isRowName || names.contains(name) || names.contains(table.id)) continue;
            for (qsizetype i = 0; i < rows.size(); ++i) {
                const FieldPath place{table.id, int(i), column.id};
                if (names.contains(place.toString()) || !isFilled(column, rows.at(i).cell(column.id))) continue;
                left.append(name);
                break;
            }
        }
    }
    return left;
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
    PrintedForm printed{form.id, document.fiscalYear, captionText(words.title()), 0, {210, 297}, {}};
    printed.width = form.gridWidth();
    if (printed.width < narrowestGrid || printed.width > widestGrid)
        return Error{
            ErrorCode::TemplateInvalid, form.id + QStringLiteral(": grid width"), {{QStringLiteral("form"), form.id}}};
    if (printed.width > widestPortrait) printed.page.transpose();
    if (!printed.title.isEmpty())
        printed.blocks.append(PrintedLine{
            TextRole::Title, {{printed.title, Qt::AlignHCenter, QStringLiteral("title")}}, titleSpace, true});
    for (const auto& texts : form.above) {
        printed.blocks.append(captionLine(texts, words, document, form));
        std::get<PrintedLine>(printed.blocks.last()).keepWithNext = true;
    }
    if (form.above.isEmpty())
        if (const auto line = unitLine(document, form, words); !line.texts.isEmpty()) printed.blocks.append(line);
    for (const auto& grid : form.grid)
        printed.blocks.append(printedTable(document, form, grid));
    for (const auto& texts : form.below)
        printed.blocks.append(captionLine(texts, words, document, form));
    printed.leftOut = leftOutOf(document, form);
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
