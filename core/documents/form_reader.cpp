#include "core/documents/form_reader.h"

#include "core/documents/caption.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype maxPieces = 20; ///< source items a broken row may consist of
constexpr qsizetype maxGap = 12;    ///< items that fit nowhere, between rows of another order
constexpr int stackedHeaderRows = 3;

/// Page numbers and rules stand between rows too; only a text with words may be the rest of a cell.
bool hasWords(const QString& text) {
    static const QString pageWords = QStringLiteral("第页共");
    return std::any_of(text.cbegin(), text.cend(), [&](QChar c) { return c.isLetter() && !pageWords.contains(c); });
}

bool isBlankRow(const QStringList& texts) {
    return std::all_of(texts.cbegin(), texts.cend(), [](const QString& t) { return t.isEmpty(); });
}

/// The header of a repeating table that begins in a row, read from as few rows as say the most.
std::optional<HeaderMap> headerAt(const RepeatPattern& repeat, const QStringList& texts,
                                  const QList<QStringList>& below, int& rows) {
    std::optional<HeaderMap> best;
    QList<QStringList> stack{texts};
    for (int count = 1; count <= stackedHeaderRows; ++count) {
        const auto map = mapHeader(repeat, stack);
        if (map && (!best || map->known > best->known)) {
            best = map;
            rows = count;
        }
        if (count > below.size()) break;
        stack.append(below.at(count - 1));
    }
    return best;
}

} // namespace

qsizetype startingStep(const FormPattern& pattern, const QStringList& texts, const QSet<QString>& words) {
    if (pattern.steps.isEmpty()) return -1;
    const int first = pattern.steps.first().gridTable;
    for (qsizetype i = 0; i < pattern.steps.size() && pattern.steps.at(i).gridTable == first; ++i) {
        const auto& step = pattern.steps.at(i);
        if (!step.labelled || !step.mayMatch(words)) continue;
        const auto match = matchRow(step, texts);
        if (match && match->labels >= 2 && match->stray.size() <= match->labels) return i;
    }
    return -1;
}

bool startsLoosely(const FormPattern& pattern, const QStringList& texts, const QSet<QString>& words,
                   const QList<QStringList>& below) {
    if (texts.size() < 2) return false;
    const bool header = pattern.mayBeHeader(words);
    if (!header && !pattern.mayHaveLabel(words)) return false;
    for (const auto& step : pattern.steps) {
        int rows = 0;
        if (header && step.repeats && headerAt(step.repeat, texts, below, rows)) return true;
    }
    const auto labels = readLabelled(pattern, texts);
    return labels.targets.size() >= 2 || (labels.targets.size() == 1 && labels.stray.isEmpty());
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
        if (index < skipTo_) continue;
        if (item.kind == SourceItem::Kind::Paragraph) {
            readParagraph(index);
            continue;
        }
        if (step_ + 1 >= pattern_.steps.size() && isSignatureLine(pattern_, item.texts())) break;
        const bool used = readRow(index, item.texts(), startsNext);
        if (startsNext) break;
        if (!used) loose_.append(index);
    }
    finish();
    return reading_;
}

bool FormReader::readRow(qsizetype index, const QStringList& texts, bool& startsNext) {
    const bool blank = isBlankRow(texts);
    const auto words = bareWords(texts);
    if (fixed_ && !blank && readFixedRow(index, texts)) return true;
    if (!blank && (readPrinted(index, texts, words, startsNext) || startsNext)) return !startsNext;
    if (readValuesBelow(index, texts)) return true;
    const bool adjacent = loose_.isEmpty() && partial_.items.isEmpty();
    if (adjacent && step_ < pattern_.steps.size() && !pattern_.steps.at(step_).repeats &&
        !pattern_.steps.at(step_).labelled && readFixed(step_, texts, {index}))
        return true;
    if (blank) {
        if (readJoined(index, texts)) return true;
        if (adjacent) use({index});
        return adjacent;
    }
    const bool inPieces = !partial_.items.isEmpty() && !pattern_.steps.at(partial_.step).repeats;
    if (inPieces && readJoined(index, texts)) return true;
    if (pattern_.mayHaveLabel(words) && (readLabels(index, texts, startsNext) || startsNext)) return !startsNext;
    if (readRepeated(texts, {index}) || readJoined(index, texts)) return true;
    beginPartial(index, texts);
    return !partial_.items.isEmpty() && partial_.items.last() == index;
}

