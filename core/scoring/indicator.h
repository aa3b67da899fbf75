#pragma once

#include "core/domain/target_value.h"
#include "core/scoring/scoring_rules.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace jixiao::scoring {

/// An indicator as far as its score depends on it.
struct Indicator {
    QString level1; ///< as written
    QString level2;
    QString name;
    TargetValue target;
    Comparator comparator = Comparator::None; ///< of the target, written or assumed
    QString unit; ///< of target and actual value; may stand in the name: 受教育人数（人）
    bool isSatisfaction = false;
    bool isCumulative = false;     ///< grows over the year in proportion to the time, for the lights
    QString weightText;            ///< as written; "" when the form has none
    std::optional<Decimal> weight; ///< 0–100, at most two places

    /// From the cells of a form's row: level1, level2, name, target, and where the form has them comparator,
    /// unitOfMeasure and weight. Comparator and unit may stand in columns of their own or in the target itself.
    static Indicator fromCells(const QMap<QString, QString>& cells, const ScoringRules& rules);
    /// One per row of a table; a level left blank is that of the row above.
    static QList<Indicator> fromRows(const QList<QMap<QString, QString>>& rows, const ScoringRules& rules);
};

/// What became of an indicator, as a person reported it. All texts may be blank.
struct Outcome {
    QString actual;        ///< in the value language, or the class of a qualitative result
    QString notApplicable; ///< why the indicator did not apply; its weight goes to its siblings
    QString reason;        ///< why it deviates from the target
    QString evidence;      ///< what proves it
    QString score;         ///< points given by a person, where no formula applies
    QString sampleSize;    ///< of a satisfaction survey
    QString surveyDate;
    bool targetTooLow = false; ///< confirmed: the target was set too low, over-achievement costs points
};

} // namespace jixiao::scoring
