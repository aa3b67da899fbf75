// Decisions about forms and what they lock, on both storages.
#include "storage_cases.h"

using namespace jixiao;
using namespace jixiao::server;

class TestServerDecisions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decisionsMoveTheForm_data() { StorageCases::add(); }
    void decisionsMoveTheForm();
    void recordsStandInTheirPlace_data() { StorageCases::add(); }
    void recordsStandInTheirPlace();
    void decisionsAreRefused_data() { StorageCases::add(); }
    void decisionsAreRefused();
    void lockedFormsRefuseEdits_data() { StorageCases::add(); }
    void lockedFormsRefuseEdits();

private:
    StorageCases cases_;
};

void TestServerDecisions::decisionsMoveTheForm() {
    BUREAU();
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Submit)).verdict,
             Verdict::Applied);
    const auto returned =
        bureau.decision(head, form.declaration, Action::Return, QStringLiteral("R04"), QStringLiteral("请量化"));
    QCOMPARE(bureau.pushOne(head, returned).verdict, Verdict::Applied);
    QCOMPARE(bureau.state(form.declaration), QStringLiteral("returned"));
    QCOMPARE(bureau.get(form.declaration).value(Field::round), QStringLiteral("2"));
    QCOMPARE(bureau.get(returned.record).value(Field::opinion), QStringLiteral("请量化"));
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Submit)).verdict,
             Verdict::Applied);
    QCOMPARE(bureau.pushOne(head, bureau.decision(head, form.declaration, Action::Approve)).verdict, Verdict::Applied);
    QCOMPARE(bureau.state(form.declaration), QStringLiteral("unit_approved"));
}

void TestServerDecisions::decisionsAreRefused() {
    BUREAU();
    auto head = bureau.enrol(QStringLiteral("分管局领导·戊"));
    const auto problemOf = [&](TestDevice& device, const OutboundMutation& m) {
        return bureau.pushOne(device, m).problem;
    };
    QCOMPARE(problemOf(head, bureau.decision(head, form.declaration, Action::Approve)),
             QStringLiteral("TransitionRefused"));
    auto submit = bureau.decision(filler, form.declaration, Action::Submit);

    // Unseen content: the form changes after the filler's hash was taken.
    auto other = bureau.enrol(QStringLiteral("填报员·乙"));
    bureau.pushOne(other,
                   bureau.fields(other, RecordType::goal, form.goal, form.declaration,
                                 {{Field::text, {QStringLiteral("改"), bureau.revision(form.goal, Field::text)}}}));
    const auto stale = bureau.pushOne(filler, submit);
    QCOMPARE(stale.problem, QStringLiteral("SnapshotMismatch"));
    QVERIFY(stale.reason.contains(QStringLiteral("不一致")));

    // Signatures: changed words, another device's key, another person's name, replay on another form.
    auto forged = bureau.decision(filler, form.declaration, Action::Submit);
    forged.fields[Field::opinion].value = QStringLiteral("加的");
    QCOMPARE(problemOf(filler, forged), QStringLiteral("NotPermitted"));
    QCOMPARE(problemOf(head, bureau.decision(filler, form.declaration, Action::Submit)),
             QStringLiteral("NotPermitted"));
    const auto second = bureau.makeForm(filler);
    auto moved = bureau.decision(filler, form.declaration, Action::Submit);
    moved.parent = second.declaration;
    QCOMPARE(problemOf(filler, moved), QStringLiteral("NotPermitted"));

    QCOMPARE(problemOf(filler, bureau.decision(filler, form.declaration, Action::Submit)), QString());
    QCOMPARE(problemOf(filler, bureau.decision(filler, form.declaration, Action::Approve)),
             QStringLiteral("NotPermitted"));
    QCOMPARE(problemOf(head, bureau.decision(head, form.declaration, Action::Return)), QStringLiteral("InvalidInput"));
    QCOMPARE(problemOf(head, bureau.decision(head, form.declaration, Action::Return, QStringLiteral("R99"))),
             QStringLiteral("InvalidInput"));

    // A decision of an earlier round is stale even when the content is the same again.
    const auto approveRound1 = bureau.decision(head, form.declaration, Action::Approve);
    QCOMPARE(problemOf(head, bureau.decision(head, form.declaration, Action::Return, QStringLiteral("R01"),
                                             QStringLiteral("缺"))),
             QString());
    QCOMPARE(problemOf(filler, bureau.decision(filler, form.declaration, Action::Submit)), QString());
    QCOMPARE(problemOf(head, approveRound1), QStringLiteral("SnapshotMismatch"));

    // A decision about a form that is not here yet waits.
    auto early = bureau.decision(filler, second.declaration, Action::Submit);
    early.parent = bureau.ids.next();
    QCOMPARE(bureau.pushOne(filler, early).verdict, Verdict::Deferred);
    QCOMPARE(bureau.state(form.declaration), QStringLiteral("submitted"));
}

