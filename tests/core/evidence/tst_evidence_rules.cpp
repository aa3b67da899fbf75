#include "core/base/json.h"
#include "core/evidence/evidence_rules.h"
#include "tests/support/verify.h"

#include <QFile>
#include <QtTest>

using namespace jixiao;

/// The data that says what may stand as evidence.
class TestEvidenceRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void builtIn();
    void brokenDataNameTheirPlace_data();
    void brokenDataNameTheirPlace();
};

void TestEvidenceRules::builtIn() {
    const auto& rules = EvidenceRules::builtIn();
    QVERIFY(rules.limits.fileBytes >= 10 * 1024 * 1024);
    QVERIFY(rules.limits.totalBytes > rules.limits.fileBytes);
    QCOMPARE(rules.thumbnailPixels, 256);
    QStringList ids;
    for (const auto& kind : rules.kinds) {
        ids += kind.id;
        QVERIFY(kind.maxBytes <= rules.limits.fileBytes);
        QCOMPARE(rules.find(kind.id), &kind);
        QVERIFY(rules.labels().contains(kind.label));
    }
    QCOMPARE(ids.join(u' '), QStringLiteral("jpeg png heic pdf docx xlsx text"));
    QCOMPARE(rules.find(QStringLiteral("exe")), nullptr);
}

void TestEvidenceRules::brokenDataNameTheirPlace_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* from, const char* to, const char* place) {
        QTest::newRow(place) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(place);
    };
    row("jixiao.evidence/1", "jixiao.evidence/2", "format");
    row("\"fileMb\": 50", "\"fileMb\": -50", ".fileMb");
    row("\"totalMb\": 4096", "\"totalMb\": \"much\"", ".totalMb");
    row("\"thumbnailPixels\": 256", "\"thumbnailPixels\": 99999", ".thumbnailPixels");
    row("\"id\": \"png\"", "\"id\": \"jpeg\"", "kinds[1].id");
    row("\"hex\": \"ffd8ff\"", "\"hex\": \"ffd8f\"", "kinds[0].hex");
    row("\"reader\": \"sealed\"", "\"reader\": \"open\"", "kinds[2].reader");
    row("\"megapixels\": 200", "\"megapixels\": 0", "kinds[0].megapixels");
    row("\"within\": 1024", "\"within\": 0", "kinds[3].within");
    row("\"endings\": [\"pdf\"]", "\"endings\": []", "kinds[3].endings");
    row("\"magic\": []", "\"magic\": [{\"at\": 0, \"hex\": \"00\"}]", "kinds[6].magic");
    row("\"decoder\": \"png\"", "\"decoder\": \"\"", "kinds[1].decoder");
}

void TestEvidenceRules::brokenDataNameTheirPlace() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, place);
    QFile file(QStringLiteral(JIXIAO_SOURCE_DIR "/assets/evidence/kinds.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto json = file.readAll();
    VERIFY_OK(EvidenceRules::fromJson(json));
    QVERIFY(json.contains(from));
    const auto broken = EvidenceRules::fromJson(json.replace(from, to));
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, ErrorCode::TemplateInvalid);
    QCOMPARE(broken.error().detail, place);
}

QTEST_GUILESS_MAIN(TestEvidenceRules)
#include "tst_evidence_rules.moc"
