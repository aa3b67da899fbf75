#include "core/domain/record.h"
#include "core/forms/form_template.h"
#include "core/forms/printed_words.h"
#include "tests/core/forms/json_schema.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace jixiao;

namespace {

const QString folder = QStringLiteral(":/assets/forms/");

QJsonObject jsonOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

JsonSchema schema() { return JsonSchema(jsonOf(folder + u"schema/form.schema.json"_qs)); }

/// Every text of a printed grid row by row, as an importer meets them.
QStringList labelsOf(const FormTemplate& form) {
    QStringList labels;
    for (const auto& grid : form.grid)
        for (const auto& row : grid.rows)
            for (const auto& cell : row)
                if (cell.content == GridCell::Content::Label) labels.append(cell.text);
    return labels;
}

/// Fields and columns ("table.column") that have a place on paper.
QSet<QString> printedPlaces(const FormTemplate& form) {
    QSet<QString> places;
    const auto addText = [&](const QString& text, const QString& table) {
        for (const auto& name : placeholdersIn(text))
            places.insert(form.field(name) ? name : table + u'.' + name);
    };
    auto captions = form.above + form.below;
    if (form.above.isEmpty()) captions.append({u"{unit.code}{unit.name}"_qs, u"{moneyUnit}"_qs});
    for (const auto& line : captions)
        for (const auto& text : line)
            addText(text, {});
    for (const auto& grid : form.grid)
        for (const auto& row : grid.rows)
            for (const auto& cell : row) {
                addText(cell.pattern, grid.repeat);
                if (cell.content == GridCell::Content::Label) addText(cell.text, grid.repeat);
                if (cell.content == GridCell::Content::Column) places.insert(grid.repeat + u'.' + cell.text);
                if (cell.content != GridCell::Content::Field) continue;
                const auto path = FieldPath::fromString(cell.text);
                const auto* list = form.table(cell.text);
                places.insert(path.table.isEmpty() ? cell.text : path.table + u'.' + path.field);
                if (list) places.insert(list->id + u'.' + list->columns.first().id);
            }
    return places;
}

} // namespace

