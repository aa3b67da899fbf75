#include "store_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {
const QString target = QStringLiteral("target");
const QString basis = QStringLiteral("basis");

Record changed(Record record, const QString& field, const QString& value, qint64 revision) {
    record.fields[field] = {value, revision};
    record.revision = revision;
    return record;
}
} // namespace

/// What comes back from the server: remote changes, conflicts, decisions, and where a form stands.
class TestStoreSync : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remoteChangesArrive();
    void remoteChangesSpareUnsentWork();
    void aStalePageChangesNothing();
    void remoteRemoval();
    void conflictKeepMine();
    void conflictTakeTheirs();
    void conflictLeavesTheOtherFields();
    void editingAConflictedField();
    void removedThereChangedHere();
    void removedHereChangedThere();
    void aDecisionIsOvertakenByNothing();
    void aDecisionWaitsForConflicts();
    void aResolvedConflictGoesBeforeTheDecision();
    void submittedIsLocked();
    void cancelledDecision();
    void statusOfTheJourney();

private:
    /// Sends one edit of the target and lets it conflict with "theirs".
    static Conflict makeConflict(StoreFixture& f, const Id& form) {
        if (!f.set(form, f.indicators[0], target, QStringLiteral("mine"))) qFatal("set");
        if (!f.set(form, f.indicators[0], basis, QStringLiteral("依据"))) qFatal("set");
        const auto sent = f.take();
        MutationVerdict verdict = f.verdict(sent.at(0), Verdict::Conflict, 50);
        verdict.conflicts = {{target, QStringLiteral("theirs"), 49, QStringLiteral("张三"), 1234}};
        f.answer({verdict});
        return f.store->conflicts()->value(0);
    }
};

void TestStoreSync::remoteChangesArrive() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const Record mine = **f.store->record(f.indicators[0]);
    Record fresh{RecordType::indicator, f.ids.next(), f.unit, form, {{target, {QStringLiteral("≥1"), 71}}}, 71, false};
    for (int i = 0; i < 2; ++i) { // a page twice is a page once
        VERIFY_OK(f.store->applyRemote({changed(mine, target, QStringLiteral("≥99%"), 70), fresh}, 71));
        QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("≥99%"));
        QCOMPARE(f.value(fresh.id, target), QStringLiteral("≥1"));
        QCOMPARE(*f.store->cursor(), 71);
        QVERIFY(f.store->outbox()->isEmpty());
        const auto history = f.store->history(form, 100);
        QCOMPARE(history->size(), 5);
        QCOMPARE(history->at(0).op, QStringLiteral("create"));
        QCOMPARE(history->at(0).record, fresh.id);
        QCOMPARE(history->at(1).kind, QStringLiteral("remote"));
        QCOMPARE(history->at(1).oldValue, QStringLiteral("≥95%"));
        QCOMPARE(history->at(1).newValue, QStringLiteral("≥99%"));
        f.reopen();
    }
    QVERIFY(!f.store->undoState(form)->canUndo);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("≥98%")));
    QCOMPARE(f.take().at(0).fields.value(target).revision, 70);
}

void TestStoreSync::remoteChangesSpareUnsentWork() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    Record remote = changed(**f.store->record(f.indicators[0]), target, QStringLiteral("theirs"), 60);
    remote.fields[basis] = {QStringLiteral("文件"), 60};
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("mine")));
    VERIFY_OK(f.store->applyRemote({remote}, 60));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("mine"));
    QCOMPARE(f.value(f.indicators[0], basis), QStringLiteral("文件"));
    const auto sent = f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].fields.keys(), QStringList{target});
    QVERIFY(sent[0].fields.value(target).revision < 60); // so the server sees the conflict
    // Also while it is in flight.
    VERIFY_OK(f.store->applyRemote({changed(remote, target, QStringLiteral("newer"), 61)}, 61));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("mine"));
}

void TestStoreSync::aStalePageChangesNothing() {
    StoreFixture f;
    f.addForm(1);
    f.syncAll();
    const Record old = **f.store->record(f.indicators[0]);
    VERIFY_OK(f.store->applyRemote({changed(old, target, QStringLiteral("新"), 60)}, 60));
    VERIFY_OK(f.store->applyRemote({old}, 40));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("新"));
    QCOMPARE(*f.store->cursor(), 40); // the feed started over, and goes on from there
}

