#include "core/documents/office/docx_tree.h"

#include <QHash>

#include <algorithm>

namespace jixiao {

namespace {

bool isBlank(const QString& text) {
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); });
}

bool holdsTables(const DocxContent& content);

/// A table too small to be one: its rows are lines of the cell it stands in.
bool isText(const DocxTable& table) {
    const auto narrow = [](const DocxRow& row) { return row.cells.size() < 2; };
    if (table.rows.size() > 1 && !std::all_of(table.rows.cbegin(), table.rows.cend(), narrow)) return false;
    return std::none_of(table.rows.cbegin(), table.rows.cend(), [](const DocxRow& row) {
        return std::any_of(row.cells.cbegin(), row.cells.cend(),
                           [](const DocxCell& cell) { return holdsTables(cell.content); });
    });
}

bool holdsTables(const DocxContent& content) {
    return std::any_of(content.blocks.cbegin(), content.blocks.cend(),
                       [](const auto& block) { return !block.table.empty() && !isText(block.table.front()); });
}

QString textOf(const std::vector<DocxBlock>& blocks);

QString textOf(const DocxTable& table) {
    QStringList lines;
    for (const auto& row : table.rows) {
        QStringList cells;
        for (const auto& cell : row.cells)
            cells.append(textOf(cell.content.blocks).trimmed());
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

/// Paragraphs, one a line; tables of their own are left to their place after the row.
QString textOf(const std::vector<DocxBlock>& blocks) {
    if (blocks.size() == 1 && blocks.front().table.empty() && isBlank(blocks.front().text))
        return blocks.front().number; // a cell of numbers only
    QStringList lines;
    for (const auto& block : blocks)
        if (block.table.empty())
            lines.append(block.printed());
        else if (isText(block.table.front()))
            lines.append(textOf(block.table.front()));
    return lines.join(u'\n');
}

/// Tells for every cell whether a cell above covers it.
class MergeWalk {
public:
    std::vector<bool> covered(const DocxRow& row) {
        std::vector<bool> covered;
        QHash<int, bool> open;
        int column = row.skipped;
        for (const auto& cell : row.cells) {
            // A continuation of nothing is a cell like any other, as office programs show it.
            const bool continues = cell.below == DocxCell::Merge::Continues;
            covered.push_back(continues && open_.contains(column));
            if (cell.below != DocxCell::Merge::None) open.insert(column, true);
            column += cell.span;
        }
        open_ = open;
        return covered;
    }

private:
    QHash<int, bool> open_; ///< columns where a cell of the row above may go on
};

} // namespace

QString DocxBlock::printed() const { return isBlank(text) ? text : number + text; }

Result<void> DocxFlattener::add(const DocxContent& content) {
    waitingDebris_ += content.debris;
    waitingNotes_ += content.notes;
    addBlocks(content.blocks);
    if (rows_ > limits_.maxRows || cells_ > limits_.maxCells || source_.items.size() > 10 * qsizetype(limits_.maxRows))
        return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 rows").arg(limits_.maxRows)};
    return {};
}

void DocxFlattener::addBlocks(const std::vector<DocxBlock>& blocks) {
    for (const auto& block : blocks) {
        if (block.table.empty())
            addParagraph(block.printed());
        else
            addTable(block.table.front());
    }
}

int DocxFlattener::newLine(const QString& name) {
    const int line = source_.addLine(name);
    for (const QString& debris : std::as_const(waitingDebris_))
        source_.debris.append({line, debris});
    for (const QString& note : std::as_const(waitingNotes_))
        source_.notes.append({line, note});
    waitingDebris_.clear();
    waitingNotes_.clear();
    return line;
}

SourceDocument DocxFlattener::take() {
    if (!waitingDebris_.isEmpty() || !waitingNotes_.isEmpty()) newLine(QStringLiteral("文末"));
    return std::move(source_);
}

void DocxFlattener::addParagraph(const QString& text) {
    ++paragraphs_;
    openTable_ = 0;
    if (isBlank(text) && waitingDebris_.isEmpty() && waitingNotes_.isEmpty()) return;
    const int line = newLine(QStringLiteral("第%1段").arg(paragraphs_));
    source_.addParagraph(text, line);
}

void DocxFlattener::addTable(const DocxTable& table) {
    const int ordinal = openTable_ > 0 ? openTable_ : ++tables_; // tables that touch are one
    int number = openTable_ > 0 ? openRows_ : 0;
    MergeWalk merges;
    for (const auto& row : table.rows) {
        const auto covered = merges.covered(row);
        addRow(row, covered, ordinal, ++number);
    }
    openTable_ = ordinal;
    openRows_ = number;
}

void DocxFlattener::addRow(const DocxRow& row, const std::vector<bool>& covered, int table, int number) {
    if (row.cells.size() == 1 && holdsTables(row.cells.front().content)) { // a frame around its content
        addRemarks(row.beside, 0);
        addRemarks(row.cells.front().content, 0);
        openTable_ = 0;
        addBlocks(row.cells.front().content.blocks);
        return;
    }
    const int line = newLine(QStringLiteral("表%1第%2行").arg(table).arg(number));
    addRemarks(row.beside, line);
    SourceItem item;
    item.kind = SourceItem::Kind::Row;
    item.table = table;
    item.lastLine = line;
    if (row.skipped > 0) item.cells.append({QString(), line});
    bool tablesFollow = false;
    for (size_t i = 0; i < row.cells.size(); ++i) {
        const auto& cell = row.cells[i];
        addCellRemarks(cell.content, line);
        tablesFollow = tablesFollow || holdsTables(cell.content);
        const QString text = textOf(cell.content.blocks);
        const bool hidden = cell.joinsLeft || covered[i];
        if (hidden && !isBlank(text)) source_.debris.append({line, text.trimmed()});
        if (!cell.joinsLeft) item.cells.append({hidden ? QString() : text, line, covered[i]});
    }
    if (row.deleted) {
        for (const auto& cell : std::as_const(item.cells))
            if (!isBlank(cell.text)) source_.debris.append({line, cell.text.trimmed()});
        return;
    }
    ++rows_;
    cells_ += item.cells.size();
    if (!item.cells.isEmpty() && (!tablesFollow || !item.isBlank())) source_.addItem(item);
    for (const auto& cell : row.cells)
        for (const auto& block : cell.content.blocks) {
            if (block.table.empty() || isText(block.table.front())) continue;
            openTable_ = 0;
            addTable(block.table.front());
        }
}

/// What was taken out of a cell and of the small tables that became its text.
void DocxFlattener::addCellRemarks(const DocxContent& content, int line) {
    addRemarks(content, line);
    for (const auto& block : content.blocks) {
        if (block.table.empty() || !isText(block.table.front())) continue;
        for (const auto& row : block.table.front().rows) {
            addRemarks(row.beside, line);
            for (const auto& cell : row.cells)
                addCellRemarks(cell.content, line);
        }
    }
}

void DocxFlattener::addRemarks(const DocxContent& content, int line) {
    for (const QString& debris : content.debris)
        line > 0 ? source_.debris.append({line, debris}) : waitingDebris_.append(debris);
    for (const QString& note : content.notes)
        line > 0 ? source_.notes.append({line, note}) : waitingNotes_.append(note);
}

} // namespace jixiao
