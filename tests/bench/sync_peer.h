#pragma once

#include "tests/bench/sync_documents.h"

#include <QString>

#include <optional>

namespace jixiao::bench {

/// What another program needs for the same documents, in milliseconds.
struct PeerRun {
    double pushMs = 0;
    double pullMs = 0;
    QString versions;
};

/// PouchDB with LevelDB, every write flushed, replicating to and from express-pouchdb on loopback without TLS in
/// batches of 500. nullopt, with the reason on standard error, when it is not installed (./dev bench --peer pouchdb).
std::optional<PeerRun> runPouchDb(const QList<SyncDocument>& documents);

} // namespace jixiao::bench
