#include "core/documents/print/form_export.h"
#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/form_sameness.h"
#include "tests/core/forms/made_up_values.h"

#include <QGuiApplication>
#include <QTest>

using namespace jixiao;

namespace {

constexpr int rows = 3;

QString fileOf(const QString& form, const QString& format) {
    return fixtures::sourcePath(QStringLiteral("tests/fixtures/office/producers/%1.%2").arg(form, format));
}

/// Its title says the year, which not every form prints.
FormDocument filled(const FormTemplate& form) {
    auto document = madeUpDocument(form, rows);
    const auto title = QStringLiteral("title");
    document.fields.insert(QStringLiteral("unit.code"), QStringLiteral("122002"));
    const auto printed = fixtures::normalForm(document, form).field(title);
    document.fields.insert(title, QStringLiteral("%1年%2").arg(document.fiscalYear).arg(printed));
    return document;
}

/// `tst_office_producers --make FOLDER`: every form as DOCX and XLSX, for another program to open and save again.
int make(const QString& folder) {
    for (const auto& form : fixtures::catalogue().forms())
        for (const auto& format : {QStringLiteral("docx"), QStringLiteral("xlsx")})
            if (!exportForms({filled(form)}, fixtures::catalogue(),
                             QStringLiteral("%1/%2.%3").arg(folder, form.id, format), format))
                return 1;
    return 0;
}

} // namespace

/// Every form as another office program saved it, without our own remarks in the file: read by its labels alone.
class OfficeProducersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formsOfOtherProgramsAreRead_data();
    void formsOfOtherProgramsAreRead();
};

void OfficeProducersTest::formsOfOtherProgramsAreRead_data() {
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("format");
    for (const auto& form : fixtures::catalogue().forms())
        for (const auto& format : {QStringLiteral("docx"), QStringLiteral("xlsx")})
            QTest::addRow("%s.%s", qPrintable(form.id), qPrintable(format)) << form.id << format;
}

void OfficeProducersTest::formsOfOtherProgramsAreRead() {
    QFETCH(QString, form);
    QFETCH(QString, format);
    const auto& spec = *fixtures::catalogue().find(form);
    const auto result = Importer(fixtures::catalogue()).importFile(fileOf(form, format));
    QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().id() + result.error().detail));
    QCOMPARE(result->documents.size(), 1);
    const auto& found = result->documents.first();
    QCOMPARE(found.form, form);
    const auto difference =
        fixtures::differenceOf(fixtures::normalForm(filled(spec), spec), fixtures::normalForm(found, spec));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    const auto args = QCoreApplication::arguments();
    if (args.size() == 3 && args[1] == QLatin1String("--make")) return make(args[2]);
    OfficeProducersTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_office_producers.moc"
