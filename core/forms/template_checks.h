#pragma once

#include "core/forms/form_template.h"
#include "core/forms/strict_reader.h"

namespace jixiao {

/// Whether everything a template names exists and is named once: ids, records, vocabularies, sections, grid cells,
/// title placeholders and recognition patterns.
void checkReferences(const FormTemplate& form, TemplateProblems& problems);

} // namespace jixiao
