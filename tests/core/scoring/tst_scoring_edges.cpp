#include "tests/core/scoring/scoring_fixture.h"

#include <QTest>

using namespace jixiao;
using namespace jixiao::scoring;

namespace {

const QString output = QStringLiteral("产出指标");
const QString quality = QStringLiteral("质量指标");

Score quick(const QString& target, const QString& actual, const QString& level2 = quality) {
    return scoreOf(indicator(output, level2, QStringLiteral("指标"), target), reached(actual), QStringLiteral("10"));
}

} // namespace

/// What no formula covers, what a person must add, and how a row is read.
class ScoringEdgesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void zeroAndNegative_data();
    void zeroAndNegative();
    void undecided_data();
    void undecided();
    void overAchievement_data();
    void overAchievement();
    void qualitativeByAPerson_data();
    void qualitativeByAPerson();
    void givenWhereNoFormulaFits();
    void formulaBeatsAGivenScore();
    void deadlineFromTheProjectStart();
    void rowsOfForms_data();
    void rowsOfForms();
    void hostileTexts();
};

void ScoringEdgesTest::zeroAndNegative_data() {
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("score");
    QTest::newRow("at least 0, 0") << u"≥0%"_qs << u"0%"_qs << u"10.00"_qs;
    QTest::newRow("at least 0, more") << u"≥0%"_qs << u"5%"_qs << u"10.00"_qs;
    QTest::newRow("at least 0, less") << u"≥0%"_qs << u"-1%"_qs << u"0.00"_qs;
    QTest::newRow("negative actual") << u"≥5%"_qs << u"-1%"_qs << u"0.00"_qs;
    QTest::newRow("nothing done") << u"≥5次"_qs << u"0次"_qs << u"0.00"_qs;
    QTest::newRow("at most 0, less") << u"≤0%"_qs << u"-3%"_qs << u"10.00"_qs;
    QTest::newRow("below 0 wanted, kept") << u"≤-5%"_qs << u"-6%"_qs << u"10.00"_qs;
    QTest::newRow("below 0 wanted, missed") << u"≤-5%"_qs << u"-4%"_qs << QString();
    QTest::newRow("strictly below, met exactly") << u"<5%"_qs << u"5%"_qs << u"10.00"_qs;
    QTest::newRow("strictly above, met exactly") << u">5%"_qs << u"5%"_qs << u"10.00"_qs;
    QTest::newRow("half a hundredth up") << u"≥2000次"_qs << u"1001次"_qs << u"5.01"_qs; // 5.005
    QTest::newRow("just below it") << u"≥20000次"_qs << u"10009次"_qs << u"5.00"_qs;     // 5.0045
}

void ScoringEdgesTest::zeroAndNegative() {
    QFETCH(QString, target);
    QFETCH(QString, actual);
    QTEST(textOf(quick(target, actual).score), "score");
}

