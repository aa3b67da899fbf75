#include "core/base/json.h"
#include "core/workflow/workflow.h"

#include <QFile>
#include <QJsonArray>
#include <QtTest>

#include <rapidcheck.h>

#include <set>

using namespace jixiao;

Q_DECLARE_METATYPE(QList<jixiao::Role>)

namespace {

constexpr int stateCount = int(FormState::Void) + 1;
constexpr int actionCount = int(Action::Void) + 1;

QJsonObject builtInData() {
    QFile file(u":/assets/workflow/bureau.json"_qs);
    return file.open(QIODevice::ReadOnly) ? *parseJsonObject(file.readAll()) : QJsonObject();
}

/// The rules as written by hand in the task's own words, independent of the data file: who may do what from where.
struct Expected {
    Action action;
    FormState from;
    FormState to;
    QList<Role> roles;
};

const QList<Role> writers{Role::Filler, Role::SectionHead, Role::BudgetOfficer};
const QList<Role> checkers{Role::SectionHead, Role::BudgetOfficer};
const QList<Role> head{Role::DepartmentHead};
const QList<Role> returners{Role::SectionHead, Role::BudgetOfficer, Role::DepartmentHead};

const QList<Expected> table{
    {Action::Submit, FormState::Draft, FormState::Submitted, writers},
    {Action::Submit, FormState::Returned, FormState::Submitted, writers},
    {Action::Submit, FormState::Withdrawn, FormState::Submitted, writers},
    {Action::Withdraw, FormState::Submitted, FormState::Withdrawn, {Role::Filler}},
    {Action::Check, FormState::Submitted, FormState::SectionChecked, checkers},
    {Action::Approve, FormState::Submitted, FormState::UnitApproved, head},
    {Action::Approve, FormState::SectionChecked, FormState::UnitApproved, head},
    {Action::Return, FormState::Submitted, FormState::Returned, returners},
    {Action::Return, FormState::SectionChecked, FormState::Returned, returners},
    {Action::Return, FormState::UnitApproved, FormState::Returned, head},
    {Action::Adjust, FormState::UnitApproved, FormState::Draft, writers},
    {Action::Void, FormState::Draft, FormState::Void, writers},
    {Action::Void, FormState::Returned, FormState::Void, writers},
    {Action::Void, FormState::Withdrawn, FormState::Void, writers},
};

const Expected* expected(Action action, FormState from) {
    for (const auto& row : table)
        if (row.action == action && row.from == from) return &row;
    return nullptr;
}

} // namespace

class WorkflowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesRoundTrip();
    void everyStateActionAndRoleIsDecidedByTheTable();
    void rolesAdd();
    void returnNeedsAKnownReason();
    void adjustNeedsWords();
    void editingFollowsTheState();
    void reportingFollowsTheState();
    void randomWalksStayInTheGraph();
    void brokenDataIsRefused_data();
    void brokenDataIsRefused();
    void neverCrashesOnAnyBytes();
};

void WorkflowTest::namesRoundTrip() {
    for (int i = 0; i < actionCount; ++i) {
        QVERIFY(!actionName(Action(i)).isEmpty());
        QCOMPARE(actionFromName(actionName(Action(i))), std::optional(Action(i)));
    }
    QVERIFY(!actionFromName(u"publish"));
    QVERIFY(!actionFromName(u"Submit"));
}

void WorkflowTest::everyStateActionAndRoleIsDecidedByTheTable() {
    const auto& workflow = Workflow::builtIn();
    for (int s = 0; s < stateCount; ++s) {
        for (const auto role : allRoles()) {
            QList<Action> allowed;
            for (int a = 0; a < actionCount; ++a) {
                const auto* row = expected(Action(a), FormState(s));
                const auto result = workflow.apply(FormState(s), Action(a), {role}, u"R01"_qs, u"理由"_qs);
                if (!row) {
                    QCOMPARE(result.error().code, ErrorCode::TransitionRefused);
                } else if (!row->roles.contains(role)) {
                    QCOMPARE(result.error().code, ErrorCode::NotPermitted);
                } else {
                    QVERIFY(result.ok());
                    QCOMPARE(*result, row->to);
                    allowed.append(Action(a));
                }
            }
            const auto shown = workflow.allowed(FormState(s), {role});
            QCOMPARE(QSet(shown.begin(), shown.end()), QSet(allowed.begin(), allowed.end()));
        }
    }
}

void WorkflowTest::rolesAdd() {
    const auto& workflow = Workflow::builtIn();
    const QList<Role> both{Role::Publisher, Role::DepartmentHead};
    QVERIFY(workflow.apply(FormState::Submitted, Action::Approve, both).ok());
    QVERIFY(workflow.allowed(FormState::Submitted, {}).isEmpty());
    QCOMPARE(workflow.apply(FormState::Draft, Action::Submit, {}).error().code, ErrorCode::NotPermitted);
}

