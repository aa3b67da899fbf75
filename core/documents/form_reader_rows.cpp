#include "core/documents/form_reader.h"
#include "core/forms/list_numbers.h"
#include "core/forms/read_words.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype maxContinued = 500; ///< paragraphs that may go on with one cell
constexpr qsizetype longestExtra = 200;

const GridCell plainCell;

/// The number of a line in the form's own way of numbering, or in any other; 0 when it has none.
int lineNumber(const QString& line, const GridCell& cell) {
    if (!cell.numbering.isEmpty())
        if (const auto rest = withoutNumber(line, cell.numbering)) {
            QString digits = line.left(line.size() - rest->size());
            digits.removeIf([](QChar c) { return !c.isDigit() && numberOf(QString(c)) == 0; });
            if (const int number = numberOf(digits); number > 0) return number;
        }
    const auto number = listNumber(line);
    return number ? number->value : 0;
}

/// A line of a list without the number the form prints before it.
QString listed(const QString& line, const GridCell& cell) {
    if (cell.numbering.isEmpty()) return line;
    return withoutNumber(line, cell.numbering).value_or(withoutListNumber(line));
}

QStringList filledLines(const QString& text) {
    QStringList lines;
    for (const QString& line : text.split(u'\n'))
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty()) lines.append(trimmed);
    return lines;
}

bool hasWords(const QString& text) {
    static const QString pageWords = QStringLiteral("第页共");
    return std::any_of(text.cbegin(), text.cend(), [&](QChar c) { return c.isLetter() && !pageWords.contains(c); });
}

bool isMask(const QString& text, const QString& mask) {
    const QString bare = bareText(text);
    return bare.size() >= mask.size() && std::all_of(bare.cbegin(), bare.cend(), [&](QChar c) {
               return mask.contains(c == u'＊' ? QChar(u'*') : c);
           });
}

bool hasStrayQuotes(const QString& text) {
    return text.size() >= 2 && (text.startsWith(u'"') || text.endsWith(u'"')) && text.count(u'"') <= 2;
}

} // namespace

void FormReader::storeLines(const QString& table, const QString& text, const GridCell* style) {
    const auto& cell = style ? *style : plainCell;
    const QString column = pattern_.form->table(table)->columns.first().id;
    QList<FormRow> rows;
    lastNumber_ = 0;
    for (const QString& line : filledLines(text)) {
        rows.append(FormRow{{}, {{column, listed(line, cell)}}});
        lastNumber_ = lineNumber(line, cell);
    }
    reading_.document.tables.insert(table, rows);
    lastCell_ = {PatternCell::Kind::Lines, table, table};
}

void FormReader::store(const RowMatch& match) {
    for (const auto& value : match.values) {
        named_.insert(value.target);
        if (value.kind == PatternCell::Kind::Field) {
            const auto* spec = pattern_.form->printedField(value.target);
            const bool printed = spec && value.style;
            reading_.document.setValue(FieldPath::fromString(value.target),
                                       printed ? valueOf(value.text, *spec, *value.style, *pattern_.form) : value.text);
            if (value.style) lastCell_ = {value.kind, value.target, value.target};
        } else if (pattern_.form->table(value.target)) {
            storeLines(value.target, value.text, value.style);
        }
    }
    if (match.coveredCellLost && !match.values.isEmpty())
        note(match.values.first().target, QStringLiteral("merged-cell"),
             QStringLiteral("合并单元格下方的空格缺失，已按表样补齐。"));
    for (const QString& text : match.stray)
        note(QString(), QStringLiteral("unknown"), QStringLiteral("表内文字不属于任何栏目：“%1”").arg(text.left(30)));
}

void FormReader::storeLabelled(const QList<LabelledRow::Value>& values) {
    for (const auto& [target, text] : values) {
        named_.insert(target.target);
        if (target.kind == PatternCell::Kind::Lines) {
            storeLines(target.target, text, target.style);
        } else if (const auto* spec = pattern_.form->printedField(target.target)) {
            const auto& style = target.style ? *target.style : plainCell;
            reading_.document.setValue(FieldPath::fromString(target.target),
                                       valueOf(text, *spec, style, *pattern_.form));
            lastCell_ = {target.kind, target.target, target.target};
        }
    }
}

