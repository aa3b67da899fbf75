#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao {

/// One cell of a source table; `text` keeps its inner line breaks.
struct SourceCell {
    QString text;
    int line = 0; ///< 1-based line of the file where it begins; 0 when the format has no lines
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

/// What every reader (text today, other formats later) hands to the form matcher: tables as lists of rows of cells,
/// and paragraphs, in reading order.
struct SourceDocument {
    QList<SourceItem> items;
    QList<SourceDebris> debris;
    /// Text that follows a row in the middle of a table may be the rest of its last cell (text dumps; never DOCX).
    bool cellsMayContinue = false;
    /// The input ends inside a character or inside its last line.
    bool endsInsideLine = false;
    /// The input ends inside a character: whatever stood last is certainly incomplete.
    bool endsInsideCharacter = false;
};

} // namespace jixiao
