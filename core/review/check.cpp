#include "core/review/check.h"

#include <algorithm>

namespace jixiao::review {

namespace {

QString filledIn(QString text, Check::Args args) {
    for (const auto& [name, value] : args)
        text.replace(u'{' + name + u'}', value);
    return text;
}

QHash<QString, CheckEntry> allChecks() {
    QHash<QString, CheckEntry> all;
    for (const auto& group :
         {identityChecks(), budgetChecks(), planChecks(), goalChecks(), structureChecks(), indicatorChecks(),
          valueChecks(), moneyChecks(), basisChecks(), crossFormChecks(), textChecks(), secrecyChecks()})
        for (const auto& entry : group)
            all.insert(entry.name, entry);
    return all;
}

} // namespace

bool Rule::appliesTo(const QString& form) const {
    const auto covers = [&](const QString& family) { return form == family || form.startsWith(family + u'.'); };
    return forms.isEmpty() || std::any_of(forms.begin(), forms.end(), covers);
}

void Check::add(const FieldPath& path, Args args, const QString& variant, const QList<FieldEdit>& edits) {
    Finding finding{rule_.id, rule_.severity, rule_.dimension, form.index, path, {}, {}};
    finding.message = filledIn(rule_.messages.value(variant), args);
    if (!edits.isEmpty()) finding.fix = Fix{filledIn(rule_.fixLabel, args), edits};
    findings_.append(finding);
}

const CheckEntry* findCheck(const QString& name) {
    static const QHash<QString, CheckEntry> checks = allChecks();
    const auto found = checks.constFind(name);
    return found == checks.cend() ? nullptr : &*found;
}

} // namespace jixiao::review
