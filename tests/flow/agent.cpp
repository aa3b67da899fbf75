// The real app with a driver attached: reads one JSON command a line from standard input, answers one JSON line on
// standard output. Only tests run this; the shipped program has no such door.
#include "app/gui/application.h"
#include "tests/flow/driver.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>
#include <iostream>
#include <string>

using namespace jixiao;

namespace {

/// Warnings of the app, reported with the next answer: a journey allows none.
QStringList& warnings() {
    static QStringList list;
    return list;
}

void onMessage(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtDebugMsg || type == QtInfoMsg || text.startsWith(QLatin1String("QStandardPaths: XDG"))) return;
    warnings() += text;
}

QString obey(flow::Driver& driver, const QJsonObject& command) {
    const auto text = [&](const char* key) { return command.value(QLatin1String(key)).toString(); };
    const auto what = text("do");
    if (what == QLatin1String("tap")) return driver.tap(text("name"));
    if (what == QLatin1String("type")) return driver.type(text("name"), text("text"));
    if (what == QLatin1String("press")) return driver.press(text("keys"));
    if (what == QLatin1String("expect")) return driver.expect(text("name"));
    if (what == QLatin1String("expectGone")) return driver.expectGone(text("name"));
    if (what == QLatin1String("expectText")) return driver.expectText(text("name"), text("text"));
    if (what == QLatin1String("shot")) return driver.shot(text("file"));
    if (what == QLatin1String("resize"))
        return driver.resize(command[QLatin1String("width")].toInt(), command[QLatin1String("height")].toInt());
    return QStringLiteral("unknown command ") + what;
}

void answer(flow::Driver& driver, const std::string& line) {
    const auto command = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
    const auto problem = obey(driver, command);
    QJsonObject reply{{QStringLiteral("ok"), problem.isEmpty()}, {QStringLiteral("problem"), problem}};
    if (!problem.isEmpty()) reply[QStringLiteral("names")] = QJsonArray::fromStringList(driver.names());
    reply[QStringLiteral("warnings")] = QJsonArray::fromStringList(warnings());
    warnings().clear();
    std::cout << QJsonDocument(reply).toJson(QJsonDocument::Compact).toStdString() << std::endl;
}

} // namespace

int main(int argc, char* argv[]) {
    qInstallMessageHandler(onMessage);
    Application::prepareProcess();
    QGuiApplication app(argc, argv);
    Application::prepareGui();
    Application application(QCoreApplication::arguments().value(1));
    application.controller().settings()->setReducedMotion(true); // nothing glides away from under the finger
    if (!application.show()) {
        std::cerr << warnings().join(u'\n').toStdString() << std::endl;
        return 1;
    }
    auto* window = qobject_cast<QQuickWindow*>(application.engine().rootObjects().constFirst());
    flow::Driver driver(*window);
    bool busy = false;
    QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&] {
        if (busy) return; // the command being obeyed runs the event loop while it waits
        busy = true;
        std::string line;
        if (!std::getline(std::cin, line)) return QCoreApplication::quit();
        answer(driver, line);
        busy = false;
    });
    return QGuiApplication::exec();
}
