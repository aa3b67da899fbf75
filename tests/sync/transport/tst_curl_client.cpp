#include "core/base/gzip.h"
#include "sync/transport/http_client.h"
#include "tests/support/hostile_server.h"

#include <QElapsedTimer>
#include <QtTest>

#include <thread>

using namespace jixiao;

using Exchange = HostileServer::Exchange;

namespace {

constexpr int shortMs = 800;

HttpRequest request(const QByteArray& body = {}) {
    HttpRequest request;
    request.path = u"/v1/x"_qs;
    request.requestId = u"req-1"_qs;
    request.timeoutMs = 5'000;
    request.body = body;
    if (!body.isEmpty()) request.method = "POST";
    return request;
}

CancelFlag noCancel() { return std::make_shared<std::atomic<bool>>(false); }

/// "ok" or the error's name.
QString outcome(const Result<HttpReply>& reply) { return reply ? u"ok"_qs : reply.error().id(); }

} // namespace

class CurlClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodServerAnswers();
    void trustMatrix_data();
    void trustMatrix();
    void enrolmentTrustsThePinAlone();
    void onlyTls13();
    void redirectsAreNotFollowed();
    void addressesThatAreNotHttpsAreRefused();
    void noServerIsOffline();
    void badAnswers_data();
    void badAnswers();
    void silenceAndDripEndInTime_data();
    void silenceAndDripEndInTime();
    void endlessBodyIsCutOff();
    void gzipBombIsCutOff();
    void requestCarriesWhatItShould();
    void bigBodiesAreCompressed();
    void connectionsAreReused();
    void cancelEndsWithinATenthOfASecond();
    void unsafeRequestsAreNotSent();
    void tokenIsInNoErrorText();

private:
    Result<HttpReply> ask(const HostileServer& server, const HttpRequest& what = request()) const {
        return makeCurlClient({server.url(), {identity_.pin()}, authority_.certificatePem()})->send(what, noCancel());
    }

    TestIdentity authority_ = TestIdentity::authority();
    TestIdentity other_ = TestIdentity::authority();
    TestIdentity identity_ = TestIdentity::server(authority_);
};

void CurlClientTest::goodServerAnswers() {
    const HostileServer server(identity_,
                               HostileServer::always(HostileServer::answer("{}", "application/json", "404 Not Found",
                                                                           "X-Request-Id: from-server\r\n")));
    const auto reply = ask(server);
    QCOMPARE(outcome(reply), u"ok"_qs);
    QCOMPARE(reply->status, 404);
    QCOMPARE(reply->body, QByteArray("{}"));
    QCOMPARE(reply->headers.value(u"content-type"_qs), u"application/json"_qs);
    QCOMPARE(reply->requestId, u"from-server"_qs);
}

void CurlClientTest::trustMatrix_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    for (const auto& [name, expected] :
         std::initializer_list<std::pair<const char*, const char*>>{{"pin and authority good", "ok"},
                                                                    {"second pin good", "ok"},
                                                                    {"other authority", "TlsUntrusted"},
                                                                    {"system authorities only", "TlsUntrusted"},
                                                                    {"wrong host", "TlsUntrusted"},
                                                                    {"expired", "TlsUntrusted"},
                                                                    {"right authority, other key", "PinMismatch"},
                                                                    {"no pin", "TlsUntrusted"},
                                                                    {"malformed pin", "TlsUntrusted"}})
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(expected);
}

void CurlClientTest::trustMatrix() {
    QFETCH(QString, name);
    QFETCH(QString, expected);
    auto identity = identity_;
    if (name == u"wrong host"_qs) identity = TestIdentity::server(authority_, "10.0.0.1");
    if (name == u"expired"_qs) identity = TestIdentity::server(authority_, "127.0.0.1", -1);
    const HostileServer server(identity, HostileServer::always(HostileServer::answer("{}")));
    ServerIdentity expectedServer{server.url(), {identity.pin()}, authority_.certificatePem()};
    if (name == u"second pin good"_qs) expectedServer.pins.prepend(other_.pin());
    if (name == u"other authority"_qs) expectedServer.caCertificatePem = other_.certificatePem();
    if (name == u"system authorities only"_qs) expectedServer.caCertificatePem = u"not a certificate"_qs;
    if (name == u"right authority, other key"_qs) expectedServer.pins = QStringList{other_.pin()};
    if (name == u"no pin"_qs) expectedServer.pins.clear();
    if (name == u"malformed pin"_qs) expectedServer.pins = QStringList{u"abc;sha256//"_qs + identity.pin()};
    const auto reply = makeCurlClient(expectedServer)->send(request(), noCancel());
    QCOMPARE(outcome(reply), expected);
    if (!reply) QCOMPARE(reply.error().requestId, u"req-1"_qs);
    if (!reply) QVERIFY(server.requests().isEmpty()); // nothing was said to a stranger
}

