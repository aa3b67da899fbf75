#pragma once

#include "core/base/result.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QImage>
#include <QList>
#include <QString>

namespace jixiao {

/// Writes the forms in the official layout of their templates, A4, atomically (temporary file, then rename); each form
/// begins on a new page, pages are numbered through. Needs a QGuiApplication. Errors: InvalidInput (no documents),
/// TemplateInvalid (a form without template or grid), DiskWriteFailed.
Result<void> exportPdf(const QList<FormDocument>& documents, const FormCatalogue& catalogue, const QString& path);

/// The same rendering as pictures, for the print preview; one per page, `dotsPerMm` resolution (0.5–24). Errors:
/// InvalidInput, TemplateInvalid.
Result<QList<QImage>> renderPages(const FormDocument& document, const FormTemplate& form, double dotsPerMm);

} // namespace jixiao
