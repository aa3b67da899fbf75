#include "core/documents/printed_shape.h"

#include "core/forms/printed_words.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype longestText = 40'000;
constexpr int mostOptionalLines = 3;
const QString space = QStringLiteral("[\\s\\x{3000}\\x{A0}]*");

QString withoutSpace(QString text) {
    return text.removeIf([](QChar c) { return c.isSpace(); });
}

/// Printed words with room for white space between any two characters.
QString wordsExpression(const QString& words) {
    QString expression = space;
    for (const QChar c : words)
        if (!c.isSpace()) expression += QRegularExpression::escape(QString(c)) + space;
    return expression;
}

/// Appends one line of a pattern to an expression.
void addLine(const QString& line, QString& expression, QStringList& names) {
    QString rest = line;
    for (const QString& name : placeholdersIn(line)) {
        const QString placeholder = u'{' + name + u'}';
        const auto at = rest.indexOf(placeholder);
        expression += wordsExpression(rest.left(at));
        expression += isYearPlaceholder(name) ? QStringLiteral("(20\\d\\d|%1)").arg(space) : QStringLiteral("(.*?)");
        names.append(name);
        rest = rest.mid(at + placeholder.size());
    }
    expression += wordsExpression(rest);
}

} // namespace

PrintedShape::PrintedShape(const QString& pattern) : names_(placeholdersIn(pattern)), words_(withoutSpace(pattern)) {
    if (names_.isEmpty()) return;
    QString left = pattern;
    for (const QString& name : std::as_const(names_))
        left.remove(u'{' + name + u'}');
    bare_ = left.trimmed().isEmpty();
    const auto lines = pattern.split(u'\n');
    QList<int> optional;
    for (int i = 0; lines.size() > 1 && i < lines.size(); ++i)
        if (lines.at(i).contains(u'{') && optional.size() < mostOptionalLines) optional.append(i);
    for (unsigned missing = 0; missing < (1U << unsigned(optional.size())); ++missing) {
        QStringList names;
        QString expression;
        for (int i = 0; i < lines.size(); ++i) {
            const auto place = optional.indexOf(i);
            if (place >= 0 && ((missing >> unsigned(place)) & 1U) != 0) continue;
            if (!expression.isEmpty()) expression += QStringLiteral("\\n");
            addLine(lines.at(i), expression, names);
        }
        readings_.push_back({QRegularExpression(QRegularExpression::anchoredPattern(expression),
                                                QRegularExpression::DotMatchesEverythingOption),
                             names});
    }
}

std::optional<ShapeValues> PrintedShape::read(const QString& text) const {
    if (text.size() > longestText) return std::nullopt;
    if (isPlain()) return withoutSpace(text) == words_ ? std::optional(ShapeValues{}) : std::nullopt;
    for (const auto& reading : readings_) {
        const auto match = reading.expression.match(text);
        if (!match.hasMatch()) continue;
        ShapeValues values;
        for (const QString& name : names_)
            values.insert(name, QString());
        for (int i = 0; i < reading.names.size(); ++i)
            if (const auto value = match.captured(i + 1).trimmed(); !value.isEmpty())
                values.insert(reading.names.at(i), value);
        return values;
    }
    return std::nullopt;
}

std::optional<std::pair<QString, QString>> adjacentPlaceholders(const QString& pattern) {
    const auto names = placeholdersIn(pattern);
    if (names.size() != 2 || pattern != QStringLiteral("{%1}{%2}").arg(names.first(), names.last()))
        return std::nullopt;
    return std::pair{names.first(), names.last()};
}

bool splitsBack(const QString& code, const QString& name) {
    return splitAdjacent(code + name) == std::pair{code.trimmed(), name.trimmed()};
}

std::pair<QString, QString> splitAdjacent(const QString& text) {
    static const QRegularExpression coded(QStringLiteral(R"(\A(\d{3,21})\s*(\D.*|)\z)"),
                                          QRegularExpression::DotMatchesEverythingOption);
    const auto match = coded.match(text.trimmed());
    if (match.hasMatch()) return {match.captured(1), match.captured(2).trimmed()};
    return {QString(), text.trimmed()};
}

} // namespace jixiao
