#include "core/store/search_text.h"

#include <algorithm>
#include <vector>

namespace jixiao {

namespace {

constexpr int maxTermsOfQuery = 32;
constexpr char32_t firstPrintable = 0x21;
constexpr char32_t lastPrintable = 0x7e;
constexpr char32_t fullWidthShift = 0xfee0;

bool isPlainIdeograph(char32_t c) { return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf); }

bool leavesNoTrace(char32_t c) {
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Control:
    case QChar::Other_Format:
        return true;
    default:
        return false;
    }
}

void appendFolded(QString& out, char32_t c) {
    if (c <= lastPrintable) {
        if (c < firstPrintable) return;
        out.append(QChar(c >= U'A' && c <= U'Z' ? c + 0x20 : c));
        return;
    }
    if (isPlainIdeograph(c)) {
        out.append(QChar(char16_t(c)));
        return;
    }
    const auto parts = QString::fromUcs4(&c, 1).normalized(QString::NormalizationForm_KD).toUcs4();
    for (const char32_t part : parts) {
        if (!leavesNoTrace(part)) out.append(QChar::fromUcs4(QChar::toCaseFolded(part)));
    }
}

/// Calls `take(c, begin, end)` for every character.
template <typename Take>
void eachCharacter(const QString& text, Take take) {
    const qsizetype size = std::min<qsizetype>(text.size(), searchableLength);
    for (qsizetype i = 0; i < size;) {
        const QChar unit = text.at(i);
        if (unit.isHighSurrogate() && i + 1 < size && text.at(i + 1).isLowSurrogate()) {
            take(QChar::surrogateToUcs4(unit, text.at(i + 1)), int(i), int(i + 2));
            i += 2;
            continue;
        }
        take(unit.isSurrogate() ? U'?' : char32_t(unit.unicode()), int(i), int(i + 1));
        ++i;
    }
}

/// One or two characters; the second is 0 for a single one.
using Term = std::pair<char32_t, char32_t>;

void appendTerm(QString& out, const Term& term) {
    const auto shifted = [](char32_t c) {
        return QChar::fromUcs4(c >= firstPrintable && c <= lastPrintable ? c + fullWidthShift : c);
    };
    out.append(shifted(term.first));
    if (term.second != 0) out.append(shifted(term.second));
}

void makeUnique(std::vector<Term>& terms) {
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

} // namespace

QString foldForSearch(const QString& text) {
    QString folded;
    folded.reserve(std::min<qsizetype>(text.size(), searchableLength));
    eachCharacter(text, [&](char32_t c, int, int) { appendFolded(folded, c); });
    return folded;
}

FoldedText foldWithPlaces(const QString& text) {
    FoldedText folded;
    eachCharacter(text, [&](char32_t c, int begin, int end) {
        appendFolded(folded.text, c);
        while (folded.begins.size() < folded.text.size()) {
            folded.begins.append(begin);
            folded.ends.append(end);
        }
    });
    return folded;
}

QStringList searchWords(const QString& query) {
    QStringList words;
    const auto parts = query.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const auto& part : parts) {
        const QString word = foldForSearch(part);
        if (!word.isEmpty()) words.append(word);
    }
    words.removeDuplicates();
    return words;
}

QString indexTerms(const QStringList& foldedFields) {
    std::vector<Term> terms;
    for (const auto& field : foldedFields) {
        const auto characters = field.toUcs4();
        for (qsizetype i = 0; i < characters.size(); ++i) {
            terms.emplace_back(characters[i], 0);
            if (i + 1 < characters.size()) terms.emplace_back(characters[i], characters[i + 1]);
        }
    }
    makeUnique(terms);
    QString text;
    text.reserve(qsizetype(terms.size()) * 3);
    for (const auto& term : terms) {
        appendTerm(text, term);
        text.append(u' ');
    }
    return text;
}

QString matchExpression(const QStringList& words) {
    std::vector<Term> terms;
    for (const auto& word : words) {
        const auto characters = word.toUcs4();
        if (characters.size() == 1) terms.emplace_back(characters[0], 0);
        for (qsizetype i = 0; i + 1 < characters.size() && i < maxTermsOfQuery; ++i)
            terms.emplace_back(characters[i], characters[i + 1]);
        if (terms.size() > maxTermsOfQuery) break;
    }
    makeUnique(terms);
    if (terms.size() > maxTermsOfQuery) terms.resize(maxTermsOfQuery);
    QString text;
    for (const auto& term : terms) {
        text.append(u'"');
        appendTerm(text, term);
        text.append(QLatin1String("\" "));
    }
    return text;
}

} // namespace jixiao
