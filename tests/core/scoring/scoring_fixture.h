#pragma once

#include "core/scoring/evaluation.h"
#include "core/scoring/measure.h"

#include <QMap>
#include <QString>

namespace jixiao::scoring {

inline const ScoringRules& rules() { return ScoringRules::builtIn(); }

inline Decimal number(const QString& text) {
    const auto value = Decimal::parse(text);
    if (!value) qFatal("not a number: %s", qPrintable(text));
    return *value;
}

inline Indicator indicator(const QString& level1, const QString& level2, const QString& name, const QString& target,
                           const QString& weight = {}) {
    return Indicator::fromCells({{QStringLiteral("level1"), level1},
                                 {QStringLiteral("level2"), level2},
                                 {QStringLiteral("name"), name},
                                 {QStringLiteral("target"), target},
                                 {QStringLiteral("weight"), weight}},
                                rules());
}

inline Outcome reached(const QString& actual) {
    Outcome outcome;
    outcome.actual = actual;
    return outcome;
}

inline Score scoreOf(const Indicator& indicator, const Outcome& outcome, const QString& weight,
                     SatisfactionRule satisfaction = SatisfactionRule::Ratio, const QDate& start = {}) {
    return scoreIndicator(indicator, outcome, number(weight), {rules(), satisfaction, start});
}

/// "12.24", or "" when there is no score.
inline QString textOf(const std::optional<Decimal>& score) { return score ? points(*score) : QString(); }

} // namespace jixiao::scoring