/// A row as the form prints it, from the place reached so far on; one that was skipped may still come.
bool FormReader::readPrinted(qsizetype index, const QStringList& texts, const QSet<QString>& words, bool& startsNext) {
    const auto count = pattern_.steps.size();
    for (qsizetype k = 0; k < count; ++k) {
        const qsizetype i = (step_ + k) % count;
        const auto& step = pattern_.steps.at(i);
        if (!step.labelled || !step.mayMatch(words)) continue;
        const auto match = matchRow(step, texts);
        if (!match || match->stray.size() > match->labels) continue;
        if (match->values.isEmpty() && readFixedHeader(index)) return true;
        if (!match->stray.isEmpty()) {
            if (step.header && (readHeader(index, startsNext) || startsNext)) return !startsNext;
            if (readLabels(index, texts, startsNext) || startsNext) return !startsNext;
        }
        const bool behind = step_ + k >= count;
        if (!behind && !done_.contains(i)) return readFixed(i, texts, {index});
        if (step.header && step.gridTable == lastGridTable_) {
            use({index}); // printed again after a page break
            return true;
        }
        // Left out so far: it may stand further down here, unless a form begins with it.
        if (behind && !done_.contains(i) && i != firstLabelled() && loose_.size() <= maxGap)
            return readFixed(i, texts, {index});
        startsNext = true;
        return false;
    }
    if (pattern_.mayBeHeader(words) && readHeader(index, startsNext)) return true;
    return !startsNext && readFixedHeader(index);
}

bool FormReader::readFixed(qsizetype step, const QStringList& texts, const QList<qsizetype>& items) {
    const auto match = matchRow(pattern_.steps.at(step), texts);
    if (!match) return false;
    continueLastCell(pattern_.steps.at(step).gridTable);
    closeHeading();
    lastGridTable_ = pattern_.steps.at(step).gridTable;
    lastCell_ = {};
    header_.reset();
    below_.reset();
    fixed_.reset();
    done_.insert(step);
    store(*match);
    reading_.labels += match->labels;
    step_ = step + 1;
    use(items);
    return true;
}

/// The header of a repeating table whose columns stand in another order, or among others.
bool FormReader::readHeader(qsizetype index, bool& startsNext) {
    const auto texts = source_.items.at(index).texts();
    if (texts.size() < 3) return false;
    const auto below = rowsBelow(index, stackedHeaderRows - 1);
    std::optional<HeaderMap> best;
    qsizetype bestStep = -1;
    int bestRows = 0;
    for (qsizetype i = 0; i < pattern_.steps.size(); ++i) {
        int rows = 0;
        if (!pattern_.steps.at(i).repeats) continue;
        const auto map = headerAt(pattern_.steps.at(i).repeat, texts, below, rows);
        const bool better = map && (!best || map->known > best->known || (hasRows(bestStep) && !hasRows(i)));
        if (!better || (best && map->known < best->known)) continue;
        best = map;
        bestStep = i;
        bestRows = rows;
    }
    if (!best) return false;
    if (hasRows(bestStep) && (bestStep != step_ || !loose_.isEmpty())) {
        startsNext = true;
        return false;
    }
    continueLastCell(pattern_.steps.at(bestStep).gridTable);
    closeHeading();
    if (!hasRows(bestStep)) reading_.labels += best->known;
    step_ = bestStep;
    lastGridTable_ = pattern_.steps.at(bestStep).gridTable;
    lastCell_ = {};
    header_ = best->isPlain() ? std::nullopt : best;
    below_.reset();
    reading_.loose = true;
    QList<qsizetype> items;
    for (int row = 0; row < bestRows; ++row)
        items.append(index + row);
    skipTo_ = index + bestRows;
    storeCaptures(QList<QStringList>{texts} + below.first(bestRows - 1));
    use(items);
    return true;
}

/// Labels with their values beside them, in whatever order.
bool FormReader::readLabels(qsizetype index, const QStringList& texts, bool& startsNext) {
    const bool everyRowRead = done_.size() == labelledSteps();
    if (everyRowRead || loose_.size() > maxGap) return false;
    const auto row = readLabelled(pattern_, texts);
    if (row.targets.isEmpty() || row.stray.size() > row.values.size() + row.below.size()) return false;
    const bool inTable = step_ < pattern_.steps.size() && pattern_.steps.at(step_).repeats;
    if (inTable && row.targets.size() < 2 && matchRepeat(pattern_.steps.at(step_).repeat, texts, false)) return false;
    if (row.targets.size() < 2 && !row.stray.isEmpty()) return false;
    const bool valuesToCome =
        std::all_of(row.values.cbegin(), row.values.cend(), [](const auto& value) { return value.text.isEmpty(); });
    if (source_.cellsMayContinue && valuesToCome && stepBegunBy(texts) >= 0) return false; // a piece of a broken row
    const auto known = std::count_if(row.targets.cbegin(), row.targets.cend(),
                                     [&](const QString& target) { return named_.contains(target); });
    if (known > 0) {
        startsNext = known == row.targets.size() && (reading_.loose || known >= 2);
        return false;
    }
    closeHeading();
    reading_.loose = true;
    reading_.labels += int(row.targets.size());
    lastCell_ = {};
    storeLabelled(row.values);
    for (const QString& text : row.stray)
        note(QString(), QStringLiteral("unknown"),
             QStringLiteral("%1：表内文字不属于任何栏目：“%2”").arg(linesOf({index}), text.left(30)), {index});
    if (!row.below.isEmpty()) below_ = row;
    use({index});
    return true;
}

