// The server over real sockets, against clients that do everything wrong, and the program across kill -9.
#include "bureau_fixture.h"
#include "core/base/gzip.h"
#include "sync/server/server_core.h"
#include "wire_device.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <thread>

using namespace jixiao;
using namespace jixiao::server;

namespace {

constexpr int generousMs = 30'000; ///< for honest requests, however busy the machine
constexpr int shortMs = 500;       ///< for clients that must meet the deadline
constexpr int maxConnections = 20;

QString adminText(ServerCore& core, const QStringList& words, const QByteArray& file = {}) {
    const auto reply = core.admin(words, file);
    if (reply.exitCode != 0) qFatal("admin: %s", qPrintable(reply.text));
    return reply.text.trimmed();
}

} // namespace

class TestHttpServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void answersHealthAndMetrics();
    void refusals_data();
    void refusals();
    void pushesAndPulls();
    void replayIsADuplicate();
    void gzipBothWays();
    void gzipBombIsRefused();
    void revokedDeviceIsTold();
    void enrolmentIsRateLimited();
    void slowHeaderMeetsTheDeadline();
    void slowBodyMeetsTheDeadline();
    void garbageInsteadOfTls();
    void onlyTls13();
    void connectionsAreCapped();
    void parallelPushesAllLand();
    void filesArePrivateAndEncrypted();

private:
    QByteArray ask(const QByteArray& request) { return TlsClient(core_->port()).ask(request); }
    static protocol::Problem problemOf(const QByteArray& reply) {
        const auto problem = protocol::decodeProblem(TlsClient::body(reply));
        return problem ? *problem : protocol::Problem{};
    }
    WireDevice enrol(const QString& person) {
        return enrolOverWire(
            core_->port(),
            adminText(*core_, {QStringLiteral("device"), QStringLiteral("invite"), QStringLiteral("--person"), person}),
            *ids_);
    }
    QByteArray changes(const WireDevice& device, const QByteArray& query, const QByteArray& more = {}) {
        return ask(TlsClient::head("GET", QByteArray(protocol::changesPath) + query,
                                   "Authorization: Bearer " + device.token + "\r\n" + more));
    }
    std::unique_ptr<ServerCore> startCore(const QString& folder, int deadlineMs = generousMs) {
        auto core = ServerCore::open(folder, clock_, random_);
        if (!core) qFatal("core: %s %s", qPrintable(core.error().id()), qPrintable(core.error().detail));
        const auto serving = (*core)->serve({QStringLiteral("127.0.0.1"), 0, deadlineMs, deadlineMs, maxConnections});
        if (!serving) qFatal("serve: %s", qPrintable(serving.error().detail));
        return std::move(*core);
    }

    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<UuidV7Source> ids_;
    QTemporaryDir folder_;
    std::unique_ptr<ServerCore> core_;
    WireDevice device_;
};

void TestHttpServer::initTestCase() {
    ids_ = std::make_unique<UuidV7Source>(clock_, random_);
    core_ = startCore(folder_.path());
    adminText(*core_, {QStringLiteral("load"), QStringLiteral("bureau.json")}, bureauJson());
    device_ = enrol(QStringLiteral("填报员·甲"));
}

void TestHttpServer::cleanupTestCase() { core_.reset(); }

void TestHttpServer::answersHealthAndMetrics() {
    TlsClient client(core_->port());
    const auto health = client.ask(TlsClient::head("GET", "/healthz"));
    QCOMPARE(TlsClient::status(health), 200);
    QCOMPARE(TlsClient::body(health), QByteArray("ok\n"));
    const auto metrics = client.ask(TlsClient::head("GET", "/metrics")); // same connection
    QCOMPARE(TlsClient::status(metrics), 200);
    QVERIFY(metrics.contains("jixiao_replies_total{class=\"2xx\"}"));
}

