#include "core/documents/loose_row.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype longestLabel = 40;

/// One row of labels out of two: what stands under a label replaces it. Empty when the rows do not fit.
QStringList stacked(const QStringList& above, const QStringList& below) {
    QStringList row;
    if (above.size() == below.size()) {
        for (qsizetype i = 0; i < above.size(); ++i)
            row.append(below.at(i).isEmpty() ? above.at(i) : below.at(i));
        return row;
    }
    if (above.size() > below.size()) return {};
    qsizetype next = 0;
    bool inRun = false;
    for (const QString& text : below) {
        const bool continues = inRun && !text.isEmpty();
        inRun = !text.isEmpty();
        if (!continues && next >= above.size()) return {};
        row.append(inRun ? text : above.at(next));
        next += continues ? 0 : 1;
    }
    return next == above.size() ? row : QStringList();
}

qsizetype columnCalled(const RepeatPattern& repeat, const QString& text) {
    if (text.isEmpty() || text.size() > longestLabel) return -1;
    const QString bare = bareText(text);
    for (qsizetype i = 0; i < repeat.labels.size(); ++i)
        if (repeat.labels.at(i).contains(bare)) return i;
    return -1;
}

bool isAllowed(const FormTemplate& form, const LabelTarget& target, const QString& text) {
    const auto* spec = target.kind == PatternCell::Kind::Field ? form.printedField(target.target) : nullptr;
    if (!spec || spec->vocabulary.isEmpty() || text.isEmpty() || (target.style && target.style->boxes)) return true;
    const auto words = form.vocabularies.value(spec->vocabulary);
    return std::any_of(words.cbegin(), words.cend(), [&](const VocabularyWord& word) {
        return bareText(word.value) == bareText(text) || word.synonyms.contains(text);
    });
}

} // namespace

QStringList stackedLabels(const QList<QStringList>& rows) {
    QStringList labels = rows.first();
    for (qsizetype i = 1; i < rows.size() && !labels.isEmpty(); ++i)
        labels = stacked(labels, rows.at(i));
    return labels;
}

bool HeaderMap::isPlain() const {
    if (!extra.isEmpty() || width != source.size()) return false;
    for (qsizetype i = 0; i < source.size(); ++i)
        if (source.at(i) != i) return false;
    return true;
}

QStringList HeaderMap::sorted(const QStringList& texts) const {
    QStringList row;
    for (const qsizetype cell : source)
        row.append(cell < 0 ? QString() : texts.value(cell));
    return row;
}

std::optional<HeaderMap> mapHeader(const RepeatPattern& repeat, const QList<QStringList>& rows) {
    for (const auto& row : rows)
        if (std::none_of(row.cbegin(), row.cend(),
                         [&](const QString& text) { return columnCalled(repeat, text) >= 0; }))
            return std::nullopt;
    const QStringList labels = stackedLabels(rows);
    HeaderMap map;
    map.source.fill(-1, repeat.columns.size());
    map.width = labels.size();
    for (qsizetype cell = 0; cell < labels.size(); ++cell) {
        const auto column = columnCalled(repeat, labels.at(cell));
        if (column >= 0 && map.source.at(column) >= 0) return std::nullopt;
        if (column >= 0) {
            map.source[column] = cell;
            ++map.known;
        } else {
            map.extra.append(cell);
            map.extraLabels.append(labels.at(cell));
        }
    }
    const auto named = std::count_if(repeat.labels.cbegin(), repeat.labels.cend(),
                                     [](const QStringList& spellings) { return !spellings.isEmpty(); });
    if (map.known < 3 || map.known * 10 < named * 7 || map.known < map.extra.size()) return std::nullopt;
    return map;
}

LabelledRow readLabelled(const FormPattern& pattern, const QStringList& texts) {
    LabelledRow row;
    row.width = texts.size();
    LabelTarget open;
    qsizetype openAt = -1;
    bool waiting = false;
    bool sawBlank = false;
    const auto leave = [&] {
        if (!waiting) return;
        if (sawBlank)
            row.values.append({open, QString()});
        else
            row.below.append({open, openAt});
        waiting = false;
    };
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QString& text = texts.at(i);
        sawBlank = sawBlank || text.isEmpty();
        if (text.isEmpty()) continue;
        QString label = text.size() <= longestLabel ? bareText(text) : QString();
        while (label.endsWith(u':') && !pattern.labels.contains(label))
            label.chop(1);
        if (const auto known = pattern.labels.constFind(label); known != pattern.labels.cend()) {
            leave();
            if (known->kind == PatternCell::Kind::Label) continue;
            open = *known;
            openAt = i;
            waiting = true;
            sawBlank = false;
            row.targets.append(open.target);
            continue;
        }
        if (!waiting || !isAllowed(*pattern.form, open, text)) {
            row.stray.append(text);
            continue;
        }
        row.values.append({open, text});
        waiting = false;
    }
    leave();
    const bool anyValue =
        std::any_of(row.values.cbegin(), row.values.cend(), [](const auto& v) { return !v.text.isEmpty(); });
    if (anyValue || row.targets.size() < 2) return row;
    // Labels only, each over its value.
    row.values.clear();
    row.below.clear();
    for (qsizetype i = 0; i < texts.size(); ++i)
        if (const auto known = pattern.labels.constFind(bareText(texts.at(i).left(longestLabel)));
            known != pattern.labels.cend() && known->kind != PatternCell::Kind::Label)
            row.below.append({*known, i});
    return row;
}

QList<LabelledRow::Value> readBelow(const LabelledRow& labels, const QStringList& texts) {
    QList<LabelledRow::Value> values;
    QStringList filled = texts;
    filled.removeAll(QString());
    if (labels.below.size() == 1) {
        if (filled.size() != 1) return {};
        return {{labels.below.first().target, filled.first()}};
    }
    if (texts.size() == labels.width) {
        qsizetype taken = 0;
        for (const auto& below : labels.below) {
            values.append({below.target, texts.at(below.cell)});
            taken += texts.at(below.cell).isEmpty() ? 0 : 1;
        }
        return taken == filled.size() ? values : QList<LabelledRow::Value>();
    }
    if (texts.size() != labels.below.size()) return {};
    for (qsizetype i = 0; i < texts.size(); ++i)
        values.append({labels.below.at(i).target, texts.at(i)});
    return values;
}

} // namespace jixiao
