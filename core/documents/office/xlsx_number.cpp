#include "core/documents/office/xlsx_number.h"

#include <QByteArray>
#include <QDate>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int shownDigits = 15;
constexpr int longestStored = 400;
constexpr int largestExponent = 400;
constexpr int plainExponent = 21; ///< whole digits written out; beyond, scientific
constexpr qint64 secondsOfDay = 86'400;
constexpr qint64 lastDay = 2'958'465; ///< 9999-12-31

/// 0.d₁d₂d₃… × 10^exponent, without zeros at either end of the digits; no digits is zero.
struct Digits {
    bool negative = false;
    QByteArray digits;
    int exponent = 0;
};

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

void trimZeros(Digits& number) {
    qsizetype leading = 0;
    while (leading < number.digits.size() && number.digits.at(leading) == '0')
        ++leading;
    number.digits.remove(0, leading);
    number.exponent -= int(leading);
    while (number.digits.endsWith('0'))
        number.digits.chop(1);
    if (number.digits.isEmpty()) number = Digits{};
}

/// Half up on the decimal digits.
void roundTo(Digits& number, int count) {
    if (number.digits.size() <= count) return;
    const bool up = number.digits.at(count) >= '5';
    number.digits.truncate(count);
    if (up) {
        qsizetype i = count - 1;
        for (; i >= 0 && number.digits.at(i) == '9'; --i)
            number.digits[i] = '0';
        if (i >= 0) {
            number.digits[i] = char(number.digits.at(i) + 1);
        } else {
            number.digits.prepend('1');
            ++number.exponent;
        }
    }
    trimZeros(number);
}

std::optional<Digits> parse(QStringView text) {
    if (text.isEmpty() || text.size() > longestStored) return std::nullopt;
    Digits number;
    qsizetype i = 0;
    if (text.at(0) == u'-' || text.at(0) == u'+') number.negative = text.at(i++) == u'-';
    const auto wholeFrom = i;
    for (; i < text.size() && isDigit(text.at(i)); ++i)
        number.digits += char(text.at(i).unicode());
    number.exponent = int(i - wholeFrom);
    if (i < text.size() && text.at(i) == u'.')
        for (++i; i < text.size() && isDigit(text.at(i)); ++i)
            number.digits += char(text.at(i).unicode());
    if (number.digits.isEmpty()) return std::nullopt;
    if (i < text.size() && (text.at(i) == u'E' || text.at(i) == u'e')) {
        bool ok = false;
        const auto exponent = text.sliced(i + 1);
        if (exponent.size() > 5 || !std::all_of(exponent.cbegin(), exponent.cend(),
                                                [](QChar c) { return isDigit(c) || c == u'-' || c == u'+'; }))
            return std::nullopt;
        number.exponent += exponent.toInt(&ok);
        if (!ok || std::abs(number.exponent) > largestExponent) return std::nullopt;
        i = text.size();
    }
    if (i != text.size()) return std::nullopt;
    trimZeros(number);
    return number;
}

QString printed(const Digits& number) {
    if (number.digits.isEmpty()) return QStringLiteral("0");
    QByteArray text = number.negative ? "-" : "";
    const auto size = int(number.digits.size());
    if (number.exponent > plainExponent || number.exponent < -plainExponent) {
        text += number.digits.left(1);
        if (size > 1) text += '.' + number.digits.mid(1);
        text += 'E' + QByteArray::number(number.exponent - 1);
    } else if (number.exponent <= 0) {
        text += "0." + QByteArray(-number.exponent, '0') + number.digits;
    } else if (number.exponent >= size) {
        text += number.digits + QByteArray(number.exponent - size, '0');
    } else {
        text += number.digits.left(number.exponent) + '.' + number.digits.mid(number.exponent);
    }
    return QString::fromLatin1(text);
}

/// The day and the second of the day; without value for what is no day number.
std::optional<std::pair<qint64, qint64>> daysAndSeconds(QStringView stored) {
    auto number = parse(stored);
    if (!number || number->negative || number->exponent > 8) return std::nullopt;
    roundTo(*number, shownDigits);
    const int exponent = number->exponent;
    const QByteArray digits =
        number->digits + QByteArray(std::max<qsizetype>(0, exponent - number->digits.size()), '0');
    qint64 day = exponent > 0 ? digits.left(exponent).toLongLong() : 0;
    constexpr int places = 12;
    constexpr qint64 whole = 1'000'000'000'000; // 10^places
    const QByteArray fraction =
        (QByteArray(std::max(0, std::min(-exponent, places)), '0') + digits.mid(std::max(0, exponent)))
            .leftJustified(places, '0', true);
    qint64 second = (fraction.toLongLong() * secondsOfDay + whole / 2) / whole;
    if (second == secondsOfDay) {
        ++day;
        second = 0;
    }
    return std::pair{day, second};
}

