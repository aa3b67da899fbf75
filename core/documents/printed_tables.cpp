#include "core/documents/printed_cells.h"
#include "core/documents/printed_walk.h"
#include "core/forms/read_words.h"

#include <algorithm>

namespace jixiao {

namespace {

using Content = GridCell::Content;

class TableWalk {
public:
    TableWalk(PrintedWalk& walk, const PrintedLayout& layout, qsizetype index)
        : walk_(walk), layout_(layout), index_(index), grid_(layout.grids.at(index)) {}

    bool read() {
        const auto* first = walk_.row(walk_.at());
        if (!first) return false;
        sourceTable_ = first->table;
        int next = 0;
        for (; next < grid_.fixedRows(); ++next)
            if (!readFixed(grid_.rows.at(next))) return false;
        if (!grid_.repeat) return true;
        if (!readRepeated()) return false;
        for (next = grid_.patternRow() + 1; next < grid_.rows.size(); ++next)
            if (!readFixed(grid_.rows.at(next))) return false;
        return true;
    }

private:
    /// Whether the printed words of a row stand where they should, and nothing where nothing should.
    bool fits(const QList<LayoutCell>& cells, qsizetype index) const {
        const auto* item = walk_.row(index);
        if (!item || item->cells.size() != cells.size()) return false;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const auto* cell = cells.at(i).cell;
            const auto text = item->cells.at(i).text.trimmed();
            if (!cell || cell->content == Content::Empty) {
                if (!text.isEmpty()) return false;
            } else if (cell->content == Content::Label && !cells.at(i).shape.read(text)) {
                return false;
            }
        }
        return true;
    }

    bool readFixed(const QList<LayoutCell>& cells) {
        const auto* item = walk_.row(walk_.at());
        if (!item || item->table != sourceTable_ || !fits(cells, walk_.at())) return false;
        for (qsizetype i = 0; i < cells.size(); ++i)
            if (cells.at(i).cell && !walk_.readCell(cells.at(i), item->cells.at(i).text.trimmed())) return false;
        walk_.passRow();
        return true;
    }

    bool readRepeated() {
        if (grid_.table->headingRows > 1) return false;
        const auto& cells = grid_.rows.at(grid_.patternRow());
        QList<FormRow> rows;
        QMap<QString, QString> heading;
        bool afterHeading = false;
        bool afterBreak = false;
        for (const auto* item = walk_.row(walk_.at()); item; item = walk_.row(walk_.at())) {
            if ((!rows.isEmpty() || afterHeading) && passHeader()) {
                afterBreak = !afterHeading;
                continue;
            }
            if (item->table != sourceTable_) break;
            if (!rows.isEmpty() && !afterHeading && endsAt(walk_.at())) break;
            if (grid_.table->headingRows == 1 && !afterHeading) {
                const auto& above = grid_.rows.at(grid_.patternRow() - 1);
                if (isHeading(above, *item, rows.isEmpty())) {
                    heading = columnsOf(above, *item, *grid_.repeat);
                    afterHeading = true;
                    walk_.passRow();
                    continue;
                }
                if (rows.isEmpty()) return false;
            }
            if (!fits(cells, walk_.at())) return false;
            const auto* before = rows.isEmpty() || afterHeading ? nullptr : &rows.last();
            auto row = rowOf(cells, *item, before);
            if (!row) return false;
            if (afterBreak && before) passCopies(cells, *before, *row);
            afterBreak = false;
            row->cells.insert(heading);
            rows.append(*row);
            afterHeading = false;
            walk_.passRow();
        }
        if (rows.isEmpty() || afterHeading) return false;
        if (rows.size() == 1 && isBlank(rows.first())) rows.clear();
        walk_.document().tables.insert(grid_.repeat->id, rows);
        return true;
    }

    static bool isBlank(const FormRow& row) {
        return std::all_of(row.cells.cbegin(), row.cells.cend(), [](const auto& text) { return text.isEmpty(); });
    }

    /// The header printed again at the top of a page; in some files the table begins anew there.
    bool passHeader() {
        const int count = grid_.table->headerRows;
        for (int i = 0; i < count; ++i)
            if (!fits(grid_.rows.at(i), walk_.at() + i)) return false;
        if (count == 0) return false;
        sourceTable_ = walk_.row(walk_.at())->table;
        for (int i = 0; i < count; ++i) {
            walk_.ignore(walk_.at());
            walk_.passRow();
        }
        return true;
    }

