#include "core/documents/page_blocks.h"

#include "core/documents/page_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace jixiao {

namespace {

constexpr double leastRowHeight = 8;

double needed(const BlockCell& cell) {
    const double padding = cell.bordered ? 2 * cellPadding : 0;
    return double(cell.lines.size()) * lineHeight(cell.role) + padding;
}

/// The part of a cell below the cut. Whole cells are printed again.
BlockCell below(BlockCell cell, qsizetype lines) {
    cell.row = 0;
    if (cell.isWhole())
        cell.repeated = true;
    else
        cell.lines = cell.lines.mid(lines);
    return cell;
}

} // namespace

double Block::height() const { return std::accumulate(heights.cbegin(), heights.cend(), 0.0); }

void Block::fit() {
    const double least = gridTable < 0 ? 0 : leastRowHeight;
    for (double& rowHeight : heights)
        rowHeight = least;
    for (const auto& cell : cells)
        if (cell.rowSpan == 1) heights[cell.row] = std::max(heights[cell.row], needed(cell));
    for (const auto& cell : cells) {
        if (cell.rowSpan == 1) continue;
        const double spanned =
            std::accumulate(heights.cbegin() + cell.row, heights.cbegin() + cell.row + cell.rowSpan, 0.0);
        heights[cell.row + cell.rowSpan - 1] += std::max(0.0, needed(cell) - spanned);
    }
}

QPair<Block, Block> Block::cut(double available) const {
    int row = 0;
    double above = 0;
    while (row < heights.size() && above + heights.at(row) <= available)
        above += heights.at(row++);
    if (row == heights.size()) return {};
    const auto lines = qsizetype(std::floor((available - above - 2 * cellPadding) / lineHeight(TextRole::Body)));
    const bool throughRow =
        lines >= 2 && std::none_of(cells.cbegin(), cells.cend(), [&](const auto& cell) {
            return cell.isWhole() && cell.row == row && cell.rowSpan == 1 && cell.lines.size() > lines;
        });
    if (!throughRow && row == 0) return {};
    Block head = *this;
    Block tail = *this;
    head.cells.clear();
    tail.cells.clear();
    const int headRows = throughRow ? row + 1 : row;
    head.heights.resize(headRows);
    tail.heights.remove(0, row);
    for (const auto& cell : cells) {
        const int end = cell.row + cell.rowSpan;
        BlockCell upper = cell;
        upper.rowSpan = std::min(end, headRows) - cell.row;
        const bool crosses = cell.row < headRows && end > row;
        if (crosses && !cell.isWhole()) upper.lines = cell.lines.mid(0, lines);
        if (cell.row < headRows) head.cells.append(upper);
        if (end <= row) continue;
        BlockCell lower = crosses ? below(cell, lines) : cell;
        lower.row = std::max(cell.row - row, 0);
        lower.rowSpan = end - row - lower.row;
        tail.cells.append(lower);
    }
    head.fit();
    tail.fit();
    if (head.height() > available + 0.01) return {};
    return {head, tail};
}

namespace {

class BlockBuilder {
public:
    BlockBuilder(const FormDocument& document, const FormTemplate& form) : document_(document), form_(form) {}

    QList<Block> build() {
        for (const auto& grid : form_.grid)
            width_ = std::max(width_, total(grid, 0, int(grid.widths.size())));
        addTitle();
        addUnitLine();
        for (int i = 0; i < form_.grid.size(); ++i)
            addGrid(i);
        return blocks_;
    }

private:
    static double total(const GridTable& grid, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count && i < grid.widths.size(); ++i)
            sum += grid.widths.at(i);
        return sum;
    }

    BlockCell caption(const QString& text, TextRole role, Qt::Alignment align, const QString& path) const {
        BlockCell cell;
        cell.width = width_;
        cell.role = role;
        cell.align = align;
        cell.path = path;
        cell.bordered = false;
        cell.lines = wrapText(text, role, width_);
        return cell;
    }

    void addCaption(const QList<BlockCell>& cells, double space) {
        Block block;
        block.cells = cells;
        block.heights = {0};
        block.keepWithNext = true;
        block.fit();
        block.heights[0] += space;
        blocks_.append(block);
    }

    /// The form's own title, or the one its pattern makes; with its number in the form's way of numbering.
    void addTitle() {
        QString title = document_.field(QStringLiteral("title"));
        if (title.isEmpty()) {
            title = form_.titlePattern;
            for (const auto& field : form_.fields)
                title.replace(u'{' + field.id + u'}', document_.field(field.id));
        }
        const QString ordinal = document_.field(QStringLiteral("ordinal"));
        if (!ordinal.isEmpty()) {
            QString number = form_.numbering;
            title.prepend(number.isEmpty() ? ordinal + u'.' : number.replace(u'1', ordinal));
        }
        if (!title.isEmpty())
            addCaption({caption(title, TextRole::Title, Qt::AlignHCenter, QStringLiteral("title"))}, 3);
    }

