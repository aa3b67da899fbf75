#include "core/forms/read_words.h"

#include "core/forms/list_numbers.h"
#include "core/forms/printed_words.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>

namespace jixiao {

namespace {

const QString ticks = QStringLiteral("√✓✔☑☒■");
const QString emptyBoxes = QStringLiteral("□☐");

bool isTick(const QString& text) { return text.size() == 1 && ticks.contains(text); }

/// The word beside a marked box, before or behind it; all of the text when it holds no box at all.
QString chosenWord(const QString& text, const FieldSpec& spec, const FormTemplate& form) {
    const auto isBox = [](QChar c) { return ticks.contains(c) || emptyBoxes.contains(c); };
    if (std::none_of(text.cbegin(), text.cend(), isBox)) return text;
    const bool boxesFirst = isBox(text.front());
    QString word;
    bool marked = false;
    QString chosen;
    const auto finish = [&] {
        if (marked && chosen.isEmpty()) chosen = word.trimmed();
        word.clear();
        marked = false;
    };
    for (const QChar c : text) {
        if (!isBox(c)) {
            word += c;
            continue;
        }
        if (boxesFirst) finish();
        marked = ticks.contains(c);
        if (!boxesFirst) finish();
    }
    finish();
    return form.canonicalWord(spec.vocabulary, chosen);
}

QString squeezed(QString text) {
    return text.removeIf([](QChar c) { return c.isSpace(); });
}

/// A word of the vocabulary that was broken over lines or spaced out, in the spelling the form knows.
QString unbroken(const QString& text, const QList<VocabularyWord>& words) {
    const auto bare = squeezed(text);
    if (bare == text) return text;
    for (const auto& word : words) {
        if (squeezed(word.value) == bare) return word.value;
        for (const auto& synonym : word.synonyms)
            if (squeezed(synonym) == bare) return synonym;
    }
    return text;
}

/// What stands in the place of the only placeholder of a pattern of one line.
QString insidePattern(const QString& text, const QString& pattern) {
    const auto names = placeholdersIn(pattern);
    if (names.size() != 1 || pattern.contains(u'\n')) return text;
    const auto parts = pattern.split(u'{' + names.first() + u'}');
    const auto before = parts.first().trimmed();
    const auto behind = parts.last().trimmed();
    if (!text.startsWith(before) || !text.endsWith(behind) || text.size() < before.size() + behind.size()) return text;
    return text.mid(before.size(), text.size() - before.size() - behind.size()).trimmed();
}

QRegularExpression numberExpression(const QString& numbering) {
    QString pattern = QStringLiteral("\\A\\s*");
    for (const QChar c : numbering) {
        if (c.isSpace()) continue;
        if (c == u'1')
            pattern += QStringLiteral("\\d{1,4}\\s*");
        else if (c == u'一')
            pattern += QStringLiteral("(?:[〇零一二三四五六七八九十百]{1,5}|\\d{1,4})\\s*");
        else if (c == u'（')
            pattern += QStringLiteral("[（(]\\s*");
        else if (c == u'）')
            pattern += QStringLiteral("[）)]\\s*");
        else if (c == u'：')
            pattern += QStringLiteral("[：:]\\s*");
        else if (c == u'、' || c == u'.')
            pattern += QStringLiteral("[、.．,，]\\s*");
        else
            pattern += QRegularExpression::escape(QString(c)) + QStringLiteral("\\s*");
    }
    return QRegularExpression(pattern);
}

} // namespace

QString valueOf(const QString& printed, const FieldSpec& spec, const GridCell& cell, const FormTemplate& form) {
    auto text = printed.trimmed();
    if (!cell.numbering.isEmpty()) text = withoutNumber(text, cell.numbering).value_or(withoutListNumber(text));
    if (!cell.tick.isEmpty()) return isTick(text) ? cell.tick : text;
    if (cell.boxes) return chosenWord(text, spec, form);
    if (!cell.pattern.isEmpty()) text = insidePattern(text, cell.pattern);
    if (spec.type == FieldType::Enum) return unbroken(text, form.vocabularies.value(spec.vocabulary));
    if (spec.type == FieldType::Bool && isTick(text)) return QStringLiteral("true");
    return spec.type == FieldType::Date ? isoDate(text) : text;
}

std::optional<QString> withoutNumber(const QString& text, const QString& numbering) {
    auto head = text.left(40);
    if (!head.isEmpty() && head.back().isHighSurrogate()) head.chop(1); // half a character matches nothing
    const auto match = numberExpression(numbering).match(head);
    if (!match.hasMatch() || match.capturedLength() == 0) return std::nullopt;
    return text.mid(match.capturedEnd());
}

QString isoDate(const QString& text) {
    static const QRegularExpression pattern(
        QStringLiteral("\\A\\s*(\\d{4})\\s*[年./-]\\s*(\\d{1,2})\\s*[月./-]\\s*(\\d{1,2})\\s*日?\\s*\\z"));
    const auto match = pattern.match(text.left(40));
    const QDate date(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    return match.hasMatch() && text.size() <= 40 && date.isValid() ? date.toString(Qt::ISODate) : text;
}

} // namespace jixiao
