#pragma once

#include "core/scoring/indicator.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QStringList>

namespace jixiao::scoring {

/// One indicator of an outcomes file, named by its row, its name, or both.
struct ReportedOutcome {
    int row = -1; ///< from 0, as in the path "indicators[3]"
    QString name;
    Outcome outcome;
};

/// What became of one form. Texts as written; blank where the file says nothing.
struct ReportedForm {
    int document = -1; ///< from 0, in the order of the forms file
    QString project;   ///< its name or code
    QString budgetInForce;
    QString executedAmount;
    QString fundsReason;
    QDate projectStart;
    int month = 0; ///< 1–12: a monitoring report up to the end of this month; 0: the whole year
    QList<ReportedOutcome> indicators;
};

/// Outcomes of the forms of one file:
/// {"format": "jixiao.outcomes/1",
///  "documents": [{"document": 0, "project": "…", "budgetInForce": "700.00", "executedAmount": "689.50",
///                 "fundsReason": "…", "projectStart": "2025-01-01", "month": 7,
///                 "indicators": [{"row": 0, "name": "…", "actualValue": "93%", "deviationReason": "…",
///                                 "evidence": "…", "notApplicable": "…", "score": "8.50", "targetTooLow": true,
///                                 "sampleSize": "200", "surveyDate": "2025-12-01"}]}]}
/// Every key but "format", "documents" and "indicators" may be left out; figures are strings. An indicator is named by
/// "row" or "name"; a form by "document" or "project", which a file of a single form does without.
struct Outcomes {
    QList<ReportedForm> forms;

    /// Strict, from untrusted bytes. Errors: JsonMalformed, FileTooLarge, InvalidInput naming the place (unknown key,
    /// wrong type, no such date or month, too long or too many).
    static Result<Outcomes> fromJson(const QByteArray& bytes);
};

/// One outcome per name, blank where nothing was reported. Nothing is dropped: error InvalidInput for a row that does
/// not exist, a name that fits no row or several, a row and a name that disagree, and a row reported twice.
Result<QList<Outcome>> placeOutcomes(const QList<ReportedOutcome>& reported, const QStringList& names);

/// Its own texts of a row that keeps them, as self-evaluation forms do: actualValue, deviationReason.
Outcome outcomeFromCells(const QMap<QString, QString>& cells);

} // namespace jixiao::scoring
