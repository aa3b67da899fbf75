#pragma once

#include "tests/structure/source_tree.h"

namespace jixiao::structure {

/// No C++ or QML file is longer than this.
inline constexpr int longestFile = 400;

/// Words that must not stand in a file, each with what to write instead; also files that are too long.
QStringList textViolations(const SourceFile& file);

/// String literals of C++ and QML outside the tests that name a form or a province: those are data in assets/.
QStringList formNameViolations(const SourceFile& file);

} // namespace jixiao::structure
