#include "core/documents/print/docx_export.h"
#include "core/documents/print/form_export.h"
#include "core/documents/print/xlsx_export.h"
#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/form_generator.h"
#include "tests/core/documents/form_sameness.h"
#include "tests/core/forms/made_up_values.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace jixiao;

namespace {

constexpr int defaultCases = 20;

int cases() {
    bool ok = false;
    const int wanted = qEnvironmentVariableIntValue("JIXIAO_ROUND_TRIPS", &ok);
    return ok && wanted > 0 ? wanted : defaultCases;
}

QByteArray exported(const QList<FormDocument>& documents, const QString& format) {
    if (format == QLatin1String("json"))
        return QJsonDocument(toInterchange({{}, format, documents, {}}, fixtures::catalogue())).toJson();
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("form.") + format);
    const auto written = exportForms(documents, fixtures::catalogue(), path, format);
    return written ? fixtures::bytesOf(path) : QByteArray();
}

/// JSON keeps every text as it stands.
FormDocument wanted(const FormDocument& document, const FormTemplate& form, const QString& format) {
    return format == QLatin1String("json") ? document : fixtures::normalForm(document, form);
}

FormDocument awkward(const FormTemplate& form, unsigned seed) {
    std::mt19937 source(seed);
    return fixtures::awkwardDocument(form, [&](int below) { return int(source() % unsigned(below)); });
}

Result<ImportResult> imported(const QList<PrintedForm>& forms, const QString& format) {
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("form.") + format);
    const auto written = format == QLatin1String("docx") ? exportDocx(forms, path) : exportXlsx(forms, path);
    if (!written) return written.error();
    return Importer(fixtures::catalogue()).importFile(path);
}

PrintedForm printedOf(const FormDocument& document) {
    return *printedForm(document, *fixtures::catalogue().find(document.form));
}

/// A table as programs leave it that write a broken table down page by page: its header again before row `at`, and
/// what reaches over the break in two pieces, the second one with its text again.
PrintedTable brokenBefore(const PrintedTable& table, int at) {
    PrintedTable broken = table;
    broken.rows += table.headerRows;
    broken.cells.clear();
    for (const auto& cell : table.cells) {
        const int end = cell.row + cell.rowSpan;
        auto upper = cell;
        upper.rowSpan = std::min(end, at) - cell.row;
        if (cell.row < at) broken.cells.append(upper);
        if (cell.row < table.headerRows) {
            auto again = cell;
            again.row += at;
            again.rowSpan = std::min(end, table.headerRows) - cell.row;
            // Reaches below the header: one cell on the new page, too.
            if (end > at) again.rowSpan = table.headerRows - cell.row + end - at;
            broken.cells.append(again);
        }
        if (end <= at || (cell.row < table.headerRows && end > at)) continue;
        auto lower = cell;
        lower.row = std::max(cell.row, at) + table.headerRows;
        lower.rowSpan = end - std::max(cell.row, at);
        broken.cells.append(lower);
    }
    std::sort(broken.cells.begin(), broken.cells.end(),
              [](const auto& a, const auto& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
    return broken;
}

/// What is wrong with the repairs: every one must name something the form does not print.
QString unexpectedRepair(const ImportResult& result) {
    for (const auto& repair : result.repairs)
        if (!repair.message.contains(QStringLiteral("不印出来"))) return repair.path + u' ' + repair.message;
    return {};
}

QString problemOf(const QList<FormDocument>& documents, const QString& format) {
    const auto bytes = exported(documents, format);
    if (bytes.isEmpty()) return QStringLiteral("not exported");
    const auto result = Importer(fixtures::catalogue()).importBytes(bytes, QStringLiteral("form.") + format);
    if (!result) return QStringLiteral("not imported: ") + result.error().id();
    if (result->documents.size() != documents.size())
        return QStringLiteral("%1 forms instead of %2: %3")
            .arg(result->documents.size())
            .arg(documents.size())
            .arg(result->repairs.isEmpty() ? QString() : result->repairs.first().message);
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const auto& form = *fixtures::catalogue().find(documents.at(i).form);
        const auto problem = fixtures::differenceOf(wanted(documents.at(i), form, format), result->documents.at(i));
        if (!problem.isEmpty()) return QStringLiteral("form %1: ").arg(i + 1) + problem;
    }
    return unexpectedRepair(*result);
}

/// The same as two tables, one a page.
std::pair<PrintedTable, PrintedTable> cutBefore(const PrintedTable& table, int at) {
    const auto broken = brokenBefore(table, at);
    auto first = broken;
    auto second = broken;
    first.rows = at;
    second.rows = broken.rows - at;
    first.cells.removeIf([&](const PrintedCell& cell) { return cell.row >= at; });
    second.cells.removeIf([&](const PrintedCell& cell) { return cell.row < at; });
    for (auto& cell : second.cells)
        cell.row -= at;
    return {first, second};
}

} // namespace

