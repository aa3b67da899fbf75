#include "core/outcomes/value_entry.h"

#include <QTest>

#include <rapidcheck.h>

using namespace jixiao;
using namespace jixiao::outcomes;
using scoring::Indicator;
using scoring::ScoringRules;

namespace {

Indicator indicator(const QString& level2, const QString& target, const QString& name = QStringLiteral("指标")) {
    return Indicator::fromCells({{QStringLiteral("level1"), QStringLiteral("产出指标")},
                                 {QStringLiteral("level2"), level2},
                                 {QStringLiteral("name"), name},
                                 {QStringLiteral("target"), target}},
                                ScoringRules::builtIn());
}

ValueEntry entry(const Indicator& of, const QString& actual) { return entryOf(of, actual, ScoringRules::builtIn()); }

QString keyed(const QString& keys) {
    QString typed;
    for (const auto key : keys)
        typed = afterKey(typed, key);
    return typed;
}

} // namespace

/// Typing actual values: the unit of a number is fixed, everything else is kept as it was written.
class TestValueEntry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersHaveAFixedUnit_data();
    void numbersHaveAFixedUnit();
    void whatIsNoNumberStaysText();
    void otherKinds();
    void keys_data();
    void keys();
    void keysAlwaysLeaveANumber();
    void whatIsShownIsStoredAgain();
    void tally_data();
    void tally();
    void whatCanBeTallied();
};

void TestValueEntry::numbersHaveAFixedUnit_data() {
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("stored");
    QTest::newRow("percent") << u"≥95%"_qs << u"93"_qs << u"%"_qs << u"93%"_qs;
    QTest::newRow("small percent") << u"≤1%"_qs << u"0.5"_qs << u"%"_qs << u"0.5%"_qs;
    QTest::newRow("things") << u"≥40场"_qs << u"52"_qs << u"场"_qs << u"52场"_qs;
    QTest::newRow("money") << u"≤700万元"_qs << u"689.5"_qs << u"万元"_qs << u"689.5万元"_qs;
    QTest::newRow("no unit") << u"≥3"_qs << u"4"_qs << QString() << u"4"_qs;
    QTest::newRow("range") << u"10-20天"_qs << u"15"_qs << u"天"_qs << u"15天"_qs;
    QTest::newRow("blank") << u"≥95%"_qs << QString() << u"%"_qs << QString();
    QTest::newRow("not finished") << u"≥95%"_qs << u"93."_qs << u"%"_qs << u"93.%"_qs;
}

void TestValueEntry::numbersHaveAFixedUnit() {
    QFETCH(QString, target);
    QFETCH(QString, typed);
    QFETCH(QString, unit);
    QFETCH(QString, stored);
    const auto of = indicator(u"质量指标"_qs, target);
    const auto blank = entry(of, {});
    QCOMPARE(blank.kind, ValueEntry::Kind::Number);
    QCOMPARE(blank.unit, unit);
    QCOMPARE(composed(blank, typed), stored);
    QCOMPARE(entry(of, stored).kind, ValueEntry::Kind::Number);
    QCOMPARE(entry(of, stored).typed, typed);
}

void TestValueEntry::whatIsNoNumberStaysText() {
    const auto of = indicator(u"质量指标"_qs, u"≤700万元"_qs);
    const auto other = entry(of, u"6895000元"_qs);
    QCOMPARE(other.kind, ValueEntry::Kind::Text);
    QCOMPARE(other.typed, u"6895000元"_qs);
    QCOMPARE(composed(other, u"约 690 万元"_qs), u"约 690 万元"_qs);
    QCOMPARE(composed(entry(of, {}), u"约690"_qs), u"约690"_qs);
}

void TestValueEntry::otherKinds() {
    const auto words = entry(indicator(u"社会效益指标"_qs, u"明显好转"_qs), {});
    QCOMPARE(words.kind, ValueEntry::Kind::Words);
    QCOMPARE(words.words.size(), ScoringRules::builtIn().classes.size());
    QCOMPARE(composed(words, u"达成"_qs), u"达成"_qs);
    QCOMPARE(entry(indicator(u"时效指标"_qs, u"2025年10月31日前"_qs), {}).kind, ValueEntry::Kind::Date);
    QCOMPARE(entry(indicator(u"质量指标"_qs, u"**"_qs), {}).kind, ValueEntry::Kind::Text);
}

