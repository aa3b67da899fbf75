#pragma once

#include "core/documents/print/printed_form.h"

#include <QImage>
#include <QList>

namespace jixiao {

/// Writes the forms as PDF, each from a new page on, pages numbered through. Needs a QGuiApplication. The file is
/// replaced whole or not at all. Errors: InvalidInput (no forms), DiskFull, DiskWriteFailed.
Result<void> exportPdf(const QList<PrintedForm>& forms, const QString& path);

/// The same rendering as pictures, for the print preview; one per page, `dotsPerMm` resolution (0.5–24). Errors:
/// InvalidInput, TemplateInvalid.
Result<QList<QImage>> renderPages(const FormDocument& document, const FormTemplate& form, double dotsPerMm);

} // namespace jixiao
