#include "core/store/explanation_repository.h"
#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString why = QStringLiteral("上级统一下达的口径");

QString cell(int row, const char* column) {
    return QStringLiteral("indicators[%1].%2").arg(row).arg(QLatin1String(column));
}

/// A form with three warnings of one rule and nothing worse.
struct Scene {
    Scene() {
        auto document = f.sample();
        document.tables[QStringLiteral("indicators")].append(
            {Id(),
             {{QStringLiteral("level1"), QStringLiteral("产出指标")},
              {QStringLiteral("level2"), QStringLiteral("时效指标")},
              {QStringLiteral("name"), QStringLiteral("宣传活动按时完成率")},
              {QStringLiteral("description"), QStringLiteral("按计划时间完成的场次占比")},
              {QStringLiteral("target"), QStringLiteral("=100%")},
              {QStringLiteral("basis"), QStringLiteral("禁毒工作责任书")}}});
        form = f.import(document);
        if (!f.open(form)) qFatal("the form does not open");
        for (const int row : {0, 1, 3})
            f.app.form()->edit(cell(row, "description"), f.shown(cell(row, "name")).toString());
        f.app.form()->flush();
        reviewed();
    }
    void reviewed() {
        f.services.notifyEdited({}); // read and reviewed again
        f.settle();
    }
    int at(const QString& path, const QString& rule = QStringLiteral("P45")) {
        const auto& findings = view().findings()->findings();
        for (int i = 0; i < findings.size(); ++i)
            if (findings.at(i).path.toString() == path && findings.at(i).rule == rule) return i;
        return -1;
    }
    QString role(int finding, int role) { return view().findings()->index(finding).data(role).toString(); }
    QString answer(int finding) { return role(finding, FindingsModel::AnswerRole); }
    QString text(int finding) { return role(finding, FindingsModel::ExplanationRole); }
    QList<Explanation> stored() {
        const auto loaded =
            f.inStore([&](Store& store) { return ExplanationRepository(store, f.services.ids()).load(form); });
        if (!loaded) qFatal("%s", qPrintable(loaded.error().detail));
        return *loaded;
    }
    FormViewModel& view() { return *f.app.form(); }

    AppFixture f;
    Id form;
};

} // namespace

/// Reasons for warnings: written, kept, demanded before submitting, shown to who decides.
class TestFormExplanations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void submittingAsksForTheFirstMissingOne();
    void aReasonIsSavedAfterAShortPause();
    void anErrorOrAHintTakesNone();
    void whatWasJustWrittenCountsAndIsSubmitted();
    void lockingLosesNothing();
    void undoTakesItBack();
    void oneReasonForAllOfARule();
    void anotherValueAsksForConfirmation();
    void aReasonComesAndGoesWithItsFinding();
    void longWordsAreCutWhereTheyAreTyped();
    void whoDecidesReadsThemFirst();
    void theInboxSaysHowMany();
    void aColleaguesReasonArrives();
};

void TestFormExplanations::submittingAsksForTheFirstMissingOne() {
    Scene s;
    auto* findings = s.view().findings();
    QCOMPARE(findings->errors(), 0);
    QCOMPARE(findings->unexplained(), findings->warnings());
    QCOMPARE(findings->unexplained(), 3);
    QSignalSpy asked(&s.view(), &FormViewModel::explanationRequested);
    s.view().submit();
    s.f.settle();
    QCOMPARE(s.f.summary(s.form).state, FormState::Draft);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().toInt(), s.at(cell(0, "description")));
    s.view().explain(s.at(cell(0, "description")), why);
    s.view().showMissingExplanation();
    QCOMPARE(asked.last().first().toInt(), s.at(cell(1, "description")));
    s.view().explain(s.at(cell(1, "description")), why);
    s.view().explain(s.at(cell(3, "description")), QStringLiteral(" \n"));
    QCOMPARE(findings->unexplained(), 1);
    s.view().submit();
    s.f.settle();
    QCOMPARE(s.f.summary(s.form).state, FormState::Draft);
    s.view().explain(s.at(cell(3, "description")), why);
    QCOMPARE(findings->unexplained(), 0);
    s.view().submit();
    s.f.settle();
    QCOMPARE(s.f.summary(s.form).state, FormState::Submitted);
    QVERIFY(!s.view().error().isSet);
}

