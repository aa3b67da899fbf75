#pragma once

#include <QObject>
#include <QTimer>

namespace jixiao {

class Clock;

/// Counts how long nobody has touched the device. Both clocks count and the larger figure holds: the monotonic one
/// stands still while a machine sleeps, the wall clock can be set back. A leap between two looks is a sleep, and ends
/// the waiting at once. UI thread.
class AutoLock : public QObject {
    Q_OBJECT

public:
    static constexpr int warningSeconds = 30;

    explicit AutoLock(const Clock& clock);

    void start(int minutes);
    void stop();
    bool isRunning() const { return timer_.isActive(); }
    /// Any key or touch.
    void noteActivity();
    /// Looks at the clocks; happens by itself every second.
    void check();
    /// What is left, in the last `warningSeconds` only; else 0.
    int countdown() const { return countdown_; }

Q_SIGNALS:
    void countdownChanged();
    void due();

private:
    struct Moment {
        qint64 wallMs = 0;
        qint64 monotonicMs = 0;
    };
    Moment now() const;
    void setCountdown(int seconds);

    const Clock& clock_;
    QTimer timer_;
    Moment touched_;
    Moment looked_;
    qint64 limitMs_ = 0;
    int countdown_ = 0;
};

} // namespace jixiao
