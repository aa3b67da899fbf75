#include "app/gui/auto_lock.h"

#include "core/base/clock.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr int lookEveryMs = 1'000;
constexpr qint64 sleepMs = 15'000; ///< a busy machine is late by less

} // namespace

AutoLock::AutoLock(const Clock& clock) : clock_(clock) {
    timer_.setInterval(lookEveryMs);
    connect(&timer_, &QTimer::timeout, this, &AutoLock::check);
}

AutoLock::Moment AutoLock::now() const { return {clock_.nowMs(), clock_.monotonicMs()}; }

void AutoLock::start(int minutes) {
    limitMs_ = minutes * 60'000LL;
    looked_ = now();
    noteActivity();
    timer_.start();
}

void AutoLock::stop() {
    timer_.stop();
    setCountdown(0);
}

void AutoLock::noteActivity() {
    touched_ = now();
    setCountdown(0);
}

void AutoLock::check() {
    if (!timer_.isActive()) return;
    const auto at = now();
    const auto slept = (at.wallMs - looked_.wallMs) - (at.monotonicMs - looked_.monotonicMs) >= sleepMs;
    looked_ = at;
    const auto idle = std::max(at.wallMs - touched_.wallMs, at.monotonicMs - touched_.monotonicMs);
    if (slept || idle >= limitMs_) {
        stop();
        return Q_EMIT due();
    }
    const auto left = int((limitMs_ - idle + 999) / 1000);
    setCountdown(left <= warningSeconds ? left : 0);
}

void AutoLock::setCountdown(int seconds) {
    if (countdown_ == seconds) return;
    countdown_ = seconds;
    Q_EMIT countdownChanged();
}

} // namespace jixiao
