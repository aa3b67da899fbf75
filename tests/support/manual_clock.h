#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace jixiao {

/// A clock that moves only when told to.
class ManualClock final : public Clock {
public:
    explicit ManualClock(qint64 startMs = 1'735'689'600'000) : nowMs_(startMs), monotonicMs_(1'000) {}
    qint64 nowMs() const override { return nowMs_; }
    qint64 monotonicMs() const override { return monotonicMs_; }
    void advance(qint64 ms) {
        nowMs_ += ms;
        monotonicMs_ += ms;
    }
    /// The user sets the wall clock; monotonic time does not notice.
    void setWall(qint64 ms) { nowMs_ = ms; }

private:
    std::atomic<qint64> nowMs_;
    std::atomic<qint64> monotonicMs_;
};

} // namespace jixiao
