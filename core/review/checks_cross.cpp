#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

QString otherNames(const QList<const ParsedForm*>& forms, const ParsedForm& own) {
    QStringList names;
    for (const auto* form : forms)
        if (form != &own && names.size() < 3) names.append(form->name);
    return names.join(u'、');
}

void codeTwice(Check& check) {
    const auto same = check.context.withSameCode(check.form);
    if (same.size() < 2) return;
    check.report({{}, -1, QStringLiteral("project.code")},
                 {{QStringLiteral("v"), check.form.code}, {QStringLiteral("others"), otherNames(same, check.form)}});
}

void goalsAlike(Check& check) {
    const auto same = check.context.withSameGoals(check.form);
    if (same.size() < 2 || check.form.goals.isEmpty()) return;
    check.report(check.form.goals.first().path, {{QStringLiteral("others"), otherNames(same, check.form)}});
}

void targetsDiffer(Check& check) {
    for (const auto& indicator : check.form.indicators) {
        const auto kind = indicator.target.kind();
        if (indicator.masked || !indicator.isRate || kind == TargetValue::Kind::Blank) continue;
        QStringList targets;
        QStringList shown;
        for (const auto& place : check.context.withSameName(check.form, indicator)) {
            const auto& target = place.indicator->target;
            if (!place.indicator->isRate || target.kind() == TargetValue::Kind::Blank) continue;
            const QString value = squeezed(target.normalized());
            if (!targets.contains(value)) {
                targets.append(value);
                shown.append(target.raw().trimmed());
            }
        }
        if (targets.size() > 1)
            check.report(
                indicator.at(QStringLiteral("target")),
                {{QStringLiteral("n"), indicator.name}, {QStringLiteral("values"), shown.mid(0, 6).join(u'、')}});
    }
}

void countedTwice(Check& check) {
    for (const auto& indicator : check.form.indicators) {
        const auto& target = indicator.target;
        const bool counts = indicator.level2 == Kind::Quantity && target.kind() == TargetValue::Kind::Number &&
                            !target.isShare() && !indicator.money() && !indicator.masked;
        if (!counts) continue;
        QList<const ParsedForm*> same;
        for (const auto& place : check.context.withSameName(check.form, indicator)) {
            const auto& other = place.indicator->target;
            const bool equal =
                other.kind() == target.kind() && other.value() == target.value() && other.unit() == target.unit();
            if (equal && place.form != &check.form && !same.contains(place.form)) same.append(place.form);
        }
        if (!same.isEmpty())
            check.report(
                indicator.at(QStringLiteral("target")),
                {{QStringLiteral("n"), indicator.name}, {QStringLiteral("others"), otherNames(same, check.form)}});
    }
}

} // namespace

QList<CheckEntry> crossFormChecks() {
    return {
        {QStringLiteral("code_twice"), codeTwice},
        {QStringLiteral("goals_alike"), goalsAlike},
        {QStringLiteral("targets_differ"), targetsDiffer},
        {QStringLiteral("counted_twice"), countedTwice},
    };
}

} // namespace jixiao::review
