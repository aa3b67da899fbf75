#include "store_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {
const QString target = QStringLiteral("target");
const QString deleted = QStringLiteral("deleted");
} // namespace

/// Removals, repeats and old copies: what the store must not lose when answers come late or twice.
class TestStoreMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRemovalKnowsWhatWasSeen();
    void aRemovalOvertakesAnEdit();
    void takingTheRecordBackReadsItAgain();
    void aQuestionThatAnsweredItself();
    void aLateAnswerReadsWhatWasPassedOver();
    void aLateAnswerKeepsTheNewerState();
    void theCursorIsNotMovedPastARecordToReadAgain();
    void anOldCopyUsesOtherIds();
    void reportsKeepTheChain();

private:
    static RecordEdit removal(const Id& record) {
        RecordEdit edit;
        edit.record = record;
        edit.remove = true;
        return edit;
    }
    static Record remote(StoreFixture& f, const Id& id, const QString& value, qint64 revision) {
        Record record = **f.store->record(id);
        record.deleted = false;
        record.fields[target] = {value, revision};
        record.revision = revision;
        return record;
    }
    static MutationVerdict existenceConflict(StoreFixture& f, const OutboundMutation& sent, bool theirs, qint64 at) {
        auto verdict = f.verdict(sent, Verdict::Conflict, at);
        verdict.conflicts = {{deleted, QString::number(int(theirs)), at, QStringLiteral("张三"), 1}};
        return verdict;
    }
};

void TestStoreMerge::aRemovalKnowsWhatWasSeen() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const auto row = f.indicators[0];
    const auto seen = f.revision(row, target);
    VERIFY_OK(f.store->apply(f.batch(form, {removal(row)})));
    VERIFY_OK(f.store->applyRemote({remote(f, row, QStringLiteral("theirs"), 60)}, 60)); // nobody here sees it
    auto sent = f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].fields.value(target), (FieldValue{QStringLiteral("≥95%"), seen}));
    f.answer({f.verdict(sent[0], Verdict::Rejected, 0)});
    VERIFY_OK(f.store->retryNow());
    QCOMPARE(f.take().at(0).fields.value(target).revision, seen); // the next try knows no more
}

void TestStoreMerge::aRemovalOvertakesAnEdit() {
    for (const auto kind : {Verdict::Conflict, Verdict::Rejected}) {
        StoreFixture f;
        const Id form = f.addForm(1);
        f.syncAll();
        VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("mine")));
        const auto edit = f.take().at(0);
        VERIFY_OK(f.store->apply(f.batch(form, {removal(f.indicators[0])})));
        auto verdict = existenceConflict(f, edit, true, 60);
        verdict.verdict = kind;
        f.answer({verdict});
        QVERIFY(f.store->conflicts()->isEmpty());
        const auto sent = f.take();
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent[0].kind, MutationKind::Delete);
        f.answer({f.verdict(sent[0], Verdict::Applied, 60)});
        QVERIFY(f.store->outbox()->isEmpty());
    }
}

void TestStoreMerge::takingTheRecordBackReadsItAgain() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const auto row = f.indicators[0];
    VERIFY_OK(f.store->applyRemote({}, 40));
    VERIFY_OK(f.set(form, row, target, QStringLiteral("never sent")));
    VERIFY_OK(f.store->apply(f.batch(form, {removal(row)})));
    f.answer({existenceConflict(f, f.take().at(0), false, 50)});
    VERIFY_OK(f.store->applyRemote({}, 70));
    VERIFY_OK(f.store->resolveConflict(f.store->conflicts()->first(), false, f.filler));
    QVERIFY(f.store->outbox()->isEmpty());
    QVERIFY(!(*f.store->record(row))->deleted);
    QVERIFY(*f.store->cursor() < 50);
    Record theirs = remote(f, row, QStringLiteral("theirs"), 3);
    theirs.revision = 50;
    VERIFY_OK(f.store->applyRemote({theirs}, 70));
    QCOMPARE(f.value(row, target), QStringLiteral("theirs"));
}

