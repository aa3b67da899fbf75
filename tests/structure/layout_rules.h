#pragma once

#include "tests/structure/source_tree.h"

namespace jixiao::structure {

/// Names at the top of the tree that do not belong there, and those that are missing.
QStringList topLevelViolations(const QStringList& names);

/// The folders named by the layout map of README.md, the lines "path/   description" of its ```text blocks, and the
/// top folders they lie in.
QStringList mappedFolders(const QString& readme);

/// Folders that stand in the map or in the tree, but not in both.
QStringList mapViolations(const QStringList& mapped, const QStringList& real);

} // namespace jixiao::structure
