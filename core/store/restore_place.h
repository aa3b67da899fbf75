#pragma once

#include "core/base/result.h"

#include <QString>

#include <functional>

namespace jixiao::RestorePlace {

/// Where a restore gets everything ready: a folder inside the data folder.
QString folder(const QString& dataFolder);
/// Keeps other restores away. Error: StoreBusy.
Result<void> whileLocked(const QString& dataFolder, const std::function<Result<void>()>& work);
void clear(const QString& dataFolder);
/// The mark from which on the restore is carried through. `withKeys`: the key file comes too.
Result<void> markReady(const QString& dataFolder, const QString& asideName, bool withKeys);
/// Does what the mark says, as far as it is not done. Nobody has the store open.
Result<void> carryThrough(const QString& dataFolder);

} // namespace jixiao::RestorePlace
