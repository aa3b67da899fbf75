#include "core/scoring/weights.h"
#include "tests/core/scoring/scoring_fixture.h"

#include <QTest>

using namespace jixiao;
using namespace jixiao::scoring;

namespace {

const QString output = QStringLiteral("产出指标");
const QString benefit = QStringLiteral("效益指标");
const QString satisfied = QStringLiteral("满意度指标");

QStringList weightsOf(const SelfEvaluation& result) {
    QStringList list;
    for (const auto& entry : result.indicators)
        list.append(textOf(entry.score.weight));
    return list;
}

QStringList scoresOf(const SelfEvaluation& result) {
    QStringList list;
    for (const auto& entry : result.indicators)
        list.append(textOf(entry.score.score));
    return list;
}

/// 700万元: 4 outputs, 2 benefits, satisfaction.
Project worked() {
    Project project;
    project.indicators = {indicator(output, u"质量指标"_qs, u"设备在线率"_qs, u"≥95%"_qs),
                          indicator(output, u"数量指标"_qs, u"视频点位数"_qs, u"≥5780个"_qs),
                          indicator(output, u"成本指标"_qs, u"租赁费用"_qs, u"≤700万元"_qs),
                          indicator(output, u"时效指标"_qs, u"按月支付"_qs, u"≥12月"_qs),
                          indicator(benefit, u"社会效益指标"_qs, u"利用视频破案占比"_qs, u"≥35%"_qs),
                          indicator(benefit, u"可持续影响指标"_qs, u"长期可用率"_qs, u"≥95%"_qs),
                          indicator(satisfied, u"服务对象满意度指标"_qs, u"群众满意度"_qs, u"≥95%"_qs)};
    for (const auto* actual : {u"93%", u"5780个", u"689.5万元", u"12月", u"50%", u"96%", u"92%"})
        project.outcomes.append(reached(QString::fromUtf16(actual)));
    project.funds = {Money::fromFen(700'000'000), Money::fromFen(689'500'000), {}};
    return project;
}

SelfEvaluation evaluated(const Project& project, const char16_t* profile) {
    return evaluate(project, *rules().profile(QString::fromUtf16(profile)), rules());
}

Project equal(int outputs, int benefits, int satisfactions, int costs = 0) {
    Project project;
    const auto add = [&](int count, const QString& level) {
        for (int i = 0; i < count; ++i) {
            project.indicators.append(indicator(level, level, u"指标%1"_qs.arg(i), u"≥100次"_qs));
            project.outcomes.append(reached(u"100次"_qs));
        }
    };
    add(outputs, output);
    add(benefits, benefit);
    add(satisfactions, satisfied);
    add(costs, u"成本指标"_qs);
    project.funds = {Money::fromFen(100), Money::fromFen(100), {}};
    return project;
}

} // namespace

/// Whole projects: weights, totals, grades, and what stays open.
class ScoringProjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workedProject();
    void profiles_data();
    void profiles();
    void roundingGoesToTheLast();
    void writtenWeights();
    void notApplicableIsShared();
    void notApplicableAlone();
    void openRowsHaveNoGrade();
    void levelsOutsideTheProfile();
    void formsWithoutLevels();
};

void ScoringProjectTest::workedProject() {
    const auto result = evaluated(worked(), u"NAT2020");
    QCOMPARE(weightsOf(result).join(u' '), u"12.50 12.50 12.50 12.50 15.00 15.00 10.00"_qs);
    QCOMPARE(scoresOf(result).join(u' '), u"12.24 12.50 12.50 12.50 15.00 15.00 9.68"_qs);
    QCOMPARE(textOf(result.execution.score.score), u"9.85"_qs);
    QCOMPARE(result.execution.score.arithmetic, u"689.50÷700.00×10 = 9.85"_qs);
    QCOMPARE(result.totalArithmetic(), u"9.85+12.24+12.50+12.50+12.50+15.00+15.00+9.68 = 99.27"_qs);
    QCOMPARE(result.grade, u"优"_qs);
    QVERIFY(result.isComplete);
    QCOMPARE(lightName(result.check.light), u"green"_qs);
    QVERIFY(result.notes.isEmpty());
    QCOMPARE(result.indicators[0].weightArithmetic, u"50÷4 = 12.50"_qs);
    QVERIFY(result.indicators[4].score.needs.contains(u"明显超过指标值的原因"_qs));
    QVERIFY(!result.indicators[5].score.needs.contains(u"明显超过指标值的原因"_qs));
    QVERIFY(result.indicators[0].score.needs.contains(u"偏差原因和改进措施"_qs));

    auto bands = evaluated(worked(), u"NAT2021");
    QCOMPARE(scoresOf(bands).constLast(), u"10.00"_qs);
    QCOMPARE(points(bands.total), u"99.59"_qs);
}

