#include "tests/core/scoring/scoring_fixture.h"

#include <QTest>

using namespace jixiao;
using namespace jixiao::scoring;

/// Every worked example of the scoring formulas, with the line that explains it.
class ScoringExamplesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void indicators_data();
    void indicators();
    void satisfaction_data();
    void satisfaction();
    void execution_data();
    void execution();
    void crossChecks_data();
    void crossChecks();
    void grades_data();
    void grades();
};

void ScoringExamplesTest::indicators_data() {
    QTest::addColumn<QString>("level2");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("weight");
    QTest::addColumn<QString>("score");
    QTest::addColumn<QString>("line");
    const auto row = [](const char* name, const QString& level2, const QString& target, const QString& actual,
                        const QString& weight, const QString& score, const QString& line) {
        QTest::newRow(name) << level2 << target << actual << weight << score << line;
    };
    const auto quality = u"质量指标"_qs;
    const auto time = u"时效指标"_qs;
    row("rate not reached", quality, u"≥95%"_qs, u"93%"_qs, u"12.5"_qs, u"12.24"_qs, u"93÷95×12.5 = 12.24"_qs);
    row("rate, bare actual", quality, u"≥95%"_qs, u"93"_qs, u"12.5"_qs, u"12.24"_qs, u"93÷95×12.5 = 12.24"_qs);
    row("days reached", time, u"≤12天"_qs, u"12天"_qs, u"10"_qs, u"10.00"_qs, u"12天≤12天，得满分10.00"_qs);
    row("days late", time, u"≤12天"_qs, u"15天"_qs, u"10"_qs, u"7.50"_qs, u"(1−(15−12)÷12)×10 = 7.50"_qs);
    row("twice the days", time, u"≤12天"_qs, u"24天"_qs, u"10"_qs, u"0.00"_qs, u"24天≥12天的2倍，得0.00分"_qs);
    row("at most nothing, kept", quality, u"≤0%"_qs, u"0"_qs, u"5"_qs, u"5.00"_qs, u"0%≤0%，得满分5.00"_qs);
    row("at most nothing, missed", quality, u"≤0%"_qs, u"3"_qs, u"5"_qs, u"0.00"_qs, u"3%＞0%，得0.00分"_qs);
    row("per mille", quality, u"≤2‰"_qs, u"2.6‰"_qs, u"8"_qs, u"5.60"_qs, u"(1−(2.6−2)÷2)×8 = 5.60"_qs);
    row("per mille in percent", quality, u"≤2‰"_qs, u"0.26%"_qs, u"8"_qs, u"5.60"_qs,
        u"(1−(2.6−2)÷2)×8 = 5.60（按‰计算）"_qs);
    row("per mille in a ratio", quality, u"≤2‰"_qs, u"0.0026比例"_qs, u"8"_qs, u"5.60"_qs,
        u"(1−(2.6−2)÷2)×8 = 5.60（按‰计算）"_qs);
    row("a ratio in percent", quality, u"≥0.97比例"_qs, u"93%"_qs, u"10"_qs, u"9.59"_qs,
        u"93÷97×10 = 9.59（按%计算）"_qs);
    row("equal to nothing, missed", quality, u"=0%"_qs, u"2.5"_qs, u"4"_qs, u"0.00"_qs, u"2.5%＞0%，得0.00分"_qs);
    row("equal to nothing, kept", quality, u"=0%"_qs, u"0%"_qs, u"4"_qs, u"4.00"_qs, u"0%≤0%，得满分4.00"_qs);
    row("equal, short", u"数量指标"_qs, u"=8件"_qs, u"6件"_qs, u"10"_qs, u"7.50"_qs, u"6÷8×10 = 7.50"_qs);
    row("far above", u"社会效益指标"_qs, u"≥35%"_qs, u"50%"_qs, u"15"_qs, u"15.00"_qs, u"50%≥35%，得满分15.00"_qs);
    row("in the range", quality, u"80-90%"_qs, u"85%"_qs, u"10"_qs, u"10.00"_qs, u"85%在80至90%之内，得满分10.00"_qs);
    row("below the range", quality, u"80-90%"_qs, u"72%"_qs, u"10"_qs, u"9.00"_qs, u"72÷80×10 = 9.00"_qs);
    row("above the range", quality, u"80-90%"_qs, u"99%"_qs, u"10"_qs, u"9.00"_qs, u"(1−(99−90)÷90)×10 = 9.00"_qs);
    row("on time", time, u"2025年8月31日之前"_qs, u"2025-08-31"_qs, u"10"_qs, u"10.00"_qs,
        u"2025-08-31完成，不晚于2025-08-31，得满分10.00"_qs);
    row("late", time, u"2025年8月31日之前"_qs, u"2025-09-30"_qs, u"10"_qs, u"8.76"_qs,
        u"晚30天，(1−30÷242)×10 = 8.76"_qs);
    row("as late as planned", time, u"2025年2月1日之前"_qs, u"2025-03-04"_qs, u"10"_qs, u"0.00"_qs,
        u"晚31天，不少于计划的31天，得0.00分"_qs);
    row("money in yuan", u"成本指标"_qs, u"≤700万元"_qs, u"7700000元"_qs, u"10"_qs, u"9.00"_qs,
        u"(1−(7700000−7000000)÷7000000)×10 = 9.00（按元计算）"_qs);
    row("class reached", quality, u"明显改善"_qs, u"达成预期指标"_qs, u"10"_qs, u"10.00"_qs,
        u"达成为80%–100%，即[8.00, 10.00]，建议100%×10 = 10.00"_qs);
    row("class partly", quality, u"明显改善"_qs, u"部分达成预期指标并具有一定效果"_qs, u"10"_qs, u"7.00"_qs,
        u"部分达成为60%–80%，即[6.00, 8.00)，建议70%×10 = 7.00"_qs);
    row("class missed", quality, u"明显改善"_qs, u"未完成预期指标且效果较差"_qs, u"12.5"_qs, u"3.75"_qs,
        u"未达成为0%–60%，即[0.00, 7.50)，建议30%×12.5 = 3.75"_qs);
}

