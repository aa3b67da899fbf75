#include "core/documents/office/number_words.h"

#include <array>
#include <utility>

namespace jixiao {

namespace {

/// 1–9999 in Chinese: 十一, 一百零二.
QString chinese(int number) {
    static const QString digits = QStringLiteral("零一二三四五六七八九");
    static const QString units = QStringLiteral(" 十百千");
    QString word;
    bool gap = false;
    int power = 1000;
    for (int place = 3; place >= 0; --place, power /= 10) {
        const int digit = number / power % 10;
        if (digit == 0) {
            gap = !word.isEmpty();
            continue;
        }
        if (gap) word += u'零';
        gap = false;
        if (!(place == 1 && digit == 1 && word.isEmpty())) word += digits.at(digit);
        if (place > 0) word += units.at(place);
    }
    return word;
}

QString roman(int number) {
    static constexpr std::array<std::pair<int, const char*>, 13> parts{{{1000, "M"},
                                                                        {900, "CM"},
                                                                        {500, "D"},
                                                                        {400, "CD"},
                                                                        {100, "C"},
                                                                        {90, "XC"},
                                                                        {50, "L"},
                                                                        {40, "XL"},
                                                                        {10, "X"},
                                                                        {9, "IX"},
                                                                        {5, "V"},
                                                                        {4, "IV"},
                                                                        {1, "I"}}};
    QString word;
    for (const auto& [value, letters] : parts)
        for (; number >= value; number -= value)
            word += QLatin1String(letters);
    return word;
}

/// a–z, then aa, bb, as word processors do.
QString letters(int number, char16_t first) {
    return QString((number - 1) / 26 + 1, QChar(char16_t(first + (number - 1) % 26)));
}

QString oneOf(int number, char16_t first, int count) {
    return number <= count ? QString(QChar(char16_t(first + number - 1))) : QString::number(number);
}

QString fullWidth(int number) {
    QString word = QString::number(number);
    for (QChar& digit : word)
        digit = QChar(char16_t(digit.unicode() - u'0' + u'０'));
    return word;
}

} // namespace

QString numberWord(int number, const QString& format) {
    static const QString stems = QStringLiteral("甲乙丙丁戊己庚辛壬癸");
    const QString digits = QString::number(number);
    if (number < 1 || number > 9999) return digits;
    if (format.startsWith(u"chineseCounting") || format.startsWith(u"japaneseCounting") ||
        format.startsWith(u"taiwaneseCounting"))
        return chinese(number);
    if (format == u"decimalZero") return number < 10 ? u'0' + digits : digits;
    if (format == u"decimalFullWidth") return fullWidth(number);
    if (format.startsWith(u"decimalEnclosedCircle")) return oneOf(number, u'①', 20);
    if (format == u"decimalEnclosedParen") return oneOf(number, u'⑴', 20);
    if (format == u"decimalEnclosedFullstop") return oneOf(number, u'⒈', 20);
    if (format == u"ideographTraditional") return number <= stems.size() ? QString(stems.at(number - 1)) : digits;
    if (format == u"upperLetter") return letters(number, u'A');
    if (format == u"lowerLetter") return letters(number, u'a');
    if (format == u"upperRoman") return roman(number);
    if (format == u"lowerRoman") return roman(number).toLower();
    return digits;
}

} // namespace jixiao
