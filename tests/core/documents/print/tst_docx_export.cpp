#include "core/documents/print/docx_body.h"
#include "core/documents/print/docx_export.h"
#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/print/office_reading.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace jixiao;

namespace {

const FormTemplate& formOf(const FormDocument& document) { return *fixtures::catalogue().find(document.form); }

QList<PrintedForm> printed(const QList<FormDocument>& documents) {
    const auto forms = printedForms(documents, fixtures::catalogue());
    return forms ? *forms : QList<PrintedForm>();
}

QByteArray written(const QList<PrintedForm>& forms) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("forms.docx"));
    return exportDocx(forms, path) ? fixtures::bytesOf(path) : QByteArray();
}

QList<PrintedTable> tablesOf(const QList<PrintedForm>& forms) {
    QList<PrintedTable> tables;
    for (const auto& form : forms)
        for (const auto& block : form.blocks)
            if (const auto* table = std::get_if<PrintedTable>(&block)) tables.append(*table);
    return tables;
}

/// How a table of the file differs from the one it was made of; empty when it does not.
QString difference(const PrintedTable& expected, const office::DocxItem& actual) {
    if (actual.rows.size() != expected.rows) return QStringLiteral("rows");
    const int width = std::accumulate(actual.grid.cbegin(), actual.grid.cend(), 0);
    if (actual.grid.size() != expected.widths.size() || width != twips(expected.left(int(expected.widths.size()))))
        return QStringLiteral("grid");
    const auto coverage = expected.coverage();
    for (int row = 0; row < expected.rows; ++row) {
        const auto& line = actual.rows.at(row);
        if (line.header != (row < expected.headerRows)) return QStringLiteral("header row %1").arg(row);
        int column = 0;
        for (const auto& cell : line.cells) {
            const QString place = QStringLiteral("row %1 column %2: ").arg(row).arg(column);
            if (column >= actual.grid.size()) return place + QStringLiteral("too many cells");
            const auto& source = expected.cells.at(coverage.at(row).at(column));
            const bool first = source.row == row;
            const QString merge = source.rowSpan == 1 ? QString()
                                  : first             ? QStringLiteral("restart")
                                                      : QStringLiteral("continue");
            if (cell.span != source.columnSpan || cell.merge != merge) return place + QStringLiteral("spans");
            if (cell.text() != (first ? source.text : QString())) return place + cell.text();
            const int sum =
                std::accumulate(actual.grid.cbegin() + column, actual.grid.cbegin() + column + cell.span, 0);
            if (cell.width != sum) return place + QStringLiteral("width");
            column += cell.span;
        }
        if (column != actual.grid.size()) return QStringLiteral("row %1 is short").arg(row);
    }
    return {};
}

} // namespace

class DocxExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void archiveIsWellFormedAndTimeless() {
        const auto forms = printed(fixtures::sampleDocuments());
        const auto bytes = written(forms);
        const auto parts = office::unzipped(bytes);
        QVERIFY(parts.contains(QStringLiteral("[Content_Types].xml")));
        QVERIFY(parts.contains(QStringLiteral("word/document.xml")));
        QCOMPARE(office::malformedParts(parts), QStringList());
        for (const auto& part : parts) {
            QCOMPARE(part.dosDate, (1 << 5) | 1); // the first of January 1980
            QCOMPARE(part.dosTime, 0);
        }
        QCOMPARE(written(forms), bytes);
    }

    /// What a part refers to exists, and everything that exists is declared.
    void partsReferToEachOther() {
        const auto parts = office::unzipped(written(printed({fixtures::longDocument()})));
        const auto types = parts.value(QStringLiteral("[Content_Types].xml")).bytes;
        const auto relations = parts.value(QStringLiteral("word/_rels/document.xml.rels")).bytes;
        for (auto it = parts.cbegin(); it != parts.cend(); ++it) {
            if (!it.key().startsWith(u"word/") || it.key().endsWith(u".rels")) continue;
            QVERIFY2(types.contains("\"/" + it.key().toUtf8() + '"'), qPrintable(it.key()));
            const auto name = it.key().section(u'/', -1);
            if (name != u"document.xml") QVERIFY2(relations.contains('"' + name.toUtf8() + '"'), qPrintable(name));
        }
        const auto body = parts.value(QStringLiteral("word/document.xml")).bytes;
        const auto styles = parts.value(QStringLiteral("word/styles.xml")).bytes;
        for (const auto role : {TextRole::Title, TextRole::Caption, TextRole::Label, TextRole::Body}) {
            QVERIFY(body.contains("w:val=\"" + docxStyle(role).toUtf8()));
            QVERIFY(styles.contains("w:styleId=\"" + docxStyle(role).toUtf8()));
        }
    }

    void tablesAreThePrintedOnes_data() {
        QTest::addColumn<QList<FormDocument>>("documents");
        QTest::newRow("sample") << fixtures::sampleDocuments();
        QTest::newRow("long") << QList<FormDocument>{fixtures::longDocument()};
        QTest::newRow("blank, every form") << fixtures::blankDocuments();
    }
    void tablesAreThePrintedOnes() {
        QFETCH(QList<FormDocument>, documents);
        const auto forms = printed(documents);
        QCOMPARE(forms.size(), documents.size());
        const auto expected = tablesOf(forms);
        const auto actual = office::readDocx(written(forms)).tables();
        QList<PrintedTable> real;
        for (const auto& table : expected)
            if (table.bordered || table.widths.size() > 1) real.append(table);
        QCOMPARE(actual.size(), real.size());
        for (int i = 0; i < real.size(); ++i)
            QCOMPARE(difference(real.at(i), actual.at(i)), QString());
    }

    void tablesNeverTouch() {
        const auto body = office::readDocx(written(printed(fixtures::sampleDocuments())));
        for (qsizetype i = 0; i + 1 < body.items.size(); ++i)
            QVERIFY(!body.items.at(i).table || !body.items.at(i + 1).table);
        QVERIFY(!body.items.last().table);
    }

    void everyFormBeginsAPageWithItsTitle() {
        const auto forms = printed(fixtures::sampleDocuments());
        const auto body = office::readDocx(written(forms));
        QStringList titles;
        int breaks = 0;
        for (const auto& item : body.items) {
            breaks += item.pageBreak ? 1 : 0;
            if (item.style != docxStyle(TextRole::Title)) continue;
            QCOMPARE(item.pageBreak, !titles.isEmpty());
            titles.append(item.text);
        }
        QCOMPARE(breaks, forms.size() - 1);
        QCOMPARE(titles.size(), forms.size());
        for (int i = 0; i < forms.size(); ++i)
            QCOMPARE(titles.at(i), forms.at(i).title);
    }

    void unitLineHasUnitAndMoney() {
        auto document = fixtures::sampleDocuments().first();
        document.fields[QStringLiteral("unit.code")] = QStringLiteral("122002");
        document.fields[QStringLiteral("unit.name")] = QStringLiteral("公安\t分局");
        const auto paragraphs = office::readDocx(written(printed({document}))).paragraphs();
        QCOMPARE(paragraphs.size(), 2);
        QCOMPARE(paragraphs.at(1).text, QStringLiteral("122002公安 分局\t单位：万元"));
    }

    void wideFormsLieAcrossThePage() {
        const auto upright = fixtures::sampleDocuments().first();
        auto wide = formOf(upright);
        for (auto& table : wide.grid)
            table.widths.first() += 80;
        const auto tall = printed({upright, upright});
        const auto across = printedForm(upright, wide);
        QVERIFY(across.ok());
        const auto body = office::readDocx(written({tall.at(0), tall.at(1), *across, tall.at(0)}));
        const QSize portrait(twips(210), twips(297));
        QCOMPARE(body.pages, (QList<QSize>{portrait, portrait.transposed(), portrait}));
        QCOMPARE(body.sideMargins, (QList<int>{twips(15), twips(18.5), twips(15)}));
        const auto endsSection = [](const office::DocxItem& item) { return item.sectionEnd; };
        QCOMPARE(std::count_if(body.items.cbegin(), body.items.cend(), endsSection), 2);
    }

    void textsKeepTheirCharacters() {
        auto document = fixtures::sampleDocuments().first();
        const QString kept = QStringLiteral("  <b>&amp;</b> \"'\t=1+1  末尾𠮷\u00A0\u3000 ");
        document.fields[QStringLiteral("fundUse")] = kept + u'\n' + QStringLiteral("\r\n第三行\r第四行");
        document.fields[QStringLiteral("budget.other")] =
            QString(QChar(1)) + QChar(0x0B) + QChar(0xD800) + u'x' + QChar(0xFFFE) + QChar(0xDC00);
        const auto bytes = written(printed({document}));
        QCOMPARE(office::malformedParts(office::unzipped(bytes)), QStringList());
        const auto rows = office::readDocx(bytes).tables().first().rows;
        QCOMPARE(rows.at(2).cells.at(1).paragraphs,
                 (QStringList{kept, QString(), QStringLiteral("第三行"), QStringLiteral("第四行")}));
        const QChar lost = QChar::ReplacementCharacter;
        QCOMPARE(rows.at(1).cells.last().text(), QStringLiteral("  ") + lost + u'x' + lost + lost);
    }

    void runningTextIsParagraphs() {
        PrintedForm form{QStringLiteral("f"), 2025, {}, 160, {210, 297}, {}};
        PrintedTable text;
        text.widths = {160};
        text.bordered = false;
        text.rows = 2;
        text.cells = {{0, 0, 1, 1, TextRole::Label, Qt::AlignHCenter, {}, QStringLiteral("一、总体目标")},
                      {1, 0, 1, 1, TextRole::Body, Qt::AlignLeft, {}, QStringLiteral("甲\n乙\n丙")}};
        text.cells[1].paragraphs = {QStringLiteral("甲"), QStringLiteral("乙\n丙")};
        form.blocks = {text};
        const auto body = office::readDocx(written({form, form}));
        QVERIFY(body.tables().isEmpty());
        QStringList texts;
        for (const auto& paragraph : body.paragraphs())
            texts.append((paragraph.pageBreak ? QStringLiteral("|") : QString()) + paragraph.text);
        QCOMPARE(texts, (QStringList{QStringLiteral("一、总体目标"), QStringLiteral("甲"), QStringLiteral("乙\n丙"),
                                     QStringLiteral("|一、总体目标"), QStringLiteral("甲"), QStringLiteral("乙\n丙")}));
    }
};

QTEST_GUILESS_MAIN(DocxExportTest)
#include "tst_docx_export.moc"
