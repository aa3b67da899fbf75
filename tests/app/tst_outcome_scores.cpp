#include "app/gui/outcome_scores.h"
#include "core/outcomes/form_tables.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace jixiao;
using namespace jixiao::outcomes;

namespace {

Id idOf(int number) {
    return *Id::fromString(QStringLiteral("0190a000-0000-7000-8000-%1").arg(number, 12, 10, QLatin1Char('0')));
}

const FormTemplate& known(const QString& id) {
    const auto* form = FormCatalogue::builtIn().find(id);
    if (!form) qFatal("no such form");
    return *form;
}

struct Sheet {
    FormDocument document;
    FormReports reports;
    QString table;

    explicit Sheet(const QString& form) {
        document.form = form;
        document.fiscalYear = 2025;
        table = scoredTable(known(form))->id;
    }
    Id add(const QMap<QString, QString>& cells) {
        const auto id = idOf(int(document.rows(table).size()) + 1);
        document.tables[table].append({id, cells});
        return id;
    }
    void report(const Id& row, const Period& period, const QString& field, const QString& value) {
        reports.set({row, period, field}, value);
    }
    OutcomeSheet at(const Period& period) const {
        return sheetOf({document, known(document.form), reports, period, {}, QDate(2025, 9, 1), 0});
    }
};

const Period year{2025, 0};
const QString actual = ReportField::actualValue;

} // namespace

/// What the page of outcomes shows for a period of a form of any kind.
class TestOutcomeScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gradedStandards();
    void lastYearOfTheForm();
    void qualitative();
    void notApplicable();
    void masked();
    void aFormWithoutIndicators();
    void amountsInYuan();
    void monthsOfATally_data();
    void monthsOfATally();
    void rowsChangeInPlace();
    void sixtyIndicatorsAreQuick();
};

void TestOutcomeScores::gradedStandards() {
    Sheet s(u"hebei.duty.2020"_qs);
    const auto row = s.add({{u"name"_qs, u"重大案件破案率"_qs},
                            {u"excellent"_qs, u"≥60%"_qs},
                            {u"good"_qs, u"≥55%"_qs},
                            {u"fair"_qs, u"≥45%"_qs},
                            {u"poor"_qs, u"＜45%"_qs}});
    QCOMPARE(s.at(year).rows.first().state, u"unfilled"_qs);
    QCOMPARE(s.at(year).rows.first().kind, u"number"_qs);
    QCOMPARE(s.at(year).rows.first().unitText, u"%"_qs);
    s.report(row, year, actual, u"57%"_qs);
    const auto sheet = s.at(year);
    QCOMPARE(sheet.rows.first().typed, u"57"_qs);
    QCOMPARE(sheet.rows.first().grade, u"良"_qs);
    QCOMPARE(sheet.rows.first().score, u"84.00"_qs);
    QVERIFY(sheet.rows.first().target.contains(u"良≥55%"_qs));
    QVERIFY(!sheet.scores && !sheet.funds);
}

void TestOutcomeScores::lastYearOfTheForm() {
    Sheet s(u"hubei.department.2024"_qs);
    const auto row = s.add({{Column::level1, u"产出指标"_qs},
                            {Column::level2, u"数量指标"_qs},
                            {Column::name, u"宣传场次"_qs},
                            {Column::target, u"≥40场"_qs},
                            {u"lastYear"_qs, u"38场"_qs}});
    QCOMPARE(s.at(year).rows.first().last, u"38场"_qs);
    QCOMPARE(s.at(year).rows.first().lastFrom, u"上年"_qs);
    s.report(row, {2025, 6}, actual, u"20场"_qs);
    QCOMPARE(s.at(year).rows.first().last, u"20场"_qs);
    QCOMPARE(s.at(year).rows.first().lastFrom, u"1–6月"_qs);
    QCOMPARE(s.at(year).executionWeight, u"20.00"_qs);
}

void TestOutcomeScores::qualitative() {
    Sheet s(u"hebei.project.2025"_qs);
    const auto row = s.add({{Column::level1, u"效益指标"_qs},
                            {Column::level2, u"社会效益指标"_qs},
                            {Column::name, u"社会治安"_qs},
                            {Column::target, u"明显好转"_qs}});
    QCOMPARE(s.at(year).rows.first().kind, u"words"_qs);
    QVERIFY(s.at(year).rows.first().words.contains(u"部分达成"_qs));
    s.report(row, year, actual, u"部分达成"_qs);
    const auto partly = s.at(year).rows.first();
    QCOMPARE(partly.state, u"scored"_qs);
    QCOMPARE(partly.light, u"yellow"_qs);
    QVERIFY(partly.asksReason && !partly.needs.isEmpty());
}

void TestOutcomeScores::notApplicable() {
    Sheet s(u"hebei.project.2025"_qs);
    const auto cells = [](const char* name) {
        return QMap<QString, QString>{{Column::level1, u"产出指标"_qs},
                                      {Column::level2, u"数量指标"_qs},
                                      {Column::name, QString::fromUtf8(name)},
                                      {Column::target, u"≥40场"_qs}};
    };
    const auto first = s.add(cells("甲"));
    s.add(cells("乙"));
    s.report(first, year, ReportField::notApplicable, u"项目中止"_qs);
    const auto sheet = s.at(year);
    QCOMPARE(sheet.rows[0].state, u"notApplicable"_qs);
    QCOMPARE(sheet.rows[0].light, QString());
    QVERIFY(sheet.rows[0].needs.isEmpty());
    QCOMPARE(sheet.rows[1].weight, u"50.00"_qs);
}

