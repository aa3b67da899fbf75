#include "core/forms/list_numbers.h"

#include <QRegularExpression>

namespace jixiao {

namespace {

constexpr qsizetype longestNumber = 40;

const QRegularExpression& numberExpression() {
    static const QRegularExpression expression(
        QStringLiteral(R"(\A\s*(?:)"
                       R"((?<word>[〇零一二三四五六七八九十百]{1,6})\s*[、.．，]|)"
                       R"([（(]\s*(?<bracketWord>[〇零一二三四五六七八九十百]{1,6})\s*[）)]\s*[、.．]?|)"
                       R"((?<digit>[0-9]{1,3})\s*(?:[、．]|[.，,](?![0-9]))|)"
                       R"([（(]\s*(?<bracketDigit>[0-9]{1,3})\s*[）)]\s*[、.．]?|(?<closedDigit>[0-9]{1,3})\s*[）)]|)"
                       R"((?<circled>[①-⑳])\s*[、.．]?)\s*)"),
        QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

} // namespace

int numberOf(const QString& digits) {
    static const QString words = QStringLiteral("零一二三四五六七八九");
    bool plain = false;
    if (const int value = digits.toInt(&plain); plain) return value >= 0 && value <= 999 ? value : 0;
    int total = 0;
    int digit = 0;
    for (const QChar c : digits) {
        const auto known = int(words.indexOf(c));
        if (known >= 0) {
            digit = known;
        } else if (c == u'十') {
            total += (digit == 0 ? 1 : digit) * 10;
            digit = 0;
        } else if (c == u'百') {
            total += digit * 100;
            digit = 0;
        } else if (c != u'〇') {
            return 0;
        }
    }
    return total + digit;
}

std::optional<ListNumber> listNumber(const QString& text) {
    static const std::pair<QString, int> kinds[] = {{QStringLiteral("word"), 1},
                                                    {QStringLiteral("bracketWord"), 2},
                                                    {QStringLiteral("digit"), 3},
                                                    {QStringLiteral("bracketDigit"), 4},
                                                    {QStringLiteral("closedDigit"), 4}};
    const auto match = numberExpression().match(text.left(longestNumber));
    if (!match.hasMatch()) return std::nullopt;
    for (const auto& [name, rank] : kinds)
        if (const auto digits = match.captured(name); !digits.isEmpty())
            return ListNumber{numberOf(digits), rank, match.capturedLength()};
    const auto circled = match.captured(QStringLiteral("circled"));
    return ListNumber{circled.front().unicode() - u'①' + 1, 5, match.capturedLength()};
}

QString withoutListNumber(const QString& text) {
    const auto number = listNumber(text);
    return (number ? text.sliced(number->length) : text).trimmed();
}

} // namespace jixiao
