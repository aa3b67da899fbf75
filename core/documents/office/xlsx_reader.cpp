#include "core/documents/office/xlsx_reader.h"

#include "core/documents/office/form_claims.h"
#include "core/documents/office/side_parts.h"
#include "core/documents/office/xlsx_book.h"
#include "core/documents/office/xlsx_layout.h"
#include "core/documents/office/xlsx_sheet.h"

#include <set>

namespace jixiao {

namespace {

/// Hidden columns that hold text, as letters.
QStringList hiddenColumns(const XlsxSheet& sheet) {
    std::set<int> columns;
    for (const auto& [number, row] : sheet.rows)
        for (const auto& [column, cell] : row)
            if (!cell.text.isEmpty() && sheet.hiddenColumns.contains(column)) columns.insert(column);
    QStringList names;
    for (const int column : columns)
        names.append(cellName(0, column).chopped(1));
    return names;
}

} // namespace

Result<SourceDocument> readXlsx(OfficePackage& package, const ImportLimits& limits) {
    const auto book = XlsxBook::read(package, limits);
    if (!book) return book.error();
    SourceDocument source;
    QList<SourceNote> notes; // of whole sheets
    int tables = 0;
    XlsxSheet::Totals totals;
    qint64 cells = 0;
    for (const auto& info : book->sheets) {
        const auto sheet = XlsxSheet::read(package, *book, info.part, limits, totals);
        if (!sheet) return sheet.error();
        const QString name = QStringLiteral("工作表“%1”").arg(info.name.left(40));
        const QString prefix = book->sheets.size() > 1 ? name : QString();
        if (const auto added = XlsxLayout(*sheet, prefix, limits, source).add(tables, cells); !added)
            return added.error();
        if (info.hidden && !sheet->rows.empty())
            notes.append({0, name + QStringLiteral("是隐藏的，已一并读入，请核对。")});
        if (const auto hidden = hiddenColumns(*sheet); !hidden.isEmpty())
            notes.append({0, QStringLiteral("%1的 %2 列是隐藏的，已一并读入，请核对。")
                                 .arg(name, hidden.join(QStringLiteral("、")))});
        if (const auto listed = listSideParts(package, info.part, source); !listed) return listed.error();
    }
    if (source.items.isEmpty()) return Error{ErrorCode::FileEmpty, {}};
    source.notes.append(notes);
    auto claims = readFormClaims(package);
    if (!claims) return claims.error();
    source.claims = *std::move(claims);
    return source;
}

} // namespace jixiao
