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

constexpr std::size_t mostSpots = 8; ///< beyond, a rule is as well asked about the whole form

/// Where findings of a rule that looks at rows or cells one by one may stand after an edit: a row, or a field.
bool isAt(const FieldPath& path, const FieldPath& spot) {
    return path.row == spot.row && path.table == spot.table && (!spot.table.isEmpty() || path.field == spot.field);
}

/// What a rule is asked about after an edit.
struct Question {
    enum class Scope : char { Nothing, Spots, Form };
    Scope scope = Scope::Nothing;
    std::vector<int> spots; ///< indexes

    void add(int spot) {
        if (scope == Scope::Form) return;
        scope = Scope::Spots;
        if (spots.empty() || spots.back() != spot) spots.push_back(spot);
        if (spots.size() > mostSpots) scope = Scope::Form;
    }
};
using Scope = Question::Scope;

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
        renew(std::vector<Question>(size_t(rules.size()), Question{Scope::Form, {}}), {});
    }

    void update(const QList<FieldPath>& changed) {
        auto& form = context->front();
        const auto change = form.refresh(changed, words);
        context->reindex(form, change);
        QList<FieldPath> spots;
        std::vector<Question> questions(size_t(rules.size()));
        for (const auto& place : change.places)
            ask(place, true, spots, questions);
        for (const auto& place : change.inherited)
            ask(place, false, spots, questions);
        renew(questions, spots);
    }

    /// The rules that read a place, and whether their answers for other rows stay the same. What a row inherits stands
    /// in no cell of it.
    void ask(const FieldPath& place, bool inCell, QList<FieldPath>& spots, std::vector<Question>& questions) {
        const bool whole = !place.table.isEmpty() && place.row < 0;
        const FieldPath spot = place.table.isEmpty() ? place : FieldPath{place.table, place.row, {}};
        const auto known = std::find_if(spots.cbegin(), spots.cend(),
                                        [&](const FieldPath& path) { return path.row == spot.row && path == spot; });
        const int at = int(known - spots.cbegin());
        if (known == spots.cend()) spots.append(spot);
        for (const int i : readersOf(place.table + (whole ? u'/' : u'|') + place.field, place)) {
            const auto reach = rules[i]->reach;
            auto& question = questions[size_t(i)];
            if (reach == Reach::Cell && !inCell) continue;
            if (!whole && (reach == Reach::Cell || (reach == Reach::Row && !place.table.isEmpty())))
                question.add(at);
            else
                question.scope = Scope::Form;
        }
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
    void renew(const std::vector<Question>& questions, const QList<FieldPath>& spots) {
        QList<Finding> fresh;
        std::vector<Key> keys;
        run = 0;
        for (qsizetype i = 0; i < rules.size(); ++i) {
            const auto& [scope, asked] = questions[size_t(i)];
            if (scope == Scope::Nothing) continue;
            ++run;
            Check check(context->front(), *context, words, *rules[i], fresh);
            if (scope == Scope::Form) {
                rules[i]->check(check);
            } else {
                for (const int spot : asked) {
                    check.limitTo(spots.at(spot));
                    rules[i]->check(check);
                }
            }
            for (auto at = qsizetype(keys.size()); at < fresh.size(); ++at)
                keys.push_back({placement->of(fresh.at(at).path), int(i), at});
        }
        std::sort(keys.begin(), keys.end());
        const auto isOld = [&](qsizetype at) {
            const auto& question = questions[size_t(order[size_t(at)].rule)];
            return question.scope == Scope::Form ||
                   (question.scope == Scope::Spots &&
                    std::any_of(question.spots.begin(), question.spots.end(),
                                [&](int spot) { return isAt(findings.at(at).path, spots.at(spot)); }));
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