void TestFormExplanations::aReasonIsSavedAfterAShortPause() {
    Scene s;
    const int finding = s.at(cell(1, "description"));
    QCOMPARE(s.answer(finding), QStringLiteral("missing"));
    s.view().explain(finding, QStringLiteral("上级"));
    s.view().explain(finding, why);
    QCOMPARE(s.answer(finding), QStringLiteral("given"));
    QCOMPARE(s.text(finding), why);
    QCOMPARE(s.view().saveState(), FormViewModel::SaveState::Saving);
    QVERIFY(s.view().canUndo());
    QTRY_COMPARE(s.view().saveState(), FormViewModel::SaveState::Saved);
    QCOMPARE(s.stored().size(), 1);
    QCOMPARE(s.stored().first().text, why);
    QCOMPARE(s.stored().first().rule, QStringLiteral("P45"));
    QCOMPARE(s.stored().first().personName, s.f.actor.name);
    QVERIFY(s.role(finding, FindingsModel::ExplainedByRole).contains(s.f.actor.name));
    QCOMPARE(s.text(finding), why);
}

void TestFormExplanations::anErrorOrAHintTakesNone() {
    Scene s;
    s.view().edit(QStringLiteral("budget.total"), QString());
    s.view().flush();
    s.reviewed();
    int others = 0;
    for (int i = 0; i < s.view().findings()->count(); ++i) {
        if (s.view().findings()->findings().at(i).severity == Severity::Warning) continue;
        ++others;
        QCOMPARE(s.answer(i), QString());
        s.view().commitExplanation(i, why);
    }
    QVERIFY(others > 0);
    s.view().commitExplanation(-1, why);
    s.view().commitExplanation(1000, why);
    s.f.settle();
    QCOMPARE(s.stored().size(), 0);
}

void TestFormExplanations::whatWasJustWrittenCountsAndIsSubmitted() {
    Scene s;
    for (const int row : {0, 1, 3})
        s.view().explain(s.at(cell(row, "description")), why);
    s.view().submit();
    s.f.settle();
    QCOMPARE(s.f.summary(s.form).state, FormState::Submitted);
    QCOMPARE(s.stored().size(), 3);
    const auto sent = *s.f.inStore([](Store& store) { return store.takeOutbound(500, 1LL << 60); });
    // Behind the reasons, in one order: the server knows them when it is asked to decide.
    QCOMPARE(sent.last().kind, MutationKind::Command);
    QCOMPARE(sent.last().fields.value(Field::explained).value, QStringLiteral("3"));
    s.view().explain(s.at(cell(0, "description")), QStringLiteral("太晚了"));
    s.view().flush();
    s.f.settle();
    for (const auto& each : s.stored())
        QCOMPARE(each.text, why);
}

void TestFormExplanations::lockingLosesNothing() {
    Scene s;
    s.view().explain(s.at(cell(0, "description")), why);
    s.view().flush();
    s.f.services.close();
    s.f.unlock();
    QCOMPARE(s.stored().size(), 1);
    QVERIFY(s.f.open(s.form));
    s.f.settle();
    QCOMPARE(s.text(s.at(cell(0, "description"))), why);
    // Closing the form saves, too.
    s.view().explain(s.at(cell(1, "description")), why);
    s.view().close();
    s.f.settle();
    QCOMPARE(s.stored().size(), 2);
}

