#include "core/documents/form_reader.h"

#include "core/forms/read_words.h"

#include <QRegularExpression>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype maxLoose = 20;

/// Page numbers and rules stand between rows too; only a text with words may be the rest of a cell.
bool hasWords(const QString& text) {
    static const QString pageWords = QStringLiteral("第页共");
    return std::any_of(text.cbegin(), text.cend(), [&](QChar c) { return c.isLetter() && !pageWords.contains(c); });
}

int leadingNumber(const QString& text) {
    static const QRegularExpression number(QStringLiteral(R"(^\s*(\d{1,3})\s*[、.．])"));
    const auto match = number.match(text.left(20));
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

QStringList filledLines(const QString& text) {
    QStringList lines;
    for (const QString& line : text.split(u'\n'))
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty()) lines.append(trimmed);
    return lines;
}

/// A line of a list without the number the form prints before it.
QString listed(const QString& line, const GridCell& cell) {
    return cell.numbering.isEmpty() ? line : withoutNumber(line, cell.numbering).value_or(line);
}

} // namespace

qsizetype startingStep(const FormPattern& pattern, const QStringList& texts) {
    if (pattern.steps.isEmpty()) return -1;
    const int first = pattern.steps.first().gridTable;
    for (qsizetype i = 0; i < pattern.steps.size() && pattern.steps.at(i).gridTable == first; ++i) {
        const auto& step = pattern.steps.at(i);
        if (!step.labelled) continue;
        const auto match = matchRow(step, texts);
        if (match && match->labels >= 2) return i;
    }
    return -1;
}

FormReading FormReader::read(qsizetype start) {
    reading_ = {};
    reading_.document.form = pattern_.form->id;
    for (const auto& field : pattern_.form->fields)
        reading_.document.fields.insert(field.id, QString());
    for (const auto& table : pattern_.form->tables)
        reading_.document.tables.insert(table.id, table.withFixedRows({}));
    qsizetype index = start;
    for (bool startsNext = false; index < source_.items.size(); ++index) {
        const auto& item = source_.items.at(index);
        at_ = index;
        if (item.kind == SourceItem::Kind::Paragraph) {
            readParagraph(index);
            continue;
        }
        const bool used = readRow(index, item.texts(), startsNext);
        if (startsNext) break;
        if (!used) loose_.append(index);
    }
    finish();
    return reading_;
}

bool FormReader::readRow(qsizetype index, const QStringList& texts, bool& startsNext) {
    const bool blank = std::all_of(texts.cbegin(), texts.cend(), [](const QString& t) { return t.isEmpty(); });
    const auto matches = [&](qsizetype i) {
        return pattern_.steps.at(i).labelled && matchRow(pattern_.steps.at(i), texts);
    };
    for (qsizetype i = step_; !blank && i < pattern_.steps.size(); ++i)
        if (matches(i)) return readFixed(i, texts, {index});
    for (qsizetype i = 0; !blank && i < step_; ++i) {
        if (!matches(i)) continue;
        const auto& step = pattern_.steps.at(i);
        if (step.header && step.gridTable == lastGridTable_) {
            use({index}); // printed again after a page break
            return true;
        }
        startsNext = true;
        return false;
    }
    const bool adjacent = loose_.isEmpty() && partial_.items.isEmpty();
    if (adjacent && step_ < pattern_.steps.size() && !pattern_.steps.at(step_).repeats &&
        !pattern_.steps.at(step_).labelled && readFixed(step_, texts, {index}))
        return true;
    if (blank) {
        if (adjacent) use({index});
        return adjacent;
    }
    if (readRepeated(texts, {index}) || readJoined(index, texts)) return true;
    beginPartial(index, texts);
    return !partial_.items.isEmpty() && partial_.items.last() == index;
}

bool FormReader::readFixed(qsizetype step, const QStringList& texts, const QList<qsizetype>& items) {
    const auto match = matchRow(pattern_.steps.at(step), texts);
    if (!match) return false;
    continueLastCell(pattern_.steps.at(step).gridTable);
    lastGridTable_ = pattern_.steps.at(step).gridTable;
    lastCell_ = {};
    store(*match);
    reading_.labels += match->labels;
    step_ = step + 1;
    use(items);
    return true;
}

void FormReader::store(const RowMatch& match) {
    for (const auto& value : match.values) {
        if (value.kind == PatternCell::Kind::Field) {
            const auto* spec = pattern_.form->printedField(value.target);
            const bool printed = spec && value.style;
            reading_.document.setValue(FieldPath::fromString(value.target),
                                       printed ? valueOf(value.text, *spec, *value.style, *pattern_.form) : value.text);
            if (!value.style) continue;
        } else if (const auto* table = pattern_.form->table(value.target)) {
            QList<FormRow> rows;
            for (const QString& line : filledLines(value.text))
                rows.append(FormRow{{}, {{table->columns.first().id, listed(line, *value.style)}}});
            reading_.document.tables.insert(value.target, rows);
        }
        lastCell_ = {value.kind, value.target, value.target};
    }
    if (match.coveredCellLost && !match.values.isEmpty())
        note(match.values.first().target, QStringLiteral("merged-cell"),
             QStringLiteral("合并单元格下方的空格缺失，已按表样补齐。"));
    for (const QString& text : match.stray)
        note(QString(), QStringLiteral("unknown"), QStringLiteral("表内文字不属于任何栏目：“%1”").arg(text.left(30)));
}

