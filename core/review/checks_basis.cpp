#include "core/review/check.h"
#include "core/review/text.h"

namespace jixiao::review {

namespace {

const QString basisColumn = QStringLiteral("basis");

bool hasBasis(const ParsedForm& form) {
    return form.form.spec({QStringLiteral("indicators"), 0, basisColumn}) != nullptr;
}

void basisGeneric(Check& check) {
    if (!hasBasis(check.form)) return;
    const QStringList& generic = check.list(QStringLiteral("words"));
    for (const auto& indicator : check.form.indicators) {
        if (indicator.masked) continue;
        const QString basis = plain(indicator.basis);
        if (basis.isEmpty())
            check.report(indicator.at(basisColumn), {}, QStringLiteral("blank"));
        else if (generic.contains(basis))
            check.report(indicator.at(basisColumn), {{QStringLiteral("b"), indicator.basis}});
    }
}

void basisIsMethod(Check& check) {
    if (!hasBasis(check.form)) return;
    const QStringList& methods = check.list(QStringLiteral("words"));
    for (const auto& indicator : check.form.indicators)
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
    for (const auto& indicator : check.form.indicators) {
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
        {QStringLiteral("basis_generic"), basisGeneric, {words}, {QStringLiteral("blank")}},
        {QStringLiteral("basis_is_method"), basisIsMethod, {words}},
        {QStringLiteral("basis_mistyped"), basisMistyped, {words, QStringLiteral("map:typos")}},
    };
}

} // namespace jixiao::review
