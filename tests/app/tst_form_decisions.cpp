#include "core/workflow/snapshot.h"
#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString fundUse = QStringLiteral("fundUse");
const QString target = QStringLiteral("indicators[1].target");

QList<OutboxItem> commands(AppFixture& f) {
    QList<OutboxItem> result;
    const auto items = f.inStore([](Store& store) { return store.outbox(); });
    for (const auto& item : *items)
        if (item.kind == MutationKind::Command) result += item;
    return result;
}

/// The filler's form has reached the server; now the head of the department sits here.
Id receivedForm(AppFixture& f) {
    const auto form = f.openSample();
    f.acceptAll();
    f.remote(form, QStringLiteral("submitted"), 1);
    f.become(QStringLiteral("王局长"), {Role::DepartmentHead});
    return form;
}

} // namespace

/// Submitting, withdrawing, approving and returning, as far as the device is concerned.
class TestFormDecisions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anErrorBlocksSubmitting();
    void submittingLocksAndWaits();
    void whatWasJustTypedIsSubmitted();
    void submittingTwiceIsOnce();
    void anUnsentSubmitCanBeWithdrawn();
    void theApproverReadsOnly();
    void remarksOutliveThePage();
    void anEmptyRemarkIsNone();
    void returningSendsRemarks();
    void returningNeedsAReason();
    void approving();
    void theFillerSeesWhyItCameBack();
    void onlyTheNewestRoundSpeaks();
    void decisionsWithoutAFormDoNothing();
};

void TestFormDecisions::anErrorBlocksSubmitting() {
    AppFixture f;
    const auto form = f.openSample();
    f.app.form()->edit(QStringLiteral("budget.total"), QString());
    f.app.form()->submit();
    QCOMPARE(f.app.form()->error().code, QStringLiteral("ReviewBlocked"));
    f.settle();
    QVERIFY(f.app.form()->findings()->errors() > 0);
    QVERIFY(f.app.form()->error().what.contains(QString::number(f.app.form()->findings()->errors())));
    QVERIFY(commands(f).isEmpty());
    QCOMPARE(f.summary(form).state, FormState::Draft);
    QTRY_COMPARE(f.stored(form, QStringLiteral("budget.total")), QString());
}

void TestFormDecisions::submittingLocksAndWaits() {
    AppFixture f;
    const auto form = f.openSample();
    f.explainAll();
    QVERIFY(f.app.form()->canSubmit());
    QVERIFY(!f.app.form()->canApprove());
    QSignalSpy notices(f.app.form(), &FormViewModel::notice);
    f.app.form()->submit();
    QTRY_COMPARE(f.app.form()->status(), QStringLiteral("waiting"));
    QCOMPARE(notices.count(), 1);
    QVERIFY(!f.app.form()->isEditable());
    QVERIFY(!f.app.form()->canSubmit());
    QVERIFY(f.app.form()->canWithdraw());
    QCOMPARE(f.shown(fundUse, FieldListModel::EditableRole).toBool(), false);
    QCOMPARE(f.shown(target, FieldListModel::EditableRole).toBool(), false);
    f.app.form()->edit(fundUse, QStringLiteral("改不了"));
    f.app.form()->flush();
    QCOMPARE(f.stored(form, fundUse), f.sample().field(fundUse));

    QCOMPARE(commands(f).size(), 1);
    const auto transition = **f.inStore([id = commands(f).first().record](Store& store) { return store.record(id); });
    QCOMPARE(transition.value(Field::action), QStringLiteral("submit"));
    QCOMPARE(transition.value(Field::fromState), QStringLiteral("draft"));
    QCOMPARE(transition.value(Field::toState), QStringLiteral("submitted"));
    QCOMPARE(transition.value(Field::personName), QStringLiteral("李民警"));
    QCOMPARE(transition.value(Field::snapshotHash), snapshotHash(f.records(form)));
}

void TestFormDecisions::whatWasJustTypedIsSubmitted() {
    AppFixture f;
    const auto form = f.openSample();
    f.explainAll();
    f.app.form()->edit(fundUse, QStringLiteral("用于开展禁毒宣传活动。"));
    f.app.form()->submit();
    f.settle();
    QCOMPARE(f.summary(form).state, FormState::Submitted);
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("用于开展禁毒宣传活动。"));
}

void TestFormDecisions::submittingTwiceIsOnce() {
    AppFixture f;
    f.openSample();
    f.explainAll();
    f.app.form()->submit();
    f.app.form()->submit();
    f.settle();
    QCOMPARE(commands(f).size(), 1);
    QCOMPARE(f.app.form()->error().code, QStringLiteral("TransitionRefused"));
}

void TestFormDecisions::anUnsentSubmitCanBeWithdrawn() {
    AppFixture f;
    const auto form = f.openSample();
    f.explainAll();
    f.app.form()->submit();
    QTRY_COMPARE(f.app.form()->status(), QStringLiteral("waiting"));
    f.app.form()->withdraw();
    QTRY_COMPARE(f.app.form()->status(), QStringLiteral("draft"));
    QVERIFY(commands(f).isEmpty());
    QVERIFY(f.app.form()->isEditable());
    QCOMPARE(f.shown(fundUse, FieldListModel::EditableRole).toBool(), true);
    f.app.form()->commit(fundUse, QStringLiteral("又能改了"));
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("又能改了"));
}