void TestOutcomeScores::masked() {
    Sheet s(u"hebei.project.2025"_qs);
    s.add({{Column::level1, u"产出指标"_qs},
           {Column::level2, u"数量指标"_qs},
           {Column::name, u"**"_qs},
           {Column::target, u"**"_qs}});
    QCOMPARE(s.at(year).rows.first().kind, u"text"_qs);
    QCOMPARE(s.at(year).rows.first().state, u"undecided"_qs);
}

void TestOutcomeScores::aFormWithoutIndicators() {
    FormDocument document;
    document.form = u"disclosure.assets.2020"_qs;
    const auto sheet = sheetOf({document, known(document.form), {}, year, {}, {}, 0});
    QVERIFY(sheet.rows.isEmpty() && !sheet.scores);
}

void TestOutcomeScores::amountsInYuan() {
    Sheet s(u"hebei.project.2025"_qs);
    s.document.fields = {{u"moneyUnit"_qs, u"元"_qs}, {u"budget.total"_qs, u"300000"_qs}};
    s.add({{Column::level1, u"产出指标"_qs},
           {Column::level2, u"数量指标"_qs},
           {Column::name, u"甲"_qs},
           {Column::target, u"≥4场"_qs}});
    s.report({}, year, ReportField::executedAmount, u"150000"_qs);
    QCOMPARE(s.at(year).rate, u"50.00"_qs);
    s.document.fields[u"budget.total"_qs] = u"三十万"_qs; // what cannot be read in the form counts as blank
    QCOMPARE(s.at(year).rate, QString());
    s.report({}, year, ReportField::budgetInForce, u"600000"_qs);
    QCOMPARE(s.at(year).rate, u"25.00"_qs);
    s.report({}, {2025, 6}, ReportField::executedAmount, u"150000"_qs);
    s.report({}, {2025, 6}, ReportField::budgetInForce, u"300000"_qs);
    QCOMPARE(s.at({2025, 6}).fundsLight, u"green"_qs);
    QCOMPARE(s.at({2025, 6}).light, u"green"_qs);
}

void TestOutcomeScores::monthsOfATally_data() {
    QTest::addColumn<QString>("period");
    QTest::addColumn<QDate>("today");
    QTest::addColumn<QString>("month");
    QTest::newRow("a month is itself") << u"2025-03"_qs << QDate(2025, 9, 1) << u"2025-03"_qs;
    QTest::newRow("the year: this month") << u"2025"_qs << QDate(2025, 9, 1) << u"2025-09"_qs;
    QTest::newRow("a year gone by") << u"2025"_qs << QDate(2026, 2, 1) << u"2025-12"_qs;
}

void TestOutcomeScores::monthsOfATally() {
    QFETCH(QString, period);
    QFETCH(QDate, today);
    QTEST(tallyMonth(*Period::fromString(period), today).toString(), "month");
}

void TestOutcomeScores::rowsChangeInPlace() {
    Sheet s(u"hebei.project.2025"_qs);
    QList<Id> ids;
    for (int i = 0; i < 3; ++i)
        ids.append(s.add({{Column::level1, u"产出指标"_qs},
                          {Column::level2, u"质量指标"_qs},
                          {Column::name, QString::number(i)},
                          {Column::target, u"≥95%"_qs}}));
    OutcomeRowsModel model;
    QAbstractItemModelTester tester(&model);
    model.setRows(s.at(year).rows);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    s.report(ids[1], year, actual, u"93%"_qs);
    model.setRows(s.at(year).rows);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().first().toModelIndex().row(), 1);
    QCOMPARE(model.filled(), 1);
    QCOMPARE(model.lacking(), 3); // two values and a reason
    QCOMPARE(model.nextUnfilled(0), 2);
    QCOMPARE(model.nextUnfilled(2), 0);
    QCOMPARE(model.index(1).data(OutcomeRowsModel::TypedRole).toString(), u"93"_qs);
    QCOMPARE(model.index(1).data(OutcomeRowsModel::LightRole).toString(), u"red"_qs);
    QVERIFY(!model.index(1).data(Qt::DisplayRole).isValid());
    QCOMPARE(model.roleNames().value(OutcomeRowsModel::ByRole), QByteArray("by"));
    for (const auto& id : {ids[0], ids[2]})
        s.report(id, year, actual, u"96%"_qs);
    model.setRows(s.at(year).rows);
    QCOMPARE(model.nextUnfilled(0), -1);
}

/// A keystroke recomputes all of it on the window's thread: a loose limit, for machines under load.
void TestOutcomeScores::sixtyIndicatorsAreQuick() {
    Sheet s(u"hebei.project.2025"_qs);
    s.document.fields = {{u"budget.total"_qs, u"700.00"_qs}};
    s.report({}, year, ReportField::executedAmount, u"650.00"_qs);
    for (int i = 0; i < 60; ++i) {
        const auto row = s.add({{Column::level1, i < 40 ? u"产出指标"_qs : u"效益指标"_qs},
                                {Column::level2, i % 2 ? u"质量指标"_qs : u"数量指标"_qs},
                                {Column::name, u"指标"_qs + QString::number(i)},
                                {Column::target, i % 2 ? u"≥95%"_qs : u"≥400起"_qs}});
        s.report(row, {2025, 7}, actual, i % 2 ? u"91%"_qs : u"210起"_qs);
        s.report(row, year, actual, i % 2 ? u"93%"_qs : u"390起"_qs);
    }
    double best = 1e9;
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(s.at(year).rows.size(), 60);
        best = std::min(best, double(timer.nsecsElapsed()) / 1e6);
    }
    qInfo("a sheet of 60 in %.3f ms", best);
    QVERIFY(best < 50);
}

QTEST_GUILESS_MAIN(TestOutcomeScores)
#include "tst_outcome_scores.moc"
