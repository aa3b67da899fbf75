#include "core/forms/grid_checks.h"

#include "core/forms/printed_words.h"

#include <algorithm>

namespace jixiao {

namespace {

using Content = GridCell::Content;

class GridChecks {
public:
    GridChecks(const FormTemplate& form, const GridTable& grid, QString place, TemplateProblems& problems)
        : form_(form), grid_(grid), repeated_(form.table(grid.repeat)), place_(std::move(place)), problems_(problems) {}

    void run() {
        require(grid_.repeat.isEmpty() || repeated_, place_ + QStringLiteral(".repeat"),
                QStringLiteral("names no table"));
        require(!repeated_ || repeated_->fixedRows.isEmpty(), place_ + QStringLiteral(".repeat"),
                QStringLiteral("names a table of fixed rows; name their cells"));
        for (const auto& id : grid_.mergeColumns)
            require(repeated_ && repeated_->column(id), place_ + QStringLiteral(".mergeColumns"),
                    id + QStringLiteral(" is not a column"));
        for (int row = 0; row < grid_.rows.size(); ++row)
            for (const auto& cell : grid_.rows[row])
                checkCell(cell, row, QStringLiteral("%1.rows[%2]").arg(place_).arg(row));
    }

private:
    void require(bool good, const QString& place, const QString& what) {
        if (!good) problems_.report(place, what);
    }

    void checkCell(const GridCell& cell, int row, const QString& place) {
        const int pattern = repeated_ ? grid_.patternRow() : -1;
        const bool perRow = pattern >= 0 && row <= pattern && row >= pattern - grid_.headingRows;
        const auto* table = perRow ? repeated_ : nullptr;
        if (cell.content == Content::Label) checkPlaceholders(cell.text, place, form_, nullptr, problems_);
        if (cell.content == Content::Field)
            require(form_.printedField(cell.text) || list(cell), place, cell.text + QStringLiteral(" is not a field"));
        if (cell.content == Content::Column)
            require(table && table->column(cell.text), place,
                    cell.text + QStringLiteral(" is not a column of the repeated table"));
        checkPlaceholders(cell.pattern, place, form_, table, problems_);
        checkStyle(cell, place);
    }

    /// The plain list a cell prints line by line; null for any other cell.
    const TableSpec* list(const GridCell& cell) const {
        const auto* table = cell.content == Content::Field ? form_.table(cell.text) : nullptr;
        return table && table->plainStrings ? table : nullptr;
    }

    void checkStyle(const GridCell& cell, const QString& place) {
        const auto* spec = cell.content == Content::Column
                               ? (repeated_ ? repeated_->column(cell.text) : nullptr)
                               : (cell.content == Content::Field ? form_.printedField(cell.text) : nullptr);
        require(cell.pattern.isEmpty() || spec, place, QStringLiteral("has a pattern without a value"));
        require(cell.numbering.isEmpty() || isNumbering(cell.numbering), place,
                cell.numbering + QStringLiteral(" is not a way of numbering"));
        require(cell.numbering.isEmpty() || list(cell) || cell.content == Content::Column, place,
                QStringLiteral("numbers what is no list"));
        if (cell.tick.isEmpty() && !cell.boxes) return;
        const auto words = spec ? form_.vocabularies.value(spec->vocabulary) : QList<VocabularyWord>();
        require(cell.pattern.isEmpty() && (cell.tick.isEmpty() || !cell.boxes), place,
                QStringLiteral("is printed in two ways"));
        require(!words.isEmpty(), place, QStringLiteral("offers words of a place without a vocabulary"));
        require(cell.tick.isEmpty() ||
                    std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.value == cell.tick; }),
                place, cell.tick + QStringLiteral(" is not a word"));
    }

    const FormTemplate& form_;
    const GridTable& grid_;
    const TableSpec* repeated_;
    QString place_;
    TemplateProblems& problems_;
};

} // namespace

void checkPlaceholders(const QString& text, const QString& place, const FormTemplate& form, const TableSpec* table,
                       TemplateProblems& problems) {
    for (const auto& name : placeholdersIn(text)) {
        const bool known = isYearPlaceholder(name) || form.printedField(name) || (table && table->column(name));
        if (!known) problems.report(place, name + QStringLiteral(" is not a field"));
    }
}

void checkGrid(const FormTemplate& form, const GridTable& grid, const QString& place, TemplateProblems& problems) {
    GridChecks(form, grid, place, problems).run();
}

} // namespace jixiao
