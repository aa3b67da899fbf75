#include "document_fixtures.h"

#include <QElapsedTimer>
#include <QTest>

using namespace jixiao;

class ImporterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sampleIsReadExactly() {
        const auto result = Importer(fixtures::catalogue()).importBytes(fixtures::sample(), QStringLiteral("a.txt"));
        QVERIFY2(result.ok(), qPrintable(result.ok() ? QString() : result.error().id() + result.error().detail));
        QCOMPARE(result->documents.size(), 12);
        const auto expected = fixtures::documentsOf(fixtures::sourcePath(QStringLiteral("tests/fixtures/gaoxin-2020.expected.json")));
        QCOMPARE(fixtures::difference(expected, fixtures::interchangeOf(*result)), QString());
        for (const auto& repair : result->repairs) qDebug().noquote() << repair.path << repair.kind << repair.message;
    }
};

QTEST_GUILESS_MAIN(ImporterTest)
#include "tst_importer.moc"
