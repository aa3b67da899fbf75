#pragma once

#include "sync/engine/device_identity.h"
#include "sync/engine/sync_engine.h"
#include "tests/bench/sync_documents.h"
#include "tests/bench/sync_server.h"

#include <QTemporaryDir>

#include <memory>

namespace jixiao::bench {

/// What one run of the engine took. The times of pushing end with the last verdict kept in the device's own store.
struct SyncRun {
    SyncReport report;
    double pushMs = 0;
    double pushCpuMs = 0; ///< of this process
    qint64 pushWire = 0;  ///< all bytes so far at the end of pushing, see wireBytes()
    double totalMs = 0;
    double totalCpuMs = 0;
    int batches = 0; ///< sent
    int pages = 0;   ///< received
};

/// A device with its own store, enrolled at a server over the wire.
class SyncDevice {
public:
    SyncDevice(const Clock& clock, RandomSource& random, IdSource& ids, const SyncServer& server);

    /// One project with its documents: each document is saved by itself, as in the app.
    void fill(const QList<SyncDocument>& documents);
    void edit(const Id& record, const QString& field, const QString& value);
    SyncRun sync();
    /// All bytes of this process's open connections to the server so far, both ways, with TLS and HTTP.
    qint64 wireBytes() const;
    qint64 count(const QString& type);

    QString file() const { return Store::fileName(dir_.path()); }
    const StoreKey& key() const { return key_; }
    void close() { store_.reset(); }

private:
    void enrol(const SyncServer& server);

    const Clock& clock_;
    RandomSource& random_;
    IdSource& ids_;
    QTemporaryDir dir_;
    StoreKey key_;
    std::unique_ptr<StoreThread> store_;
    std::unique_ptr<HttpClient> http_;
    DeviceIdentity identity_;
    quint16 port_;
};

} // namespace jixiao::bench
