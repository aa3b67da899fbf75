#include "core/scoring/measure.h"

#include <array>
#include <utility>

namespace jixiao::scoring {

namespace {

/// A unit as a whole number of a smaller one that it can be compared through.
struct Scaled {
    qint64 factor;
    QString base;
};

Scaled scaled(const QString& unit) {
    struct Known {
        QStringView unit;
        qint64 factor;
        QStringView base;
    };
    static constexpr std::array<Known, 15> known{{{u"‰", 1, u"‰"},
                                                  {u"%", 10, u"‰"},
                                                  {u"比例", 1000, u"‰"},
                                                  {u"秒", 1, u"秒"},
                                                  {u"分钟", 60, u"秒"},
                                                  {u"小时", 3600, u"秒"},
                                                  {u"天", 86400, u"秒"},
                                                  {u"日", 86400, u"秒"},
                                                  {u"周", 604800, u"秒"},
                                                  {u"月", 1, u"月"},
                                                  {u"个月", 1, u"月"},
                                                  {u"季度", 3, u"月"},
                                                  {u"工作日", 1, u"工作日"},
                                                  {u"个工作日", 1, u"工作日"},
                                                  {u"个百分点", 1, u"百分点"}}};
    for (const auto& entry : known)
        if (unit == entry.unit) return {entry.factor, entry.base.toString()};
    static constexpr std::array<std::pair<QStringView, qint64>, 5> prefixes{
        {{u"百万", 1'000'000}, {u"万", 10'000}, {u"亿", 100'000'000}, {u"千", 1000}, {u"百", 100}}};
    for (const auto& [prefix, factor] : prefixes)
        if (unit.size() > prefix.size() && unit.startsWith(prefix) && unit != QStringView(u"百分点"))
            return {factor, unit.mid(prefix.size())};
    return {1, unit};
}

bool isShareUnit(const QString& unit) { return unit == u"%" || unit == u"‰" || unit == QStringView(u"比例"); }

/// A bare 0.93 beside a percentage may be 93 % or 0.93 %. Beside small percentages it is taken as written.
bool isAmbiguous(const Quantity& bare, const Quantity& share) {
    if (!bare.unit.isEmpty() || share.unit != u"%") return false;
    const bool upToOne = bare.value > Decimal(0) && bare.value <= Decimal(1);
    return upToOne && share.value >= Decimal(10);
}

} // namespace

std::optional<Measures> inOneUnit(const Quantity& actual, const Quantity& target, const Decimal& targetUpper) {
    if (actual.unit == target.unit) return Measures{actual.value, target.value, targetUpper, target.unit};
    if (actual.unit.isEmpty() || target.unit.isEmpty()) {
        if (isAmbiguous(actual, target) || isAmbiguous(target, actual)) return std::nullopt;
        if (target.unit.isEmpty() && isShareUnit(actual.unit) && actual.unit != u"%") return std::nullopt;
        return Measures{actual.value, target.value, targetUpper, actual.unit + target.unit};
    }
    const auto from = scaled(actual.unit);
    const auto to = scaled(target.unit);
    if (from.base != to.base) return std::nullopt;
    Measures result{actual.value, target.value, targetUpper, target.unit, from.factor != to.factor};
    const auto multiply = [](Decimal& value, qint64 factor) {
        const auto product = value.normalized().times(Decimal(factor));
        if (product) value = product->normalized();
        return product.ok();
    };
    if (from.factor % to.factor == 0) {
        if (!multiply(result.actual, from.factor / to.factor)) return std::nullopt;
    } else if (to.factor % from.factor == 0) {
        result.unit = actual.unit;
        if (!multiply(result.target, to.factor / from.factor) || !multiply(result.targetUpper, to.factor / from.factor))
            return std::nullopt;
    } else {
        return std::nullopt;
    }
    return result;
}

QString written(const Decimal& value, const QString& unit) { return value.normalized().toString() + unit; }

QString points(const Decimal& score) {
    const auto short_ = score.normalized();
    if (short_.scale() >= 2) return short_.toString();
    qint64 mantissa = short_.mantissa();
    for (int scale = short_.scale(); scale < 2; ++scale)
        mantissa *= 10;
    return Decimal::of(mantissa, 2).toString();
}

} // namespace jixiao::scoring
