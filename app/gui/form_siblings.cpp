// The part of FormViewModel that knows the unit's other forms: what the open form is compared with.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"
#include "core/outcomes/form_reports.h"
#include "core/review/text.h"
#include "core/workflow/snapshot.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr int siblingsPerJob = 8;

QString stampOf(const FormSummary& form) {
    return QStringLiteral("%1/%2/%3").arg(form.changedMs).arg(int(form.status)).arg(form.round);
}

/// The unit's forms of the same year and of the year before, and the forms of other units that tell something, oldest
/// first.
QList<FormSummary> siblingsOf(const Store& store, const FormCatalogue& catalogue, const FormSummary& own, int year) {
    QList<FormSummary> siblings;
    const auto all = store.formSummaries();
    if (!all) return siblings;
    const auto concerns = [&](const FormSummary& other) {
        if (other.unit == own.unit) return other.fiscalYear == year || other.fiscalYear == year - 1;
        const auto* form = catalogue.find(other.form);
        return other.fiscalYear == year && form != nullptr && UnitForms::concernsOthers(*form);
    };
    for (const auto& other : *all)
        if (other.id != own.id && concerns(other)) siblings.append(other);
    std::sort(siblings.begin(), siblings.end(), [](const FormSummary& a, const FormSummary& b) { return a.id < b.id; });
    return siblings;
}

/// What its decisions say about a form, oldest first: they are made with ids that grow.
void addDecisions(KnownForm& known, const Store& store, const FormSummary& form) {
    const auto decisions = store.children(form.id, RecordType::transition);
    if (!decisions) return;
    auto list = *decisions;
    std::sort(list.begin(), list.end(), [](const Record& a, const Record& b) { return a.id < b.id; });
    QString approvedHash;
    for (const auto& decision : list) {
        const auto action = decision.value(Field::action);
        if (action == actionName(Action::Adjust)) {
            known.adjusting = true;
        } else if (action == actionName(Action::Approve)) {
            known.adjusted = known.adjusted || known.adjusting;
            known.adjusting = false;
            approvedHash = decision.value(Field::snapshotHash);
        }
    }
    if (form.status != FormStatus::Approved) return;
    // The state alone is the server's word; an approval that is known here names the very content.
    const auto records = approvedHash.isEmpty() ? Result<QList<Record>>(QList<Record>()) : store.formRecords(form.id);
    known.approved = records && (approvedHash.isEmpty() || approvedHash == snapshotHash(*records));
}

/// What was reported for the year of the form.
void addReports(KnownForm& known, const Store& store, const Id& form) {
    const auto records = store.children(form, RecordType::report);
    if (!records || records->isEmpty()) return;
    const outcomes::FormReports reports(*records);
    const auto year = outcomes::Period{known.document->fiscalYear, 0};
    known.surveyed = QStringList();
    for (const auto& row : known.document->rows(QStringLiteral("indicators"))) {
        const auto reported = [&](const QString& field) {
            return !reports.value({row.id, year, field}).trimmed().isEmpty();
        };
        const QString name = review::plain(row.cell(QStringLiteral("name")));
        if (reported(outcomes::ReportField::sampleSize) && reported(outcomes::ReportField::surveyDate) &&
            reported(outcomes::ReportField::evidence))
            known.surveyed->append(name);
        if (reported(outcomes::ReportField::score)) known.scoredByHand.append(name);
    }
}

} // namespace

void FormViewModel::findSiblings() {
    if (services_.store() == nullptr || id_.isNull() || loading_) return;
    siblingsStale_ = findingSiblings_;
    if (findingSiblings_) return;
    findingSiblings_ = true;
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), own = summary_, year = document_.fiscalYear](Store& store) {
            return siblingsOf(store, catalogue, own, year);
        },
        [this, generation = generation_](const QList<FormSummary>& siblings) {
            if (generation != generation_) return;
            QMap<Id, Sibling> kept;
            QList<FormSummary> wanted;
            for (const auto& form : siblings) {
                const auto known = known_.constFind(form.id);
                if (known != known_.cend() && known->stamp == stampOf(form))
                    kept.insert(form.id, *known);
                else
                    wanted.append(form);
            }
            const bool same = wanted.isEmpty() && kept.size() == known_.size();
            known_ = kept;
            loadSiblings(wanted, 0, same);
        });
}

/// In small jobs, so that an autosave never waits long behind them.
void FormViewModel::loadSiblings(const QList<FormSummary>& wanted, int from, bool same) {
    if (from >= wanted.size() || services_.store() == nullptr) return haveSiblings(same);
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), &source = services_.ids(),
         part = wanted.mid(from, siblingsPerJob)](Store& store) {
            QMap<Id, Sibling> loaded;
            const FormRepository repository(store, catalogue, source);
            for (const auto& form : part) {
                auto document = repository.load(form.id);
                if (!document && document.error().code != ErrorCode::TemplateInvalid) continue;
                Sibling sibling{stampOf(form), {}};
                if (document) {
                    sibling.form.document = std::make_shared<const FormDocument>(*std::move(document));
                    addDecisions(sibling.form, store, form);
                    addReports(sibling.form, store, form.id);
                }
                loaded.insert(form.id, sibling);
            }
            return loaded;
        },
        [this, wanted, from, same, generation = generation_](const QMap<Id, Sibling>& loaded) {
            if (generation != generation_) return;
            known_.insert(loaded);
            loadSiblings(wanted, from + siblingsPerJob, same);
        });
}

void FormViewModel::haveSiblings(bool same) {
    findingSiblings_ = false;
    if (!same) {
        QList<KnownForm> forms;
        for (const auto& sibling : std::as_const(known_))
            if (sibling.form.document) forms.append(sibling.form); // else a form only a newer program knows
        beside_ = std::make_shared<const UnitForms>(forms, services_.catalogue());
    }
    // Once more even when there is nothing new: what was said before the others were known is not noted down.
    review();
    if (siblingsStale_) findSiblings();
}

} // namespace jixiao
