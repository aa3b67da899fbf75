#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/office/office_fixtures.h"
#include "tests/core/documents/office/source_text.h"

#include <QRegularExpression>
#include <QTest>

using namespace jixiao;

namespace {

/// "A1=text B2=#18.67 C3=..." as rows: "#" begins a stored number, "_" stands for a blank inside a text.
QString cells(const char* spec) {
    QMap<int, QString> rows;
    for (const QString& entry : QString::fromUtf8(spec).split(u' ', Qt::SkipEmptyParts)) {
        const auto equals = entry.indexOf(u'=');
        const QString name = entry.left(equals);
        const QString text = entry.mid(equals + 1).replace(u'_', u' ');
        static const QRegularExpression letters(QStringLiteral("^[A-Z]+"));
        const int row = QString(name).remove(letters).toInt();
        rows[row] += text.startsWith(u'#')
                         ? QStringLiteral("<c r=\"%1\"><v>%2</v></c>").arg(name, text.mid(1))
                         : QStringLiteral("<c r=\"%1\" t=\"inlineStr\"><is><t>%2</t></is></c>").arg(name, text);
    }
    QString xml;
    for (auto row = rows.cbegin(); row != rows.cend(); ++row)
        xml += QStringLiteral("<row r=\"%1\">%2</row>").arg(row.key()).arg(*row);
    return xml;
}

QString merged(const char* ranges) {
    QString xml;
    for (const QString& range : QString::fromLatin1(ranges).split(u' ', Qt::SkipEmptyParts))
        xml += QStringLiteral("<mergeCell ref=\"%1\"/>").arg(range);
    return QStringLiteral("<mergeCells>%1</mergeCells>").arg(xml);
}

QString typed(const char* type, const char* value, int style = 0) {
    return QStringLiteral("<row r=\"1\"><c r=\"A1\" s=\"%3\" t=\"%1\"><v>%2</v></c><c r=\"B1\"><v>1</v></c></row>")
        .arg(QString::fromLatin1(type), QString::fromUtf8(value))
        .arg(style);
}

fixtures::SheetXml sheet(const char* name, const QString& rows) { return {QString::fromUtf8(name), rows, {}, {}, {}}; }

} // namespace

class XlsxReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fileOfAnotherProducer() {
        const auto source = fixtures::readOffice(
            fixtures::bytesOf(fixtures::sourcePath(QStringLiteral("tests/fixtures/office/values.xlsx"))));
        QCOMPARE(fixtures::shown(source),
                 QStringLiteral("收支表\n0: 项目|金额|说明\n0: 收入|10,982.38|2024年1月15日\n0: |0.1|2025-08-31\n"
                                "0: |32947.14|25.50%\n0: 是否|TRUE|一行/两行\n1: 甲|#DIV/0!"));
        QCOMPARE(fixtures::notesOf(source),
                 QStringLiteral("工作表“表一”第5行=这一行在表格里是隐藏的，已一并读入，请核对。;"
                                "工作表“表二”第1行=B1 是错误值 #DIV/0!，请核对。"));
    }

    void shapes_data() {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("merges");
        QTest::addColumn<QString>("seen");
        const auto add = [](const char* name, const char* spec, const char* ranges, const char* seen) {
            QTest::newRow(name) << cells(spec) << merged(ranges) << QString::fromUtf8(seen);
        };
        add("plain", "A1=甲 B1=乙 A2=丙 B2=#1", "", "0: 甲|乙\n0: 丙|1");
        add("spans columns", "A1=甲 C1=乙 A2=1 B2=2 C2=3", "A1:B1", "0: 甲|乙\n0: 1|2|3");
        add("spans rows", "A1=甲 B1=1 B2=2 B3=3", "A1:A3", "0: 甲|1\n0: |2\n0: |3");
        add("spans both", "A1=甲 C1=1 C2=2 A3=a B3=b C3=c", "A1:B2", "0: 甲|1\n0: |2\n0: a|b|c");
        add("empty merged value", "A1=甲 C1=乙 D1=1 A2=a B2=b C2=c D2=d", "A1:B1", "0: 甲|乙|1\n0: a|b|c|d");
        add("blank value under a header", "A1=甲 B1=乙 C1=丙 A2=1 C2=3", "", "0: 甲|乙|丙\n0: 1||3");
        add("blank value at the end", "A1=甲 B1=乙 C1=丙 A2=1 B2=2", "", "0: 甲|乙|丙\n0: 1|2|");
        add("away from the corner", "D5=甲 E5=乙 D6=丙 E6=丁", "", "0: 甲|乙\n0: 丙|丁");
        add("columns without text", "A1=甲 XFD1=乙 A2=丙 XFD2=丁", "", "0: 甲|乙\n0: 丙|丁");
        add("title over the table", "A1=题目 A2=甲 B2=乙 A3=1 B3=2", "A1:B1", "题目\n0: 甲|乙\n0: 1|2");
        add("title without a merge", "A1=题目 A2=甲 B2=乙", "", "题目\n0: 甲|乙");
        add("unit line above the table", "A1=122002甲 D1=单位：万元 A2=a B2=b C2=c D2=d", "A1:B1",
            "0: 122002甲||单位：万元\n0: a|b|c|d");
        add("remark below", "A1=甲 B1=乙 A2=1 B2=2 A3=注：无", "", "0: 甲|乙\n0: 1|2\n注：无");
        add("second form right below", "A1=甲 B1=乙 A2=题二 A3=丙 B3=丁", "A2:B2", "0: 甲|乙\n题二\n1: 丙|丁");
        add("one empty row does not end a table", "A1=甲 B1=乙 A3=1 B3=2", "", "0: 甲|乙\n0: 1|2");
        add("two empty rows do", "A1=甲 B1=乙 A4=1 B4=2", "", "0: 甲|乙\n1: 1|2");
        add("row with its first cell only stays a row", "A1=甲 B1=乙 A2=一 A3=1 B3=2", "", "0: 甲|乙\n0: 一|\n0: 1|2");
        add("last row under a merged cell stays a row", "A1=甲 B1=x A2=用途 B2=a B3=b", "A2:A3",
            "0: 甲|x\n0: 用途|a\n0: |b");
        add("very wide title", "A1=题 A2=甲 B2=乙", "A1:XFD1", "题\n0: 甲|乙");
        add("blanks only", "A1=甲 B1=乙 A2=_ B2=_", "", "0: 甲|乙");
        add("text of one column", "A1=一 A2=二 A5=三", "", "一\n二\n三");
    }

    void shapes() {
        QFETCH(QString, rows);
        QFETCH(QString, merges);
        QFETCH(QString, seen);
        QCOMPARE(fixtures::shown(fixtures::readOffice(fixtures::xlsx(rows, merges))), seen);
    }

    void values_data() {
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("seen");
        QTest::addColumn<QString>("notes");
        const auto add = [](const char* name, const QString& row, const char* seen, const char* notes = "") {
            QTest::newRow(name) << row << QString::fromUtf8(seen) << QString::fromUtf8(notes);
        };
        add("shared", typed("s", "0"), "甲|1");
        add("shared, rich", typed("s", "1"), "运行成本|1");
        add("shared, escaped", typed("s", "2"), "一/二|1");
        add("shared, missing", typed("s", "77"), "1", "第1行=A1 的文字在文件里找不到，按空白导入。");
        add("formula text", typed("str", "甲乙"), "甲乙|1");
        add("number", typed("n", "1.2000000000000002E2"), "120|1");
        add("number of a percent format", typed("n", "0.5", 1), "50%|1");
        add("number of an own format", typed("n", "45306", 2), "2024年1月15日|1");
        add("number of a built-in date", typed("n", "45306", 3), "2024-01-15|1");
        add("number of no known format", typed("n", "45306", 99), "45306|1");
        add("date out of range stays a number", typed("n", "-5", 3), "-5|1");
        add("ISO date", typed("d", "2024-01-15T08:00:00"), "2024-01-15 08:00:00|1");
        add("true", typed("b", "1"), "TRUE|1");
        add("false", typed("b", "0"), "FALSE|1");
        add("error", typed("e", "#DIV/0!"), "#DIV/0!|1", "第1行=A1 是错误值 #DIV/0!，请核对。");
        add("not a number", typed("n", "1,5"), "1,5|1", "第1行=A1 的数字无法识别，按原样导入。");
        add("formula with its result",
            QStringLiteral("<row r=\"1\"><c r=\"A1\"><f>SUM(B1)</f><v>3</v></c><c r=\"B1\"><v>1</v></c></row>"), "3|1");
        add("formula without",
            QStringLiteral(
                "<row r=\"1\"><c r=\"A1\"><f>SUM(B1)</f></c><c r=\"B1\"><v>1</v></c><c r=\"C1\"><v>2</v></c></row>"),
            "1|2", "第1行=A1 的公式没有保存结果，按空白导入。");
        add("cells without names", QStringLiteral("<row><c><v>1</v></c><c/><c><v>3</v></c></row>"), "1|3");
        add("inline rich text",
            QStringLiteral("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><rPr/><t>甲</t></r><r><t>乙</t></r>"
                           "<rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh></is></c><c r=\"B1\"><v>1</v></c></row>"),
            "甲乙|1");
    }

    void values() {
        QFETCH(QString, row);
        QFETCH(QString, seen);
        QFETCH(QString, notes);
        const QString strings = QStringLiteral("<si><t>甲</t></si><si><r><t>运行</t></r><r><t>成本</t></r></si>"
                                               "<si><t>一_x000D_\n二</t></si>");
        const QString styles = QStringLiteral(
            "<numFmts><numFmt numFmtId=\"170\" "
            "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>"
            "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"170\"/><xf numFmtId=\"14\"/></cellXfs>");
        const auto source =
            fixtures::readOffice(fixtures::packed(fixtures::xlsxParts({sheet("Sheet1", row)}, strings, styles)));
        const bool single = !seen.contains(u'|');
        QCOMPARE(fixtures::shown(source), single ? seen : QStringLiteral("0: ") + seen);
        QCOMPARE(fixtures::notesOf(source), notes);
    }

    void daysOf1904() {
        const auto source = fixtures::readOffice(fixtures::packed(
            fixtures::xlsxParts({sheet("a", typed("n", "43844", 1))}, {},
                                QStringLiteral("<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>"), true)));
        QCOMPARE(fixtures::shown(source), QStringLiteral("0: 2024-01-15|1"));
    }

    void sheetsAreReadInOrderAndNamed() {
        auto second = sheet("二", cells("A1=丙 B1=丁"));
        second.state = QStringLiteral("veryHidden");
        const auto source = fixtures::readOffice(
            fixtures::packed(fixtures::xlsxParts({sheet("一", cells("A1=甲 B1=乙")), second, sheet("空", QString())})));
        QCOMPARE(fixtures::shown(source), QStringLiteral("0: 甲|乙\n1: 丙|丁"));
        QCOMPARE(source->linesName(1, 2), QStringLiteral("工作表“一”第1行至工作表“二”第1行"));
        QCOMPARE(fixtures::notesOf(source), QStringLiteral("工作表“二”是隐藏的，已一并读入，请核对。"));
    }

    void hiddenRowsAndColumnsAreListed() {
        auto hidden = sheet(
            "一", QStringLiteral("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
                                 "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>3</v></c><c r=\"B2\"><v>4</v></c></row>"
                                 "<row r=\"3\" hidden=\"1\"/>"));
        hidden.before = QStringLiteral("<cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>");
        const auto source = fixtures::readOffice(fixtures::packed(fixtures::xlsxParts({hidden})));
        QCOMPARE(fixtures::shown(source), QStringLiteral("0: 1|2\n0: 3|4"));
        QCOMPARE(fixtures::notesOf(source), QStringLiteral("第2行=这一行在表格里是隐藏的，已一并读入，请核对。;"
                                                           "工作表“一”的 B 列是隐藏的，已一并读入，请核对。"));
    }

    void textBehindAMergedCellIsListed() {
        const auto source =
            fixtures::readOffice(fixtures::xlsx(cells("A1=甲 B1=藏 C1=乙 A2=暗 C2=1"), merged("A1:B2")));
        QCOMPARE(fixtures::shown(source), QStringLiteral("0: 甲|乙\n0: |1"));
        QCOMPARE(fixtures::debrisOf(source), QStringLiteral("第1行=藏;第2行=暗"));
    }

    void badSheetsHaveTheirError_data() {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("code");
        const QString damaged = QStringLiteral("DocumentDamaged");
        QTest::newRow("cell twice") << QStringLiteral(
                                           "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>")
                                    << QString() << damaged;
        QTest::newRow("cell of another row")
            << QStringLiteral("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>") << QString() << damaged;
        QTest::newRow("row beyond the sheet") << QStringLiteral("<row r=\"1048577\"/>") << QString() << damaged;
        QTest::newRow("row 0") << QStringLiteral("<row r=\"0\"/>") << QString() << damaged;
        QTest::newRow("column beyond the sheet")
            << QStringLiteral("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>") << QString() << damaged;
        QTest::newRow("endless column") << QStringLiteral("<row r=\"1\"><c r=\"%1\"/></row>").arg(QString(5000, u'Z'))
                                        << QString() << damaged;
        QTest::newRow("merge of nothing") << cells("A1=甲") << merged("B2:A1") << damaged;
        QTest::newRow("merge without a place") << cells("A1=甲") << merged("x") << damaged;
        QTest::newRow("nothing in it") << QString() << QString() << QStringLiteral("FileEmpty");
    }

    void badSheetsHaveTheirError() {
        QFETCH(QString, rows);
        QFETCH(QString, after);
        QFETCH(QString, code);
        const auto source = fixtures::readOffice(fixtures::xlsx(rows, after));
        QVERIFY(!source.ok());
        QCOMPARE(source.error().id(), code);
    }
};

QTEST_GUILESS_MAIN(XlsxReaderTest)
#include "tst_xlsx_reader.moc"
