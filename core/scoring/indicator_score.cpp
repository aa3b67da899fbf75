#include "core/scoring/indicator_score.h"

#include "core/scoring/formulas.h"

namespace jixiao::scoring {

namespace {

const QString personDecides = QStringLiteral("，由人判定");

Points undecided(const QString& why) { return {{}, why + personDecides}; }

/// A number that was reached, not a wish: without a comparator, or with "=".
bool isReachedNumber(const TargetValue& actual) {
    return actual.kind() == TargetValue::Kind::Number &&
           (actual.isAssumed() || actual.comparator() == Comparator::Equal);
}

/// The satisfaction reached, in percent.
std::optional<Decimal> percentOf(const Measures& m) {
    if (m.unit == u"%") return m.actual;
    const bool ratio = m.unit == QStringView(u"比例");
    const auto product = ratio ? m.actual.times(Decimal(100)) : m.actual.dividedBy(Decimal(10), Decimal::maxScale);
    if (ratio || m.unit == u"‰") return product ? std::optional(*product) : std::nullopt;
    const bool pointsOrBare = m.unit.isEmpty() || m.unit == QStringView(u"分");
    return pointsOrBare && m.actual > Decimal(1) ? std::optional(m.actual) : std::nullopt;
}

Points numberPoints(const Indicator& indicator, const Measures& m, const Outcome& outcome, const Decimal& weight,
                    const ScoringContext& context) {
    if (indicator.isSatisfaction && context.satisfaction == SatisfactionRule::Bands) {
        const auto percent = percentOf(m);
        return percent ? byBands(*percent, weight, context.rules) : undecided(QStringLiteral("满意度不是百分数"));
    }
    if (indicator.target.kind() == TargetValue::Kind::Range) return within(m, weight, context.rules);
    switch (indicator.comparator) {
    case Comparator::AtMost:
    case Comparator::Below:
        return atMost(m, weight);
    case Comparator::Equal:
        return equalTo(m, weight, context.rules, outcome.targetTooLow);
    case Comparator::AtLeast:
    case Comparator::Above:
    case Comparator::None:
        break;
    }
    return atLeast(m, weight, context.rules, outcome.targetTooLow);
}

Points quantitative(const Indicator& indicator, const Outcome& outcome, const Decimal& weight,
                    const ScoringContext& context) {
    const auto actual = TargetValue::parse(outcome.actual);
    if (!isReachedNumber(actual)) return undecided(QStringLiteral("完成值“%1”不是一个数").arg(outcome.actual.left(40)));
    const auto& target = indicator.target;
    const auto measures = inOneUnit({actual.value(), actual.unit()}, {target.value(), indicator.unit}, target.upper());
    if (!measures)
        return undecided(QStringLiteral("完成值“%1”和指标值“%2”的单位不能比较")
                             .arg(outcome.actual.left(40), target.raw().trimmed().left(40)));
    auto result = numberPoints(indicator, *measures, outcome, weight, context);
    if (measures->converted) result.arithmetic += QStringLiteral("（按%1计算）").arg(measures->unit);
    return result;
}

Points deadline(const Indicator& indicator, const Outcome& outcome, const Decimal& weight,
                const ScoringContext& context) {
    if (indicator.comparator != Comparator::AtMost) return undecided(QStringLiteral("指标值不是截止日期"));
    const auto actual = TargetValue::parse(outcome.actual);
    if (actual.kind() != TargetValue::Kind::Date || !actual.isAssumed())
        return undecided(QStringLiteral("完成值“%1”不是一个日期").arg(outcome.actual.left(40)));
    const auto due = indicator.target.date();
    const auto start = context.projectStart.isValid() ? context.projectStart : QDate(due.year(), 1, 1);
    return byDate(actual.date(), due, start, weight);
}

std::optional<Decimal> givenScore(const Outcome& outcome, const Decimal& weight) {
    const auto given = Decimal::parse(outcome.score);
    if (!given || given->isNegative() || *given > weight || given->normalized().scale() > 2) return std::nullopt;
    return *given;
}

Points qualitative(const Indicator& indicator, const Outcome& outcome, const Decimal& weight,
                   const ScoringContext& context) {
    const auto* kind = context.rules.classOf(outcome.actual, indicator.target.raw());
    if (!kind) {
        QStringList words;
        for (const auto& candidate : context.rules.classes)
            words.append(candidate.word);
        return undecided(QStringLiteral("定性指标先选定%1").arg(words.join(QStringLiteral("、"))));
    }
    if (!outcome.score.trimmed().isEmpty() && !givenScore(outcome, weight))
        return undecided(
            QStringLiteral("评定的得分“%1”不是0至%2的两位小数").arg(outcome.score.left(20), points(weight)));
    return byClass(*kind, givenScore(outcome, weight), weight, kind == &context.rules.classes.first());
}

Points pointsOf(const Indicator& indicator, const Outcome& outcome, const Decimal& weight,
                const ScoringContext& context) {
    switch (indicator.target.kind()) {
    case TargetValue::Kind::Number:
    case TargetValue::Kind::Range:
        return quantitative(indicator, outcome, weight, context);
    case TargetValue::Kind::Date:
        return deadline(indicator, outcome, weight, context);
    case TargetValue::Kind::Qualitative:
        return qualitative(indicator, outcome, weight, context);
    case TargetValue::Kind::Masked:
        return undecided(QStringLiteral("涉密指标在涉密环境里评分"));
    case TargetValue::Kind::Blank:
        return undecided(QStringLiteral("没有指标值"));
    case TargetValue::Kind::Ratio:
    case TargetValue::Kind::Unreadable:
        break;
    }
    return undecided(QStringLiteral("指标值“%1”没有公式可用").arg(indicator.target.raw().trimmed().left(40)));
}

/// A person decided where no formula does.
void takeGivenScore(Score& result, const Outcome& outcome, const Decimal& weight) {
    if (outcome.score.trimmed().isEmpty()) return;
    const auto given = givenScore(outcome, weight);
    if (!given) {
        result.needs.append(QStringLiteral("评定的得分须是0至%1，最多两位小数").arg(points(weight)));
        return;
    }
    result.state = State::Scored;
    result.score = *given;
    result.arithmetic += QStringLiteral("：评定%1分").arg(points(*given));
    if (outcome.evidence.trimmed().isEmpty()) result.needs.append(QStringLiteral("评定的依据"));
}

void addNeeds(Score& result, const Indicator& indicator, const Outcome& outcome, const Points& scored) {
    if (scored.overAchieved && outcome.reason.trimmed().isEmpty())
        result.needs.append(QStringLiteral("明显超过指标值的原因"));
    if (*result.score < *result.weight && outcome.reason.trimmed().isEmpty())
        result.needs.append(QStringLiteral("偏差原因和改进措施"));
    if (indicator.target.kind() == TargetValue::Kind::Qualitative && outcome.evidence.trimmed().isEmpty())
        result.needs.append(QStringLiteral("完成情况的依据"));
    if (indicator.isSatisfaction && indicator.target.isNumeric()) {
        if (outcome.sampleSize.trimmed().isEmpty()) result.needs.append(QStringLiteral("调查样本数"));
        if (outcome.surveyDate.trimmed().isEmpty()) result.needs.append(QStringLiteral("调查日期"));
        if (outcome.evidence.trimmed().isEmpty()) result.needs.append(QStringLiteral("调查问卷"));
    }
}

} // namespace

Score scoreIndicator(const Indicator& indicator, const Outcome& outcome, const Decimal& weight,
                     const ScoringContext& context) {
    Score result;
    result.weight = weight;
    const auto notApplicable = outcome.notApplicable.simplified();
    if (!notApplicable.isEmpty()) {
        result.state = State::NotApplicable;
        result.arithmetic = QStringLiteral("不适用：%1").arg(notApplicable);
        return result;
    }
    if (outcome.actual.trimmed().isEmpty() && indicator.target.kind() != TargetValue::Kind::Masked) {
        result.arithmetic = QStringLiteral("未填完成值");
        result.needs.append(QStringLiteral("完成值"));
        return result;
    }
    const auto& target = indicator.target;
    if (target.kind() == TargetValue::Kind::Number && target.isAssumed())
        result.notes.append(QStringLiteral("指标值没有写符号，按%1理解").arg(comparatorSign(indicator.comparator)));

    const auto scored = pointsOf(indicator, outcome, weight, context);
    result.arithmetic = scored.arithmetic;
    if (!scored.score) {
        result.state = State::Undecided;
        // A qualitative result needs its class first, and a score within its band.
        if (target.kind() != TargetValue::Kind::Qualitative) takeGivenScore(result, outcome, weight);
        return result;
    }
    result.state = State::Scored;
    result.score = *scored.score;
    addNeeds(result, indicator, outcome, scored);
    if (!outcome.score.trimmed().isEmpty() && target.kind() != TargetValue::Kind::Qualitative)
        result.notes.append(QStringLiteral("按公式计分，没有采用填写的得分%1").arg(outcome.score.trimmed().left(20)));
    return result;
}

} // namespace jixiao::scoring
