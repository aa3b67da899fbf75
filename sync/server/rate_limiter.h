#pragma once

#include "core/base/clock.h"

#include <QHash>
#include <QString>

#include <mutex>

namespace jixiao::server {

/// So many calls per window and caller, counted in memory. Thread-safe; bounded.
class RateLimiter {
public:
    RateLimiter(const Clock& clock, int maxCalls, qint64 windowMs)
        : clock_(clock), maxCalls_(maxCalls), windowMs_(windowMs) {}

    /// 0 when this call is allowed (and counted), or the milliseconds to wait.
    qint64 waitMs(const QString& caller);

private:
    struct Window {
        qint64 startMs = 0;
        int calls = 0;
    };
    const Clock& clock_;
    int maxCalls_;
    qint64 windowMs_;
    std::mutex mutex_;
    QHash<QString, Window> windows_;
};

} // namespace jixiao::server
