#include "core/domain/money.h"
#include "core/domain/record.h"
#include "core/domain/role.h"
#include "tests/support/properties.h"

#include <QSet>
#include <QTest>

#include <limits>

using namespace jixiao;

class DomainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fixPropertySeed(); }

    void moneyIsReadExactly_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<MoneyUnit>("unit");
        QTest::addColumn<qint64>("fen"); // -1: refused
        const auto wan = MoneyUnit::WanYuan;
        const auto yuan = MoneyUnit::Yuan;
        QTest::newRow("two decimals") << u"400.00"_qs << wan << qint64(400'000'000);
        QTest::newRow("whole") << u"30"_qs << wan << qint64(30'000'000);
        QTest::newRow("groups") << u" 1,004.60 "_qs << wan << qint64(1'004'600'000);
        QTest::newRow("one fen in 万元") << u"0.000001"_qs << wan << qint64(1);
        QTest::newRow("trailing zeros beyond a fen") << u"0.123456000"_qs << wan << qint64(123'456);
        QTest::newRow("less than a fen") << u"0.0000001"_qs << wan << qint64(-1);
        QTest::newRow("元") << u"2279250"_qs << yuan << qint64(227'925'000);
        QTest::newRow("元 written") << u"2279250元"_qs << wan << qint64(227'925'000);
        QTest::newRow("万元 written") << u"9.70 万元"_qs << yuan << qint64(9'700'000);
        QTest::newRow("a tenth of a fen") << u"0.001"_qs << yuan << qint64(-1);
        QTest::newRow("zero") << u"0.00"_qs << wan << qint64(0);
        QTest::newRow("largest") << u"1000000000"_qs << wan << qint64(1'000'000'000'000'000);
        QTest::newRow("too large") << u"1000000000.000001"_qs << wan << qint64(-1);
        QTest::newRow("much too large") << u"999999999999999999"_qs << wan << qint64(-1);
        QTest::newRow("blank") << QString() << wan << qint64(-1);
        QTest::newRow("unit only") << u"万元"_qs << wan << qint64(-1);
        QTest::newRow("words") << u"若干元"_qs << wan << qint64(-1);
    }
    void moneyIsReadExactly() {
        QFETCH(QString, text);
        QFETCH(MoneyUnit, unit);
        QFETCH(qint64, fen);
        const auto money = Money::parse(text, unit);
        QCOMPARE(money.ok(), fen >= 0);
        if (money.ok())
            QCOMPARE(money->fen(), fen);
        else
            QCOMPARE(money.error().code, ErrorCode::InvalidInput);
    }

    void moneyMayBeNegative() { QCOMPARE(Money::parse(u"-3.5", MoneyUnit::Yuan)->fen(), -350); }

    void moneyIsPrinted() {
        const auto amount = Money::fromFen(227'925'000);
        QCOMPARE(amount.toString(MoneyUnit::WanYuan), u"227.925"_qs);
        QCOMPARE(amount.toString(MoneyUnit::Yuan), u"2279250.00"_qs);
        QCOMPARE(amount.toDisplay(MoneyUnit::Yuan), u"2,279,250.00"_qs);
        QCOMPARE(Money::fromFen(400'000'000).toString(MoneyUnit::WanYuan), u"400.00"_qs);
        QCOMPARE(Money::fromFen(1'004'600'000).toDisplay(MoneyUnit::WanYuan), u"1,004.60"_qs);
        QCOMPARE(Money::fromFen(-100'000'000).toDisplay(MoneyUnit::Yuan), u"-1,000,000.00"_qs);
        QCOMPARE(Money::fromFen(-10'000'000).toDisplay(MoneyUnit::Yuan), u"-100,000.00"_qs);
        QCOMPARE(Money().toString(MoneyUnit::WanYuan), u"0.00"_qs);
        QCOMPARE(Money::fromFen(-1).toString(MoneyUnit::WanYuan), u"-0.000001"_qs);
    }

    void moneySurvivesTheRoundTrip() {
        QVERIFY(rc::check("parse(print(m)) is m within the range, and refused beyond it", [] {
            const qint64 limit = 1'000'000'000'000'000;
            const auto money = Money::fromFen(
                *rc::gen::oneOf(rc::gen::arbitrary<qint64>(), rc::gen::inRange<qint64>(-limit, limit + 1)));
            for (const auto unit : {MoneyUnit::Yuan, MoneyUnit::WanYuan}) {
                const bool inRange = money.fen() >= -limit && money.fen() <= limit;
                const auto plain = Money::parse(money.toString(unit), unit);
                const auto grouped = Money::parse(money.toDisplay(unit), unit);
                RC_ASSERT(plain.ok() == inRange);
                RC_ASSERT(grouped.ok() == inRange);
                if (!inRange) continue;
                RC_ASSERT(*plain == money);
                RC_ASSERT(*grouped == money);
            }
        }));
        const auto smallest = Money::fromFen(std::numeric_limits<qint64>::min());
        QCOMPARE(smallest.toString(MoneyUnit::Yuan), u"-92233720368547758.08"_qs);
    }

    void moneySurvivesAnyText() {
        QVERIFY(rc::check("any text is an amount or an error", [] {
            const auto text =
                *rc::gen::oneOf(anyUtf16(), gluedFrom({u"1"_qs, u"."_qs, u","_qs, u"-"_qs, u"万"_qs, u"元"_qs}));
            const auto money = Money::parse(text, MoneyUnit::WanYuan);
            if (!money.ok()) RC_ASSERT(money.error().code == ErrorCode::InvalidInput);
        }));
    }

    void rowKeysGrowSlowly() {
        QString last;
        for (int i = 0; i < 100'000; ++i) {
            const auto next = rowKeyBetween(last, {});
            QVERIFY(last < next);
            last = next;
        }
        QVERIFY2(last.size() <= 4, qPrintable(last));
        QString first = rowKeyBetween({}, {});
        for (int i = 0; i < 100'000; ++i) {
            const auto previous = rowKeyBetween({}, first);
            QVERIFY(previous < first);
            first = previous;
        }
        QVERIFY2(first.size() <= 4, qPrintable(first));
        auto low = u"a0"_qs;
        const auto high = u"a1"_qs;
        for (int i = 0; i < 600; ++i) {
            const auto middle = rowKeyBetween(low, high);
            QVERIFY(low < middle && middle < high);
            low = middle;
        }
        QVERIFY2(low.size() <= 120, qPrintable(QString::number(low.size())));
    }

    void rowKeysFallStrictlyBetween() {
        QVERIFY(rc::check("a list edited at random places keeps its order", [] {
            QStringList keys;
            const auto places = *rc::gen::container<std::vector<unsigned>>(rc::gen::arbitrary<unsigned>());
            for (const auto place : places) {
                const auto at = qsizetype(place % unsigned(keys.size() + 1));
                const auto before = at > 0 ? keys[at - 1] : QString();
                const auto after = at < keys.size() ? keys[at] : QString();
                const auto key = rowKeyBetween(before, after);
                RC_ASSERT(before < key);
                RC_ASSERT(after.isEmpty() || key < after);
                RC_ASSERT(!key.endsWith(u'0') || key.size() <= 28);
                keys.insert(at, key);
            }
        }));
    }

    void rowKeysAtTheEndsOfTheRange() {
        const auto smallest = u'A' + QString(26, u'0');
        const auto nearStart = smallest + u'1';
        const auto before = rowKeyBetween({}, nearStart);
        QVERIFY(smallest < before && before < nearStart);
        QVERIFY(rowKeyBetween({}, before) < before);
        const auto second = u'A' + QString(25, u'0') + u'1';
        QVERIFY(rowKeyBetween({}, second) < second);
        QVERIFY(rowKeyBetween({}, rowKeyBetween({}, second)) < rowKeyBetween({}, second));
        const auto largest = u'z' + QString(26, u'z');
        QVERIFY(largest < rowKeyBetween(largest, {}));
        QVERIFY(u"Zz"_qs < rowKeyBetween(u"Zz"_qs, {}));
        QCOMPARE(rowKeyBetween(u"Zz"_qs, {}), u"a0"_qs);
        QCOMPARE(rowKeyBetween({}, u"a0"_qs), u"Zz"_qs);
    }

    void rowKeysFromElsewhereDoNoHarm() {
        QVERIFY(u"a5"_qs < rowKeyBetween(u"a5"_qs, u"a5"_qs));
        QVERIFY(u"a5"_qs < rowKeyBetween(u"a5"_qs, u"a3"_qs));
        QVERIFY(u"a5"_qs < rowKeyBetween(u"a5"_qs, u"第三"_qs));
        QVERIFY(rc::check("any neighbours give some key", [] {
            const auto text = gluedFrom({u"a"_qs, u"Z"_qs, u"0"_qs, u"1"_qs, u"z"_qs, u"A"_qs, u"é"_qs});
            RC_ASSERT(!rowKeyBetween(*rc::gen::oneOf(anyUtf16(), text), *rc::gen::oneOf(anyUtf16(), text)).isEmpty());
        }));
    }

    void rolesAndStatesHaveNames() {
        QCOMPARE(allRoles().size(), 10);
        QSet<QString> names;
        for (const auto role : allRoles()) {
            names.insert(roleName(role));
            QVERIFY(roleFromName(roleName(role)) == role);
        }
        QCOMPARE(names.size(), 10);
        QCOMPARE(roleName(Role::DepartmentHead), u"department_head"_qs);
        QVERIFY(!roleFromName(u"DepartmentHead"));
        QVERIFY(!roleFromName(u""));
        for (int i = 0; i <= int(FormState::Void); ++i) {
            QVERIFY(!stateName(FormState(i)).isEmpty());
            QVERIFY(stateFromName(stateName(FormState(i))) == FormState(i));
        }
        QCOMPARE(stateName(FormState::SectionChecked), u"section_checked"_qs);
        QVERIFY(!stateFromName(u"approved"));
    }
};

QTEST_GUILESS_MAIN(DomainTest)
#include "tst_domain.moc"
