#include "core/documents/print/page_blocks.h"

#include "core/documents/print/page_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace jixiao {

namespace {

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

double BlockCell::neededHeight() const { return double(lines.size()) * lineHeight(role) + 2 * padding; }

double Block::height() const { return std::accumulate(heights.cbegin(), heights.cend(), 0.0); }

void Block::fit() {
    for (double& rowHeight : heights)
        rowHeight = leastRow;
    for (const auto& cell : cells)
        if (cell.rowSpan == 1 && cell.mergeGroup < 0)
            heights[cell.row] = std::max(heights[cell.row], cell.neededHeight());
    for (const auto& cell : cells) {
        if (cell.rowSpan == 1) continue;
        const double spanned =
            std::accumulate(heights.cbegin() + cell.row, heights.cbegin() + cell.row + cell.rowSpan, 0.0);
        heights[cell.row + cell.rowSpan - 1] += std::max(0.0, cell.neededHeight() - spanned);
    }
}

QPair<Block, Block> Block::cut(double available) const {
    int row = 0;
    double above = 0;
    while (row < heights.size() && above + heights.at(row) <= available)
        above += heights.at(row++);
    if (row == heights.size()) return {};
    const auto lines = qsizetype(std::floor((available - above - 2 * cellPadding) / lineHeight(TextRole::Body)));
    const bool throughRow = lines >= 2 && std::none_of(cells.cbegin(), cells.cend(), [&](const auto& cell) {
                                return cell.isWhole() && cell.mergeGroup < 0 && cell.row == row && cell.rowSpan == 1 &&
                                       cell.lines.size() > lines;
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
        if (crosses) upper.mergeEnds = false;
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

/// Room beside a text that stands alone at the right end of a line, mm.
constexpr double textGap = 4;

class BlockBuilder {
public:
    explicit BlockBuilder(double width) : width_(width) {}

    void add(const PrintedLine& line) {
        Block block;
        block.heights = {0};
        block.keepWithNext = line.keepWithNext;
        double right = width_;
        auto texts = line.texts;
        if (texts.size() > 1 && texts.last().align == Qt::AlignRight) {
            const auto last = texts.takeLast();
            const double share = std::min(textWidth(last.text, line.role) + textGap, width_ / 2);
            right -= share;
            block.cells.append(cell(last, line.role, right, share));
        }
        const double share = right / double(std::max<qsizetype>(texts.size(), 1));
        for (qsizetype i = 0; i < texts.size(); ++i)
            block.cells.append(cell(texts.at(i), line.role, double(i) * share, share));
        block.fit();
        block.heights[0] += line.spaceAfter;
        blocks_.append(block);
    }

    /// One block of the rows from one row on that spans tie together, and so on.
    void add(const PrintedTable& table) {
        const auto rows = cellsByRow(table);
        QList<QPair<qsizetype, int>> placeOf; // block and row within it by row of the table
        for (int first = 0; first < table.rows;) {
            Block block = blockFrom(table, rows, first);
            for (int row = 0; row < block.heights.size(); ++row)
                placeOf.append({blocks_.size(), row});
            first += int(block.heights.size());
            blocks_.append(block);
        }
        for (const auto& cell : table.cells)
            if (cell.merged) makeRoom(table, cell, placeOf);
        groups_ += int(table.cells.size());
        ++tables_;
    }

    QList<Block> blocks() const { return blocks_; }

private:
    Block blockFrom(const PrintedTable& table, const QList<QList<int>>& rows, int first) const {
        Block block;
        block.gridTable = tables_;
        block.leastRow = table.bordered ? leastRowHeight : 0;
        block.header = first < table.headerRows;
        block.keepWithNext = block.header;
        int end = first + 1;
        for (int row = first; row < end; ++row) {
            for (const int index : rows.at(row)) {
                const auto& source = table.cells.at(index);
                auto made = cell(table, source, row - first);
                if (source.merged) {
                    made.mergeGroup = groups_ + index;
                    made.mergeEnds = row == source.row + source.rowSpan - 1;
                } else {
                    made.rowSpan = source.rowSpan;
                    end = std::max(end, row + source.rowSpan);
                }
                block.cells.append(made);
            }
            block.heights.append(0);
            block.keepWithNext = block.keepWithNext || table.headingRows.contains(row);
        }
        block.fit();
        return block;
    }

    /// Heightens the last row of a merged cell if all its rows together are too low for its text.
    void makeRoom(const PrintedTable& table, const PrintedCell& merged, const QList<QPair<qsizetype, int>>& placeOf) {
        double missing = cell(table, merged, 0).neededHeight();
        for (int row = merged.row; row < merged.row + merged.rowSpan; ++row)
            missing -= blocks_.at(placeOf.at(row).first).heights.at(placeOf.at(row).second);
        const auto [block, row] = placeOf.at(merged.row + merged.rowSpan - 1);
        if (missing > 0) blocks_[block].heights[row] += missing;
    }

    /// Indexes of the cells of every row from left to right; merged cells in each of their rows.
    static QList<QList<int>> cellsByRow(const PrintedTable& table) {
        QList<QList<int>> rows(table.rows);
        for (qsizetype i = 0; i < table.cells.size(); ++i) {
            const auto& cell = table.cells.at(i);
            const int count = cell.merged ? cell.rowSpan : 1;
            for (int row = cell.row; row < cell.row + count; ++row)
                rows[row].append(int(i));
        }
        for (auto& row : rows)
            std::stable_sort(row.begin(), row.end(), [&](int left, int right) {
                return table.cells.at(left).column < table.cells.at(right).column;
            });
        return rows;
    }

    static BlockCell cell(const PrintedText& text, TextRole role, double x, double width) {
        BlockCell made;
        made.x = x;
        made.width = width;
        made.role = role;
        made.align = text.align;
        made.path = text.path;
        made.bordered = false;
        made.lines = wrapText(text.text, role, width);
        return made;
    }

    static BlockCell cell(const PrintedTable& table, const PrintedCell& source, int row) {
        BlockCell made;
        made.row = row;
        made.x = table.left(source.column);
        made.width = table.width(source);
        made.role = source.role;
        made.align = source.align;
        made.path = source.path;
        made.bordered = table.bordered;
        made.padding = cellPadding;
        made.lines = wrapText(source.text, source.role, made.width - 2 * cellPadding);
        return made;
    }

    double width_;
    int tables_ = 0;
    int groups_ = 0;
    QList<Block> blocks_;
};

} // namespace

QList<Block> blocksOf(const PrintedForm& form) {
    BlockBuilder builder(form.width);
    for (const auto& block : form.blocks)
        std::visit([&](const auto& part) { builder.add(part); }, block);
    return builder.blocks();
}

} // namespace jixiao
