#include "core/documents/row_match.h"

#include "core/domain/target_value.h"
#include "core/forms/list_numbers.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

using Kind = PatternCell::Kind;

constexpr qsizetype longestLabel = 100;

bool isLabel(const PatternCell& cell, const QString& text) {
    return text.size() <= longestLabel && cell.isLabel(bareText(text));
}

struct Placed {
    QString text;
    int cell;
};

bool allBlank(const QList<Placed>& texts) {
    return std::all_of(texts.cbegin(), texts.cend(), [](const Placed& p) { return p.text.isEmpty(); });
}

QList<Placed> withoutBlanks(const QList<Placed>& texts) {
    QList<Placed> filled;
    std::copy_if(texts.cbegin(), texts.cend(), std::back_inserter(filled),
                 [](const Placed& p) { return !p.text.isEmpty(); });
    return filled;
}

/// The cells at which the pattern's own cells begin, when every merged cell was expanded to its width.
QList<Placed> atSpanStarts(const QList<const PatternCell*>& pattern, const QList<Placed>& texts) {
    qsizetype width = 0;
    for (const auto* cell : pattern)
        width += cell->span;
    if (width != texts.size()) return {};
    QList<Placed> starts;
    qsizetype column = 0;
    for (const auto* cell : pattern) {
        for (int i = 1; i < cell->span; ++i) {
            const auto& copy = texts.at(column + i).text;
            if (!copy.isEmpty() && copy != texts.at(column).text) return {};
        }
        starts.append(texts.at(column));
        column += cell->span;
    }
    return starts;
}

/// What a label says besides its own words: "长期目标（截止2026年）".
void addCaptures(const PatternCell& cell, const QString& text, int index, RowMatch& match) {
    if (!cell.shape.isOne()) return;
    const auto values = cell.shape.values(bareText(text));
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        match.values.append({Kind::Field, it.key(), *it, index, nullptr});
}

/// Gives each pattern cell of a gap between labels its text. False when that is not certain.
bool fillGap(const QList<const PatternCell*>& pattern, const QList<Placed>& texts, RowMatch& match) {
    QList<const PatternCell*> values;
    std::copy_if(pattern.cbegin(), pattern.cend(), std::back_inserter(values),
                 [](const auto* c) { return c->isValue(); });
    const auto filled = withoutBlanks(texts);
    QList<Placed> placed;
    if (values.isEmpty()) {
        for (const auto& text : filled)
            match.stray.append(text.text);
        return true;
    }
    if (pattern.size() == texts.size()) {
        bool fits = true;
        for (qsizetype i = 0; i < pattern.size(); ++i) {
            if (pattern.at(i)->isValue())
                placed.append(texts.at(i));
            else
                fits = fits && texts.at(i).text.isEmpty();
        }
        if (!fits) placed.clear();
    }
    // A first cell that is blank may be the covered one: then it is the last value that is missing.
    const bool firstMayBeCovered = values.size() > 1 && pattern.first()->kind == Kind::Covered && !texts.isEmpty() &&
                                   texts.first().text.isEmpty() && !allBlank(texts);
    if (placed.size() != values.size())
        placed = texts.size() == values.size() && !firstMayBeCovered ? texts : QList<Placed>();
    if (placed.isEmpty() && values.size() == 1 && filled.size() == 1) placed = filled;
    if (placed.isEmpty() && values.size() > 1) {
        const auto starts = atSpanStarts(pattern, texts);
        for (qsizetype i = 0; i < starts.size(); ++i)
            if (pattern.at(i)->isValue()) placed.append(starts.at(i));
    }
    // A wider table above or below leaves empty cells at the end.
    if (placed.isEmpty() && texts.size() > pattern.size() && allBlank(texts.mid(pattern.size())))
        return fillGap(pattern, texts.first(pattern.size()), match);
    if (placed.isEmpty() && allBlank(texts))
        for (qsizetype i = 0; i < values.size(); ++i)
            placed.append({QString(), i < texts.size() ? texts.at(i).cell : -1});
    if (placed.size() != values.size()) return false;
    for (qsizetype i = 0; i < values.size(); ++i)
        match.values.append(
            {values.at(i)->kind, values.at(i)->target, placed.at(i).text, placed.at(i).cell, values.at(i)->style});
    return true;
}

/// As fillGap; empty cells that a wide label covers come first in some files.
bool fillGapAfter(int labelSpan, const QList<const PatternCell*>& pattern, QList<Placed> texts, RowMatch& match) {
    if (fillGap(pattern, texts, match)) return true;
    for (int hidden = 1; hidden < labelSpan && !texts.isEmpty() && texts.first().text.isEmpty(); ++hidden) {
        texts.removeFirst();
        if (fillGap(pattern, texts, match)) return true;
    }
    return false;
}

} // namespace

