#include "app/gui/form_reviewer.h"

#include "app/gui/worker.h"
#include "core/review/live_review.h"

#include <utility>

namespace jixiao {

/// One open form and its rules at work.
struct FormReviewer::Session {
    Answer review(const Asked& asked, const FormCatalogue& catalogue) {
        const auto facts = workingFacts(asked.document, *asked.beside);
        const bool whole = !live || last.beside != asked.beside || last.rules != asked.rules || facts != known;
        if (whole)
            live.emplace(*asked.rules, catalogue, asked.document, asked.beside->documents(), facts);
        else
            live->update(asked.document, changedPlaces(last.document, asked.document));
        last = asked;
        known = facts;
        return {live->findings(), {live->rulesRun(), live->rulesInAll(), whole}};
    }

    Asked last;
    FormFacts known;
    std::optional<LiveReview> live;
};

FormReviewer::FormReviewer(QThreadPool& pool, const FormCatalogue& catalogue)
    : pool_(pool), catalogue_(catalogue), session_(std::make_shared<Session>()) {}

FormReviewer::~FormReviewer() = default;

void FormReviewer::review(const FormDocument& document, const std::shared_ptr<const UnitForms>& beside,
                          const RuleSet& rules) {
    asked_ = Asked{document, beside, &rules};
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
        pool_, this, [session = session_, asked, &catalogue = catalogue_] { return session->review(asked, catalogue); },
        [this, session = session_, document = asked.document](const Answer& answer) {
            busy_ = false;
            if (session == session_) {
                effort_ = answer.effort;
                Q_EMIT reviewed(document, answer.findings);
            }
            start();
        });
}

FormFacts workingFacts(const FormDocument& document, const UnitForms& beside) {
    auto facts = beside.factsFor(document);
    facts.copy = FormFacts::Copy::Working;
    return facts;
}

QList<Finding> findingsOf(const FormDocument& document, const UnitForms& beside, const FormCatalogue& catalogue) {
    return Reviewer(RuleSet::builtIn(), catalogue)
        .reviewOne(document, beside.documents(), workingFacts(document, beside));
}

} // namespace jixiao
