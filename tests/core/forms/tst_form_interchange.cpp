#include "core/documents/interchange.h"
#include "tests/core/forms/made_up_values.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace jixiao;

namespace {

const FormTemplate& formOf(const QString& id) { return *FormCatalogue::builtIn().find(id); }

QJsonObject envelope(const QJsonArray& documents) {
    return {{u"format"_qs, u"jixiao.interchange/1"_qs}, {u"documents"_qs, documents}};
}

Result<ImportResult> read(const QJsonArray& documents) {
    return fromInterchange(envelope(documents), FormCatalogue::builtIn());
}

/// The first key of `expected` that `actual` lacks or says differently.
QString difference(const QJsonValue& expected, const QJsonValue& actual, const QString& path = {}) {
    if (expected.isObject()) {
        for (const auto& key : expected.toObject().keys())
            if (const auto found = difference(expected[key], actual[key], path + u'.' + key); !found.isEmpty())
                return found;
        return {};
    }
    if (!expected.isArray()) return expected == actual ? QString() : path;
    const auto left = expected.toArray();
    const auto right = actual.toArray();
    if (left.size() != right.size()) return path;
    for (int i = 0; i < left.size(); ++i)
        if (const auto found = difference(left[i], right[i], u"%1[%2]"_qs.arg(path).arg(i)); !found.isEmpty())
            return found;
    return {};
}

QJsonObject indicator(const QString& name) {
    return {{u"goal"_qs, u"稳定"_qs},      {u"name"_qs, name},       {u"description"_qs, QString()},
            {u"excellent"_qs, u"≥60%"_qs}, {u"good"_qs, u"≥55%"_qs}, {u"fair"_qs, u"≥45%"_qs},
            {u"poor"_qs, u"＜45%"_qs},     {u"masked"_qs, false}};
}

QJsonObject activity(const QString& name, const QJsonArray& indicators) {
    return {{u"name"_qs, name}, {u"description"_qs, u"做事"_qs}, {u"indicators"_qs, indicators}};
}

QJsonObject dutyDocument(const QJsonArray& activities) {
    const QJsonObject first{{u"name"_qs, u"维护稳定"_qs},
                            {u"description"_qs, u"职责"_qs},
                            {u"goal"_qs, u"目标"_qs},
                            {u"activities"_qs, activities}};
    const QJsonObject bare{{u"name"_qs, u"没有活动"_qs},
                           {u"description"_qs, QString()},
                           {u"goal"_qs, QString()},
                           {u"activities"_qs, QJsonArray()}};
    return {{u"form"_qs, u"hebei.duty.2020"_qs}, {u"fiscalYear"_qs, 2020}, {u"duties"_qs, QJsonArray{first, bare}}};
}

} // namespace

class FormInterchangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormTravelsExactly_data() {
        QTest::addColumn<QString>("formId");
        QTest::addColumn<int>("rows");
        for (const auto& form : FormCatalogue::builtIn().forms())
            for (const int rows : {0, 1, 9})
                QTest::addRow("%s, %d rows", qPrintable(form.id), rows) << form.id << rows;
    }
    void everyFormTravelsExactly() {
        QFETCH(QString, formId);
        QFETCH(int, rows);
        const auto document = madeUpDocument(formOf(formId), rows);
        const auto written = toInterchange(document, formOf(formId));
        const auto result = read({QJsonDocument::fromJson(QJsonDocument(written).toJson()).object()});
        QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().detail));
        QVERIFY(result->repairs.isEmpty());
        const auto& back = result->documents.first();
        for (const auto& field : formOf(formId).fields)
            QCOMPARE(back.field(field.id), document.field(field.id));
        QCOMPARE(back.tables, document.tables);
        QCOMPARE(toInterchange(back, formOf(formId)), written);
    }

    void groupsAreWrittenOnce() {
        const auto json = dutyDocument({activity(u"巡逻"_qs, {indicator(u"甲"_qs), indicator(u"乙"_qs)}),
                                        activity(u"空"_qs, {}), activity(u"检查"_qs, {indicator(u"丙"_qs)})});
        const auto result = read({json});
        QVERIFY(result.ok());
        QVERIFY(result->repairs.isEmpty());
        const auto rows = result->documents.first().rows(u"duties"_qs);
        QCOMPARE(rows.size(), 5);
        QCOMPARE(rows[1].cell(u"dutyName"_qs), u"维护稳定"_qs);
        QCOMPARE(rows[1].cell(u"activityName"_qs), u"巡逻"_qs);
        QCOMPARE(rows[1].cell(u"name"_qs), u"乙"_qs);
        QCOMPARE(rows[1].cell(u"masked"_qs), u"false"_qs);
        QCOMPARE(rows[2].cell(u"name"_qs), QString());
        QCOMPARE(rows[4].cell(u"dutyName"_qs), u"没有活动"_qs);
        const auto written = toInterchange(result->documents.first(), formOf(u"hebei.duty.2020"_qs));
        QCOMPARE(written[u"duties"_qs], json[u"duties"_qs]);
    }

    void unknownKeysInsideGroupsAreListed() {
        auto inner = indicator(u"甲"_qs);
        inner.insert(u"colour"_qs, u"red"_qs);
        auto outer = activity(u"巡逻"_qs, {inner});
        outer.insert(u"size"_qs, 5);
        const auto result = read({dutyDocument({outer})});
        QVERIFY(result.ok());
        QStringList paths;
        for (const auto& repair : result->repairs)
            paths.append(repair.path);
        QCOMPARE(paths, (QStringList{u"documents[0].duties[0].activities[0].size"_qs,
                                     u"documents[0].duties[0].activities[0].indicators[0].colour"_qs}));
    }

    void badGroupsAreRefused() {
        for (const auto& bad : {QJsonValue(5), QJsonValue(QJsonObject{{u"indicators"_qs, 5}}),
                                QJsonValue(QJsonObject{{u"indicators"_qs, QJsonArray{5}}}),
                                QJsonValue(QJsonObject{{u"name"_qs, QJsonArray()}})}) {
            const auto result = read({dutyDocument({bad})});
            QVERIFY(!result.ok());
            QCOMPARE(result.error().code, ErrorCode::JsonMalformed);
        }
        QJsonArray many;
        for (int i = 0; i < ImportLimits{}.maxRows; ++i)
            many.append(QJsonObject());
        QCOMPARE(read({dutyDocument({activity(u"巡逻"_qs, many)})}).error().code, ErrorCode::FileTooLarge);
    }

    /// What the published files say, where they are at hand, has a place in the templates.
    void publishedDocumentsHaveTheirPlace() {
        const QDir truth(QStringLiteral(JIXIAO_SOURCE_DIR "/../shared/truth"));
        QStringList files{QStringLiteral(JIXIAO_SOURCE_DIR "/tests/fixtures/gaoxin-2020.expected.json")};
        for (const auto& name : truth.entryList({u"*.json"_qs}, QDir::Files))
            files.append(truth.filePath(name));
        for (const auto& path : std::as_const(files)) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto documents = QJsonDocument::fromJson(file.readAll()).object()[u"documents"_qs].toArray();
            QVERIFY(!documents.isEmpty());
            const auto result = read(documents);
            QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().detail));
            QCOMPARE(result->documents.size(), documents.size());
            for (const auto& repair : result->repairs)
                QVERIFY2(false, qPrintable(path + repair.path));
            for (int i = 0; i < documents.size(); ++i) {
                const auto& found = result->documents.at(i);
                QCOMPARE(difference(documents.at(i), toInterchange(found, formOf(found.form))), QString());
            }
        }
    }
};

QTEST_GUILESS_MAIN(FormInterchangeTest)
#include "tst_form_interchange.moc"
