#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/scoring/evaluation.h"
#include "core/scoring/outcomes.h"
#include "core/scoring/standard.h"

#include <optional>

namespace jixiao::outcomes {

/// A form with its outcomes and what they are worth. `rows` are the rows of `table` that hold something; the other
/// lists are parallel to it.
struct ScoredForm {
    int document = 0; ///< place in the list of forms it was taken from
    const FormTemplate* form = nullptr;
    QString table;
    QList<int> rows;
    QList<scoring::Indicator> indicators;
    QList<scoring::Outcome> outcomes;
    scoring::Funds funds;
    std::optional<scoring::SelfEvaluation> evaluation; ///< of a table of indicators, for the whole year
    QList<scoring::StandardScore> standards;           ///< of a table of graded standards
    int month = 0;                                     ///< not 0: lights instead of scores
    QList<scoring::LightLine> lights;
    scoring::LightLine fundsLight;
};

struct ScoreOptions {
    QString profile; ///< "" = the one the form names
    scoring::StandardPoints points = scoring::StandardPoints::Interpolated;
};

/// Scores one form of a known kind by what was reported on it. Errors: InvalidInput naming what does not fit together.
/// Pure; any thread.
Result<ScoredForm> scoreForm(const FormDocument& document, const scoring::ReportedForm& reported,
                             const FormTemplate& form, const ScoreOptions& options);

/// Scores the forms the outcomes name; without outcomes those that hold actual values themselves. Errors as above.
Result<QList<ScoredForm>> scoreForms(const QList<FormDocument>& documents,
                                     const std::optional<scoring::Outcomes>& outcomes, const FormCatalogue& catalogue,
                                     const ScoreOptions& options);

/// The evaluation as a filled-in self-evaluation form of any template that has columns for actual values and scores.
/// Rows get no ids. Errors: InvalidInput when the template or the evaluation has none.
Result<FormDocument> fillEvaluation(const ScoredForm& scored, const FormDocument& source, const FormTemplate& form);

} // namespace jixiao::outcomes
