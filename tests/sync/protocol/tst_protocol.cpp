#include "sync/protocol/messages.h"
#include "sync/protocol/reader.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QUuid>

#include <rapidcheck.h>

using namespace jixiao;
using namespace jixiao::protocol;

namespace jixiao {
// Values of the wire compare member by member; only tests need it.
static bool operator==(const OutboundMutation& a, const OutboundMutation& b) {
    return a.mutationId == b.mutationId && a.deviceSeq == b.deviceSeq && a.kind == b.kind &&
           a.recordType == b.recordType && a.record == b.record && a.unit == b.unit && a.parent == b.parent &&
           a.fields == b.fields;
}
static bool operator==(const FieldConflict& a, const FieldConflict& b) {
    return a.field == b.field && a.serverValue == b.serverValue && a.serverRevision == b.serverRevision &&
           a.changedBy == b.changedBy && a.changedAtMs == b.changedAtMs;
}
static bool operator==(const MutationVerdict& a, const MutationVerdict& b) {
    return a.mutationId == b.mutationId && a.verdict == b.verdict && a.revision == b.revision &&
           a.conflicts == b.conflicts && a.problem == b.problem && a.reason == b.reason;
}
} // namespace jixiao

namespace {

Id anyId() {
    const auto bytes = *rc::gen::container<std::string>(16, rc::gen::arbitrary<char>());
    auto raw = QByteArray::fromStdString(bytes);
    raw[6] = char((raw[6] & 0x0f) | 0x70);
    raw[8] = char((raw[8] & 0x3f) | 0x80);
    return Id(QUuid::fromRfc4122(raw));
}

/// Chinese, ASCII, quotes, NUL, control characters and pairs of surrogates.
QString anyText() {
    const auto points = *rc::gen::container<std::vector<char32_t>>(
        rc::gen::oneOf(rc::gen::inRange<char32_t>(0, 128), rc::gen::inRange<char32_t>(0x4e00, 0x9fff),
                       rc::gen::inRange<char32_t>(0x1f600, 0x1f640)));
    return QString::fromUcs4(points.data(), qsizetype(points.size()));
}

QString anyToken() {
    const auto text = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'z')));
    return QString::fromStdString(text).left(maxNameChars);
}

qint64 anyRevision() { return *rc::gen::inRange<qint64>(0, maxInteger); }

QMap<QString, FieldValue> anyFields(qint64 maxRevision) {
    QMap<QString, FieldValue> fields;
    const auto count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i)
        fields.insert(anyToken(), {anyText(), *rc::gen::inRange<qint64>(0, maxRevision + 1)});
    return fields;
}

OutboundMutation anyMutation() {
    OutboundMutation m;
    m.mutationId = anyId();
    m.deviceSeq = anyRevision();
    m.kind = *rc::gen::element(MutationKind::Fields, MutationKind::Delete, MutationKind::Command);
    m.recordType = anyToken();
    m.record = anyId();
    if (*rc::gen::arbitrary<bool>()) m.unit = anyId();
    if (*rc::gen::arbitrary<bool>()) m.parent = anyId();
    m.fields = anyFields(maxInteger - 1);
    return m;
}

MutationVerdict anyVerdict() {
    MutationVerdict v;
    v.mutationId = anyId();
    v.verdict = *rc::gen::element(Verdict::Applied, Verdict::Duplicate, Verdict::Merged, Verdict::Conflict,
                                  Verdict::Rejected, Verdict::Deferred);
    v.revision = anyRevision();
    v.problem = anyToken();
    v.reason = anyText();
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
        v.conflicts << FieldConflict{anyToken(), anyText(), anyRevision(), anyText(), anyRevision()};
    return v;
}

PushRequest samplePush() {
    OutboundMutation m;
    m.mutationId = m.record = m.unit = *Id::fromString(u"0190a5f0-1111-7abc-8def-000000000001");
    m.deviceSeq = 7;
    m.recordType = RecordType::indicator;
    m.fields = {{Field::name, {QStringLiteral("出警率"), 3}}};
    return {{m}};
}

} // namespace

class TestProtocol : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pushRoundTrips();
    void changesRoundTrip();
    void enrolAndProblemRoundTrip();
    void unknownMembersAreIgnored();
    void refusesWhatBreaksTheShape_data();
    void refusesWhatBreaksTheShape();
    void enforcesCounts();
    void aReplyWithoutMarkIsNoAck();
    void changesMustBeInOrder();
    void bothSpellingsOfAFieldAreRead();
    void loneSurrogatesNeverTravel();
    void anyBytesAreSafe();
    void mutilatedMessagesAreSafe();
    void openApiNamesTheSamePaths();
    void enrolmentCodeRoundTrips();
    void enrolmentCodeRefusesNonsense_data();
    void enrolmentCodeRefusesNonsense();
};

