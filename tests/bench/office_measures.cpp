#include "core/documents/importer.h"
#include "core/documents/print/docx_export.h"
#include "core/documents/print/form_export.h"
#include "tests/bench/bench.h"
#include "tests/bench/stats.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

namespace jixiao::bench {

namespace {

constexpr int ownRuns = 15;
constexpr int officeRuns = 3; ///< after one that makes its profile
constexpr int importedTables = 17;
constexpr int importedIndicators = 130;
constexpr int printedTables = 30;
constexpr int longestRunMs = 180'000;
const auto indicatorTable = QStringLiteral("indicators");

/// The office program all of this is compared with.
class LibreOffice {
public:
    LibreOffice() {
        for (const auto* name : {"libreoffice", "soffice"})
            if (program_.isEmpty()) program_ = QStandardPaths::findExecutable(QString::fromLatin1(name));
    }

    bool isThere() const { return !program_.isEmpty() && folder_.isValid(); }

    /// Median time to convert a file, with a profile of its own; a failure of the run when nothing comes out.
    double convert(const QString& path, const QString& format) const {
        const auto name = QFileInfo(path).completeBaseName() + u'.' + format;
        const auto target = folder_.filePath(name);
        return median(timeRuns(officeRuns, [&] {
            QFile::remove(target);
            QProcess process;
            process.setStandardOutputFile(QProcess::nullDevice());
            process.setStandardErrorFile(QProcess::nullDevice());
            const auto profile = QUrl::fromLocalFile(folder_.filePath(QStringLiteral("profile"))).toString();
            process.start(program_,
                          {QStringLiteral("-env:UserInstallation=") + profile, QStringLiteral("--headless"),
                           QStringLiteral("--convert-to"), format, QStringLiteral("--outdir"), folder_.path(), path});
            if (!process.waitForFinished(longestRunMs) || !QFileInfo::exists(target))
                qFatal("bench: LibreOffice did not convert %s to %s", qPrintable(path), qPrintable(format));
        }));
    }

private:
    QString program_;
    QTemporaryDir folder_;
};

/// Project tables with `indicators` rows in all.
QList<FormDocument> tables(const Seed& seed, int count, int indicators) {
    auto documents = seed.documents(count);
    for (int i = 0; i < count; ++i) {
        auto& rows = documents[i].tables[indicatorTable];
        const auto pool = rows;
        rows.clear();
        for (int row = i * indicators / count; row < (i + 1) * indicators / count; ++row)
            rows.append(pool.at(rows.size() % pool.size()));
    }
    return documents;
}

void write(const Seed& seed, const QList<FormDocument>& documents, const QString& path, const QString& format) {
    if (const auto written = exportForms(documents, seed.catalogue(), path, format); !written)
        qFatal("bench: %s", qPrintable(written.error().detail));
}

/// The same file without what it says about its forms, as another program would leave it.
void writeWithoutClaims(const Seed& seed, const QList<FormDocument>& documents, const QString& path) {
    auto forms = printedForms(documents, seed.catalogue());
    if (!forms) qFatal("bench: %s", qPrintable(forms.error().detail));
    for (auto& form : *forms)
        form.form.clear();
    if (const auto written = exportDocx(*forms, path); !written)
        qFatal("bench: %s", qPrintable(written.error().detail));
}

double importTime(const Seed& seed, const QString& path, qsizetype expected) {
    const Importer importer(seed.catalogue());
    qsizetype found = 0;
    const auto times = timeRuns(ownRuns, [&] {
        const auto result = importer.importFile(path);
        found = result ? result->documents.size() : 0;
    });
    if (found != expected) qFatal("bench: %d forms in %s", int(found), qPrintable(path));
    return median(times);
}

void measureDocxImport(const Seed& seed, const QString& folder, const LibreOffice& office, Report& report) {
    const auto documents = tables(seed, importedTables, importedIndicators);
    const auto path = folder + QStringLiteral("/tables.docx");
    const auto other = folder + QStringLiteral("/others.docx");
    const auto sheets = folder + QStringLiteral("/tables.xlsx");
    write(seed, documents, path, QStringLiteral("docx"));
    write(seed, documents, sheets, QStringLiteral("xlsx"));
    writeWithoutClaims(seed, documents, other);
    report.add({QStringLiteral("docx_import"),
                QStringLiteral("ms"),
                importTime(seed, path, documents.size()),
                QStringLiteral("a DOCX of 17 tables with 130 indicators to documents"),
                office.convert(path, QStringLiteral("txt")),
                QStringLiteral("LibreOffice converting the same file to text"),
                Limit::Ratio,
                1.0 / 20,
                {{QStringLiteral("of_another_program_ms"), rounded(importTime(seed, other, documents.size()))},
                 {QStringLiteral("xlsx_ms"), rounded(importTime(seed, sheets, documents.size()))}}});
}

void measurePdf(const Seed& seed, const QString& folder, const LibreOffice& office, Report& report) {
    const auto documents = seed.documents(printedTables);
    const auto docx = folder + QStringLiteral("/print.docx");
    write(seed, documents, docx, QStringLiteral("docx"));
    const auto pdf = folder + QStringLiteral("/print.pdf");
    const auto times = timeRuns(ownRuns, [&] { write(seed, documents, pdf, QStringLiteral("pdf")); });
    report.add({QStringLiteral("pdf_export"),
                QStringLiteral("ms"),
                median(times),
                QStringLiteral("30 project tables to PDF"),
                office.convert(docx, QStringLiteral("pdf")),
                QStringLiteral("LibreOffice converting the same tables from DOCX to PDF"),
                Limit::Ratio,
                1.0 / 10,
                {{QStringLiteral("pdf_bytes"), QFileInfo(pdf).size()}}});
}

} // namespace

void measureOffice(const Seed& seed, Report& report) {
    const LibreOffice office;
    if (!office.isThere()) {
        report.addMissing(QStringLiteral("docx_import"), QStringLiteral("LibreOffice is not installed"));
        report.addMissing(QStringLiteral("pdf_export"), QStringLiteral("LibreOffice is not installed"));
        return;
    }
    const QTemporaryDir folder(seed.folder() + QStringLiteral("/office-XXXXXX"));
    if (!folder.isValid()) qFatal("bench: no temporary folder: %s", qPrintable(folder.errorString()));
    measureDocxImport(seed, folder.path(), office, report);
    measurePdf(seed, folder.path(), office, report);
}

} // namespace jixiao::bench
