#include "core/documents/page_layout.h"

#include "core/documents/page_blocks.h"
#include "core/documents/page_text.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr double topMargin = 18;
constexpr double bottomMargin = 20;
constexpr double pageNumberBaseline = 286;
constexpr double bodyBottom = 297 - bottomMargin;
constexpr double bodyHeight = bodyBottom - topMargin;
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

/// A merged cell that grows while the rows below hold the same text.
struct OpenMerge {
    BlockCell cell;
    QRectF rect;
};

class Flow {
public:
    explicit Flow(double left) : left_(left) { pages_.append(LaidPage()); }

    QList<LaidPage> run(const QList<Block>& blocks) {
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            const auto& block = blocks.at(i);
            if (block.gridTable != gridTable_) {
                headers_.clear();
                merged_.clear();
            }
            if (block.header) headers_.append(block);
            gridTable_ = block.gridTable;
            const double wanted = block.height() + (block.keepWithNext ? followers(blocks, i + 1) : 0);
            if (wanted > room() && wanted <= bodyHeight && (block.keepWithNext || room() <= bodyHeight * mostEmpty))
                breakPage(!block.header);
            placeOrCut(block);
        }
        closeMerges(0);
        return pages_;
    }

private:
    double room() const { return bodyBottom - y_; }

    /// What must stay together with a heading: further headings and the beginning of the first row.
    static double followers(const QList<Block>& blocks, qsizetype from) {
        double height = 0;
        for (qsizetype i = from; i < blocks.size(); ++i) {
            height += std::min(blocks.at(i).height(), bodyHeight / 4);
            if (!blocks.at(i).keepWithNext) break;
        }
        return height;
    }

    void placeOrCut(Block block) {
        while (block.height() > room()) {
            const auto [head, tail] = block.cut(room());
            if (!head.cells.isEmpty()) {
                place(head);
                block = tail;
            } else if (freshPage_) {
                break; // nothing to gain on another page
            }
            breakPage(!block.header);
        }
        place(block);
    }

    void breakPage(bool withHeaders) {
        closeMerges(0);
        lastMerged_ = merged_;
        merged_.clear();
        pages_.append(LaidPage());
        y_ = topMargin;
        freshPage_ = true;
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
        int sameUpTo = 0; // merge columns that continue the row above
        repeatUpTo_ = 0;
        for (const auto& cell : block.cells) {
            const double top = tops.at(cell.row);
            const QRectF rect(left_ + cell.x, top, cell.width, tops.at(cell.row + cell.rowSpan) - top);
            if (cell.mergeColumn >= 0)
                mergeCell(cell, rect, sameUpTo);
            else
                emitCell(cell, rect);
        }
        const bool merges =
            std::any_of(block.cells.cbegin(), block.cells.cend(), [](const auto& c) { return c.mergeColumn >= 0; });
        if (merges)
            lastMerged_.clear();
        else
            closeMerges(0);
        y_ = tops.last();
        freshPage_ = false;
    }

    void mergeCell(const BlockCell& cell, const QRectF& rect, int& sameUpTo) {
        const int column = cell.mergeColumn;
        const bool continues = column == sameUpTo && column < open_.size() && !cell.lines.isEmpty() &&
                               open_.at(column).cell.lines == cell.lines;
        if (continues) {
            open_[column].rect = open_.at(column).rect.united(rect);
            ++sameUpTo;
            return;
        }
        closeMerges(column);
        BlockCell first = cell;
        if (column == repeatUpTo_ && lastMerged_.value(column) == cell.lines && !cell.lines.isEmpty()) {
            first.repeated = true;
            ++repeatUpTo_;
        }
        if (column == open_.size())
            open_.append({first, rect});
        else
            emitCell(first, rect);
    }

    void closeMerges(int from) {
        while (open_.size() > from) {
            const auto merge = open_.takeLast();
            emitCell(merge.cell, merge.rect);
            if (merged_.size() < open_.size() + 1) merged_.resize(open_.size() + 1);
            merged_[open_.size()] = merge.cell.lines;
        }
    }

    void emitCell(const BlockCell& cell, const QRectF& rect) {
        const double padding = cell.bordered ? cellPadding : 0;
        pages_.last().cells.append({rect, cell.role, cell.path,
                                    placeLines(cell.lines, cell.role, cell.align, rect, padding), cell.bordered,
                                    cell.repeated});
    }

    QList<LaidPage> pages_;
    QList<Block> headers_;
    QList<OpenMerge> open_;         ///< by merge column
    QList<QStringList> merged_;     ///< what the last closed merged cells of this page said
    QList<QStringList> lastMerged_; ///< and those at the end of the page before
    int repeatUpTo_ = 0;            ///< merge columns of this row that repeat the page before
    double left_;
    double y_ = topMargin;
    int gridTable_ = -1;
    bool freshPage_ = true;
};

} // namespace

Result<QList<LaidPage>> layoutForm(const FormDocument& document, const FormTemplate& form) {
    double width = 0;
    for (const auto& grid : form.grid) {
        double sum = 0;
        for (const int column : grid.widths)
            sum += column;
        width = std::max(width, sum);
    }
    if (width < 20 || width > pageSize.width() - 10)
        return Error{
            ErrorCode::TemplateInvalid, form.id + QStringLiteral(": grid width"), {{QStringLiteral("form"), form.id}}};
    return Flow((pageSize.width() - width) / 2).run(blocksOf(document, form));
}

void numberPages(QList<LaidPage>& pages) {
    for (qsizetype i = 0; i < pages.size(); ++i) {
        const QString text = QStringLiteral("第 %1 页 共 %2 页").arg(i + 1).arg(pages.size());
        const double width = textWidth(text, TextRole::PageNumber);
        const double height = lineHeight(TextRole::PageNumber);
        LaidCell cell;
        cell.role = TextRole::PageNumber;
        cell.bordered = false;
        cell.rect = QRectF(pageSize.width() / 2 - width / 2, pageNumberBaseline - lineAscent(TextRole::PageNumber),
                           width, height);
        cell.lines.append({text, cell.rect.left(), pageNumberBaseline, width});
        pages[i].cells.append(cell);
    }
}

} // namespace jixiao
