#include "core/domain/target_value.h"
#include "tests/support/properties.h"

#include <QTest>

using namespace jixiao;

using Kind = TargetValue::Kind;

namespace {

const QStringList& pieces() {
    static const QStringList list{
        u"≥"_qs,    u"≦"_qs,      u">="_qs,     u"＜"_qs,    u"﹥"_qs,  u"="_qs,    u"不低于"_qs, u"以上"_qs,
        u"以内"_qs, u"控制在"_qs, u"1"_qs,      u"95"_qs,    u"0.5"_qs, u"，"_qs,   u"."_qs,      u"％"_qs,
        u"‰"_qs,    u"比例"_qs,   u"万元"_qs,   u"次/年"_qs, u"-"_qs,   u"—"_qs,    u":"_qs,      u"2025"_qs,
        u"年"_qs,   u"8"_qs,      u"月"_qs,     u"31"_qs,    u"日"_qs,  u"之前"_qs, u" "_qs,      u"\u3000"_qs,
        u"**"_qs,   u"底"_qs,     u"百分之"_qs, u"是"_qs,    u"\n"_qs};
    return list;
}

} // namespace

class TargetValueTest : public QObject {
    Q_OBJECT

private:
    static void cell(const char16_t* raw, const char16_t* kind, const char16_t* normalized, bool assumed = false) {
        QTest::newRow(QString::fromUtf16(raw).toUtf8().constData())
            << QString::fromUtf16(raw) << QString::fromUtf16(kind) << QString::fromUtf16(normalized) << assumed;
    }

private Q_SLOTS:
    void initTestCase() { fixPropertySeed(); }

