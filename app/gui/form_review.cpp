// The part of FormViewModel that reviews the form and shows findings and remarks at their places.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"
#include "app/gui/worker.h"

namespace jixiao {

namespace {

constexpr int siblingsPerJob = 8;

} // namespace

QList<Finding> findingsOf(const FormDocument& document, const QList<FormDocument>& siblings,
                          const FormCatalogue& catalogue) {
    FormFacts facts;
    facts.copy = FormFacts::Copy::Working;
    return Reviewer(RuleSet::builtIn(), catalogue).reviewOne(document, siblings, facts);
}

/// In small jobs, so that an autosave never waits long behind them.
void FormViewModel::loadSiblings(const QList<Id>& ids, int from) {
    if (from >= ids.size() || services_.store() == nullptr) {
        if (!ids.isEmpty()) review();
        return;
    }
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), &source = services_.ids(),
         part = ids.mid(from, siblingsPerJob)](Store& store) {
            QList<FormDocument> documents;
            FormRepository repository(store, catalogue, source);
            for (const auto& id : part)
                if (auto document = repository.load(id)) documents.append(*std::move(document));
            return documents;
        },
        [this, ids, from, generation = generation_](const QList<FormDocument>& documents) {
            if (generation != generation_) return;
            siblings_ += documents;
            loadSiblings(ids, from + siblingsPerJob);
        });
}

void FormViewModel::review() {
    if (form() == nullptr || services_.store() == nullptr) return;
    reviewTimer_.stop();
    runOnWorker(
        services_.workers(), this,
        [document = document_, siblings = siblings_, &catalogue = services_.catalogue()] {
            return findingsOf(document, siblings, catalogue);
        },
        [this, document = document_, generation = generation_,
         serial = ++reviewSerial_](const QList<Finding>& findings) {
            if (generation != generation_ || serial != reviewSerial_ || form() == nullptr) return;
            reviewed_ = document;
            findings_.setWarningsFirst(!isEditable());
            findings_.setFindings(findings, *form());
            spreadExplanations();
            spreadFindings();
            if (summary_.errors == findings_.errors() && summary_.warnings == findings_.warnings()) return;
            summary_.errors = findings_.errors();
            summary_.warnings = findings_.warnings();
            if (services_.store() == nullptr) return;
            runInStore(
                *services_.store(), this,
                [id = id_, errors = summary_.errors, warnings = summary_.warnings](Store& store) {
                    return store.setReviewCounts(id, errors, warnings).ok();
                },
                [this](bool) { Q_EMIT services_.formsChanged(id_); });
        });
}

void FormViewModel::spreadFindings() {
    const auto worstAt = [this](const FieldPath& path) {
        std::optional<Finding> worst;
        for (const auto& finding : findings_.findings())
            if (finding.path == path && (!worst || finding.severity < worst->severity)) worst = finding;
        return worst;
    };
    const auto spread = [&](FieldListModel& fields) {
        for (int f = 0; f < fields.items().size(); ++f)
            fields.setFinding(f, worstAt(fields.items().at(f).path));
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
