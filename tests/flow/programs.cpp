#include "tests/flow/programs.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace jixiao::flow {

namespace {

constexpr int startTimeoutMs = 60'000;
constexpr int answerTimeoutMs = 120'000;

QString readLine(QProcess& process, int timeoutMs) {
    while (!process.canReadLine())
        if (!process.waitForReadyRead(timeoutMs)) return {};
    return QString::fromUtf8(process.readLine()).trimmed();
}

} // namespace

QString runProgram(const Place& place, const QString& name, const QStringList& arguments, int expected) {
    QProcess process;
    process.start(place.program(name), arguments);
    if (!process.waitForFinished(startTimeoutMs)) throw Failure{name + QStringLiteral(" did not end")};
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != expected)
        throw Failure{QStringLiteral("%1 %2: exit %3: %4")
                          .arg(name, arguments.join(u' '))
                          .arg(process.exitCode())
                          .arg(QString::fromUtf8(process.readAllStandardError()))};
    return QString::fromUtf8(process.readAllStandardOutput());
}

Server::~Server() { stop(); }

void Server::start() {
    // Devices know the address they were enrolled with: a later start takes it again.
    QFile saved(place_.path(QStringLiteral("server/listen")));
    if (saved.open(QIODevice::ReadOnly))
        listen_ = QString::fromUtf8(saved.readAll()).trimmed().remove(QStringLiteral("https://"));
    process_.setStandardErrorFile(place_.path(QStringLiteral("server.log")), QIODevice::Append);
    process_.start(
        place_.program(QStringLiteral("jixiao-server")),
        {QStringLiteral("--data"), place_.path(QStringLiteral("server")), QStringLiteral("--listen"), listen_});
    const auto line = readLine(process_, startTimeoutMs);
    const auto scheme = QStringLiteral("listening https://");
    if (!line.startsWith(scheme)) throw Failure{QStringLiteral("the server did not start: ") + line};
    listen_ = line.mid(scheme.size());
}

void Server::stop() {
    if (process_.state() == QProcess::NotRunning) return;
    process_.terminate();
    if (!process_.waitForFinished(startTimeoutMs)) process_.kill();
}

void Server::administrate(const QStringList& words) {
    runProgram(place_, QStringLiteral("jixiao-server"),
               QStringList{QStringLiteral("--data"), place_.path(QStringLiteral("server"))} + words);
}

QString Server::invite(const QString& person) {
    return runProgram(place_, QStringLiteral("jixiao-server"),
                      {QStringLiteral("--data"), place_.path(QStringLiteral("server")), QStringLiteral("device"),
                       QStringLiteral("invite"), QStringLiteral("--person"), person})
        .trimmed();
}

App::~App() { kill(); }

void App::start(int width, int height) {
    process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process_.start(place_.program(QStringLiteral("jixiao-agent")), {folder_});
    if (!process_.waitForStarted(startTimeoutMs)) throw Failure{QStringLiteral("the app did not start")};
    send(QJsonObject{{QStringLiteral("do"), QStringLiteral("resize")},
                     {QStringLiteral("width"), width},
                     {QStringLiteral("height"), height}});
}

void App::kill() {
    if (process_.state() == QProcess::NotRunning) return;
    process_.kill();
    process_.waitForFinished(startTimeoutMs);
}

void App::shot(const QString& name) {
    send(QJsonObject{{QStringLiteral("do"), QStringLiteral("shot")},
                     {QStringLiteral("file"), place_.path(QStringLiteral("../%1.png").arg(name))}});
}

void App::send(const char* action, const QString& name, const QString& text) {
    send(QJsonObject{
        {QStringLiteral("do"), QLatin1String(action)}, {QStringLiteral("name"), name}, {QStringLiteral("text"), text}});
}

void App::send(const QJsonObject& command) {
    process_.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
    const auto line = readLine(process_, answerTimeoutMs);
    const auto reply = QJsonDocument::fromJson(line.toUtf8()).object();
    const auto list = [&](const char* key) {
        QStringList words;
        for (const auto& word : reply[QLatin1String(key)].toArray())
            words += word.toString();
        return words;
    };
    const auto what = QString::fromUtf8(QJsonDocument(command).toJson(QJsonDocument::Compact));
    if (!reply[QStringLiteral("ok")].toBool())
        throw Failure{
            QStringLiteral("%1: %2\n  on the screen: %3")
                .arg(what, reply[QStringLiteral("problem")].toString(), list("names").join(QStringLiteral(" | ")))};
    if (const auto warnings = list("warnings"); !warnings.isEmpty())
        throw Failure{QStringLiteral("%1: the app warned: %2").arg(what, warnings.join(u'\n'))};
}

} // namespace jixiao::flow
