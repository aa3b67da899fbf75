#include "core/documents/office/docx_tags.h"

#include <QHash>
#include <QStringView>
#include <QXmlStreamReader>

namespace jixiao {

namespace {

const QHash<QStringView, DocxTag>& wordTags() {
    static const QHash<QStringView, DocxTag> tags{
        {u"body", DocxTag::Body},
        {u"p", DocxTag::Paragraph},
        {u"pPr", DocxTag::ParagraphProperties},
        {u"r", DocxTag::Run},
        {u"rPr", DocxTag::RunProperties},
        {u"t", DocxTag::Text},
        {u"delText", DocxTag::Text},
        {u"tab", DocxTag::Tab},
        {u"ptab", DocxTag::Tab},
        {u"br", DocxTag::Break},
        {u"cr", DocxTag::Break},
        {u"noBreakHyphen", DocxTag::Hyphen},
        {u"sym", DocxTag::Symbol},
        {u"instrText", DocxTag::Instruction},
        {u"delInstrText", DocxTag::Skipped},
        {u"fldChar", DocxTag::FieldMark},
        {u"fldSimple", DocxTag::SimpleField},
        {u"del", DocxTag::Deleted},
        {u"moveFrom", DocxTag::MovedAway},
        {u"sdt", DocxTag::Control},
        {u"sdtPr", DocxTag::ControlProperties},
        {u"sdtEndPr", DocxTag::Skipped},
        {u"txbxContent", DocxTag::TextBox},
        {u"altChunk", DocxTag::ForeignPart},
        {u"tbl", DocxTag::Table},
        {u"tblPr", DocxTag::Skipped},
        {u"tblGrid", DocxTag::Skipped},
        {u"tblPrEx", DocxTag::Skipped},
        {u"tr", DocxTag::Row},
        {u"trPr", DocxTag::RowProperties},
        {u"tc", DocxTag::Cell},
        {u"tcPr", DocxTag::CellProperties},
        {u"sectPr", DocxTag::Skipped},
        {u"softHyphen", DocxTag::Skipped},
        {u"rt", DocxTag::Skipped}, // the reading printed above a word
        {u"rubyPr", DocxTag::Skipped},
        {u"smartTagPr", DocxTag::Skipped},
        {u"customXmlPr", DocxTag::Skipped},
    };
    return tags;
}

bool isWord(QStringView address) {
    return address == u"http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
           address == u"http://purl.oclc.org/ooxml/wordprocessingml/main";
}

} // namespace

DocxTag docxTag(const QXmlStreamReader& xml) {
    const auto address = xml.namespaceUri();
    if (isWord(address)) return wordTags().value(xml.name(), DocxTag::Other);
    if (xml.name() == u"AlternateContent" && address.endsWith(u"markup-compatibility/2006"))
        return DocxTag::Alternatives;
    if (xml.name() == u"t" && address.endsWith(u"/math")) return DocxTag::Text; // a formula
    return DocxTag::Other;
}

} // namespace jixiao
