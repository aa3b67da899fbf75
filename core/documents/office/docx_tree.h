#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"
#include "core/documents/table_model.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace jixiao {

struct DocxBlock;

/// What a body, a cell or a text box holds.
struct DocxContent {
    std::vector<DocxBlock> blocks;
    QStringList debris; ///< markup and deleted text that was taken out
    QStringList notes;  ///< sentences for a person to check
};

struct DocxCell {
    enum class Merge { None, Begins, Continues };
    int span = 1; ///< columns of the table's grid
    Merge below = Merge::None;
    bool joinsLeft = false; ///< the rest of a cell that spans columns, as old programs write it
    DocxContent content;
};

struct DocxRow {
    int skipped = 0; ///< columns left out before the first cell
    bool deleted = false;
    std::vector<DocxCell> cells;
    DocxContent beside; ///< debris between the cells
};

struct DocxTable {
    std::vector<DocxRow> rows;
};

/// A paragraph, or a table in its place.
struct DocxBlock {
    QString text;
    QString number = {};               ///< printed before the text by automatic numbering, "1、"
    std::vector<DocxTable> table = {}; ///< one, or none for a paragraph

    /// The text as it is printed.
    QString printed() const;
};

/// Turns the tree of a DOCX, handed over piece by piece, into rows and paragraphs in reading order. Tables inside a
/// cell follow the row of the cell as tables of their own, or stand in its place when the cell is all the row has; a
/// table of one row or one column is text of its cell.
class DocxFlattener {
public:
    explicit DocxFlattener(const ImportLimits& limits) : limits_(limits) {}

    /// Errors: FileTooLarge.
    Result<void> add(const DocxContent& content);
    SourceDocument take();

private:
    void addBlocks(const std::vector<DocxBlock>& blocks);
    void addParagraph(const QString& text);
    void addTable(const DocxTable& table);
    void addRow(const DocxRow& row, const std::vector<bool>& covered, int table, int number);
    void addRemarks(const DocxContent& content, int line);
    void addCellRemarks(const DocxContent& content, int line);
    int newLine(const QString& name);

    ImportLimits limits_;
    SourceDocument source_;
    QStringList waitingDebris_; ///< belongs to the next line
    QStringList waitingNotes_;
    int tables_ = 0;
    int paragraphs_ = 0;
    int rows_ = 0;
    qint64 cells_ = 0;
    int openTable_ = 0; ///< the table that ended just now, which the next one may continue; 0 when text followed
    int openRows_ = 0;
};

} // namespace jixiao
