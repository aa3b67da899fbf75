#include "core/scoring/weights.h"

#include "core/scoring/measure.h"

#include <algorithm>

namespace jixiao::scoring {

namespace {

/// Sums of weights: at most 100 each, so they never overflow.
Decimal sum(const Decimal& a, const Decimal& b) { return a.plus(b).valueOr(a); }
Decimal difference(const Decimal& a, const Decimal& b) { return a.minus(b).valueOr(a); }

/// For a form without levels: all indicators share all points.
Profile pooled(const Profile& profile) {
    Profile result = profile;
    Level all{profile.name, {}, {}, {}, {}};
    for (const auto& level : profile.levels)
        all.points = sum(all.points, level.points);
    result.levels = {all};
    return result;
}

class Assignment {
public:
    Assignment(const QList<Indicator>& indicators, const Profile& asked, const ScoringRules& rules)
        : indicators_(indicators) {
        result_.profile = &asked;
        result_.shares.resize(indicators.size());
        const auto* other = replacement(asked, rules);
        if (other) {
            result_.notes.append(QStringLiteral("没有%1的指标，权重方案改用%2").arg(emptyLevel(asked), other->name));
            result_.profile = other;
        }
        members_.resize(result_.profile->levels.size());
        levels_.resize(indicators.size());
        for (int i = 0; i < indicators.size(); ++i) {
            levels_[i] = result_.profile->levelOf(indicators[i].level1);
            if (levels_[i] >= 0) members_[levels_[i]].append(i);
        }
    }

    void byProfile() {
        const auto& levels = result_.profile->levels;
        QList<Decimal> points;
        for (const auto& level : levels)
            points.append(level.points);
        for (int i = 0; i < levels.size(); ++i) {
            if (!members_[i].isEmpty()) continue;
            const auto to = std::find_if(levels.begin(), levels.end(),
                                         [&](const Level& other) { return other.name == levels[i].whenEmptyTo; });
            const bool moved = to != levels.end() && !members_[to - levels.begin()].isEmpty();
            if (moved) points[to - levels.begin()] = sum(points[to - levels.begin()], points[i]);
            const auto where = moved ? QStringLiteral("归入%1").arg(to->name) : QStringLiteral("没有分配，由人判定");
            result_.notes.append(QStringLiteral("没有%1，它的%2分%3").arg(levels[i].name, written(points[i]), where));
        }
        for (int i = 0; i < levels.size(); ++i)
            if (!members_[i].isEmpty()) shareLevel(i, points[i]);
        for (int i = 0; i < indicators_.size(); ++i)
            if (levels_[i] < 0) outsideLevels(i);
    }

    /// Gives away the weight of each indicator that did not apply.
    void redistribute(const QList<bool>& applies) {
        const auto before = result_.shares;
        for (int i = 0; i < indicators_.size(); ++i) {
            if (applies.value(i, true) || !before[i].weight) continue;
            auto siblings = siblingsOf(i, applies, true);
            if (siblings.isEmpty()) siblings = siblingsOf(i, applies, false);
            if (siblings.isEmpty()) {
                result_.notes.append(QStringLiteral("“%1”不适用，没有同类指标可以分摊它的%2分，由人判定")
                                         .arg(indicators_[i].name, points(*before[i].weight)));
                continue;
            }
            const auto parts = equalSplit(*before[i].weight, int(siblings.size()));
            for (int k = 0; k < siblings.size(); ++k)
                add(siblings[k], parts[k], indicators_[i].name);
            const auto where = siblings.size() == 1 ? QStringLiteral("归入“%1”").arg(indicators_[siblings.first()].name)
                                                    : QStringLiteral("由%1项同类指标平分").arg(siblings.size());
            result_.shares[i] = {Decimal::of(0, 2), points(*before[i].weight) + QStringLiteral("分") + where};
        }
    }

    Weights take() { return std::move(result_); }

private:
    static const Level* firstEmpty(const Profile& profile, const QList<Indicator>& indicators) {
        for (int i = 0; i < profile.levels.size(); ++i) {
            if (profile.levels[i].whenEmptyUse.isEmpty()) continue;
            const auto belongs = [&](const Indicator& indicator) { return profile.levelOf(indicator.level1) == i; };
            if (std::none_of(indicators.begin(), indicators.end(), belongs)) return &profile.levels[i];
        }
        return nullptr;
    }
    QString emptyLevel(const Profile& profile) const {
        const auto* level = firstEmpty(profile, indicators_);
        return level ? level->name : QString();
    }
    const Profile* replacement(const Profile& profile, const ScoringRules& rules) const {
        const auto* level = firstEmpty(profile, indicators_);
        return level ? rules.profile(level->whenEmptyUse) : nullptr;
    }

