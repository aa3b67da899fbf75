#include "core/forms/filled_grid.h"
#include "core/forms/printed_words.h"
#include "core/forms/read_words.h"

#include <QJsonDocument>
#include <QTest>

using namespace jixiao;

namespace {

/// A table of duties with headings, merged columns, a label beside all rows, ticks and a footer; running text; a table
/// of fixed rows.
const char formJson[] = R"({
  "format": "jixiao.form/1", "id": "grid.2030", "name": "表", "yearFrom": 2030, "yearTo": 2030, "moneyUnit": "万元",
  "numbering": "1、", "weightProfile": "NAT2020", "titlePattern": "{name}（{fiscalYear}年）",
  "sections": [
    {"id": "head", "label": "表头", "fields": ["name", "made", "class", "horizon", "sum", "moneyUnit"]},
    {"id": "rows", "label": "行", "table": "rows"}, {"id": "goals", "label": "目标", "table": "goals"},
    {"id": "funds", "label": "资金", "table": "funds"}],
  "fields": [
    {"id": "name", "label": "名称", "type": "text", "record": "declaration", "recordField": "name"},
    {"id": "made", "label": "日期", "type": "date", "record": "declaration", "recordField": "made"},
    {"id": "class", "label": "类别", "type": "enum", "vocabulary": "class", "record": "declaration", "recordField": "class"},
    {"id": "horizon", "label": "截止", "type": "number", "record": "declaration", "recordField": "horizon"},
    {"id": "sum", "label": "合计", "type": "money", "computed": true, "record": "declaration", "recordField": "sum"},
    {"id": "moneyUnit", "label": "单位", "type": "text", "record": "declaration", "recordField": "moneyUnit"}],
  "tables": [
    {"id": "rows", "label": "行", "record": "indicator", "columns": [
      {"id": "duty", "label": "职责", "type": "text"}, {"id": "activity", "label": "活动", "type": "text"},
      {"id": "goal", "label": "目标", "type": "text"}, {"id": "name", "label": "指标", "type": "text"},
      {"id": "likely", "label": "可能性", "type": "enum", "vocabulary": "class"}, {"id": "done", "label": "完成", "type": "bool"}],
     "groups": [{"columns": {"name": "duty"}, "list": "activities"}, {"columns": {"name": "activity", "goal": "goal"}, "list": "indicators"}]},
    {"id": "goals", "label": "目标", "record": "goal", "plainStrings": true, "columns": [{"id": "text", "label": "目标", "type": "text"}]},
    {"id": "funds", "label": "资金", "record": "fundLine", "fixedRows": ["收入", "支出"], "columns": [
      {"id": "item", "label": "项", "type": "text"}, {"id": "amount", "label": "金额", "type": "money"}]}],
  "vocabularies": {"class": [{"value": "甲", "synonyms": ["甲类"]}, {"value": "乙"}]},
  "grid": [
    {"widths": [10, 50, 50, 50, 10, 10], "headerRows": 1, "headingRows": 1, "footerRows": 1, "repeat": "rows",
     "mergeColumns": ["activity", "goal"],
     "rows": [
       [{"label": "全部", "rowSpan": 4}, {"label": "{fiscalYear-1}年"}, {"label": "截止{horizon}年"}, {"label": "指标"}, {"label": "甲"}, {"label": "完成"}],
       [{"column": "duty", "numbering": "一、", "columnSpan": 5}],
       [{"column": "activity", "numbering": "　　1、"}, {"column": "goal"}, {"column": "name", "numbering": "（1）", "pattern": "{name}\n可能：{likely}"}, {"column": "likely", "tick": "甲"}, {"column": "done"}],
       [{"label": "合计", "columnSpan": 4}, {"field": "sum"}]]},
    {"widths": [60, 120], "rows": [
       [{"field": "class", "boxes": true}, {"field": "goals", "numbering": "目标1："}],
       [{"label": "收入"}, {"field": "funds[0].amount", "align": "right"}],
       [{"label": "支出"}, {"field": "funds[1].amount", "align": "right"}]], "bordered": false}]
})";