void TestProtocol::pushRoundTrips() {
    QVERIFY(rc::check("push request and reply", [] {
        PushRequest request;
        PushReply reply;
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
            request.mutations << anyMutation();
            reply.verdicts << anyVerdict();
        }
        const auto decoded = decodePushRequest(encode(request));
        RC_ASSERT(decoded.ok());
        RC_ASSERT(decoded->mutations == request.mutations);
        const auto answered = decodePushReply(encode(reply));
        RC_ASSERT(answered.ok());
        RC_ASSERT(answered->verdicts == reply.verdicts);
    }));
}

void TestProtocol::changesRoundTrip() {
    QVERIFY(rc::check("changes reply", [] {
        ChangesReply reply;
        qint64 revision = 0;
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
            revision += *rc::gen::inRange<qint64>(1, 1'000'000);
            Record r{anyToken(), anyId(), anyId(), {}, {}, revision, *rc::gen::arbitrary<bool>()};
            r.fields = anyFields(revision);
            reply.records << r;
        }
        reply.cursor = revision + *rc::gen::inRange<qint64>(0, 3);
        reply.more = *rc::gen::arbitrary<bool>();
        const auto decoded = decodeChangesReply(encode(reply));
        RC_ASSERT(decoded.ok());
        RC_ASSERT(decoded->cursor == reply.cursor);
        RC_ASSERT(decoded->more == reply.more);
        RC_ASSERT(decoded->records == reply.records);
    }));
}

void TestProtocol::enrolAndProblemRoundTrip() {
    const auto id = samplePush().mutations.first().record;
    const EnrolRequest request{QStringLiteral("ABCD-EFGH-JKLM"), id, QStringLiteral("平板一"),
                               QStringLiteral("ed25519-sha256"), QByteArray(32, 'k')};
    const auto decoded = decodeEnrolRequest(encode(request));
    QVERIFY(decoded.ok());
    QCOMPARE(decoded->code, request.code);
    QCOMPARE(decoded->deviceId, request.deviceId);
    QCOMPARE(decoded->deviceName, request.deviceName);
    QCOMPARE(decoded->publicKey, request.publicKey);

    const EnrolReply reply{
        QStringLiteral("token"),
        {id.toString(), QStringLiteral("填报员·甲"), {Role::Filler, Role::BudgetOfficer}, id.toString(), id.toString()},
        QStringLiteral("公安分局"),
        QStringLiteral("-----BEGIN CERTIFICATE-----\n"),
        {QStringLiteral("pin1"), QStringLiteral("pin2")}};
    const auto answered = decodeEnrolReply(encode(reply));
    QVERIFY2(answered.ok(), answered.ok() ? "" : qPrintable(answered.error().detail));
    QCOMPARE(answered->token, reply.token);
    QCOMPARE(answered->actor.roles, reply.actor.roles);
    QCOMPARE(answered->actor.name, reply.actor.name);
    QCOMPARE(answered->pins, reply.pins);
    QCOMPARE(answered->caCertificatePem, reply.caCertificatePem);

    const Problem problem{403, QStringLiteral("已停用"), QStringLiteral("detail"), QStringLiteral("DeviceRevoked"),
                          QStringLiteral("r-1")};
    const auto refused = decodeProblem(encode(problem));
    QVERIFY(refused.ok());
    QCOMPARE(refused->status, 403);
    QCOMPARE(refused->code, problem.code);
    QCOMPARE(refused->title, problem.title);
    QCOMPARE(refused->requestId, problem.requestId);
}

void TestProtocol::unknownMembersAreIgnored() {
    auto object = QJsonDocument::fromJson(encode(samplePush())).object();
    object.insert(QStringLiteral("future"), QJsonArray{1, 2, 3});
    QVERIFY(decodePushRequest(toBytes(object)).ok());
}

