#pragma once

#include "core/documents/print/printed_form.h"

namespace jixiao {

/// Writes the forms as a word processor document: real tables with merged cells and repeated header rows, each form
/// from a new page on, pages numbered through. Equal forms give equal bytes. The file is replaced whole or not at all.
/// Errors: InvalidInput (no forms), DiskFull, DiskWriteFailed.
Result<void> exportDocx(const QList<PrintedForm>& forms, const QString& path);

} // namespace jixiao