FormTemplate theForm() {
    auto form = FormTemplate::fromJson(formJson);
    if (!form) qFatal("%s", qPrintable(form.error().detail));
    return *std::move(form);
}

FormRow row(const QStringList& cells) {
    static const QStringList columns{QStringLiteral("duty"), QStringLiteral("activity"), QStringLiteral("goal"),
                                     QStringLiteral("name"), QStringLiteral("likely"),   QStringLiteral("done")};
    FormRow made;
    for (qsizetype i = 0; i < cells.size(); ++i)
        made.cells.insert(columns.at(i), cells.at(i));
    return made;
}

FormDocument theDocument() {
    FormDocument document;
    document.form = u"grid.2030"_qs;
    document.fiscalYear = 2030;
    document.fields = {{u"class"_qs, u"甲类"_qs}, {u"sum"_qs, u"9.50"_qs}, {u"made"_qs, u"2030-02-03"_qs}};
    document.tables[u"rows"_qs] = {row({u"安"_qs, u"巡"_qs, u"稳"_qs, u"a"_qs, u"甲"_qs, u"true"_qs}),
                                   row({u"安"_qs, u"巡"_qs, u"稳"_qs, u"b"_qs, QString(), u"false"_qs}),
                                   row({u"安"_qs, u"查"_qs, u"稳"_qs, u"c"_qs, u"乙"_qs, u"√"_qs}),
                                   row({u"防"_qs, u"查"_qs, u"稳"_qs, u"d\r\ne"_qs, u"别的"_qs, QString()})};
    document.tables[u"goals"_qs] = {FormRow{{}, {{u"text"_qs, u"好"_qs}}}, FormRow{{}, {{u"text"_qs, u"快"_qs}}}};
    document.tables[u"funds"_qs] =
        theForm()
            .table(u"funds"_qs)
            ->withFixedRows({FormRow{{}, {{u"item"_qs, u"支 出"_qs}, {u"amount"_qs, u"2"_qs}}},
                             FormRow{{}, {{u"item"_qs, u"其他"_qs}}}});
    return document;
}

const FilledCell& at(const FilledGrid& grid, int row, int column) {
    for (const auto& cell : grid.cells)
        if (cell.row == row && cell.column == column) return cell;
    qFatal("no cell begins at %d, %d", row, column);
}

} // namespace

class FilledGridTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsMergesAndFooters() {
        const auto form = theForm();
        const auto grid = fillGrid(theDocument(), form, form.grid.first());
        // header, heading 安, a, b, c, heading 防, d, footer
        QCOMPARE(grid.rows, 8);
        QCOMPARE(grid.headings, (QList<int>{1, 5}));
        QCOMPARE(at(grid, 0, 0).rowSpan, 8);
        QVERIFY(at(grid, 0, 0).merged);
        QCOMPARE(at(grid, 0, 1).text, u"2029年"_qs);
        QCOMPARE(at(grid, 0, 2).text, u"截止　　年"_qs);
        QCOMPARE(at(grid, 1, 1).text, u"一、安"_qs);
        QCOMPARE(at(grid, 1, 1).path, u"rows[0].duty"_qs);
        QCOMPARE(at(grid, 5, 1).text, u"二、防"_qs);
        QCOMPARE(at(grid, 2, 1).text, u"　　1、巡"_qs);
        QCOMPARE(at(grid, 2, 1).rowSpan, 2);
        QCOMPARE(at(grid, 2, 2).rowSpan, 2); // goals merge inside their activity only
        QCOMPARE(at(grid, 4, 1).text, u"　　2、查"_qs);
        QCOMPARE(at(grid, 4, 2).rowSpan, 1);
        QCOMPARE(at(grid, 6, 1).text, u"　　1、查"_qs); // under another heading, so numbers begin anew
        QCOMPARE(at(grid, 7, 1).text, u"合计"_qs);
        QCOMPARE(at(grid, 7, 5).path, u"sum"_qs);
        QCOMPARE(at(grid, 7, 5).type, FieldType::Money);
    }

    void wordsOfCells() {
        const auto form = theForm();
        const auto grid = fillGrid(theDocument(), form, form.grid.first());
        QCOMPARE(at(grid, 2, 3).text, u"（1）a\n可能：甲"_qs);
        QCOMPARE(at(grid, 3, 3).text, u"（2）b"_qs);
        QCOMPARE(at(grid, 6, 3).text, u"（1）d\ne\n可能：别的"_qs);
        QCOMPARE(at(grid, 2, 4).text, u"√"_qs);
        QCOMPARE(at(grid, 3, 4).text, QString());
        QCOMPARE(at(grid, 4, 4).text, QString());
        QCOMPARE(at(grid, 6, 4).text, u"别的"_qs); // a word nobody offered is not dropped
        QCOMPARE(at(grid, 2, 5).text, u"√"_qs);
        QCOMPARE(at(grid, 3, 5).text, QString());
        QCOMPARE(at(grid, 4, 5).text, u"√"_qs);
    }

    void listsBoxesAndFixedRows() {
        const auto form = theForm();
        auto document = theDocument();
        const auto grid = fillGrid(document, form, form.grid.at(1));
        QVERIFY(!grid.bordered);
        QCOMPARE(at(grid, 0, 0).text, u"☑甲  □乙"_qs);
        QCOMPARE(at(grid, 0, 1).text, u"目标1：好\n目标2：快"_qs);
        QCOMPARE(at(grid, 1, 1).text, QString());
        QCOMPARE(at(grid, 2, 1).text, u"2"_qs);
        QCOMPARE(at(grid, 2, 1).path, u"funds[1].amount"_qs);
        document.fields[u"class"_qs] = u"丙"_qs;
        QCOMPARE(at(fillGrid(document, form, form.grid.at(1)), 0, 0).text, u"□甲  □乙  丙"_qs);
    }

    void fixedRowsKeepTheirOrder() {
        const auto rows = theDocument().rows(u"funds"_qs);
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].cell(u"item"_qs), u"收入"_qs);
        QCOMPARE(rows[1].cell(u"amount"_qs), u"2"_qs);
        QCOMPARE(rows[2].cell(u"item"_qs), u"其他"_qs);
        const auto* goals = theForm().table(u"goals"_qs);
        QVERIFY(goals);
        const auto form = theForm();
        QCOMPARE(form.table(u"goals"_qs)->withFixedRows({}).size(), 0);
        QVERIFY(form.printedField(u"funds[1].amount"_qs));
        QVERIFY(!form.printedField(u"funds[2].amount"_qs));
        QVERIFY(!form.printedField(u"funds[1].nothing"_qs));
        QVERIFY(!form.printedField(u"rows[0].name"_qs));
    }

    void anEmptyTablePrintsOneEmptyRow() {
        const auto form = theForm();
        FormDocument document;
        const auto grid = fillGrid(document, form, form.grid.first());
        QCOMPARE(grid.rows, 4);
        QCOMPARE(at(grid, 0, 0).rowSpan, 4);
        QCOMPARE(at(grid, 0, 1).text, u"　　年"_qs);
        for (const auto& cell : grid.cells)
            if (cell.content == GridCell::Content::Column) QVERIFY(cell.text.isEmpty() && cell.path.isEmpty());
    }

    void titlesAndCaptions() {
        const auto form = theForm();
        auto document = theDocument();
        const PrintedWords words(document, form);
        QCOMPARE(words.filled(u"填报：{made} {moneyUnit}"_qs), u"填报：2030年2月3日 万元"_qs);
        QCOMPARE(words.title(), u"（2030年）"_qs);
        document.fields[u"name"_qs] = u"{made}"_qs; // values are not looked through again
        document.fields[u"ordinal"_qs] = u"11"_qs;
        QCOMPARE(words.title(), u"11、{made}（2030年）"_qs);
        document.fields[u"title"_qs] = u"总表"_qs;
        QCOMPARE(words.title(), u"11、总表"_qs);
        QCOMPARE(PrintedWords::value(*form.field(u"made"_qs), u"2030-2-3"_qs), u"2030-2-3"_qs);
        QCOMPARE(PrintedWords::value(*form.field(u"made"_qs), u"春天"_qs), u"春天"_qs);
    }

    void numbers() {
        QCOMPARE(numbered(u"一、"_qs, 1), u"一、"_qs);
        QCOMPARE(numbered(u"（一）"_qs, 10), u"（十）"_qs);
        QCOMPARE(numbered(u"一、"_qs, 12), u"十二、"_qs);
        QCOMPARE(numbered(u"一、"_qs, 40), u"四十、"_qs);
        QCOMPARE(numbered(u"一、"_qs, 99), u"九十九、"_qs);
        QCOMPARE(numbered(u"一、"_qs, 100), u"100、"_qs);
        QCOMPARE(numbered(u"目标1："_qs, 21), u"目标21："_qs);
        QVERIFY(isNumbering(u"（1）"_qs));
        QVERIFY(!isNumbering(u"（a）"_qs));
        QVERIFY(!isNumbering(u"1.1"_qs));
    }

    void printedWordsAreReadBack() {
        const auto form = theForm();
        const auto& pattern = form.grid.first().rows.at(2);
        const auto& boxes = form.grid.at(1).rows.first().first();
        const auto* table = form.table(u"rows"_qs);
        const auto tick = [&](const QString& text) {
            return valueOf(text, *table->column(u"likely"_qs), pattern.at(3), form);
        };
        QCOMPARE(tick(u" √ "_qs), u"甲"_qs);
        QCOMPARE(tick(QString()), QString());
        QCOMPARE(tick(u"别的"_qs), u"别的"_qs);
        QCOMPARE(valueOf(u"✓"_qs, *table->column(u"done"_qs), pattern.at(4), form), u"true"_qs);
        const auto chosen = [&](const QString& text) { return valueOf(text, *form.field(u"class"_qs), boxes, form); };
        QCOMPARE(chosen(u"☑甲  □乙"_qs), u"甲"_qs);
        QCOMPARE(chosen(u"□甲类  ■乙"_qs), u"乙"_qs);
        QCOMPARE(chosen(u"甲□ 乙√"_qs), u"乙"_qs);
        QCOMPARE(chosen(u"□甲 □乙"_qs), QString());
        QCOMPARE(chosen(u"丙"_qs), u"丙"_qs);
        QCOMPARE(valueOf(u"甲\n类"_qs, *form.field(u"class"_qs), GridCell(), form), u"甲类"_qs);
        QCOMPARE(valueOf(u"丙\n类"_qs, *form.field(u"class"_qs), GridCell(), form), u"丙\n类"_qs);
        QCOMPARE(valueOf(u"　　12、巡"_qs, *table->column(u"activity"_qs), pattern.at(0), form), u"巡"_qs);
        for (const auto& text : {u"2030年2月3日"_qs, u"2030-2-3"_qs, u"2030.02.03"_qs, u" 2030 年 2 月 3 日 "_qs})
            QCOMPARE(isoDate(text), u"2030-02-03"_qs);
        for (const auto& text : {u"2030年2月30日"_qs, u"2030年2月"_qs, u"春天"_qs})
            QCOMPARE(isoDate(text), text);
        QCOMPARE(withoutNumber(u"(2)好"_qs, u"（1）"_qs), u"好"_qs);
        QCOMPARE(withoutNumber(u" 二十一、好"_qs, u"一、"_qs), u"好"_qs);
        QCOMPARE(withoutNumber(u"目标3:好"_qs, u"目标1："_qs), u"好"_qs);
        QVERIFY(!withoutNumber(u"好（1）"_qs, u"（1）"_qs));
        QVERIFY(!withoutNumber(QString(), u"（1）"_qs));
    }

    void whatTheReaderRefuses_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("place");
        const auto refused = [](const char* name, const QString& from, const QString& to, const QString& place) {
            QTest::newRow(name) << from << to << place;
        };
        refused("unknown placeholder", u"{horizon}"_qs, u"{nothing}"_qs, u"grid[0].rows[0]"_qs);
        refused("year too far", u"{fiscalYear-1}"_qs, u"{fiscalYear-10}"_qs, u"grid[0].rows[0]"_qs);
        refused("span ends inside", u"\"rowSpan\": 4"_qs, u"\"rowSpan\": 2"_qs, u"grid[0].rows[0]"_qs);
        refused("too many headings", u"\"headingRows\": 1"_qs, u"\"headingRows\": 3"_qs, u"grid[0].headerRows"_qs);
        refused("footer without rows", u"\"repeat\": \"rows\","_qs, QString(), u"grid[0].repeat"_qs);
        refused("repeats fixed rows", u"\"repeat\": \"rows\""_qs, u"\"repeat\": \"funds\""_qs, u"grid[0].repeat"_qs);
        refused("no numbering", u"（1）"_qs, u"（）"_qs, u"grid[0].rows[2]"_qs);
        refused("unknown tick", u"\"tick\": \"甲\""_qs, u"\"tick\": \"丙\""_qs, u"grid[0].rows[2]"_qs);
        refused("tick of a text", u"{\"column\": \"goal\"}"_qs, u"{\"column\": \"goal\", \"tick\": \"甲\"}"_qs,
                u"grid[0].rows[2]"_qs);
        refused("fixed row that is not there", u"funds[1]"_qs, u"funds[2]"_qs, u"grid[1].rows[2]"_qs);
        refused("row of a free table", u"funds[1].amount"_qs, u"rows[0].name"_qs, u"grid[1].rows[2]"_qs);
        refused("unreadable formula", u"\"computed\": true"_qs, u"\"formula\": \"1 +\""_qs, u"fields.sum"_qs);
        refused("formula of nothing", u"\"computed\": true"_qs, u"\"formula\": \"nothing * 2\""_qs, u"fields.sum"_qs);
        refused("sum of nothing", u"\"computed\": true"_qs, u"\"formula\": \"sum(rows.nothing)\""_qs, u"fields.sum"_qs);
        refused("computed and required", u"\"computed\": true"_qs, u"\"computed\": true, \"required\": true"_qs,
                u"fields.sum"_qs);
        refused("fixed row twice", u"\"支出\"]"_qs, u"\"收入\"]"_qs, u"tables.funds"_qs);
        refused("group of no column", u"\"name\": \"duty\""_qs, u"\"name\": \"nothing\""_qs, u"tables.rows"_qs);
        refused("column grouped twice", u"\"goal\": \"goal\""_qs, u"\"goal\": \"duty\""_qs, u"tables.rows"_qs);
        refused("list among its keys", u"\"list\": \"activities\""_qs, u"\"list\": \"name\""_qs, u"tables.rows"_qs);
        refused("record of a field", u"\"record\": \"fundLine\""_qs, u"\"record\": \"declaration\""_qs,
                u"tables.funds"_qs);
        refused("line with an unknown field", u"\"sections\""_qs, u"\"above\": [[\"{nothing}\"]], \"sections\""_qs,
                u"above"_qs);
        refused("empty line", u"\"sections\""_qs, u"\"below\": [[]], \"sections\""_qs, u"below"_qs);
        refused("wider than the paper", u"[60, 120]"_qs, u"[260, 120]"_qs, u"grid[1].widths"_qs);
    }
    void whatTheReaderRefuses() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, place);
        QString json = QString::fromUtf8(formJson);
        QVERIFY(json.contains(from));
        const auto form = FormTemplate::fromJson(json.replace(from, to).toUtf8());
        QVERIFY(!form.ok());
        QVERIFY2(form.error().detail.startsWith(place + u": "_qs), qPrintable(form.error().detail));
    }

    void tablesMayShareARecord() {
        QString json = QString::fromUtf8(formJson);
        json.replace(u"\"record\": \"fundLine\""_qs, u"\"record\": \"goal\""_qs);
        QVERIFY(FormTemplate::fromJson(json.toUtf8()).ok());
        json.replace(u"{\"id\": \"item\""_qs, u"{\"id\": \"table\""_qs);
        QVERIFY(!FormTemplate::fromJson(json.toUtf8()).ok()); // the store's own word for which table it is
    }
};

QTEST_GUILESS_MAIN(FilledGridTest)
#include "tst_filled_grid.moc"
