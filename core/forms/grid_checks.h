#pragma once

#include "core/forms/form_template.h"
#include "core/forms/strict_reader.h"

namespace jixiao {

/// Whether the placeholders of a printed text name fields of the form, a year, or columns of `table` (may be null).
void checkPlaceholders(const QString& text, const QString& place, const FormTemplate& form, const TableSpec* table,
                       TemplateProblems& problems);

/// Whether everything the cells of one grid table name exists, and whether it can be printed the way they say.
void checkGrid(const FormTemplate& form, const GridTable& grid, const QString& place, TemplateProblems& problems);

} // namespace jixiao
