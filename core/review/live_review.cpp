#include "core/review/live_review.h"

#include "core/review/placement.h"
#include "core/review/review_context.h"
#include "core/review/rule_set.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace jixiao {

using namespace review;

namespace {

constexpr qsizetype mostSpots = 8; ///< beyond, a rule is as well asked about the whole form

/// Where findings of a rule that looks at rows or cells one by one may stand after an edit: a row, or a field.
bool isAt(const FieldPath& path, const FieldPath& spot) {
    return path.row == spot.row && path.table == spot.table && (!spot.table.isEmpty() || path.field == spot.field);
}

/// What a rule is asked about after an edit.
enum class Scope : char { Nothing, Spots, Form };

} // namespace

struct LiveReview::State {
    State(const QList<Rule>& allRules, const Words& vocabulary, const FormCatalogue& forms, const FormDocument& form,
          const QList<FormDocument>& beside, const FormFacts& known)
        : all(allRules), words(vocabulary), catalogue(forms), document(form), others(beside), facts(known) {}

    void reviewAll() {
        rules.clear();
        for (const auto& rule : all)
            if (rule.appliesTo(document.form)) rules.append(&rule);
        context = std::make_unique<ReviewContext>();
        readers.clear();
        findings.clear();
        order.clear();
        run = int(rules.size());
        if (!context->addAll(document, others, facts, catalogue, words)) return;
        placement = std::make_unique<Placement>(context->front().form);
        renew(std::vector<Scope>(size_t(rules.size()), Scope::Form), {});
    }

    void update(const QList<FieldPath>& changed) {
        auto& form = context->front();
        const auto change = form.refresh(changed, words);
        context->reindex(form, change);
        QList<FieldPath> spots;
        for (const auto& place : change.places) {
            const FieldPath spot = place.table.isEmpty() ? place : FieldPath{place.table, place.row, {}};
            if (!spots.contains(spot)) spots.append(spot);
        }
        auto scopes = scopesOf(change.places);
        for (auto& scope : scopes)
            if (scope == Scope::Spots && spots.size() > mostSpots) scope = Scope::Form;
        renew(scopes, spots);
    }

    /// The rules that read a place, and whether their answers for other rows stay the same.
    std::vector<Scope> scopesOf(const QList<FieldPath>& places) {
        std::vector<Scope> scopes(size_t(rules.size()), Scope::Nothing);
        QStringList done;
        for (const auto& place : places) {
            const bool whole = !place.table.isEmpty() && place.row < 0;
            const QString key = place.table + (whole ? u'/' : u'|') + place.field;
            if (done.contains(key)) continue;
            done.append(key);
            for (const int i : readersOf(key, place)) {
                const auto reach = rules[i]->reach;
                const bool byRow = !whole && (reach == Reach::Cell || (reach == Reach::Row && !place.table.isEmpty()));
                auto& scope = scopes[size_t(i)];
                scope = std::max(scope, byRow ? Scope::Spots : Scope::Form);
            }
        }
        return scopes;
    }

    const std::vector<int>& readersOf(const QString& key, const FieldPath& place) {
        const auto known = readers.constFind(key);
        if (known != readers.cend()) return *known;
        std::vector<int> found;
        for (qsizetype i = 0; i < rules.size(); ++i)
            if (rules[i]->dependsOn(place, context->front().form)) found.push_back(int(i));
        return *readers.insert(key, found);
    }

    /// Asks the rules again and puts their findings in the place of those they had there.
    void renew(const std::vector<Scope>& scopes, const QList<FieldPath>& spots) {
        QList<Finding> fresh;
        std::vector<Key> keys;
        run = 0;
        for (qsizetype i = 0; i < rules.size(); ++i) {
            const auto scope = scopes[size_t(i)];
            if (scope == Scope::Nothing) continue;
            ++run;
            Check check(context->front(), *context, words, *rules[i], fresh);
            if (scope == Scope::Form) rules[i]->check(check);
            for (const auto& spot : scope == Scope::Spots ? spots : QList<FieldPath>()) {
                check.limitTo(spot);
                rules[i]->check(check);
            }
            for (auto at = qsizetype(keys.size()); at < fresh.size(); ++at)
                keys.push_back({placement->of(fresh.at(at).path), int(i), at});
        }
        std::sort(keys.begin(), keys.end());
        const auto isOld = [&](qsizetype at) {
            const auto scope = scopes[size_t(order[size_t(at)].rule)];
            return scope == Scope::Form ||
                   (scope == Scope::Spots && std::any_of(spots.begin(), spots.end(), [&](const FieldPath& spot) {
                        return isAt(findings.at(at).path, spot);
                    }));
        };
        QList<Finding> merged;
        std::vector<Key> mergedOrder;
        merged.reserve(findings.size() + fresh.size());
        mergedOrder.reserve(size_t(merged.capacity()));
        const auto take = [&](const Key& key, Finding& finding) {
            mergedOrder.push_back({key.place, key.rule, qsizetype(mergedOrder.size())});
            merged.append(std::move(finding));
        };
        auto next = keys.begin();
        for (qsizetype at = 0; at < findings.size(); ++at) {
            if (isOld(at)) continue;
            const auto& key = order[size_t(at)];
            for (; next != keys.end() && next->isBefore(key); ++next)
                take(*next, fresh[next->at]);
            take(key, findings[at]);
        }
        for (; next != keys.end(); ++next)
            take(*next, fresh[next->at]);
        findings = std::move(merged);
        order = std::move(mergedOrder);
    }

    /// Findings stand in the order of their places, those of one place in the order of the rules. All of one place and
    /// rule come from the same check, so the order it reports them in is enough beyond that.
    struct Key {
        Placement::Place place;
        int rule;
        qsizetype at;

        bool isBefore(const Key& other) const { return std::tie(place, rule) < std::tie(other.place, other.rule); }
        bool operator<(const Key& other) const {
            return std::tie(place, rule, at) < std::tie(other.place, other.rule, other.at);
        }
    };

    const QList<Rule>& all;
    QList<const Rule*> rules; ///< those for the form
    const Words& words;
    const FormCatalogue& catalogue;
    FormDocument document;
    QList<FormDocument> others;
    FormFacts facts;
    std::unique_ptr<ReviewContext> context;
    std::unique_ptr<Placement> placement;
    QHash<QString, std::vector<int>> readers; ///< rules by the place they read, as far as asked
    QList<Finding> findings;
    std::vector<Key> order; ///< of the findings
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

const QList<Finding>& LiveReview::setOthers(const QList<FormDocument>& others) {
    state_->others = others;
    state_->reviewAll();
    return state_->findings;
}

} // namespace jixiao
