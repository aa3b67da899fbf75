#include "tests/bench/pump.h"

#include "tests/bench/stats.h"

#include <QEventLoop>
#include <QThread>
#include <QTimer>

namespace jixiao::bench {

namespace {

constexpr int patienceMs = 60'000;

bool isFrame(QEvent::Type type) {
    return type == QEvent::UpdateRequest || type == QEvent::Expose || type == QEvent::Paint;
}

} // namespace

bool PumpedApplication::notify(QObject* receiver, QEvent* event) {
    if (QThread::currentThread() != thread()) return QGuiApplication::notify(receiver, event); // the QML loader's
    const auto type = event->type(); // the event may be gone afterwards
    if (depth_ == 0) drew_ = false;
    drew_ = drew_ || isFrame(type);
    const double start = nowMs();
    ++depth_;
    const bool handled = QGuiApplication::notify(receiver, event);
    --depth_;
    if (depth_ > 0) return handled;
    const double end = nowMs();
    auto& longest = drew_ ? longestFrameMs_ : longestEventMs_;
    longest = qMax(longest, end - start);
    if (!drew_ && type != QEvent::Timer) lastWorkMs_ = end;
    if (afterEvent_) afterEvent_();
    return handled;
}

void PumpedApplication::until(const std::function<bool()>& done) {
    // A loop of its own: objects that are deleted later would live on if events were only processed.
    QEventLoop loop;
    QTimer tick; // wakes the loop where `done` depends on time alone
    tick.start(10);
    QTimer::singleShot(patienceMs, &loop, [] { qFatal("bench: gave up waiting"); });
    afterEvent_ = [&] {
        if (done()) loop.quit();
    };
    if (!done()) loop.exec();
    afterEvent_ = {};
}

void PumpedApplication::untilQuiet(double forMs) {
    lastWorkMs_ = nowMs();
    until([this, forMs] { return nowMs() - lastWorkMs_ > forMs; });
}

} // namespace jixiao::bench
