// The app on a data folder, and nothing else in the program: prints the line described in bare_window.cpp and ends.
#include "app/gui/application.h"
#include "tests/bench/pump.h"
#include "tests/bench/seed.h"
#include "tests/bench/stats.h"

#include <QQuickItem>
#include <QQuickWindow>

#include <cstdio>

namespace {

using namespace jixiao;
using namespace jixiao::bench;

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

/// Shows the unlock page ("unlock") or, after unlocking, the project list ("list").
int show(const QString& page, const QString& folder) {
    auto& pump = PumpedApplication::self();
    Application application(folder);
    if (!application.show()) return 1;
    const auto* window = qobject_cast<QQuickWindow*>(application.engine().rootObjects().first());
    double first = 0;
    QObject::connect(
        window, &QQuickWindow::frameSwapped, window, [&first] { first = nowMs(); },
        Qt::ConnectionType(Qt::DirectConnection | Qt::SingleShotConnection));
    pump.until([&first] { return first > 0; });
    if (page == QLatin1String("list") && !showList(application, *window)) return 1;
    pump.untilQuiet(restedMs); // as long as the bare window waits
    std::printf("%.3f %.3f\n", first, residentMiB());
    return 0;
}

} // namespace

int main(int argc, char* argv[]) {
    jixiao::Application::prepareProcess();
    PumpedApplication app(argc, argv);
    jixiao::Application::prepareGui();
    const auto arguments = QCoreApplication::arguments();
    return arguments.size() == 3 ? show(arguments[1], arguments[2]) : 2;
}
