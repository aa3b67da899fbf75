#include "store_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {
const QString target = QStringLiteral("target");
} // namespace

/// What waits for the server, in which order, and what a verdict does to it.
class TestStoreOutbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unsentEditsOfOneRecordAreOneMutation();
    void aFrozenMutationNeverChanges();
    void anEditDuringFlightIsTheNextMutation();
    void fieldsKnowTheirBase();
    void deviceSequenceGrows();
    void aRecordWaitsForItsParent();
    void removedBeforeItWasSent();
    void refusalKeepsTheValues();
    void editingARefusedFieldTriesAgain();
    void refusedWhileEditedAgain();
    void deferredWaitsLonger();
    void dismissedRefusal();
    void unknownVerdictsAreIgnored();
};

void TestStoreOutbox::unsentEditsOfOneRecordAreOneMutation() {
    StoreFixture f;
    const Id form = f.addForm(2);
    f.syncAll();
    for (int i = 0; i < 5; ++i) {
        VERIFY_OK(f.set(form, f.indicators[0], target, QString::number(i)));
        f.reopen();
    }
    VERIFY_OK(f.set(form, f.indicators[0], QStringLiteral("basis"), QStringLiteral("上年数")));
    VERIFY_OK(f.set(form, f.indicators[1], target, QStringLiteral("x")));
    const auto sent = f.take();
    QCOMPARE(sent.size(), 2);
    QCOMPARE(sent[0].record, f.indicators[0]);
    QCOMPARE(sent[0].recordType, RecordType::indicator);
    QCOMPARE(sent[0].parent, form);
    QCOMPARE(sent[0].unit, f.unit);
    QCOMPARE(sent[0].fields.keys(), QStringList({QStringLiteral("basis"), target}));
    QCOMPARE(sent[0].fields.value(target).value, QStringLiteral("4"));
}

void TestStoreOutbox::aFrozenMutationNeverChanges() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    const auto first = f.take();
    QCOMPARE(first.size(), 1);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("2")));
    QVERIFY(f.take().isEmpty());
    VERIFY_OK(f.store->releaseInFlight(QStringLiteral("断网"), f.clock.nowMs() + 5000));
    QVERIFY(f.take().isEmpty());
    QCOMPARE(f.store->outbox()->first().reason, QStringLiteral("断网"));
    QCOMPARE(f.store->outbox()->first().attempts, 1);
    f.clock.advance(5000);
    f.reopen();
    auto again = f.take();
    QCOMPARE(again.size(), 1);
    QCOMPARE(again[0].mutationId, first[0].mutationId);
    QCOMPARE(again[0].deviceSeq, first[0].deviceSeq);
    QCOMPARE(again[0].fields, first[0].fields);
    // The process dies while the request is out.
    f.reopen();
    again = f.take();
    QCOMPARE(again.size(), 1);
    QCOMPARE(again[0].mutationId, first[0].mutationId);
    QCOMPARE(again[0].fields, first[0].fields);
}

void TestStoreOutbox::anEditDuringFlightIsTheNextMutation() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    const auto first = f.take();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("2")));
    QVERIFY(f.take().isEmpty()); // it depends on the verdict
    f.answer({f.verdict(first[0], Verdict::Applied, 70)});
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("2"));
    const auto second = f.take();
    QCOMPARE(second.size(), 1);
    QVERIFY(!(second[0].mutationId == first[0].mutationId));
    QCOMPARE(second[0].fields.value(target), (FieldValue{QStringLiteral("2"), 70}));
    f.answer({f.verdict(second[0], Verdict::Merged, 75)});
    QCOMPARE(f.revision(f.indicators[0], target), 75);
    QVERIFY(f.store->outbox()->isEmpty());
}