void TestStoreSync::remoteRemoval() {
    StoreFixture f;
    const Id form = f.addForm(2);
    f.syncAll();
    Record gone = **f.store->record(f.indicators[0]);
    gone.deleted = true;
    gone.revision = 80;
    Record edited = **f.store->record(f.indicators[1]);
    edited.deleted = true;
    edited.revision = 81;
    VERIFY_OK(f.set(form, f.indicators[1], target, QStringLiteral("未发送")));
    VERIFY_OK(f.store->applyRemote({gone, edited}, 81));
    QVERIFY((*f.store->record(f.indicators[0]))->deleted);
    QVERIFY(!(*f.store->record(f.indicators[1]))->deleted); // unsent work stays until a person decides
    QCOMPARE(f.store->children(form)->size(), 1);
    QVERIFY(f.store->check()->intact);
}

void TestStoreSync::conflictKeepMine() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const Conflict conflict = makeConflict(f, form);
    f.reopen();
    QCOMPARE(f.store->conflicts()->size(), 1);
    QCOMPARE(conflict.mine, QStringLiteral("mine"));
    QCOMPARE(conflict.theirs, QStringLiteral("theirs"));
    QCOMPARE(conflict.theirsBy, QStringLiteral("张三"));
    QCOMPARE(conflict.theirsAtMs, 1234);
    QCOMPARE(conflict.scope, form);
    QCOMPARE(f.summary(form).status, FormStatus::Conflict);
    QVERIFY(f.take().isEmpty());
    VERIFY_OK(f.store->resolveConflict(conflict, true, f.filler));
    QVERIFY(f.store->conflicts()->isEmpty());
    const auto sent = f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].fields, (QMap<QString, FieldValue>{{target, {QStringLiteral("mine"), 49}}}));
    f.answer({f.verdict(sent[0], Verdict::Applied, 52)});
    QCOMPARE(f.summary(form).status, FormStatus::Draft);
    VERIFY_ERROR(f.store->resolveConflict(conflict, true, f.filler), ErrorCode::RecordNotFound);
}

void TestStoreSync::conflictTakeTheirs() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const Conflict conflict = makeConflict(f, form);
    VERIFY_OK(f.store->resolveConflict(conflict, false, f.filler));
    QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("theirs"));
    QVERIFY(f.store->outbox()->isEmpty());
    const auto newest = f.store->history(form, 1)->first();
    QCOMPARE(newest.kind, QStringLiteral("resolve"));
    QCOMPARE(newest.oldValue, QStringLiteral("mine"));
}

void TestStoreSync::conflictLeavesTheOtherFields() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    makeConflict(f, form);
    QCOMPARE(f.revision(f.indicators[0], basis), 50);
    VERIFY_OK(f.set(form, f.indicators[0], basis, QStringLiteral("新依据")));
    const auto sent = f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent[0].fields.keys(), QStringList{basis});
}

void TestStoreSync::editingAConflictedField() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    Conflict conflict = makeConflict(f, form);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("mine again")));
    QVERIFY(f.take().isEmpty());
    QCOMPARE(f.store->conflicts()->first().mine, QStringLiteral("mine again"));
    // A newer value of theirs is a new question.
    Record remote = changed(**f.store->record(f.indicators[0]), target, QStringLiteral("theirs 2"), 55);
    VERIFY_OK(f.store->applyRemote({remote}, 55));
    VERIFY_ERROR(f.store->resolveConflict(conflict, true, f.filler), ErrorCode::InvalidInput);
    conflict = f.store->conflicts()->first();
    QCOMPARE(conflict.theirs, QStringLiteral("theirs 2"));
    VERIFY_OK(f.store->resolveConflict(conflict, true, f.filler));
    QCOMPARE(f.take().at(0).fields.value(target), (FieldValue{QStringLiteral("mine again"), 55}));
}

