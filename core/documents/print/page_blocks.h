#pragma once

#include "core/documents/print/printed_form.h"

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
    double padding = 0; ///< mm on every side of the text
    bool repeated = false;
    int mergeGroup = -1;    ///< one number for all rows of a merged cell; -1 for an ordinary cell
    bool mergeEnds = false; ///< this is the last row of its merged cell

    double neededHeight() const; ///< of the text, mm
    /// Labels and merged cells are printed again rather than cut when a page ends inside them.
    bool isWhole() const { return role == TextRole::Label || mergeGroup >= 0; }
};

/// Rows that hang together: one row, or several that a cell spans.
struct Block {
    QList<BlockCell> cells;
    QList<double> heights; ///< of the rows, mm
    double leastRow = 0;   ///< mm
    int gridTable = -1;    ///< -1 for what stands above the grid
    bool header = false;   ///< printed again after a page break within its grid table
    bool keepWithNext = false;

    double height() const;
    /// Makes every row as high as its texts need. Merged cells are left to whoever knows all their rows.
    void fit();
    /// Cuts the block so that the first part is no higher than `available`. Both parts empty when it cannot be cut.
    QPair<Block, Block> cut(double available) const;
};

/// The blocks of a form from top to bottom, measured: lines and table rows. Needs a QGuiApplication (fonts).
QList<Block> blocksOf(const PrintedForm& form);

} // namespace jixiao