void ScoringProjectTest::profiles_data() {
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("satisfactions");
    QTest::addColumn<int>("costs");
    QTest::addColumn<QString>("weights"); // of 2 outputs, 2 benefits, the satisfaction, the cost
    QTest::addColumn<QString>("used");
    QTest::newRow("2020") << u"NAT2020"_qs << 1 << 0 << u"25.00 25.00 15.00 15.00 10.00"_qs << u"NAT2020"_qs;
    QTest::newRow("2021") << u"NAT2021"_qs << 1 << 0 << u"25.00 25.00 15.00 15.00 10.00"_qs << u"NAT2021"_qs;
    QTest::newRow("2021, nobody asked") << u"NAT2021"_qs << 0 << 0 << u"25.00 25.00 20.00 20.00"_qs << u"NAT2021"_qs;
    QTest::newRow("2021C") << u"NAT2021C"_qs << 1 << 1 << u"20.00 20.00 10.00 10.00 10.00 20.00"_qs << u"NAT2021C"_qs;
    QTest::newRow("2021C, nobody asked") << u"NAT2021C"_qs << 0 << 1 << u"20.00 20.00 15.00 15.00 20.00"_qs
                                         << u"NAT2021C"_qs;
    QTest::newRow("2021C, no cost") << u"NAT2021C"_qs << 1 << 0 << u"25.00 25.00 15.00 15.00 10.00"_qs << u"NAT2021"_qs;
    QTest::newRow("2021C, neither") << u"NAT2021C"_qs << 0 << 0 << u"25.00 25.00 20.00 20.00"_qs << u"NAT2021"_qs;
    QTest::newRow("20/80") << u"HUBEI"_qs << 1 << 0 << u"16.00 16.00 16.00 16.00 16.00"_qs << u"HUBEI"_qs;
    QTest::newRow("10/90") << u"SICHUAN"_qs << 1 << 0 << u"18.00 18.00 18.00 18.00 18.00"_qs << u"SICHUAN"_qs;
}

void ScoringProjectTest::profiles() {
    QFETCH(QString, profile);
    QFETCH(int, satisfactions);
    QFETCH(int, costs);
    const auto project = equal(2, 2, satisfactions, costs);
    const auto result = evaluate(project, *rules().profile(profile), rules());
    QTEST(weightsOf(result).join(u' '), "weights");
    QTEST(result.profile, "used");
    QCOMPARE(points(result.maximum), u"100.00"_qs);
}

void ScoringProjectTest::roundingGoesToTheLast() {
    const auto result = evaluated(equal(3, 7, 1), u"NAT2020");
    const auto weights = weightsOf(result);
    QCOMPARE(weights.mid(0, 3).join(u' '), u"16.67 16.67 16.66"_qs);
    QCOMPARE(weights.mid(3, 7).join(u' '), u"4.29 4.29 4.29 4.29 4.29 4.29 4.26"_qs);
    QCOMPARE(result.indicators[2].weightArithmetic, u"50−16.67×2 = 16.66"_qs);
    QCOMPARE(points(result.maximum), u"100.00"_qs);
    QCOMPARE(result.grade, u"优"_qs);
    for (const auto& part : equalSplit(Decimal(10), 60))
        QVERIFY(!part.isNegative());
}

void ScoringProjectTest::writtenWeights() {
    auto project = equal(2, 1, 1);
    project.indicators[0].weight = Decimal(30);
    auto result = evaluated(project, u"NAT2020");
    QCOMPARE(weightsOf(result).join(u' '), u"30.00 20.00 30.00 10.00"_qs);
    QVERIFY(result.notes.isEmpty());

    project.indicators[1].weight = Decimal(25);
    result = evaluated(project, u"NAT2020");
    QCOMPARE(result.notes,
             QStringList({u"产出指标的分值合计55，应为50"_qs, u"满分合计105.00，不是100，等次由人判定"_qs}));
    QVERIFY(result.grade.isEmpty());

    project.indicators[1] = indicator(output, output, u"错分值"_qs, u"≥1次"_qs, u"12.345"_qs);
    result = evaluated(project, u"NAT2020");
    QCOMPARE(weightsOf(result).join(u' '), u"30.00 20.00 30.00 10.00"_qs);
    QCOMPARE(result.notes, QStringList(u"“错分值”的分值“12.345”不是0至100的两位小数"_qs));
}