void TestStoreOutbox::fieldsKnowTheirBase() {
    StoreFixture f;
    const Id form = f.addForm(1);
    const auto created = f.take();
    for (const auto& mutation : created) {
        for (const auto& field : mutation.fields)
            QCOMPARE(field.revision, 0);
    }
    QList<MutationVerdict> verdicts;
    for (int i = 0; i < created.size(); ++i)
        verdicts.append(f.verdict(created[i], i == 0 ? Verdict::Duplicate : Verdict::Applied, 10 + i));
    f.answer(verdicts);
    QCOMPARE(f.revision(f.project, Field::name), 10);
    QCOMPARE(f.revision(f.indicators[0], target), 12);
    QCOMPARE((*f.store->record(form))->revision, 11);
}

void TestStoreOutbox::deviceSequenceGrows() {
    StoreFixture f;
    f.addForm(3);
    qint64 last = 0;
    for (int round = 0; round < 3; ++round) {
        const auto sent = f.take(2);
        QVERIFY(sent.size() <= 2);
        QList<MutationVerdict> verdicts;
        for (const auto& mutation : sent) {
            QCOMPARE(mutation.deviceSeq, last + 1);
            last = mutation.deviceSeq;
            verdicts.append(f.verdict(mutation, Verdict::Applied, last));
        }
        f.answer(verdicts);
        f.reopen();
    }
    QCOMPARE(last, 5);
}

void TestStoreOutbox::aRecordWaitsForItsParent() {
    StoreFixture f;
    const Id form = f.addForm(1);
    const auto sent = f.take(1); // the project alone
    QCOMPARE(sent[0].record, f.project);
    QVERIFY(f.take().isEmpty());
    MutationVerdict deferred = f.verdict(sent[0], Verdict::Deferred, 0);
    f.answer({deferred});
    QVERIFY(f.take().isEmpty()); // nothing goes ahead of what it hangs on
    f.clock.advance(600'000);
    const auto all = f.take();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all[0].record, f.project);
    QCOMPARE(all[1].record, form);
    QCOMPARE(all[2].record, f.indicators[0]);
}

void TestStoreOutbox::removedBeforeItWasSent() {
    StoreFixture f;
    const Id form = f.addForm(2);
    RecordEdit removal;
    removal.record = f.indicators[0];
    removal.remove = true;
    VERIFY_OK(f.store->apply(f.batch(form, {removal})));
    QCOMPARE(f.store->outbox()->size(), 3);
    f.syncAll();
    removal.record = f.indicators[1];
    VERIFY_OK(f.set(form, f.indicators[1], target, QStringLiteral("1")));
    VERIFY_OK(f.store->apply(f.batch(form, {removal})));
    const auto sent = f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].kind, MutationKind::Delete);
    QCOMPARE(sent[0].fields.value(QStringLiteral("deleted")).value, QStringLiteral("1"));
    QVERIFY(sent[0].fields.value(QStringLiteral("deleted")).revision > 0);
    f.answer({f.verdict(sent[0], Verdict::Applied, 99)});
    VERIFY_OK(f.store->undo(form, f.filler));
    const auto restored = f.take();
    QCOMPARE(restored.size(), 1);
    QCOMPARE(restored[0].kind, MutationKind::Fields);
    QCOMPARE(restored[0].fields.value(QStringLiteral("deleted")), (FieldValue{QStringLiteral("0"), 99}));
    QCOMPARE(restored[0].fields.value(target).value, QStringLiteral("1"));
    QVERIFY(restored[0].fields.contains(Field::name));
}

void TestStoreOutbox::refusalKeepsTheValues() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("坏")));
    const auto sent = f.take();
    MutationVerdict refused = f.verdict(sent[0], Verdict::Rejected, 0);
    refused.problem = QStringLiteral("NotPermitted");
    refused.reason = QStringLiteral("没有权限");
    f.answer({refused});
    f.reopen();
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("坏"));
    QCOMPARE(f.summary(form).status, FormStatus::Refused);
    QCOMPARE(f.summary(form).note, QStringLiteral("没有权限"));
    QCOMPARE(f.store->outbox()->first().state, OutboxState::Refused);
    QCOMPARE(f.store->outbox()->first().problem, QStringLiteral("NotPermitted"));
    QVERIFY(f.take().isEmpty());
    VERIFY_OK(f.store->retryNow());
    const auto again = f.take();
    QCOMPARE(again.size(), 1);
    QVERIFY(!(again[0].mutationId == sent[0].mutationId)); // the server's word on the old one is final
    QCOMPARE(again[0].fields, sent[0].fields);
}

