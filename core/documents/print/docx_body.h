#pragma once

#include "core/documents/print/printed_form.h"

#include <QByteArray>

namespace jixiao {

/// A length in twentieths of a point, the unit of word processors.
int twips(double mm);

/// Style ids of the texts of a role.
QString docxStyle(TextRole role);

/// The main part of a DOCX with all forms, each from a new page on. Styles and footer are expected under
/// docxStyle() and the relation "footer".
QByteArray docxBody(const QList<PrintedForm>& forms);

} // namespace jixiao
