#include "core/documents/office/docx_parser.h"
#include "core/documents/office/office_symbols.h"

#include <QXmlStreamReader>

#include <utility>

namespace jixiao {

namespace {

const QLatin1String val("val");

constexpr QChar softHyphen(0xAD);

} // namespace

void DocxParser::readInline(Line& line) {
    while (xml_.readNextStartElement())
        readInlineChild(line);
}

void DocxParser::readInlineChild(Line& line) {
    switch (docxTag(xml_)) {
    case DocxTag::Run:
        return readRun(line);
    case DocxTag::RunProperties:
        return readLook();
    case DocxTag::Text:
        return add(line, ownText());
    case DocxTag::Tab:
        add(line, QStringLiteral("\t"));
        return xml_.skipCurrentElement();
    case DocxTag::Break:
        add(line, QStringLiteral("\n"));
        return xml_.skipCurrentElement();
    case DocxTag::Hyphen:
        add(line, QStringLiteral("-"));
        return xml_.skipCurrentElement();
    case DocxTag::Symbol:
        return readSymbol(line);
    case DocxTag::Instruction:
        return fields_.addInstruction(xml_.readElementText(QXmlStreamReader::SkipChildElements));
    case DocxTag::FieldMark:
        return readFieldMark(line);
    case DocxTag::SimpleField:
        return readSimpleField(line);
    case DocxTag::Deleted:
    case DocxTag::MovedAway:
        return readDeleted([&] { readInline(line); }, docxTag(xml_) == DocxTag::Deleted);
    case DocxTag::Control:
        return readControl([&] { readInline(line); });
    case DocxTag::Alternatives:
        return readAlternatives([&] { readInline(line); },
                                [&] { return line.text.size() + qsizetype(line.boxes.blocks.size()); });
    case DocxTag::TextBox:
        return readTextBox(line);
    case DocxTag::Skipped:
    case DocxTag::ParagraphProperties:
    case DocxTag::ControlProperties:
        return xml_.skipCurrentElement();
    default:
        return readInline(line);
    }
}

void DocxParser::readRun(Line& line) {
    const Look outside = std::exchange(look_, Look{});
    readInline(line);
    look_ = outside;
}

void DocxParser::readLook() {
    while (xml_.readNextStartElement()) {
        if (xml_.name() == u"vanish") look_.hidden = xmlFlag(xml_, val, true);
        if (xml_.name() == u"rFonts") look_.font = xmlAttribute(xml_, QLatin1String("ascii"));
        xml_.skipCurrentElement();
    }
}

/// The text of a w:t, whose outer blanks count only when it says so.
QString DocxParser::ownText() {
    const bool kept = xmlAttribute(xml_, QLatin1String("space")) == u"preserve";
    QString text = xml_.readElementText(QXmlStreamReader::SkipChildElements);
    if (!kept) text = text.trimmed();
    text.remove(softHyphen);
    for (qsizetype i = 0; i < text.size(); ++i) { // characters of a symbol font typed as text
        if (text.at(i).unicode() < 0xF000 || text.at(i).unicode() > 0xF0FF) continue;
        if (const QString known = symbolText(look_.font, text.at(i).unicode()); !known.isEmpty())
            text.replace(i, 1, known);
    }
    return text;
}

void DocxParser::add(Line& line, const QString& text) {
    if (fields_.inInstruction()) return fields_.addInstruction(text);
    if (deleting_ > 0 || placeholders_ > 0 || look_.hidden) {
        removed_ += text;
        return;
    }
    line.text += text;
    fields_.noteText();
}

void DocxParser::listRemoved(DocxContent& remarks) {
    const QString text = std::exchange(removed_, QString()).simplified();
    if (!text.isEmpty()) remarks.debris.append(text);
}

void DocxParser::readSymbol(Line& line) {
    const QString font = xmlAttribute(xml_, QLatin1String("font"));
    const QString code = xmlAttribute(xml_, QLatin1String("char"));
    QString text = symbolText(font, code.left(8).toUInt(nullptr, 16));
    if (text.isEmpty()) {
        text = QChar(QChar::ReplacementCharacter);
        line.remarks.notes.append(QStringLiteral("有一个符号（字体 %1，编码 %2）无法识别，请对照原件补上。")
                                      .arg(font.left(40), code.left(8)));
    }
    add(line, text);
    xml_.skipCurrentElement();
}

void DocxParser::readFieldMark(Line& line) {
    const QString type = xmlAttribute(xml_, QLatin1String("fldCharType"));
    if (type == u"begin") {
        if (!fields_.begin())
            return fail({ErrorCode::DocumentUnsafe, QStringLiteral("fields in each other too deeply")});
    } else if (type == u"separate") {
        fields_.showResult();
    } else if (type == u"end") {
        const QString set = fields_.result();
        const QString instruction = fields_.end();
        if (!instruction.isEmpty()) line.remarks.debris.append(instruction);
        if (!set.isEmpty()) add(line, set);
        return xml_.skipCurrentElement();
    }
    readFieldSettings();
}

/// What a check box or a drop-down of an old form shows; at a w:fldChar.
void DocxParser::readFieldSettings() {
    QStringList entries;
    int chosen = 0;
    bool isBox = false;
    bool checked = false;
    const int start = 1;
    for (int depth = start; depth > 0 && !xml_.atEnd();) {
        const auto token = xml_.readNext();
        if (token == QXmlStreamReader::EndElement) --depth;
        if (token != QXmlStreamReader::StartElement) continue;
        ++depth;
        if (xml_.name() == u"checkBox") isBox = true;
        if (xml_.name() == u"default" && isBox) checked = xmlFlag(xml_, val, true);
        if (xml_.name() == u"checked") checked = xmlFlag(xml_, val, true);
        if (xml_.name() == u"result") chosen = xmlAttribute(xml_, val).left(6).toInt();
        if (xml_.name() == u"listEntry") entries.append(xmlAttribute(xml_, val));
    }
    if (isBox) fields_.setResult(checked ? QStringLiteral("☑") : QStringLiteral("□"));
    if (!entries.isEmpty()) fields_.setResult(entries.value(chosen));
}

void DocxParser::readSimpleField(Line& line) {
    const QString instruction = xmlAttribute(xml_, QLatin1String("instr")).trimmed();
    const auto before = line.text.size();
    readInline(line);
    if (line.text.size() == before && !instruction.isEmpty()) line.remarks.debris.append(instruction);
}

void DocxParser::readTextBox(Line& line) {
    const auto fields = std::exchange(fields_, DocxFields());
    const Look look = std::exchange(look_, Look{});
    readBlocks(line.boxes);
    if (const QString text = fields_.unfinished(); !text.isEmpty()) line.boxes.debris.append(text);
    fields_ = fields;
    look_ = look;
}

void DocxParser::readDeleted(const Children& children, bool listed) {
    const auto before = removed_.size();
    ++deleting_;
    children();
    --deleting_;
    if (!listed) removed_.truncate(before); // the text stands where it was moved to
}

} // namespace jixiao
