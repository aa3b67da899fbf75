#include "tests/app/outcome_scene.h"

using namespace jixiao;
using namespace jixiao::test;

/// The self-evaluation form made from what was reported.
class TestOutcomeFill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillsTheSelfEvaluation();
    void refreshesTheSelfEvaluation();
};

void TestOutcomeFill::fillsTheSelfEvaluation() {
    Scene f;
    f.fillAll();
    f.outcome().set(1, u"reason"_qs, u"两处设备更换"_qs);
    QVERIFY(!f.outcome().evaluationForms().isEmpty());
    QSignalSpy filled(&f.outcome(), &OutcomeViewModel::evaluationFilled);
    f.outcome().fillEvaluation(u"national.selfEvaluation.2020"_qs);
    QVERIFY(f.outcome().isFilling());
    QTRY_COMPARE(filled.size(), 1);
    const auto made = *Id::fromString(filled.first().first().toString());
    const auto document = f.stored(made);
    QCOMPARE(document.form, u"national.selfEvaluation.2020"_qs);
    QCOMPARE(document.fiscalYear, 2025);
    QCOMPARE(document.field(u"project.name"_qs), u"禁毒专项"_qs);
    QCOMPARE(document.field(u"totalScore"_qs), f.outcome().total());
    const auto rows = document.rows(u"indicators"_qs);
    QCOMPARE(rows.size(), 5);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(rows[i].cell(u"score"_qs), f.row(i).score);
        QCOMPARE(rows[i].cell(u"weight"_qs), f.row(i).weight);
    }
    QCOMPARE(rows[1].cell(actualValue), u"93%"_qs);
    QCOMPARE(rows[1].cell(u"deviationReason"_qs), u"两处设备更换"_qs);
    QCOMPARE(document.rows(u"funds"_qs).first().cell(u"executedAmount"_qs), u"29.50"_qs);
    QCOMPARE(f.summary(made).projectCode, f.sample().field(u"project.code"_qs));
    QCOMPARE(f.summary(made).state, FormState::Draft);
    QVERIFY(f.open(made)); // and the form editor shows it
    QCOMPARE(f.shown(u"totalScore"_qs).toString(), f.outcome().total());
}

void TestOutcomeFill::refreshesTheSelfEvaluation() {
    Scene f;
    f.fillAll();
    QSignalSpy filled(&f.outcome(), &OutcomeViewModel::evaluationFilled);
    f.outcome().fillEvaluation(u"national.selfEvaluation.2020"_qs);
    QTRY_COMPARE(filled.size(), 1);
    const auto made = *Id::fromString(filled.first().first().toString());
    QVERIFY(f.open(made));
    f.app.form()->commit(u"goalCompletion"_qs, u"全部完成。"_qs);
    f.settle();
    const auto before = f.stored(made);
    f.outcome().type(1, u"97"_qs);
    f.outcome().type(0, QString());
    f.outcome().fillEvaluation(u"national.selfEvaluation.2020"_qs);
    QTRY_COMPARE(filled.size(), 2);
    QCOMPARE(filled.last().first().toString(), made.toString());
    f.settle();
    const auto after = f.stored(made);
    QCOMPARE(after.rows(u"indicators"_qs).size(), 5);
    QCOMPARE(after.rows(u"indicators"_qs)[1].cell(actualValue), u"97%"_qs);
    QCOMPARE(after.rows(u"indicators"_qs)[0].cell(u"score"_qs), QString()); // no score without a value
    QCOMPARE(after.field(u"goalCompletion"_qs), u"全部完成。"_qs);
    f.app.form()->undo(); // in one step
    f.settle();
    QCOMPARE(f.stored(made), before);
}

QTEST_MAIN(TestOutcomeFill)
#include "tst_outcome_fill.moc"
