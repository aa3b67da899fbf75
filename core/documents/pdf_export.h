#pragma once

#include "core/base/result.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QImage>
#include <QList>
#include <QString>

namespace jixiao {

/// Writes the forms in the official layout of their templates, A4, atomically (temporary file, then rename). Needs a
/// QGuiApplication. Errors: DiskWriteFailed, TemplateInvalid.
Result<void> exportPdf(const QList<FormDocument>& documents, const FormCatalogue& catalogue, const QString& path);

/// The same rendering as pictures, for the print preview; one per page, `dotsPerMm` resolution.
Result<QList<QImage>> renderPages(const FormDocument& document, const FormTemplate& form, double dotsPerMm);

} // namespace jixiao