void TestFormExplanations::undoTakesItBack() {
    Scene s;
    const int finding = s.at(cell(0, "description"));
    s.view().commitExplanation(finding, why);
    s.f.settle();
    s.view().undo();
    s.f.settle();
    QCOMPARE(s.answer(finding), QStringLiteral("missing"));
    QCOMPARE(s.text(finding), QString());
    s.view().redo();
    s.f.settle();
    QCOMPARE(s.answer(finding), QStringLiteral("given"));
    QCOMPARE(s.text(finding), why);
    QCOMPARE(s.f.stored(s.form, cell(0, "description")), s.f.stored(s.form, cell(0, "name")));
}

void TestFormExplanations::oneReasonForAllOfARule() {
    Scene s;
    const int finding = s.at(cell(0, "description"));
    s.view().explainRule(finding); // nothing to spread yet
    s.f.settle();
    QCOMPARE(s.stored().size(), 0);
    s.view().commitExplanation(s.at(cell(3, "description")), QStringLiteral("已另行说明"));
    s.view().commitExplanation(finding, why);
    QCOMPARE(s.role(finding, FindingsModel::SameRuleRole), QStringLiteral("1"));
    s.view().explainRule(finding);
    s.f.settle();
    QCOMPARE(s.text(s.at(cell(1, "description"))), why);
    QCOMPARE(s.text(s.at(cell(3, "description"))), QStringLiteral("已另行说明"));
    QCOMPARE(s.role(finding, FindingsModel::SameRuleRole), QStringLiteral("0"));
    QCOMPARE(s.view().findings()->unexplained(), 0);
    s.view().undo();
    s.f.settle();
    QCOMPARE(s.answer(s.at(cell(1, "description"))), QStringLiteral("missing"));
    QCOMPARE(s.answer(finding), QStringLiteral("given"));
}

void TestFormExplanations::anotherValueAsksForConfirmation() {
    Scene s;
    const auto target = cell(2, "target");
    const auto setTarget = [&](const QString& value) {
        s.view().commit(target, value);
        s.reviewed();
        return s.at(target, QStringLiteral("P53"));
    };
    const int first = setTarget(QStringLiteral("=30.00万元"));
    QVERIFY(first >= 0);
    s.view().commitExplanation(first, why);
    const int second = setTarget(QStringLiteral("=29.00万元"));
    QVERIFY(second >= 0);
    QCOMPARE(s.answer(second), QStringLiteral("outdated"));
    QCOMPARE(s.text(second), why);
    QCOMPARE(s.view().findings()->unexplained(), 4);
    // Looking at it confirms nothing.
    s.view().commitExplanation(second, why);
    QCOMPARE(s.answer(second), QStringLiteral("outdated"));
    s.view().confirmExplanation(second);
    QCOMPARE(s.answer(second), QStringLiteral("given"));
    s.f.settle();
    QCOMPARE(s.stored().size(), 2);
    const int third = setTarget(QStringLiteral("=28.00万元"));
    s.view().commitExplanation(third, QStringLiteral("合同价"));
    s.f.settle();
    QCOMPARE(s.answer(third), QStringLiteral("given"));
    QCOMPARE(s.text(third), QStringLiteral("合同价"));
}

void TestFormExplanations::aReasonComesAndGoesWithItsFinding() {
    Scene s;
    s.view().commitExplanation(s.at(cell(3, "description")), why);
    s.view().moveRow(QStringLiteral("indicators"), 3, 4);
    s.f.settle();
    s.reviewed();
    QCOMPARE(s.text(s.at(cell(4, "description"))), why);
    s.view().commit(cell(4, "description"), QStringLiteral("复吸人数占在册人数的比例"));
    s.reviewed();
    QCOMPARE(s.at(cell(4, "description")), -1);
    QCOMPARE(s.view().findings()->explainedWarnings(), 0);
    QCOMPARE(s.stored().size(), 1); // it stays on record
    s.view().commit(cell(4, "description"), s.f.shown(cell(4, "name")).toString());
    s.reviewed();
    QCOMPARE(s.answer(s.at(cell(4, "description"))), QStringLiteral("given"));
}

