#pragma once

#include "model_random.h"
#include "sim_server.h"
#include "sync/engine/sync_engine.h"

#include <functional>

namespace jixiao::model {

/// The files of a store as they stood at one moment, as a power cut or an old backup leaves them.
struct DiskImage {
    QByteArray database;
    QByteArray log;
    int mark = 0; ///< how far the ledger was
};

/// A person's device: the real store and the real engine, on a network that drops, repeats, delays and reorders.
class SimDevice final : public HttpClient {
public:
    SimDevice(int index, const QString& folder, quint64 seed, SimServer& server, Chance& chance, Sabotage sabotage);

    /// What goes wrong with each request: percent.
    int faults = 0;
    int crashes = 0;
    bool offline = false;
    std::function<void()> meanwhile; ///< happens while a request is under way
    std::function<int()> mark;       ///< how far the ledger is

    void enrol(const QString& person);
    /// One run of the engine. After a crash in it the store is as the disk had it then.
    Result<SyncReport> sync();
    void restart() { boot(std::nullopt); }
    DiskImage image();
    void goBackTo(const DiskImage& old) { boot(old); }
    bool crashed() const { return wentDown_; } ///< in the newest run

    template <typename Job>
    auto call(Job job) {
        return store_->call(std::move(job));
    }

    int index() const { return index_; }
    const Actor& actor() const { return actor_; }
    const Signer& signer() const { return *signer_; }
    UuidV7Source& ids() { return ids_; }
    ManualClock& clock() { return clock_; }

    Result<HttpReply> send(const HttpRequest& request, const CancelFlag& cancel) override;

private:
    void boot(const std::optional<DiskImage>& disk);
    void skipRecordsOf(const HttpReply& reply);
    QString file(const char* suffix) const;

    int index_;
    QString folder_;
    SimServer& server_;
    Chance& chance_;
    Sabotage sabotage_;
    ManualClock clock_;
    SeededRandom random_;
    UuidV7Source ids_{clock_, random_};
    std::unique_ptr<StoreThread> store_;
    std::optional<Signer> signer_;
    Actor actor_;
    QString token_;
    std::optional<DiskImage> cut_; ///< set when the device dies in the middle of a run
    bool wentDown_ = false;
};

} // namespace jixiao::model
