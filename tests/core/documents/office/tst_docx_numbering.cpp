#include "core/documents/office/number_words.h"
#include "tests/core/documents/office/office_fixtures.h"
#include "tests/core/documents/office/source_text.h"

#include <QTest>

using namespace jixiao;

namespace {

QString level(int index, const char* format, const char* text, int start = 1) {
    return QStringLiteral(
               "<w:lvl w:ilvl=\"%1\"><w:start w:val=\"%2\"/><w:numFmt w:val=\"%3\"/><w:lvlText w:val=\"%4\"/></w:lvl>")
        .arg(index)
        .arg(start)
        .arg(QString::fromUtf8(format), QString::fromUtf8(text));
}

/// List `id` of the levels given.
QString list(int id, const QString& levels, const QString& overrides = {}) {
    return QStringLiteral("<w:abstractNum w:abstractNumId=\"%1\">%2</w:abstractNum>"
                          "<w:num w:numId=\"%1\"><w:abstractNumId w:val=\"%1\"/>%3</w:num>")
        .arg(id)
        .arg(levels, overrides);
}

QString item(const char* text, int listId, int levelIndex = 0) {
    return QStringLiteral("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"%1\"/><w:numId w:val=\"%2\"/></w:numPr></w:pPr>"
                          "<w:r><w:t>%3</w:t></w:r></w:p>")
        .arg(levelIndex)
        .arg(listId)
        .arg(QString::fromUtf8(text));
}

} // namespace

class DocxNumberingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAreWorkedOut_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("lists");
        QTest::addColumn<QString>("seen");
        const auto one = list(1, level(0, "decimal", "%1、") + level(1, "chineseCounting", "（%2）"));
        QTest::newRow("plain") << item("甲", 1) + item("乙", 1) << one << QStringLiteral("1、甲\n2、乙");
        QTest::newRow("levels begin anew")
            << item("甲", 1) + item("a", 1, 1) + item("b", 1, 1) + item("乙", 1) + item("c", 1, 1) << one
            << QStringLiteral("1、甲\n（一）a\n（二）b\n2、乙\n（一）c");
        QTest::newRow("upper level shown") << item("甲", 1) + item("a", 1, 1)
                                           << list(1, level(0, "chineseCounting", "%1") + level(1, "decimal", "%1.%2 "))
                                           << QStringLiteral("一甲\n一.1 a");
        QTest::newRow("start elsewhere") << item("甲", 1) << list(1, level(0, "decimal", "%1.", 7))
                                         << QStringLiteral("7.甲");
        QTest::newRow("two lists") << item("甲", 1) + item("a", 2) + item("乙", 1)
                                   << list(1, level(0, "decimal", "%1.")) + list(2, level(0, "lowerLetter", "%1)"))
                                   << QStringLiteral("1.甲\na)a\n2.乙");
        QTest::newRow("list that starts over")
            << item("甲", 1) + item("乙", 5)
            << list(1, level(0, "decimal", "%1.")) +
                   QStringLiteral("<w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">"
                                  "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>")
            << QStringLiteral("1.甲\n1.乙");
        QTest::newRow("bullets") << item("甲", 1) << list(1, level(0, "bullet", "\uF0B7")) << QStringLiteral("甲");
        QTest::newRow("empty item") << item("", 1) + item("乙", 1) << one << QStringLiteral("2、乙");
        QTest::newRow("list 0 is none") << item("甲", 0) << one << QStringLiteral("甲");
        QTest::newRow("unknown list") << item("甲", 9) << one << QStringLiteral("甲");
        const QString numbers = fixtures::table({QStringLiteral("<w:tr><w:tc>%1</w:tc><w:tc>%2</w:tc></w:tr>")
                                                     .arg(item("", 1), fixtures::paragraph(QStringLiteral("甲"))),
                                                 QStringLiteral("<w:tr><w:tc>%1</w:tc><w:tc>%2</w:tc></w:tr>")
                                                     .arg(item("", 1), fixtures::paragraph(QStringLiteral("乙")))});
        QTest::newRow("column of numbers")
            << numbers << list(1, level(0, "decimal", "%1")) << QStringLiteral("1: 1|甲\n1: 2|乙");
        QTest::newRow("items in a cell")
            << fixtures::table({QStringLiteral("<w:tr><w:tc>%1</w:tc></w:tr>").arg(item("甲", 1) + item("乙", 1))})
            << one << QStringLiteral("1: 1、甲/2、乙");
    }

    void numbersAreWorkedOut() {
        QFETCH(QString, body);
        QFETCH(QString, lists);
        QFETCH(QString, seen);
        QCOMPARE(fixtures::shown(fixtures::readOffice(fixtures::docx(body, lists))), seen);
    }

    void wordsOfNumbers() {
        const auto chinese = [](int number) { return numberWord(number, QStringLiteral("chineseCountingThousand")); };
        QCOMPARE(chinese(1), QStringLiteral("一"));
        QCOMPARE(chinese(10), QStringLiteral("十"));
        QCOMPARE(chinese(11), QStringLiteral("十一"));
        QCOMPARE(chinese(20), QStringLiteral("二十"));
        QCOMPARE(chinese(102), QStringLiteral("一百零二"));
        QCOMPARE(chinese(110), QStringLiteral("一百一十"));
        QCOMPARE(chinese(1010), QStringLiteral("一千零一十"));
        QCOMPARE(chinese(99'999), QStringLiteral("99999"));
        QCOMPARE(numberWord(14, QStringLiteral("upperRoman")), QStringLiteral("XIV"));
        QCOMPARE(numberWord(27, QStringLiteral("upperLetter")), QStringLiteral("AA"));
        QCOMPARE(numberWord(3, QStringLiteral("decimalEnclosedCircleChinese")), QStringLiteral("③"));
        QCOMPARE(numberWord(21, QStringLiteral("decimalEnclosedCircle")), QStringLiteral("21"));
        QCOMPARE(numberWord(2, QStringLiteral("ideographTraditional")), QStringLiteral("乙"));
        QCOMPARE(numberWord(7, QStringLiteral("decimalZero")), QStringLiteral("07"));
        QCOMPARE(numberWord(12, QStringLiteral("decimalFullWidth")), QStringLiteral("１２"));
        QCOMPARE(numberWord(-3, QStringLiteral("upperRoman")), QStringLiteral("-3"));
        QCOMPARE(numberWord(5, QStringLiteral("something new")), QStringLiteral("5"));
    }
};

QTEST_GUILESS_MAIN(DocxNumberingTest)
#include "tst_docx_numbering.moc"
