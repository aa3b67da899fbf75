#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/office/office_fixtures.h"
#include "tests/core/documents/office/source_text.h"

#include <QTest>

using namespace jixiao;
using fixtures::row;
using fixtures::table;

namespace {

const QString restart = QStringLiteral("<w:vMerge w:val=\"restart\"/>");
const QString goesOn = QStringLiteral("<w:vMerge/>");
const QString spansTwo = QStringLiteral("<w:gridSpan w:val=\"2\"/>");
const QString spansThree = QStringLiteral("<w:gridSpan w:val=\"3\"/>");

QString p(const QString& runs) { return QStringLiteral("<w:p>%1</w:p>").arg(runs); }
QString t(const char* text) { return QStringLiteral("<w:r><w:t>%1</w:t></w:r>").arg(QString::fromUtf8(text)); }
QString cell(const char* text, const QString& properties = {}) {
    return fixtures::cell(QString::fromUtf8(text), properties);
}
QString mark(const char* type) {
    return QStringLiteral("<w:r><w:fldChar w:fldCharType=\"%1\"/></w:r>").arg(QLatin1String(type));
}
QString code(const char* text) {
    return QStringLiteral("<w:r><w:instrText xml:space=\"preserve\">%1</w:instrText></w:r>")
        .arg(QString::fromUtf8(text));
}

/// A table cell of XML.
QString rawCell(const QString& blocks) { return QStringLiteral("<w:tc><w:tcPr/>%1</w:tc>").arg(blocks); }

} // namespace

/// Each row is a body and what the form matcher gets to see of it.
class DocxReaderTest : public QObject {
    Q_OBJECT

private:
    static void add(const char* name, const QString& body, const char* seen, const char* debris = "",
                    const char* notes = "") {
        QTest::newRow(name) << body << QString::fromUtf8(seen) << QString::fromUtf8(debris) << QString::fromUtf8(notes);
    }

    static void columns() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("seen");
        QTest::addColumn<QString>("debris");
        QTest::addColumn<QString>("notes");
    }

    static void check() {
        QFETCH(QString, body);
        QFETCH(QString, seen);
        QFETCH(QString, debris);
        QFETCH(QString, notes);
        const auto source = fixtures::readOffice(fixtures::docx(body));
        QCOMPARE(fixtures::shown(source), seen);
        QVERIFY(source.ok());
        QCOMPARE(fixtures::debrisOf(source), debris);
        QCOMPARE(fixtures::notesOf(source), notes);
        QVERIFY(!source->cellsMayContinue && !source->endsInsideLine);
    }

