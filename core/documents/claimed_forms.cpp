#include "core/documents/claimed_forms.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype hintLength = 2000;
constexpr qsizetype claimsTried = 8;    ///< forms may have been taken out of the file
constexpr int mostFalseClaims = 20'000; ///< then the labels alone have to do

bool isUsedIn(const FormTemplate& form, int year) { return year >= form.yearFrom && year <= form.yearTo; }

/// How far the words that tell sibling forms apart speak for a form.
int hintWeight(const FormTemplate& form, const FormDocument& document) {
    int weight = 0;
    for (auto it = form.recognise.cbegin(); it != form.recognise.cend(); ++it)
        if (const auto text = document.field(it.key()).left(hintLength); !text.isEmpty())
            weight += QRegularExpression(it.value()).match(text).hasMatch() ? 1 : -1;
    return weight;
}

} // namespace

std::optional<ClaimedForms::Claimed> ClaimedForms::readAt(qsizetype index) {
    if (source_.items.at(index).kind != SourceItem::Kind::Paragraph) return std::nullopt;
    const auto end = std::min(next_ + claimsTried, source_.claims.size());
    QSet<std::pair<QString, int>> tried;
    for (auto i = next_; i < end && falseClaims_ < mostFalseClaims; ++i) {
        const auto& claim = source_.claims.at(i);
        const auto* layout = layoutOf(claim);
        if (!layout || tried.contains({claim.form, claim.year})) continue;
        tried.insert({claim.form, claim.year});
        auto reading = readPrinted(*layout, source_, index, claim.year);
        if (reading && !readsLikeAnother(reading->document)) return Claimed{*std::move(reading), i};
        ++falseClaims_;
    }
    return std::nullopt;
}

const PrintedLayout* ClaimedForms::layoutOf(const FormClaim& claim) {
    const auto* form = catalogue_.find(claim.form);
    if (!form || !isUsedIn(*form, claim.year)) return nullptr;
    const auto known = layouts_.constFind(claim.form);
    return known != layouts_.cend() ? &*known : &*layouts_.insert(claim.form, PrintedLayout::of(*form));
}

qsizetype ClaimedForms::claimFor(const FormTemplate& form) const {
    const auto end = std::min(next_ + claimsTried, source_.claims.size());
    for (auto i = next_; i < end; ++i) {
        const auto& claim = source_.claims.at(i);
        if (claim.form == form.id && isUsedIn(form, claim.year)) return i;
    }
    return -1;
}

bool ClaimedForms::readsLikeAnother(const FormDocument& document) const {
    const auto* own = catalogue_.find(document.form);
    if (own == nullptr || hintWeight(*own, document) >= 0) return false;
    const auto& forms = catalogue_.forms();
    return std::any_of(forms.cbegin(), forms.cend(), [&](const FormTemplate& form) {
        return form.id != document.form && hintWeight(form, document) > 0;
    });
}

QList<Repair> ClaimedForms::leftOut(qsizetype claim, int number) const {
    const auto& said = source_.claims.at(claim);
    const auto* form = catalogue_.find(said.form);
    QList<Repair> repairs;
    for (const auto& name : said.leftOut) {
        const auto dot = name.lastIndexOf(u'.');
        const auto* table = form->table(name.left(dot));
        const auto* spec = table ? table->column(name.mid(dot + 1)) : form->field(name);
        if (!spec) continue;
        repairs.append({QStringLiteral("documents[%1].%2").arg(number).arg(name), QStringLiteral("unknown"),
                        QStringLiteral("“%1”填有内容，但这种表样不印出来，文件里没有，请另行补上。").arg(spec->label)});
    }
    return repairs;
}

} // namespace jixiao
