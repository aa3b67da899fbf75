#pragma once

#include "core/base/result.h"
#include "core/outcomes/form_reports.h"

#include <QByteArray>
#include <QDate>
#include <QStringList>

namespace jixiao::outcomes {

/// What has to be reported on every form of a year, and when.
struct ReportingTask {
    QString id;
    QString label;
    int upTo = 12;                                     ///< month its figures reach to, 1–12
    bool wholeYear = false;                            ///< the self-evaluation of the year
    int fromYear = 0, fromMonth = 1, fromDay = 1;      ///< first day to do it; years after the form's own
    int untilYear = 0, untilMonth = 12, untilDay = 31; ///< last day

    Period period(int fiscalYear) const { return {fiscalYear, wholeYear ? 0 : upTo}; }
    QDate from(int fiscalYear) const { return {fiscalYear + fromYear, fromMonth, fromDay}; }
    QDate until(int fiscalYear) const { return {fiscalYear + untilYear, untilMonth, untilDay}; }
};

/// When to report and how deviations are classed, read from assets/scoring/reporting.json. Immutable.
struct ReportingRules {
    QList<ReportingTask> tasks; ///< in the order of the year
    QStringList deviationClasses;

    /// What is to be done on a day for a form of a year: the newest task that has begun; null before the first.
    const ReportingTask* taskAt(int fiscalYear, const QDate& today) const;
    /// The period to begin with: that of taskAt(), else up to the month before `today`, else January.
    Period periodAt(int fiscalYear, const QDate& today) const;

    /// Errors: TemplateInvalid naming the place, JsonMalformed.
    static Result<ReportingRules> fromJson(const QByteArray& json);
    /// The rules in force; a broken file ends the program, which a test rules out. Any thread.
    static const ReportingRules& builtIn();
};

} // namespace jixiao::outcomes