void ScoringEdgesTest::undecided_data() {
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("line");
    const auto row = [](const char* name, const QString& target, const QString& actual, const QString& line) {
        QTest::newRow(name) << target << actual << line;
    };
    row("words for a number", u"≥95%"_qs, u"较好"_qs, u"完成值“较好”不是一个数，由人判定"_qs);
    row("a wish for a result", u"≥95%"_qs, u"≥95%"_qs, u"完成值“≥95%”不是一个数，由人判定"_qs);
    row("another unit", u"≥95次"_qs, u"95人"_qs, u"完成值“95人”和指标值“≥95次”的单位不能比较，由人判定"_qs);
    row("a count for a rate", u"≥95%"_qs, u"12起"_qs, u"完成值“12起”和指标值“≥95%”的单位不能比较，由人判定"_qs);
    row("0.93 of what", u"≥95%"_qs, u"0.93"_qs, u"完成值“0.93”和指标值“≥95%”的单位不能比较，由人判定"_qs);
    row("a date for a number", u"≥95%"_qs, u"2025-08-31"_qs, u"完成值“2025-08-31”不是一个数，由人判定"_qs);
    row("a number for a date", u"2025年8月31日之前"_qs, u"31"_qs, u"完成值“31”不是一个日期，由人判定"_qs);
    row("after a date", u"2025年8月31日之后"_qs, u"2025-09-01"_qs, u"指标值不是截止日期，由人判定"_qs);
    row("a number for words", u"明显改善"_qs, u"95%"_qs, u"定性指标先选定达成、部分达成、未达成，由人判定"_qs);
    row("ratio", u"1:20"_qs, u"1:18"_qs, u"指标值“1:20”没有公式可用，由人判定"_qs);
    row("unreadable", u"15分钟出警到达现场"_qs, u"12分钟"_qs, u"指标值“15分钟出警到达现场”没有公式可用，由人判定"_qs);
    row("no target", u" "_qs, u"12分钟"_qs, u"没有指标值，由人判定"_qs);
    row("masked", u"**"_qs, QString(), u"涉密指标在涉密环境里评分，由人判定"_qs);
    row("too many digits", u"≤999999999999999999件"_qs, u"999999999999999998.5件"_qs,
        u"完成值“999999999999999998.5件”不是一个数，由人判定"_qs);
    row("too large to double", u"≤600000000000000000件"_qs, u"700000000000000000件"_qs,
        u"数值位数过多，无法精确计算，由人判定"_qs);
}

void ScoringEdgesTest::undecided() {
    QFETCH(QString, target);
    QFETCH(QString, actual);
    const auto score = quick(target, actual);
    QTEST(score.arithmetic, "line");
    QVERIFY(score.state == State::Undecided);
    QVERIFY(!score.score);
}

void ScoringEdgesTest::overAchievement_data() {
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("actual");
    QTest::addColumn<bool>("tooLow");
    QTest::addColumn<QString>("score");
    QTest::addColumn<bool>("needsReason");
    QTest::addColumn<QString>("line");
    QTest::newRow("130 %") << u"≥100件"_qs << u"130件"_qs << true << u"15.00"_qs << false
                           << u"130件≥100件，得满分15.00"_qs;
    QTest::newRow("a bit more") << u"≥100件"_qs << u"131件"_qs << false << u"15.00"_qs << true
                                << u"131件≥100件，得满分15.00"_qs;
    QTest::newRow("confirmed too low") << u"≥35%"_qs << u"50%"_qs << true << u"13.07"_qs << true
                                       << u"15×(1−(50÷35−1.3)) = 13.07"_qs;
    QTest::newRow("never below half") << u"≥100件"_qs << u"900件"_qs << true << u"7.50"_qs << true
                                      << u"15×(1−(900÷100−1.3))，低于0.5的按0.5计：15×0.5 = 7.50"_qs;
    QTest::newRow("exact count") << u"=100件"_qs << u"131件"_qs << false << u"15.00"_qs << true
                                 << u"131件≥100件，得满分15.00"_qs;
    QTest::newRow("less is better") << u"≤100件"_qs << u"1件"_qs << false << u"15.00"_qs << false
                                    << u"1件≤100件，得满分15.00"_qs;
}

void ScoringEdgesTest::overAchievement() {
    QFETCH(QString, target);
    QFETCH(QString, actual);
    QFETCH(bool, tooLow);
    const auto row = indicator(output, u"数量指标"_qs, u"指标"_qs, target);
    auto outcome = reached(actual);
    outcome.targetTooLow = tooLow;
    const auto score = scoreOf(row, outcome, u"15"_qs);
    QTEST(score.arithmetic, "line");
    QTEST(textOf(score.score), "score");
    const auto need = u"明显超过指标值的原因"_qs;
    QTEST(score.needs.contains(need), "needsReason");
    outcome.reason = u"上级追加任务"_qs;
    QVERIFY(!scoreOf(row, outcome, u"15"_qs).needs.contains(need));
}