/// What is exported is imported as the same content (see form_sameness.h), from every template and format.
class FormRoundTripTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTemplate_data() {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("format");
        for (const auto& form : fixtures::catalogue().forms())
            for (const auto* format : {"docx", "xlsx", "json"})
                QTest::addRow("%s %s", qPrintable(form.id), format) << form.id << QString::fromLatin1(format);
    }
    void everyTemplate() {
        QFETCH(QString, form);
        QFETCH(QString, format);
        const auto& shape = *fixtures::catalogue().find(form);
        for (unsigned seed = 1; seed <= unsigned(cases()); ++seed) {
            const auto problem = problemOf({awkward(shape, seed)}, format);
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1, %2").arg(seed).arg(problem)));
        }
    }

    void severalFormsInOneFile_data() {
        QTest::addColumn<QString>("format");
        for (const auto* format : {"docx", "xlsx", "json"})
            QTest::addRow("%s", format) << QString::fromLatin1(format);
    }
    void severalFormsInOneFile() {
        QFETCH(QString, format);
        const auto& forms = fixtures::catalogue().forms();
        for (unsigned seed = 1; seed <= unsigned(cases()); ++seed) {
            std::mt19937 source(seed);
            QList<FormDocument> documents;
            for (auto count = 2 + source() % 5; count > 0; --count)
                documents.append(awkward(forms.at(qsizetype(source()) % forms.size()), unsigned(source())));
            const auto problem = problemOf(documents, format);
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1, %2").arg(seed).arg(problem)));
        }
    }

    /// A header printed again inside the table, as when every page was copied by itself.
    void tablesBrokenOverPages_data() {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("format");
        for (const auto& form : fixtures::catalogue().forms())
            for (const auto& grid : form.grid)
                if (grid.headerRows > 0 && !grid.repeat.isEmpty() && grid.bordered)
                    for (const auto* format : {"docx", "xlsx"})
                        QTest::addRow("%s %s %s", qPrintable(form.id), qPrintable(grid.repeat), format)
                            << form.id << QString::fromLatin1(format);
    }
    void tablesBrokenOverPages() {
        QFETCH(QString, form);
        QFETCH(QString, format);
        const auto& shape = *fixtures::catalogue().find(form);
        auto document = madeUpDocument(shape, 6);
        document.fiscalYear = std::max(document.fiscalYear, shape.yearFrom);
        document.fiscalYear = std::min(document.fiscalYear, shape.yearTo);
        auto printed = printedOf(document);
        for (auto& block : printed.blocks)
            if (auto* table = std::get_if<PrintedTable>(&block); table && table->headerRows > 0 && table->rows > 6)
                *table = brokenBefore(*table, table->rows - 2);
        const auto result = imported({printed}, format);
        QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().id()));
        QCOMPARE(result->documents.size(), 1);
        QCOMPARE(fixtures::differenceOf(fixtures::normalForm(document, shape), result->documents.first()), QString());
    }

    /// Every page a table of its own.
    void tablesCutInPages() {
        for (const auto* form : {"hebei.project.2025", "hebei.duty.2020", "national.monitoring.2019"}) {
            const auto& shape = *fixtures::catalogue().find(QString::fromLatin1(form));
            auto document = madeUpDocument(shape, 6);
            document.fiscalYear = std::max(document.fiscalYear, shape.yearFrom);
            auto printed = printedOf(document);
            auto* last = std::get_if<PrintedTable>(&printed.blocks.last());
            qsizetype place = printed.blocks.size() - 1;
            while (!last)
                last = std::get_if<PrintedTable>(&printed.blocks[--place]);
            const auto [first, second] = cutBefore(*last, last->rows - 2);
            printed.blocks[place] = first;
            printed.blocks.insert(place + 1, second);
            const auto result = imported({printed}, QStringLiteral("docx"));
            QVERIFY(result.ok());
            QCOMPARE(result->documents.size(), 1);
            QCOMPARE(fixtures::differenceOf(fixtures::normalForm(document, shape), result->documents.first()),
                     QString());
        }
    }

    /// What a file says about itself never stands against what its tables say.
    void falseClaimsAreNotBelieved() {
        const auto wrong = [](const QString& form, const QString& claimed, int year, int claimedYear) {
            auto document = madeUpDocument(*fixtures::catalogue().find(form), 4);
            document.fiscalYear = year;
            auto printed = printedOf(document);
            printed.form = claimed;
            printed.fiscalYear = claimedYear;
            printed.leftOut = {QStringLiteral("nothing.here"), QStringLiteral("x")};
            return std::pair{printed, year};
        };
        const QString national = QStringLiteral("national.monitoring.2019");
        const QString hubei = QStringLiteral("hubei.monitoring.2019");
        for (const auto* format : {"docx", "xlsx"})
            for (const auto& [form, claimed] : {std::pair{hubei, national}, std::pair{national, hubei},
                                                std::pair{national, national}, std::pair{hubei, QString()}}) {
                const auto [printed, year] = wrong(form, claimed, 2023, claimed == form ? 2031 : 2023);
                const auto result = imported({printed}, QString::fromLatin1(format));
                QVERIFY(result.ok());
                QCOMPARE(result->documents.size(), 1);
                QCOMPARE(result->documents.first().form, form);
                QCOMPARE(result->documents.first().fiscalYear, year);
                for (const auto& repair : result->repairs)
                    QVERIFY2(!repair.path.contains(QStringLiteral("nothing")), qPrintable(repair.path));
            }
    }

    void codesOnTheFormOutweighAClaim() {
        auto document = madeUpDocument(*fixtures::catalogue().find(QStringLiteral("hebei.project.2020")), 3);
        document.fiscalYear = 2020;
        document.fields[QStringLiteral("project.code")] = QStringLiteral("122-0401-JBN-QDHR");
        auto printed = printedOf(document);
        printed.form = QStringLiteral("hebei.project.2025");
        printed.fiscalYear = 2025;
        const auto result = imported({printed}, QStringLiteral("docx"));
        QVERIFY(result.ok());
        QCOMPARE(result->documents.first().form, QStringLiteral("hebei.project.2020"));
    }

    void aYearInTheTextOutweighsAClaim() {
        auto document = madeUpDocument(*fixtures::catalogue().find(QStringLiteral("hebei.project.2025")), 3);
        document.fiscalYear = 2025;
        auto printed = printedOf(document);
        printed.blocks.prepend(
            PrintedLine{TextRole::Caption, {{QStringLiteral("2024年部门预算公开"), Qt::AlignHCenter, {}}}, 1, false});
        const auto result = imported({printed}, QStringLiteral("docx"));
        QVERIFY(result.ok());
        QCOMPARE(result->documents.first().fiscalYear, 2024);
        QVERIFY(std::any_of(result->repairs.cbegin(), result->repairs.cend(), [](const auto& repair) {
            return repair.path == QLatin1String("documents[0].fiscalYear");
        }));
    }

    /// Forms taken out of a file leave claims behind.
    void claimsOfFormsThatAreGone() {
        QList<PrintedForm> printed;
        for (int i = 0; i < 4; ++i) {
            const bool project = i % 2 == 1;
            auto document = awkward(*fixtures::catalogue().find(project ? QStringLiteral("hebei.project.2025")
                                                                        : QStringLiteral("hubei.department.2024")),
                                    unsigned(i + 1));
            document.fiscalYear = 2021 + i;
            printed.append(printedOf(document));
        }
        printed[0].blocks = {PrintedLine{TextRole::Caption, {{QStringLiteral("目录"), Qt::AlignLeft, {}}}, 1, false}};
        const auto result = imported(printed, QStringLiteral("docx"));
        QVERIFY(result.ok());
        QCOMPARE(result->documents.size(), 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(result->documents.at(i).fiscalYear, 2022 + i);
    }

    /// What a form has no place for is named when the file comes back.
    void whatIsNotPrintedIsNamed() {
        auto document = madeUpDocument(*fixtures::catalogue().find(QStringLiteral("hebei.duty.2020")), 3);
        document.tables[QStringLiteral("duties")][1].cells[QStringLiteral("description")] = QStringLiteral("怎样计算");
        for (const auto* format : {"docx", "xlsx"}) {
            const auto result = imported({printedOf(document)}, QString::fromLatin1(format));
            QVERIFY(result.ok());
            QStringList named;
            for (const auto& repair : result->repairs)
                named.append(repair.path);
            QVERIFY2(named.contains(QStringLiteral("documents[0].duties.description")), qPrintable(named.join(u' ')));
        }
    }
};

QTEST_MAIN(FormRoundTripTest)
#include "tst_form_round_trip.moc"
