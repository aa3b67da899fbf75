#include "core/forms/list_numbers.h"

#include <QTest>

using namespace jixiao;

class ListNumbersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyWayOfNumberingIsKnown_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("value");
        QTest::addColumn<int>("rank");
        QTest::addColumn<QString>("rest");
        const auto row = [](const char* name, const QString& text, int value, int rank) {
            QTest::newRow(name) << text << value << rank << QStringLiteral("维护稳定");
        };
        row("word", QStringLiteral("一、维护稳定"), 1, 1);
        row("word of three", QStringLiteral("　二十三、 维护稳定"), 23, 1);
        row("word in brackets", QStringLiteral("（十二）维护稳定"), 12, 2);
        row("word in plain brackets", QStringLiteral("( 三 )、维护稳定"), 3, 2);
        row("digit and comma", QStringLiteral("4、维护稳定"), 4, 3);
        row("digit and point", QStringLiteral("5. 维护稳定"), 5, 3);
        row("digit and wide point", QStringLiteral("６．维护稳定").replace(u'６', u'6'), 6, 3);
        row("digit in brackets", QStringLiteral("（7）维护稳定"), 7, 4);
        row("digit and bracket", QStringLiteral("8）维护稳定"), 8, 4);
        row("circled", QStringLiteral("⑨维护稳定"), 9, 5);
    }

    void everyWayOfNumberingIsKnown() {
        QFETCH(QString, text);
        const auto number = listNumber(text);
        QVERIFY(number);
        QTEST(number->value, "value");
        QTEST(number->rank, "rank");
        QTEST(withoutListNumber(text), "rest");
    }

    void figuresAreNoNumbers_data() {
        QTest::addColumn<QString>("text");
        for (const auto& text : {QStringLiteral("3.5万元"), QStringLiteral("110接处警"), QStringLiteral("2020年"),
                                 QStringLiteral("一网通办"), QStringLiteral("（试行）"), QStringLiteral("3月底"),
                                 QStringLiteral("≥95%"), QString()})
            QTest::newRow(qPrintable(text)) << text;
    }

    void figuresAreNoNumbers() {
        QFETCH(QString, text);
        QVERIFY(!listNumber(text));
        QCOMPARE(withoutListNumber(text), text);
    }

    void chineseNumeralsCount() {
        QCOMPARE(numberOf(QStringLiteral("十")), 10);
        QCOMPARE(numberOf(QStringLiteral("二十")), 20);
        QCOMPARE(numberOf(QStringLiteral("一百零九")), 109);
        QCOMPARE(numberOf(QStringLiteral("037")), 37);
        QCOMPARE(numberOf(QStringLiteral("甲")), 0);
    }
};

QTEST_GUILESS_MAIN(ListNumbersTest)
#include "tst_list_numbers.moc"