    void addUnitLine() {
        const QString unit =
            document_.field(QStringLiteral("unit.code")) + document_.field(QStringLiteral("unit.name"));
        QString money = document_.field(QStringLiteral("moneyUnit"));
        if (money.isEmpty()) money = form_.moneyUnit;
        auto left = caption(unit, TextRole::Caption, Qt::AlignLeft, QStringLiteral("unit"));
        QList<BlockCell> cells;
        if (const auto* spec = form_.field(QStringLiteral("moneyUnit")); spec && !money.isEmpty()) {
            auto right =
                caption(spec->label + u'：' + money, TextRole::Caption, Qt::AlignRight, QStringLiteral("moneyUnit"));
            const double share = textWidth(right.lines.first(), TextRole::Caption) + 4;
            left.width -= share;
            left.lines = wrapText(unit, TextRole::Caption, left.width);
            right.x = left.width;
            right.width = share;
            cells.append(right);
        }
        if (!unit.isEmpty()) cells.append(left);
        if (!cells.isEmpty()) addCaption(cells, 1);
    }

    void addGrid(int index) {
        const auto& grid = form_.grid.at(index);
        const auto fixed = grid.repeat.isEmpty() ? grid.rows.size() : grid.rows.size() - 1;
        QList<int> covered(grid.widths.size(), 0);
        for (int row = 0; row < fixed;)
            row = addFixedRows(index, row, int(fixed));
        if (grid.repeat.isEmpty()) return;
        const auto rows = document_.rows(grid.repeat);
        for (int i = 0; i < std::max<qsizetype>(rows.size(), 1); ++i)
            addRow(index, rows.value(i), rows.isEmpty() ? -1 : i);
    }

    /// One block of the rows from `first` on that row spans tie together. Returns the row after it.
    int addFixedRows(int index, int first, int end) {
        const auto& grid = form_.grid.at(index);
        Block block = gridBlock(index);
        block.header = first < grid.headerRows;
        block.keepWithNext = block.header;
        QList<int> covered(grid.widths.size(), 0);
        int row = first;
        int last = first;
        for (; row <= last && row < end; ++row) {
            int column = 0;
            for (const auto& cell : grid.rows.at(row)) {
                while (column < covered.size() && covered.at(column) > 0)
                    --covered[column++];
                const int span = std::min<int>(cell.columnSpan, int(covered.size()) - column);
                for (int i = column; i < column + span; ++i)
                    covered[i] = cell.rowSpan - 1;
                auto made = gridCell(grid, cell, column, span, {}, -1);
                made.row = row - first;
                made.rowSpan = std::min(cell.rowSpan, end - row);
                block.cells.append(made);
                last = std::max(last, row + made.rowSpan - 1);
                column += span;
            }
            for (; column < covered.size(); ++column)
                covered[column] = std::max(0, covered.at(column) - 1);
            block.heights.append(0);
        }
        block.fit();
        blocks_.append(block);
        return row;
    }

    /// One row of the repeating table; an empty one when the table has none.
    void addRow(int index, const FormRow& row, int number) {
        const auto& grid = form_.grid.at(index);
        Block block = gridBlock(index);
        block.heights = {0};
        int column = 0;
        for (const auto& cell : grid.rows.last()) {
            block.cells.append(gridCell(grid, cell, column, cell.columnSpan, row, number));
            column += cell.columnSpan;
        }
        block.fit();
        blocks_.append(block);
    }

    static Block gridBlock(int index) {
        Block block;
        block.gridTable = index;
        return block;
    }

    BlockCell gridCell(const GridTable& grid, const GridCell& cell, int column, int span, const FormRow& row,
                       int number) const {
        BlockCell made;
        made.x = total(grid, 0, column);
        made.width = total(grid, column, span);
        QString text = cell.text;
        switch (cell.content) {
        case GridCell::Content::Empty:
            text.clear();
            break;
        case GridCell::Content::Label:
            made.role = TextRole::Label;
            break;
        case GridCell::Content::Field:
            made.path = cell.text;
            text = fieldText(cell.text);
            break;
        case GridCell::Content::Column:
            made.path = number < 0 ? QString() : FieldPath{grid.repeat, number, cell.text}.toString();
            made.mergeColumn = int(grid.mergeColumns.indexOf(cell.text));
            text = row.cell(cell.text);
            break;
        }
        const bool centred = cell.align.isEmpty() && (made.role == TextRole::Label || made.mergeColumn >= 0);
        if (centred || cell.align == QLatin1String("center"))
            made.align = Qt::AlignHCenter;
        else if (cell.align == QLatin1String("right"))
            made.align = Qt::AlignRight;
        made.lines = wrapText(text, made.role, made.width - 2 * cellPadding);
        return made;
    }

    /// A field's text; for a table of lines its rows, one per line.
    QString fieldText(const QString& id) const {
        const auto* table = form_.table(id);
        if (!table || form_.field(id)) return document_.field(id);
        QStringList lines;
        for (const auto& row : document_.rows(id))
            lines.append(table->columns.isEmpty() ? QString() : row.cell(table->columns.first().id));
        return lines.join(u'\n');
    }

    const FormDocument& document_;
    const FormTemplate& form_;
    double width_ = 0;
    QList<Block> blocks_;
};

} // namespace

QList<Block> blocksOf(const FormDocument& document, const FormTemplate& form) {
    return BlockBuilder(document, form).build();
}

} // namespace jixiao