std::optional<RowMatch> matchRow(const PatternStep& step, const QStringList& texts) {
    RowMatch match;
    QList<const PatternCell*> gap;
    QList<Placed> between;
    int next = 0;
    int labelSpan = 1;
    for (const auto& cell : step.cells) {
        if (cell.kind != Kind::Label) {
            gap.append(&cell);
            continue;
        }
        between.clear();
        while (next < texts.size() && !isLabel(cell, texts.at(next))) {
            between.append({texts.at(next), next});
            ++next;
        }
        if (next == texts.size() || !fillGapAfter(labelSpan, gap, between, match)) return std::nullopt;
        labelSpan = cell.span;
        addCaptures(cell, texts.at(next), next, match);
        ++next;
        ++match.labels;
        gap.clear();
    }
    between.clear();
    for (; next < texts.size(); ++next)
        between.append({texts.at(next), next});
    if (!fillGapAfter(labelSpan, gap, between, match)) return std::nullopt;
    const bool hidden =
        std::any_of(step.cells.cbegin(), step.cells.cend(), [](const auto& c) { return c.kind == Kind::Covered; });
    match.coveredCellLost = hidden && texts.size() < step.cells.size();
    return match;
}

namespace {

/// How many cells hold a word of their column; -1 when a cell of a vocabulary column holds something else.
int wordsInPlace(const RepeatPattern& repeat, const QStringList& cells) {
    int found = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (repeat.words.at(i).isEmpty() || cells.at(i).isEmpty()) continue;
        if (!repeat.words.at(i).contains(bareText(cells.at(i)))) return -1;
        ++found;
    }
    return found;
}

bool isAnyWord(const RepeatPattern& repeat, const QString& text) {
    if (text.size() > longestLabel) return false;
    const QString bare = bareText(text);
    return std::any_of(repeat.words.cbegin(), repeat.words.cend(),
                       [&](const auto& words) { return words.contains(bare); });
}

/// A word of one vocabulary column standing outside that column.
bool hasMisplacedWord(const RepeatPattern& repeat, const QStringList& cells) {
    for (qsizetype i = 0; i < cells.size(); ++i)
        if (!repeat.words.at(i).contains(bareText(cells.at(i))) && isAnyWord(repeat, cells.at(i))) return true;
    return false;
}

QStringList trimmedTo(QStringList cells, qsizetype size) {
    while (cells.size() > size && cells.last().isEmpty())
        cells.removeLast();
    while (cells.size() > size && cells.first().isEmpty())
        cells.removeFirst();
    return cells;
}

/// Blank cells that were taken from the beginning of a row.
qsizetype leadingBlanks(const QStringList& texts, const QStringList& trimmed) {
    qsizetype end = texts.size();
    while (end > trimmed.size() && texts.at(end - 1).isEmpty())
        --end;
    return end - trimmed.size();
}

/// How many cells hold what the type of their column asks for; -1 when one of them plainly holds something else.
int valuesInPlace(const RepeatPattern& repeat, const QStringList& cells) {
    constexpr qsizetype longestValue = 40;
    int found = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto type = repeat.types.at(i);
        const bool measured = type == FieldType::Value || type == FieldType::Money || type == FieldType::Percent ||
                              type == FieldType::Number;
        if (!measured || cells.at(i).isEmpty()) continue;
        if (looksMeasured(cells.at(i)))
            ++found;
        else if (cells.at(i).size() > longestValue)
            return -1;
    }
    return found;
}

/// All cells a row of its own cannot be without; those that are merged may stand in the row above.
bool hasRequired(const RepeatPattern& repeat, const QStringList& cells) {
    for (qsizetype i = 0; i < cells.size(); ++i)
        if (repeat.required.at(i) && !repeat.merged.contains(repeat.columns.at(i)) && cells.at(i).isEmpty())
            return false;
    return true;
}

/// As hasRequired; values may be missing, as nobody has set them yet.
bool hasRequiredTexts(const RepeatPattern& repeat, QStringList cells) {
    for (qsizetype i = 0; i < cells.size(); ++i)
        if (repeat.types.at(i) == FieldType::Value && cells.at(i).isEmpty()) cells[i] = QStringLiteral("-");
    return hasRequired(repeat, cells);
}

