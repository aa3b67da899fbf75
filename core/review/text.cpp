#include "core/review/text.h"

#include <algorithm>

namespace jixiao::review {

QString plain(const QString& text) {
    QString result;
    result.reserve(text.size());
    for (const QChar c : text)
        if (c.isLetterOrNumber() || c.isSurrogate()) result.append(c);
    return result;
}

QString squeezed(const QString& text) {
    const bool clean = std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
    if (clean) return text;
    QString result;
    result.reserve(text.size());
    for (const QChar c : text)
        if (!c.isSpace()) result.append(c);
    return result;
}

bool containsAny(const QString& text, const QStringList& words) {
    return std::any_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
}

QString firstWordIn(const QString& text, const QStringList& words) {
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
    return found == words.end() ? QString() : *found;
}

QString withoutListNumber(const QString& text) {
    const QString trimmed = text.trimmed();
    qsizetype at = 0;
    const auto open = [&] { return at < trimmed.size() && (trimmed[at] == u'（' || trimmed[at] == u'('); };
    const bool bracketed = open();
    if (bracketed) ++at;
    const qsizetype digits = at;
    while (at < trimmed.size() && trimmed[at].isDigit())
        ++at;
    if (at == digits || at - digits > 2 || at >= trimmed.size()) return trimmed;
    const QChar end = trimmed[at];
    const bool ends = bracketed ? end == u'）' || end == u')' : end == u'、' || end == u'.' || end == u'．';
    if (!ends || (end == u'.' && at + 1 < trimmed.size() && trimmed[at + 1].isDigit())) return trimmed;
    return trimmed.mid(at + 1).trimmed();
}

bool isMasked(const QString& text) {
    const QString trimmed = text.trimmed();
    return trimmed.size() >= 2 && std::all_of(trimmed.begin(), trimmed.end(), [](QChar c) { return c == u'*'; });
}

bool differInOneCharacter(const QString& a, const QString& b) {
    if (a.size() != b.size()) return false;
    int differences = 0;
    for (qsizetype i = 0; i < a.size() && differences < 2; ++i)
        differences += a[i] == b[i] ? 0 : 1;
    return differences == 1;
}

} // namespace jixiao::review
