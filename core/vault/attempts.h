#pragma once

#include <QString>

namespace jixiao {

class Clock;

/// Slows down guessing: after 5 failures each attempt must wait, 2 s at first, doubling up to 15 min. The count is in
/// `store.attempts`. Within a process only monotonic time counts; after a restart the wall clock does, and one that
/// stands before the last failure means the whole wait again.
class Attempts {
public:
    Attempts(const QString& folder, const Clock& clock);

    /// 0, or how long the next attempt must wait.
    qint64 retryAfterMs() const;
    /// Counts a failure before the attempt is made, so that ending the process does not win a free try.
    void begin();
    void succeeded();

private:
    void save() const;

    QString path_;
    const Clock* clock_;
    int failures_ = 0;
    qint64 waitMs_ = 0;  ///< from since_ on
    qint64 sinceMs_ = 0; ///< monotonic
};

} // namespace jixiao
