#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao {

/// One cell of a source table; `text` keeps its inner line breaks.
struct SourceCell {
    QString text;
    int line = 0; ///< 1-based line of the file where it begins; formats without lines count rows and paragraphs
};

/// One step of a file read from top to bottom: a row of some table, or a paragraph between tables.
struct SourceItem {
    enum class Kind { Paragraph, Row };
    Kind kind = Kind::Paragraph;
    int table = -1;          ///< ordinal of the table a Row belongs to; -1 for a Paragraph
    QList<SourceCell> cells; ///< a Paragraph has exactly one
    int lastLine = 0;

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
};

} // namespace jixiao
