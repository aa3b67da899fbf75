#include "core/documents/office/xlsx_layout.h"

#include <algorithm>
#include <limits>
#include <map>

namespace jixiao {

namespace {

constexpr qint64 mostMergeWork = 20'000'000;
constexpr int widestMerge = 512; ///< columns a merged cell may add to a table

bool isBlank(const QString& text) {
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); });
}

} // namespace

Result<void> XlsxLayout::add(int& tables, qint64& cells) {
    if (const auto read = readRows(); !read) return read;
    markParagraphs();
    for (size_t i = 0; i < rows_.size();) {
        if (rows_[i].paragraph) {
            addParagraph(rows_[i++]);
            continue;
        }
        size_t end = i + 1;
        while (end < rows_.size() && !rows_[end].paragraph && rows_[end].number - rows_[end - 1].bottom <= 2)
            ++end;
        if (const auto added = addTable(i, end, tables++, cells); !added) return added;
        i = end;
    }
    return {};
}

Result<void> XlsxLayout::readRows() {
    std::vector<XlsxRange> merges = sheet_.merges;
    std::sort(merges.begin(), merges.end(), [](const auto& a, const auto& b) { return a.top < b.top; });
    std::vector<XlsxRange> active;
    size_t next = 0;
    for (const auto& [number, texts] : sheet_.rows) {
        for (; next < merges.size() && merges[next].top <= number; ++next)
            active.push_back(merges[next]);
        if (const auto counted = countWork(qint64(active.size())); !counted) return counted;
        const int row = number;
        active.erase(std::remove_if(active.begin(), active.end(), [&](const auto& m) { return m.bottom < row; }),
                     active.end());
        auto found = rowOf(number, texts, active);
        for (const auto& range : active)
            found.bottom = std::max(found.bottom, range.bottom);
        if (!found.cells.empty()) rows_.push_back(std::move(found));
        if (qint64(rows_.size()) > limits_.maxRows)
            return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 rows").arg(limits_.maxRows)};
    }
    return {};
}

XlsxLayout::Row XlsxLayout::rowOf(int number, const XlsxSheet::Row& texts, const std::vector<XlsxRange>& active) const {
    Row row;
    row.number = number;
    row.bottom = number;
    std::map<int, const XlsxRange*> merged; // by first column
    for (const auto& range : active)
        merged.emplace(range.left, &range);
    const XlsxRange* last = nullptr;
    const auto place = [&](int column) { return Seen{column, column, {}, false}; };
    bool filled = false;
    auto text = texts.cbegin();
    auto merge = merged.cbegin();
    while (text != texts.cend() || merge != merged.cend()) {
        if (merge != merged.cend() && (text == texts.cend() || merge->first <= text->first)) {
            last = (merge++)->second;
            row.cells.push_back(place(last->left));
            row.cells.back().right = std::min(last->right, last->left + widestMerge);
            row.cells.back().below = last->top < number;
            continue;
        }
        const bool inside = last && text->first <= last->right;
        const bool begins = inside && text->first == last->left && last->top == number;
        const auto& cell = text->second;
        const bool blank = isBlank(cell.text);
        if (begins)
            row.cells.back().text = cell.text;
        else if (inside && !blank)
            row.covered.append(cell.text);
        else if (!inside && (cell.bordered || !blank)) {
            row.cells.push_back(place(text->first));
            row.cells.back().text = cell.text;
        }
        row.bordered = row.bordered || (cell.bordered && (begins || !inside));
        filled = filled || !blank;
        ++text;
    }
    if (!filled && !row.bordered) row.cells.clear();
    return row;
}

/// Rows between empty rows are a chunk; those with one text before and after its table are paragraphs.
void XlsxLayout::markParagraphs() {
    for (size_t first = 0; first < rows_.size();) {
        size_t end = first + 1;
        while (end < rows_.size() && rows_[end].number <= rows_[end - 1].bottom + 1)
            ++end;
        markChunk(first, end);
        first = end;
    }
}