void TestServerDecisions::recordsStandInTheirPlace() {
    BUREAU();
    const auto pushed = [&](const QString& type, const Id& record, const Id& parent) {
        return bureau.pushOne(filler, bureau.fields(filler, type, record, parent, {}));
    };
    // A form of the whole unit has no project; its rows hold rows.
    const auto own = bureau.ids.next();
    const auto duty = bureau.ids.next();
    QCOMPARE(pushed(RecordType::declaration, own, {}).verdict, Verdict::Applied);
    QCOMPARE(pushed(RecordType::narrative, duty, own).verdict, Verdict::Applied);
    QCOMPARE(pushed(RecordType::gradeStandard, bureau.ids.next(), duty).verdict, Verdict::Applied);

    QCOMPARE(pushed(RecordType::goal, bureau.ids.next(), {}).problem, QStringLiteral("InvalidInput"));
    QCOMPARE(pushed(RecordType::goal, bureau.ids.next(), form.project).problem, QStringLiteral("InvalidInput"));
    QCOMPARE(pushed(RecordType::project, bureau.ids.next(), form.project).problem, QStringLiteral("InvalidInput"));
    QCOMPARE(pushed(RecordType::declaration, bureau.ids.next(), own).problem, QStringLiteral("InvalidInput"));
}

void TestServerDecisions::lockedFormsRefuseEdits() {
    BUREAU();
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Submit)).verdict,
             Verdict::Applied);
    const auto before = bureau.get(form.goal);
    const auto problem = [&](const OutboundMutation& m) { return bureau.pushOne(filler, m).problem; };
    QCOMPARE(problem(bureau.fields(filler, RecordType::goal, form.goal, form.declaration,
                                   {{Field::text, {QStringLiteral("改"), 99}}})),
             QStringLiteral("FormLocked"));
    QCOMPARE(problem(bureau.fields(filler, RecordType::goal, bureau.ids.next(), form.declaration,
                                   {{Field::text, {QStringLiteral("新"), 0}}})),
             QStringLiteral("FormLocked"));
    QCOMPARE(problem(bureau.fields(filler, RecordType::project, form.project, {},
                                   {{Field::name, {QStringLiteral("改"), 99}}})),
             QStringLiteral("FormLocked"));
    QCOMPARE(problem(bureau.removal(filler, RecordType::goal, form.goal, {})), QStringLiteral("FormLocked"));
    QCOMPARE(problem(bureau.removal(filler, RecordType::declaration, form.declaration, {})),
             QStringLiteral("FormLocked"));
    QCOMPARE(bureau.get(form.goal), before);
    QCOMPARE(bureau.pushOne(filler, bureau.decision(filler, form.declaration, Action::Withdraw)).verdict,
             Verdict::Applied);
    QCOMPARE(problem(bureau.fields(filler, RecordType::goal, form.goal, form.declaration,
                                   {{Field::text, {QStringLiteral("改"), 99}}})),
             QString());
    QCOMPARE(problem(bureau.removal(filler, RecordType::declaration, form.declaration, {})),
             QStringLiteral("FormLocked"));
}

QTEST_GUILESS_MAIN(TestServerDecisions)
#include "tst_server_decisions.moc"
