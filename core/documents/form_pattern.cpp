#include "core/documents/form_pattern.h"

#include "core/documents/fixed_rows.h"
#include "core/forms/list_numbers.h"
#include "core/forms/printed_words.h"

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
        case u'—':
        case u'–':
        case u'―':
        case u'－':
            bare += u'-';
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

/// Every spelling of a printed label: its own, with and without its number, and those of the field or column that
/// bears it.
QStringList spellingsOf(const FormTemplate& form, const QString& label) {
    QStringList labels;
    const QString bare = bareText(withoutListNumber(label));
    addSpelling(labels, label);
    addSpelling(labels, bare);
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
    pattern.style = &cell;
    if (cell.content == GridCell::Content::Label) {
        pattern.kind = PatternCell::Kind::Label;
        pattern.labels = spellingsOf(form, cell.text);
        pattern.shape = TextShape::of(cell.text, form);
    } else if (cell.content != GridCell::Content::Empty && form.printedField(cell.text)) {
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

QSet<QString> wordsOf(const FormTemplate& form, const FieldSpec& column) {
    QSet<QString> words;
    for (const auto& word : form.vocabularies.value(column.vocabulary)) {
        words.insert(bareText(word.value));
        for (const QString& synonym : word.synonyms)
            words.insert(bareText(synonym));
    }
    return words;
}

RepeatPattern repeatPattern(const FormTemplate& form, const GridTable& grid, const TableSpec& table) {
    RepeatPattern repeat;
    repeat.table = table.id;
    for (const auto& cell : grid.rows.at(grid.patternRow())) {
        const auto* column = cell.content == GridCell::Content::Column ? table.column(cell.text) : nullptr;
        if (!column) continue;
        repeat.columns.append(cell.text);
        repeat.cells.append(&cell);
        QStringList labels;
        if (cell.tick.isEmpty()) addSpellings(labels, *column);
        repeat.labels.append(labels);
        repeat.types.append(column->type);
        repeat.required.append(column->required);
        repeat.words.append(cell.tick.isEmpty() && !cell.boxes ? wordsOf(form, *column) : QSet<QString>());
        if (grid.mergeColumns.contains(cell.text)) repeat.merged.insert(cell.text);
    }
    if (grid.headingRows == 1)
        for (const auto& cell : grid.rows.at(grid.patternRow() - 1))
            repeat.heading.append(&cell);
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
                if (before.kind == PatternCell::Kind::Label) addNames(before.labels, step.cells.last().target);
            }
            step.labelled = step.labelled || step.cells.last().kind == PatternCell::Kind::Label;
        }
        skipCovered(step, column);
        return step;
    }

private:
    /// Other spellings of the label of a field, or of a fixed row.
    void addNames(QStringList& labels, const QString& target) const {
        if (const auto* field = form_.field(target)) return addSpellings(labels, *field);
        const auto path = FieldPath::fromString(target);
        if (const auto* table = form_.table(path.table)) addSpelling(labels, table->fixedRows.value(path.row));
    }

    void skipCovered(PatternStep& step, qsizetype& column) {
        int hidden = 0;
        for (; column < covered_.size() && covered_[column] > 0; ++column, ++hidden)
            --covered_[column];
        if (hidden == 0) return;
        PatternCell covered;
        covered.kind = PatternCell::Kind::Covered;
        covered.span = hidden;
        step.cells.append(covered);
    }

    const FormTemplate& form_;
    QList<int> covered_;
};

/// What the labels of a form name. A label before a value names it; the other spellings of fields and lists follow.
class LabelIndex {
public:
    void fill(FormPattern& pattern) {
        for (const auto& step : pattern.steps)
            for (qsizetype i = 0; i < step.cells.size(); ++i)
                addCell(step.cells, i);
        for (const auto& field : pattern.form->fields) {
            QStringList labels;
            addSpellings(labels, field);
            add(labels, styled({PatternCell::Kind::Field, field.id, nullptr}));
        }
        for (const auto& table : pattern.form->tables) {
            if (!table.plainStrings) continue;
            QStringList labels;
            addSpelling(labels, table.label);
            addSpellings(labels, table.columns.first());
            add(labels, styled({PatternCell::Kind::Lines, table.id, nullptr}));
        }
        for (const QString& label : std::as_const(ambiguous_))
            index_[label] = {PatternCell::Kind::Label, {}, nullptr};
        for (const QString& label : std::as_const(structural_))
            if (!index_.contains(label)) index_.insert(label, {PatternCell::Kind::Label, {}, nullptr});
        pattern.labels = index_;
        pattern.styles = styles_;
    }

private:
    void addCell(const QList<PatternCell>& cells, qsizetype i) {
        const auto& cell = cells.at(i);
        if (cell.isValue()) styles_.insert(cell.target, cell.style);
        if (cell.kind != PatternCell::Kind::Label || cell.shape.isOne()) return;
        const bool names = i + 1 < cells.size() && cells.at(i + 1).isValue();
        const bool alone = i + 2 >= cells.size() || !cells.at(i + 2).isValue();
        if (names && alone)
            return add(cell.labels, {cells.at(i + 1).kind, cells.at(i + 1).target, cells.at(i + 1).style});
        for (const QString& label : cell.labels)
            structural_.insert(label);
    }

