#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QString>

namespace jixiao {

class Clock;

/// Slows down guessing: after 5 failures each attempt must wait, 2 s at first, doubling up to 15 min. The count is in
/// `store.attempts`, together for all processes. The wall clock is not asked, so setting it gains nothing: time since
/// the machine started counts, and after a restart of the machine the wait begins there. A file that is gone or
/// unreadable counts as 5 failures just now. (Who can put back an older file can copy the vault as well and guess
/// elsewhere: against that only the cost of the key derivation helps.)
class Attempts {
public:
    Attempts(const QString& folder, const Clock& clock);

    /// 0, or how long the next attempt must wait.
    qint64 retryAfterMs() const;
    /// Counts a failure before the attempt is made, so that ending the process does not win a free try.
    /// Error: TooManyAttempts (args: seconds).
    Result<void> begin();
    /// No failures; `slot` is the one that opened, null for a new vault.
    void succeeded(const Id& slot);
    /// The slot that opened last, to be tried first; null when none is known.
    Id lastSlot() const { return lastSlot_; }

    static void remove(const QString& folder);

private:
    void load();
    void save();

    QString folder_;
    const Clock* clock_;
    int failures_ = 0;
    qint64 failedAtMs_ = 0; ///< monotonic
    Id lastSlot_;
    bool unsaved_ = false; ///< the newest count is only here
};

} // namespace jixiao
