#include "core/scoring/standard.h"
#include "tests/core/scoring/scoring_fixture.h"

#include <QTest>

using namespace jixiao;
using namespace jixiao::scoring;

/// 优良中差 standards of duty tables.
class ScoringStandardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void directions_data();
    void directions();
    void flatPoints();
    void cellsByColumn();
};

void ScoringStandardTest::values_data() {
    QTest::addColumn<QString>("cells");
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("grade"); // "" = no level
    QTest::addColumn<QString>("score");
    QTest::addColumn<QString>("line"); // "" = not looked at
    const auto cases = u"≥60%|≥55%|≥45%|<45%"_qs;
    const auto row = [](const QString& cells, const QString& actual, const QString& grade, const QString& score,
                        const QString& line = {}) {
        QTest::newRow(qPrintable(cells + u' ' + actual)) << cells << actual << grade << score << line;
    };
    row(cases, u"57%"_qs, u"良"_qs, u"84.00"_qs, u"80+10×(57−55)÷(60−55) = 84.00"_qs);
    row(cases, u"60%"_qs, u"优"_qs, u"90.00"_qs, u"90+10×(60−60)÷(100−60) = 90.00"_qs);
    row(cases, u"100%"_qs, u"优"_qs, u"100.00"_qs);
    row(cases, u"50"_qs, u"中"_qs, u"70.00"_qs, u"60+20×(50−45)÷(55−45) = 70.00"_qs);
    row(cases, u"30%"_qs, u"差"_qs, u"40.00"_qs, u"0+60×(30−0)÷(45−0) = 40.00"_qs);
    row(cases, u"0%"_qs, u"差"_qs, u"0.00"_qs);
    row(cases, u"-3%"_qs, u"差"_qs, u"0.00"_qs);
    row(cases, u"130%"_qs, u"优"_qs, u"100.00"_qs);
    const auto gap = u"≥80%|≥70%|≥60%|<50%"_qs;
    row(gap, u"55%"_qs, {}, {}, u"55%没有对应的等次（未覆盖），由人判定"_qs);
    row(gap, u"49%"_qs, u"差"_qs, u"58.80"_qs);
    row(gap, u"60%"_qs, u"中"_qs, u"60.00"_qs);
    const auto missed = u"<2%|<5%|<8%|≥8%"_qs;
    row(missed, u"5%"_qs, u"中"_qs, u"80.00"_qs);
    row(missed, u"1%"_qs, u"优"_qs, u"95.00"_qs, u"90+10×(1−2)÷(0−2) = 95.00"_qs);
    row(missed, u"0%"_qs, u"优"_qs, u"100.00"_qs);
    row(missed, u"8%"_qs, u"差"_qs, u"60.00"_qs);
    row(missed, u"100%"_qs, u"差"_qs, u"0.00"_qs);
    const auto counts = u"4|3|2|1"_qs;
    row(counts, u"5"_qs, u"优"_qs, u"100.00"_qs);
    row(counts, u"3"_qs, u"良"_qs, u"80.00"_qs);
    row(counts, u"1"_qs, u"差"_qs, u"60.00"_qs);
    row(counts, u"0"_qs, u"差"_qs, u"0.00"_qs);
    row(counts, u"1.5"_qs, {}, {});
    row(u"100%|≥95%|≥90%|<90%"_qs, u"100%"_qs, u"优"_qs, u"100.00"_qs);
    row(u"100%|≥95%|≥90%|<90%"_qs, u"97.5%"_qs, u"良"_qs, u"85.00"_qs);
    row(u"≥90%|80-90%|60-80%|<60%"_qs, u"85%"_qs, u"良"_qs, u"85.00"_qs);
    row(u"≤1天|1-2天|2-3天|>3天"_qs, u"36小时"_qs, {}, {}, u"请按天填写完成值，由人判定"_qs);
    row(u"≤1天|1-2天|2-3天|>3天"_qs, u"2.5天"_qs, u"中"_qs, u"70.00"_qs);
    row(cases, u"大部分"_qs, {}, {}, u"完成值“大部分”不能和评价标准比较，由人判定"_qs);
    row(cases, u"≥57%"_qs, {}, {});
    row(cases, QString(), {}, {}, u"未填完成值"_qs);
    row(u"好|较好|一般|差"_qs, u"57%"_qs, {}, {}, u"评价标准读不出一致的顺序，由人判定"_qs);
    row(u"**|**|**|**"_qs, u"57%"_qs, {}, {}, u"评价标准读不出一致的顺序，由人判定"_qs);
    row(u"≥60%|≥55%||<45%"_qs, u"57%"_qs, {}, {});
}

void ScoringStandardTest::values() {
    QFETCH(QString, cells);
    QFETCH(QString, actual);
    QFETCH(QString, line);
    const auto score = Standard::parse(cells.split(u'|'), rules()).score(actual);
    if (!line.isEmpty()) QCOMPARE(score.arithmetic, line);
    QTEST(score.grade, "grade");
    QTEST(textOf(score.score), "score");
    QCOMPARE(score.state == StandardScore::State::Graded, score.score.has_value());
}

void ScoringStandardTest::directions_data() {
    using D = Standard::Direction;
    QTest::addColumn<QString>("cells");
    QTest::addColumn<int>("direction");
    const auto row = [](const QString& cells, D direction) {
        QTest::newRow(qPrintable(cells)) << cells << int(direction);
    };
    row(u"≥60%|≥55%|≥45%|<45%"_qs, D::Up);
    row(u"＞60%|＞55%|＞45%|≤45%"_qs, D::Up);
    row(u"4|3|2|1"_qs, D::Up);
    row(u"1|2|3|4"_qs, D::Down);
    row(u"≤5次|≤7次|≤8次|>8次"_qs, D::Down);
    row(u"≦5|≦7|≦8|﹥8"_qs, D::Down);
    row(u"<60%|<55%|<45%|≥45%"_qs, D::Unclear);
    row(u"≥5|≥7|≥8|<8"_qs, D::Unclear);
    row(u"≥60%|≥60%|≥45%|<45%"_qs, D::Unclear);
    row(u"≥60%|≥55%|≥45%|≥40%"_qs, D::Unclear);
    row(u"≥60%|≥55%|≥45%|<50%"_qs, D::Unclear);
    row(u"≥60%|≥55天|≥45%|<45%"_qs, D::Unclear);
}

void ScoringStandardTest::directions() {
    QFETCH(QString, cells);
    QTEST(int(Standard::parse(cells.split(u'|'), rules()).direction()), "direction");
}

void ScoringStandardTest::flatPoints() {
    const auto standard = Standard::parse(u"≥60%|≥55%|≥45%|<45%"_qs.split(u'|'), rules());
    const QList<std::pair<QString, QString>> expected{
        {u"99%"_qs, u"100.00"_qs}, {u"57%"_qs, u"85.00"_qs}, {u"50%"_qs, u"70.00"_qs}, {u"3%"_qs, u"40.00"_qs}};
    for (const auto& [actual, score] : expected)
        QCOMPARE(textOf(standard.score(actual, StandardPoints::Flat).score), score);
}

void ScoringStandardTest::cellsByColumn() {
    const auto standard = Standard::fromCells(
        {{u"excellent"_qs, u"≥60%"_qs}, {u"good"_qs, u"≥55%"_qs}, {u"fair"_qs, u"≥45%"_qs}, {u"poor"_qs, u"＜45%"_qs}},
        rules());
    QCOMPARE(textOf(standard.score(u"57%"_qs).score), u"84.00"_qs);
}

QTEST_GUILESS_MAIN(ScoringStandardTest)
#include "tst_scoring_standard.moc"
