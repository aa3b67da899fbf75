#include "core/review/live_review.h"

#include "core/review/placement.h"
#include "core/review/review_context.h"
#include "core/review/rule_set.h"

#include <algorithm>
#include <vector>

namespace jixiao {

using namespace review;

struct LiveReview::State {
    State(const QList<Rule>& allRules, const Words& vocabulary, const FormCatalogue& forms, const FormDocument& form,
          const QList<FormDocument>& beside, const FormFacts& known)
        : all(allRules), words(vocabulary), catalogue(forms), document(form), others(beside), facts(known) {}

    void reviewAll() {
        rules.clear();
        for (const auto& rule : all)
            if (rule.appliesTo(document.form)) rules.append(&rule);
        context = std::make_unique<ReviewContext>();
        ofRule.assign(size_t(rules.size()), {});
        run = int(rules.size());
        findings.clear();
        if (!context->addAll(document, others, facts, catalogue, words)) return;
        placement = std::make_unique<Placement>(context->front().form);
        for (qsizetype i = 0; i < rules.size(); ++i)
            check(i, nullptr);
        collect();
    }

    /// One rule anew, or only what it says about the row of `only`.
    void check(qsizetype i, const FieldPath* only) {
        auto& kept = ofRule[size_t(i)];
        QList<Finding> found;
        Check looking(context->front(), *context, words, *rules[i], found);
        if (only) looking.limitTo(*only);
        rules[i]->check(looking);
        if (!only) {
            kept = std::move(found);
            return;
        }
        const auto isOld = [&](const Finding& finding) {
            return only->table.isEmpty() ? finding.path == *only
                                         : finding.path.table == only->table && finding.path.row == only->row;
        };
        kept.removeIf(isOld);
        kept += found;
    }

    void collect() {
        findings.clear();
        for (const auto& part : ofRule)
            findings.append(part);
        placement->sort(findings);
    }

    void update(QList<FieldPath> changed) {
        auto& form = context->front();
        const QString unit = form.unit;
        const bool samePlaces = form.refresh(changed, words);
        if (form.unit != unit) return reviewAll();
        if (!samePlaces) // rows came, went or became masked: more than one cell
            for (auto& path : changed)
                if (!path.table.isEmpty()) path = {path.table, -1, {}};
        const auto isCell = [](const FieldPath& path) { return path.table.isEmpty() || path.row >= 0; };
        const bool single = changed.size() == 1 && isCell(changed.first()) && !changed.first().field.isEmpty();
        context->reindex(form);
        run = 0;
        for (qsizetype i = 0; i < rules.size(); ++i) {
            const auto reads = [&](const FieldPath& path) { return rules[i]->dependsOn(path, form.form); };
            if (std::none_of(changed.begin(), changed.end(), reads)) continue;
            ++run;
            const bool narrow = single && reaches(*rules[i], changed.first());
            check(i, narrow ? &changed.first() : nullptr);
        }
        collect();
    }

    /// True when the rule's answer for other rows cannot change.
    static bool reaches(const Rule& rule, const FieldPath& path) {
        return rule.reach == Reach::Cell || (rule.reach == Reach::Row && !path.table.isEmpty());
    }

    const QList<Rule>& all;
    QList<const Rule*> rules; ///< those for the form
    const Words& words;
    const FormCatalogue& catalogue;
    FormDocument document;
    QList<FormDocument> others;
    FormFacts facts;
    std::unique_ptr<ReviewContext> context;
    std::unique_ptr<Placement> placement;
    std::vector<QList<Finding>> ofRule;
    QList<Finding> findings;
    int run = 0;
};

LiveReview::LiveReview(const RuleSet& rules, const FormCatalogue& catalogue, const FormDocument& document,
                       const QList<FormDocument>& others, const FormFacts& facts)
    : state_(std::make_unique<State>(rules.data_->rules, rules.data_->words, catalogue, document, others, facts)) {
    state_->reviewAll();
}

LiveReview::~LiveReview() = default;
LiveReview::LiveReview(LiveReview&&) noexcept = default;
LiveReview& LiveReview::operator=(LiveReview&&) noexcept = default;

const QList<Finding>& LiveReview::findings() const { return state_->findings; }
int LiveReview::rulesRun() const { return state_->run; }
int LiveReview::rulesInAll() const { return int(state_->rules.size()); }

const QList<Finding>& LiveReview::update(const FormDocument& document, const QList<FieldPath>& changed) {
    const bool whole = document.form != state_->document.form || document.fiscalYear != state_->document.fiscalYear ||
                       changed.contains(FieldPath{}) || state_->context->forms().empty();
    state_->document = document;
    if (whole)
        state_->reviewAll();
    else
        state_->update(changed);
    return state_->findings;
}

} // namespace jixiao
