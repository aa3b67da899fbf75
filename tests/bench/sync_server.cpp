#include "tests/bench/sync_server.h"

#include "tests/bench/stats.h"

#include <QCoreApplication>

#include <unistd.h>

namespace jixiao::bench {

namespace {

const auto person = QStringLiteral("填报员·甲");
const auto bureau = QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/bureau.json");
constexpr int patienceMs = 30'000;

QString program() { return QCoreApplication::applicationDirPath() + QStringLiteral("/jixiao-server"); }

} // namespace

SyncServer::SyncServer() : dir_(QCoreApplication::applicationDirPath() + QStringLiteral("/bench-server-XXXXXX")) {
    process_.setStandardErrorFile(QProcess::nullDevice()); // one line for each request
    process_.start(program(),
                   {QStringLiteral("--data"), folder(), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    if (!process_.waitForReadyRead(patienceMs)) qFatal("bench: %s does not start", qPrintable(program()));
    port_ = process_.readLine().trimmed().split(':').last().toUShort();
    administrate({QStringLiteral("load"), bureau});
}

QString SyncServer::administrate(const QStringList& words) const {
    QProcess command;
    command.start(program(), QStringList{QStringLiteral("--data"), folder()} + words);
    if (!command.waitForFinished(patienceMs) || command.exitCode() != 0)
        qFatal("bench: the server refuses %s", qPrintable(words.join(u' ')));
    return QString::fromUtf8(command.readAllStandardOutput()).trimmed();
}

QString SyncServer::invite() const {
    return administrate({QStringLiteral("device"), QStringLiteral("invite"), QStringLiteral("--person"), person});
}

double SyncServer::residentMiB() const { return bench::residentMiB(process_.processId()); }

double SyncServer::cpuMs() const {
    QFile file(QStringLiteral("/proc/%1/stat").arg(process_.processId()));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const auto line = file.readAll();
    const auto words = line.mid(line.lastIndexOf(')') + 2).split(' '); // from the third field on
    return (words.value(11).toDouble() + words.value(12).toDouble()) * 1000.0 / double(::sysconf(_SC_CLK_TCK));
}

void SyncServer::stop() {
    if (process_.state() == QProcess::NotRunning) return;
    process_.terminate();
    process_.waitForFinished(patienceMs);
}

} // namespace jixiao::bench
