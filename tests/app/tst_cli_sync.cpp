#include "sync/engine/device_identity.h"
#include "tests/app/cli_fixture.h"
#include "tests/support/hostile_server.h"

#include <QDir>
#include <QProcess>
#include <QtTest>

#include <csignal>

using namespace jixiao;
using namespace jixiao::test;

namespace {

/// What waits, as far as a person could tell.
QStringList waiting(CliFixture& f, const QString& folder) {
    QStringList lines;
    const auto store = f.open(folder);
    const auto items = store->outbox();
    if (!items) qFatal("outbox");
    for (const auto& item : *items)
        lines += QStringLiteral("%1 %2 %3 %4")
                     .arg(item.seq)
                     .arg(item.record.toString(), item.recordType)
                     .arg(int(item.kind));
    return lines;
}

/// A store with twelve forms, enrolled with the server at `url`.
QString enrolledStore(CliFixture& f, const QString& url, const TestIdentity& authority, const TestIdentity& server) {
    const auto folder = f.makeStore();
    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    if (f.run({QStringLiteral("import"), file, storeOption, folder}).code != Ok) qFatal("import");
    const auto store = f.open(folder);
    const auto identity = DeviceIdentity::read(*store);
    protocol::EnrolReply reply;
    reply.token = QStringLiteral("token");
    reply.actor = identity->actor;
    reply.unitName = QStringLiteral("县公安局");
    reply.caCertificatePem = authority.certificatePem();
    reply.pins = {server.pin()};
    if (!DeviceIdentity::adopt(*store, reply, url)) qFatal("adopt");
    return folder;
}

} // namespace

/// jixiaoctl against servers that answer badly, not at all, and well.
class TestCliSync : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void aServerThatMisbehavesCostsNothing_data();
    void aServerThatMisbehavesCostsNothing();
    void anotherKeyIsRefused();
    void noServerThere();
    void enrollingIsTakenUpAgain();
};

void TestCliSync::aServerThatMisbehavesCostsNothing_data() {
    QTest::addColumn<QByteArray>("reply"); // null: the connection is closed without a word
    QTest::addColumn<QByteArray>("code");
    const auto answer = [](const char* status, const char* type, const QByteArray& body) {
        return HostileServer::answer(body, type, status);
    };
    QTest::newRow("html") << answer("200 OK", "text/html", "<html>请登录上网</html>") << QByteArray("CaptivePortal");
    QTest::newRow("redirect") << HostileServer::answer({}, "text/html", "302 Found", "Location: http://portal/\r\n")
                              << QByteArray("CaptivePortal");
    QTest::newRow("500") << answer("500 Internal Server Error", "text/plain", "oops")
                         << QByteArray("ServerUnavailable");
    QTest::newRow("503") << answer("503 Service Unavailable", "application/json", "{}")
                         << QByteArray("ServerUnavailable");
    QTest::newRow("not json") << answer("200 OK", "application/json", "\x01\x02 garbage")
                              << QByteArray("ServerNonsense");
    QTest::newRow("another answer") << answer("200 OK", "application/json", "{\"status\": \"ok\"}")
                                    << QByteArray("ServerNonsense");
    QTest::newRow("empty json") << answer("200 OK", "application/json", "") << QByteArray("ServerNonsense");
    QTest::newRow("not http") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n") << QByteArray("");
    QTest::newRow("nothing") << QByteArray() << QByteArray("");
    QTest::newRow("cut") << answer("200 OK", "application/json", QByteArray(4000, ' ')).left(500) << QByteArray("");
    QTest::newRow("401") << answer("401 Unauthorized", "application/problem+json", "{}") << QByteArray("SignInExpired");
    QTest::newRow("429") << HostileServer::answer("{}", "application/json", "429 Too Many Requests",
                                                  "Retry-After: 7\r\n")
                         << QByteArray("RateLimited");
}

void TestCliSync::aServerThatMisbehavesCostsNothing() {
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, code);
    const auto authority = TestIdentity::authority();
    const auto identity = TestIdentity::server(authority);
    const HostileServer server(identity, HostileServer::always(reply, false));
    CliFixture f;
    const auto folder = enrolledStore(f, server.url(), authority, identity);
    const auto before = waiting(f, folder);
    QVERIFY(before.size() > 20);
    for (int i = 0; i < 2; ++i) {
        const auto answer = f.run({QStringLiteral("sync"), storeOption, folder});
        VERIFY_FAILS(answer, Failed, code.constData());
        QVERIFY(answer.out.isEmpty());
        QVERIFY(!answer.err.contains("token"));
        QCOMPARE(waiting(f, folder), before);
    }
    QVERIFY(!server.requests().isEmpty());
    const auto status = f.run({QStringLiteral("sync"), QStringLiteral("status"), storeOption, folder});
    VERIFY_EXIT(status, Ok);
    QVERIFY(QString::fromUtf8(status.out).contains(QStringLiteral("待发送共 %1 项").arg(before.size())));
    QCOMPARE(f.open(folder)->formSummaries()->size(), 12);
}

