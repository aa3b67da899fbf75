#pragma once

#include "core/store/database.h"

namespace jixiao {

/// The step of the schema that makes the journal an audit chain and lets the history of one field be read alone.
extern const char* const auditSchema;

/// Chains the entries that were written before there was a chain, `batch` at a time, each batch in a transaction of its
/// own: after a kill the next call goes on where the last one stopped. Does nothing when there are none, and never
/// touches an entry written since. `maxBatches` stops it early. Errors: those of a transaction.
Result<void> chainEarlierEntries(Database& database, int batch = 5000, int maxBatches = -1);

} // namespace jixiao
