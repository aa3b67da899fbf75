#include "core/scoring/standard.h"

#include "core/scoring/measure.h"

#include <algorithm>

namespace jixiao::scoring {

namespace {

bool raises(Comparator comparator) { return comparator == Comparator::AtLeast || comparator == Comparator::Above; }
bool lowers(Comparator comparator) { return comparator == Comparator::AtMost || comparator == Comparator::Below; }

/// Most a share can be; nullopt for units without a natural end.
std::optional<Decimal> naturalEnd(const QString& unit) {
    if (unit == u"%") return Decimal(100);
    if (unit == u"‰") return Decimal(1000);
    if (unit == QStringView(u"比例")) return Decimal(1);
    return std::nullopt;
}

StandardScore undecided(const QString& why) {
    return {StandardScore::State::Undecided, {}, {}, why + QStringLiteral("，由人判定")};
}

} // namespace

Standard Standard::parse(const QStringList& cells, const ScoringRules& rules) {
    Standard result;
    if (result.readCells(cells, rules)) result.findDirection();
    return result;
}

Standard Standard::fromCells(const QMap<QString, QString>& cells, const ScoringRules& rules) {
    QStringList texts;
    for (const auto& grade : rules.standard)
        texts.append(cells.value(grade.column));
    return parse(texts, rules);
}

bool Standard::readCells(const QStringList& cells, const ScoringRules& rules) {
    bool sameUnit = true;
    for (int i = 0; i < rules.standard.size(); ++i) {
        Grade grade{rules.standard[i], TargetValue::parse(cells.value(i)), {}, false, {}};
        const auto kind = grade.cell.kind();
        grade.readable = kind == TargetValue::Kind::Number || kind == TargetValue::Kind::Range;
        if (kind == TargetValue::Kind::Number && !grade.cell.isAssumed()) grade.comparator = grade.cell.comparator();
        if (grade.readable) {
            if (grades_.isEmpty() || unit_.isEmpty()) unit_ = grade.cell.unit();
            sameUnit = sameUnit && (grade.cell.unit().isEmpty() || grade.cell.unit() == unit_);
        }
        grades_.append(std::move(grade));
    }
    const auto readable = [](const Grade& grade) { return grade.readable; };
    return sameUnit && !grades_.isEmpty() && std::all_of(grades_.begin(), grades_.end(), readable);
}

void Standard::findDirection() {
    const int last = int(grades_.size()) - 1;
    bool falling = true;
    bool rising = true;
    // Where ranges touch (60–80, 80–90) their lower ends fall; where less is better their upper ends rise.
    const auto end = [&](int i, bool lower) {
        const auto& cell = grades_[i].cell;
        return cell.kind() == TargetValue::Kind::Range && !lower ? cell.upper() : cell.value();
    };
    for (int i = 1; i < last; ++i) {
        falling = falling && end(i, true) < end(i - 1, true);
        rising = rising && end(i, false) > end(i - 1, false);
    }
    const auto fits = [&](bool up) {
        for (int i = 0; i < last; ++i)
            if (up ? lowers(grades_[i].comparator) : raises(grades_[i].comparator)) return false;
        const auto& worst = grades_[last];
        const auto bound = end(last, !up);
        const auto next = end(last - 1, up);
        return !(up ? raises(worst.comparator) : lowers(worst.comparator)) && (up ? bound <= next : bound >= next);
    };
    if (falling && fits(true))
        direction_ = Direction::Up;
    else if (rising && fits(false))
        direction_ = Direction::Down;
    const bool up = direction_ == Direction::Up;
    for (int i = 0; i <= last; ++i) {
        auto& grade = grades_[i];
        grade.bound = end(i, i == last ? !up : up);
        if (grade.cell.kind() == TargetValue::Kind::Number && grade.comparator == Comparator::None)
            grade.comparator = (i == last) == up ? Comparator::AtMost : Comparator::AtLeast;
    }
}

bool Standard::holds(const Grade& grade, const Decimal& value) const {
    switch (grade.comparator) {
    case Comparator::AtLeast:
        return value >= grade.cell.value();
    case Comparator::Above:
        return value > grade.cell.value();
    case Comparator::AtMost:
        return value <= grade.cell.value();
    case Comparator::Below:
        return value < grade.cell.value();
    case Comparator::Equal:
        return value == grade.cell.value();
    case Comparator::None:
        break;
    }
    return value >= grade.cell.value() && value <= grade.cell.upper();
}

StandardScore Standard::flat(int grade) const {
    const auto& points = grades_[grade].points;
    return {StandardScore::State::Graded, points.word, points.flat,
            QStringLiteral("%1计%2").arg(points.word, scoring::points(points.flat))};
}

StandardScore Standard::interpolated(int grade, const Decimal& value) const {
    const auto& own = grades_[grade];
    const bool up = direction_ == Direction::Up;
    const bool isLast = grade + 1 == grades_.size();
    const auto end = naturalEnd(unit_);
    // From the worst to the best value of the grade.
    std::optional<Decimal> worst = own.bound;
    std::optional<Decimal> best = grade > 0 ? std::optional(grades_[grade - 1].bound) : (up ? end : Decimal(0));
    if (isLast) {
        worst = up ? std::optional(Decimal(0)) : end;
        best = own.bound;
    }
    if (!worst || !best) return flat(grade);
    const auto& low = own.points.low;
    const auto& high = own.points.high;
    const auto inside = std::clamp(value, std::min(*worst, *best), std::max(*worst, *best));
    const auto span = best->minus(*worst);
    const auto way = inside.minus(*worst);
    const auto range = high.minus(low);
    StandardScore result{StandardScore::State::Graded, own.points.word, {}, {}};
    if (!span || !way || !range) return undecided(QStringLiteral("数值位数过多"));
    if (span->isZero() || inside == *best) {
        result.score = high;
        result.arithmetic = QStringLiteral("%1的最好值，计%2").arg(own.points.word, points(high));
        return result;
    }
    const auto more = range->timesOver(*way, *span, 2);
    const auto score = more ? low.plus(*more) : more;
    if (!score) return undecided(QStringLiteral("数值位数过多"));
    result.score = *score;
    result.arithmetic =
        QStringLiteral("%1+%2×(%3−%4)÷(%5−%4) = %6")
            .arg(written(low), written(*range), written(inside), written(*worst), written(*best), points(*score));
    return result;
}

StandardScore Standard::score(const QString& actual, StandardPoints points) const {
    const auto text = actual.trimmed();
    if (text.isEmpty()) return {StandardScore::State::Unfilled, {}, {}, QStringLiteral("未填完成值")};
    if (direction_ == Direction::Unclear) return undecided(QStringLiteral("评价标准读不出一致的顺序"));
    const auto value = TargetValue::parse(text);
    const bool reached =
        value.kind() == TargetValue::Kind::Number && (value.isAssumed() || value.comparator() == Comparator::Equal);
    const auto measures =
        reached ? inOneUnit({value.value(), value.unit()}, {grades_.first().bound, unit_}) : std::nullopt;
    if (!measures) return undecided(QStringLiteral("完成值“%1”不能和评价标准比较").arg(text.left(40)));
    // The standard keeps its unit: the value is brought to it.
    if (measures->unit != unit_ && !unit_.isEmpty()) return undecided(QStringLiteral("请按%1填写完成值").arg(unit_));
    for (int i = 0; i < grades_.size(); ++i)
        if (holds(grades_[i], measures->actual))
            return points == StandardPoints::Flat ? flat(i) : interpolated(i, measures->actual);
    return {StandardScore::State::Uncovered,
            {},
            {},
            QStringLiteral("%1没有对应的等次（未覆盖），由人判定").arg(written(measures->actual, unit_))};
}

} // namespace jixiao::scoring