    /// Merged cells begin anew below such a header, their texts printed again.
    void passCopies(const QList<LayoutCell>& cells, const FormRow& before, const FormRow& row) {
        bool outermost = true;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const auto* cell = cells.at(i).cell;
            if (!cell || !grid_.table->mergeColumns.contains(cell->text)) continue;
            const auto value = row.cell(cell->text);
            if (value != before.cell(cell->text) || (outermost && value.isEmpty())) return;
            walk_.ignore(walk_.at(), int(i));
            outermost = false;
        }
    }

    /// Numbered as headings are, blank where a heading has no cell; the first row always is one.
    bool isHeading(const QList<LayoutCell>& cells, const SourceItem& item, bool first) const {
        if (item.cells.size() != cells.size()) return false;
        bool isNumbered = false;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const auto& source = item.cells.at(i);
            const auto* cell = cells.at(i).cell;
            if (source.below || !cell || (cell->content == Content::Empty && !source.text.trimmed().isEmpty()))
                return false;
            if (cell->numbering.isEmpty() || source.text.trimmed().isEmpty()) continue;
            if (!withoutNumber(source.text, cell->numbering)) return false;
            isNumbered = true;
        }
        return first || isNumbered;
    }

    QMap<QString, QString> columnsOf(const QList<LayoutCell>& cells, const SourceItem& item,
                                     const TableSpec& table) const {
        QMap<QString, QString> columns;
        for (qsizetype i = 0; i < cells.size(); ++i)
            if (const auto& cell = *cells.at(i).cell; const auto* column = table.column(cell.text))
                columns.insert(column->id, storedValue(item.cells.at(i).text, *column, cell, walk_.form()));
        return columns;
    }

    std::optional<FormRow> rowOf(const QList<LayoutCell>& cells, const SourceItem& item, const FormRow* before) const {
        FormRow row;
        for (const auto& column : grid_.repeat->columns)
            row.cells.insert(column.id, QString());
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const auto* cell = cells.at(i).cell;
            if (!cell || cell->content != Content::Column) continue;
            const auto& source = item.cells.at(i);
            const auto* column = grid_.repeat->column(cell->text);
            if (!column || (source.below && !before)) return std::nullopt;
            const auto text = source.text.trimmed();
            if (!cell->pattern.isEmpty()) {
                if (!readPatternCell(cells.at(i), text, *grid_.repeat, row)) return std::nullopt;
                continue;
            }
            const auto value =
                source.below ? before->cell(column->id) : storedValue(text, *column, *cell, walk_.form());
            if (cell->tick.isEmpty() || !value.isEmpty()) row.cells.insert(column->id, value);
        }
        return row;
    }

    /// Whether what comes after the rows of a table begins here: its footer, the next table, a line below all tables.
    bool endsAt(qsizetype item) const {
        const auto footers = grid_.rows.size() - grid_.patternRow() - 1;
        for (qsizetype i = 0; i < footers; ++i)
            if (!fits(grid_.rows.at(grid_.patternRow() + 1 + i), item + i)) return false;
        if (footers > 0) return true;
        if (index_ + 1 < layout_.grids.size()) {
            const auto& next = layout_.grids.at(index_ + 1);
            return next.table->bordered && next.fixedRows() > 0 && fits(next.rows.first(), item);
        }
        if (layout_.below.isEmpty()) return false;
        const auto texts = walk_.texts(item);
        const auto& line = layout_.below.first();
        return texts.size() == line.size() &&
               std::equal(texts.cbegin(), texts.cend(), line.cbegin(),
                          [](const auto& text, const auto& part) { return part.shape.read(text).has_value(); });
    }

    PrintedWalk& walk_;
    const PrintedLayout& layout_;
    qsizetype index_;
    const LayoutGrid& grid_;
    int sourceTable_ = -1;
};

} // namespace

bool readPrintedTable(PrintedWalk& walk, const PrintedLayout& layout, qsizetype index) {
    return TableWalk(walk, layout, index).read();
}

bool readPatternCell(const LayoutCell& place, const QString& text, const TableSpec& table, FormRow& row) {
    if (text.isEmpty()) return true;
    const auto& numbering = place.cell->numbering;
    const auto plain = numbering.isEmpty() ? std::optional(text) : withoutNumber(text, numbering);
    const auto values = plain ? place.shape.read(*plain) : std::nullopt;
    if (!values) return false;
    for (auto it = values->cbegin(); it != values->cend(); ++it)
        if (table.column(it.key())) row.cells.insert(it.key(), *it);
    return true;
}

} // namespace jixiao
