#pragma once

class QXmlStreamReader;

namespace jixiao {

/// The elements of a DOCX that matter to its text.
enum class DocxTag {
    Other, ///< looked into for the ones below
    Skipped,
    Body,
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Text,
    Tab,
    Break,
    Hyphen,
    Symbol,
    Instruction,
    FieldMark,
    SimpleField,
    Deleted,
    MovedAway,
    Control, ///< structured document tag
    ControlProperties,
    Alternatives,
    TextBox,
    ForeignPart,
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
};

/// The tag of the current start element; names of other namespaces than those of the text are Other.
DocxTag docxTag(const QXmlStreamReader& xml);

} // namespace jixiao
