#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString sampleFile = QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/gaoxin-2020.txt");

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool load(AppFixture& f, const QString& file) {
    f.app.importer()->load(file);
    return QTest::qWaitFor([&] { return !f.app.importer()->isBusy(); });
}

} // namespace

/// Import with a preview.
class TestImportView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void previewsAndStores();
    void storesOnlyWhatIsSelected();
    void importingAgainUpdates();
    void badFilesGiveTheirError_data();
    void badFilesGiveTheirError();
    void whatWasPutAsideDoesNotComeBack();
    void lockingForgetsThePreview();
};

void TestImportView::previewsAndStores() {
    AppFixture f;
    auto* importer = f.app.importer();
    const QAbstractItemModelTester tester(importer, QAbstractItemModelTester::FailureReportingMode::QtTest);
    importer->load(QUrl::fromLocalFile(sampleFile).toString());
    QVERIFY(importer->isBusy());
    QTRY_VERIFY(!importer->isBusy());
    QVERIFY2(!importer->error().isSet, qPrintable(importer->error().details));
    QCOMPARE(importer->file(), sampleFile);
    QCOMPARE(importer->count(), 12);
    const auto at = [&](int role) { return importer->data(importer->index(1), role); };
    QCOMPARE(at(ImportViewModel::TitleRole).toString(), QStringLiteral("“执法六必录系统”维保费"));
    QCOMPARE(at(ImportViewModel::CodeRole).toString(), QStringLiteral("122-0701-JBN-OPUB"));
    QCOMPARE(at(ImportViewModel::BudgetRole).toString(), QStringLiteral("19.00 万元"));
    QVERIFY(at(ImportViewModel::FormNameRole).toString().contains(QStringLiteral("绩效目标表")));
    QVERIFY(at(ImportViewModel::IndicatorsRole).toInt() > 0);
    QVERIFY(at(ImportViewModel::SelectedRole).toBool());
    QVERIFY(importer->summary().startsWith(QStringLiteral("已选 12 张表，预算合计 ")));
    QCOMPARE(f.app.projects()->total(), 0); // nothing is stored before the person agrees

    QSignalSpy finished(importer, &ImportViewModel::finished);
    importer->accept();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().toString(), QStringLiteral("新增 12 张，更新 0 张，未变 0 张"));
    QCOMPARE(importer->count(), 0);
    QTRY_COMPARE(f.app.projects()->total(), 12);
}

void TestImportView::storesOnlyWhatIsSelected() {
    AppFixture f;
    auto* importer = f.app.importer();
    QVERIFY(load(f, sampleFile));
    const auto all = importer->summary();
    for (int row = 0; row < 12; ++row)
        importer->setSelected(row, row == 1);
    importer->setSelected(99, false);
    importer->setSelected(-1, false);
    QVERIFY(importer->summary() != all);
    QCOMPARE(importer->summary(), QStringLiteral("已选 1 张表，预算合计 19.00 万元"));
    QSignalSpy finished(importer, &ImportViewModel::finished);
    importer->accept();
    QTRY_COMPARE(finished.count(), 1);
    QTRY_COMPARE(f.app.projects()->total(), 1);

    QVERIFY(load(f, sampleFile));
    for (int row = 0; row < 12; ++row)
        importer->setSelected(row, false);
    importer->accept(); // nothing chosen, nothing done
    QVERIFY(!importer->isBusy());
    QCOMPARE(importer->count(), 12);
}

void TestImportView::importingAgainUpdates() {
    AppFixture f;
    auto* importer = f.app.importer();
    QSignalSpy finished(importer, &ImportViewModel::finished);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(load(f, sampleFile));
        importer->accept();
        QTRY_COMPARE(finished.count(), i + 1);
    }
    QCOMPARE(finished.last().first().toString(), QStringLiteral("新增 0 张，更新 0 张，未变 12 张"));
    QFile changed(f.folder() + QStringLiteral("/changed.txt"));
    QVERIFY(changed.open(QIODevice::WriteOnly));
    changed.write(bytesOf(sampleFile).replace("用于全局高清审讯", "用于全局数字高清审讯"));
    changed.close();
    QVERIFY(load(f, changed.fileName()));
    importer->accept();
    QTRY_COMPARE(finished.count(), 3);
    QCOMPARE(finished.last().first().toString(), QStringLiteral("新增 0 张，更新 1 张，未变 11 张"));
    f.settle();
    QCOMPARE(f.app.projects()->total(), 12);
}

void TestImportView::badFilesGiveTheirError_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const auto sample = bytesOf(sampleFile);
    QTest::newRow("empty") << QByteArray() << QStringLiteral("FileEmpty");
    QTest::newRow("binary") << QByteArray("%PDF-1.7\n") << QStringLiteral("FileBinary");
    QTest::newRow("cut zip") << QByteArray("PK\x03\x04 zip") << QStringLiteral("FileTruncated");
    QTest::newRow("no form") << QByteArray("一封信\n") << QStringLiteral("FormNotRecognised");
    QTest::newRow("cut") << sample.left(sample.indexOf("时效指标")) << QStringLiteral("FileTruncated");
    QTest::newRow("encoding") << sample.left(5000) + "\xFF" + sample.mid(5000) << QStringLiteral("FileEncoding");
    QTest::newRow("json") << QByteArray("{\"documents\": [") << QStringLiteral("JsonMalformed");
}

void TestImportView::badFilesGiveTheirError() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    AppFixture f;
    QFile file(f.folder() + QStringLiteral("/bad.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    auto* importer = f.app.importer();
    QVERIFY(load(f, file.fileName()));
    QCOMPARE(importer->error().code, code);
    QVERIFY(!importer->error().what.contains(u'{'));
    QVERIFY(!importer->error().safe.isEmpty() && !importer->error().next.isEmpty());
    QCOMPARE(importer->count(), 0);
    importer->accept();
    f.settle();
    QCOMPARE(f.app.projects()->total(), 0);

    QVERIFY(load(f, f.folder() + QStringLiteral("/none.txt")));
    QCOMPARE(importer->error().code, QStringLiteral("FileNotFound"));
    QFile large(f.folder() + QStringLiteral("/large.txt"));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(50 * 1024 * 1024));
    QVERIFY(load(f, large.fileName()));
    QCOMPARE(importer->error().code, QStringLiteral("FileTooLarge"));
    QVERIFY2(importer->error().what.contains(QStringLiteral("20 MB")), qPrintable(importer->error().what));
    QVERIFY(load(f, sampleFile)); // an error is forgotten with the next file
    QVERIFY(!importer->error().isSet);
}

void TestImportView::whatWasPutAsideDoesNotComeBack() {
    AppFixture f;
    auto* importer = f.app.importer();
    importer->load(sampleFile);
    importer->clear();
    f.settle();
    QCOMPARE(importer->count(), 0);
    QVERIFY(!importer->isBusy());
    QVERIFY(load(f, sampleFile));
    QCOMPARE(importer->count(), 12);
}

void TestImportView::lockingForgetsThePreview() {
    AppFixture f;
    auto* importer = f.app.importer();
    importer->load(sampleFile);
    f.services.close(); // the file has been read by now, the answer is on its way
    f.settle();
    QCOMPARE(importer->count(), 0);
    QVERIFY(!importer->isBusy());
    importer->accept();
    f.unlock();
    QCOMPARE(f.app.projects()->total(), 0);
}

QTEST_MAIN(TestImportView)
#include "tst_import_view.moc"
