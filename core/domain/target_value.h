#pragma once

#include "core/base/decimal.h"
#include "core/domain/money.h"

#include <QDate>
#include <QString>

#include <optional>

namespace jixiao {

enum class Comparator { None, AtLeast, Above, AtMost, Below, Equal };

/// "≥", ">", "≤", "<", "=" or "".
QString comparatorSign(Comparator comparator);

/// What a comparator-less number means depends on the kind of its indicator (DOMAIN §2.9).
enum class ComparatorDefault { AtLeast, AtMost };

/// The value language of target, grade and outcome cells (DOMAIN §2.9). Parsing never fails and never repairs: what
/// cannot be read as a value is Qualitative, and `raw` always holds the cell verbatim.
class TargetValue {
public:
    enum class Kind {
        Blank,       ///< nothing but white space
        Masked,      ///< "**"
        Qualitative, ///< words
        Number,      ///< [comparator] number [unit]
        Range,       ///< number - number [unit]
        Date,        ///< a date, optionally "之前"
        Ratio,       ///< number : number
        Unreadable,  ///< holds a number but not one comparator + number + unit (rule P70)
    };

    TargetValue() = default;
    /// Any text at all; at most 10,000 characters are looked at.
    static TargetValue parse(const QString& raw, ComparatorDefault assumed = ComparatorDefault::AtLeast);

    const QString& raw() const { return raw_; }
    Kind kind() const { return kind_; }
    /// As written, or the default when none was written (then isAssumed()).
    Comparator comparator() const { return comparator_; }
    /// The comparator was not written but assumed from the indicator's kind.
    bool isAssumed() const { return assumed_; }
    /// Number, lower end of a Range, left side of a Ratio. As written, before any conversion of units.
    Decimal value() const { return value_; }
    Decimal upper() const { return upper_; }
    QDate date() const { return date_; }
    /// Canonical unit: "%" for ％/百分比, otherwise as written ("" when none).
    const QString& unit() const { return unit_; }

    bool isNumeric() const { return kind_ == Kind::Number || kind_ == Kind::Range || kind_ == Kind::Ratio; }
    bool isShare() const; ///< unit is %, ‰ or 比例
    /// The amount, when the unit is 元 or 万元 (also 亿元, 千元).
    std::optional<Money> money() const;
    /// As a plain ratio: 95% → 0.95, 2‰ → 0.002, 0.97比例 → 0.97.
    std::optional<Decimal> ratio() const;

    /// The canonical spelling ("≥25%", "2025-08-31"), for display beside the raw text; raw for Qualitative.
    QString normalized() const;
    /// "blank", "masked", "qualitative", "number", "range", "date", "ratio", "unreadable": the interchange name.
    QString kindName() const;

private:
    QString raw_;
    Kind kind_ = Kind::Blank;
    Comparator comparator_ = Comparator::None;
    bool assumed_ = false;
    Decimal value_;
    Decimal upper_;
    QDate date_;
    QString unit_;
};

} // namespace jixiao
