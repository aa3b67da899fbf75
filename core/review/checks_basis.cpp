#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

const QString basisColumn = QStringLiteral("basis");

bool hasBasis(const ParsedForm& form) {
    return form.form.spec({QStringLiteral("indicators"), 0, basisColumn}) != nullptr;
}

/// What the same indicator of the same project was based on a year earlier; empty when that says nothing either.
QString basisLastYear(const Check& check, const Indicator& indicator) {
    const auto* before = check.context.lastYear(check.form);
    if (!before || indicator.plainName.isEmpty()) return {};
    for (const auto& earlier : before->indicators)
        if (earlier.plainName == indicator.plainName && !earlier.masked &&
            !check.list(QStringLiteral("words")).contains(plain(earlier.basis)))
            return earlier.basis;
    return {};
}

void basisGeneric(Check& check) {
    if (!hasBasis(check.form)) return;
    const QStringList& generic = check.list(QStringLiteral("words"));
    for (const Indicator& indicator : check.rows()) {
        if (indicator.masked) continue;
        const QString basis = plain(indicator.basis);
        if (!basis.isEmpty() && !generic.contains(basis)) continue;
        const FieldPath path = indicator.at(basisColumn);
        const QString to = basisLastYear(check, indicator);
        check.reportFixable(path, {{QStringLiteral("b"), indicator.basis}, {QStringLiteral("to"), to}},
                            to.isEmpty() ? QList<FieldEdit>() : QList<FieldEdit>{{path, to}},
                            basis.isEmpty() ? QStringLiteral("blank") : QString());
    }
}

void basisIsMethod(Check& check) {
    if (!hasBasis(check.form)) return;
    const QStringList& methods = check.list(QStringLiteral("words"));
    for (const Indicator& indicator : check.rows())
        if (methods.contains(plain(indicator.basis)))
            check.report(indicator.at(basisColumn), {{QStringLiteral("b"), indicator.basis}});
}

/// The word a basis is one character away from; empty when it is a known word itself, or nothing is near.
QString likelyWord(const QString& basis, const QStringList& known) {
    if (known.contains(basis)) return {};
    for (const QString& word : known)
        if (word.size() >= 4 && differInOneCharacter(word, basis)) return word;
    return {};
}

void basisMistyped(Check& check) {
    if (!hasBasis(check.form)) return;
    const auto& known = check.list(QStringLiteral("words"));
    const auto& typos = check.map(QStringLiteral("typos"));
    for (const Indicator& indicator : check.rows()) {
        if (indicator.masked) continue;
        QString word = likelyWord(plain(indicator.basis), known);
        for (auto it = typos.cbegin(); word.isEmpty() && it != typos.cend(); ++it)
            if (indicator.basis.contains(it.key())) word = *it;
        if (!word.isEmpty())
            check.report(indicator.at(basisColumn),
                         {{QStringLiteral("b"), indicator.basis}, {QStringLiteral("w"), word}});
    }
}

} // namespace

QList<CheckEntry> basisChecks() {
    const QString words = QStringLiteral("list:words");
    return {
        rowByRow({QStringLiteral("basis_generic"), basisGeneric, {words}, {QStringLiteral("blank")}, true}),
        rowByRow({QStringLiteral("basis_is_method"), basisIsMethod, {words}}),
        rowByRow({QStringLiteral("basis_mistyped"), basisMistyped, {words, QStringLiteral("map:typos")}}),
    };
}

} // namespace jixiao::review
