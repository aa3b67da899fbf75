#include "core/documents/print/form_export.h"
#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/print/office_reading.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#ifdef Q_OS_UNIX
#include "tests/support/small_files.h"

#include <sys/stat.h>
#endif

using namespace jixiao;

namespace {

QStringList filesOf(const QTemporaryDir& folder) {
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
}

Result<void> exported(const QList<FormDocument>& documents, const QString& path) {
    return exportForms(documents, fixtures::catalogue(), path, printFormatOf(path));
}

QString codeOf(const Result<void>& result) { return result ? QString() : result.error().id(); }

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// What holds for every format alike.
class FormExportTest : public QObject {
    Q_OBJECT

private:
    void formats() {
        QTest::addColumn<QString>("format");
        for (const auto& format : printFormats())
            QTest::newRow(qPrintable(format)) << format;
    }

private Q_SLOTS:
    void formatIsTheEndingOfTheName() {
        QCOMPARE(printFormats(), (QStringList{QStringLiteral("pdf"), QStringLiteral("docx"), QStringLiteral("xlsx")}));
        QCOMPARE(printFormatOf(QStringLiteral("/a.b/表 1.DocX")), QStringLiteral("docx"));
        QCOMPARE(printFormatOf(QStringLiteral("/a.pdf/表")), QString());
        QCOMPARE(printFormatOf(QStringLiteral("表.txt")), QString());
    }

    void fileIsReplaced_data() { formats(); }
    void fileIsReplaced() {
        QFETCH(QString, format);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("表 1.") + format);
        QVERIFY(write(path, "old"));
        QCOMPARE(codeOf(exported(fixtures::sampleDocuments(), path)), QString());
        const auto bytes = fixtures::bytesOf(path);
        QVERIFY(bytes.startsWith(format == u"pdf" ? "%PDF-" : "PK\x03\x04"));
        QCOMPARE(filesOf(folder), QStringList{QStringLiteral("表 1.") + format});
    }

    /// What paper does not show and a reader of the file needs.
    void officeFilesNameFormAndYear() {
        const QTemporaryDir folder;
        auto documents = fixtures::sampleDocuments().mid(0, 2);
        documents[1].fiscalYear = 2023;
        const QString form = documents.first().form;
        const QList<QPair<QString, QString>> expected{
            {QStringLiteral("jixiao.form.1"), form + u' ' + QString::number(documents.first().fiscalYear)},
            {QStringLiteral("jixiao.form.2"), form + QStringLiteral(" 2023")}};
        for (const auto& format : {QStringLiteral("docx"), QStringLiteral("xlsx")}) {
            const QString path = folder.filePath(QStringLiteral("forms.") + format);
            QCOMPARE(codeOf(exported(documents, path)), QString());
            QCOMPARE(office::customProperties(fixtures::bytesOf(path)), expected);
        }
    }

    void failuresHaveTheirError_data() { formats(); }
    void failuresHaveTheirError() {
        QFETCH(QString, format);
        const QTemporaryDir folder;
        const auto documents = fixtures::sampleDocuments();
        const QString path = folder.filePath(QStringLiteral("forms.") + format);
        QCOMPARE(codeOf(exported({}, path)), QStringLiteral("InvalidInput"));
        FormDocument foreign;
        foreign.form = QStringLiteral("mars");
        QCOMPARE(codeOf(exported({documents.first(), foreign}, path)), QStringLiteral("TemplateInvalid"));
        FormCatalogue gridless;
        auto form = *fixtures::catalogue().find(documents.first().form);
        form.grid.clear();
        gridless.add(form);
        QCOMPARE(codeOf(exportForms({documents.first()}, gridless, path, format)), QStringLiteral("TemplateInvalid"));
        QCOMPARE(codeOf(exportForms(documents, fixtures::catalogue(), path, QStringLiteral("exe"))),
                 QStringLiteral("InvalidInput"));
        QCOMPARE(filesOf(folder), QStringList());
        const QString nowhere = folder.filePath(QStringLiteral("no/such/forms.") + format);
        QCOMPARE(codeOf(exported(documents, nowhere)), QStringLiteral("DiskWriteFailed"));
        QCOMPARE(codeOf(exportForms(documents, fixtures::catalogue(), folder.path(), format)),
                 QStringLiteral("DiskWriteFailed"));
    }

#ifdef Q_OS_UNIX
    void fullDiskLeavesTheOldFile_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("bytes");
        for (const auto& format : printFormats())
            for (const int bytes : {0, 500, 3'000, 7'000, 11'000})
                QTest::addRow("%s, %d bytes", qPrintable(format), bytes) << format << bytes;
    }
    /// A limit on the size of files cuts the file itself, or one of the temporary files it is made of.
    void fullDiskLeavesTheOldFile() {
        QFETCH(QString, format);
        QFETCH(int, bytes);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("forms.") + format);
        QVERIFY(write(path, "old"));
        const auto documents = fixtures::sampleDocuments();
        const auto result = [&] {
            const SmallFilesOnly limit{rlim_t(bytes)};
            return exported(documents, path);
        }();
        QCOMPARE(codeOf(result), QStringLiteral("DiskWriteFailed"));
        QCOMPARE(fixtures::bytesOf(path), QByteArray("old"));
        QCOMPARE(filesOf(folder).size(), 1);
    }

