#include "core/vault/signer.h"
#include "tests/sync/engine/sync_fixture.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace jixiao;

class SyncEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingArrivesOnce();
    void anyFaultAtAnyStepConverges_data();
    void anyFaultAtAnyStepConverges();
    void randomHistoriesConverge();
    void failuresAreNamed_data();
    void failuresAreNamed();
    void delaysGrowAndSurviveARestart();
    void retryAfterIsHonoured();
    void aClockSetBackDoesNotWedgeTheQueue();
    void delayStaysWithinItsBounds();
    void oneTooLargeNeverBlocksTheRest();
    void aServerWithSmallerLimitsStillGetsEverything();
    void refusalsAndDeferralsDoNotLoop();
    void remoteChangesArriveWithoutEcho();
    void anInterruptedPullKeepsWholePagesOnly();
    void cancelLeavesEverythingDue();
    void progressIsReported();
    void enrolmentIsExchanged();
};

void SyncEngineTest::everythingArrivesOnce() {
    SyncFixture device;
    QVERIFY(device.createForm(1'250));
    const auto report = device.sync();
    QVERIFY(report.ok());
    QCOMPARE(report->sent, 1'252);
    QCOMPARE(report->received, 1'252);
    QCOMPARE(report->atMs, device.clock.nowMs());
    QCOMPARE(device.server.records().size(), 1'252);
    QCOMPARE(device.difference(), QString());
    for (const int size : device.server.batchSizes())
        QVERIFY(size <= protocol::maxMutationsPerPush);
    const auto before = device.server.requests();
    QCOMPARE(device.sync()->sent, 0);
    QCOMPARE(device.server.requests(), before + 1); // one empty pull
}

void SyncEngineTest::anyFaultAtAnyStepConverges_data() {
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<int>("step");
    // 602 records: two pushes, then seven pages
    for (const auto fault : allFaults)
        for (int step = 0; step < 5; ++step)
            QTest::addRow("fault %d at request %d", int(fault), step) << fault << step;
}

void SyncEngineTest::anyFaultAtAnyStepConverges() {
    QFETCH(Fault, fault);
    QFETCH(int, step);
    SyncFixture device;
    QVERIFY(device.createForm(600));
    QList<Fault> script(step, Fault::None);
    script.append(fault);
    device.server.script(script);
    const auto report = device.sync();
    QCOMPARE(report.ok(), fault == Fault::Twice);
    QVERIFY(device.server.requests() > step); // the fault really happened
    if (!report) {
        QVERIFY(device.retryAtMs > device.clock.nowMs());
        for (const auto& item : device.outbox())
            QCOMPARE(item.state, OutboxState::Waiting);
        device.restart();
        device.clock.advance(device.retryAtMs - device.clock.nowMs());
    }
    QVERIFY(device.edit(device.indicators[7], u"target"_qs, u"≥95%"_qs));
    QVERIFY(device.sync().ok());
    QCOMPARE(device.difference(), QString());
    QCOMPARE(device.retryAtMs, 0);
    QCOMPARE(device.server.records().value(device.indicators[7]).value(u"target"_qs), u"≥95%"_qs);
}

void SyncEngineTest::randomHistoriesConverge() {
    QVERIFY(rc::check("edits, faults, restarts in any order: the last clean run agrees", [] {
        SyncFixture device;
        RC_ASSERT(device.createForm(4));
        const auto steps = *rc::gen::inRange(1, 12);
        for (int i = 0; i < steps; ++i) {
            const auto row = device.indicators[*rc::gen::inRange(0, int(device.indicators.size()))];
            switch (*rc::gen::inRange(0, 5)) {
            case 0:
            case 1:
                device.edit(row, u"target"_qs, u"≥%1%"_qs.arg(*rc::gen::inRange(0, 100)));
                break;
            case 2:
                device.apply({RecordEdit{row, {}, false, true}});
                break;
            case 3: {
                QList<Fault> script;
                for (int fault = *rc::gen::inRange(1, 4); fault > 0; --fault)
                    script.append(*rc::gen::inRange(0, 3) == 0 ? Fault::None
                                                               : allFaults[*rc::gen::inRange<std::size_t>(0, 10)]);
                device.server.script(script);
                static_cast<void>(device.sync());
                break;
            }
            default:
                device.restart();
                device.clock.advance(*rc::gen::inRange(0, 5'000));
                break;
            }
        }
        device.server.script({});
        device.clock.advance(SyncEngine::longestServerDelayMs);
        RC_ASSERT(device.sync().ok());
        RC_ASSERT(device.difference().toStdString() == std::string());
    }));
}

void SyncEngineTest::failuresAreNamed_data() {
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<ErrorCode>("expected");
    QTest::newRow("cut") << Fault::CutAfter << ErrorCode::NetworkInterrupted;
    QTest::newRow("offline") << Fault::Offline << ErrorCode::NetworkOffline;
    QTest::newRow("500") << Fault::Status500 << ErrorCode::ServerUnavailable;
    QTest::newRow("portal") << Fault::Html200 << ErrorCode::CaptivePortal;
    QTest::newRow("garbage") << Fault::Garbage << ErrorCode::ServerNonsense;
    QTest::newRow("wrong ack") << Fault::WrongAck << ErrorCode::ServerNonsense;
    QTest::newRow("other ids") << Fault::OtherIds << ErrorCode::ServerNonsense;
    QTest::newRow("429") << Fault::Patience << ErrorCode::RateLimited;
}

void SyncEngineTest::failuresAreNamed() {
    QFETCH(Fault, fault);
    QFETCH(ErrorCode, expected);
    for (const int step : {0, 1}) { // push, pull
        SyncFixture device;
        QVERIFY(device.createForm(1));
        device.server.script(step == 0 ? QList<Fault>{fault} : QList<Fault>{Fault::None, fault});
        const auto report = device.sync();
        QVERIFY(!report);
        QCOMPARE(report.error().code, expected);
        QCOMPARE(device.outbox().isEmpty(), step == 1);
        for (const auto& item : device.outbox())
            QVERIFY(!item.reason.isEmpty());
    }
}

void SyncEngineTest::delaysGrowAndSurviveARestart() {
    SyncFixture device;
    QVERIFY(device.createForm(1));
    device.server.script(QList<Fault>(14, Fault::Offline));
    qint64 nominal = 2'000;
    for (int i = 0; i < 14; ++i) {
        QVERIFY(!device.sync());
        const auto delay = device.retryAtMs - device.clock.nowMs();
        QVERIFY2(delay >= nominal * 8 / 10 && delay <= std::min<qint64>(nominal * 12 / 10, 300'000),
                 qPrintable(QString::number(delay)));
        for (const auto& item : device.outbox())
            QCOMPARE(item.nextAttemptMs, device.retryAtMs);
        nominal = std::min<qint64>(nominal * 2, 300'000);
        device.clock.advance(delay);
        if (i % 3 == 0) device.restart();
    }
    QVERIFY(device.sync().ok());
    QCOMPARE(device.difference(), QString());
    device.server.script({Fault::Offline});
    QVERIFY(!device.sync());
    QVERIFY(device.retryAtMs - device.clock.nowMs() <= 2'400); // a success starts over
}

void SyncEngineTest::retryAfterIsHonoured() {
    SyncFixture device;
    QVERIFY(device.createForm(1));
    device.server.script({Fault::Patience});
    const auto report = device.sync();
    QCOMPARE(report.error().args.value(u"seconds"_qs), u"40"_qs);
    QCOMPARE(device.retryAtMs, device.clock.nowMs() + 40'000);
}

void SyncEngineTest::aClockSetBackDoesNotWedgeTheQueue() {
    SyncFixture device;
    QVERIFY(device.createForm(3));
    device.server.script({Fault::Offline});
    QVERIFY(!device.sync());
    device.clock.setWall(device.clock.nowMs() - 2LL * 365 * 24 * 3'600 * 1'000);
    QVERIFY(device.sync().ok());
    QCOMPARE(device.difference(), QString());
}

void SyncEngineTest::delayStaysWithinItsBounds() {
    QVERIFY(rc::check("2 s to 5 min, give or take a fifth", [] {
        SeededRandom random(*rc::gen::arbitrary<quint32>());
        const auto failures = *rc::gen::inRange(-3, 2'000'000);
        const auto delay = SyncEngine::retryDelayMs(failures, random);
        RC_ASSERT(delay >= 1'600);
        RC_ASSERT(delay <= SyncEngine::longestDelayMs);
        if (failures >= 9) RC_ASSERT(delay >= 240'000);
    }));
}

void SyncEngineTest::oneTooLargeNeverBlocksTheRest() {
    SyncFixture device;
    QVERIFY(device.createForm(40));
    QVERIFY(device.sync().ok());
    device.server.maxBody = 60'000;
    for (const auto& id : device.indicators)
        QVERIFY(device.edit(id, u"target"_qs, u"新"_qs));
    QVERIFY(device.edit(device.indicators[13], u"basis"_qs, QString(100'000, u'x')));
    const auto report = device.sync();
    QVERIFY(report.ok());
    QCOMPARE(report->refused, 1);
    QCOMPARE(report->sent, 40);
    const auto left = device.outbox();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().state, OutboxState::Refused);
    QVERIFY(!left.first().reason.isEmpty());
    QCOMPARE(device.local(device.indicators[13])->value(u"basis"_qs).size(), 100'000); // the value stays in the form
    QCOMPARE(device.server.records().value(device.indicators[12]).value(u"target"_qs), u"新"_qs);
}

void SyncEngineTest::aServerWithSmallerLimitsStillGetsEverything() {
    SyncFixture device;
    device.server.maxBody = 4'000;
    QVERIFY(device.createForm(100));
    QVERIFY(device.sync().ok());
    QCOMPARE(device.difference(), QString());
    QVERIFY(device.server.batchSizes().size() > 4);
}

void SyncEngineTest::refusalsAndDeferralsDoNotLoop() {
    SyncFixture device;
    QVERIFY(device.createForm(3));
    device.server.judge = [&](const OutboundMutation& mutation) -> std::optional<MutationVerdict> {
        MutationVerdict verdict;
        verdict.mutationId = mutation.mutationId;
        verdict.problem = u"NotPermitted"_qs;
        verdict.reason = u"没有权限"_qs;
        if (mutation.record == device.indicators[0])
            verdict.verdict = Verdict::Rejected;
        else if (mutation.record == device.indicators[1])
            verdict.verdict = Verdict::Deferred;
        else
            return std::nullopt;
        return verdict;
    };
    const auto report = device.sync();
    QVERIFY(report.ok());
    QCOMPARE(report->refused, 1);
    QCOMPARE(report->sent, 4);
    QCOMPARE(device.server.batchSizes(), QList<int>{5});
    QCOMPARE(device.outbox().size(), 2);
    device.server.judge = nullptr;
    device.clock.advance(SyncEngine::longestDelayMs);
    QVERIFY(device.sync().ok());
    QCOMPARE(device.outbox().size(), 1); // what was deferred has arrived
}

void SyncEngineTest::remoteChangesArriveWithoutEcho() {
    SyncFixture device;
    QVERIFY(device.createForm(2));
    QVERIFY(device.sync().ok());
    auto theirs = device.server.records().value(device.indicators[0]);
    theirs.fields.insert(u"target"_qs, {u"≥98%"_qs, 0});
    device.server.change(theirs);
    QVERIFY(device.edit(device.indicators[0], Field::name, u"改名"_qs));
    const auto effects = device.server.effects().size();
    QVERIFY(device.sync().ok());
    const auto mine = device.local(device.indicators[0]);
    QCOMPARE(mine->value(u"target"_qs), u"≥98%"_qs);
    QCOMPARE(mine->value(Field::name), u"改名"_qs);
    QCOMPARE(device.server.effects().size(), effects + 1);
    QCOMPARE(device.sync()->sent, 0);
    QCOMPARE(device.difference(), QString());
}

void SyncEngineTest::anInterruptedPullKeepsWholePagesOnly() {
    SyncFixture device;
    SyncFixture source;
    QVERIFY(source.createForm(248));
    QVERIFY(source.sync().ok());
    for (const auto& record : source.server.records())
        device.server.change(record);
    device.server.script({Fault::None, Fault::CutAfter});
    QVERIFY(!device.sync());
    const auto cursor = *device.store->call([](Store& each) { return each.cursor(); });
    QCOMPARE(cursor, 100);
    QVERIFY(device.sync().ok());
    QCOMPARE(device.difference(), QString());
    QCOMPARE(*device.store->call([](Store& each) { return each.cursor(); }), 250);
}

void SyncEngineTest::cancelLeavesEverythingDue() {
    SyncFixture device;
    QVERIFY(device.createForm(2));
    device.server.intercept = [](const HttpRequest& request, const CancelFlag&) -> std::optional<Error> {
        return Error{ErrorCode::Cancelled, {}, {}, request.requestId};
    };
    const auto report = device.sync();
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QCOMPARE(device.retryAtMs, 0);
    device.server.intercept = nullptr;
    QVERIFY(device.sync().ok());
    QCOMPARE(device.difference(), QString());
}

void SyncEngineTest::progressIsReported() {
    SyncFixture device;
    QVERIFY(device.createForm(300));
    QList<SyncProgress> seen;
    SyncEngine engine(*device.store, device.server, device.clock, device.random, u"token"_qs);
    const auto cancel = std::make_shared<std::atomic<bool>>(false);
    QVERIFY(engine.runOnce(cancel, [&seen](SyncProgress progress) { seen.append(progress); }).ok());
    QVERIFY(seen.size() >= 5);
    QCOMPARE(seen.first().total, 302);
    int done = 0;
    for (const auto& progress : seen) {
        if (!progress.pushing) break;
        QVERIFY(progress.done > done && progress.done <= progress.total);
        done = progress.done;
    }
    QCOMPARE(done, 302);
    QVERIFY(!seen.last().pushing);
    QCOMPARE(seen.last().done, 302);
}

void SyncEngineTest::enrolmentIsExchanged() {
    struct OneReply final : HttpClient {
        HttpReply reply;
        HttpRequest seen;
        Result<HttpReply> send(const HttpRequest& request, const CancelFlag&) override {
            seen = request;
            return reply;
        }
    } http;
    ManualClock clock;
    SeededRandom random;
    UuidV7Source ids(clock, random);
    const protocol::EnrolRequest request{u"ABCD-EFGH-JKLM"_qs, ids.next(), u"平板一"_qs, Signer::ed25519,
                                         Signer::generate().publicKey()};
    const auto ask = [&] { return enrolDevice(http, request, std::make_shared<std::atomic<bool>>(false)); };
    const protocol::EnrolReply granted{
        u"token-1"_qs,
        {ids.next().toString(), u"王警官"_qs, {Role::Filler}, request.deviceId.toString(), ids.next().toString()},
        u"某县公安局"_qs,
        u"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"_qs,
        {QString::fromLatin1(QByteArray(32, 'p').toBase64())}};
    http.reply.status = 200;
    http.reply.headers.insert(u"content-type"_qs, u"application/json"_qs);
    http.reply.body = protocol::encode(granted);
    const auto reply = ask();
    QVERIFY2(reply.ok(), reply ? "" : qPrintable(reply.error().detail));
    QCOMPARE(reply->token, u"token-1"_qs);
    QCOMPARE(http.seen.path, QString::fromLatin1(protocol::enrolPath));
    QVERIFY(http.seen.bearer.isEmpty());
    for (const auto& code : {ErrorCode::EnrolmentInvalid, ErrorCode::EnrolmentUsed, ErrorCode::EnrolmentExpired}) {
        http.reply.status = 403;
        http.reply.body = protocol::encode(protocol::Problem{403, u"no"_qs, {}, Error{code}.id(), {}});
        QCOMPARE(ask().error().code, code);
    }
    http.reply.status = 200;
    http.reply.body = protocol::encode(protocol::PushReply{});
    QCOMPARE(ask().error().code, ErrorCode::ServerNonsense);
}

QTEST_GUILESS_MAIN(SyncEngineTest)
#include "tst_sync_engine.moc"