void TestStoreMerge::aQuestionThatAnsweredItself() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const auto row = f.indicators[0];
    VERIFY_OK(f.set(form, row, target, QStringLiteral("mine")));
    f.answer({existenceConflict(f, f.take().at(0), true, 50)});
    QCOMPARE(f.store->conflicts()->size(), 1);
    // Somebody else has brought it back.
    VERIFY_OK(f.store->applyRemote({remote(f, row, QStringLiteral("≥95%"), 60)}, 60));
    QVERIFY(f.store->conflicts()->isEmpty());
    const auto sent = f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].fields.value(target).value, QStringLiteral("mine"));
    f.answer({f.verdict(sent[0], Verdict::Applied, 61)});
    QVERIFY(f.store->outbox()->isEmpty());
}

void TestStoreMerge::aLateAnswerReadsWhatWasPassedOver() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const auto row = f.indicators[0];
    VERIFY_OK(f.set(form, row, target, QStringLiteral("mine")));
    const auto sent = f.take(); // has its effect as 50, and the answer is lost
    VERIFY_OK(f.store->releaseInFlight({}, 0));
    const auto newer = remote(f, row, QStringLiteral("theirs, knowing mine"), 60);
    auto gone = newer;
    gone.deleted = true;
    gone.revision = 61;
    VERIFY_OK(f.store->applyRemote({newer, gone}, 70));
    QCOMPARE(f.value(row, target), QStringLiteral("mine"));
    f.answer({f.verdict(sent[0], Verdict::Duplicate, 50)});
    QVERIFY(*f.store->cursor() < 61);
    VERIFY_OK(f.store->applyRemote({gone}, 70));
    QCOMPARE(f.value(row, target), QStringLiteral("theirs, knowing mine"));
    QVERIFY((*f.store->record(row))->deleted);
}

void TestStoreMerge::aLateAnswerKeepsTheNewerState() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_OK(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    const auto sent = f.take();
    Record declaration = **f.store->record(form);
    declaration.fields[Field::state] = {QStringLiteral("withdrawn"), 60};
    declaration.revision = 60;
    VERIFY_OK(f.store->applyRemote({declaration}, 60));
    f.answer({f.verdict(sent[0], Verdict::Duplicate, 50)});
    QCOMPARE(f.value(form, Field::state), QStringLiteral("withdrawn"));
}

void TestStoreMerge::theCursorIsNotMovedPastARecordToReadAgain() {
    StoreFixture f;
    VERIFY_OK(f.store->applyRemote({}, 50));
    VERIFY_OK(f.store->applyRemote({}, 60, 50));
    QCOMPARE(*f.store->cursor(), 60);
    VERIFY_OK(f.store->applyRemote({}, 70, 50)); // set back or forward while the page was under way
    QCOMPARE(*f.store->cursor(), 60);
}

void TestStoreMerge::anOldCopyUsesOtherIds() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    f.close();
    const auto old = readAll(f.file());
    f.reopen();
    const auto first = f.take().at(0);
    f.close();
    QFile file(f.file());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(old), old.size());
    file.close();
    f.reopen();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("2")));
    const auto second = f.take().at(0);
    QCOMPARE(second.deviceSeq, first.deviceSeq); // by this the server knows it for an old copy
    QVERIFY(second.mutationId != first.mutationId);
}

void TestStoreMerge::reportsKeepTheChain() {
    StoreFixture f;
    const Id form = f.addForm(1);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    VERIFY_OK(f.store->undo(form, f.filler));
    f.syncAll();
    Record declaration = **f.store->record(form);
    declaration.fields[Field::state] = {QStringLiteral("unit_approved"), 90};
    declaration.revision = 90;
    VERIFY_OK(f.store->applyRemote({declaration}, 90));
    RecordEdit report;
    report.record = f.ids.next();
    report.create = true;
    report.type = RecordType::report;
    report.unit = f.unit;
    report.parent = form;
    report.values = {{QStringLiteral("actualValue"), QStringLiteral("97")}};
    VERIFY_OK(f.store->apply(f.batch(form, {report})));
    QCOMPARE(f.store->history(form, 1)->first().kind, QStringLiteral("report"));
    const auto audit = f.store->verifyAudit();
    VERIFY_OK(audit);
    QVERIFY(audit->ok());
}

QTEST_GUILESS_MAIN(TestStoreMerge)
#include "tst_store_merge.moc"