void TestStoreOutbox::editingARefusedFieldTriesAgain() {
    StoreFixture f;
    const Id form = f.addForm(1);
    const auto sent = f.take();
    f.answer({f.verdict(sent[0], Verdict::Applied, 1), f.verdict(sent[1], Verdict::Applied, 2),
              f.verdict(sent[2], Verdict::Rejected, 0)});
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("好")));
    QCOMPARE(f.store->outbox()->size(), 1);
    const auto again = f.take();
    QCOMPARE(again.size(), 1);
    QVERIFY(again[0].fields.contains(Field::name)); // a new record goes whole
    QCOMPARE(again[0].fields.value(target).value, QStringLiteral("好"));
    QCOMPARE(f.summary(form).status, FormStatus::Draft);
}

void TestStoreOutbox::refusedWhileEditedAgain() {
    StoreFixture f;
    const Id form = f.addForm(1);
    const auto sent = f.take();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("好")));
    f.answer({f.verdict(sent[0], Verdict::Applied, 1), f.verdict(sent[1], Verdict::Applied, 2),
              f.verdict(sent[2], Verdict::Rejected, 0)});
    QCOMPARE(f.store->outbox()->size(), 1);
    const auto again = f.take();
    QCOMPARE(again.size(), 1);
    QVERIFY(again[0].fields.contains(Field::name));
    QCOMPARE(again[0].fields.value(target).value, QStringLiteral("好"));
}

void TestStoreOutbox::deferredWaitsLonger() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    Id mutation;
    qint64 lastDelay = 0;
    for (int i = 0; i < 12; ++i) {
        const auto sent = f.take();
        QCOMPARE(sent.size(), 1);
        if (i > 0) QCOMPARE(sent[0].mutationId, mutation);
        mutation = sent[0].mutationId;
        f.answer({f.verdict(sent[0], Verdict::Deferred, 0)});
        QVERIFY(f.take().isEmpty());
        const qint64 delay = f.store->outbox()->first().nextAttemptMs - f.clock.nowMs();
        QVERIFY(delay >= lastDelay);
        QVERIFY(delay >= 2000 && delay <= 300'000);
        lastDelay = delay;
        f.clock.advance(delay);
    }
    QCOMPARE(lastDelay, 300'000);
}

void TestStoreOutbox::dismissedRefusal() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("坏")));
    const auto sent = f.take();
    f.answer({f.verdict(sent[0], Verdict::Rejected, 0)});
    VERIFY_OK(f.store->dismissRefusal(f.ids.next()));
    QCOMPARE(f.store->outbox()->size(), 1);
    VERIFY_OK(f.store->dismissRefusal(sent[0].mutationId));
    QVERIFY(f.store->outbox()->isEmpty());
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("坏"));
    QCOMPARE(f.summary(form).status, FormStatus::Draft);
}

void TestStoreOutbox::unknownVerdictsAreIgnored() {
    StoreFixture f;
    f.addForm(1);
    MutationVerdict stranger;
    stranger.mutationId = f.ids.next();
    stranger.verdict = Verdict::Applied;
    // A mutation that was never sent cannot have been applied.
    MutationVerdict early;
    early.mutationId = f.store->outbox()->first().mutationId;
    early.verdict = Verdict::Applied;
    f.answer({stranger, early});
    QCOMPARE(f.store->outbox()->size(), 3);
}

QTEST_GUILESS_MAIN(TestStoreOutbox)
#include "tst_store_outbox.moc"
