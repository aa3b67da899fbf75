#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

const QString targetColumn = QStringLiteral("target");
const Decimal whole(1);
using ValueKind = TargetValue::Kind;

/// Indicators whose target is one readable number.
QList<const Indicator*> withNumber(const Check& check) {
    QList<const Indicator*> found;
    for (const Indicator& indicator : check.rows())
        if (!indicator.masked && indicator.target.kind() == ValueKind::Number) found.append(&indicator);
    return found;
}

QString withSign(const Indicator& indicator, const QString& sign, const QString& unit) {
    return sign + indicator.target.value().toString() + unit;
}

void targetBlank(Check& check) {
    for (const Indicator& indicator : check.rows())
        if (!indicator.masked && indicator.target.kind() == ValueKind::Blank)
            check.report(indicator.at(targetColumn), {{QStringLiteral("n"), indicator.name}});
}

bool isUpward(const Indicator& indicator) {
    return indicator.written && (indicator.op == Comparator::AtLeast || indicator.op == Comparator::Above);
}

void shareAtLeastAll(Check& check) {
    for (const auto* indicator : withNumber(check)) {
        const auto ratio = indicator->target.ratio();
        if (!indicator->isCapped || !isUpward(*indicator) || !ratio || *ratio != whole) continue;
        const QString to = withSign(*indicator, QStringLiteral("="), indicator->target.unit());
        const FieldPath path = indicator->at(targetColumn);
        check.reportFixable(path, {{QStringLiteral("n"), indicator->name}, {QStringLiteral("to"), to}}, {{path, to}});
    }
}

void shareAboveAll(Check& check) {
    for (const auto* indicator : withNumber(check)) {
        const auto ratio = indicator->target.ratio();
        if (indicator->isCapped && ratio && *ratio > whole)
            check.report(indicator->at(targetColumn),
                         {{QStringLiteral("n"), indicator->name}, {QStringLiteral("v"), indicator->target.raw()}});
    }
}

void percentSignMissing(Check& check) {
    const auto& unitInName = check.pattern(QStringLiteral("unitInName"));
    for (const auto* indicator : withNumber(check)) {
        const auto& target = indicator->target;
        if (!indicator->isRate || !target.unit().isEmpty() || unitInName.match(indicator->name).hasMatch()) continue;
        const FieldPath path = indicator->at(targetColumn);
        const QString sign = indicator->written ? comparatorSign(indicator->op) : QString();
        const QString to = withSign(*indicator, sign, QStringLiteral("%"));
        const bool certain = target.value() > whole && target.value() <= Decimal(100);
        const QList<FieldEdit> edits = certain ? QList<FieldEdit>{{path, to}} : QList<FieldEdit>{};
        check.reportFixable(
            path,
            {{QStringLiteral("n"), indicator->name}, {QStringLiteral("v"), target.raw()}, {QStringLiteral("to"), to}},
            edits);
    }
}

/// A share of exactly 100 % is written "=100%": the same meaning, and P55 has nothing to say about it.
QString signToWrite(const Indicator& indicator) {
    const auto ratio = indicator.target.ratio();
    const bool all = indicator.isCapped && indicator.op == Comparator::AtLeast && ratio && *ratio == whole;
    return all ? QStringLiteral("=") : comparatorSign(indicator.op);
}

void comparatorMissing(Check& check) {
    for (const auto* indicator : withNumber(check)) {
        if (indicator->written || indicator->op == Comparator::None) continue;
        const FieldPath path = indicator->at(targetColumn);
        const QString to = signToWrite(*indicator) + indicator->target.raw().trimmed();
        check.reportFixable(path, {{QStringLiteral("op"), comparatorSign(indicator->op)}, {QStringLiteral("to"), to}},
                            {{path, to}});
    }
}

void noGrading(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        const auto kind = indicator.target.kind();
        const bool words = kind == ValueKind::Qualitative || kind == ValueKind::Unreadable;
        if (words && !indicator.masked && indicator.scoring.isEmpty())
            check.report(indicator.at(targetColumn),
                         {{QStringLiteral("n"), indicator.name}, {QStringLiteral("v"), indicator.target.raw()}});
    }
}

void unreadable(Check& check) {
    for (const Indicator& indicator : check.rows())
        if (!indicator.masked && indicator.target.kind() == ValueKind::Unreadable)
            check.report(indicator.at(targetColumn), {{QStringLiteral("v"), indicator.target.raw()}});
}

void afterYearEnd(Check& check) {
    const int year = check.form.document.fiscalYear;
    if (year <= 0) return;
    for (const Indicator& indicator : check.rows())
        if (!indicator.masked && indicator.target.kind() == ValueKind::Date &&
            indicator.target.date() > QDate(year, 12, 31))
            check.report(indicator.at(targetColumn), {{QStringLiteral("v"), indicator.target.raw()},
                                                      {QStringLiteral("year"), QString::number(year)}});
}

void satisfactionRange(Check& check) {
    const Decimal& low = check.number(QStringLiteral("low"));
    const Decimal& high = check.number(QStringLiteral("high"));
    for (const Indicator& indicator : check.rows()) {
        const auto kind = indicator.target.kind();
        if (!indicator.isSatisfaction || indicator.masked || kind == ValueKind::Blank || kind == ValueKind::Unreadable)
            continue;
        const auto ratio = indicator.ratio();
        const auto percent = ratio ? ratio->times(Decimal(100)).valueOr(Decimal()) : Decimal();
        const bool outside = ratio && (percent < low || percent > high);
        if (outside || kind == ValueKind::Qualitative || kind == ValueKind::Date)
            check.report(indicator.at(targetColumn), {{QStringLiteral("v"), indicator.target.raw()}});
    }
}

void satisfactionFull(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        const auto ratio = indicator.ratio();
        if (indicator.isSatisfaction && !indicator.masked && ratio && *ratio == whole)
            check.report(indicator.at(targetColumn), {{QStringLiteral("v"), indicator.target.raw()}});
    }
}

} // namespace

QList<CheckEntry> valueChecks() {
    return {
        rowByRow({QStringLiteral("target_blank"), targetBlank}),
        rowByRow({QStringLiteral("share_at_least_all"), shareAtLeastAll, {}, {}, true}),
        rowByRow({QStringLiteral("share_above_all"), shareAboveAll}),
        rowByRow({QStringLiteral("percent_sign_missing"),
                  percentSignMissing,
                  {QStringLiteral("pattern:unitInName")},
                  {},
                  true}),
        rowByRow({QStringLiteral("comparator_missing"), comparatorMissing, {}, {}, true}),
        rowByRow({QStringLiteral("no_grading"), noGrading}),
        rowByRow({QStringLiteral("target_unreadable"), unreadable}),
        rowByRow({QStringLiteral("after_year_end"), afterYearEnd}),
        rowByRow({QStringLiteral("satisfaction_range"),
                  satisfactionRange,
                  {QStringLiteral("number:low"), QStringLiteral("number:high")}}),
        rowByRow({QStringLiteral("satisfaction_full"), satisfactionFull}),
    };
}

} // namespace jixiao::review
