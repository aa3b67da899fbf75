#pragma once

#include "core/base/result.h"
#include "core/documents/importer.h"
#include "core/documents/office/xlsx_sheet.h"
#include "core/documents/table_model.h"

#include <QList>
#include <QString>

#include <set>
#include <vector>

namespace jixiao {

/// Finds the tables of a sheet and adds them to a document as the other readers do: a merged cell is one cell, and one
/// empty cell in each row below its first; rows that only continue merged cells are part of the row above. Columns
/// without any text are left out, blank cells with borders count as cells; a row of one text above or below a table is
/// a paragraph; two empty rows end a table.
class XlsxLayout {
public:
    /// `prefix` names the sheet in messages; empty for a workbook of one sheet.
    XlsxLayout(const XlsxSheet& sheet, const QString& prefix, const ImportLimits& limits, SourceDocument& source)
        : sheet_(sheet), prefix_(prefix), limits_(limits), source_(source) {}

    /// `tables` and `cells` count on over the sheets of a workbook. Errors: FileTooLarge, DocumentUnsafe (merged cells
    /// piled upon each other).
    Result<void> add(int& tables, qint64& cells);

private:
    /// One cell of a row as it is seen.
    struct Seen {
        int column = 0;
        int right = 0; ///< last column of a merged cell
        QString text;
        bool below = false; ///< hidden by a merged cell that begins in a row above
    };
    struct Row {
        int number = 0;
        int bottom = 0; ///< last row its merged cells reach
        std::vector<Seen> cells;
        QStringList covered;   ///< texts behind merged cells
        bool bordered = false; ///< a cell of its own has a border: part of a table even where it is blank
        bool paragraph = false;
    };

    Result<void> readRows();
    Row rowOf(int number, const XlsxSheet::Row& texts, const std::vector<XlsxRange>& active) const;
    void markParagraphs();
    void markChunk(size_t first, size_t end);
    Result<std::set<int>> columnsOf(size_t first, size_t end);
    Result<void> countWork(qint64 steps);
    Result<void> addTable(size_t first, size_t end, int table, qint64& cells);
    void addParagraph(const Row& row);
    int addLine(const Row& row);

    const XlsxSheet& sheet_;
    const QString& prefix_;
    const ImportLimits& limits_;
    SourceDocument& source_;
    std::vector<Row> rows_; ///< those with text
    qsizetype noted_ = 0;
    qint64 work_ = 0; ///< spent on merged cells
};

} // namespace jixiao
