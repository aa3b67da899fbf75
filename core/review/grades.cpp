#include "core/review/grades.h"

#include <algorithm>

namespace jixiao::review {

namespace {

constexpr size_t worst = 3;

/// Values from `low` to `high`; an absent end is open to infinity.
struct Stretch {
    std::optional<Decimal> low;
    std::optional<Decimal> high;
    bool lowIn = true;
    bool highIn = true;
};

Stretch stretchOf(const GradeLevel& level, Direction direction) {
    const auto& value = level.value;
    if (value.kind() == TargetValue::Kind::Range) return {value.value(), value.upper(), true, true};
    switch (level.written ? value.comparator() : Comparator::None) {
    case Comparator::AtLeast:
        return {value.value(), {}, true, true};
    case Comparator::Above:
        return {value.value(), {}, false, true};
    case Comparator::AtMost:
        return {{}, value.value(), true, true};
    case Comparator::Below:
        return {{}, value.value(), true, false};
    case Comparator::Equal:
    case Comparator::None:
        break;
    }
    // A bare bound means that much or better.
    if (direction == Direction::LowerBetter) return {{}, value.value(), true, true};
    return {value.value(), {}, true, true};
}

/// Whole numbers with none between them.
bool isNext(const Decimal& a, const Decimal& b) {
    const bool whole = a.normalized().scale() == 0 && b.normalized().scale() == 0;
    return whole && b.minus(a).valueOr(Decimal()) == Decimal(1);
}

bool beginsEarlier(const Stretch& a, const Stretch& b) {
    if (!a.low || !b.low) return !a.low && b.low;
    return *a.low != *b.low ? *a.low < *b.low : a.lowIn && !b.lowIn;
}

} // namespace

bool GradeLevel::isUpward() const {
    return written && (value.comparator() == Comparator::AtLeast || value.comparator() == Comparator::Above);
}

bool GradeLevel::isDownward() const {
    return written && (value.comparator() == Comparator::AtMost || value.comparator() == Comparator::Below);
}

int Grades::blanks() const {
    return int(std::count_if(levels.begin(), levels.end(), [](const GradeLevel& level) { return level.isBlank(); }));
}

bool Grades::allNumbers() const {
    return std::all_of(levels.begin(), levels.end(), [](const GradeLevel& level) { return level.isNumber(); });
}

bool Grades::comparable() const {
    const auto fits = [&](const GradeLevel& level) {
        const auto kind = level.value.kind();
        const bool readable = kind == TargetValue::Kind::Number || kind == TargetValue::Kind::Range;
        return readable && level.value.unit() == levels.front().value.unit();
    };
    return std::all_of(levels.begin(), levels.end(), fits);
}

bool Grades::allExact() const {
    return allNumbers() && std::none_of(levels.begin(), levels.end(),
                                        [](const GradeLevel& level) { return level.written || level.value.isShare(); });
}

Direction Grades::direction() const {
    bool up = false;
    bool down = false;
    for (size_t i = 0; i < worst; ++i) {
        up = up || levels[i].isUpward();
        down = down || levels[i].isDownward();
    }
    if (up && down) return Direction::None;
    if (up) return Direction::HigherBetter;
    if (down) return Direction::LowerBetter;
    const Decimal best = levels[0].value.value();
    const Decimal fair = levels[2].value.value();
    if (best == fair) return Direction::None;
    return best > fair ? Direction::HigherBetter : Direction::LowerBetter;
}

bool Grades::orderContradicts() const {
    if (!comparable() || !allNumbers()) return false;
    const auto way = direction();
    if (way == Direction::None) return levels[0].isUpward() || levels[0].isDownward();
    for (size_t i = 1; i < worst; ++i) {
        const Decimal better = levels[i - 1].value.value();
        const Decimal here = levels[i].value.value();
        if (way == Direction::HigherBetter ? here >= better : here <= better) return true;
    }
    return false;
}

bool Grades::worstOverlaps() const {
    const auto way = direction();
    if (!comparable() || !allNumbers() || way == Direction::None || !levels[worst].written) return false;
    const auto& last = levels[worst];
    if (way == Direction::HigherBetter ? last.isUpward() : last.isDownward()) return true;
    const Decimal fair = levels[2].value.value();
    const Decimal bound = last.value.value();
    if (way == Direction::HigherBetter && last.isDownward()) return bound > fair;
    if (way == Direction::LowerBetter && last.isUpward()) return bound < fair;
    return false;
}

std::optional<Gap> Grades::gap() const {
    const auto way = direction();
    if (!comparable() || allExact() || way == Direction::None) return std::nullopt;
    std::array<Stretch, 4> parts;
    for (size_t i = 0; i < levels.size(); ++i)
        parts[i] = stretchOf(levels[i],
                             i == worst && !levels[i].written && levels[i].isNumber()
                                 ? (way == Direction::HigherBetter ? Direction::LowerBetter : Direction::HigherBetter)
                                 : way);
    std::sort(parts.begin(), parts.end(), beginsEarlier);
    const bool counts = !levels[0].value.isShare();
    Stretch covered = parts[0];
    for (size_t i = 1; i < parts.size(); ++i) {
        if (!covered.high) return std::nullopt;
        const auto& next = parts[i];
        const bool apart =
            next.low && (*next.low > *covered.high || (*next.low == *covered.high && !next.lowIn && !covered.highIn));
        const bool nothingBetween = counts && apart && covered.highIn && next.lowIn && isNext(*covered.high, *next.low);
        if (apart && !nothingBetween) return Gap{*covered.high, *next.low};
        const bool farther = !next.high || *next.high > *covered.high;
        const bool closes = next.high && *next.high == *covered.high && next.highIn;
        if (farther || closes) {
            covered.high = next.high;
            covered.highIn = next.highIn;
        }
    }
    return std::nullopt;
}

} // namespace jixiao::review
