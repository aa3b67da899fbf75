#pragma once

#include "core/base/decimal.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <optional>

namespace jixiao::scoring {

enum class Light { None, Green, Yellow, Red, Blue };

/// How the indicators of one first-level kind share its points.
struct Level {
    QString name;
    QStringList words;    ///< parts of the first-level word that belong here; none = every indicator
    Decimal points;       ///< what its indicators share
    QString whenEmptyTo;  ///< level that gets the points when no indicator belongs here
    QString whenEmptyUse; ///< or profile that is used instead
};

enum class SatisfactionRule { Ratio, Bands };

/// A distribution of the 100 points of a self-evaluation.
struct Profile {
    QString name;
    QString label;
    Decimal execution;                           ///< points of the execution rate
    std::optional<Decimal> executionReasonBelow; ///< a lower rate, in percent, has to be explained
    SatisfactionRule satisfaction = SatisfactionRule::Ratio;
    QList<Level> levels; ///< an indicator belongs to the first that fits

    /// Position of the level of a first-level word; -1 when it has none.
    int levelOf(const QString& level1) const;
};

/// From this value (percent, or points of a total) on, so much.
struct Band {
    QString word;
    Decimal from;
    Decimal share; ///< percent of the weight
};

/// A class of a qualitative result: its band and proposal in percent of the weight. The band is open above, but for
/// the one that ends at 100.
struct QualitativeClass {
    QString word;
    QStringList words; ///< every way it is written
    Decimal from;
    Decimal to;
    Decimal proposed;
    Light light = Light::None;
};

/// Points of one grade of a duty's standard.
struct StandardGrade {
    QString word;
    QString column; ///< column of the standards table that holds it
    Decimal low;
    Decimal high;
    Decimal flat; ///< where there is nothing to interpolate between
};

/// The parameters of all formulas, read from assets/scoring/profiles.json. Immutable.
struct ScoringRules {
    QString version;
    Decimal overAchievement;  ///< more than this many times the target needs a reason
    Decimal tooLowFloor;      ///< least share left when a target was set too low
    QList<Band> grades;       ///< of a total, best first
    QList<Band> satisfaction; ///< best first
    QList<QualitativeClass> classes;
    QList<StandardGrade> standard; ///< best first
    Decimal redBelow;              ///< percent of what was due by the month
    Decimal yellowBelow;
    Decimal blueFrom;
    Decimal crossCheckRed;                                                                  ///< percent
    Decimal crossCheckUnspent;                                                              ///< percent
    QStringList costWords, timelinessWords, quantityWords, qualityWords, satisfactionWords; ///< parts of level names
    QStringList qualitativeSigns;
    QStringList timeUnits;
    QRegularExpression lowerIsBetter;
    QRegularExpression lowerIsHandled;
    QList<Profile> profiles;

    const Profile* profile(const QString& name) const;
    /// The class a result in words names; the best one when it says just what the target says ("是", "符合要求");
    /// null for any other words.
    const QualitativeClass* classOf(const QString& text, const QString& target = {}) const;

    /// Errors: TemplateInvalid naming the place, JsonMalformed.
    static Result<ScoringRules> fromJson(const QByteArray& json);
    /// The rules in force; without profiles if they are broken, which a test rules out. Any thread.
    static const ScoringRules& builtIn();
};

} // namespace jixiao::scoring
