#include "core/outcomes/form_reports.h"

#include <QSet>

namespace jixiao::outcomes {

namespace {

const QString yes = QStringLiteral("1");

/// Name space of reportId(); any fixed one will do as long as it never changes.
const QUuid reportNames(0x6a0f9d52, 0x3c1e, 0x4b7a, 0x9e, 0x55, 0x21, 0xd8, 0x70, 0x4c, 0x13, 0xaf);

} // namespace

QString Period::toString() const {
    return isYear() ? QString::number(year) : QStringLiteral("%1-%2").arg(year).arg(month, 2, 10, QLatin1Char('0'));
}

std::optional<Period> Period::fromString(const QString& text) {
    constexpr int yearDigits = 4;
    constexpr int monthDigits = 7;
    if (text.size() != yearDigits && (text.size() != monthDigits || text.at(yearDigits) != u'-')) return std::nullopt;
    bool isNumber = false;
    Period period{text.left(yearDigits).toInt(&isNumber), 0};
    if (!isNumber || period.year < 1) return std::nullopt;
    if (text.size() == yearDigits) return period;
    period.month = text.mid(yearDigits + 1).toInt(&isNumber);
    if (!isNumber || period.month < 1 || period.month > 12) return std::nullopt;
    return period;
}

Id reportId(const Id& declaration, const Id& row, const Period& period) {
    const auto name = declaration.toBytes() + row.toBytes() + period.toString().toLatin1();
    return Id(QUuid::createUuidV5(reportNames, name));
}

FormReports::FormReports(const QList<Record>& records) {
    for (const auto& record : records) {
        if (record.type != RecordType::report || record.deleted) continue;
        const auto period = Period::fromString(record.value(ReportField::period));
        const auto about = record.value(Field::about);
        const auto row = about.isEmpty() ? Id() : Id::fromString(about).value_or(Id());
        if (!period || row.isNull() != about.isEmpty()) continue;
        for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
            values_.insert({row, *period, field.key()}, field->value);
    }
}

std::optional<FormReports::Earlier> FormReports::before(const Id& row, const Period& period) const {
    std::optional<Earlier> newest;
    for (int month = 1; month <= 12; ++month) {
        const Period earlier{period.year, month};
        if (!(earlier < period)) break;
        const auto actual = value({row, earlier, ReportField::actualValue});
        if (!actual.trimmed().isEmpty()) newest = Earlier{earlier, actual};
    }
    return newest;
}

int FormReports::filled(const Period& period) const {
    QSet<Id> rows;
    for (auto it = values_.cbegin(); it != values_.cend(); ++it) {
        const auto& place = it.key();
        const bool tells = place.field == ReportField::actualValue || place.field == ReportField::notApplicable;
        if (tells && place.period == period && !place.row.isNull() && !it->trimmed().isEmpty()) rows.insert(place.row);
    }
    return int(rows.size());
}

scoring::ReportedForm FormReports::toReported(const QList<FormRow>& rows, const Period& period) const {
    scoring::ReportedForm form;
    form.month = period.month;
    form.budgetInForce = value({{}, period, ReportField::budgetInForce});
    form.executedAmount = value({{}, period, ReportField::executedAmount});
    form.fundsReason = value({{}, period, ReportField::deviationReason});
    for (int i = 0; i < rows.size(); ++i) {
        const auto of = [&](const QString& field) { return value({rows[i].id, period, field}); };
        scoring::ReportedOutcome reported;
        reported.row = i;
        reported.outcome.actual = of(ReportField::actualValue);
        reported.outcome.notApplicable = of(ReportField::notApplicable);
        reported.outcome.reason = of(ReportField::deviationReason);
        reported.outcome.evidence = of(ReportField::evidence);
        reported.outcome.score = of(ReportField::score);
        reported.outcome.sampleSize = of(ReportField::sampleSize);
        reported.outcome.surveyDate = of(ReportField::surveyDate);
        reported.outcome.targetTooLow = of(ReportField::targetTooLow) == yes;
        form.indicators.append(reported);
    }
    return form;
}

QList<ReportChange> changesOf(const Id& declaration, const ReportValues& values) {
    QList<ReportChange> changes;
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        const auto& place = it.key();
        const bool next =
            changes.isEmpty() || changes.last().row != place.row || !(changes.last().period == place.period);
        if (next) changes.append({reportId(declaration, place.row, place.period), place.row, place.period, {}});
        changes.last().values.insert(place.field, it.value());
    }
    return changes;
}

} // namespace jixiao::outcomes
