#pragma once

#include "core/forms/form_template.h"
#include "core/forms/strict_reader.h"

#include <QJsonArray>

namespace jixiao {

/// The print grid out of a template's JSON, shapes checked: every table is a filled rectangle as wide as the others,
/// header and pattern rows are not crossed by a row span. References are checked by checkReferences().
QList<GridTable> readGrid(const QJsonArray& grid, TemplateProblems& problems);

} // namespace jixiao