bool FormReader::readValuesBelow(qsizetype index, const QStringList& texts) {
    if (!below_ || !loose_.isEmpty() || isBlankRow(texts)) return false;
    const auto values = readBelow(*below_, texts);
    below_.reset();
    if (values.isEmpty()) return false;
    storeLabelled(values);
    use({index});
    return true;
}

void FormReader::beginPartial(qsizetype index, const QStringList& texts) {
    if (!source_.cellsMayContinue || step_ >= pattern_.steps.size()) return;
    qsizetype found = -1;
    if (pattern_.steps.at(step_).repeats && texts.size() < cellsWanted(step_) && loose_.isEmpty() &&
        (header_ || beginsRepeat(pattern_.steps.at(step_).repeat, texts)))
        found = step_;
    const auto& next = pattern_.steps.at(step_);
    if (found < 0 && !next.repeats && !next.labelled && loose_.isEmpty() && texts.size() < next.cells.size())
        found = step_;
    if (found < 0) found = stepBegunBy(texts);
    if (found < 0) return;
    loose_.append(partial_.items);
    partial_ = {texts, {index}, found};
}

/// The fixed row whose first label a source row begins with, and which has more cells; -1 when there is none.
qsizetype FormReader::stepBegunBy(const QStringList& texts) const {
    for (qsizetype i = step_; i < pattern_.steps.size(); ++i) {
        const auto& cells = pattern_.steps.at(i).cells;
        if (!cells.isEmpty() && cells.first().kind == PatternCell::Kind::Label && texts.size() < cells.size() &&
            cells.first().labels.contains(bareText(texts.first())))
            return i;
    }
    return -1;
}

qsizetype FormReader::cellsWanted(qsizetype step) const {
    if (!pattern_.steps.at(step).repeats) return pattern_.steps.at(step).cells.size();
    return header_ && step == step_ ? header_->width : pattern_.steps.at(step).repeat.columns.size();
}

bool FormReader::readJoined(qsizetype index, const QStringList& texts) {
    if (partial_.items.isEmpty()) return false;
    const auto& step = pattern_.steps.at(partial_.step);
    const auto wanted = cellsWanted(partial_.step);
    const Partial joined{partial_.texts + texts, partial_.items + QList<qsizetype>{index}, partial_.step};
    const bool isRowOfItsOwn = step.repeats && !header_ && !texts.first().isEmpty() && beginsRepeat(step.repeat, texts);
    if (isRowOfItsOwn || joined.texts.size() > wanted || joined.items.size() > maxPieces) {
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
    if (partial_.items.isEmpty() || !hasWords(text) || partial_.items.size() > maxPieces) {
        loose_.append(index);
        return;
    }
    partial_.texts.last() += u'\n' + text;
    partial_.items.append(index);
}

void FormReader::use(const QList<qsizetype>& items) {
    for (const qsizetype index : std::as_const(loose_)) {
        const auto& item = source_.items.at(index);
        reading_.gaps += item.kind == SourceItem::Kind::Row && !item.isBlank() ? 1 : 0;
    }
    reading_.usedItems.append(items);
    lastUsed_ = items.last();
    lastTable_ = source_.items.at(items.last()).table;
    loose_.clear();
    partial_ = {};
}

qsizetype FormReader::firstLabelled() const {
    qsizetype first = 0;
    while (first + 1 < pattern_.steps.size() && !pattern_.steps.at(first).labelled)
        ++first;
    return first;
}

qsizetype FormReader::labelledSteps() const {
    return std::count_if(pattern_.steps.cbegin(), pattern_.steps.cend(),
                         [](const auto& step) { return step.labelled; });
}

bool FormReader::hasRows(qsizetype step) const {
    return step >= 0 && !reading_.document.rows(pattern_.steps.at(step).repeat.table).isEmpty();
}

void FormReader::finish() {
    closeHeading();
    noteExtraColumns();
    qsizetype lastLabelled = -1;
    bool wantsRows = false;
    bool anyRows = false;
    for (qsizetype i = 0; i < pattern_.steps.size(); ++i) {
        if (pattern_.steps.at(i).labelled) lastLabelled = i;
        wantsRows = pattern_.steps.at(i).repeats;
        anyRows = anyRows || (wantsRows && hasRows(i));
    }
    const bool inRows = lastCell_.kind == PatternCell::Kind::Empty && !lastCell_.table.isEmpty();
    reading_.complete = (step_ > lastLabelled && (!wantsRows || inRows)) || (reading_.loose && anyRows);
    const qsizetype last = source_.items.size() - 1;
    const bool endsInPartial = !partial_.items.isEmpty() && partial_.items.last() == last;
    const bool endsInForm =
        lastUsed_ == last || (!loose_.isEmpty() && loose_.first() == lastUsed_ + 1 && loose_.last() == last);
    reading_.cut = endsInPartial || (endsInForm && !reading_.complete) || (lastUsed_ == last && source_.endsInsideLine);
    finishCut(last, inRows, endsInPartial);
    reading_.end = lastUsed_ + 1;
}

void FormReader::finishCut(qsizetype last, bool inRows, bool endsInPartial) {
    if (reading_.cut && reading_.complete && lastUsed_ == last && inRows) {
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
