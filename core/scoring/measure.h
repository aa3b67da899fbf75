#pragma once

#include "core/base/decimal.h"

#include <QString>

#include <optional>

namespace jixiao::scoring {

/// An actual and a target value in the same unit. Only whole-number factors are applied, so nothing is rounded.
struct Measures {
    Decimal actual;
    Decimal target;
    Decimal targetUpper; ///< of a range
    QString unit;
    bool converted = false; ///< one of them was written in another unit
};

struct Quantity {
    Decimal value;
    QString unit; ///< "" when none was written
};

/// Brings both to one unit: %, ‰ and 比例 (never mixed up), 元 and 万元, hours and days, and whatever differs by
/// 百 千 万 百万 亿 in front. A side without a unit takes the other's. nullopt when the units do not go together, or
/// when it cannot be told whether a bare number up to 1 is a ratio or a percentage.
std::optional<Measures> inOneUnit(const Quantity& actual, const Quantity& target, const Decimal& targetUpper = {});

/// "95%", "12天", "50".
QString written(const Decimal& value, const QString& unit = {});
/// A score, always with two places: "12.50".
QString points(const Decimal& score);

} // namespace jixiao::scoring