void ScoringExamplesTest::indicators() {
    QFETCH(QString, level2);
    QFETCH(QString, target);
    QFETCH(QString, actual);
    QFETCH(QString, weight);
    const auto score = scoreOf(indicator(u"产出指标"_qs, level2, u"指标"_qs, target), reached(actual), weight);
    QTEST(score.arithmetic, "line");
    QTEST(textOf(score.score), "score");
    QVERIFY(score.state == State::Scored);
}

void ScoringExamplesTest::satisfaction_data() {
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("ratio");
    QTest::addColumn<QString>("bands");
    QTest::newRow("92") << u"92%"_qs << u"9.68"_qs << u"10.00"_qs;
    QTest::newRow("90") << u"90%"_qs << u"9.47"_qs << u"10.00"_qs;
    QTest::newRow("just below 90") << u"89.99%"_qs << u"9.47"_qs << u"8.00"_qs;
    QTest::newRow("80") << u"80%"_qs << u"8.42"_qs << u"8.00"_qs;
    QTest::newRow("60, as a ratio") << u"0.6比例"_qs << u"6.32"_qs << u"5.00"_qs;
    QTest::newRow("below 60") << u"59.9"_qs << u"6.31"_qs << u"0.00"_qs;
}

void ScoringExamplesTest::satisfaction() {
    QFETCH(QString, actual);
    const auto row = indicator(u"满意度指标"_qs, u"服务对象满意度指标"_qs, u"群众满意度"_qs, u"≥95%"_qs);
    const auto byRatio = scoreOf(row, reached(actual), u"10"_qs, SatisfactionRule::Ratio);
    const auto byBands = scoreOf(row, reached(actual), u"10"_qs, SatisfactionRule::Bands);
    QTEST(textOf(byRatio.score), "ratio");
    QTEST(textOf(byBands.score), "bands");
    QVERIFY(byBands.needs.contains(u"调查样本数"_qs));
    QVERIFY(byBands.needs.contains(u"调查日期"_qs));
    QVERIFY(byBands.needs.contains(u"调查问卷"_qs));
    Outcome proved = reached(actual);
    proved.sampleSize = u"200"_qs;
    proved.surveyDate = u"2025-12-01"_qs;
    proved.evidence = u"问卷汇总表"_qs;
    proved.reason = u"窗口排队时间偏长，已增设窗口"_qs;
    QVERIFY(scoreOf(row, proved, u"10"_qs).needs.isEmpty());
}