void TestStoreSync::removedThereChangedHere() {
    for (const bool keepMine : {true, false}) {
        StoreFixture f;
        const Id form = f.addForm(1);
        f.syncAll();
        VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("mine")));
        MutationVerdict verdict = f.verdict(f.take().at(0), Verdict::Conflict, 50);
        verdict.conflicts = {{QStringLiteral("deleted"), QStringLiteral("1"), 50, {}, 0}};
        f.answer({verdict});
        const auto conflict = f.store->conflicts()->first();
        QCOMPARE(conflict.mine, QStringLiteral("0"));
        VERIFY_OK(f.store->resolveConflict(conflict, keepMine, f.filler));
        QCOMPARE((*f.store->record(f.indicators[0]))->deleted, !keepMine);
        const auto sent = f.take();
        QCOMPARE(sent.size(), keepMine ? 1 : 0);
        if (keepMine) {
            QCOMPARE(sent[0].fields.value(QStringLiteral("deleted")), (FieldValue{QStringLiteral("0"), 50}));
            QCOMPARE(sent[0].fields.value(target).value, QStringLiteral("mine"));
        }
    }
}

void TestStoreSync::removedHereChangedThere() {
    for (const bool keepMine : {true, false}) {
        StoreFixture f;
        const Id form = f.addForm(1);
        f.syncAll();
        RecordEdit removal;
        removal.record = f.indicators[0];
        removal.remove = true;
        VERIFY_OK(f.store->apply(f.batch(form, {removal})));
        MutationVerdict verdict = f.verdict(f.take().at(0), Verdict::Conflict, 50);
        verdict.conflicts = {{target, QStringLiteral("theirs"), 50, {}, 0}};
        f.answer({verdict});
        const auto conflict = f.store->conflicts()->first();
        QCOMPARE(conflict.field, QStringLiteral("deleted"));
        QCOMPARE(conflict.mine, QStringLiteral("1"));
        VERIFY_OK(f.store->resolveConflict(conflict, keepMine, f.filler));
        QCOMPARE((*f.store->record(f.indicators[0]))->deleted, keepMine);
        const auto sent = f.take();
        QCOMPARE(sent.size(), keepMine ? 1 : 0);
        if (keepMine) {
            QCOMPARE(sent[0].kind, MutationKind::Delete);
            QCOMPARE(sent[0].fields.value(QStringLiteral("deleted")).revision, 50);
        }
    }
}

void TestStoreSync::aDecisionIsOvertakenByNothing() {
    StoreFixture f;
    const Id form = f.addForm(3);
    f.syncAll();
    for (const auto& row : std::as_const(f.indicators))
        VERIFY_OK(f.set(form, row, target, QStringLiteral("1")));
    const Record submit = f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted"));
    VERIFY_OK(f.store->queueCommand(f.filler, submit, {}));
    QCOMPARE(f.take(2).size(), 2);
    const auto rest = f.take(); // one edit is left; the decision must wait for the two in flight
    QCOMPARE(rest.size(), 1);
    QCOMPARE(rest[0].kind, MutationKind::Fields);
    VERIFY_OK(f.store->releaseInFlight({}, 0));
    const auto all = f.take();
    QCOMPARE(all.size(), 4);
    QCOMPARE(all.last().kind, MutationKind::Command);
    QCOMPARE(all.last().record, submit.id);
    QCOMPARE(all.last().parent, form);
    QCOMPARE(all.last().fields.value(Field::toState).value, QStringLiteral("submitted"));
}

void TestStoreSync::aDecisionWaitsForConflicts() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("坏")));
    VERIFY_OK(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    const auto sent = f.take(1);
    f.answer({f.verdict(sent[0], Verdict::Rejected, 0)});
    QVERIFY(f.take().isEmpty());
    QVERIFY(!f.store->outbox()->last().reason.isEmpty());
    QCOMPARE(f.summary(form).status, FormStatus::Refused);
    VERIFY_OK(f.store->retryNow());
    QCOMPARE(f.take().size(), 2);
}

void TestStoreSync::aResolvedConflictGoesBeforeTheDecision() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const Conflict conflict = makeConflict(f, form);
    VERIFY_OK(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    QVERIFY(f.take().isEmpty());
    VERIFY_OK(f.store->resolveConflict(conflict, true, f.filler));
    const auto sent = f.take();
    QCOMPARE(sent.size(), 2);
    QCOMPARE(sent[0].record, f.indicators[0]);
    QCOMPARE(sent[1].kind, MutationKind::Command);
}

