#include "tests/core/scoring/scoring_fixture.h"

#include <QTest>

using namespace jixiao;
using namespace jixiao::scoring;

/// Monitoring during the year.
class ScoringLightsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void funds_data();
    void funds();
    void indicators_data();
    void indicators();
    void theWorstOne();
};

void ScoringLightsTest::funds_data() {
    QTest::addColumn<QString>("spent");
    QTest::addColumn<int>("month");
    QTest::addColumn<QString>("light");
    QTest::addColumn<QString>("line");
    QTest::newRow("300 of 700 in July") << u"300"_qs << 7 << u"yellow"_qs << u"300.00÷700.00÷(7÷12) = 73.47%"_qs;
    QTest::newRow("exactly 60 %") << u"245"_qs << 7 << u"yellow"_qs << u"245.00÷700.00÷(7÷12) = 60.00%"_qs;
    QTest::newRow("a fen less") << u"244.999999"_qs << 7 << u"red"_qs << u"244.999999÷700.00÷(7÷12) = 60.00%"_qs;
    QTest::newRow("exactly 80 %") << u"560"_qs << 12 << u"green"_qs << u"560.00÷700.00÷(12÷12) = 80.00%"_qs;
    QTest::newRow("fast") << u"700"_qs << 6 << u"green"_qs << u"700.00÷700.00÷(6÷12) = 200.00%"_qs;
    QTest::newRow("no such month") << u"300"_qs << 13 << QString() << u"没有可比的预算进度"_qs;
}

void ScoringLightsTest::funds() {
    QFETCH(QString, spent);
    QFETCH(int, month);
    const auto light =
        fundsLight(*Money::parse(spent, MoneyUnit::WanYuan), Money::fromFen(700'000'000), month, rules());
    QTEST(light.arithmetic, "line");
    QTEST(lightName(light.light), "light");
    QCOMPARE(fundsLight(Money::fromFen(1), Money::fromFen(0), 7, rules()).light, Light::None);
}

void ScoringLightsTest::indicators_data() {
    QTest::addColumn<QString>("level2");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("light");
    QTest::addColumn<QString>("line");
    const auto count = u"数量指标"_qs;
    const auto quality = u"质量指标"_qs;
    const auto time = u"时效指标"_qs;
    const auto row = [](const char* name, const QString& level2, const QString& target, const QString& actual,
                        const QString& light,
                        const QString& line) { QTest::newRow(name) << level2 << target << actual << light << line; };
    row("400 of 800 in July", count, u"≥800起"_qs, u"400起"_qs, u"green"_qs, u"400÷(800×7÷12) = 85.71%"_qs);
    row("just red", count, u"≥1200起"_qs, u"419起"_qs, u"red"_qs, u"419÷(1200×7÷12) = 59.86%"_qs);
    row("exactly 60 %", count, u"≥1200起"_qs, u"420起"_qs, u"yellow"_qs, u"420÷(1200×7÷12) = 60.00%"_qs);
    row("exactly 80 %", count, u"≥1200起"_qs, u"560"_qs, u"green"_qs, u"560÷(1200×7÷12) = 80.00%"_qs);
    row("just green", count, u"≥1200起"_qs, u"839起"_qs, u"green"_qs, u"839÷(1200×7÷12) = 119.86%"_qs);
    row("blue", count, u"≥1200起"_qs, u"840起"_qs, u"blue"_qs, u"840÷(1200×7÷12) = 120.00%"_qs);
    row("a rate of quantity", count, u"≥95%"_qs, u"94%"_qs, u"red"_qs, u"94%不符合≥95%"_qs);
    row("inside", quality, u"≥95%"_qs, u"0.96比例"_qs, u"green"_qs, u"96%符合≥95%"_qs);
    row("outside", quality, u"≥95次"_qs, u"94次"_qs, u"red"_qs, u"94次不符合≥95次"_qs);
    row("at most, inside", time, u"≤12天"_qs, u"12天"_qs, u"green"_qs, u"12天符合≤12天"_qs);
    row("strictly below", time, u"<12天"_qs, u"12天"_qs, u"red"_qs, u"12天不符合<12天"_qs);
    row("strictly above", quality, u">95%"_qs, u"95%"_qs, u"red"_qs, u"95%不符合>95%"_qs);
    row("range", quality, u"80-90%"_qs, u"95%"_qs, u"red"_qs, u"95%不符合80-90%"_qs);
    row("deadline", time, u"2025年8月31日之前"_qs, u"2025-07-01"_qs, u"green"_qs, u"2025-07-01未超过2025-08-31"_qs);
    row("class", quality, u"明显改善"_qs, u"部分达成"_qs, u"yellow"_qs, u"部分达成"_qs);
    row("class missed", quality, u"明显改善"_qs, u"未达成"_qs, u"red"_qs, u"未达成"_qs);
    row("words for a number", count, u"≥800起"_qs, u"很多"_qs, QString(), u"完成值和指标值不能比较，由人判定"_qs);
    row("another unit", count, u"≥800起"_qs, u"400人"_qs, QString(), u"完成值和指标值的单位不能比较，由人判定"_qs);
    row("blank", count, u"≥800起"_qs, QString(), QString(), u"未填完成值"_qs);
}

void ScoringLightsTest::indicators() {
    QFETCH(QString, level2);
    QFETCH(QString, target);
    QFETCH(QString, actual);
    const auto light = indicatorLight(indicator(u"产出指标"_qs, level2, u"指标"_qs, target), actual, 7, rules());
    QTEST(light.arithmetic, "line");
    QTEST(lightName(light.light), "light");
}

void ScoringLightsTest::theWorstOne() {
    QCOMPARE(worstOf({}), Light::None);
    QCOMPARE(worstOf({Light::None, Light::Blue}), Light::Blue);
    QCOMPARE(worstOf({Light::Blue, Light::Green}), Light::Green);
    QCOMPARE(worstOf({Light::Green, Light::Yellow, Light::None}), Light::Yellow);
    QCOMPARE(worstOf({Light::Yellow, Light::Red, Light::Green}), Light::Red);
}

QTEST_GUILESS_MAIN(ScoringLightsTest)
#include "tst_scoring_lights.moc"
