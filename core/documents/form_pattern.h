#pragma once

#include "core/forms/form_template.h"

#include <QList>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>

namespace jixiao {

/// A text without any white space (ordinary, full-width, non-breaking, zero-width), with full-width brackets, colon
/// and per cent sign as their plain forms: how labels and vocabulary words are compared.
QString bareText(const QString& text);

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
    QSet<QString> merged;       ///< columns that inherit the value above when blank
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
};

/// The order in which the rows of a form are expected, made from the print grid of its template.
struct FormPattern {
    const FormTemplate* form = nullptr;
    QList<PatternStep> steps;
    QSet<QString> gridFields; ///< fields that have a cell in the grid

    static FormPattern of(const FormTemplate& form);
};

} // namespace jixiao