    void reads_data() {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("normalized");
        QTest::addColumn<bool>("assumed");
        const char16_t* const number = u"number";
        const char16_t* const unreadable = u"unreadable";
        const char16_t* const words = u"qualitative";

        // one spelling for the signs
        cell(u"≥25%", number, u"≥25%");
        cell(u"≧25％", number, u"≥25%");
        cell(u">=25%", number, u"≥25%");
        cell(u"＞＝25%", number, u"≥25%");
        cell(u"≦5%", number, u"≤5%");
        cell(u"<=5%", number, u"≤5%");
        cell(u"﹥8%", number, u">8%");
        cell(u"＞8%", number, u">8%");
        cell(u"﹤8%", number, u"<8%");
        cell(u"＜45%", number, u"<45%");
        cell(u"=0%", number, u"=0%");
        cell(u"＝100％", number, u"=100%");
        cell(u" ≥ 95 % ", number, u"≥95%");
        cell(u"≥\u300095\u00a0%\n", number, u"≥95%");
        cell(u"≥９５．５％。", number, u"≥95.5%");

        // words for the signs
        cell(u"不低于90%", number, u"≥90%");
        cell(u"不少于3次", number, u"≥3次");
        cell(u"90%以上", number, u"≥90%");
        cell(u"90%及以上", number, u"≥90%");
        cell(u"达到95%", number, u"≥95%");
        cell(u"达到95%以上", number, u"≥95%");
        cell(u"不超过30天", number, u"≤30天");
        cell(u"5%以内", number, u"≤5%");
        cell(u"控制在5%以内", number, u"≤5%");
        cell(u"15分钟以内", number, u"≤15分钟");
        cell(u"5‰以下", number, u"≤5‰");
        cell(u"大于等于8", number, u"≥8");
        cell(u"大于8", number, u">8");
        cell(u"低于 3 起", number, u"<3起");

        // units
        cell(u"≥100百分比", number, u"≥100%");
        cell(u"≥百分之95", number, u"≥95%");
        cell(u"≤千分之2", number, u"≤2‰");
        cell(u"≥0.97比例", number, u"≥97%");
        cell(u"≤2‰", number, u"≤2‰");
        cell(u"≤0.97万元", number, u"≤0.97万元");
        cell(u"≤2,279,250元", number, u"≤2279250元");
        cell(u"≥12次/年", number, u"≥12次/年");
        cell(u"≥2万人次", number, u"≥2万人次");
        cell(u"≥300平方米", number, u"≥300平方米");
        cell(u"≤10个工作日", number, u"≤10个工作日");
        cell(u"≥-5%", number, u"≥-5%");

        // no sign written: assumed and said so
        cell(u"100%", number, u"≥100%", true);
        cell(u"253个", number, u"≥253个", true);
        cell(u"0.3万元", number, u"≥0.3万元", true);
        cell(u"100", number, u"≥100", true);
        cell(u"100.00", number, u"≥100.00", true);
        cell(u"292%", number, u"≥292%", true);

        // ranges and ratios
        cell(u"80%-90%", u"range", u"80-90%");
        cell(u"80～90%", u"range", u"80-90%");
        cell(u"3至5天", u"range", u"3-5天");
        cell(u"-5—5", u"range", u"-5-5");
        cell(u"90-80%", unreadable, u"90-80%");
        cell(u"80%-90人", unreadable, u"80%-90人");
        cell(u"1:3", u"ratio", u"1:3");
        cell(u"1：1.5", u"ratio", u"1:1.5");
        cell(u"1:2:3", unreadable, u"1:2:3");

        // dates
        cell(u"2025年8月31日之前", u"date", u"2025-08-31");
        cell(u"2025年8月31日前完成", u"date", u"2025-08-31");
        cell(u"≤2025年8月31日", u"date", u"2025-08-31");
        cell(u"2025-08-31", u"date", u"2025-08-31", true);
        cell(u"2025/8/31", u"date", u"2025-08-31", true);
        cell(u"2025.8.31", u"date", u"2025-08-31", true);
        cell(u"２０２５年８月３１日", u"date", u"2025-08-31", true);
        cell(u"2024年2月底前", u"date", u"2024-02-29");
        cell(u"2025年年底前", u"date", u"2025-12-31");
        cell(u"2025年12月末", u"date", u"2025-12-31", true);
        cell(u"2025年9月1日之后", u"date", u"≥2025-09-01");
        cell(u"2025年2月30日", unreadable, u"2025年2月30日");
        cell(u"2025年13月底", unreadable, u"2025年13月底");
        cell(u"2025-8.31", unreadable, u"2025-8.31");
        cell(u"2025年8月", unreadable, u"2025年8月"); // which day?
        cell(u"10月底前", unreadable, u"10月底前");   // which year?

        // blank, masked, words
        cell(u"", u"blank", u"");
        cell(u" \u3000\n", u"blank", u"");
        cell(u"**", u"masked", u"**");
        cell(u"＊＊", u"masked", u"**");
        cell(u"*", words, u"*");
        cell(u"是", words, u"是");
        cell(u"及时拨付", words, u"及时拨付");
        cell(u"≥", words, u"≥");
        cell(u"保证安全有序开发", words, u"保证安全有序开发");

        // holds a number that is not a value: never mended
        cell(u"辖区街面见警大幅提高，甚至24小时", unreadable, u"辖区街面见警大幅提高，甚至24小时");
        cell(u"15分钟出警到达现场", unreadable, u"15分钟出警到达现场");
        cell(u"≥95%≤100%", unreadable, u"≥95%≤100%");
        cell(u"≥90%以下", unreadable, u"≥90%以下");
        cell(u"控制在5%", unreadable, u"控制在5%");
        cell(u"≥≥5", unreadable, u"≥≥5");
        cell(u"约100人", unreadable, u"约100人");
        cell(u"4,3,2,1", unreadable, u"4,3,2,1");
        cell(u"10 000人", unreadable, u"10 000人");
        cell(u"1.2.3", unreadable, u"1.2.3");
        cell(u"≥1000000000000000000", unreadable, u"≥1000000000000000000");
        cell(u"百分之95%", unreadable, u"百分之95%");
        cell(u"1e5", unreadable, u"1e5");
    }
    void reads() {
        QFETCH(QString, raw);
        QFETCH(QString, kind);
        QFETCH(QString, normalized);
        QFETCH(bool, assumed);
        const auto value = TargetValue::parse(raw);
        QCOMPARE(value.raw(), raw);
        QCOMPARE(value.kindName(), kind);
        QCOMPARE(value.normalized(), normalized);
        QCOMPARE(value.isAssumed(), assumed);
    }

    void assumesWhatTheIndicatorsKindSays() {
        const auto cost = TargetValue::parse(u"30.00万元"_qs, ComparatorDefault::AtMost);
        QCOMPARE(cost.comparator(), Comparator::AtMost);
        QVERIFY(cost.isAssumed());
        const auto written = TargetValue::parse(u"≥30.00万元"_qs, ComparatorDefault::AtMost);
        QCOMPARE(written.comparator(), Comparator::AtLeast);
        QVERIFY(!written.isAssumed());
        QCOMPARE(TargetValue::parse(u"1:3"_qs).comparator(), Comparator::None);
        QVERIFY(!TargetValue::parse(u"1:3"_qs).isAssumed());
    }

