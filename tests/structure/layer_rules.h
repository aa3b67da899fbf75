#pragma once

#include "tests/structure/source_tree.h"

namespace jixiao::structure {

/// Includes of a C++ file that break the layering (see the table in layer_rules.cpp), one sentence each.
QStringList layerViolations(const SourceFile& file);

} // namespace jixiao::structure
