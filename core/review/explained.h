#pragma once

#include "core/forms/explanation.h"
#include "core/review/review.h"

namespace jixiao {

/// Whether a finding has the reason it needs.
enum class Answer {
    NotNeeded, ///< only warnings are explained
    Missing,
    Given,
    Outdated, ///< written when the rule said something else here: to be confirmed or written anew
};

/// A finding's reason, or the place where it belongs.
struct Explained {
    Answer answer = Answer::NotNeeded;
    Explanation explanation; ///< without words when there are none
};

/// The reason of each finding, in their order. `findings` are those of `document`; `explanations` are in order of time:
/// of several for one message the last counts, even when its words were taken away again. Reasons whose finding is gone
/// belong to no finding and are not shown.
QList<Explained> explain(const QList<Finding>& findings, const FormDocument& document,
                         const QList<Explanation>& explanations);

/// The same for a form in a file, whose rows have no records: a reason belongs to the path it names.
QList<Explained> explain(const QList<Finding>& findings, const QList<PlacedExplanation>& explanations);

/// How many findings still need one.
int missingExplanations(const QList<Explained>& explained);
/// How many have one.
int givenExplanations(const QList<Explained>& explained);

} // namespace jixiao
