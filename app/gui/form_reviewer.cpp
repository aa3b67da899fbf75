#include "app/gui/form_reviewer.h"

#include "app/gui/worker.h"
#include "core/review/live_review.h"

#include <utility>

namespace jixiao {

/// One open form and its rules at work.
struct FormReviewer::Session {
    Answer review(const Asked& asked, const FormCatalogue& catalogue, const RulesInForce& inForce) {
        const auto facts = workingFacts(asked.document, *asked.beside);
        const bool whole = !live || last.beside != asked.beside || rules != inForce.rules || facts != known;
        if (whole)
            live.emplace(*inForce.rules, catalogue, asked.document, asked.beside->documents(), facts);
        else
            live->update(asked.document, changedPlaces(last.document, asked.document));
        last = asked;
        known = facts;
        rules = inForce.rules;
        return {live->findings(),
                inForce.quality->of(live->findings()),
                {live->rulesRun(), live->rulesInAll(), whole, rules->version()}};
    }

    Asked last;
    FormFacts known;
    std::shared_ptr<const RuleSet> rules;
    std::optional<LiveReview> live;
};

FormReviewer::FormReviewer(QThreadPool& pool, const FormCatalogue& catalogue, const RuleShelf& rules)
    : pool_(pool), catalogue_(catalogue), rules_(rules), session_(std::make_shared<Session>()) {}

FormReviewer::~FormReviewer() = default;

void FormReviewer::review(const FormDocument& document, const std::shared_ptr<const UnitForms>& beside,
                          const QString& language) {
    asked_ = Asked{document, beside, language};
    start();
}

void FormReviewer::forget() {
    asked_.reset();
    session_ = std::make_shared<Session>();
}

void FormReviewer::start() {
    if (busy_ || !asked_) return;
    busy_ = true;
    const auto asked = *std::exchange(asked_, std::nullopt);
    runOnWorker(
        pool_, this,
        [session = session_, asked, &catalogue = catalogue_, &rules = rules_] {
            return session->review(asked, catalogue, rules.inForce(asked.language));
        },
        [this, session = session_, document = asked.document](const Answer& answer) {
            busy_ = false;
            if (session == session_) {
                effort_ = answer.effort;
                Q_EMIT reviewed(document, answer.findings, answer.quality);
            }
            start();
        });
}

FormFacts workingFacts(const FormDocument& document, const UnitForms& beside) {
    auto facts = beside.factsFor(document);
    facts.copy = FormFacts::Copy::Working;
    return facts;
}

QList<Finding> findingsOf(const FormDocument& document, const UnitForms& beside, const FormCatalogue& catalogue,
                          const RuleSet& rules) {
    return Reviewer(rules, catalogue).reviewOne(document, beside.documents(), workingFacts(document, beside));
}

} // namespace jixiao
