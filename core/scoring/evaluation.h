#pragma once

#include "core/scoring/indicator_score.h"
#include "core/scoring/lights.h"

#include <QList>

namespace jixiao::scoring {

/// Money of a project at the end of the year.
struct Funds {
    std::optional<Money> budget;   ///< in force, A
    std::optional<Money> executed; ///< B
    QString reason;                ///< for a low rate
};

/// Execution rate: min(B÷A, 1) × weight. A = B = 0: not applicable. B > A or negative amounts: Undecided, an error of
/// the figures. The rate in percent (two places) stands in `rate` when there is one.
struct ExecutionScore {
    Score score;
    std::optional<Decimal> rate;
};
ExecutionScore scoreExecution(const Funds& funds, const Profile& profile);

struct IndicatorResult {
    Score score;
    QString weightArithmetic;
};

/// Indicators scored far better than the money was spent: red; much of it unspent: yellow.
LightLine crossCheck(const Decimal& indicatorScore, const Decimal& indicatorPoints, const Decimal& executionScore,
                     const Decimal& executionPoints, const ScoringRules& rules);

struct Project {
    QList<Indicator> indicators;
    QList<Outcome> outcomes; ///< one per indicator; a missing one is blank
    Funds funds;
    QDate start; ///< for deadlines; invalid = 1 January
};

/// The self-evaluation of one project.
struct SelfEvaluation {
    QString profile;      ///< used in the end
    QString rulesVersion; ///< of the parameters
    ExecutionScore execution;
    QList<IndicatorResult> indicators;
    Decimal total;           ///< Σ of the scores there are
    Decimal maximum;         ///< Σ of the weights that count
    bool isComplete = false; ///< everything scored and 100 points to reach; else there is no grade
    QString grade;
    LightLine check; ///< crossCheck, once complete
    QStringList notes;

    /// "9.85+12.24+… = 99.27".
    QString totalArithmetic() const;
};

/// Pure; any thread.
SelfEvaluation evaluate(const Project& project, const Profile& profile, const ScoringRules& rules);

/// 优良中差 of a total; "" when the rules have no grade for it.
QString gradeOf(const Decimal& total, const ScoringRules& rules);

} // namespace jixiao::scoring
