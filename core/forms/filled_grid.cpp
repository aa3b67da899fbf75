#include "core/forms/filled_grid.h"

#include "core/forms/printed_words.h"

#include <algorithm>

namespace jixiao {

namespace {

/// One kind of line break, so that every format breaks lines at the same places.
QString withLineFeeds(QString text) {
    return text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
}

class GridFiller {
public:
    GridFiller(const FormDocument& document, const FormTemplate& form, const GridTable& grid)
        : words_(document, form),
          form_(form),
          grid_(grid),
          table_(form.table(grid.repeat)),
          columns_(grid.cellColumns()),
          pattern_(table_ ? grid.patternRow() : -1) {
        if (table_) rows_ = document.rows(table_->id);
    }

    FilledGrid run() {
        filled_.widths = grid_.widths;
        filled_.headerRows = grid_.headerRows;
        filled_.bordered = grid_.bordered;
        const int count = int(grid_.rows.size());
        const int above = pattern_ < 0 ? count : pattern_ - grid_.headingRows;
        for (int row = 0; row < above; ++row)
            addFixed(row);
        if (pattern_ >= 0) addRepeated();
        for (int row = pattern_ < 0 ? count : pattern_ + 1; row < count; ++row)
            addFixed(row);
        endSpans();
        std::sort(filled_.cells.begin(), filled_.cells.end(), [](const FilledCell& a, const FilledCell& b) {
            return a.row != b.row ? a.row < b.row : a.column < b.column;
        });
        return filled_;
    }

private:
    FilledCell place(int gridRow, int index) const {
        const auto& cell = grid_.rows[gridRow][index];
        FilledCell made;
        made.row = filled_.rows;
        made.column = columns_[gridRow][index];
        made.columnSpan = std::min(cell.columnSpan, int(grid_.widths.size()) - made.column);
        made.content = cell.content;
        made.align = cell.align;
        return made;
    }

    void addFixed(int gridRow) {
        lastOf_[gridRow] = filled_.rows;
        for (int i = 0; i < grid_.rows[gridRow].size(); ++i) {
            const auto& cell = grid_.rows[gridRow][i];
            auto made = place(gridRow, i);
            made.rowSpan = cell.rowSpan;
            made.text = withLineFeeds(words_.cell(cell));
            if (const auto* spec = form_.printedField(cell.text); spec && cell.content == GridCell::Content::Field)
                made.type = spec->type;
            if (cell.content == GridCell::Content::Field) made.path = cell.text;
            if (pattern_ >= 0 && gridRow < pattern_ && gridRow + cell.rowSpan > pattern_) {
                made.merged = true;
                spans_.append({filled_.cells.size(), gridRow + cell.rowSpan - 1});
            }
            filled_.cells.append(made);
        }
        ++filled_.rows;
    }

    void addRepeated() {
        const auto count = std::max<qsizetype>(rows_.size(), 1);
        for (int i = 0; i < count; ++i) {
            const auto row = rows_.value(i);
            if (grid_.headingRows > 0 && (i == 0 || differs(rows_[i - 1], row))) addHeading(row, i);
            addPattern(row, i);
        }
    }

    /// Whether a row needs headings of its own below another one.
    bool differs(const FormRow& above, const FormRow& row) const {
        for (int heading = pattern_ - grid_.headingRows; heading < pattern_; ++heading)
            for (const auto& cell : grid_.rows[heading])
                if (cell.content == GridCell::Content::Column && above.cell(cell.text) != row.cell(cell.text))
                    return true;
        return false;
    }

    bool isFilled(const FormRow& row) const {
        return rows_.size() > 1 ||
               std::any_of(row.cells.cbegin(), row.cells.cend(), [](const QString& text) { return !text.isEmpty(); });
    }

    void addHeading(const FormRow& row, int number) {
        ++headings_;
        open_.clear();
        rowsBelow_ = 0;
        for (int heading = pattern_ - grid_.headingRows; heading < pattern_; ++heading) {
            filled_.headings.append(filled_.rows);
            for (int i = 0; i < grid_.rows[heading].size(); ++i) {
                auto made = place(heading, i);
                made.rowSpan = grid_.rows[heading][i].rowSpan;
                fillValue(made, grid_.rows[heading][i], row, number, headings_);
                const auto& numbering = grid_.rows[heading][i].numbering;
                // A number shows that the rows below are under a new heading even where it has no name yet.
                if (made.text.isEmpty() && !numbering.isEmpty() && isFilled(row))
                    made.text = numbered(numbering, headings_);
                filled_.cells.append(made);
            }
            ++filled_.rows;
        }
    }

    void addPattern(const FormRow& row, int number) {
        ++rowsBelow_;
        qsizetype depth = 0;          // merging columns passed in this row
        bool same = !open_.isEmpty(); // all of them equal to the row above
        for (int i = 0; i < grid_.rows[pattern_].size(); ++i) {
            const auto& cell = grid_.rows[pattern_][i];
            auto made = place(pattern_, i);
            made.merged = cell.content == GridCell::Content::Column && grid_.mergeColumns.contains(cell.text);
            if (!made.merged) {
                fillValue(made, cell, row, number, rowsBelow_);
                filled_.cells.append(made);
                continue;
            }
            const auto value = row.cell(cell.text);
            same = same && depth < open_.size() && open_[depth].value == value && (depth > 0 || !value.isEmpty());
            if (same) {
                ++filled_.cells[open_[depth++].cell].rowSpan;
                continue;
            }
            const int before = depth < open_.size() ? open_[depth].number : 0;
            open_.resize(depth); // what lies inside begins anew, and so do its numbers
            open_.append({filled_.cells.size(), value, before + 1});
            fillValue(made, cell, row, number, before + 1);
            filled_.cells.append(made);
            ++depth;
        }
        lastOf_[pattern_] = filled_.rows++;
    }

    void fillValue(FilledCell& made, const GridCell& cell, const FormRow& row, int rowNumber, int number) const {
        made.text = withLineFeeds(words_.cell(cell, *table_, row, number));
        if (cell.content != GridCell::Content::Column) return;
        if (const auto* spec = table_->column(cell.text)) made.type = spec->type;
        if (!rows_.isEmpty()) made.path = FieldPath{table_->id, rowNumber, cell.text}.toString();
    }

    /// Cells that reach onto the repeated row end where its last repetition, or their footer row, ends.
    void endSpans() {
        for (const auto& span : std::as_const(spans_)) {
            auto& cell = filled_.cells[span.cell];
            cell.rowSpan = lastOf_.value(span.lastRow) - cell.row + 1;
        }
    }

    struct Span {
        qsizetype cell;
        int lastRow; ///< of the grid
    };
    /// A merged cell that grows while the rows below hold the same value.
    struct Open {
        qsizetype cell;
        QString value;
        int number; ///< among its neighbours
    };

    PrintedWords words_;
    const FormTemplate& form_;
    const GridTable& grid_;
    const TableSpec* table_;
    QList<QList<int>> columns_;
    int pattern_;
    QList<FormRow> rows_;
    FilledGrid filled_;
    QMap<int, int> lastOf_; ///< grid row → the last printed row made of it
    QList<Span> spans_;
    QList<Open> open_;
    int headings_ = 0;
    int rowsBelow_ = 0;
};

} // namespace

FilledGrid fillGrid(const FormDocument& document, const FormTemplate& form, const GridTable& grid) {
    return GridFiller(document, form, grid).run();
}

} // namespace jixiao
