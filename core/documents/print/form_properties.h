#pragma once

#include "core/documents/print/printed_form.h"

#include <QList>
#include <QPair>
#include <QString>

namespace jixiao {

/// What a printed form does not say but a program that reads the file back wants to know: for every form in order a
/// property "jixiao.form.1", "jixiao.form.2", … "<template id> <fiscal year>"; and where a form holds more than it
/// prints, "jixiao.form.1.leftOut" with the names of those fields, never what they hold. Both DOCX and XLSX keep them
/// in docProps/custom.xml.
QList<QPair<QString, QString>> formProperties(const QList<PrintedForm>& forms);

} // namespace jixiao
