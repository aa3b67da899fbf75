#include "core/review/check.h"
#include "core/review/outcome.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

using ValueKind = TargetValue::Kind;

const QString actualColumn = QStringLiteral("actualValue");
const QString reasonColumn = QStringLiteral("deviationReason");

std::optional<Decimal> number(const QString& text) {
    if (text.isEmpty()) return std::nullopt;
    const auto value = Decimal::parse(text);
    return value ? std::optional(*value) : std::nullopt;
}

void lostPointsUnexplained(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        const auto score = number(indicator.score);
        const auto weight = number(indicator.weight);
        if (score && weight && *score < *weight && indicator.reason.isEmpty() && !indicator.masked)
            check.report(indicator.at(reasonColumn), {{QStringLiteral("n"), indicator.name},
                                                      {QStringLiteral("v"), indicator.score},
                                                      {QStringLiteral("w"), indicator.weight}});
    }
}

void farAboveTarget(Check& check) {
    for (const Indicator& indicator : check.rows()) {
        const auto values = reached(indicator);
        if (!values || indicator.masked || !indicator.isUpward() || !indicator.reason.isEmpty()) continue;
        const auto percent = percentOf(values->actual, values->target);
        if (percent && *percent > check.number(QStringLiteral("percent")))
            check.report(indicator.at(actualColumn), {{QStringLiteral("n"), indicator.name},
                                                      {QStringLiteral("a"), indicator.actual.raw()},
                                                      {QStringLiteral("t"), indicator.target.raw()},
                                                      {QStringLiteral("p"), percent->rounded(2).toString() + u'%'}});
    }
}

void actualsAreTargets(Check& check) {
    int filled = 0;
    for (const auto& indicator : check.form.indicators) {
        if (indicator.actual.kind() == ValueKind::Blank || indicator.masked) continue;
        ++filled;
        if (squeezed(indicator.actual.normalized()) != squeezed(indicator.target.normalized())) return;
    }
    if (Decimal(filled) >= check.number(QStringLiteral("rows")))
        check.report({QStringLiteral("indicators"), -1, {}}, {{QStringLiteral("n"), QString::number(filled)}});
}

bool sameTarget(const QString& a, const QString& b) {
    return squeezed(TargetValue::parse(a).normalized()) == squeezed(TargetValue::parse(b).normalized());
}

void differsFromApproved(Check& check) {
    const auto& approved = check.facts().approved;
    if (!approved) return;
    QHash<QString, FormRow> rows;
    for (const auto& row : approved->rows(QStringLiteral("indicators")))
        rows.insert(plain(row.cell(QStringLiteral("name"))), row);
    for (const Indicator& indicator : check.rows()) {
        const auto found = rows.constFind(indicator.plainName);
        if (found == rows.cend() || indicator.masked || indicator.plainName.isEmpty()) continue;
        const QString target = found->cell(QStringLiteral("target"));
        const QString written = check.form.document.value(indicator.at(QStringLiteral("target")));
        if (!target.trimmed().isEmpty() && !sameTarget(target, written) &&
            !sameTarget(target, indicator.target.raw())) {
            const FieldPath path = indicator.at(QStringLiteral("target"));
            check.reportFixable(
                path,
                {{QStringLiteral("n"), indicator.name}, {QStringLiteral("a"), written}, {QStringLiteral("to"), target}},
                {{path, target}});
        }
        const auto weight = number(found->cell(QStringLiteral("weight")).trimmed());
        const auto own = number(indicator.weight);
        if (weight && own && *weight != *own) {
            const FieldPath path = indicator.at(QStringLiteral("weight"));
            const QString to = weight->toString();
            check.reportFixable(path,
                                {{QStringLiteral("n"), indicator.name},
                                 {QStringLiteral("a"), indicator.weight},
                                 {QStringLiteral("to"), to}},
                                {{path, to}}, QStringLiteral("weight"));
        }
    }
}

void surveyMissing(Check& check) {
    const auto& surveyed = check.facts().surveyedRows;
    if (!surveyed) return;
    const auto rows = check.form.document.rows(QStringLiteral("indicators"));
    for (const Indicator& indicator : check.rows()) {
        const bool asked = indicator.isSatisfaction && indicator.actual.kind() != ValueKind::Blank;
        if (asked && !indicator.masked && !surveyed->contains(rows.value(indicator.row).id))
            check.report(indicator.at(actualColumn), {{QStringLiteral("n"), indicator.name}});
    }
}

void adjustmentUnexplained(Check& check) {
    const auto& recorded = check.facts().adjustmentRecorded;
    const auto* whole = check.form.wholeFund();
    if (!recorded || *recorded || !whole || !whole->initial.value || !whole->inForce.value) return;
    const Decimal before(whole->initial.value->fen());
    const auto change = percentOf(distance(Decimal(whole->inForce.value->fen()), before), before);
    if (change && *change > check.number(QStringLiteral("percent")) && whole->reason.isEmpty())
        check.report(whole->inForce.path, {{QStringLiteral("p"), change->rounded(2).toString() + u'%'},
                                           {QStringLiteral("a"), ParsedForm::wan(*whole->initial.value)},
                                           {QStringLiteral("b"), ParsedForm::wan(*whole->inForce.value)}});
}

} // namespace

QList<CheckEntry> evaluationChecks() {
    return {
        rowByRow({QStringLiteral("lost_points_unexplained"), lostPointsUnexplained}),
        rowByRow({QStringLiteral("far_above_target"), farAboveTarget, {QStringLiteral("number:percent")}}),
        {QStringLiteral("actuals_are_targets"), actualsAreTargets, {QStringLiteral("number:rows")}},
        rowByRow({QStringLiteral("differs_from_approved"), differsFromApproved, {}, {QStringLiteral("weight")}, true}),
        rowByRow({QStringLiteral("survey_missing"), surveyMissing}),
        {QStringLiteral("adjustment_unexplained"), adjustmentUnexplained, {QStringLiteral("number:percent")}},
    };
}

} // namespace jixiao::review
