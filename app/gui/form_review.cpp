// The part of FormViewModel that reviews the form and shows findings and remarks at their places.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"
#include "app/gui/worker.h"

namespace jixiao {

QString FormViewModel::language() const { return services_.settings().value(Settings::Key::Language).toString(); }

void FormViewModel::review() {
    reviewTimer_.stop();
    if (form() != nullptr && services_.store() != nullptr) reviewer_.review(document_, beside_, language());
}

/// While keys go on being pressed the review follows them at its own pace; it does not wait for a pause.
void FormViewModel::reviewSoon() {
    if (!reviewTimer_.isActive()) reviewTimer_.start();
}

void FormViewModel::showReview(const FormDocument& document, const QList<Finding>& findings, const Quality& quality) {
    if (form() == nullptr) return;
    reviewed_ = document;
    findings_.setWarningsFirst(!isEditable());
    findings_.setFindings(findings, *form());
    spreadExplanations();
    quality_.setQuality(quality);
    spreadFindings();
    noteCounts();
}

/// For the list of forms; not before the unit's other forms have had their say.
void FormViewModel::noteCounts() {
    if (findingSiblings_ || services_.store() == nullptr) return;
    const ReviewCounts counts{findings_.errors(), findings_.warnings(), reviewer_.effort().rules};
    if (summary_.review == counts) return;
    summary_.review = counts;
    runInStore(
        *services_.store(), this, [id = id_, counts](Store& store) { return store.setReviewCounts(id, counts).ok(); },
        [this, id = id_](bool) { Q_EMIT services_.formsChanged(id); });
}

/// The worst finding of each place; the first of several.
void FormViewModel::spreadFindings() {
    QHash<QString, Finding> worst;
    for (const auto& finding : findings_.findings()) {
        const auto place = finding.path.toString();
        const auto known = worst.constFind(place);
        if (known == worst.cend() || finding.severity < known->severity) worst.insert(place, finding);
    }
    const auto spread = [&](FieldListModel& fields) {
        for (int f = 0; f < fields.items().size(); ++f) {
            const auto found = worst.constFind(fields.items().at(f).path.toString());
            fields.setFinding(f, found == worst.cend() ? std::nullopt : std::optional(*found));
        }
    };
    for (int s = 0; s < sections_.sections().size(); ++s) {
        const auto section = sections_.sections().at(s);
        if (section.fields) spread(*section.fields);
        if (section.rows) {
            for (const auto& row : section.rows->rows())
                spread(*row.fields);
            refreshGroups(s, *form()->table(section.spec.table));
            refreshDerived(s);
        }
        int errors = 0;
        int warnings = 0;
        for (const auto& finding : findings_.findings()) {
            const bool here = section.rows
                                  ? finding.path.table == section.spec.table
                                  : finding.path.table.isEmpty() && section.spec.fields.contains(finding.path.field);
            errors += here && finding.severity == Severity::Error ? 1 : 0;
            warnings += here && finding.severity == Severity::Warning ? 1 : 0;
        }
        sections_.setCounts(s, errors, warnings);
    }
}

QString FormViewModel::opinionKey(const FieldPath& path) const { return FormOpinions::keyOf(document_, path); }

QString FormViewModel::opinionAt(const FieldPath& path) const { return opinions_.value(opinionKey(path)); }

void FormViewModel::spreadOpinions() {
    for (int s = 0; s < sections_.sections().size(); ++s) {
        const auto section = sections_.sections().at(s);
        if (section.fields)
            for (int f = 0; f < section.fields->items().size(); ++f)
                section.fields->setOpinion(f, opinionAt(section.fields->items().at(f).path));
        if (!section.rows) continue;
        for (const auto& row : section.rows->rows())
            for (int f = 0; f < row.fields->items().size(); ++f)
                row.fields->setOpinion(f, opinionAt(row.fields->items().at(f).path));
        if (const auto* table = form() != nullptr ? form()->table(section.spec.table) : nullptr)
            refreshGroups(s, *table);
        refreshDerived(s);
    }
}

} // namespace jixiao
