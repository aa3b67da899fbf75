#pragma once

#include "core/documents/office/docx_fields.h"
#include "core/documents/office/docx_numbering.h"
#include "core/documents/office/docx_tags.h"
#include "core/documents/office/docx_tree.h"

#include <QString>

#include <functional>

class QXmlStreamReader;

namespace jixiao {

/// Reads the body of a DOCX: what a person sees on paper, with everything else listed as taken out. Text deleted under
/// tracked changes, hidden text, field instructions and placeholders are taken out; alternatives are read once.
class DocxParser {
public:
    DocxParser(QXmlStreamReader& xml, DocxNumbering& numbering, const ImportLimits& limits)
        : xml_(xml), numbering_(numbering), limits_(limits) {}

    /// Hands over the body block by block. Errors: FileTooLarge, DocumentUnsafe (tables or fields in each other without
    /// end), DocumentDamaged (no body), what `take` returns.
    Result<void> read(const std::function<Result<void>(const DocxContent&)>& take);

private:
    /// The paragraph being read and where what stands beside its text goes.
    struct Line {
        QString text;
        DocxContent boxes;
        DocxContent& remarks;
    };
    /// How the text of a run is shown.
    struct Look {
        bool hidden = false;
        QString font;
    };
    using Children = std::function<void()>;

    void readBlocks(DocxContent& out);
    void readBlock(DocxContent& out);
    void readParagraph(DocxContent& out);
    void readTable(DocxContent& out);
    void readRows(DocxTable& table);
    void readRow(DocxTable& table);
    void readRowProperties(DocxRow& row);
    void readCells(DocxRow& row);
    void readCell(DocxRow& row);
    void readCellProperties(DocxCell& cell);

    QString readParagraphProperties();
    void readInline(Line& line);
    void readInlineChild(Line& line);
    void readRun(Line& line);
    void readLook();
    void readSymbol(Line& line);
    void readFieldMark(Line& line);
    void readFieldSettings();
    void readSimpleField(Line& line);
    void readTextBox(Line& line);
    void readDeleted(const Children& children, bool listed);
    QString ownText();
    void add(Line& line, const QString& text);
    void listRemoved(DocxContent& remarks);

    void readControl(const Children& children);
    bool holdsPlaceholder();
    /// Reads the first alternative that has any text; `size` tells how much was read.
    void readAlternatives(const Children& children, const std::function<qsizetype()>& size);
    void fail(const Error& error);

    QXmlStreamReader& xml_;
    DocxNumbering& numbering_;
    ImportLimits limits_;
    DocxFields fields_;
    Look look_;
    QString removed_; ///< text taken out since the last listing
    int deleting_ = 0;
    int placeholders_ = 0;
    int tablesOpen_ = 0;
    qint64 rows_ = 0;
    qint64 cells_ = 0;
    Result<void> failure_;
};

} // namespace jixiao