bool isCertain(const RepeatPattern& repeat, const QStringList& cells) {
    const int words = wordsInPlace(repeat, cells);
    const int values = valuesInPlace(repeat, cells);
    return words >= 0 && values >= 0 && words + values > 0 && !hasMisplacedWord(repeat, cells) &&
           hasRequired(repeat, cells);
}

/// The only row that makes sense when a blank cell is added for a merged column, or one of the blanks is taken away.
std::optional<QStringList> mendedRow(const RepeatPattern& repeat, const QStringList& texts) {
    const auto size = repeat.columns.size();
    QSet<QStringList> rows;
    if (texts.size() + 1 == size) {
        for (qsizetype i = 0; i < size; ++i) {
            if (!repeat.merged.contains(repeat.columns.at(i))) continue;
            auto row = texts;
            row.insert(i, QString());
            if (isCertain(repeat, row)) rows.insert(row);
        }
    } else if (texts.size() + repeat.merged.size() == size) {
        QStringList row;
        for (qsizetype i = 0, next = 0; i < size; ++i)
            row.append(repeat.merged.contains(repeat.columns.at(i)) ? QString() : texts.at(next++));
        if (isCertain(repeat, row)) rows.insert(row);
    } else if (texts.size() == size + 1) {
        for (qsizetype i = 0; i < texts.size(); ++i) {
            auto row = texts;
            if (!row.takeAt(i).isEmpty()) continue;
            if (isCertain(repeat, row)) rows.insert(row);
        }
    }
    if (rows.size() != 1) return std::nullopt;
    return *rows.cbegin();
}

} // namespace

std::optional<RepeatMatch> matchRepeat(const RepeatPattern& repeat, const QStringList& texts, bool strict) {
    const auto size = repeat.columns.size();
    const QStringList plain = trimmedTo(texts, size);
    const QString moved =
        leadingBlanks(texts, plain) > repeat.coveredBefore ? QStringLiteral("shifted-row") : QString();
    if (plain.size() == size) {
        const int words = wordsInPlace(repeat, plain);
        if (words > 0 || (words == 0 && !strict)) return RepeatMatch{plain, moved};
    }
    // The merged first cell may be left out, with or without a blank cell at the end in exchange.
    const QStringList shifted = trimmedTo(texts, size - 1);
    if (shifted.size() == size - 1 && repeat.merged.contains(repeat.columns.first()) && !shifted.first().isEmpty()) {
        const QStringList cells = QStringList{QString()} + shifted;
        if (wordsInPlace(repeat, cells) > 0)
            return RepeatMatch{cells,
                               texts.size() < size ? QStringLiteral("merged-cell") : QStringLiteral("shifted-row")};
    }
    if (const auto mended = mendedRow(repeat, texts))
        return RepeatMatch{*mended,
                           texts.size() < size ? QStringLiteral("merged-cell") : QStringLiteral("shifted-row")};
    if (plain.size() == size && isCertain(repeat, plain)) return RepeatMatch{plain, moved};
    // Words no vocabulary knows: the row is kept as it stands, the review will say so.
    if (plain.size() == size && !strict && !hasMisplacedWord(repeat, plain)) return RepeatMatch{plain, moved};
    return std::nullopt;
}

bool beginsRepeat(const RepeatPattern& repeat, const QStringList& texts) {
    if (texts.isEmpty() || texts.size() >= repeat.columns.size()) return false;
    const bool hasWords =
        std::any_of(repeat.words.cbegin(), repeat.words.cend(), [](const auto& words) { return !words.isEmpty(); });
    if (hasWords) return wordsInPlace(repeat, texts) > 0;
    return valuesInPlace(repeat, texts) >= 0 && (listNumber(texts.first()) || texts.first().isEmpty());
}

bool looksMeasured(const QString& text) {
    static const QRegularExpression masked(QStringLiteral(R"(\A[*＊]{2,}\z)"));
    constexpr qsizetype longest = 40;
    if (text.size() > longest) return false;
    const auto value = TargetValue::parse(text);
    return value.isNumeric() || value.kind() == TargetValue::Kind::Date || masked.match(bareText(text)).hasMatch();
}

bool looksShifted(const RepeatPattern& repeat, const QStringList& cells) {
    constexpr qsizetype longestWord = 6; // "基本完成"
    if (valuesInPlace(repeat, cells) < 0) return true;
    if (hasRequiredTexts(repeat, cells)) return false;
    for (qsizetype i = 0; i < cells.size(); ++i)
        if (repeat.types.at(i) == FieldType::Value && cells.at(i).size() > longestWord && !looksMeasured(cells.at(i)))
            return true;
    return false;
}

} // namespace jixiao
