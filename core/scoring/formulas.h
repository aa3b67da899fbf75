#pragma once

#include "core/scoring/indicator_score.h"
#include "core/scoring/measure.h"

namespace jixiao::scoring {

/// Points by one formula. No score: the line says why a person has to decide.
struct Points {
    std::optional<Decimal> score;
    QString arithmetic;
    bool overAchieved = false; ///< so far above the target that it needs a reason
};

/// a ≥ t: full points; else a÷t of them. Far above it: full points, or fewer when the target is confirmed too low.
Points atLeast(const Measures& m, const Decimal& weight, const ScoringRules& rules, bool targetTooLow);
/// a ≤ t: full points; at 2t none; in between in proportion.
Points atMost(const Measures& m, const Decimal& weight);
/// Like atLeast, but a target of 0 is reached only by 0 or less.
Points equalTo(const Measures& m, const Decimal& weight, const ScoringRules& rules, bool targetTooLow);
/// Inside: full points; below as atLeast the lower end, above as atMost the upper end.
Points within(const Measures& m, const Decimal& weight, const ScoringRules& rules);
/// On time: full points; late: less by the share of the planned days, from `start`.
Points byDate(const QDate& actual, const QDate& deadline, const QDate& start, const Decimal& weight);
/// By bands of the satisfaction reached.
Points byBands(const Decimal& percent, const Decimal& weight, const ScoringRules& rules);
/// In the band of its class: `given` by a person, else the proposal.
Points byClass(const QualitativeClass& kind, const std::optional<Decimal>& given, const Decimal& weight, bool top);

} // namespace jixiao::scoring
