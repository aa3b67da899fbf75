#include "core/review/explained.h"

#include <algorithm>

namespace jixiao {

namespace {

/// What is at stake at one rule's place: the findings there and the reasons given there.
Explained answerTo(const Explanation& wanted, const QList<Explanation>& openNow,
                   const QList<Explanation>& explanations) {
    const Explanation* outdated = nullptr;
    for (qsizetype i = explanations.size() - 1; i >= 0; --i) {
        const auto& each = explanations.at(i);
        if (!each.isAboutSame(wanted)) continue;
        if (each.message == wanted.message) return {each.isBlank() ? Answer::Missing : Answer::Given, each};
        // A reason for another finding that is open at this very place speaks of that one.
        const bool taken = std::any_of(openNow.cbegin(), openNow.cend(),
                                       [&](const Explanation& open) { return open.answersSame(each); });
        if (outdated == nullptr && !taken && !each.isBlank()) outdated = &each;
    }
    return outdated != nullptr ? Explained{Answer::Outdated, *outdated} : Explained{Answer::Missing, wanted};
}

QList<Explained> answersTo(const QList<std::optional<Explanation>>& wanted, const QList<Explanation>& explanations) {
    QList<Explanation> openNow;
    for (const auto& each : wanted)
        if (each) openNow.append(*each);
    QList<Explained> result;
    result.reserve(wanted.size());
    for (const auto& each : wanted)
        result.append(each ? answerTo(*each, openNow, explanations) : Explained{});
    return result;
}

Explanation at(const FieldPath& path, const QString& rule, const QString& message) {
    Explanation explanation;
    explanation.rule = rule;
    explanation.field = path.toString();
    explanation.message = message;
    return explanation;
}

int countOf(const QList<Explained>& explained, Answer first, Answer second) {
    return int(std::count_if(explained.cbegin(), explained.cend(),
                             [&](const Explained& each) { return each.answer == first || each.answer == second; }));
}

} // namespace

QList<Explained> explain(const QList<Finding>& findings, const FormDocument& document,
                         const QList<Explanation>& explanations) {
    QList<std::optional<Explanation>> wanted;
    for (const auto& finding : findings)
        wanted.append(finding.severity == Severity::Warning
                          ? explanationAt(document, finding.path, finding.rule, finding.answered())
                          : std::nullopt);
    return answersTo(wanted, explanations);
}

QList<Explained> explain(const QList<Finding>& findings, const QList<PlacedExplanation>& explanations) {
    // The path as a whole stands for the place.
    QList<std::optional<Explanation>> wanted;
    for (const auto& finding : findings) {
        const bool needed = finding.severity == Severity::Warning;
        wanted.append(needed ? std::optional(at(finding.path, finding.rule, finding.answered())) : std::nullopt);
    }
    QList<Explanation> given;
    for (const auto& each : explanations) {
        given.append(at(each.path, each.rule, each.message));
        given.last().text = each.text;
        given.last().personName = each.personName;
        given.last().atMs = each.atMs;
    }
    return answersTo(wanted, given);
}

int missingExplanations(const QList<Explained>& explained) {
    return countOf(explained, Answer::Missing, Answer::Outdated);
}

int givenExplanations(const QList<Explained>& explained) { return countOf(explained, Answer::Given, Answer::Given); }

} // namespace jixiao