class OfficialFormsTest : public QObject {
    Q_OBJECT

private:
    static void everyForm() {
        QTest::addColumn<QString>("formId");
        for (const auto& form : FormCatalogue::builtIn().forms())
            QTest::newRow(qPrintable(form.id)) << form.id;
    }

private Q_SLOTS:
    void everyFileIsAForm() {
        const auto files = QDir(folder).entryList({u"*.json"_qs}, QDir::Files);
        QVERIFY(files.size() >= 17);
        for (const auto& name : files) {
            QFile file(folder + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto form = FormTemplate::fromJson(file.readAll());
            QVERIFY2(form.ok(), qPrintable(form.ok() ? QString() : name + u": "_qs + form.error().detail));
            QCOMPARE(form->id + u".json"_qs, name);
        }
        QCOMPARE(FormCatalogue::builtIn().forms().size(), files.size());
    }

    void everyFileFitsTheSchema() {
        const auto files = QDir(folder).entryList({u"*.json"_qs}, QDir::Files);
        for (const auto& name : files) {
            const auto complaints = schema().complaints(jsonOf(folder + name));
            QVERIFY2(complaints.isEmpty(), qPrintable(name + complaints.join(u'\n')));
        }
    }

    /// What the reader refuses for its shape, the schema refuses too, and a schema nobody understands is no proof.
    void theSchemaRefuses() {
        const auto good = jsonOf(folder + u"national.selfEvaluation.2020.json"_qs);
        const auto refused = [&](const QString& key, const QJsonValue& value) {
            auto changed = good;
            value.isUndefined() ? changed.remove(key) : void(changed.insert(key, value));
            return !schema().complaints(changed).isEmpty();
        };
        QVERIFY(!refused(u"name"_qs, u"另一个名称"_qs));
        QVERIFY(refused(u"name"_qs, QJsonValue(QJsonValue::Undefined)));
        QVERIFY(refused(u"name"_qs, 5));
        QVERIFY(refused(u"name"_qs, QString()));
        QVERIFY(refused(u"format"_qs, u"jixiao.form/2"_qs));
        QVERIFY(refused(u"yearFrom"_qs, 1800));
        QVERIFY(refused(u"yearFrom"_qs, 2020.5));
        QVERIFY(refused(u"colour"_qs, u"red"_qs));
        QVERIFY(refused(u"below"_qs, QJsonArray{u"text"_qs}));
        QVERIFY(refused(u"sections"_qs, QJsonArray{QJsonObject{{u"id"_qs, u"a"_qs}, {u"label"_qs, u"a"_qs}}}));
        QVERIFY(refused(u"vocabularies"_qs, QJsonObject{{u"words"_qs, QJsonArray{}}}));
        for (const auto& broken : {QJsonObject{{u"pattern"_qs, u"."_qs}}, QJsonObject{{u"$ref"_qs, u"#/$defs/no"_qs}}})
            QCOMPARE(JsonSchema(broken).complaints(u"text"_qs).size(), 1);
    }

    void idsAndLabelsAreUnique_data() { everyForm(); }
    void idsAndLabelsAreUnique() {
        QFETCH(QString, formId);
        const auto& form = *FormCatalogue::builtIn().find(formId);
        const auto unique = [](const QList<FieldSpec>& specs) {
            QSet<QString> ids;
            QSet<QString> labels;
            for (const auto& spec : specs) {
                if (ids.contains(spec.id) || labels.contains(spec.label)) return spec.label;
                ids.insert(spec.id);
                labels.insert(spec.label);
            }
            return QString();
        };
        QCOMPARE(unique(form.fields), QString());
        for (const auto& table : form.tables)
            QCOMPARE(unique(table.columns), QString());
        QSet<QString> sections;
        for (const auto& section : form.sections) {
            QVERIFY2(!sections.contains(section.label), qPrintable(section.label));
            sections.insert(section.label);
        }
    }

    void everyPartIsThere_data() { everyForm(); }
    void everyPartIsThere() {
        QFETCH(QString, formId);
        const auto& form = *FormCatalogue::builtIn().find(formId);
        static const QSet<QString> records{RecordType::project,   RecordType::declaration,   RecordType::goal,
                                           RecordType::indicator, RecordType::gradeStandard, RecordType::spendingPlan,
                                           RecordType::fundLine,  RecordType::narrative,     RecordType::outcome};
        QVERIFY(!form.sections.isEmpty() && !form.tables.isEmpty() && !form.grid.isEmpty());
        QVERIFY(!form.titlePattern.isEmpty() && form.field(u"title"_qs) && form.field(u"unit.name"_qs));
        QVERIFY(form.gridWidth() == 180 || form.gridWidth() == 267);
        QSet<QString> edited;
        for (const auto& section : form.sections) {
            edited.unite(QSet<QString>(section.fields.begin(), section.fields.end()));
            if (!section.table.isEmpty()) edited.insert(section.table);
        }
        for (const auto& field : form.fields) {
            QVERIFY2(edited.contains(field.id), qPrintable(field.id));
            QVERIFY2(records.contains(field.record), qPrintable(field.record));
        }
        for (const auto& table : form.tables) {
            QVERIFY2(edited.contains(table.id), qPrintable(table.id));
            QVERIFY2(records.contains(table.record), qPrintable(table.record));
        }
        for (auto it = form.vocabularies.cbegin(); it != form.vocabularies.cend(); ++it) {
            bool used = false;
            for (const auto& field : form.fields)
                used = used || field.vocabulary == it.key();
            for (const auto& table : form.tables)
                for (const auto& column : table.columns)
                    used = used || column.vocabulary == it.key();
            QVERIFY2(used, qPrintable(it.key()));
        }
        for (const auto& word : form.vocabularies.value(u"level2"_qs))
            QVERIFY2(!word.parent.isEmpty(), qPrintable(word.value));
    }

    /// What has no place on paper: the form's own number, and marks that show in other cells.
    void everyFieldIsPrinted_data() { everyForm(); }
    void everyFieldIsPrinted() {
        QFETCH(QString, formId);
        const auto& form = *FormCatalogue::builtIn().find(formId);
        static const QSet<QString> unprinted{u"title"_qs, u"ordinal"_qs, u"unit.code"_qs, u"duties.masked"_qs,
                                             u"duties.description"_qs};
        const auto printed = printedPlaces(form);
        for (const auto& field : form.fields)
            QVERIFY2(printed.contains(field.id) || unprinted.contains(field.id), qPrintable(field.id));
        for (const auto& table : form.tables)
            for (const auto& column : table.columns) {
                const auto place = table.id + u'.' + column.id;
                const bool item = !table.fixedRows.isEmpty() && column.id == table.columns.first().id;
                QVERIFY2(item || printed.contains(place) || unprinted.contains(place), qPrintable(place));
            }
    }

    /// Two forms that may lie in one folder differ in their printed labels, in the codes they recognise, or in years.
    void siblingsCanBeToldApart() {
        const auto& forms = FormCatalogue::builtIn().forms();
        for (qsizetype i = 0; i < forms.size(); ++i)
            for (qsizetype j = i + 1; j < forms.size(); ++j) {
                const auto& a = forms[i];
                const auto& b = forms[j];
                const bool years = a.yearTo < b.yearFrom || b.yearTo < a.yearFrom;
                const bool hints = !a.recognise.isEmpty() && !b.recognise.isEmpty() && a.recognise != b.recognise;
                QVERIFY2(labelsOf(a) != labelsOf(b) || (years && hints), qPrintable(a.id + u' ' + b.id));
            }
    }

    void factsOfTheForms() {
        const auto& all = FormCatalogue::builtIn();
        const auto columns = [&](const QString& form, const QString& table) {
            QStringList ids;
            for (const auto& column : all.find(form)->table(table)->columns)
                ids.append(column.id);
            return ids;
        };
        QCOMPARE(all.find(u"hebei.duty.2017"_qs)->grid.first().widths.size(), 12);
        QCOMPARE(all.find(u"hebei.duty.2020"_qs)->grid.first().widths.size(), 8);
        QCOMPARE(columns(u"hebei.duty.2017"_qs, u"duties"_qs), columns(u"hebei.duty.2020"_qs, u"duties"_qs));
        const auto* hubei = all.find(u"hubei.department.2024"_qs);
        QCOMPARE(hubei->table(u"funds.income"_qs)->fixedRows,
                 (QStringList{u"财政拨款"_qs, u"财政专户管理资金"_qs, u"单位资金"_qs, u"合计"_qs}));
        QCOMPARE(hubei->canonicalWord(u"level2"_qs, u"核心业务产出3"_qs), u"核心业务产出"_qs);
        QCOMPARE(hubei->vocabularies.value(u"level1"_qs).size(), 6);
        QCOMPARE(columns(u"hubei.department.2024"_qs, u"annual.indicators"_qs),
                 (QStringList{u"level1"_qs, u"level2"_qs, u"name"_qs, u"twoYearsAgo"_qs, u"lastYear"_qs, u"target"_qs,
                              u"basis"_qs, u"category"_qs}));
        const auto* core = all.find(u"national.project.2021"_qs);
        QCOMPARE(core->vocabularies.value(u"level1"_qs).first().value, u"成本指标"_qs);
        for (const auto& word : all.find(u"national.project.2015"_qs)->vocabularies.value(u"level1"_qs))
            QVERIFY(word.value != u"成本指标");
        for (const auto& id : {u"national"_qs, u"sichuan"_qs, u"chongqing"_qs}) {
            const auto* form = all.find(id + u".selfEvaluation.2020"_qs);
            QVERIFY(form->table(u"indicators"_qs)->column(u"score"_qs)->computed);
            QCOMPARE(form->table(u"funds"_qs)->fixedRows.size(), 4);
        }
        QCOMPARE(columns(u"disclosure.procurement.2020"_qs, u"items"_qs).size(), 14);
        QCOMPARE(all.find(u"disclosure.assets.2020"_qs)->table(u"assets"_qs)->fixedRows.size(), 13);
    }
};

QTEST_GUILESS_MAIN(OfficialFormsTest)
#include "tst_official_forms.moc"