void TestStoreSync::submittedIsLocked() {
    StoreFixture f;
    const Id form = f.addForm(1);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    VERIFY_OK(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    const auto locked = [&] {
        VERIFY_ERROR(f.set(form, f.indicators[0], target, QStringLiteral("2")), ErrorCode::FormLocked);
        VERIFY_ERROR(f.set({}, f.indicators[0], target, QStringLiteral("2")), ErrorCode::FormLocked);
        VERIFY_ERROR(f.set(form, form, QStringLiteral("title"), QStringLiteral("2")), ErrorCode::FormLocked);
        VERIFY_ERROR(f.store->undo(form, f.filler), ErrorCode::FormLocked);
        QCOMPARE(f.value(f.indicators[0], target), QStringLiteral("1"));
    };
    locked();
    f.reopen();
    locked();
    f.syncAll(); // acknowledged, not pulled yet: no gap in the lock
    locked();
    QCOMPARE(f.value(form, Field::state), QStringLiteral("submitted"));
}

void TestStoreSync::cancelledDecision() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    VERIFY_ERROR(f.store->cancelCommand(form), ErrorCode::TransitionRefused);
    const Record submit = f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted"));
    const Record remark = f.opinionOn(form, f.indicators[0], QStringLiteral("请核"), submit.id);
    VERIFY_OK(f.store->queueCommand(f.filler, submit, {remark}));
    QCOMPARE(f.store->outbox()->size(), 2);
    VERIFY_OK(f.store->cancelCommand(form));
    QVERIFY(f.store->outbox()->isEmpty());
    QCOMPARE(f.summary(form).status, FormStatus::Draft);
    QVERIFY(f.store->children(form, RecordType::opinion)->isEmpty());
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("2")));
    VERIFY_OK(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    f.take();
    VERIFY_ERROR(f.store->cancelCommand(form), ErrorCode::TransitionRefused);
    VERIFY_OK(f.store->releaseInFlight({}, 0));
    VERIFY_ERROR(f.store->cancelCommand(form), ErrorCode::TransitionRefused); // it may have arrived
    VERIFY_ERROR(f.store->queueCommand(
                     f.filler, f.decision(f.ids.next(), QStringLiteral("submit"), QStringLiteral("submitted")), {}),
                 ErrorCode::RecordNotFound);
    VERIFY_ERROR(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("nowhere")), {}),
        ErrorCode::InvalidInput);
}

void TestStoreSync::statusOfTheJourney() {
    StoreFixture f;
    const Id form = f.addForm(1);
    QCOMPARE(f.summary(form).status, FormStatus::Draft);
    VERIFY_OK(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    QCOMPARE(f.summary(form).status, FormStatus::Waiting);
    QCOMPARE(f.summary(form).state, FormState::Submitted);
    QCOMPARE(f.take(1).size(), 1);
    QCOMPARE(f.summary(form).status, FormStatus::Sending);
    VERIFY_OK(f.store->releaseInFlight({}, 0));
    QCOMPARE(f.summary(form).status, FormStatus::Waiting);
    f.syncAll();
    QCOMPARE(f.summary(form).status, FormStatus::Received);
    QCOMPARE(f.summary(form).unsent, 0);

    Record back = f.decision(form, QStringLiteral("return"), QStringLiteral("returned"), QStringLiteral("目标值偏低"));
    back.revision = 100;
    Record declaration = changed(**f.store->record(form), Field::state, QStringLiteral("returned"), 101);
    declaration.fields[Field::round] = {QStringLiteral("2"), 101};
    VERIFY_OK(f.store->applyRemote({back, declaration}, 101));
    QCOMPARE(f.summary(form).status, FormStatus::Returned);
    QCOMPARE(f.summary(form).note, QStringLiteral("目标值偏低"));
    QCOMPARE(f.summary(form).round, 2);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("≥97%")));
    VERIFY_OK(
        f.store->queueCommand(f.filler, f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    f.serverRevision = 110;
    f.syncAll();
    VERIFY_OK(f.store->applyRemote({changed(declaration, Field::state, QStringLiteral("unit_approved"), 120)}, 120));
    f.reopen();
    QCOMPARE(f.summary(form).status, FormStatus::Approved);
    QCOMPARE(f.summary(form).note, QString());
}

QTEST_GUILESS_MAIN(TestStoreSync)
#include "tst_store_sync.moc"