void WorkflowTest::returnNeedsAKnownReason() {
    const auto& workflow = Workflow::builtIn();
    const auto give = [&workflow](const QString& code, const QString& opinion) {
        return workflow.apply(FormState::Submitted, Action::Return, head, code, opinion);
    };
    QCOMPARE(workflow.returnReasons().size(), 13);
    for (const auto& reason : workflow.returnReasons())
        QVERIFY(give(reason.code, u"见批注"_qs).ok());
    QVERIFY(give(u"R06"_qs, {}).ok());
    for (const auto& code : {u""_qs, u"R00"_qs, u"r01"_qs, u"R13"_qs, u"目标值过高"_qs})
        QCOMPARE(give(code, u"见批注"_qs).error().code, ErrorCode::InvalidInput);
    QCOMPARE(give(u"R99"_qs, {}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(give(u"R99"_qs, u" 　\n"_qs).error().code, ErrorCode::InvalidInput);
    QVERIFY(give(u"R99"_qs, u"附件另报"_qs).ok());
}

void WorkflowTest::adjustNeedsWords() {
    const auto& workflow = Workflow::builtIn();
    QCOMPARE(workflow.apply(FormState::UnitApproved, Action::Adjust, writers).error().code, ErrorCode::InvalidInput);
    const auto adjusted = workflow.apply(FormState::UnitApproved, Action::Adjust, writers, {}, u"预算调整"_qs);
    QVERIFY(adjusted.ok());
    QCOMPARE(*adjusted, FormState::Draft);
}

void WorkflowTest::editingFollowsTheState() {
    const auto& workflow = Workflow::builtIn();
    const QList<FormState> open{FormState::Draft, FormState::Returned, FormState::Withdrawn};
    for (int s = 0; s < stateCount; ++s)
        for (const auto role : allRoles())
            QCOMPARE(workflow.isEditable(FormState(s), {role}), open.contains(FormState(s)) && writers.contains(role));
}

void WorkflowTest::reportingFollowsTheState() {
    const auto& workflow = Workflow::builtIn();
    const QList<FormState> gone{FormState::Superseded, FormState::Void};
    for (int s = 0; s < stateCount; ++s)
        for (const auto role : allRoles())
            QCOMPARE(workflow.mayReport(FormState(s), {role}), !gone.contains(FormState(s)) && writers.contains(role));
}

void WorkflowTest::randomWalksStayInTheGraph() {
    const auto& workflow = Workflow::builtIn();
    QVERIFY(rc::check("a form only ever moves along the table", [&workflow] {
        auto state = FormState::Draft;
        const auto steps = *rc::gen::inRange(1, 60);
        for (int i = 0; i < steps; ++i) {
            const auto action = Action(*rc::gen::inRange(0, actionCount));
            const auto role = allRoles()[*rc::gen::inRange(0, int(allRoles().size()))];
            const auto code = *rc::gen::element(u"R01"_qs, u"R99"_qs, u""_qs, u"R98"_qs);
            const auto words = *rc::gen::element(u""_qs, u"理由"_qs);
            const auto* row = expected(action, state);
            const auto result = workflow.apply(state, action, {role}, code, words);
            if (!result) {
                RC_ASSERT(result.error().code != ErrorCode::Internal);
                continue;
            }
            RC_ASSERT(row != nullptr);
            RC_ASSERT(row->roles.contains(role));
            RC_ASSERT(*result == row->to);
            if (action == Action::Return) RC_ASSERT(code == u"R01"_qs || (code == u"R99"_qs && !words.isEmpty()));
            if (action == Action::Adjust) RC_ASSERT(!words.isEmpty());
            state = *result;
        }
    }));
}

void WorkflowTest::brokenDataIsRefused_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("format") << QByteArray("jixiao.workflow/1") << QByteArray("jixiao.workflow/9");
    QTest::newRow("unknown action") << QByteArray("\"withdraw\"") << QByteArray("\"undo\"");
    QTest::newRow("unknown state") << QByteArray("\"unit_approved\"") << QByteArray("\"done\"");
    QTest::newRow("unknown role") << QByteArray("\"department_head\"") << QByteArray("\"boss\"");
    QTest::newRow("unknown need") << QByteArray("\"needs\":\"text\"") << QByteArray("\"needs\":\"stamp\"");
    QTest::newRow("no one") << QByteArray("\"roles\":[\"filler\"]") << QByteArray("\"roles\":[]");
    QTest::newRow("same reason twice") << QByteArray("\"R02\"") << QByteArray("\"R01\"");
    QTest::newRow("no reports") << QByteArray("\"reporting\"") << QByteArray("\"reports\"");
    QTest::newRow("nothing to do") << QByteArray("\"transitions\"") << QByteArray("\"transition\"");
}

void WorkflowTest::brokenDataIsRefused() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    auto json = canonicalJson(builtInData());
    QVERIFY(Workflow::fromJson(json).ok());
    QVERIFY(json.contains(from));
    json.replace(from, to);
    const auto result = Workflow::fromJson(json);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::TemplateInvalid);
    QVERIFY(!result.error().detail.isEmpty());
}

void WorkflowTest::neverCrashesOnAnyBytes() {
    const auto good = canonicalJson(builtInData()).toStdString();
    QVERIFY(rc::check("damaged data is refused or read, never a crash", [&good] {
        auto bytes = good;
        const auto cut = *rc::gen::inRange<std::size_t>(0, bytes.size());
        bytes[cut] = *rc::gen::arbitrary<char>();
        if (*rc::gen::arbitrary<bool>()) bytes.resize(cut);
        const auto result = Workflow::fromJson(QByteArray::fromStdString(bytes));
        const auto code = result ? ErrorCode::TemplateInvalid : result.error().code;
        RC_ASSERT(code == ErrorCode::TemplateInvalid || code == ErrorCode::JsonMalformed);
    }));
}

QTEST_GUILESS_MAIN(WorkflowTest)
#include "tst_workflow.moc"
