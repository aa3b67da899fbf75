#pragma once

#include "core/forms/form_template.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace jixiao {

/// A text without any white space (ordinary, full-width, non-breaking, zero-width), with full-width brackets, colon
/// and per cent sign as their plain forms: how labels and vocabulary words are compared.
QString bareText(const QString& text);

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
    QString target;
    int span = 1;

    bool isValue() const { return kind == Kind::Field || kind == Kind::Lines; }
};

/// Rows of one table of the form, following each other in the source.
struct RepeatPattern {
    QString table;
    QStringList columns;
    QList<QSet<QString>> words; ///< per column: bare words of its vocabulary; empty for free text
    QSet<QString> merged;       ///< columns that inherit the value above when blank
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
