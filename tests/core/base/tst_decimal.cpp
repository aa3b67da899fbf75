#include "core/base/decimal.h"
#include "tests/support/properties.h"

#include <QTest>

using namespace jixiao;

namespace {

constexpr qint64 largest = 999'999'999'999'999'999;

rc::Gen<Decimal> anyDecimal() {
    return rc::gen::apply(
        [](qint64 mantissa, int scale) { return Decimal::of(mantissa, scale); },
        rc::gen::oneOf(rc::gen::inRange<qint64>(-100'000, 100'000), rc::gen::inRange<qint64>(-largest, largest + 1)),
        rc::gen::inRange(0, Decimal::maxScale + 1));
}

Decimal read(const char16_t* text) { return Decimal::parse(text).value(); }

} // namespace

class DecimalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fixPropertySeed(); }

    void reads_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("printed"); // empty: refused
        const auto row = [](const char* name, const char16_t* text, const char16_t* printed) {
            QTest::newRow(name) << QString::fromUtf16(text) << QString::fromUtf16(printed);
        };
        row("zero", u"0", u"0");
        row("keeps its scale", u"25.00", u"25.00");
        row("groups", u"1,234,567.50", u"1234567.50");
        row("full width", u"１，２３４．５", u"1234.5");
        row("white space around", u"\u3000 12 \n", u"12");
        row("minus", u"-0.05", u"-0.05");
        row("full-width minus", u"－3", u"-3");
        row("plus", u"+3", u"3");
        row("leading zeros", u"0000000000000000000000012", u"12");
        row("nine places", u"0.000000001", u"0.000000001");
        row("eighteen digits", u"999999999999999999", u"999999999999999999");
        row("nineteen digits", u"1000000000000000000", u"");
        row("ten places", u"0.0000000001", u"");
        row("empty", u"", u"");
        row("sign only", u"-", u"");
        row("two signs", u"--1", u"");
        row("point first", u".5", u"");
        row("point last", u"5.", u"");
        row("two points", u"1.2.3", u"");
        row("short group", u"1,23", u"");
        row("long group", u"1,2345", u"");
        row("wide first group", u"1234,567", u"");
        row("comma last", u"1,", u"");
        row("comma after the point", u"1.234,567", u"");
        row("inner space", u"1 2", u"");
        row("exponent", u"1e5", u"");
        row("hexadecimal", u"0x10", u"");
        row("infinity", u"inf", u"");
        row("unit", u"5%", u"");
        row("other digits", u"٣", u"");
    }
    void reads() {
        QFETCH(QString, text);
        QFETCH(QString, printed);
        const auto result = Decimal::parse(text);
        QCOMPARE(result.ok(), !printed.isEmpty());
        if (result.ok())
            QCOMPARE(result->toString(), printed);
        else
            QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    }

    void comparesByValue() {
        QVERIFY(read(u"1.0") == read(u"1.00"));
        QVERIFY(read(u"-1") < read(u"0.000000001"));
        QVERIFY(Decimal(largest) > Decimal::of(largest, 9));
        QCOMPARE(read(u"10.500").normalized().toString(), QStringLiteral("10.5"));
        QCOMPARE(read(u"0.00").normalized().toString(), QStringLiteral("0"));
    }

    void roundsHalfAwayFromZero() {
        QCOMPARE(read(u"2.345").rounded(2).toString(), QStringLiteral("2.35"));
        QCOMPARE(read(u"-2.345").rounded(2).toString(), QStringLiteral("-2.35"));
        QCOMPARE(read(u"2.344").rounded(2).toString(), QStringLiteral("2.34"));
        QCOMPARE(read(u"9.5").rounded(0).toString(), QStringLiteral("10"));
        QCOMPARE(read(u"9.5").rounded(-3).toString(), QStringLiteral("10"));
        QCOMPARE(read(u"1.5").rounded(4).toString(), QStringLiteral("1.5"));
        QCOMPARE(read(u"93").dividedBy(read(u"95"), 4)->toString(), QStringLiteral("0.9789"));
        QCOMPARE(read(u"-1").dividedBy(read(u"3"), 9)->toString(), QStringLiteral("-0.333333333"));
        QCOMPARE(read(u"1").dividedBy(read(u"3"), 99)->toString(), QStringLiteral("0.333333333"));
        QCOMPARE(read(u"7").dividedBy(read(u"2"), -1)->toString(), QStringLiteral("4"));
    }

    void multipliesAndDividesWithOneRounding() {
        QCOMPARE(read(u"12.5").timesOver(read(u"93"), read(u"95"), 2)->toString(), QStringLiteral("12.24"));
        QCOMPARE(read(u"-1").timesOver(read(u"1"), read(u"8"), 2)->toString(), QStringLiteral("-0.13"));
        // Rounded at nine places in between this would be 0.01.
        QCOMPARE(Decimal::of(4'999'999'999, 9).timesOver(Decimal::of(1, 9), Decimal::of(1, 6), 2)->toString(),
                 QStringLiteral("0.00"));
        QCOMPARE(Decimal(largest).timesOver(Decimal(10'000), Decimal(largest), 2)->toString(),
                 QStringLiteral("10000.00"));
        QCOMPARE(Decimal(6).timesOver(Decimal::of(5, 1), Decimal(largest), 9)->toString(),
                 QStringLiteral("0.000000000"));
        QVERIFY(!Decimal(1).timesOver(Decimal(1), Decimal(), 2).ok());
        QVERIFY(!Decimal(largest).timesOver(Decimal(2), Decimal(1), 0).ok());
        QVERIFY(!Decimal(largest).timesOver(Decimal(largest), Decimal(largest), 9).ok());
        QVERIFY(rc::check("a × b ÷ b is a, whatever the scales", [] {
            const auto a = *anyDecimal();
            const auto b = *anyDecimal();
            if (b.isZero()) return;
            const auto again = a.timesOver(b, b, a.scale());
            if (again.ok()) RC_ASSERT(*again == a);
        }));
    }

    void refusesWhatDoesNotFit() {
        QVERIFY(!Decimal(largest).plus(Decimal(1)).ok());
        QVERIFY(!Decimal(-largest).minus(Decimal(1)).ok());
        QVERIFY(!Decimal(largest).times(Decimal(2)).ok());
        QVERIFY(!Decimal(largest).dividedBy(Decimal::of(1, 9), 0).ok());
        QVERIFY(!Decimal(1).dividedBy(Decimal(), 2).ok());
        QVERIFY(!Decimal(1).dividedBy(Decimal::of(0, 5), 2).ok());
    }

    void printsWhatItReads() {
        QVERIFY(rc::check("parse(print(x)) is x, scale included", [] {
            const auto x = *anyDecimal();
            const auto again = Decimal::parse(x.toString());
            RC_ASSERT(again.ok());
            RC_ASSERT(again->mantissa() == x.mantissa());
            RC_ASSERT(again->scale() == x.scale());
            RC_ASSERT(x.normalized() == x);
        }));
    }

    void survivesAnyText() {
        QVERIFY(rc::check("any text is a number or an error", [] {
            const auto text = *rc::gen::oneOf(
                anyUtf16(), gluedFrom({u"1"_qs, u"9"_qs, u"０"_qs, u"."_qs, u","_qs, u"-"_qs, u" "_qs, u"．"_qs}));
            const auto result = Decimal::parse(text);
            if (result.ok())
                RC_ASSERT(*Decimal::parse(result->toString()) == *result);
            else
                RC_ASSERT(result.error().code == ErrorCode::InvalidInput);
        }));
        QVERIFY(!Decimal::parse(QString(1'000'000, u'9')).ok());
        QVERIFY(Decimal::parse(QString(1'000'000, u'0')).ok());
    }

    void obeysTheLaws() {
        QVERIFY(rc::check("sums and products commute, differences undo sums", [] {
            const auto a = *anyDecimal();
            const auto b = *anyDecimal();
            const auto sum = a.plus(b);
            RC_ASSERT(sum.ok() == b.plus(a).ok());
            if (sum.ok()) {
                RC_ASSERT(*sum == *b.plus(a));
                if (const auto back = sum->minus(b)) RC_ASSERT(*back == a);
            }
            const auto product = a.times(b);
            RC_ASSERT(product.ok() == b.times(a).ok());
            if (product.ok()) RC_ASSERT(*product == *b.times(a));
        }));
        QVERIFY(rc::check("a quotient is off by at most half a unit of its last place", [] {
            const auto a = *rc::gen::inRange<qint64>(-1'000'000, 1'000'000);
            const auto b = *rc::gen::nonZero<qint32>();
            const int scale = *rc::gen::inRange(0, 4);
            const auto quotient = Decimal(a).dividedBy(Decimal(b), scale);
            RC_ASSERT(quotient.ok());
            qint64 power = 1;
            for (int i = 0; i < scale; ++i)
                power *= 10;
            RC_ASSERT(2 * std::abs(a * power - quotient->mantissa() * b) <= std::abs(qint64(b)));
        }));
        QVERIFY(rc::check("order agrees with subtraction", [] {
            const auto a = *anyDecimal();
            const auto b = *anyDecimal();
            const auto difference = a.minus(b);
            if (!difference.ok()) return;
            RC_ASSERT((a < b) == difference->isNegative());
            RC_ASSERT((a == b) == difference->isZero());
        }));
    }
};

QTEST_GUILESS_MAIN(DecimalTest)
#include "tst_decimal.moc"
