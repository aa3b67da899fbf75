#include "sim_device.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace jixiao::model {

namespace {

const StoreKey& storeKey() {
    static const StoreKey key{SecretBytes::take(QByteArray(32, 'd')), SecretBytes::take(QByteArray(16, 'e')), {}};
    return key;
}

QByteArray readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeAll(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// A new store, made once and copied.
const DiskImage& freshStore() {
    static const DiskImage fresh = [] {
        const QTemporaryDir folder;
        const ManualClock clock;
        SeededRandom random;
        UuidV7Source ids(clock, random);
        if (auto store = Store::create(folder.path(), storeKey(), clock, ids); !store)
            qFatal("store: %s", qPrintable(store.error().detail));
        return DiskImage{readAll(Store::fileName(folder.path())), {}, 0};
    }();
    return fresh;
}

} // namespace

SimDevice::SimDevice(int index, const QString& folder, quint64 seed, SimServer& server, Chance& chance,
                     Sabotage sabotage)
    : index_(index),
      folder_(folder),
      server_(server),
      chance_(chance),
      sabotage_(sabotage),
      random_(quint32(seed * 31 + quint64(index) + 1)) {
    QDir().mkpath(folder_);
    boot(freshStore());
}

QString SimDevice::file(const char* suffix) const { return Store::fileName(folder_) + QLatin1String(suffix); }

void SimDevice::boot(const std::optional<DiskImage>& disk) {
    store_.reset();
    if (disk) {
        writeAll(file(""), disk->database);
        QFile::remove(file("-shm"));
        QFile::remove(file("-wal"));
        if (!disk->log.isEmpty()) writeAll(file("-wal"), disk->log);
    }
    auto opened = Store::open(folder_, storeKey(), clock_, ids_);
    if (!opened) qFatal("store: %s %s", qPrintable(opened.error().id()), qPrintable(opened.error().detail));
    store_ = std::make_unique<StoreThread>(std::move(*opened));
}

DiskImage SimDevice::image() {
    // On the store's own thread, so that no page is being written.
    return call([this](Store&) { return DiskImage{readAll(file("")), readAll(file("-wal")), mark ? mark() : 0}; });
}

void SimDevice::enrol(const QString& person) {
    signer_ = *Signer::fromSeed(SecretBytes::take(random_.bytes(32)));
    token_ = server_.enrol(person, ids_.next(), *signer_, &actor_);
}

Result<SyncReport> SimDevice::sync() {
    wentDown_ = false;
    SyncEngine engine(*store_, *this, clock_, random_, token_);
    auto report = engine.runOnce(std::make_shared<std::atomic<bool>>(false));
    if (cut_) {
        boot(*std::exchange(cut_, std::nullopt));
        wentDown_ = true;
    }
    return report;
}

/// The control: the cursor is kept before the records are.
void SimDevice::skipRecordsOf(const HttpReply& reply) {
    if (const auto page = protocol::decodeChangesReply(reply.body))
        (void)call([&page](Store& store) { return store.applyRemote({}, page->cursor); });
}

Result<HttpReply> SimDevice::send(const HttpRequest& request, const CancelFlag&) {
    if (cut_) return Error{ErrorCode::Cancelled};
    if (offline) return Error{ErrorCode::NetworkOffline};
    clock_.advance(11);
    const bool faulty = chance_.percent(faults);
    const int fault = faulty ? chance_.below(5) : -1;
    if (fault == 0) return Error{ErrorCode::NetworkInterrupted}; // never arrives
    if (fault == 1) {                                            // arrives when nobody waits for it any more
        server_.keepForLater(request);
        return Error{ErrorCode::NetworkTimeout};
    }
    if (fault == 2) server_.answer(request);          // arrives twice
    auto reply = server_.answer(request, fault == 3); // the server dies before its commit
    if (meanwhile) meanwhile();
    if (chance_.percent(crashes)) {
        if (sabotage_ == Sabotage::CursorBeforeRecords) skipRecordsOf(reply);
        cut_ = image();
        return Error{ErrorCode::Cancelled};
    }
    if (fault == 4) return Error{ErrorCode::NetworkInterrupted}; // the answer is lost
    return reply;
}

} // namespace jixiao::model
