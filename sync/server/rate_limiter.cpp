#include "sync/server/rate_limiter.h"

namespace jixiao::server {

namespace {
constexpr qsizetype maxCallers = 10'000;
}

qint64 RateLimiter::waitMs(const QString& caller) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.monotonicMs();
    if (!windows_.contains(caller) && windows_.size() >= maxCallers)
        windows_.removeIf([&](auto it) { return now - it.value().startMs >= windowMs_; });
    if (!windows_.contains(caller) && windows_.size() >= maxCallers) return windowMs_;
    auto& window = windows_[caller];
    if (window.calls == 0 || now - window.startMs >= windowMs_) window = {now, 0};
    if (window.calls >= maxCalls_) return windowMs_ - (now - window.startMs);
    ++window.calls;
    return 0;
}

} // namespace jixiao::server