void ScoringEdgesTest::qualitativeByAPerson_data() {
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("score"); // "" = refused
    QTest::newRow("reached, lowest") << u"达成"_qs << u"8"_qs << u"8.00"_qs;
    QTest::newRow("reached, highest") << u"达成"_qs << u"10"_qs << u"10.00"_qs;
    QTest::newRow("reached, too few") << u"达成"_qs << u"7.99"_qs << QString();
    QTest::newRow("partly, lowest") << u"部分达成"_qs << u"6"_qs << u"6.00"_qs;
    QTest::newRow("partly, almost reached") << u"部分达成"_qs << u"7.99"_qs << u"7.99"_qs;
    QTest::newRow("partly, too many") << u"部分达成"_qs << u"8"_qs << QString();
    QTest::newRow("missed, nothing") << u"未达成"_qs << u"0"_qs << u"0.00"_qs;
    QTest::newRow("missed, too many") << u"未达成"_qs << u"6"_qs << QString();
    QTest::newRow("more than full") << u"达成"_qs << u"10.01"_qs << QString();
    QTest::newRow("three places") << u"达成"_qs << u"9.005"_qs << QString();
    QTest::newRow("negative") << u"未达成"_qs << u"-1"_qs << QString();
    QTest::newRow("words") << u"达成"_qs << u"满分"_qs << QString();
}

void ScoringEdgesTest::qualitativeByAPerson() {
    QFETCH(QString, actual);
    QFETCH(QString, given);
    auto outcome = reached(actual);
    outcome.score = given;
    const auto row = indicator(output, quality, u"指标"_qs, u"明显改善"_qs);
    const auto score = scoreOf(row, outcome, u"10"_qs);
    QTEST(textOf(score.score), "score");
    if (score.score) {
        QVERIFY(score.needs.contains(u"完成情况的依据"_qs));
        outcome.evidence = u"通报文件"_qs;
        QVERIFY(!scoreOf(row, outcome, u"10"_qs).needs.contains(u"完成情况的依据"_qs));
    }
}

void ScoringEdgesTest::givenWhereNoFormulaFits() {
    const auto row = indicator(output, quality, u"指标"_qs, u"1:20"_qs);
    auto outcome = reached(u"1:18"_qs);
    outcome.score = u"9.5"_qs;
    auto score = scoreOf(row, outcome, u"10"_qs);
    QVERIFY(score.state == State::Scored);
    QCOMPARE(textOf(score.score), u"9.50"_qs);
    QCOMPARE(score.arithmetic, u"指标值“1:20”没有公式可用，由人判定：评定9.50分"_qs);
    QCOMPARE(score.needs, QStringList(u"评定的依据"_qs));
    outcome.score = u"11"_qs;
    score = scoreOf(row, outcome, u"10"_qs);
    QVERIFY(score.state == State::Undecided);
    QCOMPARE(score.needs, QStringList(u"评定的得分须是0至10.00，最多两位小数"_qs));
}

void ScoringEdgesTest::formulaBeatsAGivenScore() {
    auto outcome = reached(u"93%"_qs);
    outcome.score = u"10"_qs;
    const auto score = scoreOf(indicator(output, quality, u"指标"_qs, u"≥95%"_qs), outcome, u"10"_qs);
    QCOMPARE(textOf(score.score), u"9.79"_qs);
    QCOMPARE(score.notes, QStringList(u"按公式计分，没有采用填写的得分10"_qs));
}

