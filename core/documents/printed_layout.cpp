#include "core/documents/printed_layout.h"

#include <algorithm>

namespace jixiao {

namespace {

LayoutLine lineOf(const QStringList& patterns) {
    LayoutLine line;
    for (const auto& pattern : patterns)
        line.append({PrintedShape(pattern), adjacentPlaceholders(pattern)});
    return line;
}

/// The line that stands above a form without lines of its own.
QStringList unitLine(const FormTemplate& form) {
    QStringList line{QStringLiteral("{unit.code}{unit.name}")};
    if (const auto* money = form.field(QStringLiteral("moneyUnit")))
        line.append(money->label + QStringLiteral("：{moneyUnit}"));
    return line;
}

LayoutCell layoutCell(const GridCell& cell) {
    const bool words = cell.content == GridCell::Content::Label;
    return {&cell, PrintedShape(words ? cell.text : cell.pattern)};
}

LayoutGrid gridOf(const FormTemplate& form, const GridTable& table) {
    LayoutGrid grid{&table, form.table(table.repeat), {}};
    struct Owner {
        int row = -1;
        int index = -1;
        bool operator==(const Owner&) const = default;
    };
    const auto width = table.widths.size();
    const auto begins = table.cellColumns();
    QList<QList<Owner>> owners(table.rows.size(), QList<Owner>(width));
    for (int row = 0; row < table.rows.size(); ++row)
        for (int index = 0; index < table.rows.at(row).size(); ++index) {
            const auto& cell = table.rows.at(row).at(index);
            const int left = begins.at(row).at(index);
            const int right = std::min(left + cell.columnSpan, int(width));
            const int bottom = std::min(row + cell.rowSpan, int(table.rows.size()));
            for (int below = row; below < bottom; ++below)
                for (int column = left; column < right; ++column)
                    owners[below][column] = {row, index};
        }
    for (int row = 0; row < table.rows.size(); ++row) {
        QList<LayoutCell> cells;
        Owner last;
        for (const auto& owner : std::as_const(owners[row])) {
            if (owner == last) continue;
            last = owner;
            cells.append(owner.row == row ? layoutCell(table.rows.at(row).at(owner.index))
                                          : LayoutCell{nullptr, PrintedShape(QString())});
        }
        grid.rows.append(cells);
    }
    return grid;
}

} // namespace

PrintedLayout PrintedLayout::of(const FormTemplate& form) {
    PrintedLayout layout;
    layout.form = &form;
    if (form.above.isEmpty()) layout.above.append(lineOf(unitLine(form)));
    for (const auto& line : form.above)
        layout.above.append(lineOf(line));
    for (const auto& line : form.below)
        layout.below.append(lineOf(line));
    for (const auto& table : form.grid)
        layout.grids.append(gridOf(form, table));
    return layout;
}

} // namespace jixiao
