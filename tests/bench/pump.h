#pragma once

#include <QGuiApplication>

#include <functional>

namespace jixiao::bench {

/// A QGuiApplication that knows how long the UI thread was busy with one event at most.
class PumpedApplication : public QGuiApplication {
public:
    using QGuiApplication::QGuiApplication;
    bool notify(QObject* receiver, QEvent* event) override;

    static PumpedApplication& self() { return *static_cast<PumpedApplication*>(instance()); }

    /// Handles events until `done`; a failure of the run when that takes longer than a minute.
    void until(const std::function<bool()>& done);
    /// Handles events until nothing but timers and frames has happened for that long.
    void untilQuiet(double forMs = 250);

    void forgetLongest() { longestEventMs_ = longestFrameMs_ = 0; }
    double longestEventMs() const { return longestEventMs_; } ///< of those that are not frames
    double longestFrameMs() const { return longestFrameMs_; } ///< layout and rendering

private:
    std::function<void()> afterEvent_;
    int depth_ = 0;
    bool drew_ = false; ///< a frame came in this event or in one inside it
    double lastWorkMs_ = 0;
    double longestEventMs_ = 0;
    double longestFrameMs_ = 0;
};

} // namespace jixiao::bench
