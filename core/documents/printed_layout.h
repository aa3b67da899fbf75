#pragma once

#include "core/documents/printed_shape.h"
#include "core/forms/form_template.h"

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace jixiao {

/// One text of a line above or below the tables.
struct LayoutText {
    PrintedShape shape;
    std::optional<std::pair<QString, QString>> adjacent; ///< two fields side by side
};
using LayoutLine = QList<LayoutText>;

/// A cell of a printed row from left to right.
struct LayoutCell {
    const GridCell* cell = nullptr; ///< null for one that reaches down from a row above
    PrintedShape shape;             ///< of a label or a pattern
};

struct LayoutGrid {
    const GridTable* table = nullptr;
    const TableSpec* repeat = nullptr; ///< null when nothing repeats
    QList<QList<LayoutCell>> rows;

    int patternRow() const { return repeat ? table->patternRow() : -1; }
    /// Rows before the first heading or repeated row.
    int fixedRows() const { return repeat ? table->patternRow() - table->headingRows : int(rows.size()); }
};

/// What a form looks like on paper, ready to be looked for. Points into the template.
struct PrintedLayout {
    const FormTemplate* form = nullptr;
    QList<LayoutLine> above; ///< without the title
    QList<LayoutLine> below;
    QList<LayoutGrid> grids;

    static PrintedLayout of(const FormTemplate& form);
};

} // namespace jixiao
