// The baseline: an empty ApplicationWindow of the same Qt, style, size and platform plugin as the app. Prints one line,
// "<ms of the first frame on CLOCK_MONOTONIC> <resident MiB when idle>", and ends. With --text it shows a regular and a
// bold line in the app's font: what any Chinese text costs.
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
    const bool withText = QCoreApplication::arguments().contains(QStringLiteral("--text"));
    const QByteArray text = withText ? R"(Column {
            Text { text: "绩效申报"; font.family: "Noto Sans CJK SC" }
            Text { text: "解锁"; font.family: "Noto Sans CJK SC"; font.bold: true }
        })"
                                     : QByteArray();
    engine.loadData(
        "import QtQuick\nimport QtQuick.Controls\nApplicationWindow { width: 1280; height: 800; visible: true\n" +
        text + "}");
    const auto* window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(engine.rootObjects()[0]);
    if (window == nullptr) return 1;
    QObject::connect(
        window, &QQuickWindow::frameSwapped, &app,
        [&app] {
            const double first = jixiao::bench::nowMs();
            QTimer::singleShot(jixiao::bench::restedMs, &app, [first] {
                std::printf("%.3f %.3f\n", first, jixiao::bench::residentMiB());
                QGuiApplication::quit();
            });
        },
        Qt::ConnectionType(Qt::DirectConnection | Qt::SingleShotConnection));
    return QGuiApplication::exec();
}