/// Keeps the texts under labels no column has.
void FormReader::keepExtraCells(const QStringList& texts, const QList<qsizetype>& items) {
    for (qsizetype i = 0; header_ && i < header_->extra.size(); ++i)
        if (const auto text = texts.value(header_->extra.at(i)); !text.isEmpty())
            extraColumns_[header_->extraLabels.at(i)].append(linesOf(items) +
                                                             QStringLiteral("“%1”").arg(text.left(60)));
}

bool FormReader::readRepeated(const QStringList& texts, const QList<qsizetype>& items) {
    if (step_ >= pattern_.steps.size() || !pattern_.steps.at(step_).repeats) return false;
    if (header_ && texts.size() != header_->width) return false;
    const auto& repeat = pattern_.steps.at(step_).repeat;
    const QStringList cells = header_ ? header_->sorted(texts) : texts;
    if (readHeading(repeat, cells, items)) {
        keepExtraCells(texts, items);
        return true;
    }
    const int table = source_.items.at(items.first()).table;
    const bool strict = !loose_.isEmpty() || table != lastTable_ || items.size() > 1;
    auto match = matchRepeat(repeat, cells, strict);
    if (!match) return false;
    match->covered = coveredCells(*match, items);
    keepExtraCells(texts, items);
    appendRow(repeat, *match, items);
    use(items);
    return true;
}

void FormReader::appendRow(const RepeatPattern& repeat, const RepeatMatch& match, const QList<qsizetype>& items) {
    continueLastCell(pattern_.steps.at(step_).gridTable);
    lastGridTable_ = pattern_.steps.at(step_).gridTable;
    QStringList inherited;
    auto& rows = reading_.document.tables[repeat.table];
    rows.append(rowOf(repeat, match, inherited));
    afterHeading_ = false;
    const QString path = QStringLiteral("%1[%2]").arg(repeat.table).arg(rows.size() - 1);
    if (match.repair == QLatin1String("shifted-row"))
        note(path, match.repair, QStringLiteral("%1的单元格错位，已移回原位。").arg(linesOf(items)), items);
    else if (!match.repair.isEmpty())
        note(path, match.repair, QStringLiteral("%1缺少合并单元格，已按上一行补齐。").arg(linesOf(items)), items);
    if (items.size() > 1)
        note(path, QStringLiteral("split-row"), QStringLiteral("%1被空行断开，已合并为一行。").arg(linesOf(items)),
             items);
    for (const QString& column : std::as_const(inherited))
        note(path + u'.' + column, QStringLiteral("merged-cell"),
             QStringLiteral("%1的这一格是空的，已按上一行补齐。").arg(linesOf(items)), items);
    doubtRow(repeat, match.cells, path, items);
    lastCell_ = {PatternCell::Kind::Empty, repeat.columns.last(), repeat.table};
}

/// The cells of a row, with those a merged cell above holds. A merged cell ends where one outside it changes.
/// Office programs tell a blank cell from one that a cell above reaches into.
QList<bool> FormReader::coveredCells(const RepeatMatch& match, const QList<qsizetype>& items) const {
    if (items.size() != 1 || !match.repair.isEmpty()) return {};
    QStringList marks;
    for (const auto& cell : source_.items.at(items.first()).cells)
        marks.append(cell.below ? QStringLiteral("x") : QString());
    if (header_) marks = header_->sorted(marks);
    if (marks.size() != match.cells.size()) return {};
    QList<bool> covered;
    for (const QString& mark : std::as_const(marks))
        covered.append(!mark.isEmpty());
    return covered;
}

