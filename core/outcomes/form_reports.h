#pragma once

#include "core/base/text_name.h"
#include "core/domain/record.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/scoring/outcomes.h"

#include <QDate>
#include <QMap>

#include <optional>
#include <tuple>

namespace jixiao::outcomes {

/// What a report is about: a whole year, or a year up to the end of one of its months.
struct Period {
    int year = 0;
    int month = 0; ///< 1–12; 0 = the whole year

    QString toString() const; ///< "2025", "2025-07"
    static std::optional<Period> fromString(const QString& text);
    bool isYear() const { return month == 0; }
    int upTo() const { return month == 0 ? 12 : month; } ///< the last month it covers
    friend bool operator==(const Period&, const Period&) = default;
    friend bool operator<(const Period& a, const Period& b) {
        return std::make_tuple(a.year, a.upTo(), a.isYear()) < std::make_tuple(b.year, b.upTo(), b.isYear());
    }
};

/// Fields of a report, beside those of records in general (about, personId, personName, at). Values are raw.
namespace ReportField {
inline constexpr TextName period(u"period");
inline constexpr TextName actualValue(u"actualValue");
inline constexpr TextName deviationReason(u"deviationReason"); ///< of the funds: why the rate is low
inline constexpr TextName deviationClass(u"deviationClass");   ///< a word of the reporting data
inline constexpr TextName note(u"note");
inline constexpr TextName evidence(u"evidence"); ///< in words
inline constexpr TextName notApplicable(u"notApplicable");
inline constexpr TextName score(u"score"); ///< points given by a person
inline constexpr TextName sampleSize(u"sampleSize");
inline constexpr TextName surveyDate(u"surveyDate");
inline constexpr TextName targetTooLow(u"targetTooLow"); ///< "1" when confirmed
inline constexpr TextName count(u"count");               ///< of a month: how many were tallied in it
// of the funds
inline constexpr TextName budgetInForce(u"budgetInForce");
inline constexpr TextName executedAmount(u"executedAmount");
inline constexpr TextName weightProfile(u"weightProfile"); ///< "" = the one the form names
} // namespace ReportField

/// One value of one report. `row` is the record of the indicator's row, or null for the funds of the form.
struct ReportPlace {
    Id row;
    Period period;
    QString field;

    friend bool operator==(const ReportPlace&, const ReportPlace&) = default;
    friend bool operator<(const ReportPlace& a, const ReportPlace& b) {
        return std::tie(a.row, a.period, a.field) < std::tie(b.row, b.period, b.field);
    }
};
using ReportValues = QMap<ReportPlace, QString>;

/// The record of a report: the same on every device, so that two people who report on one indicator for one period
/// meet in one record and disagree field by field.
Id reportId(const Id& declaration, const Id& row, const Period& period);

/// Everything reported on one form.
class FormReports {
public:
    FormReports() = default;
    /// Of the children of a declaration; those that are no reports or cannot be read are left out.
    explicit FormReports(const QList<Record>& records);

    QString value(const ReportPlace& place) const { return values_.value(place); }
    void set(const ReportPlace& place, const QString& value) { values_.insert(place, value); }
    void overlay(const ReportValues& values) { values_.insert(values); }

    struct Earlier {
        Period period;
        QString value;
    };
    /// The newest actual value of a row from an earlier period of the same year.
    std::optional<Earlier> before(const Id& row, const Period& period) const;
    /// Rows with an actual value, or a reason why there is none, for a period.
    int filled(const Period& period) const;

    /// As the formulas take it. Rows of `rows` that were not reported on are blank.
    scoring::ReportedForm toReported(const QList<FormRow>& rows, const Period& period) const;

private:
    ReportValues values_;
};

/// Where a report's fields go: row → period → field → value, one record each.
struct ReportChange {
    Id record;
    Id row;
    Period period;
    QMap<QString, QString> values;
};
/// Values grouped by the record they belong to.
QList<ReportChange> changesOf(const Id& declaration, const ReportValues& values);

} // namespace jixiao::outcomes
