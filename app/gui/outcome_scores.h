#pragma once

#include "app/gui/outcome_rows_model.h"
#include "core/outcomes/form_reports.h"
#include "core/outcomes/scored_form.h"

#include <QDate>

namespace jixiao {

/// Everything the page of outcomes shows of one form for one period.
struct OutcomeSheet {
    QList<OutcomeRowsModel::Row> rows;
    bool scores = false;  ///< a whole year of a table of indicators: weights, a total, a grade
    bool funds = false;   ///< amounts are asked for
    QString profile;      ///< of the weights, used in the end
    QString budgetHint;   ///< the amount that counts while none is typed
    QString fundsProblem; ///< an amount that cannot be read
    QString rate, executionScore, executionWeight, executionFrom, fundsLight, fundsLightFrom;
    QStringList fundsNeeds;
    QString total, maximum, totalFrom, grade, checkLight, checkFrom;
    QStringList notes;
    QString light; ///< the worst of all
};

/// What a sheet is made from. `today` decides which month a tally of a whole year counts in.
struct OutcomeInput {
    const FormDocument& document;
    const FormTemplate& form;
    const outcomes::FormReports& reports;
    outcomes::Period period;
    QString profile; ///< "" = the one the form names
    QDate today;
    qint64 nowMs = 0;
};

/// Pure; any thread; well below a millisecond for sixty indicators.
OutcomeSheet sheetOf(const OutcomeInput& input);

/// The form scored for the sheet's year or month, with amounts that cannot be read left out.
Result<outcomes::ScoredForm> scoredOf(const OutcomeInput& input);

/// The month a tally belongs to: that of the period, or of today within the year.
outcomes::Period tallyMonth(const outcomes::Period& period, const QDate& today);
/// "1–7月", "全年".
QString periodName(const outcomes::Period& period);

} // namespace jixiao
