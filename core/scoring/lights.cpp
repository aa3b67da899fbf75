#include "core/scoring/lights.h"

#include "core/scoring/measure.h"

#include <algorithm>
#include <array>

namespace jixiao::scoring {

namespace {

const Decimal year(12);

/// reached ÷ due against a percentage; nullopt when the numbers have too many digits.
std::optional<bool> isBelow(const Decimal& reached, const Decimal& due, const Decimal& percent) {
    const auto left = reached.normalized().times(Decimal(100));
    const auto right = due.normalized().times(percent.normalized());
    if (!left || !right) return std::nullopt;
    return *left < *right;
}

/// The light of reached ÷ due; blue only where more than due is worth a look.
Light lightOf(const Decimal& reached, const Decimal& due, bool blue, const ScoringRules& rules) {
    const auto red = isBelow(reached, due, rules.redBelow);
    const auto yellow = isBelow(reached, due, rules.yellowBelow);
    const auto green = isBelow(reached, due, rules.blueFrom);
    if (!red || !yellow || !green) return Light::None;
    if (*red) return Light::Red;
    if (*yellow) return Light::Yellow;
    return *green || !blue ? Light::Green : Light::Blue;
}

LightLine unknown(const QString& why) { return {Light::None, why}; }

LightLine cumulative(const Measures& m, int month, const ScoringRules& rules) {
    // a ÷ (t × month ÷ 12) with whole factors: 12a ÷ (t × month).
    const auto reached = m.actual.times(year);
    const auto due = m.target.times(Decimal(month));
    if (!reached || !due || due->isNegative() || due->isZero()) return unknown(QStringLiteral("没有可比的进度"));
    const auto percent = reached->timesOver(Decimal(100), *due, 2);
    if (!percent) return unknown(QStringLiteral("数值位数过多"));
    return {lightOf(*reached, *due, true, rules), QStringLiteral("%1÷(%2×%3÷12) = %4%")
                                                      .arg(written(m.actual), written(m.target))
                                                      .arg(month)
                                                      .arg(points(*percent))};
}

bool isInside(Comparator comparator, const Decimal& actual, const Decimal& target) {
    switch (comparator) {
    case Comparator::AtMost:
        return actual <= target;
    case Comparator::Below:
        return actual < target;
    case Comparator::Above:
        return actual > target;
    case Comparator::Equal:
        return actual == target;
    case Comparator::AtLeast:
    case Comparator::None:
        break;
    }
    return actual >= target;
}

LightLine level(const Indicator& indicator, const Measures& m) {
    const bool range = indicator.target.kind() == TargetValue::Kind::Range;
    const bool inside =
        range ? m.actual >= m.target && m.actual <= m.targetUpper : isInside(indicator.comparator, m.actual, m.target);
    const auto limit = range ? written(m.target) + u'-' + written(m.targetUpper, m.unit)
                             : comparatorSign(indicator.comparator) + written(m.target, m.unit);
    return {inside ? Light::Green : Light::Red,
            QStringLiteral("%1%2%3").arg(written(m.actual, m.unit),
                                         inside ? QStringLiteral("符合") : QStringLiteral("不符合"), limit)};
}

} // namespace

LightLine fundsLight(const Money& spent, const Money& budget, int month, const ScoringRules& rules) {
    if (month < 1 || month > 12 || budget.fen() <= 0 || spent.fen() < 0)
        return unknown(QStringLiteral("没有可比的预算进度"));
    const auto reached = Decimal(spent.fen()).times(year);
    const auto due = Decimal(budget.fen()).times(Decimal(month));
    if (!reached || !due) return unknown(QStringLiteral("数值位数过多"));
    const auto percent = reached->timesOver(Decimal(100), *due, 2);
    if (!percent) return unknown(QStringLiteral("数值位数过多"));
    return {lightOf(*reached, *due, false, rules),
            QStringLiteral("%1÷%2÷(%3÷12) = %4%")
                .arg(spent.toString(MoneyUnit::WanYuan), budget.toString(MoneyUnit::WanYuan))
                .arg(month)
                .arg(points(*percent))};
}

LightLine indicatorLight(const Indicator& indicator, const QString& actual, int month, const ScoringRules& rules) {
    if (actual.trimmed().isEmpty() || month < 1 || month > 12) return unknown(QStringLiteral("未填完成值"));
    const auto& target = indicator.target;
    if (target.kind() == TargetValue::Kind::Qualitative) {
        const auto* kind = rules.classOf(actual, target.raw());
        return kind ? LightLine{kind->light, kind->word} : unknown(QStringLiteral("定性指标没有选定完成情况"));
    }
    const auto value = TargetValue::parse(actual);
    if (target.kind() == TargetValue::Kind::Date && value.kind() == TargetValue::Kind::Date) {
        const bool inside =
            isInside(indicator.comparator, Decimal(value.date().toJulianDay()), Decimal(target.date().toJulianDay()));
        return {inside ? Light::Green : Light::Red, value.normalized() +
                                                        (inside ? QStringLiteral("未超过") : QStringLiteral("超过")) +
                                                        target.normalized()};
    }
    const bool number = target.kind() == TargetValue::Kind::Number || target.kind() == TargetValue::Kind::Range;
    const bool written =
        value.kind() == TargetValue::Kind::Number && (value.isAssumed() || value.comparator() == Comparator::Equal);
    if (!number || !written) return unknown(QStringLiteral("完成值和指标值不能比较，由人判定"));
    const auto m = inOneUnit({value.value(), value.unit()}, {target.value(), indicator.unit}, target.upper());
    if (!m) return unknown(QStringLiteral("完成值和指标值的单位不能比较，由人判定"));
    return indicator.isCumulative ? cumulative(*m, month, rules) : level(indicator, *m);
}

Light worstOf(const QList<Light>& lights) {
    for (const auto light : {Light::Red, Light::Yellow, Light::Green, Light::Blue})
        if (lights.contains(light)) return light;
    return Light::None;
}

QString lightName(Light light) {
    switch (light) {
    case Light::Green:
        return QStringLiteral("green");
    case Light::Yellow:
        return QStringLiteral("yellow");
    case Light::Red:
        return QStringLiteral("red");
    case Light::Blue:
        return QStringLiteral("blue");
    case Light::None:
        break;
    }
    return {};
}

} // namespace jixiao::scoring