void TestProtocol::refusesWhatBreaksTheShape_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("id") << QByteArray("0190a5f0-1111-7abc-8def-000000000001") << QByteArray("0190a5f0");
    QTest::newRow("null id") << QByteArray("0190a5f0-1111-7abc-8def-000000000001")
                             << QByteArray("00000000-0000-0000-0000-000000000000");
    QTest::newRow("kind") << QByteArray("\"fields\",") << QByteArray("\"drop\",");
    QTest::newRow("negative sequence") << QByteArray("\"deviceSeq\":7") << QByteArray("\"deviceSeq\":-7");
    QTest::newRow("fraction") << QByteArray("\"deviceSeq\":7") << QByteArray("\"deviceSeq\":7.5");
    QTest::newRow("huge number") << QByteArray("\"deviceSeq\":7") << QByteArray("\"deviceSeq\":1e300");
    QTest::newRow("number as text") << QByteArray("\"deviceSeq\":7") << QByteArray("\"deviceSeq\":\"7\"");
    QTest::newRow("type") << QByteArray("\"indicator\"") << QByteArray("\"in dicator\"");
    QTest::newRow("long type") << QByteArray("\"indicator\"") << ("\"" + QByteArray(65, 'x') + "\"");
    QTest::newRow("field name") << QByteArray("{\"name\":") << QByteArray("{\"na me\":");
    QTest::newRow("empty field name") << QByteArray("{\"name\":") << QByteArray("{\"\":");
    QTest::newRow("value") << QByteArray("\"出警率\"") << QByteArray("12");
    QTest::newRow("lone surrogate") << QByteArray("\"出警率\"") << QByteArray("\"\\ud800\"");
    QTest::newRow("invalid utf-8") << QByteArray("出警率") << QByteArray("\xc3\x28");
    QTest::newRow("long value") << QByteArray("出警率") << QByteArray(maxValueChars + 1, 'x');
    QTest::newRow("truncated") << QByteArray("}]}") << QByteArray("}]");
}

void TestProtocol::refusesWhatBreaksTheShape() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const auto good = encode(samplePush());
    QVERIFY(decodePushRequest(good).ok());
    auto bad = good;
    QVERIFY2(bad.contains(from), good.constData());
    bad.replace(from, to);
    const auto result = decodePushRequest(bad);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    QVERIFY(!result.error().detail.isEmpty());
}

