#include "core/documents/print/docx_export.h"
#include "core/documents/print/form_export.h"
#include "core/documents/print/xlsx_export.h"
#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/form_generator.h"
#include "tests/core/documents/form_sameness.h"
#include "tests/core/documents/print/office_reading.h"

#include <QTemporaryDir>
#include <QTest>

#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace jixiao;

namespace {

/// Pieces real files are made of, so that random files reach deep into the reader.
QByteArray piece() {
    static const std::vector<QByteArray> pieces{
        "\t",
        "\n",
        "\n\n",
        "|",
        "\"",
        " ",
        "1、",
        "绩效目标表",
        "\t项目编码\n\t1\n\t项目名称\n\t2\n\n",
        "\t预算规模及资金用途\n\t预算数\n\t1\n\t其中：财政资金\n\t1\n\t其他资金\n\t\n\n",
        "\t一级指标\n",
        "\t产出指标\n",
        "\t数量指标\n",
        "\t资金支出计划（%）\n\t3月底\n\t6月底\n\t10月底\n\t12月底\n\n",
        "\t绩效目标\n\t1、甲\n\n",
        "2、乙\n\n",
        "\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据\n\n",
        "[bookmark: x]",
        "TC x \\f A \\l 1 ",
        "\t产出指标\n\t数量指标\n\ta\n\tb\n\tc\n\td\n\n",
        "\t\n\t质量指标\n\ta\n",
        "单位：万元",
        "2020年",
        "\xFF",
        "\xE4\xB8"};
    return *rc::gen::elementOf(pieces);
}

QString anyText() {
    const auto units = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 0x30));
    QString text;
    for (const int unit : units)
        text += QChar(unit < 0x20 ? unit + 0x4E00 : unit);
    return text;
}

/// The lines of texts that are not blank; a table without borders may have become paragraphs, one a line.
QStringList linesOf(const QStringList& texts) {
    auto lines = texts.join(u'\n').split(u'\n');
    lines.removeAll(QString());
    return lines;
}

/// What stands in the cells, in reading order.
QStringList textsOf(const PrintedForm& form) {
    QStringList texts;
    for (const auto& block : form.blocks) {
        if (const auto* table = std::get_if<PrintedTable>(&block))
            for (const auto& cell : table->cells)
                texts.append(cell.text);
        else
            for (const auto& text : std::get<PrintedLine>(block).texts)
                texts.append(text.text);
    }
    return linesOf(texts);
}

QStringList textsOf(const office::DocxBody& body) {
    QStringList texts;
    for (const auto& item : body.items) {
        if (!item.table) texts.append(item.text.split(u'\t'));
        for (const auto& row : item.rows)
            for (const auto& cell : row.cells)
                texts.append(cell.text());
    }
    return linesOf(texts);
}

QStringList textsOf(const office::XlsxSheet& sheet) {
    QStringList texts;
    for (const auto& cell : sheet.cells)
        texts.append(cell.shown());
    return linesOf(texts);
}

} // namespace

class DocumentsPropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyBytesEndInAResult() {
        QVERIFY(rc::check("random bytes never crash", [] {
            const auto bytes = *rc::gen::arbitrary<std::string>();
            const auto result = fixtures::import(QByteArray::fromStdString(bytes));
            if (result) RC_ASSERT(!result->documents.isEmpty());
        }));
    }

    void anyMixOfPiecesEndsInAResult() {
        QVERIFY(rc::check("no text is invented from pieces", [] {
            const int count = *rc::gen::inRange(0, 60);
            QByteArray bytes;
            for (int i = 0; i < count; ++i)
                bytes += piece();
            const auto result = fixtures::import(bytes);
            if (!result) return;
            const QString all = QString::fromUtf8(bytes);
            for (const auto& document : result->documents)
                for (const auto& row : document.rows(QStringLiteral("indicators")))
                    for (const QString& cell : row.cells)
                        for (const QString& line : cell.split(u'\n'))
                            RC_ASSERT(all.contains(line.trimmed()));
        }));
    }

    void damagedSampleNeverCrashes() {
        const QByteArray sample = fixtures::sample();
        QVERIFY(rc::check("cuts and doublings of the sample never crash", [&] {
            QByteArray bytes = sample;
            for (int i = 0; i < 4; ++i) {
                const int from = *rc::gen::inRange(0, int(bytes.size()));
                const int size = *rc::gen::inRange(0, 2000);
                if (*rc::gen::arbitrary<bool>())
                    bytes.remove(from, size);
                else
                    bytes.insert(from, bytes.mid(*rc::gen::inRange(0, int(bytes.size())), size));
            }
            const auto result = fixtures::import(bytes);
            if (result) RC_ASSERT(!result->documents.isEmpty());
        }));
    }

    /// Every text of a random document of every form stands in the exported tables, cell by cell.
    void officeFilesHoldAnyDocument() {
        QVERIFY(rc::check("DOCX and XLSX say what the printed form says", [] {
            const auto pick = [](int below) { return *rc::gen::inRange(0, below); };
            const auto& forms = fixtures::catalogue().forms();
            const auto& form = forms.at(pick(int(forms.size())));
            const auto printed = printedForm(fixtures::randomDocument(form, pick), form);
            RC_ASSERT(printed.ok());
            const QTemporaryDir folder;
            const auto docx = folder.filePath(QStringLiteral("f.docx"));
            RC_ASSERT(exportDocx({*printed}, docx).ok());
            RC_ASSERT(textsOf(office::readDocx(fixtures::bytesOf(docx))) == textsOf(*printed));
            const auto xlsx = folder.filePath(QStringLiteral("f.xlsx"));
            RC_ASSERT(exportXlsx({*printed}, xlsx).ok());
            const auto sheets = office::readXlsx(fixtures::bytesOf(xlsx));
            RC_ASSERT(sheets.size() == 1);
            RC_ASSERT(textsOf(sheets.first()) == textsOf(*printed));
        }));
    }

    /// Other forms every time; tst_form_round_trip goes through the same ones each time.
    void exportedFormsComeBack() {
        QVERIFY(rc::check("DOCX and XLSX are imported as what was exported", [] {
            const auto choose = [](int below) { return *rc::gen::inRange(0, below); };
            const auto& forms = fixtures::catalogue().forms();
            const auto& form = forms.at(choose(int(forms.size())));
            const auto document = fixtures::awkwardDocument(form, choose);
            const auto format = choose(2) == 0 ? QStringLiteral("docx") : QStringLiteral("xlsx");
            const QTemporaryDir folder;
            const auto path = folder.filePath(QStringLiteral("f.") + format);
            RC_ASSERT(exportForms({document}, fixtures::catalogue(), path, format).ok());
            const auto result = Importer(fixtures::catalogue()).importFile(path);
            RC_ASSERT(result.ok());
            RC_ASSERT(result->documents.size() == 1);
            const auto problem =
                fixtures::differenceOf(fixtures::normalForm(document, form), result->documents.first());
            RC_LOG() << format.toStdString() << ": " << problem.toStdString();
            RC_ASSERT(problem.isEmpty());
        }));
    }

    void interchangeRoundTripsAnyDocument() {
        const auto& form = fixtures::catalogue().forms().first();
        QVERIFY(rc::check("reading what was written gives the same document", [&] {
            FormDocument document;
            document.form = form.id;
            document.fiscalYear = *rc::gen::inRange(0, 9999);
            for (const auto& field : form.fields)
                document.fields[field.id] = anyText();
            for (const auto& table : form.tables) {
                auto& rows = document.tables[table.id];
                rows.resize(*rc::gen::inRange(0, 4));
                for (auto& row : rows)
                    for (const auto& column : table.columns)
                        row.cells[column.id] = anyText();
            }
            const ImportResult result{QStringLiteral("f"), QStringLiteral("text"), {document}, {}};
            const auto bytes = QJsonDocument(toInterchange(result, fixtures::catalogue())).toJson();
            const auto read = fromInterchange(QJsonDocument::fromJson(bytes).object(), fixtures::catalogue());
            RC_ASSERT(read.ok());
            RC_ASSERT(read->documents == result.documents);
        }));
    }
};

QTEST_MAIN(DocumentsPropertiesTest)
#include "tst_documents_properties.moc"
