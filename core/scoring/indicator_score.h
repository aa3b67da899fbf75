#pragma once

#include "core/scoring/indicator.h"

#include <QDate>
#include <QStringList>

namespace jixiao::scoring {

enum class State {
    Scored,
    Unfilled,      ///< no actual value yet: no score, may not be submitted
    NotApplicable, ///< with a reason; the weight went to its siblings
    Undecided,     ///< no formula fits: a person decides
};

/// A score and how it was worked out.
struct Score {
    State state = State::Unfilled;
    std::optional<Decimal> weight; ///< full points
    std::optional<Decimal> score;  ///< 0–weight, two places; set when Scored
    QString arithmetic;            ///< one line a person can check by hand, or why there is no score
    QStringList needs;             ///< what is missing before it may be submitted
    QStringList notes;

    bool isSettled() const { return state == State::Scored || state == State::NotApplicable; }
};

struct ScoringContext {
    const ScoringRules& rules;
    SatisfactionRule satisfaction = SatisfactionRule::Ratio;
    QDate projectStart = {}; ///< for deadlines; invalid = 1 January of the deadline's year
};

/// The score of one indicator (DOMAIN §4.1–4.3) for its full points `weight` (0–100, at most two places). Pure.
Score scoreIndicator(const Indicator& indicator, const Outcome& outcome, const Decimal& weight,
                     const ScoringContext& context);

} // namespace jixiao::scoring
