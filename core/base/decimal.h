#pragma once

#include "core/base/result.h"

#include <QString>

#include <compare>

namespace jixiao {

/// An exact decimal number: mantissa × 10^-scale, at most 18 significant digits, scale 0–9. A form's numbers live
/// here (or in Money) from keyboard to disk, never in a double. Arithmetic that would overflow fails instead.
class Decimal {
public:
    static constexpr int maxScale = 9;

    constexpr Decimal() = default;
    constexpr explicit Decimal(qint64 whole) : mantissa_(whole) {}
    /// mantissa × 10^-scale.
    static constexpr Decimal of(qint64 mantissa, int scale) {
        Decimal d;
        d.mantissa_ = mantissa;
        d.scale_ = qint8(scale);
        return d;
    }

    /// Digits with optional sign, one point and group commas ("1,234.50", full-width digits too). Errors:
    /// InvalidInput for anything else or more than 18 digits.
    static Result<Decimal> parse(QStringView text);

    /// Shortest form that keeps the scale it was written with: 25 → "25", 25.00 → "25.00".
    QString toString() const;
    /// Without trailing zeros.
    Decimal normalized() const;

    qint64 mantissa() const { return mantissa_; }
    int scale() const { return scale_; }
    bool isZero() const { return mantissa_ == 0; }
    bool isNegative() const { return mantissa_ < 0; }

    Result<Decimal> plus(const Decimal& other) const;
    Result<Decimal> minus(const Decimal& other) const;
    Result<Decimal> times(const Decimal& other) const;
    /// Quotient rounded half up to `scale` places. Error InvalidInput when dividing by zero.
    Result<Decimal> dividedBy(const Decimal& other, int scale) const;
    /// this × factor ÷ divisor, exact up to the one rounding at the end (half up, to `scale` places). Error
    /// InvalidInput when dividing by zero.
    Result<Decimal> timesOver(const Decimal& factor, const Decimal& divisor, int scale) const;
    /// Rounded half up (away from zero) to `scale` places.
    Decimal rounded(int scale) const;

    /// Compares values: 1.0 == 1.00.
    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
    friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

private:
    qint64 mantissa_ = 0;
    qint8 scale_ = 0;
};

} // namespace jixiao
