#include "package_fixture.h"
#include "tests/support/verify.h"

using namespace jixiao;
using namespace jixiao::package;

/// From filling in to approval without any network: two tablets and a server that exchange nothing but files.
class TestPackageCycle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillReturnApprove() {
        PackageServer server;
        PackageDevice tablet(server, QStringLiteral("填报员·甲"), 1);
        PackageDevice head(server, QStringLiteral("分管局领导·戊"), 2);

        const auto form = tablet.createForm(4);
        QVERIFY(tablet.decide(form, Action::Submit));
        const auto given = tablet.give();
        VERIFY_OK(given);
        for (const auto& item : tablet.outbox()) {
            QCOMPARE(item.state, OutboxState::Exported);
            QCOMPARE(item.reason, QStringLiteral("已导出，等待回执"));
        }
        QCOMPARE(tablet.store->formSummary(form)->status, FormStatus::Waiting);
        const auto report = server.take(given->first().file);
        VERIFY_OK(report);
        QCOMPARE(report->decisions, 1);
        QCOMPARE(server.record(form)->value(Field::state), stateName(FormState::Submitted));

        // The head's tablet has sent nothing yet; its answer brings the form.
        QVERIFY(head.roundTrip());
        QCOMPARE(head.state(form), stateName(FormState::Submitted));
        QVERIFY(head.decide(form, Action::Return, QStringLiteral("R04"), QStringLiteral("第二个指标请量化")));
        QVERIFY(head.roundTrip());
        QVERIFY(head.outbox().isEmpty());
        QCOMPARE(server.record(form)->value(Field::state), stateName(FormState::Returned));

        // Receipt and return travel back together.
        const auto answer = server.answer(tablet.id)->first();
        const auto shown = tablet.packages().preview(answer.file);
        VERIFY_OK(shown);
        QCOMPARE(shown->applied, 7);
        QCOMPARE(shown->received, 1);
        QCOMPARE(shown->decisions, 2);
        QCOMPARE(tablet.outbox().size(), 7); // a preview changes nothing
        VERIFY_OK(tablet.take(answer.file));
        QVERIFY(tablet.outbox().isEmpty());
        QCOMPARE(tablet.state(form), stateName(FormState::Returned));
        QCOMPARE(tablet.store->formSummary(form)->status, FormStatus::Returned);

        QVERIFY(tablet.apply(form,
                             {RecordEdit{tablet.indicators[1], {{QStringLiteral("target"), QStringLiteral("≥95%")}}}}));
        QVERIFY(tablet.decide(form, Action::Submit));
        QVERIFY(tablet.roundTrip());
        QVERIFY(head.roundTrip());
        QCOMPARE(head.store->record(tablet.indicators[1])->value_or(Record{}).value(QStringLiteral("target")),
                 QStringLiteral("≥95%"));
        QVERIFY(head.decide(form, Action::Approve));
        QVERIFY(head.roundTrip());
        QVERIFY(tablet.roundTrip());
        QCOMPARE(tablet.store->formSummary(form)->status, FormStatus::Approved);
        QCOMPARE(tablet.difference(), QString());
        QCOMPARE(head.difference(), QString());
        QVERIFY(tablet.store->check()->intact);
        QVERIFY(head.store->check()->intact);
    }

    /// Receipts that never come: everything is in each export once more, and nothing happens twice.
    void exportsAreCumulative() {
        PackageServer server;
        PackageDevice tablet(server, QStringLiteral("填报员·甲"));
        QList<Id> forms;
        for (int i = 0; i < 5; ++i) {
            forms << tablet.createForm(1);
            const auto given = tablet.give();
            VERIFY_OK(given);
            QCOMPARE(given->first().header.records, (i + 1) * 3);
            QCOMPARE(given->first().header.since, 0);
            VERIFY_OK(server.take(given->first().file));
        }
        const auto before = server.record(forms[0])->revision;
        VERIFY_OK(tablet.take(server.answer(tablet.id)->first().file));
        QVERIFY(tablet.outbox().isEmpty());
        QCOMPARE(server.record(forms[0])->revision, before);
        const auto next = tablet.give();
        QCOMPARE(next->first().header.records, 0);
        QCOMPARE(next->first().header.since, 5);
    }

    /// Two people, one field: the same question as over a network.
    void conflictsComeBackAsFiles() {
        PackageServer server;
        PackageDevice one(server, QStringLiteral("填报员·甲"), 1);
        PackageDevice two(server, QStringLiteral("填报员·甲"), 2);
        const auto form = one.createForm(1);
        QVERIFY(one.roundTrip());
        QVERIFY(two.roundTrip());
        const auto target = QStringLiteral("target");
        QVERIFY(one.apply(form, {RecordEdit{one.indicators[0], {{target, QStringLiteral("≥60%")}}}}));
        QVERIFY(two.apply(form, {RecordEdit{one.indicators[0], {{target, QStringLiteral("≥70%")}}}}));
        QVERIFY(one.roundTrip());
        QVERIFY(two.roundTrip());
        const auto conflicts = two.store->conflicts();
        QCOMPARE(conflicts->size(), 1);
        QCOMPARE(conflicts->first().mine, QStringLiteral("≥70%"));
        QCOMPARE(conflicts->first().theirs, QStringLiteral("≥60%"));
        VERIFY_OK(two.store->resolveConflict(conflicts->first(), true, two.actor));
        QVERIFY(two.roundTrip());
        QVERIFY(one.roundTrip());
        QCOMPARE(one.store->record(one.indicators[0])->value_or(Record{}).value(target), QStringLiteral("≥70%"));
        QVERIFY(one.outbox().isEmpty() && two.outbox().isEmpty());
    }

    /// What stands in a package keeps the form from being recalled behind the server's back, and a network that turns
    /// up takes it over when a person says so.
    void exportedIsNotWaiting() {
        PackageServer server;
        PackageDevice tablet(server, QStringLiteral("填报员·甲"));
        const auto form = tablet.createForm(1);
        QVERIFY(tablet.decide(form, Action::Submit));
        VERIFY_OK(tablet.give());
        QCOMPARE(tablet.store->cancelCommand(form).error().code, ErrorCode::TransitionRefused);
        QVERIFY(tablet.store->takeOutbound(100, tablet.clock.nowMs() + 1'000'000)->isEmpty());
        tablet.reopen();
        QCOMPARE(tablet.outbox().first().state, OutboxState::Exported);
        VERIFY_OK(tablet.store->retryNow());
        QCOMPARE(tablet.store->takeOutbound(100, tablet.clock.nowMs())->size(), 4);
    }

    void anEditMadeMeanwhileGoesWithTheNext() {
        PackageServer server;
        PackageDevice tablet(server, QStringLiteral("填报员·甲"));
        const auto form = tablet.createForm(1);
        const auto first = tablet.give()->first().file;
        const auto name = QStringLiteral("改过的名称");
        QVERIFY(tablet.apply(form, {RecordEdit{tablet.indicators[0], {{Field::name, name}}}}));
        VERIFY_OK(server.take(first));
        VERIFY_OK(tablet.take(server.answer(tablet.id)->first().file));
        QCOMPARE(tablet.outbox().size(), 1);
        QCOMPARE(tablet.store->record(tablet.indicators[0])->value_or(Record{}).value(Field::name), name);
        QVERIFY(tablet.roundTrip());
        QCOMPARE(server.record(tablet.indicators[0])->value(Field::name), name);
    }
};

QTEST_GUILESS_MAIN(TestPackageCycle)
#include "tst_package_cycle.moc"
