#include "sync/engine/sync_service.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace jixiao {

namespace {

bool isOffline(ErrorCode code) {
    return code == ErrorCode::NetworkOffline || code == ErrorCode::NetworkTimeout ||
           code == ErrorCode::NetworkInterrupted;
}

} // namespace

SyncService::SyncService(StoreThread& store, std::unique_ptr<HttpClient> http, const Clock& clock, RandomSource& random,
                         const QString& bearer, Observer observer)
    : http_(std::move(http)),
      clock_(clock),
      engine_(store, *http_, clock, random, bearer),
      observer_(std::move(observer)),
      cancel_(std::make_shared<std::atomic<bool>>(false)),
      lastRunMs_(clock.monotonicMs()),
      thread_([this] { loop(); }) {}

SyncService::~SyncService() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
        cancel_->store(true);
    }
    wake_.notify_all();
    thread_.join();
}

void SyncService::requestSync() {
    {
        const std::scoped_lock lock(mutex_);
        requested_ = true;
    }
    wake_.notify_all();
}

void SyncService::setAutomatic(bool automatic) {
    {
        const std::scoped_lock lock(mutex_);
        automatic_ = automatic;
        looked_ = false;
    }
    wake_.notify_all();
}

void SyncService::wake() {
    {
        const std::scoped_lock lock(mutex_);
        looked_ = false;
    }
    wake_.notify_all();
}

qint64 SyncPlan::dueInMs() const {
    if (requested && !rateLimited) return 0;
    if (!automatic && !requested) return -1;
    if (retryInMs >= 0) return retryInMs;
    return std::max<qint64>(0, quietIntervalMs - sinceLastRunMs);
}

SyncPlan SyncService::plan() const {
    SyncPlan plan;
    plan.requested = requested_;
    plan.automatic = automatic_;
    plan.rateLimited = state_.error && state_.error->code == ErrorCode::RateLimited;
    if (state_.retryAtMs > 0) plan.retryInMs = std::max<qint64>(0, state_.retryAtMs - clock_.nowMs());
    plan.sinceLastRunMs = clock_.monotonicMs() - lastRunMs_;
    return plan;
}

void SyncService::loop() {
    // A failure before the last exit still has its delay.
    const auto retryAt = engine_.retryAtMs();
    std::unique_lock lock(mutex_);
    state_.retryAtMs = retryAt;
    while (!stopping_) {
        looked_ = true;
        const auto due = plan().dueInMs();
        if (due == 0) {
            requested_ = false;
            lock.unlock();
            runOnce();
            lock.lock();
            lastRunMs_ = clock_.monotonicMs();
            continue;
        }
        const auto interrupted = [this, before = requested_] { return stopping_ || !looked_ || requested_ != before; };
        if (due < 0)
            wake_.wait(lock, interrupted);
        else
            wake_.wait_for(lock, std::chrono::milliseconds(due), interrupted);
    }
}

void SyncService::runOnce() {
    SyncState running;
    running.kind = SyncState::Kind::Running;
    running.last = state_.last;
    publish(running);
    const auto report = engine_.runOnce(cancel_, [this, &running](SyncProgress progress) {
        running.progress = progress;
        publish(running);
    });
    SyncState ended;
    ended.last = report ? *report : running.last;
    if (!report) {
        ended.kind = isOffline(report.error().code) ? SyncState::Kind::Offline : SyncState::Kind::Failed;
        ended.error = report.error();
        ended.retryAtMs = engine_.retryAtMs();
    }
    if (!report && report.error().code == ErrorCode::Cancelled) return;
    publish(ended);
}

void SyncService::publish(const SyncState& state) {
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_) return;
        state_ = state;
    }
    if (observer_) observer_(state);
}

} // namespace jixiao
