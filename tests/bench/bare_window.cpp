// The baseline: an empty ApplicationWindow of the same Qt, style, size and platform plugin as the app. Prints one line,
// "<ms of the first frame on CLOCK_MONOTONIC> <resident MiB when idle>", and ends.
#include "tests/bench/stats.h"

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTimer>

#include <cstdio>

int main(int argc, char* argv[]) {
    QGuiApplication app(argc, argv);
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    QQmlApplicationEngine engine;
    engine.loadData("import QtQuick.Controls\nApplicationWindow { width: 1280; height: 800; visible: true }");
    const auto* window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(engine.rootObjects()[0]);
    if (window == nullptr) return 1;
    QObject::connect(
        window, &QQuickWindow::frameSwapped, &app,
        [&app] {
            const double first = jixiao::bench::nowMs();
            QTimer::singleShot(500, &app, [first] {
                std::printf("%.3f %.3f\n", first, jixiao::bench::residentMiB());
                QGuiApplication::quit();
            });
        },
        Qt::ConnectionType(Qt::DirectConnection | Qt::SingleShotConnection));
    return QGuiApplication::exec();
}
