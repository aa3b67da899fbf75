#pragma once

#include <QJsonObject>
#include <QString>

namespace jixiao::flow {

/// What the real app does in a process of its own, on a data folder that exists; everything secret comes masked.
/// Each prints one JSON line and returns the exit code.
///
/// Unlocks by typing, opens the form, edits it, looks at its own memory, locks, looks again.
int rememberAndForget(int argc, char** argv);
/// Unlocks, edits, imports, searches, changes settings, exports and waits to be killed.
int workUntilKilled(int argc, char** argv);

} // namespace jixiao::flow