void TestFormExplanations::longWordsAreCutWhereTheyAreTyped() {
    Scene s;
    const int finding = s.at(cell(0, "description"));
    s.view().commitExplanation(finding, QString(s.view().explanationLimit() + 7, u'长'));
    s.f.settle();
    QCOMPARE(s.text(finding).size(), s.view().explanationLimit());
    QCOMPARE(s.stored().first().text.size(), s.view().explanationLimit());
    QVERIFY(!s.view().error().isSet);
}

void TestFormExplanations::whoDecidesReadsThemFirst() {
    Scene s;
    s.view().commitExplanation(s.at(cell(0, "description")), why);
    s.view().explainRule(s.at(cell(0, "description")));
    s.f.settle();
    s.f.acceptAll();
    s.f.remote(s.form, QStringLiteral("submitted"), 1);
    s.f.become(QStringLiteral("王局长"), {Role::DepartmentHead});
    QVERIFY(s.f.open(s.form));
    s.f.settle();
    auto* findings = s.view().findings();
    QVERIFY(!s.view().isEditable());
    QCOMPARE(findings->warnings(), 3);
    QCOMPARE(findings->explainedWarnings(), 3);
    bool hints = false;
    for (int i = 0; i < findings->count(); ++i) {
        const bool hint = findings->findings().at(i).severity == Severity::Hint;
        QVERIFY(hint || !hints);
        hints |= hint;
        if (findings->findings().at(i).severity != Severity::Warning) continue;
        QCOMPARE(s.text(i), why);
        QVERIFY(s.role(i, FindingsModel::ExplainedByRole).startsWith(QStringLiteral("李民警")));
        s.view().commitExplanation(i, QStringLiteral("审批人改写"));
    }
    s.f.settle();
    for (const auto& each : s.stored())
        QCOMPARE(each.text, why);
}

void TestFormExplanations::theInboxSaysHowMany() {
    Scene s;
    for (const int row : {0, 1, 3})
        s.view().explain(s.at(cell(row, "description")), why);
    s.view().submit();
    s.f.settle();
    s.f.acceptAll();
    s.f.remote(s.form, QStringLiteral("submitted"), 1);
    s.f.become(QStringLiteral("王局长"), {Role::DepartmentHead});
    const auto* inbox = s.f.app.approvals();
    QTRY_COMPARE(inbox->rowCount(), 1);
    QTRY_COMPARE(inbox->index(0).data(ApprovalsViewModel::ExplainedRole).toInt(), 3);
    QCOMPARE(inbox->roleNames().value(ApprovalsViewModel::ExplainedRole), QByteArrayLiteral("explained"));
}

void TestFormExplanations::aColleaguesReasonArrives() {
    Scene s;
    const int finding = s.at(cell(0, "description"));
    const auto& found = s.view().findings()->findings().at(finding);
    auto theirs = *explanationAt(s.f.stored(s.form), found.path, found.rule, found.message);
    theirs.text = QStringLiteral("同事写的");
    theirs.personId = QStringLiteral("p9");
    theirs.personName = QStringLiteral("赵民警");
    theirs.atMs = s.f.clock.nowMs() + 60'000;
    s.f.remote(s.form, QStringLiteral("draft"), 1,
               {s.f.remoteRecord(RecordType::explanation, s.form, theirs.values())});
    QCOMPARE(s.text(finding), QStringLiteral("同事写的"));
    QVERIFY(s.role(finding, FindingsModel::ExplainedByRole).contains(QStringLiteral("赵民警")));
    // Written on by somebody else, it stays theirs and another one counts.
    s.view().commitExplanation(finding, QStringLiteral("我补充的"));
    s.f.settle();
    QCOMPARE(s.text(finding), QStringLiteral("我补充的"));
    QCOMPARE(s.stored().size(), 2);
    QCOMPARE(s.stored().first().text, QStringLiteral("同事写的"));
}

QTEST_MAIN(TestFormExplanations)
#include "tst_form_explanations.moc"
