#include "tests/bench/child.h"

#include "app/gui/application.h"
#include "tests/bench/pump.h"
#include "tests/bench/seed.h"
#include "tests/bench/stats.h"

#include <QProcess>
#include <QQuickItem>
#include <QQuickWindow>

#include <cstdio>

namespace jixiao::bench {

namespace {

/// The first item below `item` that has the property.
QQuickItem* itemWith(QQuickItem* item, const char* property) {
    if (item->metaObject()->indexOfProperty(property) >= 0) return item;
    for (auto* child : item->childItems())
        if (auto* found = itemWith(child, property)) return found;
    return nullptr;
}

/// Unlocks and goes where the projects are listed.
bool showList(Application& application, const QQuickWindow& window) {
    auto& projects = *application.controller().projects();
    application.controller().session()->unlock(passphrase());
    PumpedApplication::self().until([&] { return projects.count() == projectCount; });
    auto* shell = itemWith(window.contentItem(), "place");
    return shell != nullptr && shell->setProperty("place", QStringLiteral("projects"));
}

} // namespace

ChildResult runChild(const QString& program, const QStringList& arguments) {
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const double start = nowMs();
    child.start(program, arguments);
    if (!child.waitForFinished() || child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0)
        qFatal("bench: %s failed", qPrintable(program));
    const auto words = child.readAllStandardOutput().simplified().split(' ');
    if (words.size() != 2) qFatal("bench: %s answered nothing", qPrintable(program));
    return {words[0].toDouble() - start, words[1].toDouble()};
}

int childMain(const QString& mode, const QString& folder) {
    auto& pump = PumpedApplication::self();
    Application application(folder);
    if (!application.show()) return 1;
    const auto* window = qobject_cast<QQuickWindow*>(application.engine().rootObjects().first());
    double first = 0;
    QObject::connect(
        window, &QQuickWindow::frameSwapped, window, [&first] { first = nowMs(); },
        Qt::ConnectionType(Qt::DirectConnection | Qt::SingleShotConnection));
    pump.until([&first] { return first > 0; });
    if (mode == QLatin1String("list") && !showList(application, *window)) return 1;
    pump.untilQuiet();
    pump.untilQuiet(); // twice: as long as the bare window waits
    std::printf("%.3f %.3f\n", first, residentMiB());
    return 0;
}

} // namespace jixiao::bench
