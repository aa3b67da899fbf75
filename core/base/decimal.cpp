#include "core/base/decimal.h"

#include <algorithm>

namespace jixiao {

namespace {

// The widest intermediate result: 18 + 18 digits.
__extension__ using Wide = __int128;

Wide powerOfTen(int exponent) {
    Wide result = 1;
    for (int i = 0; i < exponent; ++i)
        result *= 10;
    return result;
}

constexpr qint64 limit = 999'999'999'999'999'999;

Error overflow() { return Error{ErrorCode::InvalidInput, QStringLiteral("number has too many digits")}; }

Wide divideHalfUp(Wide numerator, Wide denominator) {
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const bool negative = numerator < 0;
    const Wide magnitude = negative ? -numerator : numerator;
    const Wide quotient = (2 * magnitude + denominator) / (2 * denominator);
    return negative ? -quotient : quotient;
}

/// Drops places beyond maxScale, then checks the range.
Result<Decimal> make(Wide mantissa, int scale) {
    if (scale > Decimal::maxScale) {
        mantissa = divideHalfUp(mantissa, powerOfTen(scale - Decimal::maxScale));
        scale = Decimal::maxScale;
    }
    if (mantissa > limit || mantissa < -limit) return overflow();
    return Decimal::of(qint64(mantissa), scale);
}

int digitOf(QChar c) {
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9') return u - u'0';
    if (u >= u'０' && u <= u'９') return u - u'０';
    return -1;
}

} // namespace

Result<Decimal> Decimal::parse(QStringView text) {
    const Error bad{ErrorCode::InvalidInput, QStringLiteral("not a number")};
    text = text.trimmed();
    bool negative = false;
    if (!text.isEmpty() && (text[0] == u'-' || text[0] == u'－' || text[0] == u'+')) {
        negative = text[0] != u'+';
        text = text.mid(1);
    }
    qint64 mantissa = 0;
    int digits = 0;
    int scale = -1;
    int sinceComma = -1;
    bool significant = false;
    for (const QChar c : text) {
        const int digit = digitOf(c);
        if (digit >= 0) {
            ++digits;
            significant = significant || digit != 0;
            if (scale >= 0 && ++scale > maxScale) return overflow();
            if (sinceComma >= 0 && ++sinceComma > 3) return bad;
            if (significant && mantissa > (limit - digit) / 10) return overflow();
            mantissa = mantissa * 10 + digit;
        } else if ((c == u'.' || c == u'．') && scale < 0) {
            if (digits == 0 || (sinceComma >= 0 && sinceComma != 3)) return bad;
            scale = 0;
            sinceComma = -1;
        } else if ((c == u',' || c == u'，') && scale < 0 && digits > 0 && (digits <= 3 || sinceComma >= 0)) {
            if (sinceComma >= 0 && sinceComma != 3) return bad;
            sinceComma = 0;
        } else {
            return bad;
        }
    }
    if (digits == 0 || scale == 0 || (sinceComma >= 0 && sinceComma != 3)) return bad;
    return of(negative ? -mantissa : mantissa, std::max(scale, 0));
}

QString Decimal::toString() const {
    auto digits = QString::number(mantissa_ < 0 ? -mantissa_ : mantissa_);
    if (scale_ > 0) {
        digits = digits.rightJustified(scale_ + 1, u'0');
        digits.insert(digits.size() - scale_, u'.');
    }
    return mantissa_ < 0 ? u'-' + digits : digits;
}

Decimal Decimal::normalized() const {
    Decimal result = *this;
    while (result.scale_ > 0 && result.mantissa_ % 10 == 0) {
        result.mantissa_ /= 10;
        --result.scale_;
    }
    return result;
}

Result<Decimal> Decimal::plus(const Decimal& other) const {
    const int scale = std::max(scale_, other.scale_);
    return make(mantissa_ * powerOfTen(scale - scale_) + other.mantissa_ * powerOfTen(scale - other.scale_), scale);
}

Result<Decimal> Decimal::minus(const Decimal& other) const { return plus(of(-other.mantissa_, other.scale_)); }

Result<Decimal> Decimal::times(const Decimal& other) const {
    return make(Wide(mantissa_) * other.mantissa_, scale_ + other.scale_);
}

Result<Decimal> Decimal::dividedBy(const Decimal& other, int scale) const {
    if (other.isZero()) return Error{ErrorCode::InvalidInput, QStringLiteral("division by zero")};
    scale = std::clamp(scale, 0, maxScale);
    const int shift = scale - scale_ + other.scale_;
    const Wide numerator = Wide(mantissa_) * (shift > 0 ? powerOfTen(shift) : 1);
    const Wide denominator = Wide(other.mantissa_) * (shift < 0 ? powerOfTen(-shift) : 1);
    return make(divideHalfUp(numerator, denominator), scale);
}

Result<Decimal> Decimal::timesOver(const Decimal& factor, const Decimal& divisor, int scale) const {
    if (divisor.isZero()) return Error{ErrorCode::InvalidInput, QStringLiteral("division by zero")};
    scale = std::clamp(scale, 0, maxScale);
    const int shift = scale - scale_ - factor.scale_ + divisor.scale_;
    Wide numerator = Wide(mantissa_) * factor.mantissa_;
    if (__builtin_mul_overflow(numerator, powerOfTen(std::max(shift, 0)) * 4, &numerator)) return overflow();
    // The factor of 4 leaves room for the doubling in divideHalfUp.
    return make(divideHalfUp(numerator / 4, Wide(divisor.mantissa_) * powerOfTen(std::max(-shift, 0))), scale);
}

Decimal Decimal::rounded(int scale) const {
    scale = std::max(scale, 0);
    if (scale >= scale_) return *this;
    return of(qint64(divideHalfUp(mantissa_, powerOfTen(scale_ - scale))), scale);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    const int scale = std::max(a.scale_, b.scale_);
    const Wide left = a.mantissa_ * powerOfTen(scale - a.scale_);
    const Wide right = b.mantissa_ * powerOfTen(scale - b.scale_);
    return left < right ? std::strong_ordering::less
                        : (left > right ? std::strong_ordering::greater : std::strong_ordering::equal);
}

} // namespace jixiao
