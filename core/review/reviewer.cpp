#include "core/review/placement.h"
#include "core/review/review_context.h"
#include "core/review/rule_set.h"

#include <algorithm>

namespace jixiao {

using namespace review;

namespace {

QList<Finding> reviewForm(const ParsedForm& form, const ReviewContext& context, const QList<Rule>& rules,
                          const Words& words, const Placement& placement) {
    QList<Finding> findings;
    for (const auto& rule : rules) {
        if (!rule.appliesTo(form.form.id)) continue;
        Check check(form, context, words, rule, findings);
        rule.check(check);
    }
    // Findings come rule by rule, so the order of the rules is kept within a place.
    placement.sort(findings);
    return findings;
}

} // namespace

QString severityLetter(Severity severity) {
    switch (severity) {
    case Severity::Error:
        return QStringLiteral("E");
    case Severity::Warning:
        return QStringLiteral("W");
    case Severity::Hint:
        return QStringLiteral("H");
    }
    return {};
}

QList<Finding> Reviewer::review(const QList<FormDocument>& documents, const QHash<int, FormFacts>& facts) const {
    const auto& data = *rules_.data_;
    ReviewContext context;
    for (int i = 0; i < documents.size(); ++i)
        if (const auto* form = catalogue_.find(documents[i].form)) context.add(i, documents[i], *form, data.words);
    for (auto it = facts.cbegin(); it != facts.cend(); ++it)
        context.setFacts(it.key(), *it);
    context.buildIndexes();
    QHash<const FormTemplate*, std::shared_ptr<const Placement>> placements;
    QList<Finding> findings;
    for (const auto& form : context.forms()) {
        auto& placement = placements[&form.form];
        if (!placement) placement = std::make_shared<const Placement>(form.form);
        findings.append(reviewForm(form, context, data.rules, data.words, *placement));
    }
    return findings;
}

QList<Finding> Reviewer::reviewOne(const FormDocument& document, const QList<FormDocument>& others,
                                   const FormFacts& facts) const {
    const auto& data = *rules_.data_;
    ReviewContext context;
    if (!context.addAll(document, others, facts, catalogue_, data.words)) return {};
    const auto& own = context.forms().front();
    return reviewForm(own, context, data.rules, data.words, Placement(own.form));
}

bool maySubmit(const QList<Finding>& findings) {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::Error; });
}

} // namespace jixiao