void TestCliSync::anotherKeyIsRefused() {
    const auto authority = TestIdentity::authority();
    const auto enrolled = TestIdentity::server(authority);
    const auto other = TestIdentity::server(authority);
    const HostileServer server(other, HostileServer::always(HostileServer::answer("{}")));
    CliFixture f;
    const auto folder = enrolledStore(f, server.url(), authority, enrolled);
    const auto before = waiting(f, folder);
    VERIFY_FAILS(f.run({QStringLiteral("sync"), storeOption, folder}), Failed, "PinMismatch");
    QVERIFY(server.requests().isEmpty()); // nothing was said to it
    QCOMPARE(waiting(f, folder), before);
}

void TestCliSync::noServerThere() {
    const auto authority = TestIdentity::authority();
    const auto identity = TestIdentity::server(authority);
    const auto url = HostileServer(identity, HostileServer::always({})).url(); // gone again
    CliFixture f;
    const auto folder = enrolledStore(f, url, authority, identity);
    const auto before = waiting(f, folder);
    VERIFY_FAILS(f.run({QStringLiteral("sync"), storeOption, folder}), Failed, "NetworkOffline");
    QCOMPARE(waiting(f, folder), before);
}

/// Enrolling against a dead port leaves a data folder that the next attempt takes up; then everything is sent.
void TestCliSync::enrollingIsTakenUpAgain() {
    CliFixture f;
    const auto folder = f.path(QStringLiteral("data"));
    const auto authority = TestIdentity::authority();
    const auto identity = TestIdentity::server(authority);
    const auto url = HostileServer(identity, HostileServer::always({})).url();
    const protocol::EnrolmentCode dead{url, {identity.pin()}, QStringLiteral("ABCD-EFGH-JKLM")};
    const auto init = [&](const QString& code) {
        return f.run({QStringLiteral("store"), QStringLiteral("init"), folder, QStringLiteral("--enrol"), code});
    };
    const auto failed = init(dead.toString());
    VERIFY_FAILS(failed, Failed, "NetworkOffline");
    QVERIFY(QString::fromUtf8(failed.out).contains(QStringLiteral("恢复码")));
    VERIFY_FAILS(init(dead.toString()), Failed, "NetworkOffline");

    const auto data = f.path(QStringLiteral("server"));
    const auto admin = [&](const QStringList& words) {
        QProcess process;
        process.start(QStringLiteral(JIXIAO_SERVER_PROGRAM), QStringList{QStringLiteral("--data"), data} + words);
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    };
    QProcess server;
    server.start(QStringLiteral(JIXIAO_SERVER_PROGRAM),
                 {QStringLiteral("--data"), data, QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    QVERIFY(server.waitForReadyRead(30'000));
    admin({QStringLiteral("load"), QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/bureau.json")});
    const auto code = admin(
        {QStringLiteral("device"), QStringLiteral("invite"), QStringLiteral("--person"), QStringLiteral("填报员·甲")});
    const auto enrolled = init(code);
    VERIFY_EXIT(enrolled, Ok);
    VERIFY_FAILS(init(code), Failed, "VaultExists");

    const auto file = f.write(QStringLiteral("form.txt"), CliFixture::sample());
    VERIFY_EXIT(f.run({QStringLiteral("import"), file, storeOption, folder}), Ok);
    QVERIFY(waiting(f, folder).size() > 20);
    const auto sent = f.run({QStringLiteral("sync"), storeOption, folder});
    VERIFY_EXIT(sent, Ok);
    QVERIFY2(sent.err.isEmpty(), sent.err.constData());
    QVERIFY(waiting(f, folder).isEmpty());
    server.terminate();
    QVERIFY(server.waitForFinished());
    VERIFY_EXIT(f.run({QStringLiteral("sync"), QStringLiteral("status"), storeOption, folder}), Ok);
}

QTEST_GUILESS_MAIN(TestCliSync)
#include "tst_cli_sync.moc"
