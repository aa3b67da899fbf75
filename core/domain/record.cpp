#include "core/domain/record.h"

#include <algorithm>

// Row keys are decimals of base 62 with a variable-length whole part, so that appending and prepending cost a digit
// per order of magnitude, and only repeated insertion at one place grows the fraction. The first character tells
// sign and length of the whole part: 'a' + 1 digit … 'z' + 26 digits upwards, 'Z' + 1 … 'A' + 26 downwards.

namespace jixiao {

namespace {

constexpr int base = 62;

QChar digitAt(int value) {
    if (value < 10) return QChar(u'0' + value);
    if (value < 36) return QChar(u'A' + value - 10);
    return QChar(u'a' + value - 36);
}

int valueOf(QChar c) {
    if (c >= u'0' && c <= u'9') return c.unicode() - u'0';
    if (c >= u'A' && c <= u'Z') return c.unicode() - u'A' + 10;
    if (c >= u'a' && c <= u'z') return c.unicode() - u'a' + 36;
    return -1;
}

/// Length of the whole part; 0 when the key does not begin with one.
int wholeLength(QStringView key) {
    if (key.isEmpty()) return 0;
    if (key[0] >= u'a' && key[0] <= u'z') return key[0].unicode() - u'a' + 2;
    if (key[0] >= u'A' && key[0] <= u'Z') return u'Z' - key[0].unicode() + 2;
    return 0;
}

/// Nothing sorts before it, so it is never a key by itself.
const QString& smallestWhole() {
    static const QString whole = u'A' + QString(26, u'0');
    return whole;
}

bool isRowKey(QStringView key) {
    const int length = wholeLength(key);
    if (length == 0 || key.size() < length || key == smallestWhole()) return false;
    if (key.size() > length && key.back() == u'0') return false;
    return std::all_of(key.begin(), key.end(), [](QChar c) { return valueOf(c) >= 0; });
}

/// A fraction strictly between two; an empty `high` stands for one.
QString fractionBetween(QStringView low, QStringView high) {
    QString result;
    for (;;) {
        const int from = low.isEmpty() ? 0 : valueOf(low[0]);
        const int to = high.isEmpty() ? base : valueOf(high[0]);
        if (to - from > 1) return result + digitAt((from + to) / 2);
        if (to - from == 1) {
            if (high.size() > 1) return result + high[0];
            high = {};
        } else {
            high = high.mid(1);
        }
        result += digitAt(from);
        low = low.mid(low.isEmpty() ? 0 : 1);
    }
}

/// The next whole number; empty after the largest.
QString wholeAfter(QString whole) {
    for (auto i = whole.size() - 1; i > 0; --i) {
        const int value = valueOf(whole[i]);
        if (value + 1 < base) {
            whole[i] = digitAt(value + 1);
            return whole;
        }
        whole[i] = u'0';
    }
    const char16_t head = whole[0].unicode();
    if (head == u'z') return {};
    if (head == u'Z') return QStringLiteral("a0");
    whole[0] = QChar(head + 1);
    if (head > u'Z') return whole + u'0';
    return whole.chopped(1);
}

/// The whole number before a larger one than smallestWhole().
QString wholeBefore(QString whole) {
    for (auto i = whole.size() - 1; i > 0; --i) {
        const int value = valueOf(whole[i]);
        if (value > 0) {
            whole[i] = digitAt(value - 1);
            return whole;
        }
        whole[i] = u'z';
    }
    const char16_t head = whole[0].unicode();
    if (head == u'a') return QStringLiteral("Zz");
    whole[0] = QChar(head - 1);
    if (head < u'a') return whole + u'z';
    return whole.chopped(1);
}

QString keyAfter(const QString& before) {
    const auto whole = before.left(wholeLength(before));
    const auto next = wholeAfter(whole);
    return next.isEmpty() ? whole + fractionBetween(QStringView(before).mid(whole.size()), {}) : next;
}

QString keyBefore(const QString& after) {
    const auto whole = after.left(wholeLength(after));
    if (whole == smallestWhole()) return whole + fractionBetween({}, QStringView(after).mid(whole.size()));
    if (whole < after) return whole;
    const auto previous = wholeBefore(whole);
    return previous == smallestWhole() ? previous + fractionBetween({}, {}) : previous;
}

} // namespace

QString rowKeyBetween(const QString& before, const QString& after) {
    const bool fromStart = !isRowKey(before);
    const bool toEnd = !isRowKey(after) || (!fromStart && before >= after);
    if (fromStart && toEnd) return QStringLiteral("a0");
    if (toEnd) return keyAfter(before);
    if (fromStart) return keyBefore(after);
    const auto whole = before.left(wholeLength(before));
    if (after.startsWith(whole))
        return whole + fractionBetween(QStringView(before).mid(whole.size()), QStringView(after).mid(whole.size()));
    const auto next = wholeAfter(whole);
    return next < after ? next : whole + fractionBetween(QStringView(before).mid(whole.size()), {});
}

} // namespace jixiao
