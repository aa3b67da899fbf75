#pragma once

#include "core/review/indicator.h"

#include <QList>

#include <optional>

namespace jixiao::review {

/// Target and what was reached, in one unit.
struct Reached {
    Decimal target;
    Decimal actual;
};

/// Nothing when one of them is no number, or their units cannot be brought together.
std::optional<Reached> reached(const Indicator& indicator);

enum class Light { Unknown, Green, Yellow, Red };

/// How an indicator stands after so many months (DOMAIN §4.6): counts in proportion to the year, levels and ceilings by
/// themselves. `classes` maps the words of a qualitative result to "green", "yellow", "red".
Light lightOf(const Indicator& indicator, int month, const QHash<QString, QString>& classes);

/// The scores the rules of §4.1 and §4.3 give for a weight: more than one where they leave a choice. Empty when they
/// give none (words, dates that were missed, units that do not fit).
QList<Decimal> scoresOf(const Indicator& indicator, const Decimal& weight);

/// a / b in percent to six places; nothing when b is not above zero.
std::optional<Decimal> percentOf(const Decimal& a, const Decimal& b);

Decimal distance(const Decimal& a, const Decimal& b);

} // namespace jixiao::review
