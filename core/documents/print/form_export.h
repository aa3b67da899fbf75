#pragma once

#include "core/base/result.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao {

/// File formats of the printed form. Each is also the ending of its files' names.
QStringList printFormats(); ///< "pdf", "docx", "xlsx"
/// The format a file's name asks for; empty when its ending is none of them.
QString printFormatOf(const QString& path);

/// Writes the forms in the official layout of their templates, all formats from the same description, in order. The
/// file is replaced whole or not at all. Needs a QGuiApplication (fonts). Errors: InvalidInput (no documents, an
/// unknown format, a text too long for the format), TemplateInvalid (a form without template or grid), DiskFull,
/// DiskWriteFailed.
Result<void> exportForms(const QList<FormDocument>& documents, const FormCatalogue& catalogue, const QString& path,
                         const QString& format);

} // namespace jixiao