    /// A workbook is put together from temporary files that are larger than it.
    void fullDiskNeverLeavesHalfAWorkbook() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("forms.xlsx"));
        QVERIFY(write(path, "old"));
        auto document = fixtures::sampleDocuments().first();
        document.fields[QStringLiteral("fundUse")] = QString(30'000, u'案');
        const auto result = [&] {
            const SmallFilesOnly limit(40'000);
            return exported({document}, path);
        }();
        const auto cells =
            result ? office::readXlsx(fixtures::bytesOf(path)).first().cells : decltype(office::XlsxSheet::cells)();
        const bool whole =
            std::any_of(cells.cbegin(), cells.cend(), [](const auto& c) { return c.text.size() == 30'000; });
        QCOMPARE(codeOf(result), whole ? QString() : QStringLiteral("DiskWriteFailed"));
        if (!whole) QCOMPARE(fixtures::bytesOf(path), QByteArray("old"));
        QCOMPARE(filesOf(folder).size(), 1);
    }

    void onlyRegularFilesAreReplaced_data() { formats(); }
    void onlyRegularFilesAreReplaced() {
        QFETCH(QString, format);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("pipe.") + format);
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        QCOMPARE(codeOf(exported(fixtures::sampleDocuments(), path)), QStringLiteral("DiskWriteFailed"));
        QVERIFY(QFileInfo::exists(path) && !QFileInfo(path).isFile());
        QCOMPARE(codeOf(exportForms(fixtures::sampleDocuments(), fixtures::catalogue(), QStringLiteral("/dev/null"),
                                    format)),
                 QStringLiteral("DiskWriteFailed"));
        QVERIFY(QFileInfo::exists(QStringLiteral("/dev/null")) && !QFileInfo(QStringLiteral("/dev/null")).isFile());
    }

    /// Nothing can be written beside the file, not even by the administrator.
    void readOnlyFolderIsAnError_data() { formats(); }
    void readOnlyFolderIsAnError() {
        QFETCH(QString, format);
        for (const auto& folder : {QStringLiteral("/proc/self/forms."), QStringLiteral("/sys/forms.")})
            QCOMPARE(codeOf(exported(fixtures::sampleDocuments(), folder + format)), QStringLiteral("DiskWriteFailed"));
        const QTemporaryDir own;
        const QString path = own.filePath(QStringLiteral("forms.") + format);
        QVERIFY(write(path, "old"));
        QFile::setPermissions(own.path(), QFile::ReadOwner | QFile::ExeOwner);
        const bool refused = !write(own.filePath(QStringLiteral("probe")), {});
        const auto result = exported(fixtures::sampleDocuments(), path);
        QFile::setPermissions(own.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(codeOf(result), refused ? QStringLiteral("DiskWriteFailed") : QString());
        QCOMPARE(fixtures::bytesOf(path) == "old", refused);
    }

    void linksStayLinks_data() { formats(); }
    void linksStayLinks() {
        QFETCH(QString, format);
        const QTemporaryDir folder;
        const QString real = folder.filePath(QStringLiteral("real.") + format);
        const QString link = folder.filePath(QStringLiteral("link.") + format);
        QVERIFY(write(real, "old") && QFile::link(real, link));
        QCOMPARE(codeOf(exported(fixtures::sampleDocuments(), link)), QString());
        QVERIFY(QFileInfo(link).isSymLink());
        QVERIFY(fixtures::bytesOf(real).size() > 1000);
    }
#endif
};

QTEST_MAIN(FormExportTest)
#include "tst_form_export.moc"
