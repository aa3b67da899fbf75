#include "core/documents/office/docx_parser.h"

#include <QXmlStreamReader>

namespace jixiao {

namespace {

constexpr int deepestTable = 12;
constexpr int widestSpan = 1000;

const QLatin1String val("val");

int boundedNumber(const QXmlStreamReader& xml, int least, int most) {
    return qBound(least, xmlAttribute(xml, val).left(9).toInt(), most);
}

} // namespace

Result<void> DocxParser::read(const std::function<Result<void>(const DocxContent&)>& take) {
    bool found = false;
    if (!xml_.readNextStartElement()) return {};
    while (xml_.readNextStartElement()) {
        if (docxTag(xml_) != DocxTag::Body) {
            xml_.skipCurrentElement();
            continue;
        }
        found = true;
        while (xml_.readNextStartElement()) {
            DocxContent content;
            readBlock(content);
            if (!failure_) return failure_;
            if (auto taken = take(content); !taken) return taken;
        }
    }
    if (!failure_) return failure_;
    if (!found && !xml_.hasError()) return Error{ErrorCode::DocumentDamaged, QStringLiteral("no body")};
    DocxContent rest;
    if (const QString text = fields_.unfinished(); !text.isEmpty()) rest.debris.append(text);
    return take(rest);
}

void DocxParser::fail(const Error& error) {
    if (failure_) failure_ = error;
    xml_.raiseError(error.detail); // every loop over children ends
}

void DocxParser::readBlocks(DocxContent& out) {
    while (xml_.readNextStartElement())
        readBlock(out);
}

void DocxParser::readBlock(DocxContent& out) {
    switch (docxTag(xml_)) {
    case DocxTag::Paragraph:
        return readParagraph(out);
    case DocxTag::Table:
        return readTable(out);
    case DocxTag::Control:
        return readControl([&] { readBlocks(out); });
    case DocxTag::Alternatives:
        return readAlternatives([&] { readBlocks(out); }, [&] { return qsizetype(out.blocks.size()); });
    case DocxTag::ForeignPart:
        out.notes.append(QStringLiteral("这里嵌入了另一个文件，其中的内容未导入。"));
        return xml_.skipCurrentElement();
    case DocxTag::Skipped:
    case DocxTag::ControlProperties:
        return xml_.skipCurrentElement();
    case DocxTag::Run:
    case DocxTag::Text: { // text without a paragraph
        Line line{{}, {}, out};
        readInlineChild(line);
        out.blocks.push_back({line.text});
        return;
    }
    default:
        return readBlocks(out);
    }
}

void DocxParser::readParagraph(DocxContent& out) {
    Line line{{}, {}, out};
    QString number;
    while (xml_.readNextStartElement()) {
        if (docxTag(xml_) == DocxTag::ParagraphProperties)
            number = readParagraphProperties();
        else
            readInlineChild(line);
    }
    listRemoved(out);
    out.blocks.push_back({line.text, number});
    for (auto& block : line.boxes.blocks)
        out.blocks.push_back(std::move(block));
    out.debris += line.boxes.debris;
    out.notes += line.boxes.notes;
}

/// The automatic number of the paragraph.
QString DocxParser::readParagraphProperties() {
    DocxNumbering::Place place;
    QString style;
    while (xml_.readNextStartElement()) {
        if (xml_.name() == u"numPr") {
            place = readNumberingPlace(xml_);
            continue;
        }
        if (xml_.name() == u"pStyle") style = xmlAttribute(xml_, val);
        xml_.skipCurrentElement();
    }
    return numbering_.next(place, style);
}

void DocxParser::readTable(DocxContent& out) {
    if (++tablesOpen_ > deepestTable)
        return fail({ErrorCode::DocumentUnsafe, QStringLiteral("tables in each other too deeply")});
    DocxTable table;
    readRows(table);
    --tablesOpen_;
    if (table.rows.empty()) return;
    out.blocks.emplace_back();
    out.blocks.back().table.push_back(std::move(table));
}

void DocxParser::readRows(DocxTable& table) {
    while (xml_.readNextStartElement()) {
        switch (docxTag(xml_)) {
        case DocxTag::Row:
            readRow(table);
            break;
        case DocxTag::Control:
            readControl([&] { readRows(table); });
            break;
        case DocxTag::Skipped:
            xml_.skipCurrentElement();
            break;
        default:
            readRows(table);
        }
    }
}

void DocxParser::readRow(DocxTable& table) {
    if (++rows_ > limits_.maxRows)
        return fail({ErrorCode::FileTooLarge, QStringLiteral("more than %1 rows").arg(limits_.maxRows)});
    table.rows.emplace_back();
    readCells(table.rows.back());
    listRemoved(table.rows.back().beside);
}

void DocxParser::readCells(DocxRow& row) {
    while (xml_.readNextStartElement()) {
        switch (docxTag(xml_)) {
        case DocxTag::RowProperties:
            readRowProperties(row);
            break;
        case DocxTag::Cell:
            readCell(row);
            break;
        case DocxTag::Control:
            readControl([&] { readCells(row); });
            break;
        case DocxTag::Skipped:
            xml_.skipCurrentElement();
            break;
        default:
            readCells(row);
        }
    }
}

void DocxParser::readRowProperties(DocxRow& row) {
    while (xml_.readNextStartElement()) {
        if (xml_.name() == u"gridBefore") row.skipped = boundedNumber(xml_, 0, widestSpan);
        if (xml_.name() == u"del") row.deleted = true;
        xml_.skipCurrentElement();
    }
}

void DocxParser::readCell(DocxRow& row) {
    if (++cells_ > limits_.maxCells)
        return fail({ErrorCode::FileTooLarge, QStringLiteral("more than %1 cells").arg(limits_.maxCells)});
    row.cells.emplace_back();
    auto& cell = row.cells.back();
    while (xml_.readNextStartElement()) {
        if (docxTag(xml_) == DocxTag::CellProperties)
            readCellProperties(cell);
        else
            readBlock(cell.content);
    }
}

void DocxParser::readCellProperties(DocxCell& cell) {
    while (xml_.readNextStartElement()) {
        const bool begins = xmlAttribute(xml_, val) == u"restart";
        if (xml_.name() == u"gridSpan") cell.span = boundedNumber(xml_, 1, widestSpan);
        if (xml_.name() == u"vMerge") cell.below = begins ? DocxCell::Merge::Begins : DocxCell::Merge::Continues;
        if (xml_.name() == u"hMerge") cell.joinsLeft = !begins;
        xml_.skipCurrentElement();
    }
}

void DocxParser::readControl(const Children& children) {
    bool placeholder = false;
    while (xml_.readNextStartElement()) {
        const auto tag = docxTag(xml_);
        if (tag == DocxTag::ControlProperties) {
            placeholder = holdsPlaceholder();
        } else if (tag == DocxTag::Skipped) {
            xml_.skipCurrentElement();
        } else {
            placeholders_ += placeholder ? 1 : 0;
            children();
            placeholders_ -= placeholder ? 1 : 0;
        }
    }
}

/// Whether the control still shows its "click here to enter text".
bool DocxParser::holdsPlaceholder() {
    bool placeholder = false;
    while (xml_.readNextStartElement()) {
        if (xml_.name() == u"showingPlcHdr") placeholder = xmlFlag(xml_, val, true);
        xml_.skipCurrentElement();
    }
    return placeholder;
}

void DocxParser::readAlternatives(const Children& children, const std::function<qsizetype()>& size) {
    bool taken = false;
    while (xml_.readNextStartElement()) {
        if (taken) {
            xml_.skipCurrentElement();
            continue;
        }
        const auto before = size();
        children();
        taken = size() != before;
    }
}

} // namespace jixiao
