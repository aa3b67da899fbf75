#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QStringList>

namespace jixiao {

/// The running text around the forms of a file is reviewed like one more form: a paragraph is a row of its one table
/// (assets/rules/text/statement.json). No catalogue lists it, since nobody fills it in.
const FormTemplate& statementForm();

/// `paragraphs` as such a form. Year and unit are those all forms `beside` it agree on; blank when they do not.
FormDocument statementOf(const QStringList& paragraphs, const QList<FormDocument>& beside);

} // namespace jixiao
