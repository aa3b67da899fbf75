#include "tests/core/documents/document_fixtures.h"

#include <QTest>

using namespace jixiao;

namespace {

QJsonObject envelope(const QJsonArray& documents) {
    return {{QStringLiteral("format"), QStringLiteral("jixiao.interchange/1")},
            {QStringLiteral("documents"), documents}};
}

QJsonObject sampleDocument() { return fixtures::expectedSample().first().toObject(); }

} // namespace

class InterchangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTripIsExact() {
        const auto imported = fixtures::import(fixtures::sample());
        QVERIFY(imported.ok());
        const auto written = toInterchange(*imported, fixtures::catalogue());
        const auto bytes = QJsonDocument(written).toJson();
        const auto read = fromInterchange(QJsonDocument::fromJson(bytes).object(), fixtures::catalogue());
        QVERIFY(read.ok());
        QCOMPARE(read->documents, imported->documents);
        QCOMPARE(read->file, imported->file);
        QCOMPARE(read->kind, imported->kind);
        QCOMPARE(read->repairs.size(), imported->repairs.size());
        QCOMPARE(toInterchange(*read, fixtures::catalogue()), written);
    }

    void reasonsForWarningsTravelAlong() {
        auto imported = fixtures::import(fixtures::sample());
        QVERIFY(imported.ok());
        const QList<PlacedExplanation> said{
            {QStringLiteral("P45"), FieldPath::fromString(QStringLiteral("indicators[1].description")),
             QStringLiteral("指标描述与名称相同"), QStringLiteral("两行\n“说明”"), QStringLiteral("填报人"),
             1'740'814'200'123},
            {QStringLiteral("P14"), FieldPath{QStringLiteral("indicators"), -1, {}}, {}, QStringLiteral("另有依据")}};
        imported->explanations.insert(1, said);
        const auto written = toInterchange(*imported, fixtures::catalogue());
        const auto documents = written[QLatin1String("documents")].toArray();
        QVERIFY(!documents.at(0).toObject().contains(QLatin1String("explanations")));
        QCOMPARE(documents.at(1).toObject()[QLatin1String("explanations")].toArray().size(), 2);
        const auto read =
            fromInterchange(QJsonDocument::fromJson(QJsonDocument(written).toJson()).object(), fixtures::catalogue());
        QVERIFY(read.ok());
        QCOMPARE(read->explanations, imported->explanations);
        QCOMPARE(read->documents, imported->documents);
        QCOMPARE(read->repairs.size(), imported->repairs.size());
        QCOMPARE(toInterchange(*read, fixtures::catalogue()), written);
    }

    void reasonsThatCannotBeReadAreListed() {
        const QJsonObject good{{QStringLiteral("rule"), QStringLiteral("P45")},
                               {QStringLiteral("path"), QStringLiteral("indicators[1].description")},
                               {QStringLiteral("text"), QStringLiteral("依据充分")}};
        const auto with = [&](const QString& key, const QJsonValue& value) {
            auto changed = good;
            changed[key] = value;
            return changed;
        };
        const QJsonArray list{good,
                              with(QStringLiteral("rule"), QString()),
                              with(QStringLiteral("rule"), 45),
                              with(QStringLiteral("text"), QStringLiteral("  ")),
                              with(QStringLiteral("text"), QString(maxExplanationLength + 1, u'因')),
                              with(QStringLiteral("message"), QString(maxExplainedMessageLength + 1, u'话')),
                              with(QStringLiteral("path"), QStringLiteral("indicators[-3].x")),
                              with(QStringLiteral("path"), QStringLiteral("indicators[99].description")),
                              with(QStringLiteral("path"), QStringLiteral("indicators[1].nothing")),
                              with(QStringLiteral("path"), QString(500, u'p')),
                              with(QStringLiteral("at"), QStringLiteral("昨天")),
                              QStringLiteral("不是对象"),
                              QJsonArray{good}};
        auto document = sampleDocument();
        document[QStringLiteral("explanations")] = list;
        const auto read = fromInterchange(envelope({document}), fixtures::catalogue());
        QVERIFY(read.ok());
        QCOMPARE(read->explanations.value(0).size(), 1);
        QCOMPARE(read->explanations.value(0).first().text, QStringLiteral("依据充分"));
        QCOMPARE(read->repairs.size(), list.size() - 1);
        QCOMPARE(read->repairs.first().path, QStringLiteral("documents[0].explanations[1]"));
        document[QStringLiteral("explanations")] = QStringLiteral("不是列表");
        QCOMPARE(fromInterchange(envelope({document}), fixtures::catalogue()).error().code, ErrorCode::JsonMalformed);
    }

    void textsTravelVerbatim() {
        FormDocument document = fixtures::sampleDocuments().first();
        document.fields[QStringLiteral("fundUse")] = QStringLiteral("  first\n\tsecond \u3000\"quoted\" \\ 𠀀 ");
        document.fields[QStringLiteral("ordinal")] = QStringLiteral("007");
        document.tables[QStringLiteral("goals")].append(FormRow{{}, {{QStringLiteral("text"), QString()}}});
        document.tables[QStringLiteral("indicators")].clear();
        const auto bytes =
            QJsonDocument(envelope({toInterchange(document, *fixtures::catalogue().find(document.form))})).toJson();
        const auto read = fromInterchange(QJsonDocument::fromJson(bytes).object(), fixtures::catalogue());
        QVERIFY(read.ok());
        QCOMPARE(read->documents.first(), document);
    }

    void importerReadsWhatWasWritten() {
        const auto imported = fixtures::import(fixtures::sample());
        QVERIFY(imported.ok());
        const auto bytes = QJsonDocument(toInterchange(*imported, fixtures::catalogue())).toJson();
        const auto read = Importer(fixtures::catalogue()).importBytes(bytes, QStringLiteral("export.json"));
        QVERIFY(read.ok());
        QCOMPARE(read->kind, QStringLiteral("json"));
        QCOMPARE(read->file, QStringLiteral("export.json"));
        QCOMPARE(read->documents, imported->documents);
    }

    void parsedValueStandsBesideTheText() {
        const auto imported = fixtures::import(fixtures::sample());
        QVERIFY(imported.ok());
        const auto rows = fixtures::interchangeOf(*imported).first()[QStringLiteral("indicators")].toArray();
        const auto parsed = rows.last()[QStringLiteral("parsed")].toObject();
        QCOMPARE(rows.last()[QStringLiteral("target")].toString(), QStringLiteral("≥90%"));
        const QJsonObject expected{{QStringLiteral("kind"), QStringLiteral("number")},
                                   {QStringLiteral("comparator"), QStringLiteral("≥")},
                                   {QStringLiteral("value"), QStringLiteral("90")},
                                   {QStringLiteral("unit"), QStringLiteral("%")},
                                   {QStringLiteral("assumed"), false}};
        QCOMPARE(parsed, expected);
        QCOMPARE(rows.first()[QStringLiteral("parsed")].toObject(),
                 (QJsonObject{{QStringLiteral("kind"), QStringLiteral("qualitative")}}));
    }

    void unknownKeysAndFormsAreListed() {
        auto known = sampleDocument();
        known.insert(QStringLiteral("extra"), QJsonObject{{QStringLiteral("deep"), 1}});
        auto rows = known[QStringLiteral("indicators")].toArray();
        auto row = rows.at(2).toObject();
        row.insert(QStringLiteral("weight"), QStringLiteral("10"));
        rows[2] = row;
        known.insert(QStringLiteral("indicators"), rows);
        const QJsonObject foreign{{QStringLiteral("form"), QStringLiteral("mars.project.1")}};
        const auto read = fromInterchange(envelope({foreign, known}), fixtures::catalogue());
        QVERIFY(read.ok());
        QCOMPARE(read->documents.size(), 1);
        QCOMPARE(read->repairs.size(), 3);
        QVERIFY(read->repairs.at(0).message.contains(QStringLiteral("mars.project.1")));
        QCOMPARE(read->repairs.at(1).path, QStringLiteral("documents[0].indicators[2].weight"));
        QCOMPARE(read->repairs.at(2).path, QStringLiteral("documents[0].extra.deep"));
        QCOMPARE(fromInterchange(envelope({foreign}), fixtures::catalogue()).error().id(),
                 QStringLiteral("FormNotRecognised"));
    }

    void wrongShapesAreRefusedWithTheirPlace_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("place");
        QTest::newRow("fraction") << QStringLiteral("title") << QJsonValue(1.5) << QStringLiteral("documents[0].title");
        QTest::newRow("list for a text") << QStringLiteral("fundUse") << QJsonValue(QJsonArray{1})
                                         << QStringLiteral("documents[0].fundUse");
        QTest::newRow("text for a list") << QStringLiteral("goals") << QJsonValue(QStringLiteral("x"))
                                         << QStringLiteral("documents[0].goals");
        QTest::newRow("object for a goal") << QStringLiteral("goals") << QJsonValue(QJsonArray{QJsonObject()})
                                           << QStringLiteral("documents[0].goals[0]");
        QTest::newRow("text for a row") << QStringLiteral("indicators") << QJsonValue(QJsonArray{QStringLiteral("x")})
                                        << QStringLiteral("documents[0].indicators[0]");
        QTest::newRow("year") << QStringLiteral("fiscalYear") << QJsonValue(QStringLiteral("2020"))
                              << QStringLiteral("documents[0].fiscalYear");
    }

    void wrongShapesAreRefusedWithTheirPlace() {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(QString, place);
        auto document = sampleDocument();
        document.insert(key, value);
        const auto read = fromInterchange(envelope({document}), fixtures::catalogue());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().id(), QStringLiteral("JsonMalformed"));
        QVERIFY2(read.error().detail.startsWith(place), qPrintable(read.error().detail));
    }
};

QTEST_GUILESS_MAIN(InterchangeTest)
#include "tst_interchange.moc"
