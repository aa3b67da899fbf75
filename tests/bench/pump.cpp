#include "tests/bench/pump.h"

#include "tests/bench/stats.h"

#include <QTimer>

namespace jixiao::bench {

namespace {

constexpr double quietMs = 250;
constexpr double patienceMs = 60'000;

bool isFrame(QEvent::Type type) {
    return type == QEvent::UpdateRequest || type == QEvent::Expose || type == QEvent::Paint;
}

} // namespace

bool PumpedApplication::notify(QObject* receiver, QEvent* event) {
    const auto type = event->type(); // the event may be gone afterwards
    const double start = nowMs();
    ++depth_;
    const bool handled = QGuiApplication::notify(receiver, event);
    --depth_;
    if (depth_ > 0) return handled;
    const double end = nowMs();
    auto& longest = isFrame(type) ? longestFrameMs_ : longestEventMs_;
    longest = qMax(longest, end - start);
    if (!isFrame(type) && type != QEvent::Timer) lastWorkMs_ = end;
    return handled;
}

void PumpedApplication::until(const std::function<bool()>& done) {
    QTimer tick; // wakes the loop where `done` depends on time alone
    tick.start(10);
    const double start = nowMs();
    while (!done()) {
        if (nowMs() - start > patienceMs) qFatal("bench: gave up waiting");
        processEvents(QEventLoop::WaitForMoreEvents);
    }
}

void PumpedApplication::untilQuiet() {
    lastWorkMs_ = nowMs();
    until([this] { return nowMs() - lastWorkMs_ > quietMs; });
}

} // namespace jixiao::bench
