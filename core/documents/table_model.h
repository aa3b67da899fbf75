#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao {

/// One cell of a source table; `text` keeps its inner line breaks.
struct SourceCell {
    QString text;
    int line = 0;       ///< 1-based line of the file where it begins; formats without lines count rows and paragraphs
    bool below = false; ///< empty because a cell that spans rows reaches down here; known to DOCX and XLSX only
};

/// One step of a file read from top to bottom: a row of some table, or a paragraph between tables.
struct SourceItem {
    enum class Kind { Paragraph, Row };
    Kind kind = Kind::Paragraph;
    int table = -1;          ///< ordinal of the table a Row belongs to; -1 for a Paragraph
    QList<SourceCell> cells; ///< a Paragraph has exactly one
    int lastLine = 0;
    QString whole = {};     ///< of the first line of a paragraph with line breaks: the paragraph as it stands
    bool continues = false; ///< a later line of such a paragraph

    int firstLine() const { return cells.isEmpty() ? lastLine : cells.first().line; }
    bool isBlank() const;
    QStringList texts() const;
};

/// Markup that was removed from a text, such as a bookmark of a word processor.
struct SourceDebris {
    int line = 0;
    QString text;
};

/// Something a reader wants a person to check, such as a hidden row or a comment that was left out.
struct SourceNote {
    int line = 0; ///< 0 when it concerns the whole file
    QString text; ///< a sentence without its place
};

/// What a file says about the form at one place of it, beside what is printed there: not to be believed unless the
/// printed form agrees.
struct FormClaim {
    QString form;             ///< template id
    int year = 0;             ///< 0 when it names none
    QStringList leftOut = {}; ///< fields and columns that hold something the form does not print
};

/// What every reader (text, DOCX, XLSX) hands to the form matcher: tables as lists of rows of cells, and paragraphs, in
/// reading order. A cell that spans columns is one cell; below a cell that spans rows stands one empty cell.
struct SourceDocument {
    QList<SourceItem> items;
    QList<SourceDebris> debris; ///< in the order of their lines
    QList<SourceNote> notes;    ///< in the order of their lines, those of the whole file last
    /// What messages call line n (at index n - 1), such as "表3第5行"; empty for a text, whose lines are just counted.
    QStringList lineNames;
    /// Text that follows a row in the middle of a table may be the rest of its last cell (text dumps; never DOCX).
    bool cellsMayContinue = false;
    /// A blank cell of a column that classifies rows is one a merged cell above covers (text; files of office programs
    /// tell merged cells from blank ones).
    bool blanksAreMerged = false;
    QList<FormClaim> claims; ///< in the order of the forms
    /// The input ends inside a character or inside its last line.
    bool endsInsideLine = false;
    /// The input ends inside a character: whatever stood last is certainly incomplete.
    bool endsInsideCharacter = false;

    /// "第12行", "第12–15行", or what the reader calls these lines.
    QString linesName(int first, int last) const;
    /// A new line with its name, for formats without lines. Returns its number.
    int addLine(const QString& name);
    /// Adds an item, its texts rid of the field codes a text may carry along (see debris.h), which are listed.
    void addItem(SourceItem item);
    /// Adds the lines of a paragraph that are not blank, each as an item.
    void addParagraph(const QString& text, int line);
};

} // namespace jixiao
