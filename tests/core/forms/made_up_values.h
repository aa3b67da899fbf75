#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

namespace jixiao {

/// A form filled in from top to bottom with made-up values that look like the real thing: words of the vocabularies,
/// amounts, dates, texts of every usual length. The same call gives the same document.
FormDocument madeUpDocument(const FormTemplate& form, int rows);

} // namespace jixiao
