#include "tests/bench/sync_peer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace jixiao::bench {

namespace {

constexpr int patienceMs = 600'000;
const auto script = QStringLiteral(JIXIAO_SOURCE_DIR "/tests/bench/peer/pouchdb.mjs");
const auto node = QStringLiteral("node");

/// Beside build/release/bin: where ./dev bench puts it.
QString peerFolder() { return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../../peer")); }

bool write(const QString& path, const QList<SyncDocument>& documents) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    for (const auto& document : documents)
        file.write(document.json() + '\n');
    return file.flush();
}

void prepare(QProcess& process) {
    process.setWorkingDirectory(peerFolder());
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

} // namespace

std::optional<PeerRun> runPouchDb(const QList<SyncDocument>& documents) {
    if (!QFile::exists(peerFolder() + QStringLiteral("/node_modules/pouchdb/package.json"))) return std::nullopt;
    const QTemporaryDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/bench-peer-XXXXXX"));
    const auto serverFolder = folder.filePath(QStringLiteral("server"));
    const auto clientFolder = folder.filePath(QStringLiteral("client"));
    const auto file = folder.filePath(QStringLiteral("documents"));
    if (!QDir().mkpath(serverFolder) || !QDir().mkpath(clientFolder) || !write(file, documents)) return std::nullopt;

    QProcess server;
    prepare(server);
    server.start(node, {script, QStringLiteral("serve"), serverFolder});
    if (!server.waitForReadyRead(patienceMs)) return std::nullopt;
    const auto url = QString::fromUtf8(server.readLine().trimmed());
    QProcess client;
    prepare(client);
    client.start(node, {script, QStringLiteral("replicate"), clientFolder, url, file});
    const bool ended = client.waitForFinished(patienceMs) && client.exitCode() == 0;
    server.terminate();
    server.waitForFinished();
    if (!ended) return std::nullopt;
    const auto told = QJsonDocument::fromJson(client.readAllStandardOutput()).object();
    return PeerRun{told[QStringLiteral("pushMs")].toDouble(), told[QStringLiteral("pullMs")].toDouble(),
                   told[QStringLiteral("versions")].toString()};
}

} // namespace jixiao::bench
