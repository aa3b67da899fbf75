#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

constexpr qint64 day = 24LL * 3600 * 1000;

QVariant at(AppFixture& f, int row, int role) {
    auto* forms = f.app.outcomeForms();
    return forms->data(forms->index(row), role);
}

} // namespace

/// The list of forms to report on: which are there, what is due, how far each has come.
class TestOutcomeForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatCanBeReportedOn();
    void dueFirst();
    void progress();
    void search();
    void whoMayNotReport();
};

void TestOutcomeForms::onlyWhatCanBeReportedOn() {
    AppFixture f;
    QAbstractItemModelTester tester(f.app.outcomeForms());
    f.import(f.sample());
    FormDocument self;
    self.form = u"national.selfEvaluation.2020"_qs;
    self.fiscalYear = 2025;
    self.fields = {{u"project.name"_qs, u"自评"_qs}};
    f.import(self);
    FormDocument assets;
    assets.form = u"disclosure.assets.2020"_qs;
    assets.fiscalYear = 2025;
    assets.fields = {{u"title"_qs, u"资产"_qs}};
    const auto plain = f.import(assets);
    QCOMPARE(f.app.outcomeForms()->count(), 1);
    QCOMPARE(at(f, 0, OutcomeFormsModel::TitleRole).toString(), u"禁毒专项"_qs);
    f.remote(plain, u"void"_qs, 1);
    QCOMPARE(f.app.outcomeForms()->total(), 1);
}

void TestOutcomeForms::dueFirst() {
    AppFixture f; // the clock stands at the beginning of 2025
    auto next = f.sample(u"B"_qs, u"明年的"_qs);
    next.fiscalYear = 2026;
    f.import(next);
    f.import(f.sample());
    QCOMPARE(at(f, 0, OutcomeFormsModel::TaskRole).toString(), QString());
    f.clock.advance(220 * day); // August
    f.services.notifyEdited({});
    f.settle();
    QCOMPARE(at(f, 0, OutcomeFormsModel::TitleRole).toString(), u"禁毒专项"_qs);
    QCOMPARE(at(f, 0, OutcomeFormsModel::TaskRole).toString(), u"运行监控"_qs);
    QCOMPARE(at(f, 0, OutcomeFormsModel::UntilRole).toString(), u"2025年8月31日前"_qs);
    QVERIFY(!at(f, 0, OutcomeFormsModel::LateRole).toBool());
    QCOMPARE(at(f, 1, OutcomeFormsModel::TaskRole).toString(), QString());
    f.clock.advance(300 * day);
    f.services.notifyEdited({});
    f.settle();
    QCOMPARE(at(f, 0, OutcomeFormsModel::TaskRole).toString(), u"年度自评"_qs);
    QVERIFY(at(f, 0, OutcomeFormsModel::LateRole).toBool());
}

void TestOutcomeForms::progress() {
    AppFixture f;
    f.clock.advance(400 * day);
    const auto form = f.import(f.sample());
    QCOMPARE(at(f, 0, OutcomeFormsModel::FilledRole).toInt(), -1);
    QTRY_COMPARE(at(f, 0, OutcomeFormsModel::FilledRole).toInt(), 0);
    QCOMPARE(at(f, 0, OutcomeFormsModel::RowsRole).toInt(), 5);
    f.app.outcome()->open(form.toString());
    f.settle();
    f.clock.advance(1000);
    f.app.outcome()->type(0, u"41"_qs);
    f.app.outcome()->type(1, u"96"_qs);
    f.app.outcome()->flush();
    f.settle();
    QTRY_COMPARE(at(f, 0, OutcomeFormsModel::FilledRole).toInt(), 2);
}

void TestOutcomeForms::search() {
    AppFixture f;
    f.import(f.sample());
    f.import(f.sample(u"B"_qs, u"雪亮工程"_qs));
    f.app.outcomeForms()->setSearch(u"雪亮"_qs);
    QCOMPARE(f.app.outcomeForms()->count(), 1);
    QCOMPARE(f.app.outcomeForms()->total(), 2);
    f.app.outcomeForms()->setSearch(u"13043425p"_qs);
    QCOMPARE(at(f, 0, OutcomeFormsModel::TitleRole).toString(), u"禁毒专项"_qs);
    f.app.outcomeForms()->setSearch(u"没有"_qs);
    QCOMPARE(f.app.outcomeForms()->count(), 0);
}

void TestOutcomeForms::whoMayNotReport() {
    AppFixture f;
    const auto form = f.import(f.sample());
    QVERIFY(f.app.outcomeForms()->holds(form.toString()));
    f.become(u"政务公开员"_qs, {Role::Publisher});
    QCOMPARE(f.app.projects()->total(), 1);
    QCOMPARE(f.app.outcomeForms()->count(), 0);
    QVERIFY(!f.app.outcomeForms()->holds(form.toString()));
}

QTEST_MAIN(TestOutcomeForms)
#include "tst_outcome_forms.moc"