void ScoringProjectTest::notApplicableIsShared() {
    auto project = worked();
    for (int i = 0; i < 3; ++i)
        project.indicators[i].level2 = u"数量指标"_qs;
    project.outcomes[1].notApplicable = u"点位由市局统一建设"_qs;
    const auto result = evaluated(project, u"NAT2020");
    QCOMPARE(weightsOf(result).join(u' '), u"18.75 0.00 18.75 12.50 15.00 15.00 10.00"_qs);
    QCOMPARE(result.indicators[0].weightArithmetic, u"50÷4 = 12.50，加“视频点位数”的6.25 = 18.75"_qs);
    QCOMPARE(result.indicators[1].weightArithmetic, u"12.50分由2项同类指标平分"_qs);
    QVERIFY(result.indicators[1].score.state == State::NotApplicable);
    QCOMPARE(result.indicators[1].score.arithmetic, u"不适用：点位由市局统一建设"_qs);
    QCOMPARE(points(result.maximum), u"100.00"_qs);
    QVERIFY(result.isComplete);
}

/// Without a sibling of the second level those of the first level share; without any a person decides.
void ScoringProjectTest::notApplicableAlone() {
    auto project = worked();
    project.outcomes[0].notApplicable = u"未实施"_qs;
    auto result = evaluated(project, u"NAT2020");
    QCOMPARE(weightsOf(result).mid(0, 4).join(u' '), u"0.00 16.67 16.67 16.66"_qs);
    QVERIFY(result.isComplete);

    project.outcomes[6].notApplicable = u"没有直接服务对象"_qs;
    result = evaluated(project, u"NAT2020");
    QCOMPARE(points(result.maximum), u"90.00"_qs);
    QVERIFY(!result.isComplete);
    QVERIFY(result.grade.isEmpty());
    QVERIFY(result.notes.contains(u"“群众满意度”不适用，没有同类指标可以分摊它的10.00分，由人判定"_qs));
}

void ScoringProjectTest::openRowsHaveNoGrade() {
    auto project = worked();
    project.outcomes[6].actual = u"  "_qs;
    auto result = evaluated(project, u"NAT2020");
    QVERIFY(result.indicators[6].score.state == State::Unfilled);
    QVERIFY(!result.isComplete);
    QVERIFY(result.grade.isEmpty());
    QCOMPARE(points(result.total), u"89.59"_qs);

    project = worked();
    project.funds.executed.reset();
    result = evaluated(project, u"NAT2020");
    QVERIFY(!result.isComplete && result.grade.isEmpty());

    project = worked();
    project.outcomes.clear();
    result = evaluated(project, u"NAT2020");
    QCOMPARE(points(result.total), u"9.85"_qs);
}

void ScoringProjectTest::levelsOutsideTheProfile() {
    auto project = equal(1, 1, 0);
    project.indicators.append(indicator(u"其他指标"_qs, u"其他"_qs, u"额外"_qs, u"≥1次"_qs));
    project.outcomes.append(reached(u"1次"_qs));
    const auto result = evaluated(project, u"NAT2020");
    QVERIFY(result.indicators[2].score.state == State::Undecided);
    QVERIFY(result.notes.contains(u"“额外”的一级指标“其他指标”不在权重方案NAT2020里"_qs));
    QVERIFY(result.notes.contains(u"没有满意度指标，它的10分没有分配，由人判定"_qs));
    QVERIFY(!result.isComplete);
}

void ScoringProjectTest::formsWithoutLevels() {
    Project project = equal(4, 2, 1);
    for (auto& row : project.indicators)
        row.level1.clear();
    const auto result = evaluated(project, u"NAT2020");
    QCOMPARE(weightsOf(result).join(u' '), u"12.86 12.86 12.86 12.86 12.86 12.86 12.84"_qs);
    QCOMPARE(result.profile, u"NAT2020"_qs);
    QVERIFY(result.notes.isEmpty());
    QVERIFY(result.isComplete);
}

QTEST_GUILESS_MAIN(ScoringProjectTest)
#include "tst_scoring_project.moc"