void ScoringEdgesTest::deadlineFromTheProjectStart() {
    const auto row = indicator(output, u"时效指标"_qs, u"指标"_qs, u"2025年8月31日之前"_qs);
    const auto late = reached(u"2025-09-10"_qs);
    const auto score = scoreOf(row, late, u"10"_qs, SatisfactionRule::Ratio, QDate(2025, 7, 22));
    QCOMPARE(score.arithmetic, u"晚10天，(1−10÷40)×10 = 7.50"_qs);
    const auto never = scoreOf(row, late, u"10"_qs, SatisfactionRule::Ratio, QDate(2025, 8, 31));
    QCOMPARE(never.arithmetic, u"晚10天，但计划天数不足1天，没有公式，由人判定"_qs);
}

void ScoringEdgesTest::rowsOfForms_data() {
    QTest::addColumn<QString>("cells"); // level2 | name | comparator | target | unitOfMeasure
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("sign");
    QTest::addColumn<QString>("unit");
    const auto row = [](const QString& cells, const QString& target, const QString& sign, const QString& unit) {
        QTest::newRow(qPrintable(cells)) << cells << target << sign << unit;
    };
    row(u"质量指标|破案率||≥95%|"_qs, u"≥95%"_qs, u"≥"_qs, u"%"_qs);
    row(u"质量指标|破案率|≥|95|%"_qs, u"≥95%"_qs, u"≥"_qs, u"%"_qs);
    row(u"质量指标|破案率|≥|95%|%"_qs, u"≥95%"_qs, u"≥"_qs, u"%"_qs);
    row(u"质量指标|破案率|≥|≤95|%"_qs, u"≤95%"_qs, u"≤"_qs, u"%"_qs);
    row(u"质量指标|服务水平|定性|优|"_qs, u"优"_qs, {}, {});
    row(u"数量指标|受教育人数（人）||10000|"_qs, u"≥10000"_qs, u"≥"_qs, u"人"_qs);
    row(u"质量指标|安全事故发生率（‰）||2|"_qs, u"≤2"_qs, u"≤"_qs, u"‰"_qs);
    row(u"质量指标|事故起数下降率||2%|"_qs, u"≥2%"_qs, u"≥"_qs, u"%"_qs);
    row(u"成本指标|租赁费用||700万元|"_qs, u"≤700万元"_qs, u"≤"_qs, u"万元"_qs);
    row(u"时效指标|出警时间||15分钟|"_qs, u"≥15分钟"_qs, u"≤"_qs, u"分钟"_qs); // the row knows, the cell does not
    row(u"时效指标|及时率||100%|"_qs, u"≥100%"_qs, u"≥"_qs, u"%"_qs);
    row(u"数量指标|采购数量|=|5|台/套"_qs, u"=5台/套"_qs, u"="_qs, u"台/套"_qs);
}

void ScoringEdgesTest::rowsOfForms() {
    QFETCH(QString, cells);
    const auto part = cells.split(u'|');
    const auto row = Indicator::fromCells({{u"level1"_qs, output},
                                           {u"level2"_qs, part[0]},
                                           {u"name"_qs, part[1]},
                                           {u"comparator"_qs, part[2]},
                                           {u"target"_qs, part[3]},
                                           {u"unitOfMeasure"_qs, part[4]}},
                                          rules());
    QTEST(row.target.normalized(), "target");
    QTEST(comparatorSign(row.comparator), "sign");
    QTEST(row.unit, "unit");
}

/// Any length and any characters: a bounded line, no crash.
void ScoringEdgesTest::hostileTexts() {
    const auto longText = QString(100'000, u'九');
    const auto digits = QString(100'000, u'9');
    for (const auto& target : {longText, digits, u"≥95%"_qs, u"明显改善"_qs})
        for (const auto& actual : {longText, digits, u"-0.000000001%"_qs, u"1e9"_qs, u"NaN"_qs, u"∞"_qs}) {
            const auto score = quick(target, actual);
            QVERIFY(score.arithmetic.size() < 300);
            QVERIFY(!score.score || (*score.score >= Decimal(0) && *score.score <= Decimal(10)));
        }
}

QTEST_GUILESS_MAIN(ScoringEdgesTest)
#include "tst_scoring_edges.moc"
