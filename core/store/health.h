#pragma once

#include "core/base/result.h"
#include "core/store/backup.h"

#include <atomic>

namespace jixiao {

/// The full look at a store, for idle moments.
namespace Health {

/// Compares every page of a held snapshot with its signature and checks structure and references, on a connection of
/// its own: reading and writing go on meanwhile. Any thread; takes seconds for a large store. Errors: StoreDamaged
/// (what was found, the first lines of it), Cancelled, those of Database::open().
Result<void> look(const StoreSnapshot& snapshot, const std::atomic<bool>& cancelled);

} // namespace Health

} // namespace jixiao