void TestValueEntry::keys_data() {
    QTest::addColumn<QString>("pressed");
    QTest::addColumn<QString>("shown");
    QTest::newRow("digits") << u"1203"_qs << u"1203"_qs;
    QTest::newRow("no leading zeros") << u"007"_qs << u"7"_qs;
    QTest::newRow("point first") << u".5"_qs << u"0.5"_qs;
    QTest::newRow("one point") << u"1.2.3"_qs << u"1.23"_qs;
    QTest::newRow("sign") << u"12-"_qs << u"-12"_qs;
    QTest::newRow("sign twice") << u"12--"_qs << u"12"_qs;
    QTest::newRow("sign first") << u"-.5"_qs << u"-0.5"_qs;
    QTest::newRow("zero below zero") << u"0-7"_qs << u"-7"_qs;
    QTest::newRow("back") << u"12B3"_qs << u"13"_qs;
    QTest::newRow("back from nothing") << u"BB1"_qs << u"1"_qs;
    QTest::newRow("clear") << u"12.5C9"_qs << u"9"_qs;
    QTest::newRow("places") << u"1.1234567"_qs << u"1.123456"_qs;
    QTest::newRow("length") << u"12345678901234567890"_qs << u"123456789012345"_qs;
    QTest::newRow("other keys") << u"1x%2"_qs << u"12"_qs;
}

void TestValueEntry::keys() {
    QFETCH(QString, pressed);
    QFETCH(QString, shown);
    QCOMPARE(keyed(pressed), shown);
}

void TestValueEntry::keysAlwaysLeaveANumber() {
    const auto all = QStringLiteral("0123456789.-BC");
    QVERIFY(rc::check("a number, the beginning of one, or nothing", [&] {
        QString typed;
        const auto presses = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, int(all.size())));
        for (const int press : presses)
            typed = afterKey(typed, all.at(press));
        auto number = typed;
        if (number.endsWith(u'.')) number.chop(1);
        RC_ASSERT(number.isEmpty() || number == u"-" || bool(Decimal::parse(number)));
    }));
}

void TestValueEntry::whatIsShownIsStoredAgain() {
    const auto of = indicator(u"数量指标"_qs, u"≥40场"_qs);
    const auto pieces = QStringLiteral("0123456789.-场 约元");
    QVERIFY(rc::check("looking at a text changes nothing but a unit", [&] {
        QString text;
        for (const int piece : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, int(pieces.size()))))
            text += pieces.at(piece);
        const auto shown = entry(of, text);
        const auto stored = composed(shown, shown.typed);
        RC_ASSERT(entry(of, stored).typed == shown.typed);
        RC_ASSERT(shown.kind == ValueEntry::Kind::Number || stored == text);
    }));
}

void TestValueEntry::tally_data() {
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("base");
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("next");
    QTest::newRow("one more") << u"41场"_qs << u"7场"_qs << 1 << u"42场"_qs;
    QTest::newRow("from nothing") << QString() << QString() << 1 << u"1场"_qs;
    QTest::newRow("from the month before") << QString() << u"38场"_qs << 1 << u"39场"_qs;
    QTest::newRow("bare") << u"9"_qs << QString() << 1 << u"10场"_qs;
    QTest::newRow("one less") << u"41场"_qs << QString() << -1 << u"40场"_qs;
    QTest::newRow("not below nothing") << u"0场"_qs << QString() << -1 << u"none"_qs;
    QTest::newRow("words") << u"约41场"_qs << QString() << 1 << u"none"_qs;
    QTest::newRow("halves") << u"1.5场"_qs << QString() << 1 << u"none"_qs;
}

void TestValueEntry::tally() {
    QFETCH(QString, actual);
    QFETCH(QString, base);
    QFETCH(int, step);
    QFETCH(QString, next);
    const auto of = indicator(u"数量指标"_qs, u"≥40场"_qs);
    QCOMPARE(tallied(of, actual, base, step).value_or(u"none"_qs), next);
}

void TestValueEntry::whatCanBeTallied() {
    QVERIFY(entry(indicator(u"数量指标"_qs, u"≥40场"_qs), {}).countable);
    QVERIFY(entry(indicator(u"数量指标"_qs, u"5780"_qs), {}).countable);
    QVERIFY(!entry(indicator(u"数量指标"_qs, u"≥95%"_qs), {}).countable);
    QVERIFY(!entry(indicator(u"数量指标"_qs, u"≥1.5公里"_qs), {}).countable);
    QVERIFY(!entry(indicator(u"数量指标"_qs, u"≥12月"_qs), {}).countable);
    QVERIFY(!entry(indicator(u"经济效益指标"_qs, u"≥300万元"_qs), {}).countable);
    QVERIFY(!entry(indicator(u"成本指标"_qs, u"≤40场"_qs), {}).countable);
}

QTEST_GUILESS_MAIN(TestValueEntry)
#include "tst_value_entry.moc"
