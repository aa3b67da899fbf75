#include "core/store/search_match.h"

#include "core/store/search_text.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr int longestText = 300; ///< code units of a hit's text
constexpr int beforeMatch = 60;

QList<QPair<int, int>> placesOf(const FoldedText& folded, const QStringList& words) {
    QList<QPair<int, int>> places; // begin, end
    for (const auto& word : words) {
        for (qsizetype at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + 1))
            places.append({folded.begins.at(at), folded.ends.at(at + word.size() - 1)});
    }
    std::sort(places.begin(), places.end());
    return places;
}

/// Begin and length, overlapping ones made one.
QList<QPair<int, int>> merged(const QList<QPair<int, int>>& places) {
    QList<QPair<int, int>> result;
    for (const auto& [begin, end] : places) {
        if (!result.isEmpty() && begin <= result.last().first + result.last().second)
            result.last().second = std::max(result.last().second, end - result.last().first);
        else
            result.append({begin, end - begin});
    }
    return result;
}

/// Keeps what a list can show: the text around the first match.
void shorten(FieldMatch& match) {
    if (match.text.size() <= longestText) return;
    const int first = match.highlights.isEmpty() ? 0 : match.highlights.first().first;
    int begin = std::max(0, std::min(first - beforeMatch, int(match.text.size()) - longestText));
    int end = std::min<int>(begin + longestText, int(match.text.size()));
    if (begin > 0 && match.text.at(begin).isLowSurrogate()) --begin;
    if (end < match.text.size() && match.text.at(end).isLowSurrogate()) --end;
    match.text = match.text.mid(begin, end - begin);
    match.textBegin = begin;
    QList<QPair<int, int>> inside;
    for (const auto& [from, length] : std::as_const(match.highlights)) {
        const int stop = std::min(from + length, end);
        if (from >= begin && from < end) inside.append({from - begin, stop - from});
    }
    match.highlights = inside;
}

} // namespace

std::optional<FieldMatch> matchRecord(const QMap<QString, QString>& values, const QStringList& fields,
                                      const QStringList& words) {
    QStringList missing = words;
    QString best;
    qsizetype bestCount = 0;
    for (const auto& field : fields) {
        const auto value = values.constFind(field);
        if (value == values.cend()) continue;
        const QString folded = foldForSearch(*value);
        const auto count = std::count_if(words.cbegin(), words.cend(), [&](const QString& word) {
            if (!folded.contains(word)) return false;
            missing.removeOne(word);
            return true;
        });
        if (count <= bestCount) continue;
        best = field;
        bestCount = count;
    }
    if (bestCount == 0 || !missing.isEmpty()) return std::nullopt;
    FieldMatch match{best, values.value(best), 0, {}};
    match.highlights = merged(placesOf(foldWithPlaces(match.text), words));
    shorten(match);
    return match;
}

} // namespace jixiao
