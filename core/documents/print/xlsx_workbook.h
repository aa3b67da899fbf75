#pragma once

#include "core/documents/print/sheet_writer.h"

#include <QByteArray>
#include <QMap>

#include <xlsxwriter.h>

#include <memory>
#include <tuple>

namespace jixiao {

/// A workbook being written; discarded unless close() succeeds.
class XlsxWorkbook {
public:
    /// `path` is written by close(); what does not fit in memory goes to unnamed files in `folder`.
    XlsxWorkbook(const QString& path, const QString& folder);

    /// Error InvalidInput for a text longer than a cell may hold.
    Result<void> add(const Sheet& sheet, const QString& name, const PrintedForm& form);
    /// Names and texts kept beside the sheets.
    void setProperties(const QList<QPair<QString, QString>>& properties);
    /// The library's error; LXW_NO_ERROR when the file was written.
    lxw_error close();

private:
    using FormatKey = std::tuple<TextRole, int, bool, QString>;

    void setUpPage(lxw_worksheet* worksheet, const Sheet& sheet, const PrintedForm& form);
    lxw_error addCell(lxw_worksheet* worksheet, const SheetCell& cell);
    lxw_format* format(const SheetCell& cell, const QString& numberFormat);

    struct Discard {
        void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
    };

    QByteArray folder_;
    std::unique_ptr<lxw_workbook, Discard> workbook_;
    QMap<FormatKey, lxw_format*> formats_;
};

} // namespace jixiao
