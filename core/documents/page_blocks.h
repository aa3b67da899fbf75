#pragma once

#include "core/documents/page_layout.h"

#include <QList>
#include <QPair>
#include <QStringList>

namespace jixiao {

/// A cell of a block before it has a place on a page.
struct BlockCell {
    int row = 0; ///< within the block
    int rowSpan = 1;
    double x = 0; ///< mm from the left edge of the grid
    double width = 0;
    TextRole role = TextRole::Body;
    Qt::Alignment align = Qt::AlignLeft;
    QString path;
    QStringList lines;
    bool bordered = true;
    bool repeated = false;
    int mergeColumn = -1; ///< place among the template's mergeColumns; -1 for an ordinary cell

    /// Labels and merged cells are printed again rather than cut when a page ends inside them.
    bool isWhole() const { return role == TextRole::Label || mergeColumn >= 0; }
};

/// Rows that hang together: one row, or several that a cell spans.
struct Block {
    QList<BlockCell> cells;
    QList<double> heights; ///< of the rows, mm
    int gridTable = -1;    ///< -1 for what stands above the grid
    bool header = false;   ///< printed again after a page break within its grid table
    bool keepWithNext = false;

    double height() const;
    /// Makes every row as high as its texts need.
    void fit();
    /// Cuts the block so that the first part is no higher than `available`. Both parts empty when it cannot be cut.
    QPair<Block, Block> cut(double available) const;
};

inline constexpr double cellPadding = 1.2; ///< mm on every side of a text

/// All blocks of a form from top to bottom: title, unit line, grid rows.
QList<Block> blocksOf(const FormDocument& document, const FormTemplate& form);

} // namespace jixiao
