#pragma once

#include "core/scoring/indicator.h"

#include <QList>

namespace jixiao::scoring {

/// Full points of one indicator and where they come from.
struct WeightShare {
    std::optional<Decimal> weight; ///< none when nothing says how much it counts
    QString arithmetic;            ///< "50÷4 = 12.50"
};

struct Weights {
    QList<WeightShare> shares;        ///< one per indicator
    QStringList notes;                ///< what does not add up
    const Profile* profile = nullptr; ///< the profile used: the one asked for, or the one it refers to
};

/// `count` equal parts of two places that sum to the total; the last one takes the rounding.
QList<Decimal> equalSplit(const Decimal& total, int count);

/// Weights as written in the form, else by the profile: its points of a level in equal parts. Weights of indicators
/// that did not apply (`applies` false) go in equal parts to the others of the same second level, or, when there is
/// none, of the same first level. Where no indicator names a level, all of them share the points of all levels.
/// `profile` outlives the result.
Weights assignWeights(const QList<Indicator>& indicators, const QList<bool>& applies, const Profile& profile,
                      const ScoringRules& rules);

} // namespace jixiao::scoring
