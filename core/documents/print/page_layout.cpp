#include "core/documents/print/page_layout.h"

#include "core/documents/print/page_blocks.h"
#include "core/documents/print/page_text.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

/// A page is left unfilled at its end by at most this share; a higher row is cut instead.
constexpr double mostEmpty = 0.3;

double lineX(const QRectF& rect, double padding, Qt::Alignment align, double width) {
    if (align & Qt::AlignHCenter) return rect.center().x() - width / 2;
    if (align & Qt::AlignRight) return rect.right() - padding - width;
    return rect.left() + padding;
}

QList<LaidLine> placeLines(const QStringList& texts, TextRole role, Qt::Alignment align, const QRectF& rect,
                           double padding) {
    QList<LaidLine> lines;
    const double height = lineHeight(role);
    double top = rect.center().y() - double(texts.size()) * height / 2;
    for (const QString& text : texts) {
        const double width = textWidth(text.trimmed(), role);
        lines.append({text, lineX(rect, padding, align, width), top + lineAscent(role), width});
        top += height;
    }
    return lines;
}

/// A merged cell of the page that grows row by row.
struct OpenMerge {
    BlockCell cell;
    QRectF rect;
    qsizetype index = 0; ///< its place among the cells of the page
};

class Flow {
public:
    Flow(double left, QSizeF page) : size_(page), bodyHeight_(page.height() - topMargin - bottomMargin), left_(left) {
        startPage();
    }

    QList<LaidPage> run(const QList<Block>& blocks) {
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            const auto& block = blocks.at(i);
            if (block.gridTable != gridTable_) headers_.clear();
            if (block.header) headers_.append(block);
            gridTable_ = block.gridTable;
            const double wanted = grown(block).height() + (block.keepWithNext ? followers(blocks, i + 1) : 0);
            if (wanted > room() && wanted <= bodyHeight_ && (block.keepWithNext || room() <= bodyHeight_ * mostEmpty))
                breakPage(!block.header);
            placeOrCut(block);
        }
        closeMerges();
        return pages_;
    }

private:
    double room() const { return topMargin + bodyHeight_ - y_; }

    /// What must stay together with a heading: further headings and the beginning of the first row.
    double followers(const QList<Block>& blocks, qsizetype from) const {
        double height = 0;
        for (qsizetype i = from; i < blocks.size(); ++i) {
            height += std::min(blocks.at(i).height(), bodyHeight_ / 4);
            if (!blocks.at(i).keepWithNext) break;
        }
        return height;
    }

    void placeOrCut(Block block) {
        for (Block whole = grown(block);; whole = grown(block)) {
            if (whole.height() <= room()) return place(whole);
            const auto [head, tail] = block.cut(room());
            if (!head.cells.isEmpty()) {
                place(head);
                block = tail;
            } else if (freshPage_) {
                return place(whole); // nothing to gain on another page
            }
            breakPage(!block.header);
        }
    }

    /// The block with room for the merged cells that end in it and have not shown their text yet.
    Block grown(Block block) const {
        for (const auto& cell : std::as_const(block.cells)) {
            if (!cell.mergeEnds || printedGroups_.contains(cell.mergeGroup)) continue;
            double missing = cell.neededHeight() - open_.value(cell.mergeGroup).rect.height();
            for (const auto& other : std::as_const(block.cells))
                if (other.mergeGroup == cell.mergeGroup) missing -= block.heights.at(other.row);
            if (missing > 0) block.heights[cell.row] += missing;
        }
        return block;
    }

    void startPage() {
        pages_.append(LaidPage());
        pages_.last().size = size_;
        y_ = topMargin;
        freshPage_ = true;
    }

    void breakPage(bool withHeaders) {
        closeMerges();
        startPage();
        if (!withHeaders) return;
        for (Block header : std::as_const(headers_)) {
            for (auto& cell : header.cells)
                cell.repeated = true;
            place(header);
        }
        freshPage_ = true;
    }

    void place(const Block& block) {
        QList<double> tops{y_};
        for (const double height : block.heights)
            tops.append(tops.last() + height);
        for (const auto& cell : block.cells) {
            const double top = tops.at(cell.row);
            const QRectF rect(left_ + cell.x, top, cell.width, tops.at(cell.row + cell.rowSpan) - top);
            if (cell.mergeGroup >= 0)
                mergeCell(cell, rect);
            else
                emitCell(cell, rect);
        }
        y_ = tops.last();
        freshPage_ = false;
    }

    void mergeCell(const BlockCell& cell, const QRectF& rect) {
        const int group = cell.mergeGroup;
        if (const auto open = open_.find(group); open != open_.end()) {
            open->rect = open->rect.united(rect);
        } else {
            open_.insert(group, {cell, rect, pages_.last().cells.size()});
            emitCell(cell, rect);
        }
        if (cell.mergeEnds) close(open_.take(group), true);
    }

    void closeMerges() {
        for (const auto& merge : std::as_const(open_))
            close(merge, false);
        open_.clear();
    }

    /// Prints a merged cell, without its text where that has no room and need not be.
    void close(OpenMerge merge, bool atEnd) {
        const int group = merge.cell.mergeGroup;
        const bool before = printedGroups_.contains(group);
        const bool fits = merge.cell.neededHeight() <= merge.rect.height() + 0.01;
        if (!fits && (before || !atEnd)) merge.cell.lines.clear();
        if (fits || atEnd) printedGroups_.insert(group);
        merge.cell.repeated = before;
        pages_.last().cells[merge.index] = laid(merge.cell, merge.rect);
    }

    void emitCell(const BlockCell& cell, const QRectF& rect) { pages_.last().cells.append(laid(cell, rect)); }

    static LaidCell laid(const BlockCell& cell, const QRectF& rect) {
        return {rect,          cell.role,
                cell.path,     placeLines(cell.lines, cell.role, cell.align, rect, cell.padding),
                cell.bordered, cell.repeated};
    }

    QList<LaidPage> pages_;
    QList<Block> headers_;
    QMap<int, OpenMerge> open_; ///< by merge group
    QSet<int> printedGroups_;   ///< whose text has been printed
    QSizeF size_;
    double bodyHeight_;
    double left_;
    double y_ = topMargin;
    int gridTable_ = -1;
    bool freshPage_ = true;
};

} // namespace

QList<LaidPage> layoutForm(const PrintedForm& form) { return Flow(form.sideMargin(), form.page).run(blocksOf(form)); }

Result<QList<LaidPage>> layoutForm(const FormDocument& document, const FormTemplate& form) {
    const auto printed = printedForm(document, form);
    if (!printed) return printed.error();
    return layoutForm(*printed);
}

void numberPages(QList<LaidPage>& pages) {
    for (qsizetype i = 0; i < pages.size(); ++i) {
        const QString text = pageNumberPattern().arg(i + 1).arg(pages.size());
        const double width = textWidth(text, TextRole::PageNumber);
        const double height = lineHeight(TextRole::PageNumber);
        LaidCell cell;
        cell.role = TextRole::PageNumber;
        cell.bordered = false;
        const double baseline = pages.at(i).size.height() - pageNumberHeight;
        cell.rect = QRectF(pages.at(i).size.width() / 2 - width / 2, baseline - lineAscent(TextRole::PageNumber), width,
                           height);
        cell.lines.append({text, cell.rect.left(), baseline, width});
        pages[i].cells.append(cell);
    }
}

} // namespace jixiao