void TestHttpServer::refusals_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QByteArray push = protocol::pushPath;
    const auto token = device_.token;
    const auto bearer = "Authorization: Bearer " + token + "\r\n";
    const auto refused = QStringLiteral("ServerRefused"), invalid = QStringLiteral("InvalidInput"),
               large = QStringLiteral("RequestTooLarge");
    QTest::newRow("unknown path") << TlsClient::head("GET", "/admin") << 404 << refused;
    QTest::newRow("wrong method") << TlsClient::head("GET", push, bearer) << 405 << refused;
    QTest::newRow("wrong type") << TlsClient::head("POST", push,
                                                   bearer + "Content-Type: text/plain\r\nContent-Length: 2\r\n") +
                                       "{}"
                                << 415 << refused;
    QTest::newRow("wrong encoding") << TlsClient::post(push, "{}", token, "Content-Encoding: br\r\n") << 415 << refused;
    QTest::newRow("no token") << TlsClient::post(push, "{}") << 401 << QStringLiteral("SignInExpired");
    QTest::newRow("wrong token") << TlsClient::post(push, "{\"mutations\":[]}", "AAAA") << 401
                                 << QStringLiteral("SignInExpired");
    QTest::newRow("bad json") << TlsClient::post(push, "{\"mutations\":", token) << 400 << invalid;
    QTest::newRow("bad shape") << TlsClient::post(push, "{\"mutations\":{}}", token) << 400 << invalid;
    QTest::newRow("not gzip") << TlsClient::post(push, "{}", token, "Content-Encoding: gzip\r\n") << 413 << large;
    QTest::newRow("body too large") << TlsClient::post(push, QByteArray(protocol::maxBodyBytes + 1, ' '), token) << 413
                                    << large;
    QTest::newRow("chunked body too large")
        << TlsClient::head("POST", push, bearer + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") +
               "180000\r\n" + QByteArray(0x180000, ' ') + "\r\n0\r\n\r\n"
        << 413 << large;
    QTest::newRow("header too large") << TlsClient::head("GET", "/healthz",
                                                         "X-Long: " + QByteArray(9'000, 'x') + "\r\n")
                                      << 431 << large;
    QTest::newRow("not http") << QByteArray("EHLO server\r\n\r\n") << 400 << invalid;
    QTest::newRow("bad cursor") << TlsClient::head("GET", "/v1/sync/changes?after=x", bearer) << 400 << invalid;
    QTest::newRow("limit one past") << TlsClient::head("GET", "/v1/sync/changes?limit=501", bearer) << 400 << invalid;
}

void TestHttpServer::refusals() {
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QString, code);
    const auto reply = ask(request);
    QCOMPARE(TlsClient::status(reply), status);
    QVERIFY(reply.contains("application/problem+json"));
    const auto problem = problemOf(reply);
    QCOMPARE(problem.status, status);
    QCOMPARE(problem.code, code);
    QVERIFY(!problem.requestId.isEmpty());
    QVERIFY(reply.contains("X-Request-Id: " + problem.requestId.toLatin1()));
}

void TestHttpServer::pushesAndPulls() {
    Id record;
    const auto reply = ask(TlsClient::post(protocol::pushPath, projectPush(device_, *ids_, 3, &record), device_.token,
                                           "X-Request-Id: my-request-1\r\n"));
    QCOMPARE(TlsClient::status(reply), 200);
    QVERIFY(reply.contains("X-Request-Id: my-request-1"));
    const auto verdicts = protocol::decodePushReply(TlsClient::body(reply));
    QVERIFY(verdicts.ok());
    QCOMPARE(verdicts->verdicts.size(), 3);
    for (const auto& verdict : verdicts->verdicts)
        QCOMPARE(verdict.verdict, Verdict::Applied);
    bool seen = false;
    qint64 cursor = 0;
    for (bool more = true; more;) {
        const auto page = protocol::decodeChangesReply(
            TlsClient::body(changes(device_, "?limit=7&after=" + QByteArray::number(cursor))));
        QVERIFY(page.ok());
        for (const auto& r : page->records)
            seen = seen || r.id == record;
        cursor = page->cursor;
        more = page->more;
    }
    QVERIFY(seen);
}

void TestHttpServer::replayIsADuplicate() {
    const auto request = TlsClient::post(protocol::pushPath, projectPush(device_, *ids_, 2), device_.token);
    const auto first = protocol::decodePushReply(TlsClient::body(ask(request)));
    const auto second = protocol::decodePushReply(TlsClient::body(ask(request)));
    QVERIFY(first.ok() && second.ok());
    for (qsizetype i = 0; i < 2; ++i) {
        QCOMPARE(second->verdicts[i].verdict, Verdict::Duplicate);
        QCOMPARE(second->verdicts[i].revision, first->verdicts[i].revision);
    }
}

void TestHttpServer::gzipBothWays() {
    const auto body = gzip(projectPush(device_, *ids_, 50));
    const auto reply = ask(TlsClient::post(protocol::pushPath, body, device_.token,
                                           "Content-Encoding: gzip\r\nAccept-Encoding: gzip\r\n"));
    QCOMPARE(TlsClient::status(reply), 200);
    QVERIFY(reply.contains("Content-Encoding: gzip"));
    const auto plain = gunzip(TlsClient::body(reply), protocol::maxReplyBytes);
    QVERIFY(plain.ok());
    QCOMPARE(protocol::decodePushReply(*plain)->verdicts.size(), 50);
}

void TestHttpServer::gzipBombIsRefused() {
    const auto bomb = gzip(QByteArray(protocol::maxInflatedBytes + 1, ' '));
    QVERIFY(bomb.size() < 100'000);
    QCOMPARE(
        TlsClient::status(ask(TlsClient::post(protocol::pushPath, bomb, device_.token, "Content-Encoding: gzip\r\n"))),
        413);
    const auto whole = gzip(QByteArray(1000, 'x'));
    QVERIFY(gunzip(whole, 1000).ok());
    QVERIFY(!gunzip(whole, 999).ok());
    QVERIFY(!gunzip(whole.left(whole.size() - 1), 1000).ok());
    QVERIFY(!gunzip(whole + "x", 1000).ok());
    QVERIFY(!gunzip({}, 1000).ok());
}

void TestHttpServer::revokedDeviceIsTold() {
    const auto device = enrol(QStringLiteral("填报员·乙"));
    QCOMPARE(TlsClient::status(changes(device, {})), 200);
    adminText(*core_, {QStringLiteral("device"), QStringLiteral("revoke"), device.id.toString()});
    const auto reply = changes(device, {});
    QCOMPARE(TlsClient::status(reply), 403);
    QCOMPARE(problemOf(reply).code, QStringLiteral("DeviceRevoked"));
}

void TestHttpServer::enrolmentIsRateLimited() {
    QTemporaryDir folder;
    const auto core = startCore(folder.path());
    const auto body = protocol::encode(protocol::EnrolRequest{
        QStringLiteral("0000-0000"), ids_->next(), QStringLiteral("x"), Signer::ed25519, QByteArray(32, 'k')});
    int limited = 0;
    for (int i = 0; i < 12; ++i) {
        const auto reply = TlsClient(core->port()).ask(TlsClient::post(protocol::enrolPath, body));
        if (TlsClient::status(reply) == 429) {
            ++limited;
            QVERIFY(reply.contains("Retry-After: "));
        } else {
            QCOMPARE(problemOf(reply).code, QStringLiteral("EnrolmentInvalid"));
        }
    }
    QCOMPARE(limited, 2);
}

void TestHttpServer::slowHeaderMeetsTheDeadline() {
    QTemporaryDir folder;
    const auto core = startCore(folder.path(), shortMs);
    TlsClient slow(core->port());
    QVERIFY(slow.send("GET /healthz HTTP/1.1\r\nHost: loc"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(TlsClient::status(TlsClient(core->port()).ask(TlsClient::head("GET", "/healthz"))),
             200); // others are served
    QCOMPARE(slow.readToEnd(), QByteArray());
    QVERIFY(timer.elapsed() < generousMs);
}

void TestHttpServer::slowBodyMeetsTheDeadline() {
    QTemporaryDir folder;
    const auto core = startCore(folder.path(), shortMs);
    TlsClient slow(core->port());
    QVERIFY(slow.send(TlsClient::post(protocol::pushPath, projectPush(device_, *ids_, 1), device_.token).chopped(5)));
    QElapsedTimer timer;
    timer.start();
    slow.readToEnd();
    QVERIFY(timer.elapsed() < generousMs);
}

void TestHttpServer::garbageInsteadOfTls() {
    QTemporaryDir folder;
    const auto core = startCore(folder.path(), shortMs);
    for (const QByteArray& bytes :
         {QByteArray("GET / HTTP/1.1\r\n\r\n"), QByteArray(5'000, '\xff'), QByteArray("\x16\x03\x01\xff\xff")}) {
        TlsClient client(core->port(), false);
        QVERIFY(client.isConnected());
        client.send(bytes);
        QVERIFY(!client.readToEnd().contains("HTTP/1.1"));
    }
    QCOMPARE(TlsClient::status(ask(TlsClient::head("GET", "/healthz"))), 200);
}

void TestHttpServer::onlyTls13() {
    QVERIFY(!TlsClient(core_->port(), true, TLS1_2_VERSION).isConnected());
    QVERIFY(TlsClient(core_->port()).isConnected());
}

void TestHttpServer::connectionsAreCapped() {
    QTemporaryDir folder;
    const auto core = startCore(folder.path(), shortMs);
    std::vector<std::unique_ptr<TlsClient>> held;
    int refused = 0;
    for (int i = 0; i < maxConnections + 5; ++i) {
        held.push_back(std::make_unique<TlsClient>(core->port(), false));
        if (i >= maxConnections) refused += held.back()->readToEnd().isEmpty() ? 1 : 0;
    }
    QCOMPARE(refused, 5);
    for (auto& client : held)
        client->readToEnd(); // the deadline frees them
    held.clear();
    QCOMPARE(TlsClient::status(TlsClient(core->port()).ask(TlsClient::head("GET", "/healthz"))), 200);
}

void TestHttpServer::parallelPushesAllLand() {
    constexpr int threads = 4, rounds = 10, batch = 20;
    std::vector<QList<QByteArray>> requests(threads);
    for (auto& list : requests)
        for (int i = 0; i < rounds; ++i)
            list << TlsClient::post(protocol::pushPath, projectPush(device_, *ids_, batch), device_.token);
    std::atomic<int> applied = 0;
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> workers;
    for (const auto& list : requests)
        workers.emplace_back([&, list] {
            TlsClient client(core_->port());
            for (const auto& request : list) {
                const auto reply = protocol::decodePushReply(TlsClient::body(client.ask(request)));
                for (const auto& verdict : reply ? reply->verdicts : QList<MutationVerdict>())
                    applied += verdict.verdict == Verdict::Applied ? 1 : 0;
            }
        });
    for (auto& worker : workers)
        worker.join();
    qInfo("%d mutations in %lld ms", applied.load(), static_cast<long long>(timer.elapsed()));
    QCOMPARE(applied.load(), threads * rounds * batch);
}

void TestHttpServer::filesArePrivateAndEncrypted() {
    const auto files = QDir(folder_.path()).entryInfoList(QDir::Files | QDir::System | QDir::Hidden);
    QVERIFY(files.size() >= 5);
    for (const auto& file : files) {
        QVERIFY2(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)),
                 qPrintable(file.fileName()));
        if (!file.fileName().startsWith(QStringLiteral("server.db"))) continue;
        QFile content(file.filePath());
        QVERIFY(content.open(QIODevice::ReadOnly));
        const auto bytes = content.readAll();
        QVERIFY(!bytes.contains("填报员"));
        QVERIFY(!bytes.contains("SQLite format 3"));
    }
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
