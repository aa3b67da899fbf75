#include "app/gui/application.h"
#include "tests/bench/bench.h"
#include "tests/bench/pump.h"
#include "tests/bench/stats.h"

#include <QQuickWindow>

namespace jixiao::bench {

namespace {

constexpr int runs = 7;

/// One derivation at the cost of the seeded vault.
double deriveOnce(const Seed& seed) {
    const auto secret = SecretBytes::take(passphrase().toUtf8());
    const auto authority = SecretBytes::take(QByteArray(int(authorityBytes), 'x'));
    const double start = nowMs();
    if (!KeySlot::seal({}, {}, seed.kdf(), secret, authority)) qFatal("bench: no memory to derive a key");
    return nowMs() - start;
}

} // namespace

void measureSession(const Seed& seed, Report& report) {
    auto& pump = PumpedApplication::self();
    Application application(seed.folder());
    if (!application.show()) qFatal("bench: the window does not load");
    auto& session = *application.controller().session();
    const auto& projects = *application.controller().projects();
    const auto* window = qobject_cast<QQuickWindow*>(application.engine().rootObjects().first());
    double frame = 0;
    QObject::connect(
        window, &QQuickWindow::frameSwapped, window, [&frame] { frame = nowMs(); }, Qt::DirectConnection);

    Samples derived;
    Samples models;
    Samples shown;
    Samples locked;
    for (int i = 0; i <= runs; ++i) { // the first one warms up
        pump.untilQuiet();
        const double kdf = deriveOnce(seed);
        const double start = nowMs();
        session.unlock(passphrase());
        pump.until([&] { return projects.count() == projectCount; });
        const double ready = nowMs();
        pump.until([&] { return frame > ready; });
        const double drawn = frame;
        pump.untilQuiet();
        const double lockStart = nowMs();
        session.lock();
        if (i == 0) continue;
        locked.append(nowMs() - lockStart);
        derived.append(kdf);
        models.append(ready - start);
        shown.append(drawn - start);
    }
    report.add({QStringLiteral("unlock_to_list"),
                QStringLiteral("ms"),
                median(shown),
                QStringLiteral("unlock() to the first frame with 200 projects loaded"),
                median(derived),
                QStringLiteral("one key derivation at the same cost"),
                Limit::Overhead,
                150,
                {{QStringLiteral("models_only_ms"), rounded(median(models))},
                 {QStringLiteral("lock_ms"), rounded(median(locked))}}});
}

} // namespace jixiao::bench
