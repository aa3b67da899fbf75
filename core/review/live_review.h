#pragma once

#include "core/review/review.h"

#include <memory>

namespace jixiao {

/// Where two versions of a form differ, as LiveReview::update() wants it: cells by their path, a table whose rows were
/// added, removed or moved by its own, and an empty path for another form or year.
QList<FieldPath> changedPlaces(const FormDocument& before, const FormDocument& after);

/// Reviews one form while it is being typed: after an edit only the rules that read the edited places run again, and
/// of a rule that looks at rows one by one only the edited row. Says at every moment what Reviewer::reviewOne would.
/// Not for several threads at once.
class LiveReview {
public:
    /// Rules and catalogue must outlive it; the documents are copied (they share their data).
    LiveReview(const RuleSet& rules, const FormCatalogue& catalogue, const FormDocument& document,
               const QList<FormDocument>& others = {}, const FormFacts& facts = {});
    ~LiveReview();
    LiveReview(LiveReview&&) noexcept;
    LiveReview& operator=(LiveReview&&) noexcept;

    /// In the order of the form.
    const QList<Finding>& findings() const;
    /// The form after an edit of `changed`: a cell by its path; rows added, removed or moved by the path of their
    /// table; anything else (year, form) by an empty path, which reviews everything again.
    const QList<Finding>& update(const FormDocument& document, const QList<FieldPath>& changed);
    /// Other forms beside this one, or the same ones changed: reviews everything again.
    const QList<Finding>& setOthers(const QList<FormDocument>& others);
    /// How many rules the last update ran, of all that apply to the form.
    int rulesRun() const;
    int rulesInAll() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace jixiao
