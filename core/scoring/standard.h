#pragma once

#include "core/domain/target_value.h"
#include "core/scoring/scoring_rules.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace jixiao::scoring {

enum class StandardPoints { Interpolated, Flat };

/// What an actual value is worth by an 优良中差 standard.
struct StandardScore {
    enum class State {
        Graded,
        Unfilled,  ///< no actual value yet
        Uncovered, ///< between the grades: a person decides (D05)
        Undecided, ///< the standard or the value cannot be read, or grades and signs disagree (D07): a person decides
    };
    State state = State::Unfilled;
    QString grade;
    std::optional<Decimal> score; ///< 0–100, two places; set when Graded
    QString arithmetic;
};

/// The predicates of the four grades, best first; exact numbers read as "at least" (or "at most" where less is better,
/// and the other way round for the last): 4, 3, 2, 1 ends with ≤1.
class Standard {
public:
    /// The cells of the four grades, best first, as many as the rules have.
    static Standard parse(const QStringList& cells, const ScoringRules& rules);
    /// From the cells of a row, by the columns the rules name.
    static Standard fromCells(const QMap<QString, QString>& cells, const ScoringRules& rules);

    enum class Direction { Up, Down, Unclear };
    Direction direction() const { return direction_; }

    StandardScore score(const QString& actual, StandardPoints points = StandardPoints::Interpolated) const;

private:
    struct Grade {
        StandardGrade points;
        TargetValue cell;
        Comparator comparator = Comparator::None; ///< None for a range
        bool readable = false;
        Decimal bound; ///< the end towards the worse grades; of the last grade towards the better ones
    };

    bool readCells(const QStringList& cells, const ScoringRules& rules);
    void findDirection();
    bool holds(const Grade& grade, const Decimal& value) const;
    StandardScore interpolated(int grade, const Decimal& value) const;
    StandardScore flat(int grade) const;

    QList<Grade> grades_;
    QString unit_;
    Direction direction_ = Direction::Unclear;
};

} // namespace jixiao::scoring
