#pragma once

#include "core/documents/print/printed_form.h"

namespace jixiao {

/// Writes the forms as a workbook, one sheet a form: merged cells as printed, one page wide, header rows repeated.
/// Numbers are numbers where a spreadsheet shows them exactly as written, everything else is text. Equal forms give
/// equal bytes. Needs a QGuiApplication (fonts decide row heights). The file is replaced whole or not at all. Errors:
/// InvalidInput (no forms, or a text longer than a cell may hold), DiskFull, DiskWriteFailed.
Result<void> exportXlsx(const QList<PrintedForm>& forms, const QString& path);

} // namespace jixiao