FormRow FormReader::rowOf(const RepeatPattern& repeat, const RepeatMatch& match, QStringList& inherited) const {
    const auto& cells = match.cells;
    const auto& rows = reading_.document.rows(repeat.table);
    const auto* spec = pattern_.form->table(repeat.table);
    FormRow row;
    for (const auto& column : spec->columns)
        row.cells.insert(column.id, QString());
    bool sameOutside = !rows.isEmpty() && !afterHeading_;
    bool classifies = true;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString& column = repeat.columns.at(i);
        const auto& cell = *repeat.cells.at(i);
        const bool merged = repeat.merged.contains(column);
        const bool isClass = !repeat.words.at(i).isEmpty();
        classifies = classifies && (merged || isClass);
        const bool mayInherit = merged || (source_.blanksAreMerged && classifies);
        QString value = valueOf(cells.at(i), *spec->column(column), cell, *pattern_.form);
        const bool covered = match.covered.value(i) && !rows.isEmpty() && !afterHeading_;
        if (value.isEmpty() && covered) {
            value = rows.last().cell(column);
        } else if (value.isEmpty() && mayInherit && sameOutside) {
            value = rows.last().cell(column);
            if (!merged && !value.isEmpty()) inherited.append(column);
        }
        sameOutside = sameOutside && (!mayInherit || value == rows.last().cell(column));
        if (cell.tick.isEmpty() || !value.isEmpty()) row.cells.insert(column, value);
    }
    row.cells.insert(heading_);
    markMasked(*spec, row);
    return row;
}

/// A row whose values are all hidden behind the mask of a column is one that column is true for.
void FormReader::markMasked(const TableSpec& table, FormRow& row) const {
    for (const auto& column : table.columns) {
        if (column.type != FieldType::Bool || column.mask.isEmpty() || !row.cell(column.id).isEmpty()) continue;
        int values = 0;
        int masked = 0;
        for (const auto& other : table.columns) {
            const QString text = row.cell(other.id);
            if (other.type != FieldType::Value || text.isEmpty()) continue;
            ++values;
            masked += isMask(text, column.mask) ? 1 : 0;
        }
        const bool hidden = values > 0 && values == masked;
        row.cells.insert(column.id, hidden ? QStringLiteral("true") : QStringLiteral("false"));
    }
}

void FormReader::doubtRow(const RepeatPattern& repeat, const QStringList& cells, const QString& path,
                          const QList<qsizetype>& items) {
    if (looksShifted(repeat, cells))
        note(path, QStringLiteral("unknown"),
             QStringLiteral("%1的数值栏里是文字，可能整行错位，已按原样读入，请核对。").arg(linesOf(items)), items);
    if (!source_.cellsMayContinue) return;
    for (const QString& text : cells)
        if (hasStrayQuotes(text))
            note(path, QStringLiteral("debris"),
                 QStringLiteral("%1的单元格带有多余的引号，已按原文保留。").arg(linesOf(items)), items);
}

/// A row that holds for those below it: numbered as headings are, blank where a heading has no cell.
bool FormReader::readHeading(const RepeatPattern& repeat, const QStringList& texts, const QList<qsizetype>& items) {
    if (repeat.heading.isEmpty() || texts.size() != repeat.heading.size() || texts.first().isEmpty()) return false;
    const auto* spec = pattern_.form->table(repeat.table);
    QMap<QString, QString> cells;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto& cell = *repeat.heading.at(i);
        const auto* column = cell.content == GridCell::Content::Column ? spec->column(cell.text) : nullptr;
        if (!column && !texts.at(i).isEmpty()) return false;
        // A row below a heading may be as blank; its number tells it apart.
        const bool numberedAsRow = !repeat.cells.at(i)->numbering.isEmpty() &&
                                   withoutNumber(texts.at(i), repeat.cells.at(i)->numbering).has_value();
        if (!cell.numbering.isEmpty() && numberedAsRow) return false;
        if (column) cells.insert(column->id, valueOf(texts.at(i), *column, cell, *pattern_.form));
    }
    continueLastCell(pattern_.steps.at(step_).gridTable);
    closeHeading();
    heading_ = cells;
    afterHeading_ = true;
    lastGridTable_ = pattern_.steps.at(step_).gridTable;
    lastCell_ = {};
    const QString path = QStringLiteral("%1[%2]").arg(repeat.table).arg(reading_.document.rows(repeat.table).size());
    if (items.size() > 1)
        note(path, QStringLiteral("split-row"), QStringLiteral("%1被空行断开，已合并为一行。").arg(linesOf(items)),
             items);
    doubtRow(repeat, texts, path, items);
    use(items);
    return true;
}

