#include "core/forms/grid_reader.h"

#include <numeric>

namespace jixiao {

namespace {

constexpr int maxColumns = 40;
constexpr int maxRows = 200;
constexpr int maxPageWidth = 267; // A4 landscape

QString item(const QString& place, qsizetype index) { return QStringLiteral("%1[%2]").arg(place).arg(index); }

GridCell readCell(const QJsonValue& json, const QString& place, TemplateProblems& problems) {
    StrictReader reader(json, place, problems);
    GridCell cell;
    const std::pair<const char16_t*, GridCell::Content> kinds[] = {{u"label", GridCell::Content::Label},
                                                                   {u"field", GridCell::Content::Field},
                                                                   {u"column", GridCell::Content::Column}};
    for (const auto& [name, content] : kinds) {
        const auto key = QString::fromUtf16(name);
        if (!reader.has(key)) continue;
        if (cell.content != GridCell::Content::Empty)
            problems.report(place, QStringLiteral("holds more than one of label, field and column"));
        cell.content = content;
        cell.text = reader.text(key);
    }
    cell.columnSpan = reader.optionalInteger(QStringLiteral("columnSpan"), 1, maxColumns, 1);
    cell.rowSpan = reader.optionalInteger(QStringLiteral("rowSpan"), 1, maxRows, 1);
    cell.align = reader.optionalText(QStringLiteral("align"));
    if (cell.align.isEmpty())
        cell.align = cell.content == GridCell::Content::Label ? QStringLiteral("center") : QStringLiteral("left");
    if (cell.align != u"left" && cell.align != u"center" && cell.align != u"right")
        problems.report(reader.at(QStringLiteral("align")), QStringLiteral("is not left, center or right"));
    cell.pattern = reader.optionalText(QStringLiteral("pattern"));
    cell.numbering = reader.optionalText(QStringLiteral("numbering"));
    cell.tick = reader.optionalText(QStringLiteral("tick"));
    cell.boxes = reader.optionalBool(QStringLiteral("boxes"));
    reader.finish();
    return cell;
}

/// Header, heading and repeated rows are each printed as a whole, so a span may leave them in one way only: from the
/// rows above onto the repeated row and on into the footer.
bool reachesTooFar(const GridTable& table, int row, int bottom) {
    const int pattern = table.patternRow();
    if (bottom > table.rows.size()) return true;
    if (pattern < 0 || row > pattern) return row < table.headerRows && bottom > table.headerRows;
    if (row == pattern) return bottom > pattern + 1;
    const int headings = pattern - table.headingRows;
    if (row >= headings) return bottom > pattern;
    if (bottom > pattern) return false;
    return bottom > (row < table.headerRows ? table.headerRows : headings);
}

/// Lays the cells out and tells whether they fill the rectangle without overlap.
void checkRectangle(const GridTable& table, const QString& place, TemplateProblems& problems) {
    const auto width = table.widths.size();
    QList<int> freeFrom(width, 0);
    for (int row = 0; row < table.rows.size(); ++row) {
        const auto rowPlace = item(place + QStringLiteral(".rows"), row);
        qsizetype column = 0;
        for (const auto& cell : table.rows[row]) {
            while (column < width && freeFrom[column] > row)
                ++column;
            const int bottom = row + cell.rowSpan;
            if (reachesTooFar(table, row, bottom))
                return problems.report(rowPlace, QStringLiteral("a row span reaches too far"));
            for (int i = 0; i < cell.columnSpan; ++i, ++column) {
                if (column >= width || freeFrom[column] > row)
                    return problems.report(rowPlace, QStringLiteral("cells overlap or stick out"));
                freeFrom[column] = bottom;
            }
        }
        for (const int next : freeFrom)
            if (next <= row) return problems.report(rowPlace, QStringLiteral("cells leave a gap"));
    }
}

/// How many rows are printed once, more than once, and for every row.
void readRowKinds(StrictReader& reader, GridTable& table, TemplateProblems& problems) {
    table.headerRows = reader.optionalInteger(QStringLiteral("headerRows"), 0, maxRows, 0);
    table.headingRows = reader.optionalInteger(QStringLiteral("headingRows"), 0, maxRows, 0);
    table.footerRows = reader.optionalInteger(QStringLiteral("footerRows"), 0, maxRows, 0);
    const auto repeated = table.headingRows + table.footerRows + (table.repeat.isEmpty() ? 0 : 1);
    if (table.repeat.isEmpty() && repeated > 0)
        problems.report(reader.at(QStringLiteral("repeat")), QStringLiteral("is missing beside headings or footers"));
    if (table.headerRows + repeated > table.rows.size())
        problems.report(reader.at(QStringLiteral("headerRows")), QStringLiteral("is more than there are fixed rows"));
}

QList<int> readWidths(const QJsonArray& json, const QString& place, TemplateProblems& problems) {
    QList<int> widths;
    for (const auto& value : json) {
        const auto width = value.toInteger(0);
        if (width < 1 || width > maxPageWidth) problems.report(place, QStringLiteral("holds no width in whole mm"));
        widths.append(int(width));
    }
    if (widths.isEmpty()) problems.report(place, QStringLiteral("is missing or empty"));
    return widths;
}

GridTable readTable(const QJsonValue& json, const QString& place, TemplateProblems& problems) {
    StrictReader reader(json, place, problems);
    GridTable table;
    table.widths = readWidths(reader.optionalArray(QStringLiteral("widths"), maxColumns),
                              reader.at(QStringLiteral("widths")), problems);
    const auto rows = reader.optionalArray(QStringLiteral("rows"), maxRows);
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const auto rowPlace = item(reader.at(QStringLiteral("rows")), row);
        const auto cells = rows[row].toArray();
        if (!rows[row].isArray() || cells.size() > maxColumns)
            problems.report(rowPlace, QStringLiteral("is not a list of cells"));
        QList<GridCell> line;
        for (qsizetype i = 0; i < cells.size() && !problems.any(); ++i)
            line.append(readCell(cells[i], item(rowPlace, i), problems));
        table.rows.append(line);
    }
    if (table.rows.isEmpty()) problems.report(reader.at(QStringLiteral("rows")), QStringLiteral("is missing or empty"));
    table.repeat = reader.optionalText(QStringLiteral("repeat"));
    table.mergeColumns = reader.texts(QStringLiteral("mergeColumns"));
    readRowKinds(reader, table, problems);
    const auto bordered = QStringLiteral("bordered");
    table.bordered = !reader.has(bordered) || reader.optionalBool(bordered);
    reader.finish();
    if (!problems.any()) checkRectangle(table, place, problems);
    return table;
}

} // namespace

QList<GridTable> readGrid(const QJsonArray& grid, TemplateProblems& problems) {
    QList<GridTable> tables;
    int pageWidth = 0;
    for (qsizetype i = 0; i < grid.size() && !problems.any(); ++i) {
        const auto place = item(QStringLiteral("grid"), i);
        tables.append(readTable(grid[i], place, problems));
        const auto& widths = tables.last().widths;
        const int sum = std::accumulate(widths.begin(), widths.end(), 0);
        if (sum > maxPageWidth || (i > 0 && sum != pageWidth))
            problems.report(place + QStringLiteral(".widths"), QStringLiteral("do not fill the same width"));
        pageWidth = sum;
    }
    return tables;
}

} // namespace jixiao
