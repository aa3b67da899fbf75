#include "core/scoring/formulas.h"

namespace jixiao::scoring {

namespace {

const Decimal hundred(100);

Points undecided(const QString& why) { return {{}, why + QStringLiteral("，由人判定")}; }

Points tooLarge() { return undecided(QStringLiteral("数值位数过多，无法精确计算")); }

Points reached(const Measures& m, const char16_t* sign, const Decimal& limit, const Decimal& weight) {
    return {weight,
            QStringLiteral("%1%2%3，得满分%4")
                .arg(written(m.actual, m.unit), QString::fromUtf16(sign), written(limit, m.unit), points(weight))};
}

Points nothing(const QString& why) { return {Decimal::of(0, 2), why + QStringLiteral("，得0.00分")}; }

/// w × part ÷ whole.
Points share(const Decimal& weight, const Result<Decimal>& part, const Decimal& whole, const QString& arithmetic) {
    if (!part) return tooLarge();
    const auto score = weight.timesOver(*part, whole, 2);
    if (!score) return tooLarge();
    return {*score, arithmetic + QStringLiteral(" = ") + points(*score)};
}

/// The reduction for a target confirmed too low: w × max(floor, 1 − (a÷t − k)).
Points reduced(const Measures& m, const Decimal& weight, const ScoringRules& rules) {
    const auto limit = rules.overAchievement.plus(Decimal(1));
    const auto room = limit ? limit->times(m.target) : limit;
    const auto left = room ? room->minus(m.actual) : room;
    const auto least = rules.tooLowFloor.times(m.target);
    if (!left || !least) return tooLarge();
    const auto line = QStringLiteral("%1×(1−(%2÷%3−%4))")
                          .arg(written(weight), written(m.actual), written(m.target), written(rules.overAchievement));
    if (*left >= *least) return share(weight, left, m.target, line);
    return share(weight, rules.tooLowFloor, Decimal(1),
                 QStringLiteral("%1，低于%2的按%2计：%3×%2").arg(line, written(rules.tooLowFloor), written(weight)));
}

} // namespace

Points atLeast(const Measures& m, const Decimal& weight, const ScoringRules& rules, bool targetTooLow) {
    if (m.target.isNegative())
        return m.actual >= m.target ? reached(m, u"≥", m.target, weight)
                                    : undecided(QStringLiteral("目标值为负，未达到时没有公式"));
    if (m.actual.isNegative()) return nothing(QStringLiteral("%1为负").arg(written(m.actual, m.unit)));
    if (m.actual < m.target)
        return share(weight, m.actual, m.target,
                     QStringLiteral("%1÷%2×%3").arg(written(m.actual), written(m.target), written(weight)));
    if (m.target.isZero()) return reached(m, u"≥", m.target, weight);
    const auto limit = rules.overAchievement.times(m.target);
    if (!limit) return tooLarge();
    const bool over = m.actual > *limit;
    auto result = over && targetTooLow ? reduced(m, weight, rules) : reached(m, u"≥", m.target, weight);
    result.overAchieved = over;
    return result;
}

Points atMost(const Measures& m, const Decimal& weight) {
    if (m.actual <= m.target) return reached(m, u"≤", m.target, weight);
    const auto over = [&] {
        return QStringLiteral("%1＞%2").arg(written(m.actual, m.unit), written(m.target, m.unit));
    };
    if (m.target.isZero()) return nothing(over());
    if (m.target.isNegative()) return undecided(QStringLiteral("目标值为负，未达到时没有公式"));
    const auto twice = m.target.times(Decimal(2));
    if (!twice) return tooLarge();
    if (m.actual >= *twice)
        return nothing(QStringLiteral("%1≥%2的2倍").arg(written(m.actual, m.unit), written(m.target, m.unit)));
    return share(weight, twice->minus(m.actual), m.target,
                 QStringLiteral("(1−(%1−%2)÷%2)×%3").arg(written(m.actual), written(m.target), written(weight)));
}

Points equalTo(const Measures& m, const Decimal& weight, const ScoringRules& rules, bool targetTooLow) {
    return m.target.isZero() ? atMost(m, weight) : atLeast(m, weight, rules, targetTooLow);
}

Points within(const Measures& m, const Decimal& weight, const ScoringRules& rules) {
    if (m.actual < m.target) return atLeast(m, weight, rules, false);
    Measures upper = m;
    upper.target = m.targetUpper;
    if (m.actual > m.targetUpper) return atMost(upper, weight);
    return {weight,
            QStringLiteral("%1在%2至%3之内，得满分%4")
                .arg(written(m.actual, m.unit), written(m.target), written(m.targetUpper, m.unit), points(weight))};
}

Points byDate(const QDate& actual, const QDate& deadline, const QDate& start, const Decimal& weight) {
    const auto day = [](const QDate& date) { return date.toString(QStringLiteral("yyyy-MM-dd")); };
    const auto late = deadline.daysTo(actual);
    if (late <= 0)
        return {weight, QStringLiteral("%1完成，不晚于%2，得满分%3").arg(day(actual), day(deadline), points(weight))};
    const auto planned = start.daysTo(deadline);
    if (planned <= 0) return undecided(QStringLiteral("晚%1天，但计划天数不足1天，没有公式").arg(late));
    if (late >= planned) return nothing(QStringLiteral("晚%1天，不少于计划的%2天").arg(late).arg(planned));
    return share(weight, Decimal(planned - late), Decimal(planned),
                 QStringLiteral("晚%1天，(1−%1÷%2)×%3").arg(late).arg(planned).arg(written(weight)));
}

Points byBands(const Decimal& percent, const Decimal& weight, const ScoringRules& rules) {
    for (const auto& band : rules.satisfaction)
        if (percent >= band.from)
            return share(weight, band.share, hundred,
                         QStringLiteral("%1%在%2%及以上一档，%3%×%4")
                             .arg(written(percent), written(band.from), written(band.share), written(weight)));
    return undecided(QStringLiteral("%1%不在任何一档").arg(written(percent)));
}

Points byClass(const QualitativeClass& kind, const std::optional<Decimal>& given, const Decimal& weight, bool top) {
    const auto part = [&](const Decimal& percent) {
        return weight.times(Decimal::of(percent.mantissa(), percent.scale() + 2));
    };
    const auto low = part(kind.from);
    const auto high = part(kind.to);
    const auto proposed = weight.timesOver(kind.proposed, hundred, 2);
    if (!low || !high || !proposed) return tooLarge();
    const auto score = given.value_or(*proposed);
    const bool inside = score >= *low && (top ? score <= *high : score < *high);
    const auto band = QStringLiteral("%1为%2%–%3%，即[%4, %5%6")
                          .arg(kind.word, written(kind.from), written(kind.to), points(*low), points(*high),
                               top ? QStringLiteral("]") : QStringLiteral(")"));
    if (!inside) return undecided(QStringLiteral("%1，%2分不在其内").arg(band, points(score)));
    const auto how =
        given ? QStringLiteral("评定%1").arg(points(score))
              : QStringLiteral("建议%1%×%2 = %3").arg(written(kind.proposed), written(weight), points(score));
    return {score, band + QStringLiteral("，") + how};
}

} // namespace jixiao::scoring
