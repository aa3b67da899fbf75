#include "core/documents/office/xlsx_number.h"

#include <QTest>

using namespace jixiao;

class XlsxNumberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plain_data() {
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("text");
        const auto add = [](const char* stored, const char* text) {
            QTest::newRow(stored) << QString::fromLatin1(stored) << QString::fromLatin1(text);
        };
        add("120", "120");
        add("18.67", "18.67");
        add("18.670000000000002", "18.67");
        add("1.2000000000000002E2", "120");
        add("0.1", "0.1");
        add("0.30000000000000004", "0.3");
        add("1E-3", "0.001");
        add("-4.5e+2", "-450");
        add("+7", "7");
        add(".5", "0.5");
        add("5.", "5");
        add("0", "0");
        add("-0.00", "0");
        add("000120.50", "120.5");
        add("312001", "312001");
        add("999999999999999.9", "1000000000000000");
        add("123456789012345678", "123456789012346000");
        add("479.77", "479.77");
        add("10982.379999999999", "10982.38");
        add("1E20", "100000000000000000000");
        add("1E21", "1E21");
        add("1.5E30", "1.5E30");
        add("2.5E-30", "2.5E-30");
    }
    void plain() {
        QFETCH(QString, stored);
        QFETCH(QString, text);
        QCOMPARE(plainNumber(stored).value_or(QStringLiteral("none")), text);
    }

    void nonsenseIsNoNumber() {
        for (const char* text :
             {"", "-", ".", "1.2.3", "12a", "0x10", "1E", "1E+", "1E99999999", "NaN", "INF", "1 2", "１"})
            QVERIFY2(!plainNumber(QString::fromUtf8(text)), text);
        QVERIFY(!plainNumber(QString(100'000, u'9')));
    }

    void percent() {
        const auto text = [](const char* stored) {
            return percentNumber(QString::fromLatin1(stored)).value_or(QString());
        };
        QCOMPARE(text("0.25"), QStringLiteral("25%"));
        QCOMPARE(text("0.255"), QStringLiteral("25.5%"));
        QCOMPARE(text("1"), QStringLiteral("100%"));
        QCOMPARE(text("0.070000000000000007"), QStringLiteral("7%"));
        QCOMPARE(text("-0.0005"), QStringLiteral("-0.05%"));
        QCOMPARE(text("0"), QStringLiteral("0%"));
    }

    void dates_data() {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<bool>("since1904");
        QTest::addColumn<QString>("text");
        const auto add = [](const char* code, const char* stored, bool since1904, const char* text) {
            QTest::addRow("%s %s", code, stored)
                << QString::fromUtf8(code) << QString::fromUtf8(stored) << since1904 << QString::fromUtf8(text);
        };
        add("yyyy-mm-dd", "45306", false, "2024-01-15");
        add("yyyy-mm-dd", "43844", true, "2024-01-15");
        add("m/d/yy", "45306", false, "2024-01-15");
        add("yyyy\"年\"m\"月\"d\"日\"", "45306", false, "2024年1月15日");
        add("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "45306", false, "2024-01-15");
        add("yyyy\"年\"m\"月\"", "45292", false, "2024年1月");
        add("yyyy\"年\"m\"月\"", "45306", false, "2024年1月15日");
        add("m\"月\"d\"日\"", "45535", false, "2024年8月31日");
        add("yyyy/m/d h:mm", "45306.354166666664", false, "2024-01-15 08:30");
        add("h:mm:ss", "0.50001157407407407", false, "12:00:01");
        add("[h]:mm", "1.25", false, "30:00");
        add("yyyy-mm-dd", "1", false, "1900-01-01");
        add("yyyy-mm-dd", "59", false, "1900-02-28");
        add("yyyy-mm-dd", "60", false, "1900-02-29");
        add("yyyy-mm-dd", "61", false, "1900-03-01");
        add("yyyy-mm-dd", "0", true, "1904-01-01");
        add("yyyy-mm-dd", "2958465", false, "9999-12-31");
        add("yyyy-mm-dd", "45305.999999999", false, "2024-01-15");
        add("yyyy-mm-dd", "4.5306E4", false, "2024-01-15");
        add("yyyy-mm-dd", "2958466", false, "none");
        add("yyyy-mm-dd", "-1", false, "none");
        add("yyyy-mm-dd", "0", false, "none");
    }
    void dates() {
        QFETCH(QString, code);
        QFETCH(QString, stored);
        QFETCH(bool, since1904);
        QFETCH(QString, text);
        const auto style = NumberStyle::ofCode(code);
        QVERIFY(style.kind == NumberStyle::Kind::Date);
        QCOMPARE(dateNumber(stored, style, since1904).value_or(QStringLiteral("none")), text);
    }

    void formatsAreToldApart() {
        using Kind = NumberStyle::Kind;
        const auto kind = [](const char* code) { return NumberStyle::ofCode(QString::fromUtf8(code)).kind; };
        QCOMPARE(kind("General"), Kind::Plain);
        QCOMPARE(kind("@"), Kind::Plain);
        QCOMPARE(kind("#,##0.00_);[Red]\\(#,##0.00\\)"), Kind::Plain);
        QCOMPARE(kind("0.00E+00"), Kind::Plain);
        QCOMPARE(kind("0\"月\""), Kind::Plain);
        QCOMPARE(kind("0.0\"m\"\\d"), Kind::Plain);
        QCOMPARE(kind("[Yellow]0"), Kind::Plain);
        QCOMPARE(kind("\"days: \"0"), Kind::Plain);
        QCOMPARE(kind("\"unclosed"), Kind::Plain);
        QCOMPARE(kind("0%"), Kind::Percent);
        QCOMPARE(kind("0.00%;-0.00%"), Kind::Percent);
        QCOMPARE(kind("\"%\"0"), Kind::Plain);
        QCOMPARE(kind("mmm-yy"), Kind::Date);
        QCOMPARE(kind("mm:ss.0"), Kind::Date);
        QCOMPARE(kind("[DBNum1]yyyy\"年\"m\"月\""), Kind::Date);
        for (const int id : {14, 17, 20, 22, 27, 31, 46, 57, 58})
            QCOMPARE(NumberStyle::ofBuiltIn(id).kind, Kind::Date);
        QCOMPARE(NumberStyle::ofBuiltIn(9).kind, Kind::Percent);
        for (const int id : {0, 1, 4, 37, 44, 49, 163, -1})
            QCOMPARE(NumberStyle::ofBuiltIn(id).kind, Kind::Plain);
        QVERIFY(NumberStyle::ofBuiltIn(31).inChinese && !NumberStyle::ofBuiltIn(14).inChinese);
    }

    void numbersAreShownAsFormatted_data() {
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("rounded");
        const auto row = [](const char* stored, const char* code, const char* text, bool rounded = false) {
            QTest::addRow("%s as %s", stored, code)
                << QString::fromUtf8(stored) << QString::fromUtf8(code) << QString::fromUtf8(text) << rounded;
        };
        row("30", "0.00", "30.00");
        row("30.5", "0.00_ ", "30.50");
        row("-30.5", "0.00;[Red]-0.00", "-30.50");
        row("0", "0.0", "0.0");
        row("-0.001", "0.00", "0.00", true);
        row("30.456", "0.00", "30.46", true);
        row("0.5", "0", "1", true);
        row("0.4", "0", "0", true);
        row("0.05", "0", "0", true);
        row("99.999", "0.00", "100.00", true);
        row("1.2000000000000002E2", "0.00", "120.00");
        row("1234567.5", "#,##0.00", "1,234,567.50");
        row("-123456", "#,##0", "-123,456");
        row("999", "#,##0", "999");
        row("0.25", "0%", "25%");
        row("0.07", "0.00%", "7.00%");
        row("0.333333333333333", "0.00%", "33.33%", true);
        row("12.5", "#,##0.0%", "1,250.0%");
    }
    void numbersAreShownAsFormatted() {
        QFETCH(QString, stored);
        QFETCH(QString, code);
        QFETCH(QString, text);
        QFETCH(bool, rounded);
        const auto shown = shownNumber(stored, NumberStyle::ofCode(code));
        QVERIFY(shown.has_value());
        QCOMPARE(shown->text, text);
        QCOMPARE(shown->rounded, rounded);
    }

    void unusualFormatsAreLeftAlone() {
        for (const auto* code : {"General", "@", "0.00E+00", "# ?/?", "\"￥\"#,##0.00x0", "yyyy-mm-dd"})
            QVERIFY2(!shownNumber(u"30", NumberStyle::ofCode(QString::fromUtf8(code))), code);
        QVERIFY(!shownNumber(u"1e300", NumberStyle::ofCode(QStringLiteral("0.00"))));
        QVERIFY(!shownNumber(u"abc", NumberStyle::ofCode(QStringLiteral("0.00"))));
    }
};

QTEST_GUILESS_MAIN(XlsxNumberTest)
#include "tst_xlsx_number.moc"