void ScoringExamplesTest::execution_data() {
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("budget");
    QTest::addColumn<QString>("executed");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("score");
    QTest::addColumn<QString>("rate");
    const auto national = u"NAT2020"_qs;
    QTest::newRow("98.5 %") << national << u"700"_qs << u"689.5"_qs << int(State::Scored) << u"9.85"_qs << u"98.50"_qs;
    QTest::newRow("of 20") << u"HUBEI"_qs << u"100"_qs << u"92"_qs << int(State::Scored) << u"18.40"_qs << u"92.00"_qs;
    QTest::newRow("all") << national << u"30"_qs << u"30"_qs << int(State::Scored) << u"10.00"_qs << u"100.00"_qs;
    QTest::newRow("nothing") << national << u"30"_qs << u"0"_qs << int(State::Scored) << u"0.00"_qs << u"0.00"_qs;
    QTest::newRow("no money at all") << national << u"0"_qs << u"0"_qs << int(State::NotApplicable) << QString()
                                     << QString();
    QTest::newRow("spent without a budget")
        << national << u"0"_qs << u"1"_qs << int(State::Undecided) << QString() << QString();
    QTest::newRow("overspent") << national << u"30"_qs << u"30.01"_qs << int(State::Undecided) << QString()
                               << QString();
    QTest::newRow("negative") << national << u"30"_qs << u"-1"_qs << int(State::Undecided) << QString() << QString();
    QTest::newRow("blank") << national << u"30"_qs << QString() << int(State::Unfilled) << QString() << QString();
    QTest::newRow("largest") << national << u"1000000000"_qs << u"333333333.333333"_qs << int(State::Scored)
                             << u"3.33"_qs << u"33.33"_qs;
}

void ScoringExamplesTest::execution() {
    QFETCH(QString, profile);
    QFETCH(QString, budget);
    QFETCH(QString, executed);
    Funds funds;
    if (const auto money = Money::parse(budget, MoneyUnit::WanYuan)) funds.budget = *money;
    if (const auto money = Money::parse(executed, MoneyUnit::WanYuan)) funds.executed = *money;
    const auto result = scoreExecution(funds, *rules().profile(profile));
    QTEST(int(result.score.state), "state");
    QTEST(textOf(result.score.score), "score");
    QTEST(textOf(result.rate), "rate");
    QVERIFY(!result.score.arithmetic.isEmpty());
}

void ScoringExamplesTest::crossChecks_data() {
    QTest::addColumn<QString>("indicators");
    QTest::addColumn<QString>("funds");
    QTest::addColumn<QString>("light");
    QTest::addColumn<QString>("line");
    QTest::newRow("red") << u"88"_qs << u"6"_qs << u"red"_qs << u"(88÷90−6÷10)÷(88÷90) = 38.64%"_qs;
    QTest::newRow("close") << u"88"_qs << u"9.8"_qs << u"green"_qs << u"(88÷90−9.8÷10)÷(88÷90) = -0.23%"_qs;
    QTest::newRow("exactly 5 %") << u"90"_qs << u"9.5"_qs << u"green"_qs << u"(90÷90−9.5÷10)÷(90÷90) = 5.00%"_qs;
    QTest::newRow("over 5 %") << u"90"_qs << u"9.49"_qs << u"red"_qs << u"(90÷90−9.49÷10)÷(90÷90) = 5.10%"_qs;
    QTest::newRow("both low") << u"63"_qs << u"7"_qs << u"yellow"_qs << u"(63÷90−7÷10)÷(63÷90) = 0.00%"_qs;
    QTest::newRow("nothing reached") << u"0"_qs << u"7"_qs << QString() << QString();
}

void ScoringExamplesTest::crossChecks() {
    QFETCH(QString, indicators);
    QFETCH(QString, funds);
    const auto check = crossCheck(number(indicators), Decimal(90), number(funds), Decimal(10), rules());
    QTEST(lightName(check.light), "light");
    QTEST(check.arithmetic, "line");
}

void ScoringExamplesTest::grades_data() {
    QTest::addColumn<QString>("total");
    QTest::addColumn<QString>("grade");
    QTest::newRow("99.27") << u"99.27"_qs << u"优"_qs;
    QTest::newRow("90") << u"90.00"_qs << u"优"_qs;
    QTest::newRow("89.99") << u"89.99"_qs << u"良"_qs;
    QTest::newRow("80") << u"80"_qs << u"良"_qs;
    QTest::newRow("79.99") << u"79.99"_qs << u"中"_qs;
    QTest::newRow("60") << u"60"_qs << u"中"_qs;
    QTest::newRow("59.99") << u"59.99"_qs << u"差"_qs;
    QTest::newRow("0") << u"0"_qs << u"差"_qs;
}

void ScoringExamplesTest::grades() {
    QFETCH(QString, total);
    QTEST(gradeOf(number(total), rules()), "grade");
}

QTEST_GUILESS_MAIN(ScoringExamplesTest)
#include "tst_scoring_examples.moc"