    LabelTarget styled(LabelTarget target) const {
        target.style = styles_.value(target.target);
        return target;
    }

    void add(const QStringList& labels, const LabelTarget& target) {
        for (const QString& label : labels) {
            const auto known = index_.constFind(label);
            if (known == index_.cend())
                index_.insert(label, target);
            else if (known->target != target.target)
                ambiguous_.insert(label);
        }
    }

    QHash<QString, LabelTarget> index_;
    QHash<QString, const GridCell*> styles_;
    QSet<QString> ambiguous_;
    QSet<QString> structural_;
};

} // namespace

TextShape TextShape::of(const QString& text, const FormTemplate& form) {
    TextShape shape;
    QString rest = text;
    QString expression;
    for (const QString& name : placeholdersIn(text)) {
        const QString placeholder = u'{' + name + u'}';
        const auto at = rest.indexOf(placeholder);
        expression += QRegularExpression::escape(bareText(rest.left(at)));
        expression += isYearPlaceholder(name) ? QStringLiteral("((?:20\\d\\d)?)") : QStringLiteral("(.{0,40}?)");
        shape.fields.append(form.field(name) ? name : QString());
        rest = rest.mid(at + placeholder.size());
    }
    expression += QRegularExpression::escape(bareText(rest));
    if (shape.isOne()) shape.expression.setPattern(QRegularExpression::anchoredPattern(expression));
    return shape;
}

QSet<QString> bareWords(const QStringList& texts) {
    constexpr qsizetype longestLabel = 100;
    QSet<QString> words;
    for (const QString& text : texts) {
        if (text.isEmpty() || text.size() > longestLabel) continue;
        const QString bare = bareText(text);
        words.insert(bare);
        if (bare.endsWith(u':')) words.insert(bare.chopped(1));
    }
    return words;
}

bool PatternStep::mayMatch(const QSet<QString>& words) const {
    for (const auto& cell : cells)
        if (cell.kind == PatternCell::Kind::Label)
            return cell.shape.isOne() || std::any_of(cell.labels.cbegin(), cell.labels.cend(),
                                                     [&](const QString& label) { return words.contains(label); });
    return true;
}

bool FormPattern::mayBeHeader(const QSet<QString>& words) const {
    return std::count_if(words.cbegin(), words.cend(), [&](const auto& word) { return columnWords.contains(word); }) >=
           2;
}

bool FormPattern::mayHaveLabel(const QSet<QString>& words) const {
    return std::any_of(words.cbegin(), words.cend(), [&](const auto& word) { return labels.contains(word); });
}

QMap<QString, QString> TextShape::values(const QString& bare) const {
    QMap<QString, QString> found;
    const auto match = expression.match(bare);
    for (int i = 0; i < fields.size(); ++i)
        if (!fields.at(i).isEmpty() && !match.captured(i + 1).isEmpty())
            found.insert(fields.at(i), match.captured(i + 1));
    return found;
}

FormPattern FormPattern::of(const FormTemplate& form) {
    FormPattern pattern;
    pattern.form = &form;
    for (int index = 0; index < form.grid.size(); ++index) {
        const auto& grid = form.grid.at(index);
        const auto* table = form.table(grid.repeat);
        const int repeated = table ? grid.patternRow() : -1;
        GridWalk walk(form, grid);
        for (int i = 0; i < grid.rows.size(); ++i) {
            PatternStep step = walk.step(grid.rows.at(i));
            step.gridTable = index;
            if (i == repeated) {
                int covered = 0;
                for (const auto& cell : std::as_const(step.cells)) {
                    if (cell.kind != PatternCell::Kind::Covered) break;
                    covered += cell.span;
                }
                step = {};
                step.gridTable = index;
                step.repeats = true;
                step.repeat = repeatPattern(form, grid, *table);
                step.repeat.coveredBefore = covered;
                pattern.steps.append(step);
            }
            if (i <= repeated && i >= repeated - grid.headingRows) continue;
            step.header = i < grid.headerRows;
            for (const auto& cell : step.cells)
                if (cell.kind == PatternCell::Kind::Field) pattern.gridFields.insert(cell.target);
            pattern.steps.append(step);
        }
    }
    for (const auto& step : std::as_const(pattern.steps))
        for (const auto& spellings : step.repeat.labels)
            for (const QString& label : spellings)
                pattern.columnWords.insert(label);
    pattern.fixedTables = fixedTablesOf(form, pattern.steps);
    LabelIndex().fill(pattern);
    return pattern;
}

} // namespace jixiao