void TestProtocol::enforcesCounts() {
    PushRequest request;
    for (int i = 0; i < maxMutationsPerPush; ++i)
        request.mutations << samplePush().mutations.first();
    QVERIFY(decodePushRequest(encode(request)).ok());
    request.mutations << samplePush().mutations.first();
    QVERIFY(!decodePushRequest(encode(request)).ok());

    auto one = samplePush();
    for (int i = 1; i < maxFieldsPerRecord; ++i)
        one.mutations.first().fields.insert(QStringLiteral("f%1").arg(i), {});
    QVERIFY(decodePushRequest(encode(one)).ok());
    one.mutations.first().fields.insert(QStringLiteral("onemore"), {});
    QVERIFY(!decodePushRequest(encode(one)).ok());

    QVERIFY(!decodePushRequest("{\"mutations\":[]}" + QByteArray(maxInflatedBytes, ' ')).ok());
    QVERIFY(!decodePushRequest(QByteArray(10'000, '[')).ok());
}

void TestProtocol::aReplyWithoutMarkIsNoAck() {
    QVERIFY(decodePushReply("{\"ack\":\"jixiao.push/1\",\"verdicts\":[]}").ok());
    for (const auto* body : {"{\"verdicts\":[]}", "{\"ack\":\"jixiao.changes/1\",\"verdicts\":[]}", "{}", "",
                             "<html>登录后才能上网</html>"}) {
        const auto result = decodePushReply(body);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::ServerNonsense);
    }
}

void TestProtocol::changesMustBeInOrder() {
    const auto id = samplePush().mutations.first().record;
    ChangesReply reply{
        9, false, {{RecordType::unit, id, id, {}, {}, 5, false}, {RecordType::unit, id, id, {}, {}, 9, false}}};
    QVERIFY(decodeChangesReply(encode(reply)).ok());
    reply.cursor = 8;
    QVERIFY(!decodeChangesReply(encode(reply)).ok());
    reply.cursor = 9;
    std::swap(reply.records[0], reply.records[1]);
    QVERIFY(!decodeChangesReply(encode(reply)).ok());
}

void TestProtocol::bothSpellingsOfAFieldAreRead() {
    auto request = samplePush();
    auto& field = request.mutations.first().fields[Field::name];
    field.revision = 0;
    const auto brief = encode(request);
    QVERIFY2(brief.contains("\"fields\":{\"name\":\"出警率\"}"), brief.constData());
    auto spelledOut = brief;
    spelledOut.replace("\"出警率\"", "{\"baseRevision\":0,\"value\":\"出警率\"}");
    for (const auto& bytes : {brief, spelledOut}) {
        const auto decoded = decodePushRequest(bytes);
        QVERIFY(decoded.ok());
        QCOMPARE(decoded->mutations.first().fields, request.mutations.first().fields);
    }
    for (const auto* bad : {"7", "null", "[\"出警率\"]", "\"\\ud800\"", "{\"value\":\"x\"}", "{\"baseRevision\":0}"}) {
        auto bytes = brief;
        bytes.replace("\"出警率\"", bad);
        const auto decoded = decodePushRequest(bytes);
        QVERIFY2(!decoded.ok(), bad);
        QCOMPARE(decoded.error().code, ErrorCode::InvalidInput);
    }
    auto tooLong = brief;
    tooLong.replace("出警率", QByteArray(maxValueChars + 1, 'x'));
    QVERIFY(!decodePushRequest(tooLong).ok());
}

void TestProtocol::loneSurrogatesNeverTravel() {
    auto request = samplePush();
    request.mutations.first().fields[Field::name].value = QString(QChar(0xd800)) + QStringLiteral("甲");
    const auto decoded = decodePushRequest(encode(request));
    QVERIFY(decoded.ok());
    QCOMPARE(decoded->mutations.first().fields.value(Field::name).value,
             QString(QChar::ReplacementCharacter) + QStringLiteral("甲"));
}

static void decodeEverything(const QByteArray& bytes) {
    (void)decodePushRequest(bytes);
    (void)decodePushReply(bytes);
    (void)decodeChangesReply(bytes);
    (void)decodeEnrolRequest(bytes);
    (void)decodeEnrolReply(bytes);
    (void)decodeProblem(bytes);
    (void)EnrolmentCode::fromString(QString::fromUtf8(bytes));
}

void TestProtocol::anyBytesAreSafe() {
    QVERIFY(
        rc::check("any bytes", [](const std::string& bytes) { decodeEverything(QByteArray::fromStdString(bytes)); }));
}

void TestProtocol::mutilatedMessagesAreSafe() {
    QVERIFY(rc::check("one byte changed, or cut", [] {
        auto bytes = encode(PushRequest{{anyMutation(), anyMutation()}});
        bytes[*rc::gen::inRange<qsizetype>(0, bytes.size())] = *rc::gen::arbitrary<char>();
        decodeEverything(bytes);
        decodeEverything(bytes.left(*rc::gen::inRange<qsizetype>(0, bytes.size())));
    }));
}

void TestProtocol::openApiNamesTheSamePaths() {
    QFile file(QStringLiteral(JIXIAO_SOURCE_DIR "/sync/protocol/openapi.yaml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList paths;
    while (!file.atEnd()) {
        const auto line = QString::fromUtf8(file.readLine());
        if (line.startsWith(QStringLiteral("  /"))) paths << line.trimmed().chopped(1);
    }
    const QStringList expected{QLatin1String(enrolPath), QLatin1String(pushPath), QLatin1String(changesPath),
                               QLatin1String(healthPath), QStringLiteral("/metrics")};
    QCOMPARE(paths, expected);
}

void TestProtocol::enrolmentCodeRoundTrips() {
    const EnrolmentCode code{QStringLiteral("https://127.0.0.1:8443"),
                             {QString::fromLatin1(QByteArray(32, '\xfe').toBase64()),
                              QString::fromLatin1(QByteArray(32, '\x01').toBase64())},
                             QStringLiteral("ABCD-EFGH-JKLM")};
    const auto text = code.toString();
    QVERIFY(text.startsWith(QStringLiteral("jixiao:enrol?u=https%3A%2F%2F127.0.0.1%3A8443&p=")));
    const auto parsed = EnrolmentCode::fromString(QStringLiteral("  ") + text + QStringLiteral("\n"));
    QVERIFY(parsed.ok());
    QCOMPARE(parsed->serverUrl, code.serverUrl);
    QCOMPARE(parsed->pins, code.pins);
    QCOMPARE(parsed->code, code.code);
}

void TestProtocol::enrolmentCodeRefusesNonsense_data() {
    QTest::addColumn<QString>("text");
    const auto pin = QString::fromLatin1(QByteArray(32, 'p').toBase64());
    const auto make = [&](const QString& url, const QString& p, const QString& c) {
        return EnrolmentCode{url, {p}, c}.toString();
    };
    const auto url = QStringLiteral("https://h:1");
    const auto code = QStringLiteral("ABCD-EFGH");
    QTest::newRow("empty") << QString();
    QTest::newRow("other text") << QStringLiteral("https://h:1");
    QTest::newRow("http") << make(QStringLiteral("http://h:1"), pin, code);
    QTest::newRow("path") << make(QStringLiteral("https://h:1/x"), pin, code);
    QTest::newRow("user") << make(QStringLiteral("https://u@h:1"), pin, code);
    QTest::newRow("short pin") << make(url, QStringLiteral("AAAA"), code);
    QTest::newRow("no code") << make(url, pin, QString());
    QTest::newRow("code with spaces") << make(url, pin, QStringLiteral("ABCD EFGH"));
    QTest::newRow("code twice") << make(url, pin, code) + QStringLiteral("&c=ABCDEFGH");
    QTest::newRow("unknown part") << make(url, pin, code) + QStringLiteral("&x=1");
    QTest::newRow("too long") << make(url, pin, code) + QString(3000, QLatin1Char('A'));
}

void TestProtocol::enrolmentCodeRefusesNonsense() {
    QFETCH(QString, text);
    const auto result = EnrolmentCode::fromString(text);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::EnrolmentMalformed);
}

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
