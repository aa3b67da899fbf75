#include "core/documents/text_decoder.h"
#include "core/documents/text_tables.h"
#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/office/office_fixtures.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace jixiao;

namespace {

SourceDocument sourceOf(const QByteArray& text) {
    const auto decoded = decodeCutText(text);
    auto source = readTextTables(*decoded, ImportLimits{});
    return source ? *std::move(source) : SourceDocument();
}

/// The table of a dump as it stood in the word processor: rows that blank lines inside a cell broke are whole again.
/// Pieces of a row make `width` cells together; 0 leaves rows alone. `paragraphs` between rows continue a cell.
SourceDocument mended(SourceDocument source, qsizetype width, bool paragraphs) {
    SourceDocument whole;
    const auto isRow = [](const SourceItem& item) { return item.kind == SourceItem::Kind::Row; };
    const auto last = std::find_if(source.items.crbegin(), source.items.crend(), isRow);
    const auto rowsLeft = source.items.size() - (last - source.items.crbegin());
    for (qsizetype i = 0; i < source.items.size(); ++i) {
        auto item = source.items.at(i);
        const bool inTable = !whole.items.isEmpty() && isRow(whole.items.last()) && i < rowsLeft;
        if (paragraphs && inTable && !isRow(item)) {
            whole.items.last().cells.last().text += u'\n' + item.cells.first().text;
            continue;
        }
        qsizetype sum = item.cells.size();
        qsizetype end = i + 1;
        while (isRow(item) && sum < width && end < source.items.size() && isRow(source.items.at(end)))
            sum += source.items.at(end++).cells.size();
        if (isRow(item) && sum == width && end > i + 1) {
            for (++i; i < end; ++i)
                item.cells += source.items.at(i).cells;
            --i;
        }
        if (paragraphs && isRow(item) && inTable) item.table = whole.items.last().table;
        whole.items.append(item);
    }
    return whole;
}

SourceDocument repeated(const SourceDocument& source, int times) {
    SourceDocument many;
    for (int i = 0; i < times; ++i) {
        const int before = many.items.isEmpty() ? 0 : many.items.last().table + 1;
        for (auto item : source.items) {
            if (item.table >= 0) item.table += before;
            many.items.append(item);
        }
    }
    return many;
}

QString described(const Result<ImportResult>& result) {
    if (!result) return result.error().id() + QStringLiteral(": ") + result.error().detail;
    QStringList lines;
    for (const auto& repair : result->repairs)
        lines.append(repair.path + QStringLiteral(" [") + repair.kind + QStringLiteral("] ") + repair.message);
    return lines.join(u'\n');
}

Result<ImportResult> importNamed(const QByteArray& bytes, const QString& name) {
    return Importer(fixtures::catalogue()).importBytes(bytes, name);
}

/// Both failed in the same way, or both read the same documents.
QString unlike(const Result<ImportResult>& text, const Result<ImportResult>& office) {
    if (text.ok() != office.ok()) return QStringLiteral("one failed: ") + described(text) + described(office);
    if (!text) return text.error().code == office.error().code ? QString() : described(office);
    return fixtures::difference(fixtures::interchangeOf(*text), fixtures::interchangeOf(*office));
}

} // namespace

class ImportOfficeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void officeFileReadsAsItsText_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("paragraphs");
        QTest::newRow("sample") << fixtures::sample() << 0 << false;
        const QDir seeds(fixtures::sourcePath(QStringLiteral("../shared/seeds")));
        const auto seed = [&](const QString& pattern) {
            const auto files = seeds.entryList({pattern});
            return files.isEmpty() ? fixtures::sample() : fixtures::bytesOf(seeds.filePath(files.first()));
        };
        QTest::newRow("first published file") << seed(QStringLiteral("000_*.txt")) << 8 << false;
        QTest::newRow("second published file") << seed(QStringLiteral("002_*.txt")) << 0 << false;
        QTest::newRow("third published file") << seed(QStringLiteral("004_*.txt")) << 0 << true;
    }

    void officeFileReadsAsItsText() {
        QFETCH(QByteArray, text);
        QFETCH(int, width);
        QFETCH(bool, paragraphs);
        const auto source = mended(sourceOf(text), width, paragraphs);
        const auto asText = fixtures::import(text);
        const auto asDocx = importNamed(fixtures::docxOf(source), QStringLiteral("form.docx"));
        const auto asXlsx = importNamed(fixtures::xlsxOf(source), QStringLiteral("form.xlsx"));
        QCOMPARE(unlike(asText, asDocx), QString());
        QCOMPARE(unlike(asText, asXlsx), QString());
        if (!asText) return;
        QCOMPARE(asDocx->kind, QStringLiteral("docx"));
        QCOMPARE(asXlsx->kind, QStringLiteral("xlsx"));
    }

    /// Any column may have cells that reach over rows, not only those of the official table.
    void cellsReachOverRows() {
        auto source = sourceOf(fixtures::sample());
        constexpr qsizetype level2 = 1;
        constexpr qsizetype basis = 5;
        qsizetype lower = -1;
        for (qsizetype i = 1; i < source.items.size() && lower < 0; ++i) {
            const auto& cells = source.items.at(i).cells;
            const bool follows = cells.size() == 6 && cells.first().text.isEmpty() && !cells.at(basis).text.isEmpty();
            if (follows && source.items.at(i - 1).cells.size() == 6) lower = i;
        }
        QVERIFY(lower > 0);
        auto& below = source.items[lower].cells;
        const auto& above = source.items.at(lower - 1).cells;
        for (const auto column : {level2, basis})
            below[column].text = above.at(column).text;
        const auto wanted = importNamed(fixtures::docxOf(source), QStringLiteral("form.docx"));

        const auto restart = QStringLiteral("<w:vMerge w:val=\"restart\"/>");
        const auto goesOn = QStringLiteral("<w:vMerge/>");
        // `merge` is what the two columns are marked with; "" leaves them single cells.
        const auto rowOf = [&](const QList<SourceCell>& cells, const QString& merge) {
            QStringList parts;
            for (qsizetype c = 0; c < cells.size(); ++c) {
                const bool inner = c == level2 || c == basis;
                const QString& outer = cells.first().text.isEmpty() ? goesOn : restart;
                const QString text = inner && merge == goesOn ? QString() : cells.at(c).text;
                parts.append(fixtures::cell(text, c == 0 ? outer : inner ? merge : QString()));
            }
            return fixtures::row(parts);
        };
        const auto single = rowOf(above, {}) + rowOf(below, {});
        auto merged = fixtures::docxBodyOf(source);
        QVERIFY(merged.contains(single));
        merged.replace(single, rowOf(above, restart) + rowOf(below, goesOn));
        const auto found = importNamed(fixtures::docx(merged), QStringLiteral("form.docx"));
        QVERIFY2(wanted.ok() && found.ok(), qPrintable(described(found)));
        QCOMPARE(unlike(wanted, found), QString());
        QCOMPARE(found->repairs.size(), wanted->repairs.size());
    }

    void repairsNameTheirPlace() {
        const auto source = sourceOf(fixtures::sample());
        const auto asDocx = importNamed(fixtures::docxOf(source), QStringLiteral("form.docx"));
        const auto asXlsx = importNamed(fixtures::xlsxOf(source), QStringLiteral("form.xlsx"));
        QVERIFY(asDocx.ok() && asXlsx.ok());
        QCOMPARE(asDocx->repairs.size(), 1);
        QVERIFY2(described(asDocx).contains(QStringLiteral("第1段至第2段未归入任何表")), qPrintable(described(asDocx)));
        QCOMPARE(asXlsx->repairs.size(), 1);
        QVERIFY2(described(asXlsx).contains(QStringLiteral("第1–2行未归入任何表")) ||
                     described(asXlsx).contains(QStringLiteral("第1行至第2行未归入任何表")),
                 qPrintable(described(asXlsx)));
    }

    void tablesBrokenOverPagesAreOne_data() {
        QTest::addColumn<QString>("between");
        QTest::newRow("nothing between") << QString();
        QTest::newRow("page number between") << QStringLiteral("- 12 -");
    }

    /// Every table of indicators goes on as a table of its own after its second row, its header printed again.
    void tablesBrokenOverPagesAreOne() {
        QFETCH(QString, between);
        SourceDocument broken;
        SourceItem header;
        int table = -1;
        int rowsOfTable = 0;
        int added = 0;
        for (auto item : sourceOf(fixtures::sample()).items) {
            if (item.table != table) rowsOfTable = 0;
            table = item.table;
            if (item.table >= 0) item.table += added;
            if (rowsOfTable == 0) header = item;
            if (++rowsOfTable == 4 && header.cells.size() == 6) {
                if (!between.isEmpty()) broken.items.append(SourceItem{{}, -1, {{between, 0}}, 0});
                ++added;
                header.table = ++item.table;
                broken.items.append(header);
            }
            broken.items.append(item);
        }
        QCOMPARE(added, 12);
        for (const QByteArray& bytes : {fixtures::docxOf(broken), fixtures::xlsxOf(broken)}) {
            const auto result = importNamed(bytes, QStringLiteral("form"));
            QVERIFY2(result.ok(), qPrintable(described(result)));
            QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
            QCOMPARE(result->repairs.size(), between.isEmpty() ? 1 : 13);
        }
    }

    void formsInAFrameAreFound() {
        const QString body = fixtures::docxBodyOf(sourceOf(fixtures::sample()));
        const auto framed =
            fixtures::docx(fixtures::table({QStringLiteral("<w:tr><w:tc><w:tcPr/>%1</w:tc></w:tr>").arg(body)}));
        const auto result = importNamed(framed, QStringLiteral("form.docx"));
        QVERIFY2(result.ok(), qPrintable(described(result)));
        QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
        QCOMPARE(result->repairs.size(), 1);
    }

    void strayTableInACellIsListed() {
        QString body = fixtures::docxBodyOf(sourceOf(fixtures::sample()));
        const auto cells =
            QStringList{fixtures::cell(QStringLiteral("附表一")), fixtures::cell(QStringLiteral("附表二"))};
        const QString inner = fixtures::table({fixtures::row(cells), fixtures::row(cells)});
        const auto at = body.indexOf(QStringLiteral("为分局执法办案中心"));
        QVERIFY(at > 0);
        body.insert(body.indexOf(QStringLiteral("</w:tc>"), at), inner + fixtures::paragraph({}));
        const auto result = importNamed(fixtures::docx(body), QStringLiteral("form.docx"));
        QVERIFY2(result.ok(), qPrintable(described(result)));
        QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
        QCOMPARE(result->repairs.size(), 2);
        QVERIFY2(described(result).contains(QStringLiteral("documents[0] [unknown]")) &&
                     described(result).contains(QStringLiteral("未归入任何表：“附表一 附表二”")),
                 qPrintable(described(result)));
    }

    void kindIsTakenFromTheContent_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kind");
        const auto source = sourceOf(fixtures::sample());
        QTest::newRow("docx called txt") << fixtures::docxOf(source) << QStringLiteral("a.txt")
                                         << QStringLiteral("docx");
        QTest::newRow("docx called xlsx")
            << fixtures::docxOf(source) << QStringLiteral("a.xlsx") << QStringLiteral("docx");
        QTest::newRow("xlsx called docx")
            << fixtures::xlsxOf(source) << QStringLiteral("a.DOCX") << QStringLiteral("xlsx");
        QTest::newRow("xlsx called json")
            << fixtures::xlsxOf(source) << QStringLiteral("a.json") << QStringLiteral("xlsx");
        QTest::newRow("text called docx") << fixtures::sample() << QStringLiteral("a.docx") << QStringLiteral("text");
        QTest::newRow("text called xls") << fixtures::sample() << QStringLiteral("a.xls") << QStringLiteral("text");
    }

    void kindIsTakenFromTheContent() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(QString, kind);
        const auto result = importNamed(bytes, name);
        QVERIFY2(result.ok(), qPrintable(described(result)));
        QCOMPARE(result->kind, kind);
        QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
    }

    void otherProducersReadAlike_data() {
        QTest::addColumn<QString>("file");
        const QDir folder(fixtures::sourcePath(QStringLiteral("tests/fixtures/office")));
        const auto files = folder.entryList({QStringLiteral("gaoxin-2020*")}, QDir::Files, QDir::Name);
        QVERIFY(files.size() >= 2);
        for (const QString& file : files)
            QTest::newRow(qPrintable(file)) << folder.filePath(file);
    }

    void otherProducersReadAlike() {
        QFETCH(QString, file);
        const auto result = Importer(fixtures::catalogue()).importFile(file);
        QVERIFY2(result.ok(), qPrintable(described(result)));
        QCOMPARE(fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(*result)), QString());
    }

    void badOfficeFilesHaveTheirError_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        const QByteArray container("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
        QByteArray lockedName;
        for (const char c : QByteArray("EncryptedPackage"))
            lockedName += QByteArray(1, c) + '\0';
        const auto docx = fixtures::docxOf(sourceOf(fixtures::sample()));
        fixtures::Parts macros = fixtures::docxParts(fixtures::paragraph(QStringLiteral("甲")));
        macros.append({QStringLiteral("word/vbaProject.bin"), "x"});
        const auto entities = QByteArray("<!DOCTYPE w:document [<!ENTITY a \"b\">]><w:document/>");
        fixtures::Parts unsafe = fixtures::docxParts({});
        for (auto& [name, bytes] : unsafe)
            if (name == u"word/document.xml") bytes = entities;
        fixtures::Parts broken = unsafe;
        for (auto& [name, bytes] : broken)
            if (name == u"word/document.xml") bytes = "<w:document>";
        QTest::newRow("with a password") << container + QByteArray(504, '\0') + lockedName + QByteArray(100, '\0')
                                         << ErrorCode::DocumentProtected;
        QTest::newRow("doc, xls, wps") << container + QByteArray(600, '\0') << ErrorCode::DocumentOldFormat;
        QTest::newRow("macros") << fixtures::packed(macros) << ErrorCode::DocumentHasMacros;
        QTest::newRow("entities") << fixtures::packed(unsafe) << ErrorCode::DocumentUnsafe;
        QTest::newRow("broken XML") << fixtures::packed(broken) << ErrorCode::DocumentDamaged;
        QTest::newRow("cut") << docx.left(docx.size() / 2) << ErrorCode::FileTruncated;
        QTest::newRow("another zip") << fixtures::ZipWriter().add(QStringLiteral("a.txt"), "x").bytes()
                                     << ErrorCode::FileBinary;
        QTest::newRow("no form") << fixtures::docx(fixtures::paragraph(QStringLiteral("一封信")))
                                 << ErrorCode::FormNotRecognised;
        QTest::newRow("nothing") << fixtures::docx({}) << ErrorCode::FileEmpty;
        QTest::newRow("rich text called doc") << QByteArray("{\\rtf1 a}") << ErrorCode::FileBinary;
    }

    void badOfficeFilesHaveTheirError() {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        const auto result = importNamed(bytes, QStringLiteral("坏.docx"));
        QVERIFY(!result.ok());
        QCOMPARE(result.error().id(), Error{code}.id());
        const auto message = result.error().userMessage();
        QVERIFY2(message.what.contains(QStringLiteral("坏.docx")), qPrintable(message.what));
        QVERIFY(!message.safe.isEmpty() && !message.next.isEmpty() && !message.oneLine().contains(u'{'));
    }

    void manyTablesTakeTimeInProportion_data() {
        QTest::addColumn<bool>("asSheet");
        QTest::newRow("docx") << false;
        QTest::newRow("xlsx") << true;
    }

    void manyTablesTakeTimeInProportion() {
        QFETCH(bool, asSheet);
        const auto seconds = [&](int times) {
            const auto source = repeated(sourceOf(fixtures::sample()), times);
            const QByteArray bytes = asSheet ? fixtures::xlsxOf(source) : fixtures::docxOf(source);
            QElapsedTimer timer;
            timer.start();
            const auto result = importNamed(bytes, QStringLiteral("many"));
            const double taken = double(timer.nsecsElapsed()) / 1e9;
            const auto tables = source.items.last().table + 1;
            qInfo("%d tables, %lld bytes: %.3f s", tables, qint64(bytes.size()), taken);
            return result && result->documents.size() == 12 * times ? taken : -1.0;
        };
        const double quarter = seconds(21);
        const double whole = seconds(84); // 2,016 tables
        QVERIFY(quarter > 0 && whole > 0);
        QVERIFY2(whole < 4 * quarter * 2 + 0.2, qPrintable(QStringLiteral("%1 s, %2 s").arg(quarter).arg(whole)));
    }
};

QTEST_GUILESS_MAIN(ImportOfficeTest)
#include "tst_import_office.moc"
