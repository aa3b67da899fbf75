#include "core/documents/form_pattern.h"

#include <algorithm>

namespace jixiao {

QString bareText(const QString& text) {
    QString bare;
    bare.reserve(text.size());
    for (const QChar c : text) {
        if (c.isSpace() || c == QChar(0x200B) || c == QChar(0xFEFF)) continue;
        switch (c.unicode()) {
        case u'（':
            bare += u'(';
            break;
        case u'）':
            bare += u')';
            break;
        case u'：':
            bare += u':';
            break;
        case u'％':
            bare += u'%';
            break;
        default:
            bare += c;
        }
    }
    return bare;
}

namespace {

void addSpelling(QStringList& labels, const QString& spelling) {
    const QString bare = bareText(spelling);
    if (!bare.isEmpty() && !labels.contains(bare)) labels.append(bare);
}

void addSpellings(QStringList& labels, const FieldSpec& spec) {
    addSpelling(labels, spec.label);
    for (const QString& spelling : spec.labels)
        addSpelling(labels, spelling);
}

bool isCalled(const FieldSpec& spec, const QString& bare) {
    return bareText(spec.label) == bare ||
           std::any_of(spec.labels.cbegin(), spec.labels.cend(), [&](const QString& l) { return bareText(l) == bare; });
}

/// Every spelling of a printed label: its own, and those of the field or column that bears it.
QStringList spellingsOf(const FormTemplate& form, const QString& label) {
    QStringList labels;
    addSpelling(labels, label);
    const QString bare = bareText(label);
    for (const auto& field : form.fields)
        if (isCalled(field, bare)) addSpellings(labels, field);
    for (const auto& table : form.tables)
        for (const auto& column : table.columns)
            if (isCalled(column, bare)) addSpellings(labels, column);
    return labels;
}

/// The table a cell of a fixed row lists line by line: named by its id, "id.column", or its only column.
const TableSpec* linesTable(const FormTemplate& form, const QString& text) {
    if (const auto* table = form.table(text)) return table;
    for (const auto& table : form.tables) {
        if (table.columns.size() != 1) continue;
        const auto& column = table.columns.first().id;
        if (text == column || text == table.id + u'.' + column) return &table;
    }
    return nullptr;
}

PatternCell patternCell(const FormTemplate& form, const GridCell& cell) {
    PatternCell pattern;
    pattern.span = cell.columnSpan;
    if (cell.content == GridCell::Content::Label) {
        pattern.kind = PatternCell::Kind::Label;
        pattern.labels = spellingsOf(form, cell.text);
    } else if (cell.content != GridCell::Content::Empty && form.field(cell.text)) {
        pattern.kind = PatternCell::Kind::Field;
        pattern.target = cell.text;
    } else if (cell.content != GridCell::Content::Empty) {
        if (const auto* table = linesTable(form, cell.text)) {
            pattern.kind = PatternCell::Kind::Lines;
            pattern.target = table->id;
        }
    }
    return pattern;
}

RepeatPattern repeatPattern(const FormTemplate& form, const GridTable& grid, const TableSpec& table) {
    RepeatPattern repeat;
    repeat.table = table.id;
    for (const auto& row : grid.rows)
        for (const auto& cell : row)
            if (cell.content == GridCell::Content::Column && table.column(cell.text)) repeat.columns.append(cell.text);
    if (repeat.columns.isEmpty())
        for (const auto& column : table.columns)
            repeat.columns.append(column.id);
    for (const QString& id : repeat.columns) {
        QSet<QString> words;
        for (const auto& word : form.vocabularies.value(table.column(id)->vocabulary)) {
            words.insert(bareText(word.value));
            for (const QString& synonym : word.synonyms)
                words.insert(bareText(synonym));
        }
        repeat.words.append(words);
        if (grid.mergeColumns.contains(id)) repeat.merged.insert(id);
    }
    return repeat;
}

/// Walks the rows of one grid table, keeping track of the columns that cells from above still cover.
class GridWalk {
public:
    GridWalk(const FormTemplate& form, const GridTable& grid) : form_(form), covered_(grid.widths.size(), 0) {}

    PatternStep step(const QList<GridCell>& row) {
        PatternStep step;
        qsizetype column = 0;
        for (const auto& cell : row) {
            skipCovered(step, column);
            for (int i = 0; i < cell.columnSpan && column < covered_.size(); ++i, ++column)
                covered_[column] = cell.rowSpan - 1;
            step.cells.append(patternCell(form_, cell));
            // The label before a field answers to the field's names as well.
            if (step.cells.last().kind == PatternCell::Kind::Field && step.cells.size() > 1) {
                auto& before = step.cells[step.cells.size() - 2];
                if (before.kind == PatternCell::Kind::Label)
                    addSpellings(before.labels, *form_.field(step.cells.last().target));
            }
            step.labelled = step.labelled || step.cells.last().kind == PatternCell::Kind::Label;
        }
        skipCovered(step, column);
        return step;
    }

private:
    void skipCovered(PatternStep& step, qsizetype& column) {
        int hidden = 0;
        for (; column < covered_.size() && covered_[column] > 0; ++column, ++hidden)
            --covered_[column];
        if (hidden > 0) step.cells.append(PatternCell{PatternCell::Kind::Covered, {}, {}, hidden});
    }

    const FormTemplate& form_;
    QList<int> covered_;
};

bool isRepeatedRow(const QList<GridCell>& row, const TableSpec& table) {
    return std::any_of(row.cbegin(), row.cend(), [&](const GridCell& cell) {
        return cell.content == GridCell::Content::Column && table.column(cell.text);
    });
}

} // namespace

FormPattern FormPattern::of(const FormTemplate& form) {
    FormPattern pattern;
    pattern.form = &form;
    for (int index = 0; index < form.grid.size(); ++index) {
        const auto& grid = form.grid.at(index);
        const auto* table = form.table(grid.repeat);
        GridWalk walk(form, grid);
        for (int i = 0; i < grid.rows.size(); ++i) {
            if (table && isRepeatedRow(grid.rows.at(i), *table)) continue;
            PatternStep step = walk.step(grid.rows.at(i));
            step.gridTable = index;
            step.header = i < grid.headerRows;
            for (const auto& cell : step.cells)
                if (cell.kind == PatternCell::Kind::Field) pattern.gridFields.insert(cell.target);
            pattern.steps.append(step);
        }
        if (!table) continue;
        PatternStep step;
        step.gridTable = index;
        step.repeats = true;
        step.repeat = repeatPattern(form, grid, *table);
        pattern.steps.append(step);
    }
    return pattern;
}

} // namespace jixiao