bool FormReader::readRepeated(const QStringList& texts, const QList<qsizetype>& items) {
    if (step_ >= pattern_.steps.size() || !pattern_.steps.at(step_).repeats) return false;
    const auto& repeat = pattern_.steps.at(step_).repeat;
    if (readHeading(repeat, texts, items)) return true;
    const int table = source_.items.at(items.first()).table;
    const auto match = matchRepeat(repeat, texts, !loose_.isEmpty() || table != lastTable_ || items.size() > 1);
    if (!match) return false;
    continueLastCell(pattern_.steps.at(step_).gridTable);
    lastGridTable_ = pattern_.steps.at(step_).gridTable;
    auto& rows = reading_.document.tables[repeat.table];
    const auto* spec = pattern_.form->table(repeat.table);
    FormRow row;
    for (const auto& column : spec->columns)
        row.cells.insert(column.id, QString());
    for (qsizetype i = 0; i < match->cells.size(); ++i) {
        const QString& column = repeat.columns.at(i);
        const auto& cell = *repeat.cells.at(i);
        const bool inherits =
            match->cells.at(i).isEmpty() && repeat.merged.contains(column) && !rows.isEmpty() && !afterHeading_;
        const QString value = inherits ? rows.last().cell(column)
                                       : valueOf(match->cells.at(i), *spec->column(column), cell, *pattern_.form);
        if (cell.tick.isEmpty() || !value.isEmpty()) row.cells.insert(column, value);
    }
    row.cells.insert(heading_);
    afterHeading_ = false;
    rows.append(row);
    const QString path = QStringLiteral("%1[%2]").arg(repeat.table).arg(rows.size() - 1);
    if (!match->repair.isEmpty())
        note(path, match->repair, QStringLiteral("%1缺少合并单元格，已按上一行补齐。").arg(linesOf(items)), items);
    if (items.size() > 1)
        note(path, QStringLiteral("split-row"), QStringLiteral("%1被空行断开，已合并为一行。").arg(linesOf(items)),
             items);
    lastCell_ = {PatternCell::Kind::Empty, repeat.columns.last(), repeat.table};
    use(items);
    return true;
}

/// A row that holds for those below it: numbered as headings are, blank where a heading has no cell.
bool FormReader::readHeading(const RepeatPattern& repeat, const QStringList& texts, const QList<qsizetype>& items) {
    if (repeat.heading.isEmpty() || texts.size() != repeat.heading.size()) return false;
    const auto* spec = pattern_.form->table(repeat.table);
    QMap<QString, QString> cells;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto& cell = *repeat.heading.at(i);
        const auto* column = cell.content == GridCell::Content::Column ? spec->column(cell.text) : nullptr;
        if (!column && !texts.at(i).isEmpty()) return false;
        if (!cell.numbering.isEmpty() && !withoutNumber(texts.at(i), cell.numbering)) return false;
        if (column) cells.insert(column->id, valueOf(texts.at(i), *column, cell, *pattern_.form));
    }
    heading_ = cells;
    afterHeading_ = true;
    lastGridTable_ = pattern_.steps.at(step_).gridTable;
    lastCell_ = {};
    use(items);
    return true;
}

void FormReader::beginPartial(qsizetype index, const QStringList& texts) {
    if (!source_.cellsMayContinue || step_ >= pattern_.steps.size()) return;
    qsizetype found = -1;
    if (pattern_.steps.at(step_).repeats && beginsRepeat(pattern_.steps.at(step_).repeat, texts)) found = step_;
    for (qsizetype i = step_; found < 0 && i < pattern_.steps.size(); ++i) {
        const auto& cells = pattern_.steps.at(i).cells;
        if (!cells.isEmpty() && cells.first().kind == PatternCell::Kind::Label && texts.size() < cells.size() &&
            cells.first().labels.contains(bareText(texts.first())))
            found = i;
    }
    if (found < 0) return;
    loose_.append(partial_.items);
    partial_ = {texts, {index}, found};
}

bool FormReader::readJoined(qsizetype index, const QStringList& texts) {
    if (partial_.items.isEmpty()) return false;
    const auto& step = pattern_.steps.at(partial_.step);
    const auto wanted = step.repeats ? step.repeat.columns.size() : step.cells.size();
    const Partial joined{partial_.texts + texts, partial_.items + QList<qsizetype>{index}, partial_.step};
    const bool isRowOfItsOwn = step.repeats && beginsRepeat(step.repeat, texts) && !texts.first().isEmpty();
    if (isRowOfItsOwn || joined.texts.size() > wanted || joined.items.size() > maxLoose) {
        loose_.append(partial_.items);
        partial_ = {};
        return false;
    }
    if (joined.texts.size() < wanted) {
        partial_ = joined;
        return true;
    }
    partial_ = {};
    if (step.repeats) {
        if (readRepeated(joined.texts, joined.items)) return true;
    } else if (readFixed(joined.step, joined.texts, joined.items)) {
        note(lastCellPath(), QStringLiteral("split-row"),
             QStringLiteral("%1被空行断开，已合并为一行。").arg(linesOf(joined.items)), joined.items);
        return true;
    }
    loose_.append(joined.items.mid(0, joined.items.size() - 1));
    return false;
}

