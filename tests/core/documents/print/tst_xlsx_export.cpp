#include "core/documents/print/exact_number.h"
#include "core/documents/print/print_fonts.h"
#include "core/documents/print/sheet_writer.h"
#include "core/documents/print/xlsx_export.h"
#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/print/office_reading.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace jixiao;

namespace {

constexpr double highestRow = 409; ///< points; what spreadsheet programs allow

QList<PrintedForm> printed(const QList<FormDocument>& documents) {
    const auto forms = printedForms(documents, fixtures::catalogue());
    return forms ? *forms : QList<PrintedForm>();
}

QByteArray written(const QList<PrintedForm>& forms) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("forms.xlsx"));
    return exportXlsx(forms, path) ? fixtures::bytesOf(path) : QByteArray();
}

PrintedForm withTitle(const QString& title) {
    PrintedForm form{QStringLiteral("f"), 2025, title, 160, {210, 297}, {}};
    form.blocks = {PrintedLine{TextRole::Title, {{title, Qt::AlignHCenter, {}}}, 0, true}};
    return form;
}

PrintedForm withCell(const QString& text, FieldType type = FieldType::Text) {
    auto form = withTitle(QStringLiteral("表"));
    PrintedTable table;
    table.widths = {80, 80};
    table.rows = 1;
    table.cells = {{0, 0, 1, 1, TextRole::Label, Qt::AlignHCenter, {}, QStringLiteral("名称")},
                   {0, 1, 1, 1, TextRole::Body, Qt::AlignLeft, {}, text, type}};
    form.blocks.append(table);
    return form;
}

/// How a sheet differs from the form it was made of; empty when it does not.
QString difference(const PrintedForm& form, const office::XlsxSheet& sheet) {
    const auto expected = sheetOf(form);
    if (sheet.widths.size() != expected.widths.size() || sheet.heights.size() != expected.heights.size())
        return QStringLiteral("grid");
    QSet<QPair<int, int>> taken;
    qsizetype merged = 0;
    qsizetype filled = 0;
    for (const auto& cell : expected.cells) {
        const QString place = QStringLiteral("row %1 column %2: ").arg(cell.row).arg(cell.column);
        for (int row = cell.row; row < cell.row + cell.rowSpan; ++row)
            for (int column = cell.column; column < cell.column + cell.columnSpan; ++column) {
                if (taken.contains({row, column})) return place + QStringLiteral("overlap");
                taken.insert({row, column});
            }
        const bool merge = cell.rowSpan > 1 || cell.columnSpan > 1;
        merged += merge ? 1 : 0;
        if (merge && !sheet.merges.contains(QRect(cell.column, cell.row, cell.columnSpan, cell.rowSpan)))
            return place + QStringLiteral("merge");
        const auto found = sheet.cells.value({cell.row, cell.column});
        filled += cell.text.isEmpty() ? 0 : 1;
        if (!found.number && found.text != cell.text) return place + found.text;
        if (!found.number) continue;
        if (found.shown() != cell.text) return place + found.text;
    }
    if (taken.size() != expected.widths.size() * expected.heights.size()) return QStringLiteral("gaps");
    if (sheet.merges.size() != merged) return QStringLiteral("merges");
    return sheet.cells.size() == filled ? QString() : QStringLiteral("cells");
}

} // namespace

class XlsxExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void archiveIsWellFormedAndTimeless() {
        const auto forms = printed(fixtures::sampleDocuments());
        const auto bytes = written(forms);
        const auto parts = office::unzipped(bytes);
        QVERIFY(parts.size() > 10);
        QCOMPARE(office::malformedParts(parts), QStringList());
        for (const auto& part : parts)
            QCOMPARE(part.dosDate, (1 << 5) | 1); // the first of January 1980
        QVERIFY(parts.value(QStringLiteral("docProps/core.xml")).bytes.contains(">1980-01-01T00:00:00Z<"));
        QCOMPARE(written(forms), bytes);
    }

    void sheetsAreThePrintedForms_data() {
        QTest::addColumn<QList<FormDocument>>("documents");
        QTest::newRow("sample") << fixtures::sampleDocuments();
        QTest::newRow("long") << QList<FormDocument>{fixtures::longDocument()};
        QTest::newRow("blank, every form") << fixtures::blankDocuments();
    }
    void sheetsAreThePrintedForms() {
        QFETCH(QList<FormDocument>, documents);
        const auto forms = printed(documents);
        const auto sheets = office::readXlsx(written(forms));
        QCOMPARE(sheets.size(), documents.size());
        const auto names = sheetNames(forms);
        for (int i = 0; i < sheets.size(); ++i) {
            QCOMPARE(difference(forms.at(i), sheets.at(i)), QString());
            QCOMPARE(sheets.at(i).name, names.at(i));
            QVERIFY(!sheets.at(i).formulas);
        }
    }

    /// Every cell of a table keeps its width in mm and the rows it spans, wherever other tables have their edges.
    void cellsKeepTheirPlace() {
        for (const auto& form : printed(fixtures::sampleDocuments() + QList{fixtures::longDocument()})) {
            const auto sheet = sheetOf(form);
            QCOMPARE(std::accumulate(sheet.widths.cbegin(), sheet.widths.cend(), 0.0), form.width);
            for (const double height : sheet.heights)
                QVERIFY(height > 0 && height / mmPerPoint <= highestRow);
            qsizetype index = 0;
            for (const auto& block : form.blocks) {
                const auto* table = std::get_if<PrintedTable>(&block);
                if (!table) {
                    index += std::get<PrintedLine>(block).texts.size();
                    continue;
                }
                for (const auto& source : table->cells) {
                    const auto& cell = sheet.cells.at(index++);
                    const auto from = sheet.widths.cbegin() + cell.column;
                    QCOMPARE(std::accumulate(sheet.widths.cbegin(), from, 0.0), table->left(source.column));
                    QCOMPARE(std::accumulate(from, from + cell.columnSpan, 0.0), table->width(source));
                    QCOMPARE(cell.text, source.text);
                    QVERIFY(cell.rowSpan >= source.rowSpan);
                }
            }
            QCOMPARE(index, sheet.cells.size());
        }
    }

    void tallRowsAreSeveralMerged() {
        const auto form = printed({fixtures::longDocument()}).first();
        const auto sheet = sheetOf(form);
        const auto cell = std::find_if(sheet.cells.cbegin(), sheet.cells.cend(),
                                       [](const auto& c) { return c.path == QLatin1String("fundUse"); });
        QVERIFY(cell != sheet.cells.cend());
        QVERIFY(cell->rowSpan > 1);
        const auto first = sheet.heights.cbegin() + cell->row;
        const double lines = double(cell->text.size()) * pointSize(TextRole::Body) * mmPerPoint / 155;
        QVERIFY(std::accumulate(first, first + cell->rowSpan, 0.0) > lines * lineHeight(TextRole::Body));
    }

    void headerRowsAreRepeated() {
        const auto forms = printed({fixtures::sampleDocuments().first()});
        const auto sheet = sheetOf(forms.first());
        const auto read = office::readXlsx(written(forms)).first();
        QVERIFY(sheet.firstTitleRow > 0);
        QCOMPARE(read.titleRows, QStringLiteral("$%1:$%2").arg(sheet.firstTitleRow + 1).arg(sheet.lastTitleRow + 1));
        const auto label = std::find_if(sheet.cells.cbegin(), sheet.cells.cend(),
                                        [&](const auto& c) { return c.row == sheet.firstTitleRow; });
        QCOMPARE(label->role, TextRole::Label);
        QVERIFY(!read.landscape);
    }

    void wideFormsLieAcrossThePage() {
        const auto document = fixtures::sampleDocuments().first();
        auto wide = *fixtures::catalogue().find(document.form);
        for (auto& table : wide.grid)
            table.widths.first() += 80;
        const auto form = printedForm(document, wide);
        QVERIFY(form.ok());
        QVERIFY(office::readXlsx(written({*form})).first().landscape);
    }

    void numbersAreExactOrTexts_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("format"); // empty: a text
        QTest::newRow("money") << QStringLiteral("18.67") << QStringLiteral("0.00");
        QTest::newRow("whole") << QStringLiteral("25") << QStringLiteral("0");
        QTest::newRow("nothing") << QStringLiteral("0") << QStringLiteral("0");
        QTest::newRow("minus") << QStringLiteral("-3.50") << QStringLiteral("0.00");
        QTest::newRow("small") << QStringLiteral("0.000001") << QStringLiteral("0.000000");
        QTest::newRow("grouped") << QStringLiteral("1,234,567.80") << QStringLiteral("#,##0.00");
        QTest::newRow("15 digits") << QStringLiteral("9999999999999.99") << QStringLiteral("0.00");
        QTest::newRow("16 digits") << QStringLiteral("99999999999999.99") << QString();
        QTest::newRow("leading zero") << QStringLiteral("007") << QString();
        QTest::newRow("no whole part") << QStringLiteral(".5") << QString();
        QTest::newRow("point at the end") << QStringLiteral("5.") << QString();
        QTest::newRow("minus nothing") << QStringLiteral("-0.00") << QString();
        QTest::newRow("plus") << QStringLiteral("+5") << QString();
        QTest::newRow("exponent") << QStringLiteral("1e5") << QString();
        QTest::newRow("badly grouped") << QStringLiteral("12,34") << QString();
        QTest::newRow("four before a comma") << QStringLiteral("1234,567") << QString();
        QTest::newRow("zero before a comma") << QStringLiteral("0,123") << QString();
        QTest::newRow("percent") << QStringLiteral("50%") << QStringLiteral("0%");
        QTest::newRow("percent with decimals") << QStringLiteral("-7.50%") << QStringLiteral("0.00%");
        QTest::newRow("percent alone") << QStringLiteral("%") << QString();
        QTest::newRow("wide percent") << QStringLiteral("50％") << QString();
        QTest::newRow("space") << QStringLiteral("5 ") << QString();
        QTest::newRow("line break") << QStringLiteral("5\n") << QString();
        QTest::newRow("wide digits") << QStringLiteral("５") << QString();
        QTest::newRow("comparator") << QStringLiteral("≥5") << QString();
    }
    void numbersAreExactOrTexts() {
        QFETCH(QString, text);
        QFETCH(QString, format);
        for (const auto type : {FieldType::Money, FieldType::Percent, FieldType::Number, FieldType::Value}) {
            const auto cell = office::readXlsx(written({withCell(text, type)})).first().cells.value({1, 1});
            QCOMPARE(cell.number, !format.isEmpty());
            if (!cell.number) {
                QCOMPARE(cell.text, text);
                continue;
            }
            QCOMPARE(cell.format, format);
            QString plain = text;
            plain.remove(u',');
            QCOMPARE(cell.shown(), plain);
        }
        for (const auto type : {FieldType::Text, FieldType::LongText, FieldType::Enum, FieldType::Date})
            QVERIFY(!exactNumber(text, type));
    }

    void textsKeepTheirCharacters_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("formula") << QStringLiteral("=1+1");
        QTest::newRow("command") << QStringLiteral("@SUM(A1)");
        QTest::newRow("markup") << QStringLiteral("<b>&amp;</b> \"'");
        QTest::newRow("spaces") << QStringLiteral("  两端 \u00A0\u3000 ");
        QTest::newRow("lines") << QStringLiteral("一\n\n三\t四");
        QTest::newRow("escape") << QStringLiteral("_x0041_ _x005F_x0041_ _X0041_ _x41_");
        QTest::newRow("astral") << QStringLiteral("𠮷𠮷");
        QTest::newRow("apostrophe") << QStringLiteral("'007");
        QTest::newRow("link") << QStringLiteral("http://example.org/");
        QTest::newRow("longest") << QString(32'767, u'案');
    }
    void textsKeepTheirCharacters() {
        QFETCH(QString, text);
        const auto sheet = office::readXlsx(written({withCell(text)})).first();
        QVERIFY(!sheet.formulas);
        QCOMPARE(sheet.cells.value({1, 1}).text, text);
    }

    void unprintableCharactersAreReplaced() {
        const auto bytes = written({withCell(QString(QChar(1)) + QChar(0xD800) + u'x' + QChar(0xFFFF))});
        QCOMPARE(office::malformedParts(office::unzipped(bytes)), QStringList());
        const QChar lost = QChar::ReplacementCharacter;
        QCOMPARE(office::readXlsx(bytes).first().cells.value({1, 1}).text, QStringLiteral(" ") + lost + u'x' + lost);
    }

    void textsLongerThanACellAreRefused() {
        const QTemporaryDir folder;
        const auto result = exportXlsx({withCell(QString(32'768, u'x'))}, folder.filePath(QStringLiteral("f.xlsx")));
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    void sheetNamesAreAllowedAndDifferent() {
        const QStringList titles{QStringLiteral("甲"),
                                 QStringLiteral("甲"),
                                 QStringLiteral("a[b]:c*d?e/f\\g"),
                                 QStringLiteral("'引号'"),
                                 QString(),
                                 QStringLiteral("History"),
                                 QString(40, u'长'),
                                 QString(40, u'长') + u'x',
                                 QStringLiteral("ABC"),
                                 QStringLiteral("abc"),
                                 QString(30, u'长') + QStringLiteral("𠮷"),
                                 QStringLiteral("  一\n二  ")};
        QList<PrintedForm> forms;
        for (const auto& title : titles)
            forms.append(withTitle(title));
        const auto names = sheetNames(forms);
        QSet<QString> seen;
        for (const auto& name : names) {
            QVERIFY2(!name.isEmpty() && name.size() <= 31, qPrintable(name));
            QVERIFY2(!seen.contains(name.toLower()), qPrintable(name));
            seen.insert(name.toLower());
        }
        QCOMPARE(names.at(0), QStringLiteral("甲"));
        QCOMPARE(names.at(1), QStringLiteral("甲 (2)"));
        QCOMPARE(names.at(2), QStringLiteral("a b c d e f g"));
        QCOMPARE(names.at(3), QStringLiteral("引号"));
        QCOMPARE(names.at(4), QStringLiteral("5"));
        QCOMPARE(names.at(10), QString(30, u'长'));
        QCOMPARE(names.at(11), QStringLiteral("一 二"));
        const auto sheets = office::readXlsx(written(forms));
        QCOMPARE(sheets.size(), forms.size());
        for (int i = 0; i < sheets.size(); ++i)
            QCOMPARE(sheets.at(i).name, names.at(i));
    }

    void textsSideBySideHaveTheirOwnCells() {
        auto form = withCell(QStringLiteral("x"));
        form.blocks.append(PrintedLine{
            TextRole::Caption,
            {{QStringLiteral("填报人："), Qt::AlignLeft, {}}, {QStringLiteral("盖章"), Qt::AlignRight, {}}}});
        const auto sheet = office::readXlsx(written({form})).first();
        QCOMPARE(sheet.cells.value({2, 0}).text, QStringLiteral("填报人："));
        QCOMPARE(sheet.cells.value({2, 1}).text, QStringLiteral("盖章"));
        std::get<PrintedLine>(form.blocks.last()).texts.append({QStringLiteral("日期"), Qt::AlignLeft, {}});
        const auto more = office::readXlsx(written({form})).first();
        QCOMPARE(more.widths.size(), 4); // edges for three texts beside the one in the middle
        QCOMPARE(more.cells.value({2, 1}).text, QStringLiteral("盖章"));
        QCOMPARE(more.cells.value({2, 3}).text, QStringLiteral("日期"));
    }
};

QTEST_MAIN(XlsxExportTest)
#include "tst_xlsx_export.moc"
