// The program itself, from the command line and across kill -9.
#include "sync/server/server_core.h"
#include "wire_device.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace jixiao;
using namespace jixiao::server;

class TestServerProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void ackIsDurableAcrossKill();
    void administratesWhileRunning();
    void administratesWhileStopped();
    void aMissingKeyIsNeverReplaced();

private:
    struct Answer {
        int exitCode = -1;
        QString text;
    };
    quint16 start(QProcess& process) {
        process.start(
            QStringLiteral(JIXIAO_SERVER_PROGRAM),
            {QStringLiteral("--data"), folder_->path(), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        if (!process.waitForReadyRead(20'000)) return 0;
        return process.readLine().trimmed().split(':').last().toUShort();
    }
    Answer run(const QStringList& words) {
        QProcess process;
        process.start(QStringLiteral(JIXIAO_SERVER_PROGRAM),
                      QStringList{QStringLiteral("--data"), folder_->path()} + words);
        process.waitForFinished();
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()).trimmed()};
    }
    Answer loadBureau() {
        return run({QStringLiteral("load"), QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/bureau.json")});
    }
    Answer invite() {
        return run({QStringLiteral("device"), QStringLiteral("invite"), QStringLiteral("--person"),
                    QStringLiteral("填报员·甲")});
    }

    SystemClock clock_;
    SystemRandom random_;
    UuidV7Source ids_{clock_, random_};
    std::unique_ptr<QTemporaryDir> folder_;
};

/// The program itself: killed after the COMMIT, before the client read the reply; sent again, it is stored once.
void TestServerProgram::ackIsDurableAcrossKill() {
    QProcess first;
    auto port = start(first);
    QVERIFY(port != 0);
    QCOMPARE(loadBureau().exitCode, 0);
    auto device = enrolOverWire(port, invite().text, ids_);
    const auto request = TlsClient::post(protocol::pushPath, projectPush(device, ids_, 10), device.token);
    {
        TlsClient client(port);
        QVERIFY(client.send(request));
        TlsClient watcher(port); // the verdicts are counted after COMMIT
        while (!watcher.ask(TlsClient::head("GET", "/metrics")).contains("verdict=\"applied\"} 10")) {
        }
        first.kill();
        QVERIFY(first.waitForFinished());
    }
    QProcess second;
    port = start(second);
    QVERIFY(port != 0);
    const auto verdicts = protocol::decodePushReply(TlsClient::body(TlsClient(port).ask(request)));
    QVERIFY(verdicts.ok());
    for (const auto& verdict : verdicts->verdicts)
        QCOMPARE(verdict.verdict, Verdict::Duplicate);
    const auto page = protocol::decodeChangesReply(TlsClient::body(TlsClient(port).ask(
        TlsClient::head("GET", "/v1/sync/changes", "Authorization: Bearer " + device.token + "\r\n"))));
    QVERIFY(page.ok());
    QCOMPARE(std::count_if(page->records.cbegin(), page->records.cend(),
                           [](const Record& r) { return r.type == RecordType::project; }),
             10);
    second.terminate();
    QVERIFY(second.waitForFinished());
    QCOMPARE(second.exitCode(), 0);
}

void TestServerProgram::administratesWhileRunning() {
    QProcess server;
    QVERIFY(start(server) != 0);
    QCOMPARE(loadBureau().exitCode, 0);
    const auto again = loadBureau();
    QVERIFY(again.text.contains(QStringLiteral("0 条")));
    QVERIFY(run({QStringLiteral("unit"), QStringLiteral("list")}).text.contains(QStringLiteral("122002\t")));
    const QStringList add{QStringLiteral("unit"),     QStringLiteral("add"),    QStringLiteral("--name"),
                          QStringLiteral("新所"),     QStringLiteral("--code"), QStringLiteral("9"),
                          QStringLiteral("--parent"), QStringLiteral("122002")};
    QCOMPARE(run(add).exitCode, 0);
    QCOMPARE(
        run({QStringLiteral("person"), QStringLiteral("add"), QStringLiteral("--name"), QStringLiteral("填报员·卯"),
             QStringLiteral("--unit"), QStringLiteral("新所"), QStringLiteral("--roles"), QStringLiteral("filler")})
            .exitCode,
        0);
    QCOMPARE(run({QStringLiteral("person"), QStringLiteral("add"), QStringLiteral("--name"), QStringLiteral("某"),
                  QStringLiteral("--unit"), QStringLiteral("新所"), QStringLiteral("--roles"), QStringLiteral("king")})
                 .exitCode,
             1);
    QCOMPARE(run({QStringLiteral("unit"), QStringLiteral("drop")}).exitCode, 2);
    QCOMPARE(ServerCore::open(folder_->path(), clock_, random_).error().code, ErrorCode::StoreBusy);
}

void TestServerProgram::administratesWhileStopped() {
    QCOMPARE(loadBureau().exitCode, 0);
    QVERIFY(run({QStringLiteral("person"), QStringLiteral("list")}).text.contains(QStringLiteral("分管局领导·戊")));
    QCOMPARE(invite().exitCode, 1); // no address yet
    QCOMPARE(run({QStringLiteral("device"), QStringLiteral("invite"), QStringLiteral("--person"),
                  QStringLiteral("填报员·甲"), QStringLiteral("--url"), QStringLiteral("https://h:1")})
                 .exitCode,
             0);
}

void TestServerProgram::aMissingKeyIsNeverReplaced() {
    QCOMPARE(loadBureau().exitCode, 0);
    const auto keyFile = folder_->filePath(QStringLiteral("server.key"));
    QVERIFY(QFile::rename(keyFile, keyFile + QStringLiteral(".away")));
    QCOMPARE(run({QStringLiteral("unit"), QStringLiteral("list")}).exitCode, 1);
    QVERIFY(!QFile::exists(keyFile));
    QVERIFY(QFile::rename(keyFile + QStringLiteral(".away"), keyFile));
    QCOMPARE(run({QStringLiteral("unit"), QStringLiteral("list")}).exitCode, 0);
    QVERIFY(QFile::remove(folder_->filePath(QStringLiteral("server.db"))));
    QCOMPARE(run({QStringLiteral("unit"), QStringLiteral("list")}).exitCode,
             1); // and never a new storage for an old key
    QVERIFY(!QFile::exists(folder_->filePath(QStringLiteral("server.db"))));
}

QTEST_GUILESS_MAIN(TestServerProgram)
#include "tst_server_program.moc"
