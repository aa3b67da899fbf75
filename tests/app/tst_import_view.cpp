#include "core/documents/interchange.h"
#include "tests/app/app_fixture.h"

#include <QJsonDocument>

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
    void repairsStandBesideTheirOriginal();
    void formsWithoutABudgetNameNone();
    void everyRefusalSaysWhatToDo_data();
    void everyRefusalSaysWhatToDo();
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
    QCOMPARE(at(ImportViewModel::YearRole).toInt(), 2020);
    QVERIFY(at(ImportViewModel::CountsRole).toString().contains(QStringLiteral("绩效指标")));
    QTRY_COMPARE(at(ImportViewModel::StateRole).toString(), QStringLiteral("new"));
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
    const auto state = [&](int row) { return importer->index(row).data(ImportViewModel::StateRole).toString(); };
    QTRY_VERIFY(!state(0).isEmpty());
    int updates = 0;
    for (int row = 0; row < importer->count(); ++row)
        updates += state(row) == QLatin1String("update") ? 1 : 0;
    QCOMPARE(updates, 1);
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

void TestImportView::repairsStandBesideTheirOriginal() {
    AppFixture f;
    QFile broken(f.folder() + QStringLiteral("/broken.txt"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    // A bookmark a word processor left behind, and a line that belongs to no form.
    auto text = bytesOf(sampleFile);
    const QByteArray place("用于全局高清审讯");
    QVERIFY(text.contains(place));
    text.replace(place, QByteArray("[bookmark: _Toc1]") + place);
    broken.write(text + "\n附：联系人名单另行报送\n");
    broken.close();
    auto* importer = f.app.importer();
    QVERIFY(load(f, broken.fileName()));
    QVERIFY2(!importer->error().isSet, qPrintable(importer->error().details));
    QVERIFY(importer->repairsTotal() > 0);
    QCOMPARE(importer->repairs().size(), importer->repairsTotal());
    bool left = false;
    int ofForms = 0;
    for (const auto& each : importer->repairs()) {
        const auto repair = each.toMap();
        QVERIFY(!repair.value(QStringLiteral("kind")).toString().isEmpty());
        QVERIFY(!repair.value(QStringLiteral("message")).toString().isEmpty());
        const auto closely = importer->repairAt(repair.value(QStringLiteral("index")).toInt());
        const auto rows = closely.value(QStringLiteral("original")).toList();
        if (rows.isEmpty()) continue;
        left = left || rows.first().toStringList().join(u' ').contains(QStringLiteral("联系人名单另行报送"));
    }
    QVERIFY(left);
    for (int row = 0; row < importer->count(); ++row) {
        importer->setForm(row);
        QCOMPARE(int(importer->repairs().size()), importer->index(row).data(ImportViewModel::RepairsRole).toInt());
        ofForms += int(importer->repairs().size());
    }
    QVERIFY(ofForms < importer->repairsTotal()); // the last line belongs to the file
    importer->setForm(99);
    importer->setForm(-1);
    QCOMPARE(importer->repairs().size(), importer->repairsTotal());
    QVERIFY(importer->repairAt(-1).isEmpty() && importer->repairAt(9999).isEmpty());
}

void TestImportView::formsWithoutABudgetNameNone() {
    AppFixture f;
    auto document = f.sample();
    document.fields.remove(QStringLiteral("budget.total"));
    ImportResult only;
    only.documents = {document};
    QFile file(f.folder() + QStringLiteral("/one.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(toInterchange(only, f.services.catalogue())).toJson());
    file.close();
    auto* importer = f.app.importer();
    QVERIFY(load(f, file.fileName()));
    QCOMPARE(importer->count(), 1);
    QCOMPARE(importer->index(0).data(ImportViewModel::BudgetRole).toString(), QString());
    QCOMPARE(importer->summary(), QStringLiteral("已选 1 张表"));
}

void TestImportView::everyRefusalSaysWhatToDo_data() {
    QTest::addColumn<int>("code");
    for (const auto code : {ErrorCode::DocumentProtected, ErrorCode::DocumentHasMacros, ErrorCode::DocumentOldFormat,
                            ErrorCode::DocumentDamaged, ErrorCode::DocumentUnsafe, ErrorCode::FileTooLarge,
                            ErrorCode::FileBinary, ErrorCode::FormNotRecognised})
        QTest::newRow(qPrintable(Error{code}.id())) << int(code);
}

void TestImportView::everyRefusalSaysWhatToDo() {
    QFETCH(int, code);
    const auto info = ErrorInfo::from(
        {ErrorCode(code),
         {},
         {{QStringLiteral("file"), QStringLiteral("表.docx")}, {QStringLiteral("limit"), QStringLiteral("20 MB")}}});
    for (const auto& sentence : {info.what, info.safe, info.next}) {
        QVERIFY(sentence.endsWith(u'。'));
        QVERIFY(!sentence.contains(u'{'));
    }
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
