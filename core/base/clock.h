#pragma once

#include <QtGlobal>

namespace jixiao {

/// Time as a dependency, so that tests decide what time it is. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall clock, UTC milliseconds since 1970.
    virtual qint64 nowMs() const = 0;
    /// Milliseconds of a clock that never goes back; only differences mean anything.
    virtual qint64 monotonicMs() const = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock {
public:
    qint64 nowMs() const override;
    qint64 monotonicMs() const override;
};

} // namespace jixiao