/// A heading without a row below it is a row of its own.
void FormReader::closeHeading() {
    if (!afterHeading_) return;
    afterHeading_ = false;
    const QString table = pattern_.steps.value(std::min(step_, pattern_.steps.size() - 1)).repeat.table;
    const auto* spec = pattern_.form->table(table);
    if (!spec) return;
    FormRow row;
    for (const auto& column : spec->columns)
        row.cells.insert(column.id, QString());
    row.cells.insert(heading_);
    reading_.document.tables[table].append(row);
    lastCell_ = {PatternCell::Kind::Empty, spec->columns.last().id, table};
}

bool FormReader::mayContinueWith(const QString& text) const {
    if (!hasWords(text)) return false;
    if (lastCell_.kind != PatternCell::Kind::Lines) return true;
    return lastNumber_ > 0 && !reading_.document.rows(lastCell_.table).isEmpty();
}

/// The last cell is one for prose, and what follows reads like it: no heading of a table below.
bool FormReader::holdsLongText() const {
    constexpr qsizetype longestHeading = 30;
    const auto* spec =
        lastCell_.kind == PatternCell::Kind::Field ? pattern_.form->printedField(lastCell_.target) : nullptr;
    if (!spec || spec->type != FieldType::LongText) return false;
    return std::all_of(loose_.cbegin(), loose_.cend(), [&](qsizetype index) {
        return source_.items.at(index).cells.first().text.trimmed().size() > longestHeading;
    });
}

void FormReader::continueLastCell(int nextGridTable) {
    const bool isList = lastCell_.kind == PatternCell::Kind::Lines;
    if (loose_.isEmpty() || loose_.size() > maxContinued || !source_.cellsMayContinue || lastCell_.target.isEmpty() ||
        (nextGridTable != lastGridTable_ && !isList && !holdsLongText()))
        return;
    for (const qsizetype index : std::as_const(loose_))
        if (source_.items.at(index).kind != SourceItem::Kind::Paragraph) return;
    const GridCell* style = pattern_.styles.value(lastCell_.target);
    const auto& cell = style ? *style : plainCell;
    for (const qsizetype index : std::as_const(loose_)) {
        const QString text = source_.items.at(index).cells.first().text.trimmed();
        if (!mayContinueWith(text)) return;
        if (lastCell_.kind == PatternCell::Kind::Field) {
            const auto place = FieldPath::fromString(lastCell_.target);
            reading_.document.setValue(place, reading_.document.value(place) + u'\n' + text);
        } else {
            auto& rows = reading_.document.tables[lastCell_.table];
            const int number = lineNumber(text, cell);
            if (isList && number != lastNumber_ + 1) return;
            lastNumber_ = number;
            if (isList)
                rows.append(FormRow{{}, {{rows.last().cells.firstKey(), listed(text, cell)}}});
            else
                rows.last().cells[lastCell_.target] += u'\n' + text;
        }
        note(lastCellPath(), QStringLiteral("split-row"),
             QStringLiteral("%1是被空行断开的单元格内容，已接回。").arg(linesOf({index})), {index});
        reading_.usedItems.append(index);
    }
}

QString FormReader::lastCellPath() const {
    if (lastCell_.kind == PatternCell::Kind::Field) return lastCell_.target;
    const auto rows = reading_.document.rows(lastCell_.table).size();
    return rows == 0 ? lastCell_.table : QStringLiteral("%1[%2]").arg(lastCell_.table).arg(rows - 1);
}

void FormReader::noteExtraColumns() {
    for (auto it = extraColumns_.cbegin(); it != extraColumns_.cend(); ++it)
        note(QString(), QStringLiteral("unknown"),
             QStringLiteral("表样中没有“%1”一栏，共%2格未导入：%3")
                 .arg(it.key().left(30))
                 .arg(it->size())
                 .arg(it->join(QStringLiteral("、")).left(longestExtra)));
}

} // namespace jixiao
