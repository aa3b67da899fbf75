#include "core/domain/record.h"
#include "core/domain/target_value.h"
#include "core/forms/form_template.h"
#include "tests/support/properties.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <functional>
#include <numeric>

using namespace jixiao;

namespace {

using Mutation = std::function<void(QJsonObject&)>;

QByteArray assetBytes(const QString& formId) {
    QFile file(u":/assets/forms/%1.json"_qs.arg(formId));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A small form nobody prints, using what the built-in ones do not: landscape, dates, a dotted table.
QJsonObject madeUpForm() {
    QFile file(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/core/forms/made_up_form.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

Result<FormTemplate> read(const QJsonObject& json) { return FormTemplate::fromJson(QJsonDocument(json).toJson()); }

/// Changes the value at a path such as "fields/0/record"; an undefined value removes it.
QJsonValue changed(const QJsonValue& value, QStringList path, const QJsonValue& to) {
    if (path.isEmpty()) return to;
    const auto step = path.takeFirst();
    if (value.isArray()) {
        auto array = value.toArray();
        const int index = step.toInt();
        if (index == array.size())
            array.append(changed({}, path, to));
        else
            array[index] = changed(array[index], path, to);
        return array;
    }
    auto object = value.toObject();
    const auto member = changed(object.value(step), path, to);
    if (member.isUndefined())
        object.remove(step);
    else
        object.insert(step, member);
    return object;
}

} // namespace

class FormTemplateTest : public QObject {
    Q_OBJECT

private:
    /// One broken template: what is changed in the made-up form, and the place the error must name.
    static void broken(const char* name, const char16_t* path, const QJsonValue& to, const char16_t* place) {
        QTest::newRow(name) << QString::fromUtf16(path) << to << QString::fromUtf16(place);
    }
    static void builtInForms() {
        QTest::addColumn<QString>("formId");
        QTest::newRow("2020") << u"hebei.project.2020"_qs;
        QTest::newRow("2025") << u"hebei.project.2025"_qs;
    }

private Q_SLOTS:
    void initTestCase() { fixPropertySeed(); }

    void everyFormFileIsInTheCatalogue() {
        const auto files = QDir(u":/assets/forms"_qs).entryList({u"*.json"_qs}, QDir::Files);
        QVERIFY(files.size() >= 2);
        const auto catalogue = FormCatalogue::builtIn();
        QCOMPARE(catalogue.forms().size(), files.size());
        for (const auto& file : files) {
            const auto form = FormTemplate::fromJson(assetBytes(file.chopped(5)));
            QVERIFY2(form.ok(), qPrintable(form.ok() ? QString() : form.error().detail));
            QVERIFY(catalogue.find(form->id));
            QCOMPARE(form->id + u".json"_qs, file);
        }
    }

    void everyFieldCanBeReached_data() { builtInForms(); }
    void everyFieldCanBeReached() {
        QFETCH(QString, formId);
        const auto catalogue = FormCatalogue::builtIn();
        const auto* form = catalogue.find(formId);
        QVERIFY(form);
        QSet<QString> edited;
        for (const auto& section : form->sections) {
            edited.unite(QSet<QString>(section.fields.begin(), section.fields.end()));
            if (!section.table.isEmpty()) edited.insert(section.table);
        }
        for (const auto& field : form->fields) {
            QVERIFY2(edited.contains(field.id), qPrintable(field.id));
            QVERIFY(form->spec({{}, -1, field.id}) == &field);
            QCOMPARE(field.labels.first(), field.label);
            const auto expected = field.id.startsWith(u"project.")        ? RecordType::project
                                  : field.id.startsWith(u"spendingPlan.") ? RecordType::spendingPlan
                                                                          : RecordType::declaration;
            QCOMPARE(field.record, expected);
        }
        for (const auto& table : form->tables) {
            QVERIFY2(edited.contains(table.id), qPrintable(table.id));
            for (const auto& column : table.columns)
                QVERIFY(form->spec({table.id, 0, column.id}) == &column);
        }
        QVERIFY(!form->spec({u"indicators"_qs, 0, u"nothing"_qs}));
        QVERIFY(!form->spec({u"nothing"_qs, 0, u"name"_qs}));
        QCOMPARE(form->table(u"goals"_qs)->record, RecordType::goal);
        QVERIFY(form->table(u"goals"_qs)->plainStrings);
        QCOMPARE(form->table(u"indicators"_qs)->record, RecordType::indicator);
        QCOMPARE(form->spec({u"indicators"_qs, 0, u"target"_qs})->type, FieldType::Value);
    }

    void thePrintGridHoldsTheForm_data() { builtInForms(); }
    void thePrintGridHoldsTheForm() {
        QFETCH(QString, formId);
        const auto catalogue = FormCatalogue::builtIn();
        const auto* form = catalogue.find(formId);
        QSet<QString> printed;
        for (const auto& table : form->grid) {
            QCOMPARE(std::accumulate(table.widths.begin(), table.widths.end(), 0), 180);
            int area = 0;
            for (const auto& row : table.rows)
                for (const auto& cell : row) {
                    area += cell.columnSpan * cell.rowSpan;
                    if (cell.content != GridCell::Content::Label) printed.insert(cell.text);
                }
            QCOMPARE(area, int(table.rows.size() * table.widths.size()));
        }
        for (const auto& field : form->fields) {
            static const QSet<QString> aboveTheTable{u"title"_qs, u"ordinal"_qs, u"unit.code"_qs, u"unit.name"_qs,
                                                     u"moneyUnit"_qs};
            QVERIFY2(printed.contains(field.id) != aboveTheTable.contains(field.id), qPrintable(field.id));
        }
        QVERIFY(printed.contains(u"goals"_qs));
        for (const auto& column : form->table(u"indicators"_qs)->columns)
            QVERIFY2(printed.contains(column.id), qPrintable(column.id));
        QCOMPARE(form->grid.last().repeat, u"indicators"_qs);
        QCOMPARE(form->grid.last().headerRows, 1);
        QCOMPARE(form->grid.last().mergeColumns, QStringList{u"level1"_qs});
    }

    void siblingFormsAreToldApartByTheirCodes() {
        const auto catalogue = FormCatalogue::builtIn();
        const auto matches = [&](const QString& formId, const QString& code) {
            const auto pattern = catalogue.find(formId)->recognise.value(u"project.code"_qs);
            return QRegularExpression(pattern).match(code).hasMatch();
        };
        for (const auto& [code, year] :
             {std::pair(u"122-0701-JBN-OPUB"_qs, 2020), std::pair(u"000-9999-JSN-040R"_qs, 2020),
              std::pair(u"13043425P000001100830"_qs, 2025)}) {
            QCOMPARE(matches(u"hebei.project.2020"_qs, code), year == 2020);
            QCOMPARE(matches(u"hebei.project.2025"_qs, code), year == 2025);
        }
    }

    void wordsHaveOneSpelling() {
        const auto catalogue = FormCatalogue::builtIn();
        const auto* form = catalogue.find(u"hebei.project.2020"_qs);
        QCOMPARE(form->canonicalWord(u"level1"_qs, u"效果指标"_qs), u"效益指标"_qs);
        QCOMPARE(form->canonicalWord(u"level1"_qs, u" 产出 \n指标\u3000"_qs), u"产出指标"_qs);
        QCOMPARE(form->canonicalWord(u"level2"_qs, u"社会公众满意度"_qs), u"服务对象满意度指标"_qs);
        QCOMPARE(form->canonicalWord(u"level1"_qs, u"别的指标"_qs), u"别的指标"_qs);
        QCOMPARE(form->canonicalWord(u"nothing"_qs, u"产出"_qs), u"产出"_qs);
        const auto levels = form->vocabularies.value(u"level2"_qs);
        for (const auto& word : levels)
            QVERIFY2(!word.parent.isEmpty(), qPrintable(word.value));
    }

    void aFormCanBeRegisteredAtRunTime() {
        const auto form = read(madeUpForm());
        QVERIFY2(form.ok(), qPrintable(form.ok() ? QString() : form.error().detail));
        auto catalogue = FormCatalogue::builtIn();
        const auto before = catalogue.forms().size();
        catalogue.add(*form);
        QCOMPARE(catalogue.forms().size(), before + 1);
        const auto* found = catalogue.find(u"madeup.2030"_qs);
        QVERIFY(found);
        QCOMPARE(found->spec({u"annual.rows"_qs, 0, u"due"_qs})->type, FieldType::Date);
        QCOMPARE(found->spec({u"annual.rows"_qs, 0, u"due"_qs})->record, u"madeUpRow"_qs);
        QCOMPARE(found->grid.first().rows.first().first().rowSpan, 2);
        auto renamed = *form;
        renamed.name = u"改名"_qs;
        catalogue.add(renamed);
        QCOMPARE(catalogue.forms().size(), before + 1);
        QCOMPARE(catalogue.find(u"madeup.2030"_qs)->name, u"改名"_qs);
        QVERIFY(!catalogue.find(u"nothing"_qs));
    }

    void brokenFormsAreRefused_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonValue>("to");
        QTest::addColumn<QString>("place");
        const QJsonValue gone(QJsonValue::Undefined);
        broken("other format", u"format", u"jixiao.form/2"_qs, u"format");
        broken("no id", u"id", gone, u"id");
        broken("blank name", u"name", u" "_qs, u"name");
        broken("number for a text", u"name", 5, u"name");
        broken("endless text", u"name", QString(5'000, u'x'), u"name");
        broken("unknown key", u"colour", u"red"_qs, u"colour");
        broken("unknown key of a field", u"fields/0/colour", u"red"_qs, u"fields[0].colour");
        broken("unknown key of a cell", u"grid/0/rows/0/0/colour", u"red"_qs, u"grid[0].rows[0][0].colour");
        broken("year as text", u"yearFrom", u"2030"_qs, u"yearFrom");
        broken("half a year", u"yearFrom", 2030.5, u"yearFrom");
        broken("years the wrong way", u"yearTo", 2029, u"yearTo");
        broken("no year", u"yearTo", gone, u"yearTo");
        broken("fields no list", u"fields", QJsonObject{}, u"fields");
        broken("field no object", u"fields/0", 7, u"fields[0]");
        broken("unknown type", u"fields/0/type", u"float"_qs, u"fields[0].type");
        broken("required no bool", u"fields/0/required", 1, u"fields[0].required");
        broken("length below one", u"fields/0/maxLength", 0, u"fields[0].maxLength");
        broken("labels no texts", u"fields/0/labels", QJsonArray{1}, u"fields[0].labels[0]");
        broken("field without record", u"fields/0/record", gone, u"fields[0].record");
        broken("bad field id", u"fields/0/id", u"项目"_qs, u"项目");
        broken("field id twice", u"fields/1/id", u"head.name"_qs, u"head.name");
        broken("field inside a field", u"fields/1/id", u"head.name.short"_qs, u"head.name.short");
        broken("reserved field id", u"fields/0/id", u"fiscalYear"_qs, u"fiscalYear");
        broken("record field twice", u"fields/1/recordField", u"headName"_qs, u"fields.head.count");
        broken("field owned by the server", u"fields/0/recordField", u"state"_qs, u"fields.head.name");
        broken("column that is the row order", u"tables/0/columns/0/id", u"ordinal"_qs, u"tables.annual.rows.ordinal");
        broken("column called parsed", u"tables/0/columns/0/id", u"parsed"_qs, u"tables.annual.rows.parsed");
        broken("column twice", u"tables/0/columns/1/id", u"what"_qs, u"tables.annual.rows.what");
        broken("table without columns", u"tables/0/columns", QJsonArray{}, u"tables.annual.rows");
        broken("plain strings of two columns", u"tables/0/plainStrings", true, u"tables.annual.rows");
        broken("enum without words", u"fields/0/type", u"enum"_qs, u"fields.head.name");
        broken("words without enum", u"fields/0/vocabulary", u"kind"_qs, u"fields.head.name");
        broken("unknown words", u"tables/0/columns/1/vocabulary", u"nothing"_qs, u"tables.annual.rows.kind");
        broken("empty words", u"vocabularies/kind", QJsonArray{}, u"vocabularies.kind");
        broken("spelling twice", u"vocabularies/kind/1/synonyms", QJsonArray{u"甲"_qs}, u"vocabularies.kind");
        broken("unknown parent", u"vocabularies/kind/1/parent", u"丙"_qs, u"vocabularies.kind");
        broken("section of an unknown field", u"sections/0/fields/0", u"nothing"_qs, u"sections.head");
        broken("field in two places", u"sections/0/fields/2", u"head.name"_qs, u"sections.head");
        broken("section of an unknown table", u"sections/1/table", u"nothing"_qs, u"sections.rows");
        broken("section with both", u"sections/0/table", u"annual.rows"_qs, u"sections.head");
        broken("section with neither", u"sections/1/table", gone, u"sections.rows");
        broken("section twice", u"sections/1/id", u"head"_qs, u"sections.head");
        broken("no widths", u"grid/0/widths", gone, u"grid[0].widths");
        broken("width zero", u"grid/0/widths/0", 0, u"grid[0].widths");
        broken("half a millimetre", u"grid/0/widths/0", 40.5, u"grid[0].widths");
        broken("tables of different width", u"grid/1/widths/0", 101, u"grid[1].widths");
        broken("no rows", u"grid/0/rows", QJsonArray{}, u"grid[0].rows");
        broken("row no list", u"grid/0/rows/0", u"x"_qs, u"grid[0].rows[0]");
        broken("two contents", u"grid/0/rows/0/0/field", u"head.name"_qs, u"grid[0].rows[0][0]");
        broken("unknown field", u"grid/0/rows/0/2/field", u"nothing"_qs, u"grid[0].rows[0]");
        broken("table that is no list of strings", u"grid/0/rows/0/2/field", u"annual.rows"_qs, u"grid[0].rows[0]");
        broken("unknown align", u"grid/0/rows/0/0/align", u"justify"_qs, u"grid[0].rows[0][0].align");
        broken("span below one", u"grid/0/rows/0/0/columnSpan", 0, u"grid[0].rows[0][0].columnSpan");
        broken("cell sticks out", u"grid/0/rows/0/2/columnSpan", 2, u"grid[0].rows[0]");
        broken("gap", u"grid/0/rows/0/0/rowSpan", 1, u"grid[0].rows[1]");
        broken("span below the table", u"grid/0/rows/0/0/rowSpan", 3, u"grid[0].rows[0]");
        broken("span over a cell", u"grid/1/rows/0/0/rowSpan", 2, u"grid[1].rows[1]");
        broken("header of all rows", u"grid/1/headerRows", 2, u"grid[1].headerRows");
        broken("repeats nothing known", u"grid/1/repeat", u"nothing"_qs, u"grid[1].repeat");
        broken("column without repeat", u"grid/0/rows/0/2", QJsonObject{{u"column"_qs, u"what"_qs}},
               u"grid[0].rows[0]");
        broken("unknown column", u"grid/1/rows/1/0/column", u"nothing"_qs, u"grid[1].rows[1]");
        broken("merges nothing known", u"grid/1/mergeColumns/0", u"nothing"_qs, u"grid[1].mergeColumns");
        broken("title of an unknown field", u"titlePattern", u"{nothing}表"_qs, u"titlePattern");
        broken("pattern of an unknown field", u"recognise/nothing", u"."_qs, u"recognise.nothing");
        broken("no regular expression", u"recognise/head.name", u"("_qs, u"recognise.head.name");
        broken("head of an unknown field", u"nearHead/nothing", u"^(.)"_qs, u"nearHead.nothing");
        broken("head without a group", u"nearHead/head.name", u"^测试"_qs, u"nearHead.head.name");
        broken("title of an unknown field", u"titles", QJsonArray{u"{nothing}表"_qs}, u"titles");
        broken("mask of a text", u"tables/0/columns/0/mask", u"**"_qs, u"tables.annual.rows.what");
        broken("pattern no text", u"recognise/head.name", 1, u"recognise.head.name");
    }
    void brokenFormsAreRefused() {
        QFETCH(QString, path);
        QFETCH(QJsonValue, to);
        QFETCH(QString, place);
        const auto form = read(changed(madeUpForm(), path.split(u'/'), to).toObject());
        QVERIFY(!form.ok());
        QCOMPARE(form.error().code, ErrorCode::TemplateInvalid);
        QVERIFY2(form.error().detail.startsWith(place + u": "_qs), qPrintable(form.error().detail));
    }

    void anyBytesAreAFormOrAnError() {
        QCOMPARE(FormTemplate::fromJson("").error().code, ErrorCode::TemplateInvalid);
        QCOMPARE(FormTemplate::fromJson("[]").error().code, ErrorCode::TemplateInvalid);
        QCOMPARE(FormTemplate::fromJson(QByteArray(2'000'000, ' ')).error().code, ErrorCode::TemplateInvalid);
        QCOMPARE(FormTemplate::fromJson(QByteArray(10'000, '[')).error().code, ErrorCode::TemplateInvalid);
        const auto bytes = QJsonDocument(madeUpForm()).toJson(QJsonDocument::Compact);
        QVERIFY(bytes.size() > 1'000);
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY(!FormTemplate::fromJson(bytes.left(length)).ok());
        QVERIFY(rc::check("a changed byte does no harm", [bytes] {
            auto damaged = bytes;
            const auto at = *rc::gen::inRange<qsizetype>(0, bytes.size());
            damaged[at] = char(*rc::gen::arbitrary<quint8>());
            const auto form = FormTemplate::fromJson(damaged);
            if (!form.ok()) RC_ASSERT(form.error().code == ErrorCode::TemplateInvalid);
        }));
    }

    /// Every target of the real forms, when they are at hand, and of the project's own sample.
    void everyTargetOfTheRealFormsIsRead() {
        QStringList files{QStringLiteral(JIXIAO_SOURCE_DIR "/tests/fixtures/gaoxin-2020.expected.json")};
        const QDir truth(QStringLiteral(JIXIAO_SOURCE_DIR "/../shared/truth"));
        const auto names = truth.entryList({u"*.json"_qs}, QDir::Files);
        for (const auto& name : names)
            files.append(truth.filePath(name));
        QMap<QString, int> kinds;
        QStringList unreadable;
        for (const auto& path : std::as_const(files)) {
            QFile file(path);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            const auto documents = QJsonDocument::fromJson(file.readAll()).object()[u"documents"_qs].toArray();
            for (const auto& document : documents)
                for (const auto& indicator : document[u"indicators"_qs].toArray()) {
                    const auto value = TargetValue::parse(indicator[u"target"_qs].toString());
                    ++kinds[value.kindName()];
                    if (value.kind() == TargetValue::Kind::Unreadable) unreadable.append(value.raw());
                }
        }
        QVERIFY(kinds[u"number"_qs] > 0 && kinds[u"qualitative"_qs] > 0);
        for (const auto& raw : unreadable)
            QCOMPARE(raw, u"辖区街面见警大幅提高，甚至24小时"_qs);
    }
};

QTEST_GUILESS_MAIN(FormTemplateTest)
#include "tst_form_template.moc"