void TestFormDecisions::theApproverReadsOnly() {
    AppFixture f;
    const auto form = receivedForm(f);
    QVERIFY(f.open(form));
    QCOMPARE(f.app.form()->status(), QStringLiteral("received"));
    QVERIFY(f.app.form()->canApprove());
    QVERIFY(f.app.form()->canReturn());
    QVERIFY(!f.app.form()->canSubmit());
    QVERIFY(!f.app.form()->isEditable());
    f.app.form()->commit(fundUse, QStringLiteral("局长改的"));
    QCOMPARE(f.stored(form, fundUse), f.sample().field(fundUse));
    QVERIFY(f.app.form()->returnReasons().size() > 5);
}

void TestFormDecisions::remarksOutliveThePage() {
    AppFixture f;
    const auto form = receivedForm(f);
    QVERIFY(f.open(form));
    f.app.form()->setOpinion(target, QStringLiteral("依据不足"));
    f.app.form()->setOpinion(fundUse, QStringLiteral("写得太短"));
    QCOMPARE(f.shown(target, FieldListModel::OpinionRole).toString(), QStringLiteral("依据不足"));
    QCOMPARE(f.rowsOf(QStringLiteral("indicators"))->rows().at(1).opinion, QStringLiteral("依据不足"));
    f.app.form()->close();
    QVERIFY(f.open(form));
    QCOMPARE(f.shown(target, FieldListModel::OpinionRole).toString(), QStringLiteral("依据不足"));
    f.become(QStringLiteral("王局长"), {Role::DepartmentHead}); // locked and unlocked
    QVERIFY(f.open(form));
    QCOMPARE(f.shown(fundUse, FieldListModel::OpinionRole).toString(), QStringLiteral("写得太短"));
    QCOMPARE(f.inStore([](Store& store) { return store.outbox(); })->size(), 0); // nothing is sent before a decision

    Q_EMIT f.services.formsChanged({}); // a reload under way does not lose the newest remark
    f.app.form()->setOpinion(target, QStringLiteral("依据仍不足"));
    f.settle();
    QCOMPARE(f.shown(target, FieldListModel::OpinionRole).toString(), QStringLiteral("依据仍不足"));
}

void TestFormDecisions::anEmptyRemarkIsNone() {
    AppFixture f;
    const auto form = receivedForm(f);
    QVERIFY(f.open(form));
    f.app.form()->setOpinion(target, QStringLiteral("依据不足"));
    f.app.form()->setOpinion(target, QStringLiteral("  "));
    QCOMPARE(f.shown(target, FieldListModel::OpinionRole).toString(), QString());
    f.app.form()->approve({});
    f.settle();
    QCOMPARE(f.inStore([](Store& store) { return store.outbox(); })->size(), 1);
}

void TestFormDecisions::returningSendsRemarks() {
    AppFixture f;
    const auto form = receivedForm(f);
    QVERIFY(f.open(form));
    const auto row = f.stored(form).rows(QStringLiteral("indicators")).at(1).id;
    f.app.form()->setOpinion(target, QStringLiteral("依据不足"));
    f.app.form()->setOpinion(fundUse, QStringLiteral("写得太短"));
    f.app.form()->returnForm(QStringLiteral("R07"), QStringLiteral(" 请补充依据 "));
    QTRY_COMPARE(f.app.form()->status(), QStringLiteral("waiting"));
    QCOMPARE(commands(f).size(), 1);
    const auto transition = **f.inStore([id = commands(f).first().record](Store& store) { return store.record(id); });
    QCOMPARE(transition.value(Field::toState), QStringLiteral("returned"));
    QCOMPARE(transition.value(Field::reasonCode), QStringLiteral("R07"));
    QCOMPARE(transition.value(Field::opinion), QStringLiteral("请补充依据"));

    const auto opinions = *f.inStore([&](Store& store) { return store.children(form, RecordType::opinion); });
    QCOMPARE(opinions.size(), 2);
    QStringList said;
    for (const auto& opinion : opinions) {
        QCOMPARE(opinion.value(Field::transition), transition.id.toString());
        QCOMPARE(opinion.value(Field::personName), QStringLiteral("王局长"));
        said += opinion.value(Field::about) + u'/' + opinion.value(Field::field) + u'=' + opinion.value(Field::text);
    }
    said.sort();
    QStringList expected{QStringLiteral("/fundUse=写得太短"), row.toString() + QStringLiteral("/target=依据不足")};
    expected.sort();
    QCOMPARE(said, expected);
    const auto drafts =
        *f.inStore([&](Store& store) { return store.meta(QStringLiteral("opinions/") + form.toString()); });
    QCOMPARE(drafts, QString()); // sent, not a draft any more
}