QString clock(qint64 second, bool duration) {
    const auto two = [](qint64 part) { return QStringLiteral("%1").arg(part, 2, 10, QLatin1Char('0')); };
    const qint64 hours = second / 3600;
    QString text = (duration ? QString::number(hours) : two(hours)) + u':' + two(second / 60 % 60);
    if (second % 60 != 0) text += u':' + two(second % 60);
    return text;
}

/// Year, month, day of a day number; the leap day of 1900, which was none, included.
QString dayText(qint64 day, const NumberStyle& style, bool since1904) {
    int year = 1900;
    int month = 2;
    int dayOfMonth = 29;
    if (since1904 || day != 60) {
        const QDate start = since1904 ? QDate(1904, 1, 1) : QDate(1899, 12, day < 60 ? 31 : 30);
        const QDate date = start.addDays(day);
        year = date.year();
        month = date.month();
        dayOfMonth = date.day();
    }
    const bool withDay = style.hasDay || dayOfMonth != 1;
    if (style.inChinese) {
        const QString text = QStringLiteral("%1年%2月").arg(year).arg(month);
        return withDay ? text + QStringLiteral("%1日").arg(dayOfMonth) : text;
    }
    const auto padded = [](int part, int width) { return QStringLiteral("%1").arg(part, width, 10, QLatin1Char('0')); };
    const QString text = padded(year, 4) + u'-' + padded(month, 2);
    return withDay ? text + u'-' + padded(dayOfMonth, 2) : text;
}

/// Rounds to so many digits after the point; true when digits other than zero were lost.
bool roundToPlaces(Digits& number, int places) {
    const auto kept = number.exponent + places;
    if (number.digits.size() <= kept) return false;
    if (kept > 0) {
        roundTo(number, kept);
    } else if (kept == 0 && number.digits.at(0) >= '5') {
        number.digits = "1";
        ++number.exponent;
    } else {
        number = Digits{};
    }
    return true;
}

/// A comma before every three digits of the whole part, counted from its end.
QString grouped(QString text) {
    const auto point = text.indexOf(u'.');
    const qsizetype first = text.startsWith(u'-') ? 1 : 0;
    for (auto at = (point < 0 ? text.size() : point) - 3; at > first; at -= 3)
        text.insert(at, u',');
    return text;
}

} // namespace

std::optional<ShownNumber> shownNumber(QStringView stored, const NumberStyle& style) {
    auto number = parse(stored);
    if (!number || style.decimals < 0) return std::nullopt;
    roundTo(*number, shownDigits);
    const bool percent = style.kind == NumberStyle::Kind::Percent;
    if (percent && !number->digits.isEmpty()) number->exponent += 2;
    if (number->exponent > plainExponent) return std::nullopt;
    ShownNumber shown;
    shown.rounded = roundToPlaces(*number, style.decimals);
    shown.text = printed(*number);
    const auto point = shown.text.indexOf(u'.');
    const auto there = point < 0 ? 0 : shown.text.size() - point - 1;
    if (point < 0 && style.decimals > 0) shown.text += u'.';
    shown.text += QString(style.decimals - there, u'0');
    if (style.grouped) shown.text = grouped(shown.text);
    if (percent) shown.text += u'%';
    return shown;
}

std::optional<QString> plainNumber(QStringView stored) {
    auto number = parse(stored);
    if (!number) return std::nullopt;
    roundTo(*number, shownDigits);
    return printed(*number);
}

std::optional<QString> percentNumber(QStringView stored) {
    auto number = parse(stored);
    if (!number) return std::nullopt;
    roundTo(*number, shownDigits);
    if (!number->digits.isEmpty()) number->exponent += 2;
    return printed(*number) + u'%';
}

std::optional<QString> dateNumber(QStringView stored, const NumberStyle& style, bool since1904) {
    const auto moment = daysAndSeconds(stored);
    if (!moment || moment->first > lastDay) return std::nullopt;
    const auto [day, second] = *moment;
    if (style.isDuration) return clock(day * secondsOfDay + second, true);
    if (!style.hasDate) return clock(second, false);
    if (day == 0 && !since1904) return std::nullopt;
    const QString date = dayText(day, style, since1904);
    return second > 0 ? date + u' ' + clock(second, false) : date;
}

} // namespace jixiao
