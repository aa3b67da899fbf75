#include "core/review/outcome.h"

#include "core/review/text.h"

namespace jixiao::review {

namespace {

using ValueKind = TargetValue::Kind;

const Decimal hundred(100);

Decimal product(const Decimal& a, const Decimal& b) { return a.times(b).valueOr(Decimal()); }

/// w · a / b, half up to two places.
std::optional<Decimal> part(const Decimal& weight, const Decimal& a, const Decimal& b) {
    const auto scaled = weight.times(a);
    const auto quotient = scaled ? scaled->dividedBy(b, 2) : scaled;
    return quotient ? std::optional(*quotient) : std::nullopt;
}

bool isLevel(const Indicator& indicator) {
    return indicator.isRate || indicator.target.isShare() || indicator.level2 == Kind::Quality ||
           indicator.level2 == Kind::Timeliness || indicator.isCost;
}

void addUpward(const Indicator& indicator, const Reached& values, const Decimal& weight, QList<Decimal>& scores) {
    const auto& [target, actual] = values;
    if (actual >= target) {
        scores.append(weight);
        const auto limit = product(target, Decimal::of(13, 1));
        const auto over = actual.minus(limit);
        if (target > Decimal(0) && over && *over > Decimal(0)) {
            const auto cut = part(weight, *over, target);
            const auto left = cut ? weight.minus(*cut).valueOr(weight) : weight;
            const auto half = product(weight, Decimal::of(5, 1)).rounded(2);
            scores.append(left > half ? left : half);
        }
    } else if (const auto score = actual.isNegative() ? std::optional(Decimal()) : part(weight, actual, target)) {
        scores.append(*score);
    }
    if (!indicator.isSatisfaction || !indicator.actual.isShare()) return;
    const auto percent = product(actual, hundred);
    const int band = percent >= Decimal(90) ? 100 : percent >= Decimal(80) ? 80 : percent >= Decimal(60) ? 50 : 0;
    scores.append(part(weight, Decimal(band), hundred).value_or(weight));
}

void addDownward(const Reached& values, const Decimal& weight, QList<Decimal>& scores) {
    const auto& [target, actual] = values;
    if (actual <= target) {
        scores.append(weight);
    } else if (target.isZero() || actual >= product(target, Decimal(2))) {
        scores.append(Decimal());
    } else if (const auto over = actual.minus(target)) {
        const auto lost = weight.times(*over);
        const auto exact = lost ? lost->dividedBy(target, 6) : lost;
        if (exact) scores.append(weight.minus(*exact).valueOr(weight).rounded(2));
    }
}

} // namespace

std::optional<Reached> reached(const Indicator& indicator) {
    const auto& target = indicator.target;
    const auto& actual = indicator.actual;
    if (target.kind() != ValueKind::Number || actual.kind() != ValueKind::Number) return std::nullopt;
    if (target.isShare() && actual.isShare()) {
        const auto t = target.ratio();
        const auto a = actual.ratio();
        return t && a ? std::optional(Reached{*t, *a}) : std::nullopt;
    }
    const auto wanted = target.money();
    const auto spent = actual.money();
    if (wanted && spent) return Reached{Decimal(wanted->fen()), Decimal(spent->fen())};
    if (target.unit() != actual.unit()) return std::nullopt;
    return Reached{target.value(), actual.value()};
}

Light lightOf(const Indicator& indicator, int month, const QHash<QString, QString>& classes) {
    if (indicator.actual.kind() == ValueKind::Qualitative) {
        const QString light = classes.value(plain(indicator.actual.raw()));
        if (light == QStringLiteral("red")) return Light::Red;
        if (light == QStringLiteral("yellow")) return Light::Yellow;
        return light == QStringLiteral("green") ? Light::Green : Light::Unknown;
    }
    const auto values = reached(indicator);
    if (!values || indicator.op == Comparator::None) return Light::Unknown;
    if (indicator.isDownward()) return values->actual <= values->target ? Light::Green : Light::Red;
    if (isLevel(indicator)) return values->actual >= values->target ? Light::Green : Light::Red;
    if (indicator.level2 != Kind::Quantity || month < 1 || month > 12) return Light::Unknown;
    const auto due = product(values->target, Decimal(month));
    const auto done = percentOf(product(values->actual, Decimal(12)), due);
    if (!done) return Light::Unknown;
    return *done < Decimal(60) ? Light::Red : *done < Decimal(80) ? Light::Yellow : Light::Green;
}

QList<Decimal> scoresOf(const Indicator& indicator, const Decimal& weight) {
    QList<Decimal> scores;
    const auto& target = indicator.target;
    if (target.kind() == ValueKind::Date && indicator.actual.kind() == ValueKind::Date) {
        if (indicator.actual.date() <= target.date()) scores.append(weight);
        return scores;
    }
    const auto values = reached(indicator);
    if (!values || values->target.isNegative() || indicator.op == Comparator::None) return scores;
    const bool noneAllowed = indicator.op == Comparator::Equal && values->target.isZero();
    if (indicator.isDownward() || noneAllowed)
        addDownward(*values, weight, scores);
    else
        addUpward(indicator, *values, weight, scores);
    return scores;
}

std::optional<Decimal> percentOf(const Decimal& a, const Decimal& b) {
    if (b <= Decimal(0)) return std::nullopt;
    const auto scaled = a.times(hundred);
    const auto percent = scaled ? scaled->dividedBy(b, 6) : scaled;
    return percent ? std::optional(*percent) : std::nullopt;
}

Decimal distance(const Decimal& a, const Decimal& b) {
    const auto difference = a.minus(b).valueOr(Decimal());
    return difference.isNegative() ? Decimal().minus(difference).valueOr(difference) : difference;
}

} // namespace jixiao::review