void TestFormDecisions::returningNeedsAReason() {
    AppFixture f;
    const auto form = receivedForm(f);
    QVERIFY(f.open(form));
    f.app.form()->setOpinion(target, QStringLiteral("依据不足"));
    for (const auto& code : {QString(), QStringLiteral("R77"), QStringLiteral("R99")}) {
        f.app.form()->returnForm(code, {});
        f.settle();
        QCOMPARE(f.app.form()->error().code, QStringLiteral("InvalidInput"));
    }
    QVERIFY(commands(f).isEmpty());
    QCOMPARE(f.shown(target, FieldListModel::OpinionRole).toString(), QStringLiteral("依据不足"));
    QCOMPARE(f.app.form()->status(), QStringLiteral("received"));
}

void TestFormDecisions::approving() {
    AppFixture f;
    const auto form = receivedForm(f);
    QVERIFY(f.open(form));
    f.app.form()->approve(QStringLiteral("同意"));
    QTRY_COMPARE(f.app.form()->status(), QStringLiteral("waiting"));
    QVERIFY(!f.app.form()->canApprove());
    f.acceptAll();
    f.remote(form, QStringLiteral("unit_approved"), 1);
    QCOMPARE(f.app.form()->status(), QStringLiteral("approved"));
}

void TestFormDecisions::theFillerSeesWhyItCameBack() {
    AppFixture f;
    const auto form = f.openSample();
    f.explainAll();
    f.app.form()->submit();
    f.settle();
    f.acceptAll();
    const auto row = f.stored(form).rows(QStringLiteral("indicators")).at(1).id;
    const auto decision = f.remoteRecord(RecordType::transition, form,
                                         {{Field::action, QStringLiteral("return")},
                                          {Field::toState, QStringLiteral("returned")},
                                          {Field::opinion, QStringLiteral("请补充依据")}});
    const auto remark = f.remoteRecord(RecordType::opinion, form,
                                       {{Field::about, row.toString()},
                                        {Field::field, QStringLiteral("target")},
                                        {Field::text, QStringLiteral("依据不足")},
                                        {Field::round, QStringLiteral("1")},
                                        {Field::transition, decision.id.toString()}});
    f.remote(form, QStringLiteral("returned"), 2, {decision, remark});
    QCOMPARE(f.app.form()->status(), QStringLiteral("returned"));
    QCOMPARE(f.app.form()->note(), QStringLiteral("请补充依据"));
    QCOMPARE(f.app.form()->round(), 2);
    QVERIFY(f.app.form()->isEditable());
    QVERIFY(f.app.form()->canSubmit());
    QCOMPARE(f.shown(target, FieldListModel::OpinionRole).toString(), QStringLiteral("依据不足"));
    QCOMPARE(f.rowsOf(QStringLiteral("indicators"))->rows().at(1).opinion, QStringLiteral("依据不足"));

    f.app.form()->moveRow(QStringLiteral("indicators"), 1, 0); // the remark goes with its row
    f.settle();
    QCOMPARE(f.shown(QStringLiteral("indicators[0].target"), FieldListModel::OpinionRole).toString(),
             QStringLiteral("依据不足"));
    QCOMPARE(f.shown(target, FieldListModel::OpinionRole).toString(), QString());
    f.app.form()->setOpinion(fundUse, QStringLiteral("填报人不写意见"));
    QCOMPARE(f.shown(fundUse, FieldListModel::OpinionRole).toString(), QString());
}

void TestFormDecisions::onlyTheNewestRoundSpeaks() {
    AppFixture f;
    const auto form = f.openSample();
    f.acceptAll();
    const auto remark = [&](int round, const QString& field, const QString& text) {
        return f.remoteRecord(RecordType::opinion, form,
                              {{Field::about, QString()},
                               {Field::field, field},
                               {Field::text, text},
                               {Field::round, QString::number(round)}});
    };
    f.remote(
        form, QStringLiteral("returned"), 3,
        {remark(2, fundUse, QStringLiteral("新意见")), remark(1, QStringLiteral("title"), QStringLiteral("旧意见"))});
    QCOMPARE(f.shown(fundUse, FieldListModel::OpinionRole).toString(), QStringLiteral("新意见"));
    QCOMPARE(f.shown(QStringLiteral("title"), FieldListModel::OpinionRole).toString(), QString());
}

void TestFormDecisions::decisionsWithoutAFormDoNothing() {
    AppFixture f;
    auto* view = f.app.form();
    view->submit();
    view->withdraw();
    view->approve({});
    view->returnForm(QStringLiteral("R01"), {});
    view->setOpinion(fundUse, QStringLiteral("x"));
    view->addRow(QStringLiteral("goals"), -1);
    view->undo();
    view->renderPreview();
    view->open(QStringLiteral("no id"));
    f.settle();
    QVERIFY(commands(f).isEmpty());
    view->open(f.services.ids().next().toString());
    f.settle();
    QCOMPARE(view->error().code, QStringLiteral("RecordNotFound"));
    QCOMPARE(view->formId(), QString());
}

QTEST_MAIN(TestFormDecisions)
#include "tst_form_decisions.moc"