void CurlClientTest::enrolmentTrustsThePinAlone() {
    const auto selfMade = TestIdentity::server(other_, "somewhere.else", -1);
    const HostileServer server(selfMade, HostileServer::always(HostileServer::answer("{}")));
    const auto enrol = [&server](const QStringList& pins) {
        return outcome(makeCurlClient({server.url(), pins, {}})->send(request("{}"), noCancel()));
    };
    QCOMPARE(enrol({identity_.pin()}), u"PinMismatch"_qs);
    QCOMPARE(enrol({}), u"TlsUntrusted"_qs);
    QVERIFY(server.requests().isEmpty());
    QCOMPARE(enrol({selfMade.pin()}), u"ok"_qs);
}

void CurlClientTest::onlyTls13() {
    const HostileServer server(identity_, HostileServer::always(HostileServer::answer("{}")),
                               HostileServer::Tls::Only12);
    QCOMPARE(outcome(ask(server)), u"TlsUntrusted"_qs);
}

void CurlClientTest::redirectsAreNotFollowed() {
    const HostileServer target(identity_, HostileServer::always(HostileServer::answer("{}")));
    const auto location = "Location: " + target.url().toLatin1() + "/v1/x\r\n";
    const HostileServer server(identity_,
                               HostileServer::always(HostileServer::answer({}, "text/html", "302 Found", location)));
    const auto reply = ask(server);
    QCOMPARE(outcome(reply), u"ok"_qs);
    QCOMPARE(reply->status, 302);
    QCOMPARE(target.connections(), 0);
}

void CurlClientTest::addressesThatAreNotHttpsAreRefused() {
    const HostileServer server(identity_, HostileServer::always(HostileServer::answer("{}")));
    for (const auto& url : {u"http://127.0.0.1:%1"_qs.arg(server.port()), u"file:///etc/passwd"_qs, u""_qs,
                            u"127.0.0.1:%1"_qs.arg(server.port())}) {
        const auto client = makeCurlClient({url, {identity_.pin()}, authority_.certificatePem()});
        QCOMPARE(outcome(client->send(request(), noCancel())), u"TlsUntrusted"_qs);
    }
    QCOMPARE(server.connections(), 0);
}

void CurlClientTest::noServerIsOffline() {
    QString url;
    {
        const HostileServer gone(identity_, HostileServer::always({}));
        url = gone.url();
    }
    const auto client = makeCurlClient({url, {identity_.pin()}, authority_.certificatePem()});
    QCOMPARE(outcome(client->send(request(), noCancel())), u"NetworkOffline"_qs);
}

void CurlClientTest::badAnswers_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const QByteArray head("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
    QTest::newRow("nothing") << QByteArray() << u"NetworkInterrupted"_qs;
    QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nContent-") << u"NetworkInterrupted"_qs;
    QTest::newRow("body cut short") << head + "Content-Length: 100\r\n\r\n{}" << u"NetworkInterrupted"_qs;
    QTest::newRow("chunk cut short") << head + "Transfer-Encoding: chunked\r\n\r\nff\r\n{}" << u"NetworkInterrupted"_qs;
    QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << u"ServerNonsense"_qs;
    QTest::newRow("random bytes") << QByteArray("\x00\xff\x13garbage\r\n\r\n", 14) << u"ServerNonsense"_qs;
    QTest::newRow("endless header") << "HTTP/1.1 200 OK\r\n" + QByteArray("X-A: b\r\n").repeated(20'000)
                                    << u"ServerNonsense"_qs;
    QTest::newRow("says gzip, is not") << head + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"
                                       << u"ServerNonsense"_qs;
    QTest::newRow("announces 1 TB") << head + "Content-Length: 1099511627776\r\n\r\n{}" << u"ServerNonsense"_qs;
}

void CurlClientTest::badAnswers() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const HostileServer server(identity_, [bytes](Exchange& exchange) {
        if (!bytes.isEmpty()) exchange.send(bytes);
        return false;
    });
    QCOMPARE(outcome(ask(server)), expected);
}

void CurlClientTest::silenceAndDripEndInTime_data() {
    QTest::addColumn<bool>("drip");
    QTest::newRow("silent") << false;
    QTest::newRow("drip") << true;
}

void CurlClientTest::silenceAndDripEndInTime() {
    QFETCH(bool, drip);
    const HostileServer server(identity_, [drip](Exchange& exchange) {
        if (drip) exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while (exchange.wait(50))
            if (drip && !exchange.send("x")) break;
        return false;
    });
    auto patient = request();
    patient.timeoutMs = shortMs;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(outcome(ask(server, patient)), u"NetworkTimeout"_qs);
    QVERIFY(timer.elapsed() < 4 * shortMs);
}

void CurlClientTest::endlessBodyIsCutOff() {
    const HostileServer server(identity_, [](Exchange& exchange) {
        exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto chunk = "4000\r\n" + QByteArray(0x4000, 'x') + "\r\n";
        while (exchange.send(chunk)) {
        }
        return false;
    });
    auto bounded = request();
    bounded.maxReplyBytes = 200'000;
    QCOMPARE(outcome(ask(server, bounded)), u"ServerNonsense"_qs);
}

