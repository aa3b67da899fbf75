#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString target = QStringLiteral("indicators[0].target");

QVariant at(const QAbstractItemModel& model, int role, int row = 0) { return model.data(model.index(row, 0), role); }

/// One edit of a target, answered with a conflict.
Id conflictedForm(AppFixture& f) {
    const auto form = f.openSample();
    f.acceptAll();
    f.app.form()->commit(target, QStringLiteral("≥45场"));
    f.settle();
    f.inStore([&](Store& store) {
        QList<MutationVerdict> verdicts;
        const auto sent = store.takeOutbound(10, f.clock.nowMs());
        for (const auto& mutation : *sent) {
            MutationVerdict verdict{mutation.mutationId, Verdict::Conflict, 500, {}, {}, {}};
            verdict.conflicts = {{QStringLiteral("target"), QStringLiteral("≥60场"), 499, QStringLiteral("张三"),
                                  f.clock.nowMs() - 60'000}};
            verdicts.append(verdict);
        }
        return store.applyVerdicts(verdicts, f.clock.nowMs()).ok();
    });
    f.services.notifyEdited({});
    f.settle();
    return form;
}

} // namespace

/// The sync page: what waits, what is in conflict, what was refused.
class TestSyncView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void localUseIsNotAFailure();
    void theOutboxIsListed();
    void conflictsAreShownInWords();
    void aConflictIsResolved_data();
    void aConflictIsResolved();
    void aRowRemovedThere();
    void aRefusalCanBeDismissed();
    void statesArriveFromTheSyncThread();
    void lockingForgets();
};

void TestSyncView::localUseIsNotAFailure() {
    AppFixture f;
    QCOMPARE(f.app.sync()->state(), SyncViewModel::State::LocalOnly);
    QCOMPARE(f.app.sync()->stateText(), QStringLiteral("仅在本机使用"));
    f.app.sync()->syncNow();
    f.app.sync()->resolve(0, true);
    f.app.sync()->dismiss(QStringLiteral("x"));
    f.settle();
    QVERIFY(!f.app.sync()->error().isSet);
}

void TestSyncView::theOutboxIsListed() {
    AppFixture f;
    const auto form = f.openSample();
    f.explainAll();
    f.app.form()->submit();
    f.settle();
    auto* outbox = f.app.sync()->outbox();
    // One line per form for its changes, one for the decision.
    QVERIFY(outbox->count() > 3);
    QCOMPARE(outbox->rowCount(), 2);
    for (int row = 0; row < 2; ++row) {
        QCOMPARE(at(*outbox, OutboxModel::TitleRole, row).toString(), QStringLiteral("禁毒专项绩效目标表"));
        QCOMPARE(at(*outbox, OutboxModel::FormIdRole, row).toString(), form.toString());
        QCOMPARE(at(*outbox, OutboxModel::StateRole, row).toString(), QStringLiteral("waiting"));
    }
    QCOMPARE(at(*outbox, OutboxModel::WhatRole, 0).toString(),
             QStringLiteral("%1 处修改：项目信息、表头与预算、支出计划、绩效目标、绩效指标、提醒的说明")
                 .arg(outbox->count() - 1));
    QCOMPARE(at(*outbox, OutboxModel::WhatRole, 1).toString(), QStringLiteral("流程操作（送审、审批或退回）"));
    f.acceptAll();
    QCOMPARE(outbox->count(), 0);
    QCOMPARE(outbox->rowCount(), 0);
}

void TestSyncView::conflictsAreShownInWords() {
    AppFixture f;
    const auto form = conflictedForm(f);
    auto* conflicts = f.app.sync()->conflicts();
    QCOMPARE(conflicts->count(), 1);
    QCOMPARE(at(*conflicts, ConflictModel::FieldRole).toString(), QStringLiteral("指标值"));
    QCOMPARE(at(*conflicts, ConflictModel::MineRole).toString(), QStringLiteral("≥45场"));
    QCOMPARE(at(*conflicts, ConflictModel::TheirsRole).toString(), QStringLiteral("≥60场"));
    QCOMPARE(at(*conflicts, ConflictModel::TheirsByRole).toString(), QStringLiteral("张三"));
    QVERIFY(at(*conflicts, ConflictModel::TheirsAtRole).toString().contains(u':'));
    QCOMPARE(at(*conflicts, ConflictModel::FormIdRole).toString(), form.toString());
    QCOMPARE(f.app.form()->status(), QStringLiteral("conflict"));
}

void TestSyncView::aConflictIsResolved_data() {
    QTest::addColumn<bool>("keepMine");
    QTest::addColumn<QString>("result");
    QTest::newRow("mine") << true << QStringLiteral("≥45场");
    QTest::newRow("theirs") << false << QStringLiteral("≥60场");
}

void TestSyncView::aConflictIsResolved() {
    QFETCH(bool, keepMine);
    QFETCH(QString, result);
    AppFixture f;
    const auto form = conflictedForm(f);
    f.app.sync()->resolve(7, keepMine);
    QCOMPARE(f.app.sync()->conflicts()->count(), 1);
    f.app.sync()->resolve(0, keepMine);
    QTRY_COMPARE(f.app.sync()->conflicts()->count(), 0);
    f.settle();
    QCOMPARE(f.stored(form, target), result);
    QCOMPARE(f.shown(target).toString(), result);
    QCOMPARE(f.app.form()->status(), QStringLiteral("draft"));
    QCOMPARE(f.app.sync()->outbox()->count(), keepMine ? 1 : 0);
}

