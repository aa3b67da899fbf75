#pragma once

#include "core/scoring/indicator.h"

#include <QChar>
#include <QString>
#include <QStringList>

#include <optional>

namespace jixiao::outcomes {

/// How an actual value is best typed: the unit of a number stands fixed beside it, a qualitative result is one of a few
/// words. What is stored stays one text; nothing that was written differently is changed by looking at it.
struct ValueEntry {
    enum class Kind {
        Number, ///< digits with a fixed unit
        Words,  ///< one of `words`
        Date,
        Text, ///< anything, as the text that is there cannot be split
    };
    Kind kind = Kind::Text;
    QString typed; ///< what stands in the editor: the number without its unit, or the whole text
    QString unit;  ///< fixed behind it; only for a Number
    QStringList words;
    bool countable = false; ///< whole things that can be tallied one by one
};
ValueEntry entryOf(const scoring::Indicator& indicator, const QString& actual, const scoring::ScoringRules& rules);

/// The text to store for what stands in the editor: a number takes its unit, everything else stays as it is typed.
QString composed(const ValueEntry& entry, const QString& typed);

/// What stands in the editor after a key of the number pad: a digit, '.', '-' (turns the sign), 'B' (takes the last
/// sign back) or 'C' (clears). Keys that would not leave a number change nothing.
QString afterKey(const QString& typed, QChar key);

/// The number of a text as entryOf() would show it, one higher (or lower, never below 0), with its unit. `base` counts
/// when there is no value yet. nullopt when it is not a whole number.
std::optional<QString> tallied(const scoring::Indicator& indicator, const QString& actual, const QString& base,
                               int step);

} // namespace jixiao::outcomes
