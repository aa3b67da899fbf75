#include "core/documents/office/xlsx_number.h"
#include "tests/core/documents/document_fixtures.h"
#include "tests/core/documents/office/office_fixtures.h"
#include "tests/core/documents/office/source_text.h"

#include <QTest>

#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace jixiao;

namespace {

QString anyText() {
    static const std::vector<QString> pieces{QStringLiteral("甲"),  QStringLiteral("执法"),  QStringLiteral("≥95%"),
                                             QStringLiteral("1、"), QStringLiteral("a&<b>"), QStringLiteral("\""),
                                             QStringLiteral("  "),  QStringLiteral("\n"),    QStringLiteral("30.00")};
    QString text;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        text += *rc::gen::elementOf(pieces);
    return text.trimmed();
}

/// Paragraphs and tables whose first cell of a row says something, as the writers of the fixtures ask.
SourceDocument anyDocument() {
    SourceDocument source;
    int table = 0;
    for (int blocks = *rc::gen::inRange(1, 5); blocks > 0; --blocks) {
        SourceItem item;
        item.cells.append({QStringLiteral("第%1段").arg(blocks), 0});
        source.items.append(item);
        const int rows = *rc::gen::inRange(0, 6);
        const int columns = *rc::gen::inRange(2, 7);
        for (int r = 0; r < rows; ++r) {
            SourceItem row;
            row.kind = SourceItem::Kind::Row;
            row.table = table;
            const int cells = *rc::gen::inRange(2, columns + 1);
            for (int c = 0; c < cells; ++c)
                row.cells.append({c < 2 && (r == 0 || c == 1) ? QStringLiteral("%1-%2").arg(r).arg(c) : anyText(), 0});
            source.items.append(row);
        }
        ++table;
    }
    return source;
}

/// The texts in reading order; empty cells apart, since formats differ in how they keep them.
QStringList textsOf(const SourceDocument& source) {
    QStringList texts;
    for (const auto& item : source.items)
        for (const QString& text : item.texts())
            if (!text.isEmpty()) texts.append(text);
    return texts;
}

QByteArray damagedCopy(QByteArray bytes) {
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
        const int from = *rc::gen::inRange(4, int(bytes.size()));
        switch (*rc::gen::inRange(0, 3)) {
        case 0:
            bytes[from] = char(*rc::gen::inRange(0, 256));
            break;
        case 1:
            bytes.remove(from, *rc::gen::inRange(0, 200));
            break;
        default:
            bytes.insert(from, bytes.mid(*rc::gen::inRange(0, from), 100));
        }
        if (bytes.size() < 8) break;
    }
    return bytes;
}

} // namespace

class OfficePropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void docxKeepsEveryCell() {
        QVERIFY(rc::check("what is written as DOCX is read", [] {
            const auto source = anyDocument();
            const auto read = fixtures::readOffice(fixtures::docxOf(source));
            RC_ASSERT(read.ok());
            RC_ASSERT(read->items.size() == source.items.size());
            for (qsizetype i = 0; i < source.items.size(); ++i) {
                RC_ASSERT(read->items.at(i).kind == source.items.at(i).kind);
                RC_ASSERT(read->items.at(i).texts() == source.items.at(i).texts());
            }
        }));
    }

    void xlsxKeepsEveryText() {
        QVERIFY(rc::check("what is written as XLSX is read", [] {
            const auto source = anyDocument();
            const auto read = fixtures::readOffice(fixtures::xlsxOf(source));
            RC_ASSERT(read.ok());
            RC_ASSERT(textsOf(*read) == textsOf(source));
            RC_ASSERT(read->debris.isEmpty());
        }));
    }

    void damagedFilesEndInAResult() {
        const auto text = QString::fromUtf8(fixtures::sample());
        const QByteArray docx = fixtures::docx(fixtures::paragraph(text.left(2000)));
        const QByteArray xlsx = fixtures::xlsx(QStringLiteral("<row><c><v>1</v></c></row>"));
        QVERIFY(rc::check("damage never crashes a reader", [&] {
            const auto bytes = damagedCopy(*rc::gen::arbitrary<bool>() ? docx : xlsx);
            const auto source = fixtures::readOffice(bytes);
            if (source) RC_ASSERT(!source->items.isEmpty());
        }));
    }

    void anyMarkupEndsInAResult() {
        static const std::vector<std::string> pieces{"<w:p>",
                                                     "</w:p>",
                                                     "<w:r>",
                                                     "</w:r>",
                                                     "<w:t>",
                                                     "</w:t>",
                                                     "<w:tbl>",
                                                     "</w:tbl>",
                                                     "<w:tr>",
                                                     "</w:tr>",
                                                     "<w:tc>",
                                                     "</w:tc>",
                                                     "<w:sdt>",
                                                     "</w:sdt>",
                                                     "<w:del>",
                                                     "</w:del>",
                                                     "text",
                                                     "<w:tab/>",
                                                     "<w:br/>",
                                                     "<w:tcPr><w:vMerge/></w:tcPr>",
                                                     "<w:fldChar w:fldCharType=\"begin\"/>",
                                                     "<w:fldChar w:fldCharType=\"end\"/>",
                                                     "<w:txbxContent>",
                                                     "</w:txbxContent>"};
        QVERIFY(rc::check("any order of elements is survived", [] {
            std::string body;
            for (int i = *rc::gen::inRange(0, 40); i > 0; --i)
                body += *rc::gen::elementOf(pieces);
            const auto source = fixtures::readOffice(fixtures::docx(QString::fromStdString(body)));
            if (source) RC_ASSERT(!source->items.isEmpty());
        }));
    }

    void numbersKeepTheirDigits() {
        QVERIFY(rc::check("a number in any notation is printed alike", [] {
            const auto mantissa = *rc::gen::inRange<qint64>(1, 999'999'999'999);
            const int scale = *rc::gen::inRange(0, 9);
            QString digits = QString::number(mantissa).rightJustified(scale + 1, u'0');
            QString plain = scale == 0 ? digits : digits.left(digits.size() - scale) + u'.' + digits.right(scale);
            while (scale > 0 && plain.endsWith(u'0'))
                plain.chop(1);
            if (plain.endsWith(u'.')) plain.chop(1);
            RC_ASSERT(plainNumber(QStringLiteral("%1E-%2").arg(mantissa).arg(scale)).value_or(QString()) == plain);
            RC_ASSERT(plainNumber(QStringLiteral("%1.000E-%2").arg(mantissa).arg(scale)).value_or(QString()) == plain);
            RC_ASSERT(plainNumber(plain).value_or(QString()) == plain);
            RC_ASSERT(percentNumber(QStringLiteral("%1E-%2").arg(mantissa).arg(scale + 2)).value_or(QString()) ==
                      plain + u'%');
        }));
    }
};

QTEST_GUILESS_MAIN(OfficePropertiesTest)
#include "tst_office_properties.moc"
