#include "core/review/check.h"
#include "core/review/outcome.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

using ValueKind = TargetValue::Kind;

QString likelihood(const Check& check, const Indicator& indicator) {
    const auto* column = check.form.form.spec(indicator.at(QStringLiteral("likelihood")));
    return column ? check.form.form.canonicalWord(column->vocabulary, indicator.likelihood) : indicator.likelihood;
}

void reasonMissing(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        const auto light = lightOf(indicator, check.form.month, check.map(QStringLiteral("classes")));
        if (indicator.masked || (light != Light::Red && light != Light::Yellow)) continue;
        const bool classed = !indicator.hasReasonClasses || indicator.reasonClassed;
        if (classed && !indicator.reason.isEmpty()) continue;
        check.report(indicator.at(QStringLiteral("deviationReason")),
                     {{QStringLiteral("n"), indicator.name},
                      {QStringLiteral("a"), indicator.actual.raw()},
                      {QStringLiteral("t"), indicator.target.raw()},
                      {QStringLiteral("light"), light == Light::Red ? QStringLiteral("红灯") : QStringLiteral("黄灯")}},
                     classed ? QString() : QStringLiteral("class"));
    }
}

void measureMissing(Check& check) {
    const auto* table = check.form.form.table(QStringLiteral("indicators"));
    if (!table) return;
    const QString column =
        table->column(QStringLiteral("measure")) ? QStringLiteral("measure") : QStringLiteral("remark");
    for (const Indicator& indicator : check.rows())
        if (!indicator.masked && indicator.measure.isEmpty() &&
            check.list(QStringLiteral("words")).contains(likelihood(check, indicator)))
            check.report(indicator.at(column),
                         {{QStringLiteral("n"), indicator.name}, {QStringLiteral("v"), likelihood(check, indicator)}});
}

void adjustmentMissing(Check& check) {
    const auto& open = check.facts().adjustmentOpen;
    if (!open || *open) return;
    for (const Indicator& indicator : check.rows())
        if (check.list(QStringLiteral("words")).contains(likelihood(check, indicator)))
            check.report(indicator.at(QStringLiteral("likelihood")), {{QStringLiteral("n"), indicator.name}});
}

/// Counts grow over the year; levels may fall.
bool isCount(const Indicator& indicator) {
    return indicator.level2 == Kind::Quantity && indicator.actual.kind() == ValueKind::Number &&
           !indicator.actual.isShare() && !indicator.isRate && !indicator.isDownward();
}

void fellSinceLastPeriod(Check& check) {
    const auto& earlier = check.context.previousPeriod(check.form, check.words);
    if (earlier.isEmpty()) return;
    for (const Indicator& indicator : check.rows()) {
        const auto found = earlier.constFind(indicator.level2Word + indicator.plainName);
        if (found == earlier.cend() || indicator.masked || !isCount(indicator) || !isCount(*found)) continue;
        const bool same = found->actual.unit() == indicator.actual.unit();
        if (same && indicator.actual.value() < found->actual.value())
            check.report(indicator.at(indicator.actualColumn), {{QStringLiteral("n"), indicator.name},
                                                                {QStringLiteral("a"), indicator.actual.raw()},
                                                                {QStringLiteral("b"), found->actual.raw()}});
    }
}

/// Empty when the value reached fits the target, else which way it does not.
QString misfit(const Check& check, const Indicator& indicator) {
    const auto& target = indicator.target;
    const auto& actual = indicator.actual;
    if (actual.kind() == ValueKind::Blank || actual.kind() == ValueKind::Masked || indicator.masked) return {};
    if (target.kind() == ValueKind::Date) return actual.kind() == ValueKind::Date ? QString() : QStringLiteral("date");
    if (target.kind() != ValueKind::Number) return {};
    if (actual.kind() != ValueKind::Number) return QStringLiteral("text");
    const bool money = target.money() && actual.money();
    const bool share = target.isShare() && actual.isShare();
    if (money || share || target.unit() == actual.unit() || target.unit().isEmpty()) return {};
    if (!actual.unit().isEmpty()) return QStringLiteral("unit");
    const bool named = check.matches(QStringLiteral("unitInName"), indicator.name);
    return named || actual.value().isZero() ? QString() : QStringLiteral("unitless");
}

void actualMisfits(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        const QString how = indicator.actualColumn.isEmpty() ? QString() : misfit(check, indicator);
        if (how.isEmpty()) continue;
        const FieldPath path = indicator.at(indicator.actualColumn);
        const QString to = indicator.actual.raw().trimmed() + indicator.target.unit();
        check.reportFixable(path,
                            {{QStringLiteral("n"), indicator.name},
                             {QStringLiteral("a"), indicator.actual.raw()},
                             {QStringLiteral("t"), indicator.target.raw()},
                             {QStringLiteral("to"), to}},
                            how == QStringLiteral("unitless") ? QList<FieldEdit>{{path, to}} : QList<FieldEdit>(),
                            how == QStringLiteral("text") ? QString() : how);
    }
}

} // namespace

QList<CheckEntry> monitoringChecks() {
    const QString words = QStringLiteral("list:words");
    return {
        rowByRow({QStringLiteral("reason_missing"),
                  reasonMissing,
                  {QStringLiteral("map:classes")},
                  {QStringLiteral("class")}}),
        rowByRow({QStringLiteral("measure_missing"), measureMissing, {words}}),
        rowByRow({QStringLiteral("adjustment_missing"), adjustmentMissing, {words}}),
        rowByRow({QStringLiteral("fell_since_last_period"), fellSinceLastPeriod}),
        rowByRow({QStringLiteral("actual_misfits"),
                  actualMisfits,
                  {QStringLiteral("pattern:unitInName")},
                  {QStringLiteral("date"), QStringLiteral("unit"), QStringLiteral("unitless")},
                  true}),
    };
}

} // namespace jixiao::review
