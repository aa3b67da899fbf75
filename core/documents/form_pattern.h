#pragma once

#include "core/forms/form_template.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>

namespace jixiao {

/// A text without any white space (ordinary, full-width, non-breaking, zero-width), with full-width brackets, colon,
/// per cent sign and dashes of every length as their plain forms: how labels and vocabulary words are compared.
QString bareText(const QString& text);

/// The short texts of a row as labels are compared, with and without a colon at the end.
QSet<QString> bareWords(const QStringList& texts);

/// A printed text with placeholders, to be found in a file: "长期目标(截止(.{0,40}?)年)" over the bare text.
struct TextShape {
    QRegularExpression expression;
    QStringList fields; ///< one per capture; "" for a year, which is no field of the form

    static TextShape of(const QString& text, const FormTemplate& form);
    bool isOne() const { return !fields.isEmpty(); }
    bool matches(const QString& bare) const { return isOne() && expression.match(bare).hasMatch(); }
    /// What a matching bare text says, by field; blanks left out.
    QMap<QString, QString> values(const QString& bare) const;
};

/// One cell of a printed row as an importer looks for it.
struct PatternCell {
    enum class Kind {
        Covered, ///< hidden by a cell that spans from above: an empty cell in a dump
        Empty,
        Label, ///< one of `labels`
        Field, ///< the text of field `target`
        Lines, ///< one row of table `target` per line
    };
    Kind kind = Kind::Empty;
    QStringList labels; ///< bare spellings
    TextShape shape;    ///< of a label with placeholders
    QString target;     ///< field, place in a fixed row, or table of lines
    int span = 1;
    const GridCell* style = nullptr; ///< how the value is printed; owned by the template

    bool isLabel(const QString& bare) const { return labels.contains(bare) || shape.matches(bare); }
    bool isValue() const { return kind == Kind::Field || kind == Kind::Lines; }
};

/// Rows of one table of the form, following each other in the source.
struct RepeatPattern {
    QString table;
    QStringList columns;        ///< of the cells from left to right; one that is ticked stands under several
    QList<QSet<QString>> words; ///< per cell: bare words of its vocabulary; empty for free text
    QList<QStringList> labels;  ///< per cell: bare spellings of its column; empty for one that is ticked
    QList<FieldType> types;
    int coveredBefore = 0; ///< grid columns to the left that a cell from above covers
    QList<bool> required;
    QSet<QString> merged; ///< columns that inherit the value above when blank
    QList<const GridCell*> cells;
    QList<const GridCell*> heading; ///< a row of its own above the rows it holds for; empty when the form has none
};

/// A fixed row, or a place where the rows of a table repeat.
struct PatternStep {
    QList<PatternCell> cells;
    bool labelled = false;
    bool header = false; ///< printed again after a page break
    int gridTable = 0;
    bool repeats = false;
    RepeatPattern repeat;

    /// False when a row of these words (see bareWords) lacks the first label for certain.
    bool mayMatch(const QSet<QString>& words) const;
};

/// The columns of the tables whose rows are always the same ones, as their header prints them.
struct FixedColumn {
    QString id;
    QList<PatternCell> labels; ///< label cells above the column
    int yearsBefore = -1;      ///< for a column of a year, which look alike: how long before the form's own; else -1
};
struct FixedTables {
    QList<FixedColumn> columns; ///< from left to right, as printed
    QStringList tables;         ///< that stand below this header, in order
};

/// What stands beside or below a label, wherever in the form that is.
struct LabelTarget {
    PatternCell::Kind kind = PatternCell::Kind::Empty; ///< Field, Lines, or Label for one that only names a part
    QString target;
    const GridCell* style = nullptr; ///< null for a field that has no cell in the grid
};

/// The order in which the rows of a form are expected, made from the print grid of its template.
struct FormPattern {
    const FormTemplate* form = nullptr;
    QList<PatternStep> steps;
    QSet<QString> gridFields;               ///< fields that have a cell in the grid
    QHash<QString, const GridCell*> styles; ///< of a field or list: how the grid prints it
    QHash<QString, LabelTarget> labels;     ///< bare spelling → what it names; spellings of two things are left out

    QList<FixedTables> fixedTables;
    QSet<QString> columnWords; ///< bare spellings of all columns of repeating tables

    static FormPattern of(const FormTemplate& form);
    /// Whether a row of these words may be a header of a table, or hold a label of a field.
    bool mayBeHeader(const QSet<QString>& words) const;
    bool mayHaveLabel(const QSet<QString>& words) const;
};

} // namespace jixiao
