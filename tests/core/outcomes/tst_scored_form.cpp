#include "core/outcomes/form_tables.h"
#include "core/outcomes/scored_form.h"

#include <QElapsedTimer>
#include <QTest>

using namespace jixiao;
using namespace jixiao::outcomes;

namespace {

const auto project = QStringLiteral("hebei.project.2025");

/// The worked project of the scoring rules, with its figures.
FormDocument form() {
    FormDocument document;
    document.form = project;
    document.fiscalYear = 2025;
    document.fields = {{QStringLiteral("budget.total"), QStringLiteral("700.00")},
                       {QStringLiteral("project.name"), QStringLiteral("视频租赁")}};
    const auto row = [&](const QString& level1, const QString& level2, const QString& name, const QString& target) {
        document.tables[QStringLiteral("indicators")].append(
            {Id(),
             {{Column::level1, level1}, {Column::level2, level2}, {Column::name, name}, {Column::target, target}}});
    };
    row(u"产出指标"_qs, u"质量指标"_qs, u"设备在线率"_qs, u"≥95%"_qs);
    row({}, u"数量指标"_qs, u"视频点位数"_qs, u"≥5780个"_qs);
    row({}, u"成本指标"_qs, u"租赁费用"_qs, u"≤700万元"_qs);
    row({}, u"时效指标"_qs, u"按月支付"_qs, u"≥12月"_qs);
    row({}, {}, {}, {});
    row(u"效益指标"_qs, u"社会效益指标"_qs, u"利用视频破案占比"_qs, u"≥35%"_qs);
    row({}, u"可持续影响指标"_qs, u"长期可用率"_qs, u"≥95%"_qs);
    row(u"满意度指标"_qs, u"服务对象满意度指标"_qs, u"群众满意度"_qs, u"≥95%"_qs);
    return document;
}

scoring::ReportedForm report(int month = 0) {
    scoring::ReportedForm reported;
    reported.executedAmount = u"689.50"_qs;
    reported.month = month;
    const QStringList values{u"93%"_qs, u"5780个"_qs, u"689.5万元"_qs, u"12月"_qs, {}, u"50%"_qs, u"96%"_qs, u"92%"_qs};
    for (int row = 0; row < values.size(); ++row) {
        reported.indicators.append({row, {}, {}});
        reported.indicators.last().outcome.actual = values[row];
    }
    return reported;
}

const FormTemplate& known(const QString& id) {
    const auto* form = FormCatalogue::builtIn().find(id);
    if (!form) qFatal("no such form");
    return *form;
}

} // namespace

/// Which tables of a form count, its score from what was reported, and the speed of both.
class TestScoredForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tablesOfEveryForm();
    void theWorkedProject();
    void lightsUpToAMonth();
    void fillingASelfEvaluation();
    void sixtyIndicatorsAreQuick();
};

void TestScoredForm::tablesOfEveryForm() {
    int reportable = 0;
    for (const auto& form : FormCatalogue::builtIn().forms()) {
        if (scoredTable(form) && !holdsOutcomes(form)) ++reportable;
        if (evaluationTable(form)) QVERIFY2(holdsOutcomes(form) && fundsTable(form), qPrintable(form.id));
    }
    QVERIFY(reportable >= 6);
    QCOMPARE(scoredTable(known(project))->id, u"indicators"_qs);
    QCOMPARE(scoredTable(known(u"hubei.department.2024"_qs))->id, u"annual.indicators"_qs);
    QCOMPARE(scoredTable(known(u"hebei.duty.2020"_qs))->id, u"duties"_qs);
    QVERIFY(scoredTable(known(u"disclosure.assets.2020"_qs)) == nullptr);
    QVERIFY(holdsOutcomes(known(u"national.monitoring.2019"_qs)));
}

void TestScoredForm::theWorkedProject() {
    const auto scored = scoreForm(form(), report(), known(project), {});
    QVERIFY(scored);
    QCOMPARE(scored->rows, (QList<int>{0, 1, 2, 3, 5, 6, 7}));
    QCOMPARE(scored->evaluation->total.toString(), u"99.27"_qs);
    QCOMPARE(scored->evaluation->grade, u"优"_qs);
    QCOMPARE(scored->evaluation->profile, u"NAT2020"_qs);
    const auto other = scoreForm(form(), report(), known(project), {u"HUBEI"_qs});
    QCOMPARE(other->evaluation->execution.score.score->toString(), u"19.70"_qs);
    const auto unknown = scoreForm(form(), report(), known(project), {u"NAT1999"_qs});
    QCOMPARE(unknown.error().code, ErrorCode::InvalidInput);
}

void TestScoredForm::lightsUpToAMonth() {
    const auto scored = scoreForm(form(), report(7), known(project), {});
    QVERIFY(scored && !scored->evaluation);
    QCOMPARE(scored->lights.size(), 7);
    QCOMPARE(scored->lights[0].light, scoring::Light::Red);
    QCOMPARE(scored->fundsLight.light, scoring::Light::Green);
}

void TestScoredForm::fillingASelfEvaluation() {
    const auto scored = scoreForm(form(), report(), known(project), {});
    const auto filled = fillEvaluation(*scored, form(), known(u"national.selfEvaluation.2020"_qs));
    QVERIFY(filled);
    QCOMPARE(filled->field(u"totalScore"_qs), u"99.27"_qs);
    QCOMPARE(filled->field(u"project.name"_qs), u"视频租赁"_qs);
    QCOMPARE(filled->rows(u"indicators"_qs).size(), 7);
    QCOMPARE(filled->rows(u"indicators"_qs).first().cell(Column::score), u"12.24"_qs);
    QCOMPARE(filled->rows(u"funds"_qs).first().cell(Column::executionRate), u"98.50%"_qs);
    QVERIFY(!fillEvaluation(*scored, form(), known(project)));
}

/// A keystroke recomputes everything on the thread of the window: a loose limit, for machines under load.
void TestScoredForm::sixtyIndicatorsAreQuick() {
    auto document = form();
    auto reported = report();
    auto& rows = document.tables[QStringLiteral("indicators")];
    while (rows.size() < 60) {
        reported.indicators.append({int(rows.size()), {}, reported.indicators.at(rows.size() % 8).outcome});
        rows.append(rows.at(rows.size() % 8));
    }
    double best = 1e9;
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(scoreForm(document, reported, known(project), {}));
        best = std::min(best, double(timer.nsecsElapsed()) / 1e6);
    }
    qInfo("scored in %.3f ms", best);
    QVERIFY(best < 50);
}

QTEST_GUILESS_MAIN(TestScoredForm)
#include "tst_scored_form.moc"