private Q_SLOTS:
    void fileOfAnotherProducer() {
        const auto source = fixtures::readOffice(
            fixtures::bytesOf(fixtures::sourcePath(QStringLiteral("tests/fixtures/office/features.docx"))));
        QCOMPARE(fixtures::shown(source),
                 QStringLiteral("标题一行\n一、甲项\n1.小项\n二、乙项\n说明→后\n下一行\n单位：万元\n1: 栏一|栏二\n"
                                "1: 并|1|≥95%\n1: |2/三|\n2: 内一|内二\n2: 内三|内四\n页1"));
        QCOMPARE(fixtures::debrisOf(source), QStringLiteral("第1段=旧"));
        QCOMPARE(fixtures::notesOf(source),
                 QStringLiteral("批注未导入：“请核对数字”;脚注未导入：“脚注文字”;页眉未导入：“内部资料”"));
    }

    void cells_data() {
        columns();
        add("plain", table({row({cell("甲"), cell("乙")}), row({cell("丙"), cell("")})}), "1: 甲|乙\n1: 丙|");
        add("spans columns", table({row({cell("甲", spansTwo), cell("乙")}), row({cell("1"), cell("2"), cell("3")})}),
            "1: 甲|乙\n1: 1|2|3");
        add("spans rows",
            table({row({cell("甲", restart), cell("1")}), row({cell("", goesOn), cell("2")}),
                   row({cell("", QStringLiteral("<w:vMerge w:val=\"continue\"/>")), cell("3")})}),
            "1: 甲|1\n1: |2\n1: |3");
        add("spans both",
            table({row({cell("甲", spansTwo + restart), cell("1")}), row({cell("", spansTwo + goesOn), cell("2")})}),
            "1: 甲|1\n1: |2");
        add("one merged cell ends, the next begins",
            table({row({cell("甲", restart), cell("1")}), row({cell("", goesOn), cell("2")}),
                   row({cell("乙", restart), cell("3")}), row({cell("", goesOn), cell("4")})}),
            "1: 甲|1\n1: |2\n1: 乙|3\n1: |4");
        add("text under a merged cell is not seen",
            table({row({cell("甲", restart), cell("1")}), row({cell("旧", goesOn), cell("2")})}), "1: 甲|1\n1: |2",
            "表1第2行=旧");
        add("continues nothing", table({row({cell("甲", goesOn), cell("1")}), row({cell("", goesOn), cell("2")})}),
            "1: 甲|1\n1: |2");
        add("continues a cell of another column",
            table({row({cell("甲", restart), cell("1")}), row({cell("乙"), cell("丙", goesOn)})}), "1: 甲|1\n1: 乙|丙");
        add("old horizontal merge",
            table({row({cell("甲", QStringLiteral("<w:hMerge w:val=\"restart\"/>")),
                        cell("", QStringLiteral("<w:hMerge/>")), cell("乙")})}),
            "1: 甲|乙");
        add("row begins further right",
            table({row({cell("甲", restart), cell("1")}),
                   row({cell("2")}, QStringLiteral("<w:gridBefore w:val=\"1\"/>"))}),
            "1: 甲|1\n1: |2");
        add("lines in a cell", table({row({cell("一\n二"), cell("三")})}), "1: 一/二|三");
        add("tables that touch are one", table({row({cell("1")})}) + table({row({cell("2")})}), "1: 1\n1: 2");
        add("tables with a paragraph between", table({row({cell("1")})}) + p({}) + table({row({cell("2")})}),
            "1: 1\n2: 2");
        add("impossible span", table({row({cell("甲", QStringLiteral("<w:gridSpan w:val=\"-7\"/>")), cell("乙")})}),
            "1: 甲|乙");
        add("a form of two tables",
            table({row({cell("编码"), cell("1", spansThree)}), row({cell("数", restart), cell("a", spansThree)}),
                   row({cell("", goesOn), cell("b"), cell("c"), cell("d")})}),
            "1: 编码|1\n1: 数|a\n1: |b|c|d");
    }
    void cells() { check(); }

    void nestedTables_data() {
        columns();
        const QString inner = table({row({cell("a"), cell("b")}), row({cell("c"), cell("d")})});
        add("after the row of their cell",
            table({row({cell("甲"), rawCell(p(t("前")) + inner + p({}))}), row({cell("乙"), cell("丙")})}),
            "1: 甲|前\n2: a|b\n2: c|d\n1: 乙|丙");
        add("in place of a frame", table({row({rawCell(p(t("题目")) + inner + p(t("注")))})}),
            "题目\n2: a|b\n2: c|d\n注");
        add("instead of a row without text", table({row({rawCell(inner), rawCell(p({}))})}), "2: a|b\n2: c|d");
        add("one row is text of the cell",
            table({row({cell("甲"), rawCell(p(t("前")) + table({row({cell("a"), cell("b")})}) + p(t("后")))})}),
            "1: 甲|前/a→b/后");
        add("one column is text of the cell",
            table({row({cell("甲"), rawCell(table({row({cell("a")}), row({cell("b")})}) + p({}))})}), "1: 甲|a/b");
        add("three deep",
            table({row({cell("甲"),
                        rawCell(table({row({cell("a"), rawCell(inner)}), row({cell("e"), cell("f")})}) + p({}))})}),
            "1: 甲|\n2: a|\n3: a|b\n3: c|d\n2: e|f");
        add("a table inside a table of one row",
            table({row({cell("甲"), rawCell(table({row({cell("x"), rawCell(inner)})}) + p({}))})}),
            "1: 甲|\n2: x|\n3: a|b\n3: c|d");
    }
    void nestedTables() { check(); }

    void runs_data() {
        columns();
        add("joined", p(t("执法") + t("办案")), "执法办案");
        add("tab", p(t("甲") + QStringLiteral("<w:r><w:tab/></w:r>") + t("乙")), "甲→乙");
        add("tab stops are no tabs",
            p(QStringLiteral("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>") + t("甲")), "甲");
        add("line break in a cell",
            table({row({rawCell(p(QStringLiteral("<w:r><w:t>1、甲</w:t><w:br/><w:t>2、乙</w:t><w:cr/></w:r>")))})}),
            "1: 1、甲/2、乙");
        add("line break in a paragraph", p(QStringLiteral("<w:r><w:t>附件1</w:t><w:br/><w:t>标题</w:t></w:r>")),
            "附件1\n标题");
        add("outer blanks need asking for",
            p(QStringLiteral("<w:r><w:t> 甲 </w:t></w:r><w:r><w:t xml:space=\"preserve\"> 乙</w:t></w:r>")), "甲 乙");
        add("soft hyphens and hard ones",
            p(QStringLiteral("<w:r><w:t>可\u00AD选</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>项</w:t></w:r>")),
            "可选-项");
        add("symbols",
            p(QStringLiteral("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>95%</w:t></w:r>"
                             "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>是</w:t></w:r>"
                             "<w:r><w:sym w:font=\"Wingdings 2\" w:char=\"00A3\"/><w:t>否</w:t></w:r>")),
            "≥95%☑是□否");
        add("symbols typed as text",
            p(QStringLiteral("<w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\uF0A3</w:t></w:r>") + t("5")),
            "≤5");
        add("unknown symbol", p(QStringLiteral("<w:r><w:sym w:font=\"Nowhere\" w:char=\"F0B3\"/></w:r>") + t("甲")),
            "\uFFFD甲", "", "第1段=有一个符号（字体 Nowhere，编码 F0B3）无法识别，请对照原件补上。");
        add("links and smart tags",
            p(QStringLiteral("<w:hyperlink r:id=\"x\">%1</w:hyperlink><w:smartTag><w:smartTagPr/>%2</w:smartTag>")
                  .arg(t("网址"), t("地名"))),
            "网址地名");
        add("bookmarks and comments",
            p(QStringLiteral("<w:bookmarkStart w:id=\"0\" w:name=\"_Toc1\"/>%1<w:bookmarkEnd w:id=\"0\"/>"
                             "<w:commentRangeStart w:id=\"1\"/><w:commentRangeEnd w:id=\"1\"/>"
                             "<w:r><w:commentReference w:id=\"1\"/></w:r>")
                  .arg(t("标题"))),
            "标题");
        add("formula", p(t("率") + QStringLiteral("<m:oMath><m:r><m:t>≥</m:t></m:r></m:oMath>") + t("9")), "率≥9");
        add("reading above a word",
            p(QStringLiteral("<w:r><w:ruby><w:rubyPr/><w:rt>%1</w:rt><w:rubyBase>%2</w:rubyBase></w:ruby></w:r>")
                  .arg(t("xún"), t("讯"))),
            "讯");
        add("markup of a dump", p(t("[bookmark: _Toc1]标题 TC 标题 \\f A \\l 1 ")), "标题",
            "第1段=[bookmark: _Toc1];第1段=TC 标题 \\f A \\l 1");
    }
    void runs() { check(); }

    void changes_data() {
        columns();
        add("deleted", p(QStringLiteral("<w:del><w:r><w:delText>30</w:delText></w:r></w:del>") + t("50")), "50",
            "第1段=30");
        add("inserted", p(QStringLiteral("<w:ins>%1</w:ins>").arg(t("50"))), "50");
        add("moved",
            p(QStringLiteral("<w:moveFrom>%1</w:moveFrom>").arg(t("甲"))) +
                p(QStringLiteral("<w:moveTo>%1</w:moveTo>").arg(t("甲"))),
            "甲");
        add("deleted row",
            table({row({cell("1")}),
                   row({rawCell(p(QStringLiteral("<w:del>%1</w:del>").arg(t("2"))))}, QStringLiteral("<w:del/>"))}),
            "1: 1", "表1第2行=2");
        add("hidden", p(t("甲") + QStringLiteral("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>")), "甲",
            "第1段=藏");
        add("not hidden after all", p(QStringLiteral("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>甲</w:t></w:r>")),
            "甲");
        add("placeholder",
            p(t("名称：") +
              QStringLiteral("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>%1</w:sdtContent></w:sdt>")
                  .arg(t("单击此处输入"))),
            "名称：", "第1段=单击此处输入");
        add("controls everywhere",
            QStringLiteral("<w:sdt><w:sdtPr/><w:sdtContent>%1</w:sdtContent></w:sdt>")
                .arg(table(
                    {QStringLiteral("<w:sdt><w:sdtContent>%1</w:sdtContent></w:sdt>")
                         .arg(row({QStringLiteral("<w:sdt><w:sdtContent>%1</w:sdtContent></w:sdt>").arg(cell("甲")),
                                   rawCell(p(QStringLiteral("<w:sdt><w:sdtContent>%1</w:sdtContent></w:sdt>")
                                                 .arg(t("乙"))))}))})),
            "1: 甲|乙");
        add("another file inside", p(t("甲")) + QStringLiteral("<w:altChunk r:id=\"x\"/>") + p(t("乙")), "甲\n乙", "",
            "第2段=这里嵌入了另一个文件，其中的内容未导入。");
    }
    void changes() { check(); }

    void fields_data() {
        columns();
        add("simple", p(QStringLiteral("<w:fldSimple w:instr=\"REF x\">%1</w:fldSimple>").arg(t("12"))), "12");
        add("complex", p(mark("begin") + code("REF x") + mark("separate") + t("12") + mark("end") + t("年")), "12年");
        add("mark for a table of contents", p(t("标题") + mark("begin") + code("TC 标题 \\f A") + mark("end")), "标题",
            "第1段=TC 标题 \\f A");
        add("instruction in pieces", p(mark("begin") + code("T") + code("C 甲") + mark("end") + t("乙")), "乙",
            "第1段=TC 甲");
        add("one in another",
            p(mark("begin") + code("IF ") + mark("begin") + code("REF y") + mark("separate") + t("藏") + mark("end") +
              code(" = 1") + mark("separate") + t("结果") + mark("end")),
            "结果");
        add("over paragraphs", p(mark("begin") + code("TOC") + mark("separate") + t("一")) + p(t("二") + mark("end")),
            "一\n二");
        add("never closed", p(t("甲") + mark("begin") + code("REF ")) + p(t("乙")), "甲", "文末=REF 乙");
        add("ends without a beginning", p(mark("end") + t("甲")), "甲");
        add("check box",
            p(QStringLiteral("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:checked/></w:checkBox>"
                             "</w:ffData></w:fldChar></w:r>") +
              code("FORMCHECKBOX") + mark("end") + t("是")),
            "☑是");
        add("drop-down",
            p(QStringLiteral(
                  "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/>"
                  "<w:listEntry w:val=\"优\"/><w:listEntry w:val=\"良\"/></w:ddList></w:ffData></w:fldChar></w:r>") +
              code("FORMDROPDOWN") + mark("end")),
            "良");
    }
    void fields() { check(); }

    void textBoxes_data() {
        columns();
        const QString box = QStringLiteral("<w:txbxContent>%1</w:txbxContent>").arg(p(t("单位：万元")));
        const QString both =
            QStringLiteral(
                "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>%1</wps:txbx></w:drawing>"
                "</mc:Choice><mc:Fallback><w:pict><v:textbox>%1</v:textbox></w:pict></mc:Fallback>"
                "</mc:AlternateContent></w:r>")
                .arg(box);
        add("read once", p(t("甲") + both), "甲\n单位：万元");
        add("fallback when the choice is empty",
            p(QStringLiteral("<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:drawing/></mc:Choice><mc:Fallback>"
                             "<w:pict><v:textbox>%1</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>")
                  .arg(box)),
            "单位：万元");
        add("in a cell", table({row({rawCell(p(t("甲") + both)), cell("乙")})}), "1: 甲/单位：万元|乙");
        add("a table in a box",
            p(QStringLiteral("<w:r><w:pict><v:textbox><w:txbxContent>%1</w:txbxContent></v:textbox></w:pict></w:r>")
                  .arg(table({row({cell("1"), cell("2")}), row({cell("3"), cell("4")})}))),
            "1: 1|2\n1: 3|4");
        add("alternatives of whole blocks",
            QStringLiteral("<mc:AlternateContent><mc:Choice Requires=\"x\">%1</mc:Choice><mc:Fallback>%2</mc:Fallback>"
                           "</mc:AlternateContent>")
                .arg(p(t("新")), p(t("旧"))),
            "新");
    }
    void textBoxes() { check(); }
};

QTEST_GUILESS_MAIN(DocxReaderTest)
#include "tst_docx_reader.moc"