void FormReader::readParagraph(qsizetype index) {
    const QString text = source_.items.at(index).cells.first().text.trimmed();
    if (partial_.items.isEmpty() || !hasWords(text) || partial_.items.size() > maxLoose) {
        loose_.append(index);
        return;
    }
    partial_.texts.last() += u'\n' + text;
    partial_.items.append(index);
}

bool FormReader::mayContinueWith(const QString& text) const {
    if (!hasWords(text)) return false;
    if (lastCell_.kind != PatternCell::Kind::Lines) return true;
    const auto rows = reading_.document.rows(lastCell_.table);
    if (rows.isEmpty()) return false;
    const int before = leadingNumber(rows.last().cells.first());
    return before > 0 && leadingNumber(text) == before + 1;
}

void FormReader::continueLastCell(int nextGridTable) {
    const bool sameTable = nextGridTable == lastGridTable_ || lastCell_.kind == PatternCell::Kind::Lines;
    if (loose_.isEmpty() || loose_.size() > maxLoose || !source_.cellsMayContinue || !sameTable ||
        lastCell_.target.isEmpty())
        return;
    for (const qsizetype index : std::as_const(loose_))
        if (source_.items.at(index).kind != SourceItem::Kind::Paragraph) return;
    for (const qsizetype index : std::as_const(loose_)) {
        const QString text = source_.items.at(index).cells.first().text.trimmed();
        if (!mayContinueWith(text)) return;
        if (lastCell_.kind == PatternCell::Kind::Field) {
            const auto place = FieldPath::fromString(lastCell_.target);
            reading_.document.setValue(place, reading_.document.value(place) + u'\n' + text);
        } else {
            auto& rows = reading_.document.tables[lastCell_.table];
            if (lastCell_.kind == PatternCell::Kind::Lines)
                rows.append(FormRow{{}, {{rows.last().cells.firstKey(), text}}});
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

void FormReader::use(const QList<qsizetype>& items) {
    reading_.usedItems.append(items);
    lastUsed_ = items.last();
    lastTable_ = source_.items.at(items.last()).table;
    loose_.clear();
    partial_ = {};
}

void FormReader::finish() {
    qsizetype lastLabelled = -1;
    bool wantsRows = false;
    for (qsizetype i = 0; i < pattern_.steps.size(); ++i) {
        if (pattern_.steps.at(i).labelled) lastLabelled = i;
        wantsRows = pattern_.steps.at(i).repeats;
    }
    const bool hasRows = lastCell_.kind == PatternCell::Kind::Empty && !lastCell_.table.isEmpty();
    reading_.complete = step_ > lastLabelled && (!wantsRows || hasRows);
    const qsizetype last = source_.items.size() - 1;
    const bool endsInPartial = !partial_.items.isEmpty() && partial_.items.last() == last;
    const bool endsInForm =
        lastUsed_ == last || (!loose_.isEmpty() && loose_.first() == lastUsed_ + 1 && loose_.last() == last);
    reading_.cut = endsInPartial || (endsInForm && !reading_.complete) || (lastUsed_ == last && source_.endsInsideLine);
    if (reading_.cut && reading_.complete && lastUsed_ == last && hasRows) {
        auto& rows = reading_.document.tables[lastCell_.table];
        const QString path = lastCellPath();
        if (source_.endsInsideCharacter) rows.removeLast();
        note(path, QStringLiteral("unknown"),
             source_.endsInsideCharacter ? QStringLiteral("文件在这一行中间断开，该行未导入。")
                                         : QStringLiteral("文件在这一行末尾结束，最后一格可能不完整，请核对。"));
    } else if (endsInPartial && reading_.complete) {
        note(QString(), QStringLiteral("unknown"),
             QStringLiteral("文件在%1处断开，该行未导入。").arg(linesOf(partial_.items)), partial_.items);
        reading_.usedItems.append(partial_.items);
        lastUsed_ = last;
    }
    reading_.end = lastUsed_ + 1;
}

void FormReader::note(const QString& path, const QString& kind, const QString& message, const QList<qsizetype>& items) {
    QList<QStringList> original;
    const auto rows = items.isEmpty() ? QList<qsizetype>{std::min(at_, source_.items.size() - 1)} : items;
    for (const qsizetype item : rows)
        original.append(source_.items.at(item).texts());
    reading_.repairs.append({path, kind, message, original});
}

QString FormReader::linesOf(const QList<qsizetype>& items) const {
    return source_.linesName(source_.items.at(items.first()).firstLine(), source_.items.at(items.last()).lastLine);
}

} // namespace jixiao
