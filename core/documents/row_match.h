#pragma once

#include "core/documents/form_pattern.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace jixiao {

/// A fixed row of a form found in a source row.
struct RowMatch {
    struct Value {
        PatternCell::Kind kind;
        QString target;
        QString text;
        int cell;              ///< index of the source cell; -1 when the row has none for it
        const GridCell* style; ///< how the value is printed; null for a part of a label
    };
    QList<Value> values;
    int labels = 0;
    bool coveredCellLost = false; ///< the dump left out the empty cell below a merged one
    QStringList stray;            ///< texts that belong to no cell of the row
};

/// Aligns a source row with a fixed row by its labels: the texts between two labels are the values between them.
/// Empty extra cells (expanded merged cells) are harmless; when the place of a text is not certain there is no match.
std::optional<RowMatch> matchRow(const PatternStep& step, const QStringList& texts);

/// Aligns a row of a repeating table with its columns.
struct RepeatMatch {
    QStringList cells;        ///< one per column, "" for a cell the row inherits
    QString repair;           ///< "", "merged-cell" (a merged cell left out) or "shifted-row"
    QList<bool> covered = {}; ///< by column: blank because a cell of the row above reaches down; empty when not known
};

/// `strict` asks for at least one vocabulary word in its column, as proof that the row belongs to the table.
std::optional<RepeatMatch> matchRepeat(const RepeatPattern& repeat, const QStringList& texts, bool strict);

/// A number, a date or a mask, as a target value or an amount is written.
bool looksMeasured(const QString& text);

/// Prose stands where the table has values: the row may have slipped to the right or to the left.
bool looksShifted(const RepeatPattern& repeat, const QStringList& cells);

/// The beginning of a row of the table that lacks cells at its end: the rest may follow after a break. A table without
/// vocabulary begins its rows with a number, or with the blank of a merged cell.
bool beginsRepeat(const RepeatPattern& repeat, const QStringList& texts);

} // namespace jixiao
