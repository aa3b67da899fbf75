#pragma once

#include "core/domain/money.h"
#include "core/scoring/indicator_score.h"

#include <QList>

namespace jixiao::scoring {

/// A light and the line that explains it. None: nothing reported yet, or no rule fits.
struct LightLine {
    Light light = Light::None;
    QString arithmetic;
};

/// Spent against the time gone: spent ÷ budget ÷ (month ÷ 12), `month` 1–12.
LightLine fundsLight(const Money& spent, const Money& budget, int month, const ScoringRules& rules);

/// The actual value up to the end of `month` (1–12): a cumulative indicator against its share of the year; any other
/// inside or outside its target; a qualitative one by its class.
LightLine indicatorLight(const Indicator& indicator, const QString& actual, int month, const ScoringRules& rules);

/// The worst of them: red, yellow, green, blue; None only when there is no other.
Light worstOf(const QList<Light>& lights);

/// "green", "yellow", "red", "blue", "".
QString lightName(Light light);

} // namespace jixiao::scoring