    void setWritten(int i) {
        result_.shares[i] = {indicators_[i].weight, QStringLiteral("表中分值%1").arg(points(*indicators_[i].weight))};
    }

    void shareLevel(int level, const Decimal& total) {
        Decimal used;
        QList<int> open;
        for (const int i : members_[level]) {
            if (indicators_[i].weight) {
                used = sum(used, *indicators_[i].weight);
                setWritten(i);
            } else {
                unreadable(i);
                open.append(i);
            }
        }
        const auto& name = result_.profile->levels[level].name;
        const auto left = difference(total, used);
        if (open.isEmpty() || left.isNegative()) {
            if (!left.isZero())
                result_.notes.append(QStringLiteral("%1的分值合计%2，应为%3").arg(name, written(used), written(total)));
            return;
        }
        const auto parts = equalSplit(left, int(open.size()));
        for (int k = 0; k < open.size(); ++k)
            result_.shares[open[k]] = {parts[k], splitLine(left, parts, k)};
    }

    static QString splitLine(const Decimal& total, const QList<Decimal>& parts, int k) {
        const bool rounding = k + 1 == parts.size() && parts[k] != parts.first();
        if (rounding)
            return QStringLiteral("%1−%2×%3 = %4")
                .arg(written(total), points(parts.first()))
                .arg(parts.size() - 1)
                .arg(points(parts[k]));
        return QStringLiteral("%1÷%2 = %3").arg(written(total)).arg(parts.size()).arg(points(parts[k]));
    }

    void unreadable(int i) {
        if (!indicators_[i].weightText.isEmpty())
            result_.notes.append(QStringLiteral("“%1”的分值“%2”不是0至100的两位小数")
                                     .arg(indicators_[i].name, indicators_[i].weightText.left(20)));
    }

    void outsideLevels(int i) {
        if (indicators_[i].weight)
            setWritten(i);
        else
            unreadable(i);
        result_.notes.append(QStringLiteral("“%1”的一级指标“%2”不在权重方案%3里")
                                 .arg(indicators_[i].name, indicators_[i].level1, result_.profile->name));
    }

    QList<int> siblingsOf(int i, const QList<bool>& applies, bool sameLevel2) const {
        QList<int> result;
        for (int k = 0; k < indicators_.size(); ++k)
            if (k != i && applies.value(k, true) && result_.shares[k].weight && levels_[k] == levels_[i] &&
                indicators_[k].level1 == indicators_[i].level1 &&
                (!sameLevel2 || indicators_[k].level2 == indicators_[i].level2))
                result.append(k);
        return result;
    }

    void add(int i, const Decimal& part, const QString& from) {
        auto& share = result_.shares[i];
        share.weight = sum(*share.weight, part);
        share.arithmetic += QStringLiteral("，加“%1”的%2 = %3").arg(from, points(part), points(*share.weight));
    }

    const QList<Indicator>& indicators_;
    Weights result_;
    QList<QList<int>> members_; ///< indicators of each level of the profile
    QList<int> levels_;         ///< level of each indicator, -1 for none
};

} // namespace

QList<Decimal> equalSplit(const Decimal& total, int count) {
    if (count <= 0) return {};
    auto part = total.dividedBy(Decimal(count), 2).valueOr({});
    const auto last = [&] { return difference(total, part.times(Decimal(count - 1)).valueOr(total)); };
    // So many parts that rounding up would use up the total before the end: round down instead.
    if (last().isNegative()) part = difference(part, Decimal::of(1, 2));
    QList<Decimal> parts(count, part);
    parts.last() = last();
    return parts;
}

Weights assignWeights(const QList<Indicator>& indicators, const QList<bool>& applies, const Profile& profile,
                      const ScoringRules& rules) {
    const auto levelled = [](const Indicator& indicator) { return !indicator.level1.isEmpty(); };
    const bool flat = !indicators.isEmpty() && std::none_of(indicators.begin(), indicators.end(), levelled);
    const auto oneLevel = flat ? pooled(profile) : profile;
    Assignment assignment(indicators, flat ? oneLevel : profile, rules);
    assignment.byProfile();
    assignment.redistribute(applies);
    auto result = assignment.take();
    if (flat) result.profile = &profile;
    return result;
}

} // namespace jixiao::scoring