void TestSyncView::aRowRemovedThere() {
    AppFixture f;
    f.openSample();
    f.acceptAll();
    f.app.form()->commit(target, QStringLiteral("≥45场"));
    f.settle();
    f.inStore([&](Store& store) {
        const auto sent = store.takeOutbound(10, f.clock.nowMs());
        MutationVerdict verdict{sent->first().mutationId, Verdict::Conflict, 500, {}, {}, {}};
        verdict.conflicts = {{QStringLiteral("deleted"), QStringLiteral("1"), 499, QStringLiteral("张三"), 1}};
        return store.applyVerdicts({verdict}, f.clock.nowMs()).ok();
    });
    f.services.notifyEdited({});
    f.settle();
    auto* conflicts = f.app.sync()->conflicts();
    QCOMPARE(conflicts->count(), 1);
    QCOMPARE(at(*conflicts, ConflictModel::FieldRole).toString(), QStringLiteral("绩效指标"));
    QCOMPARE(at(*conflicts, ConflictModel::MineRole).toString(), QStringLiteral("保留"));
    QCOMPARE(at(*conflicts, ConflictModel::TheirsRole).toString(), QStringLiteral("删除"));
}

void TestSyncView::aRefusalCanBeDismissed() {
    AppFixture f;
    const auto form = f.openSample();
    f.acceptAll();
    f.app.form()->commit(target, QStringLiteral("≥45场"));
    f.settle();
    f.inStore([&](Store& store) {
        const auto sent = store.takeOutbound(10, f.clock.nowMs());
        MutationVerdict verdict{sent->first().mutationId, Verdict::Rejected, 0, {}, {}, {}};
        verdict.problem = QStringLiteral("NotPermitted");
        verdict.reason = QStringLiteral("不在本单位");
        return store.applyVerdicts({verdict}, f.clock.nowMs()).ok();
    });
    f.services.notifyEdited({});
    f.settle();
    auto* outbox = f.app.sync()->outbox();
    QCOMPARE(at(*outbox, OutboxModel::StateRole).toString(), QStringLiteral("refused"));
    QCOMPARE(at(*outbox, OutboxModel::ReasonRole).toString(), QStringLiteral("不在本单位"));
    QCOMPARE(f.app.form()->note(), QStringLiteral("不在本单位"));
    f.app.sync()->dismiss(at(*outbox, OutboxModel::MutationIdRole).toString());
    f.settle();
    QCOMPARE(outbox->count(), 0);
    QCOMPARE(f.stored(form, target), QStringLiteral("≥45场"));
    f.app.sync()->dismiss(f.services.ids().next().toString()); // nothing of that name
    f.settle();
    QCOMPARE(f.stored(form, target), QStringLiteral("≥45场"));
}

void TestSyncView::statesArriveFromTheSyncThread() {
    AppFixture f;
    f.openSample();
    auto* sync = f.app.sync();
    SyncState state;
    state.kind = SyncState::Kind::Running;
    state.progress = {3, 12, true};
    std::thread([&] { Q_EMIT f.services.syncStateChanged(state); }).join();
    QCOMPARE(sync->state(), SyncViewModel::State::LocalOnly); // never from another thread
    QTRY_COMPARE(sync->state(), SyncViewModel::State::Running);
    QCOMPARE(sync->progress(), 0.25);

    state = {};
    state.kind = SyncState::Kind::Offline;
    state.error = Error{ErrorCode::NetworkOffline, {}, {}, QStringLiteral("req-1")};
    state.retryAtMs = f.clock.nowMs() + 60'000;
    Q_EMIT f.services.syncStateChanged(state);
    QTRY_COMPARE(sync->state(), SyncViewModel::State::Offline);
    QCOMPARE(sync->error().code, QStringLiteral("NetworkOffline"));
    QCOMPARE(sync->error().requestId, QStringLiteral("req-1"));
    QVERIFY(sync->nextTry().contains(u':'));
    f.settle();
    QCOMPARE(sync->stateText(), QStringLiteral("离线，%1 项待发送").arg(sync->outbox()->count()));

    f.acceptAll();
    state = {};
    state.last.atMs = f.clock.nowMs();
    Q_EMIT f.services.syncStateChanged(state);
    QTRY_COMPARE(sync->state(), SyncViewModel::State::Idle);
    QVERIFY(!sync->error().isSet);
    QVERIFY(sync->stateText().startsWith(QStringLiteral("已同步")));
}

void TestSyncView::lockingForgets() {
    AppFixture f;
    conflictedForm(f);
    SyncState state;
    state.kind = SyncState::Kind::Failed;
    state.error = Error{ErrorCode::ServerNonsense};
    Q_EMIT f.services.syncStateChanged(state);
    QTRY_VERIFY(f.app.sync()->error().isSet);
    f.services.close();
    f.settle();
    QCOMPARE(f.app.sync()->outbox()->count(), 0);
    QCOMPARE(f.app.sync()->conflicts()->count(), 0);
    QVERIFY(!f.app.sync()->error().isSet);
    f.unlock();
    QCOMPARE(f.app.sync()->conflicts()->count(), 1);
}

QTEST_MAIN(TestSyncView)
#include "tst_sync_view.moc"
