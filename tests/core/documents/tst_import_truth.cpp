#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/truth_report.h"

#include <QDir>
#include <QTest>

#include <optional>

using namespace jixiao;

namespace {

/// "path kind" of each repair; the words of its message are for people.
QStringList repairsOf(const ImportResult& result) {
    QStringList repairs;
    for (const auto& repair : result.repairs)
        repairs.append(repair.path + u' ' + repair.kind);
    repairs.sort();
    return repairs;
}

std::optional<QStringList> expectedRepairs(const QString& path) {
    const auto object = QJsonDocument::fromJson(fixtures::bytesOf(path)).object();
    if (!object.contains(QStringLiteral("repairs"))) return std::nullopt;
    QStringList repairs;
    for (const auto& repair : object.value(QStringLiteral("repairs")).toArray())
        repairs.append(repair.toObject().value(QStringLiteral("path")).toString() + u' ' +
                       repair.toObject().value(QStringLiteral("kind")).toString());
    repairs.sort();
    return repairs;
}

} // namespace

/// Whole files against everything that stands in them: the published ones when they are at hand, and the project's own
/// in the same and in other layouts (tests/fixtures/layouts: X.txt and X.expected.json).
class ImportTruthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCellIsRead_data();
    void everyCellIsRead();
};

void ImportTruthTest::everyCellIsRead_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const QDir own(fixtures::sourcePath(QStringLiteral("tests/fixtures/layouts")));
    const QDir shared(fixtures::sourcePath(QStringLiteral("../shared")));
    const auto names = own.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name);
    QTest::newRow("sample") << fixtures::sourcePath(QStringLiteral("assets/sample/gaoxin-2020.txt"))
                            << fixtures::sourcePath(QStringLiteral("tests/fixtures/gaoxin-2020.expected.json"));
    for (const auto& name : names)
        QTest::newRow(qPrintable(name)) << own.filePath(name)
                                        << own.filePath(name.chopped(4) + QStringLiteral(".expected.json"));
    for (const auto& name : QDir(shared.filePath(QStringLiteral("seeds"))).entryList(QDir::Files, QDir::Name)) {
        const auto truth = QStringLiteral("truth/seed%1.json").arg(name.left(3).toInt());
        if (shared.exists(truth))
            QTest::newRow(qPrintable(truth))
                << shared.filePath(QStringLiteral("seeds/") + name) << shared.filePath(truth);
    }
}

void ImportTruthTest::everyCellIsRead() {
    QFETCH(QString, source);
    QFETCH(QString, expected);
    const auto result = Importer(fixtures::catalogue()).importFile(source);
    QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().id() + u' ' + result.error().detail));
    const auto truth = fixtures::documentsOf(expected);
    QVERIFY(!truth.isEmpty());
    const QStringList besides{QStringLiteral("disclosure.procurement.2020"), QStringLiteral("disclosure.assets.2020"),
                              QStringLiteral("disclosure.officialExpenses.2020")};
    const auto report = fixtures::compareWithTruth(truth, fixtures::interchangeOf(*result), besides);
    for (const auto& line : report.lines())
        qInfo("%s", qUtf8Printable(line));
    if (qEnvironmentVariableIsSet("JIXIAO_SHOW_REPAIRS"))
        for (const auto& repair : result->repairs)
            qInfo("%s [%s] %s", qUtf8Printable(repair.path), qUtf8Printable(repair.kind),
                  qUtf8Printable(repair.message));
    for (const auto& line : report.differences.mid(0, 40))
        qWarning("%s", qUtf8Printable(line.left(400)));
    QCOMPARE(report.differences.size(), 0);
    if (const auto repairs = expectedRepairs(expected); repairs) QCOMPARE(repairsOf(*result), *repairs);
    QCOMPARE(report.equal(), report.expected());
}

QTEST_GUILESS_MAIN(ImportTruthTest)
#include "tst_import_truth.moc"