void CurlClientTest::gzipBombIsCutOff() {
    const auto bomb = gzip(QByteArray(50'000'000, '\0'));
    const HostileServer server(identity_, HostileServer::always(HostileServer::answer(
                                              bomb, "application/json", "200 OK", "Content-Encoding: gzip\r\n")));
    auto bounded = request();
    bounded.maxReplyBytes = 1'000'000;
    QCOMPARE(outcome(ask(server, bounded)), u"ServerNonsense"_qs);
    bounded.maxReplyBytes = 50'000'000;
    const auto whole = ask(server, bounded);
    QCOMPARE(outcome(whole), u"ok"_qs);
    QCOMPARE(whole->body.size(), 50'000'000);
}

void CurlClientTest::requestCarriesWhatItShould() {
    const HostileServer server(identity_, HostileServer::always(HostileServer::answer("{}")));
    auto push = request("{\"a\":1}");
    push.bearer = u"token-1"_qs;
    push.path = u"/v1/sync/push?x=1"_qs;
    QCOMPARE(outcome(ask(server, push)), u"ok"_qs);
    const auto sent = server.requests().value(0);
    QVERIFY(sent.startsWith("POST /v1/sync/push?x=1 HTTP/1.1\r\n"));
    for (const auto* line : {"Authorization: Bearer token-1\r\n", "X-Request-Id: req-1\r\n",
                             "Accept-Encoding: gzip\r\n", "Content-Type: application/json\r\n"})
        QVERIFY2(sent.contains(line), line);
    QVERIFY(!sent.contains("Expect:"));
    QVERIFY(!sent.contains("Content-Encoding"));
    QVERIFY(sent.endsWith("\r\n\r\n{\"a\":1}"));
}

void CurlClientTest::bigBodiesAreCompressed() {
    const HostileServer server(identity_, HostileServer::always(HostileServer::answer("{}")));
    const auto body = QByteArray("{\"name\":\"指标\"}").repeated(5'000);
    QCOMPARE(outcome(ask(server, request(body))), u"ok"_qs);
    const auto sent = server.requests().value(0);
    QVERIFY(sent.contains("Content-Encoding: gzip\r\n"));
    const auto unpacked = gunzip(sent.mid(sent.indexOf("\r\n\r\n") + 4), body.size());
    QVERIFY(unpacked.ok());
    QCOMPARE(*unpacked, body);
}

void CurlClientTest::connectionsAreReused() {
    const HostileServer server(identity_, HostileServer::always(HostileServer::answer("{}")));
    const auto client = makeCurlClient({server.url() + u'/', {identity_.pin()}, authority_.certificatePem()});
    for (int i = 0; i < 5; ++i)
        QCOMPARE(outcome(client->send(i % 2 ? request("{}") : request(), noCancel())), u"ok"_qs);
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.requests().size(), 5);
    QVERIFY(server.requests().last().startsWith("GET "));
    QVERIFY(!server.requests().last().contains("Content-Type"));
}

void CurlClientTest::cancelEndsWithinATenthOfASecond() {
    const auto cancel = noCancel();
    QElapsedTimer sinceCancel;
    const HostileServer server(identity_, [&](Exchange& exchange) {
        sinceCancel.start();
        cancel->store(true);
        while (exchange.wait(1'000)) {
        }
        return false;
    });
    const auto client = makeCurlClient({server.url(), {identity_.pin()}, authority_.certificatePem()});
    const auto reply = client->send(request(), cancel);
    QVERIFY(sinceCancel.elapsed() < 100);
    QCOMPARE(outcome(reply), u"Cancelled"_qs);
    QCOMPARE(outcome(client->send(request(), cancel)), u"Cancelled"_qs);
    QCOMPARE(server.requests().size(), 1);
}

void CurlClientTest::unsafeRequestsAreNotSent() {
    const HostileServer server(identity_, HostileServer::always(HostileServer::answer("{}")));
    const auto refused = [&](void (*spoil)(HttpRequest&)) {
        auto bad = request("{}");
        spoil(bad);
        return outcome(ask(server, bad)) == u"InvalidInput"_qs;
    };
    QVERIFY(refused([](HttpRequest& bad) { bad.requestId = u"a\r\nX-Evil: 1"_qs; }));
    QVERIFY(refused([](HttpRequest& bad) { bad.bearer = u"a\nb"_qs; }));
    QVERIFY(refused([](HttpRequest& bad) { bad.path = u"/x HTTP/1.1\r\nHost: evil"_qs; }));
    QVERIFY(refused([](HttpRequest& bad) { bad.path = u"@evil.example/"_qs; }));
    QCOMPARE(server.connections(), 0);
}

void CurlClientTest::tokenIsInNoErrorText() {
    const HostileServer server(identity_, [](Exchange&) { return false; });
    auto push = request("{}");
    push.bearer = u"very-secret-token"_qs;
    const auto reply = ask(server, push);
    QVERIFY(!reply);
    QVERIFY(!reply.error().detail.contains(u"very-secret-token"));
    QVERIFY(!reply.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(CurlClientTest)
#include "tst_curl_client.moc"
