#include "sync/engine/reply_check.h"
#include "sync/protocol/messages.h"

#include <QtTest>

using namespace jixiao;

class ReplyCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void meanings_data();
    void meanings();
    void waitIsRead_data();
    void waitIsRead();
    void goodAnswerPasses();
};

void ReplyCheckTest::meanings_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("expected");
    const auto problem = u"application/problem+json"_qs;
    const auto html = u"text/html; charset=gbk"_qs;
    const auto say = [](int status, const char* code) {
        return protocol::encode(protocol::Problem{status, u"title"_qs, u"detail"_qs, QString::fromLatin1(code), {}});
    };
    QTest::newRow("portal page") << 200 << html << QByteArray("<html>") << ErrorCode::CaptivePortal;
    QTest::newRow("portal page that lies about its type")
        << 200 << u"application/json"_qs << QByteArray(" \n<!DOCTYPE html>") << ErrorCode::CaptivePortal;
    QTest::newRow("portal redirect") << 302 << QString() << QByteArray() << ErrorCode::CaptivePortal;
    QTest::newRow("portal 403") << 403 << html << QByteArray("<html>") << ErrorCode::CaptivePortal;
    QTest::newRow("network authentication") << 511 << html << QByteArray("<html>") << ErrorCode::CaptivePortal;
    QTest::newRow("proxy 502") << 502 << html << QByteArray("<html>") << ErrorCode::ServerUnavailable;
    QTest::newRow("503") << 503 << problem << say(503, "ServerUnavailable") << ErrorCode::ServerUnavailable;
    QTest::newRow("200 without type") << 200 << QString() << QByteArray("{}") << ErrorCode::ServerNonsense;
    QTest::newRow("200 text") << 200 << u"text/plain"_qs << QByteArray("ok") << ErrorCode::ServerNonsense;
    QTest::newRow("204") << 204 << u"application/json"_qs << QByteArray() << ErrorCode::ServerNonsense;
    QTest::newRow("status 0") << 0 << u"application/json"_qs << QByteArray("{}") << ErrorCode::ServerNonsense;
    QTest::newRow("status 999") << 999 << u"application/json"_qs << QByteArray("{}") << ErrorCode::ServerNonsense;
    QTest::newRow("401") << 401 << problem << QByteArray() << ErrorCode::SignInExpired;
    QTest::newRow("revoked") << 403 << problem << say(403, "DeviceRevoked") << ErrorCode::DeviceRevoked;
    QTest::newRow("copied") << 403 << problem << say(403, "DeviceCopied") << ErrorCode::DeviceCopied;
    QTest::newRow("403") << 403 << problem << say(403, "NotPermitted") << ErrorCode::ServerRefused;
    QTest::newRow("403 garbage") << 403 << problem << QByteArray("\xff") << ErrorCode::ServerRefused;
    QTest::newRow("code used") << 403 << problem << say(403, "EnrolmentUsed") << ErrorCode::EnrolmentUsed;
    QTest::newRow("413") << 413 << problem << say(413, "x") << ErrorCode::RequestTooLarge;
    QTest::newRow("429") << 429 << problem << QByteArray() << ErrorCode::RateLimited;
    QTest::newRow("404") << 404 << problem << say(404, "nothing") << ErrorCode::ServerRefused;
    QTest::newRow("a server cannot claim our store is damaged")
        << 400 << problem << say(400, "StoreDamaged") << ErrorCode::ServerRefused;
}

void ReplyCheckTest::meanings() {
    QFETCH(int, status);
    QFETCH(QString, type);
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, expected);
    HttpReply reply{status, {}, body, u"req-7"_qs};
    if (!type.isEmpty()) reply.headers.insert(u"content-type"_qs, type);
    const auto failure = protocol::failureOf(reply);
    QVERIFY(failure.has_value());
    QCOMPARE(failure->code, expected);
    QCOMPARE(failure->requestId, u"req-7"_qs);
}

void ReplyCheckTest::waitIsRead_data() {
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("seconds");
    QTest::newRow("40 s") << u"40"_qs << u"40"_qs;
    QTest::newRow("a year") << u"31536000"_qs << u"3600"_qs;
    QTest::newRow("negative") << u"-5"_qs << QString();
    QTest::newRow("a date") << u"Fri, 31 Dec 1999 23:59:59 GMT"_qs << QString();
    QTest::newRow("overflow") << u"99999999999999999999"_qs << QString();
}

void ReplyCheckTest::waitIsRead() {
    QFETCH(QString, header);
    QFETCH(QString, seconds);
    const HttpReply reply{429, {{u"retry-after"_qs, header}}, {}, {}};
    QCOMPARE(protocol::failureOf(reply)->args.value(u"seconds"_qs), seconds);
}

void ReplyCheckTest::goodAnswerPasses() {
    for (const auto& type : {u"application/json"_qs, u"Application/JSON; charset=utf-8"_qs})
        QVERIFY(!protocol::failureOf({200, {{u"content-type"_qs, type}}, "{}", {}}));
}

QTEST_GUILESS_MAIN(ReplyCheckTest)
#include "tst_reply_check.moc"