void XlsxLayout::markChunk(size_t first, size_t end) {
    const auto single = [&](size_t index) {
        const auto& row = rows_[index];
        const auto texts =
            std::count_if(row.cells.cbegin(), row.cells.cend(), [](const Seen& cell) { return !isBlank(cell.text); });
        return texts == 1 && row.covered.isEmpty() && (!row.bordered || row.cells.size() == 1) &&
               std::none_of(row.cells.cbegin(), row.cells.cend(), [](const Seen& cell) { return cell.below; });
    };
    size_t from = first;
    while (from < end && single(from))
        rows_[from++].paragraph = true;
    int left = std::numeric_limits<int>::max();
    int right = 0;
    for (size_t i = from; i < end; ++i)
        for (const auto& cell : rows_[i].cells) {
            left = std::min(left, cell.column);
            right = std::max(right, cell.right);
        }
    for (size_t i = end; i > from && single(i - 1) && rows_[i - 1].cells.front().column <= left; --i)
        rows_[i - 1].paragraph = true;
    for (size_t i = from; i < end; ++i) { // a cell as wide as the table
        const auto& cells = rows_[i].cells;
        if (cells.size() == 1 && left < right && cells.front().column <= left && cells.front().right >= right &&
            !cells.front().below)
            rows_[i].paragraph = true;
    }
}

int XlsxLayout::addLine(const Row& row) {
    const int line = source_.addLine(prefix_ + QStringLiteral("第%1行").arg(row.number));
    for (const QString& text : row.covered)
        source_.debris.append({line, text});
    if (sheet_.hiddenRows.contains(row.number))
        source_.notes.append({line, QStringLiteral("这一行在表格里是隐藏的，已一并读入，请核对。")});
    for (; noted_ < sheet_.notes.size() && sheet_.notes.at(noted_).first <= row.number; ++noted_)
        source_.notes.append({line, sheet_.notes.at(noted_).second});
    return line;
}

void XlsxLayout::addParagraph(const Row& row) {
    const int line = addLine(row);
    for (const auto& cell : row.cells)
        source_.addParagraph(cell.text, line);
}

Result<void> XlsxLayout::countWork(qint64 steps) {
    work_ += steps;
    if (work_ > mostMergeWork) return Error{ErrorCode::DocumentUnsafe, QStringLiteral("too many merged cells")};
    return {};
}

/// Columns with text, or under a merged cell that is seen in this table.
Result<std::set<int>> XlsxLayout::columnsOf(size_t first, size_t end) {
    std::set<int> columns;
    for (size_t i = first; i < end; ++i)
        for (const auto& cell : rows_[i].cells) {
            if (isBlank(cell.text) && !cell.below && !rows_[i].bordered) continue;
            if (const auto counted = countWork(cell.right - cell.column + 1); !counted) return counted.error();
            for (int column = cell.column; column <= cell.right; ++column)
                columns.insert(column);
        }
    return columns;
}

Result<void> XlsxLayout::addTable(size_t first, size_t end, int table, qint64& cells) {
    const auto found = columnsOf(first, end);
    if (!found) return found.error();
    const auto& columns = *found;
    for (size_t i = first; i < end; ++i) {
        const int line = addLine(rows_[i]);
        SourceItem item;
        item.kind = SourceItem::Kind::Row;
        item.table = table;
        item.lastLine = line;
        auto seen = rows_[i].cells.cbegin();
        for (auto column = columns.cbegin(); column != columns.cend();) {
            while (seen != rows_[i].cells.cend() && seen->right < *column)
                ++seen;
            if (seen == rows_[i].cells.cend() || seen->column > *column) {
                item.cells.append({QString(), line});
                ++column;
                continue;
            }
            item.cells.append({seen->text, line, seen->below});
            column = columns.upper_bound(seen->right);
        }
        cells += item.cells.size();
        if (cells > limits_.maxCells)
            return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 cells").arg(limits_.maxCells)};
        source_.addItem(item);
    }
    return {};
}

} // namespace jixiao