    void convertsUnitsExactly() {
        const auto money = [](const char16_t* raw) { return TargetValue::parse(QString::fromUtf16(raw)).money(); };
        QCOMPARE(money(u"≤2279250元")->toString(MoneyUnit::WanYuan), u"227.925"_qs);
        QCOMPARE(money(u"≤0.97万元")->fen(), 970'000);
        QCOMPARE(money(u"1.5亿元")->fen(), 15'000'000'000);
        QCOMPARE(money(u"3千元")->fen(), 300'000);
        QVERIFY(!money(u"0.001元"));
        QVERIFY(!money(u"5人"));
        QVERIFY(!money(u"5-6万元"));
        QVERIFY(!money(u"999999999999999亿元"));
        const auto ratio = [](const char16_t* raw) {
            const auto found = TargetValue::parse(QString::fromUtf16(raw)).ratio();
            return found ? found->toString() : QString();
        };
        QCOMPARE(ratio(u"≥95%"), u"0.95"_qs);
        QCOMPARE(ratio(u"≤2‰"), u"0.002"_qs);
        QCOMPARE(ratio(u"≥0.97比例"), u"0.97"_qs);
        QCOMPARE(ratio(u"≥100百分比"), u"1"_qs);
        QCOMPARE(ratio(u"95"), QString());
        QCOMPARE(ratio(u"0.123456789%"), QString());
        QVERIFY(TargetValue::parse(u"80-90%"_qs).isShare());
        QVERIFY(!TargetValue::parse(u"5人"_qs).isShare());
    }

    void isQuickWithEndlessText() {
        for (const auto& text : {QString(1'000'000, u'9'), QString(1'000'000, u' '), QString(1'000'000, u'≥'),
                                 QString(1'000'000, QChar(0xd800)), QString(u"1-"_qs).repeated(500'000),
                                 QString(u"2025年"_qs).repeated(200'000)}) {
            const auto value = TargetValue::parse(text);
            QCOMPARE(value.raw(), text);
            QVERIFY(value.kind() == Kind::Unreadable || value.kind() == Kind::Qualitative);
        }
    }

    void neverChangesTheCell() {
        QVERIFY(rc::check("raw is kept and the parts agree with the kind", [] {
            const auto raw = *rc::gen::oneOf(anyUtf16(), gluedFrom(pieces()));
            const auto value = TargetValue::parse(raw);
            RC_ASSERT(value.raw() == raw);
            RC_ASSERT((value.kind() == Kind::Date) == value.date().isValid());
            RC_ASSERT(value.kind() != Kind::Number || value.comparator() != Comparator::None);
            RC_ASSERT(value.kind() != Kind::Range || value.value() <= value.upper());
            RC_ASSERT(!value.isAssumed() || value.kind() == Kind::Number || value.kind() == Kind::Date);
            if (value.kind() == Kind::Qualitative || value.kind() == Kind::Unreadable)
                RC_ASSERT(value.normalized() == raw);
        }));
    }

    void readsWhatItPrints() {
        QVERIFY(rc::check("the canonical spelling means the same", [] {
            const auto value = TargetValue::parse(*gluedFrom(pieces()));
            if (value.kind() == Kind::Qualitative || value.kind() == Kind::Unreadable) return;
            const auto again = TargetValue::parse(value.normalized());
            RC_ASSERT(again.kind() == value.kind());
            RC_ASSERT(again.comparator() == value.comparator());
            RC_ASSERT(again.normalized() == value.normalized());
            RC_ASSERT(again.ratio() == value.ratio());
            RC_ASSERT(again.money() == value.money());
        }));
        QVERIFY(rc::check("every sign, number and unit in any spelling is read", [] {
            const auto number = Decimal::of(*rc::gen::inRange<qint64>(-1'000'000, 1'000'000), *rc::gen::inRange(0, 5));
            const auto sign = *rc::gen::elementOf(std::vector<QString>{u"≥"_qs, u"＞"_qs, u"≦"_qs, u"<"_qs, u"="_qs});
            const auto unit = *rc::gen::elementOf(
                std::vector<QString>{QString(), u"％"_qs, u"‰"_qs, u"万元"_qs, u"人"_qs, u"小时"_qs, u"平方米"_qs});
            const auto value = TargetValue::parse(sign + u" "_qs + number.toString() + u" "_qs + unit);
            RC_ASSERT(value.kind() == Kind::Number);
            RC_ASSERT(value.value() == number);
            RC_ASSERT(value.value().scale() == number.scale());
            RC_ASSERT(!value.isAssumed());
        }));
    }
};

QTEST_GUILESS_MAIN(TargetValueTest)
#include "tst_target_value.moc"
