#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

QString otherNames(const QList<const ParsedForm*>& forms, const ParsedForm& own) {
    QStringList names;
    for (const auto* form : forms) {
        if (form != &own) names.append(form->name);
        if (names.size() == 3) break;
    }
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
        const auto places = check.context.targetsOfName(check.form, indicator);
        if (places.size() < 2) continue;
        QStringList shown;
        for (const auto& place : places)
            shown.append(place.indicator->target.raw().trimmed());
        // Everywhere the same words, whatever order the forms came in: reasons are given for them.
        shown.sort();
        shown = shown.mid(0, 6);
        check.report(indicator.at(QStringLiteral("target")),
                     {{QStringLiteral("n"), indicator.name}, {QStringLiteral("values"), shown.join(u'、')}});
    }
}

void countedTwice(Check& check) {
    for (const auto& indicator : check.form.indicators) {
        QList<const ParsedForm*> same;
        for (const auto& place : check.context.sameQuantity(check.form, indicator)) {
            if (place.form != &check.form && !same.contains(place.form)) same.append(place.form);
            if (same.size() == 3) break;
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
