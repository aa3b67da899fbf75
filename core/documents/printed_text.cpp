#include "core/documents/printed_cells.h"
#include "core/documents/printed_walk.h"

namespace jixiao {

namespace {

using Content = GridCell::Content;

constexpr int mostBlankParagraphs = 50;

class TextWalk {
public:
    TextWalk(PrintedWalk& walk, const PrintedLayout& layout, TextDoubt& doubt)
        : walk_(walk), layout_(layout), doubt_(doubt) {}

    bool read(qsizetype first, qsizetype end) {
        const auto elements = elementsOf(first, end);
        for (qsizetype i = 0; i < elements.size(); ++i) {
            const auto& element = elements.at(i);
            if (!element.place->cell) return false;
            if (element.table) {
                if (!readParagraphs(element)) return false;
            } else if (element.place->cell->content == Content::Label || !standsLater(elements, i)) {
                const auto text = walk_.paragraph(walk_.at());
                if (text.isEmpty() || !walk_.readCell(*element.place, text.trimmed())) return false;
                walk_.passParagraph();
            }
        }
        return true;
    }

private:
    struct Element {
        const LayoutCell* place;
        const TableSpec* table; ///< of a list or of repeated paragraphs
        bool repeated;
    };

    QList<Element> elementsOf(qsizetype first, qsizetype end) const {
        QList<Element> elements;
        for (qsizetype i = first; i < end; ++i) {
            const auto& grid = layout_.grids.at(i);
            for (int row = 0; row < grid.rows.size(); ++row)
                for (const auto& place : grid.rows.at(row)) {
                    const bool repeated = row == grid.patternRow();
                    const bool list = place.cell && place.cell->content == Content::Field;
                    elements.append({&place,
                                     repeated ? grid.repeat
                                     : list   ? walk_.form().table(place.cell->text)
                                              : nullptr,
                                     repeated});
                }
        }
        return elements;
    }

    /// Whether the next paragraph belongs to what stands behind element i, which is then blank.
    bool standsLater(const QList<Element>& elements, qsizetype i) {
        const auto text = walk_.paragraph(walk_.at());
        const auto& own = *elements.at(i).place;
        if (text.isEmpty() || (!own.cell->pattern.isEmpty() && !own.shape.read(text))) return true;
        if (i + 1 == elements.size()) return own.cell->pattern.isEmpty(); // nothing tells it from what follows the form
        const auto after = walk_.behind(walk_.at());
        for (auto later = i + 1; later < elements.size(); ++later) {
            const auto& next = elements.at(later);
            if (!next.place->cell || !next.table) return next.place->cell && next.place->shape.read(text).has_value();
            const auto& numbering = next.place->cell->numbering;
            if (!beginsWithNumber(text, numbering, 1)) continue;
            if (beginsWithNumber(walk_.paragraph(after), numbering, 1)) return false;
            doubt_.met = true;
            return doubt_.listsFirst;
        }
        return false;
    }

    /// How many numbers behind `count` a paragraph leaves out: blank rows are counted, not printed. -1 when it has
    /// none.
    static int blankBefore(const QString& text, const QString& numbering, int count) {
        for (int skipped = 0; skipped < mostBlankParagraphs; ++skipped)
            if (beginsWithNumber(text, numbering, count + 1 + skipped)) return skipped;
        return -1;
    }

    bool readParagraphs(const Element& element) {
        const auto& cell = *element.place->cell;
        if (cell.numbering.isEmpty()) return false;
        QStringList texts;
        QList<FormRow> rows;
        for (auto text = walk_.paragraph(walk_.at()); !text.isEmpty(); text = walk_.paragraph(walk_.at())) {
            const int skipped = blankBefore(text, cell.numbering, int(element.repeated ? rows.size() : texts.size()));
            if (skipped < 0 || (skipped > 0 && !element.repeated)) break;
            if (element.repeated) {
                FormRow row;
                for (const auto& column : element.table->columns)
                    row.cells.insert(column.id, QString());
                rows.resize(rows.size() + skipped, row);
                if (!readPatternCell(*element.place, text.trimmed(), *element.table, row)) return false;
                rows.append(row);
            } else if (!addListed(text, cell.numbering, texts)) {
                return false;
            }
            walk_.passParagraph();
        }
        if (!element.repeated) return walk_.setList(element.table->id, texts);
        walk_.document().tables.insert(element.table->id, rows);
        return true;
    }

    PrintedWalk& walk_;
    const PrintedLayout& layout_;
    TextDoubt& doubt_;
};

} // namespace

bool readPrintedText(PrintedWalk& walk, const PrintedLayout& layout, qsizetype first, qsizetype end, TextDoubt& doubt) {
    return TextWalk(walk, layout, doubt).read(first, end);
}

} // namespace jixiao
