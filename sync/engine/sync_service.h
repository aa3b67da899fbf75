#pragma once

#include "sync/engine/sync_engine.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace jixiao {

/// What the sync thread is doing; a value, safe to hand to another thread.
struct SyncState {
    enum class Kind { Idle, Running, Offline, Failed };
    Kind kind = Kind::Idle;
    SyncProgress progress;      ///< while Running
    std::optional<Error> error; ///< for Offline and Failed
    qint64 retryAtMs = 0;       ///< wall clock of the next automatic try; 0 = none is planned
    SyncReport last;            ///< the newest successful run; atMs = 0 when there was none
};

/// What decides when the next run starts.
struct SyncPlan {
    bool requested = false;
    bool automatic = true;
    bool rateLimited = false; ///< the server asked for patience: even a request waits
    qint64 retryInMs = -1;    ///< until the delay after a failure is over; -1 = the last run was good
    qint64 sinceLastRunMs = 0;

    static constexpr qint64 quietIntervalMs = 30'000;
    /// Milliseconds; 0 = now, -1 = not by itself.
    qint64 dueInMs() const;
};

/// The sync thread: runs the engine when asked, after a quiet interval, and after a failure when its delay is over.
/// Requests made during a run are coalesced into one further run.
class SyncService {
public:
    using Observer = std::function<void(const SyncState&)>;

    /// `observer` is called on the sync thread. `store`, `clock` and `random` must outlive the service.
    SyncService(StoreThread& store, std::unique_ptr<HttpClient> http, const Clock& clock, RandomSource& random,
                const QString& bearer, Observer observer);
    /// Cancels a running request and joins, within 100 ms.
    ~SyncService();
    SyncService(const SyncService&) = delete;
    SyncService& operator=(const SyncService&) = delete;

    /// Any thread; returns at once.
    void requestSync();
    /// Whether runs start by themselves (timer, retry); requestSync() works anyhow, except while the server has asked
    /// for patience (RateLimited).
    void setAutomatic(bool automatic);
    /// The wall clock may have jumped (resume from sleep, foreground): looks again at what is due.
    void wake();

private:
    SyncPlan plan() const; ///< with the lock held
    void loop();
    void runOnce();
    void publish(const SyncState& state);

    std::unique_ptr<HttpClient> http_;
    const Clock& clock_;
    SyncEngine engine_;
    Observer observer_;
    CancelFlag cancel_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool requested_ = false;
    bool automatic_ = true;
    bool stopping_ = false;
    bool looked_ = true;   ///< false: wake() was called since the loop last looked at the clock
    qint64 lastRunMs_ = 0; ///< monotonic; end of the newest run
    SyncState state_;
    std::thread thread_;
};

} // namespace jixiao
