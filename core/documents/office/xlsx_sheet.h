#pragma once

#include "core/base/result.h"
#include "core/documents/office/xlsx_book.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <map>
#include <vector>

namespace jixiao {

/// A block of cells shown as one; 1-based, inclusive.
struct XlsxRange {
    int top = 0;
    int left = 0;
    int bottom = 0;
    int right = 0;

    /// "B3:D7" or "B3"; without rows when it is neither.
    static XlsxRange parse(QStringView text);
    bool isValid() const { return top > 0 && left > 0 && bottom >= top && right >= left; }
};

/// The cells of one sheet that hold text, as they are shown, or have a border.
struct XlsxSheet {
    struct Cell {
        QString text;
        bool bordered = false;
    };
    using Row = std::map<int, Cell>; ///< by column
    std::map<int, Row> rows;         ///< by row
    std::vector<XlsxRange> merges;
    QSet<int> hiddenRows;
    QSet<int> hiddenColumns;
    QList<std::pair<int, QString>> notes; ///< row and sentence

    /// What the sheets of a workbook add up to.
    struct Totals {
        qint64 cells = 0;
        qint64 characters = 0;
    };

    /// Adds to `totals` and stops when they pass the limits. Errors: as OfficePackage::readXml(), FileTooLarge,
    /// DocumentDamaged (a cell twice or outside any sheet).
    static Result<XlsxSheet> read(OfficePackage& package, const XlsxBook& book, const QString& part,
                                  const ImportLimits& limits, Totals& totals);
};

/// "AB12" of a row and a column.
QString cellName(int row, int column);

} // namespace jixiao
