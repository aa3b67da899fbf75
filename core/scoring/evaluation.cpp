#include "core/scoring/evaluation.h"

#include "core/scoring/measure.h"
#include "core/scoring/weights.h"

namespace jixiao::scoring {

namespace {

const Decimal hundred(100);

/// Sums of scores and weights, at most 100 each: no overflow below 10^13 of them.
Decimal sum(const Decimal& a, const Decimal& b) { return a.plus(b).valueOr(a); }

void countIn(SelfEvaluation& result, const Score& score) {
    if (score.state == State::NotApplicable) return;
    if (score.weight) result.maximum = sum(result.maximum, *score.weight);
    if (score.score) result.total = sum(result.total, *score.score);
}

bool allSettled(const SelfEvaluation& result) {
    if (!result.execution.score.isSettled()) return false;
    for (const auto& indicator : result.indicators)
        if (!indicator.score.isSettled()) return false;
    return true;
}

void finish(SelfEvaluation& result, const ScoringRules& rules) {
    if (result.maximum != hundred)
        result.notes.append(QStringLiteral("满分合计%1，不是100，等次由人判定").arg(points(result.maximum)));
    result.isComplete = allSettled(result) && result.maximum == hundred;
    if (!result.isComplete) return;
    result.grade = gradeOf(result.total, rules);
    const auto& execution = result.execution.score;
    if (!execution.score) return;
    const auto rest = result.total.minus(*execution.score);
    const auto restPoints = result.maximum.minus(*execution.weight);
    if (rest && restPoints) result.check = crossCheck(*rest, *restPoints, *execution.score, *execution.weight, rules);
}

} // namespace

ExecutionScore scoreExecution(const Funds& funds, const Profile& profile) {
    ExecutionScore result;
    auto& score = result.score;
    score.weight = profile.execution;
    if (!funds.budget || !funds.executed) {
        score.arithmetic = QStringLiteral("未填全年预算数或执行数");
        score.needs.append(QStringLiteral("全年预算数和执行数"));
        return result;
    }
    const auto budget = funds.budget->fen();
    const auto executed = funds.executed->fen();
    if (budget == 0 && executed == 0) {
        score.state = State::NotApplicable;
        score.arithmetic = QStringLiteral("预算数和执行数都是0，不适用");
        return result;
    }
    const auto amounts = [&] {
        return funds.executed->toString(MoneyUnit::WanYuan) + u'÷' + funds.budget->toString(MoneyUnit::WanYuan);
    };
    const auto share = Decimal(executed).timesOver(hundred, Decimal(budget), 2);
    const auto earned = profile.execution.timesOver(Decimal(executed), Decimal(budget), 2);
    if (budget <= 0 || executed < 0 || executed > budget || !share || !earned) {
        score.state = State::Undecided;
        score.arithmetic =
            QStringLiteral("执行数%1万元，预算数%2万元：执行数应在0和预算数之间")
                .arg(funds.executed->toString(MoneyUnit::WanYuan), funds.budget->toString(MoneyUnit::WanYuan));
        return result;
    }
    result.rate = *share;
    score.state = State::Scored;
    score.score = *earned;
    score.arithmetic = QStringLiteral("%1×%2 = %3").arg(amounts(), written(profile.execution), points(*earned));
    const auto& limit = profile.executionReasonBelow;
    if (limit && *share < *limit && funds.reason.trimmed().isEmpty())
        score.needs.append(QStringLiteral("执行率低于%1%的原因").arg(written(*limit)));
    return result;
}

LightLine crossCheck(const Decimal& indicatorScore, const Decimal& indicatorPoints, const Decimal& executionScore,
                     const Decimal& executionPoints, const ScoringRules& rules) {
    // (S/Sm − F/Fm) ÷ (S/Sm) = 1 − (F×Sm) ÷ (S×Fm)
    const auto spent = executionScore.times(indicatorPoints);
    const auto reached = indicatorScore.times(executionPoints);
    if (!spent || !reached || reached->isZero() || executionPoints.isZero()) return {};
    const auto gap = reached->minus(*spent);
    const auto percent = gap ? hundred.timesOver(*gap, *reached, 2) : gap;
    const auto limit = rules.crossCheckRed.times(*reached);
    const auto compared = gap ? gap->times(hundred) : gap;
    const auto used = executionScore.times(hundred);
    const auto least = hundred.minus(rules.crossCheckUnspent);
    const auto due = least ? least->times(executionPoints) : least;
    if (!percent || !limit || !compared || !used || !due) return {};
    LightLine result{Light::Green, QStringLiteral("(%1÷%2−%3÷%4)÷(%1÷%2) = %5%")
                                       .arg(written(indicatorScore), written(indicatorPoints), written(executionScore),
                                            written(executionPoints), points(*percent))};
    if (*compared > *limit)
        result.light = Light::Red;
    else if (*used < *due)
        result.light = Light::Yellow;
    return result;
}

QString gradeOf(const Decimal& total, const ScoringRules& rules) {
    for (const auto& grade : rules.grades)
        if (total >= grade.from) return grade.word;
    return {};
}

QString SelfEvaluation::totalArithmetic() const {
    QStringList parts;
    if (execution.score.score) parts.append(points(*execution.score.score));
    for (const auto& indicator : indicators)
        if (indicator.score.score) parts.append(points(*indicator.score.score));
    return parts.join(u'+') + QStringLiteral(" = ") + points(total);
}

SelfEvaluation evaluate(const Project& project, const Profile& profile, const ScoringRules& rules) {
    QList<bool> applies;
    for (int i = 0; i < project.indicators.size(); ++i)
        applies.append(project.outcomes.value(i).notApplicable.trimmed().isEmpty());
    const auto weights = assignWeights(project.indicators, applies, profile, rules);

    SelfEvaluation result;
    result.profile = weights.profile->name;
    result.rulesVersion = rules.version;
    result.notes = weights.notes;
    result.execution = scoreExecution(project.funds, *weights.profile);
    countIn(result, result.execution.score);
    const ScoringContext context{rules, weights.profile->satisfaction, project.start};
    for (int i = 0; i < project.indicators.size(); ++i) {
        const auto& share = weights.shares[i];
        IndicatorResult indicator{{}, share.arithmetic};
        if (share.weight) {
            indicator.score = scoreIndicator(project.indicators[i], project.outcomes.value(i), *share.weight, context);
        } else {
            indicator.score.state = State::Undecided;
            indicator.score.arithmetic = QStringLiteral("没有分值，由人判定");
        }
        countIn(result, indicator.score);
        result.indicators.append(std::move(indicator));
    }
    finish(result, rules);
    return result;
}

} // namespace jixiao::scoring
