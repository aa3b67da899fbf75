#include "app/gui/outcome_view_model.h"

#include "app/gui/format.h"
#include "app/gui/outcome_view_model_p.h"
#include "core/outcomes/form_tables.h"
#include "core/outcomes/reporting_rules.h"
#include "core/outcomes/value_entry.h"
#include "core/workflow/workflow.h"

#include <QDateTime>

namespace jixiao {

using outcomes::Period;
using outcomes::ReportValues;
namespace ReportField = outcomes::ReportField;

namespace {

constexpr int months = 12;

QVariantMap choice(const QString& value, const QString& label) {
    return {{QStringLiteral("value"), value}, {QStringLiteral("label"), label}};
}

QDate dayOf(const Services& services) { return QDateTime::fromMSecsSinceEpoch(services.clock().nowMs()).date(); }

} // namespace

OutcomeViewModel::OutcomeViewModel(Services& services) : services_(services) {
    saveTimer_.setSingleShot(true);
    connect(&saveTimer_, &QTimer::timeout, this, &OutcomeViewModel::saveNow);
    connect(&services, &Services::formsChanged, this, [this](const Id& scope) {
        // Own reports are on screen already; the form itself may change in the editor.
        const bool own = scope == id_ && (!pending_.isEmpty() || !sent_.isEmpty());
        if (!id_.isNull() && (scope.isNull() || (scope == id_ && !own))) reload();
    });
    connect(&services, &Services::closed, this, &OutcomeViewModel::close);
}

OutcomeViewModel::~OutcomeViewModel() = default;

Result<OutcomeViewModel::Loaded> OutcomeViewModel::load(Store& store, const FormCatalogue& catalogue, IdSource& ids,
                                                        const Id& declaration) {
    auto document = FormRepository(store, catalogue, ids).load(declaration);
    if (!document) return document.error();
    auto summary = store.formSummary(declaration);
    if (!summary) return summary.error();
    auto reports = store.children(declaration, RecordType::report);
    if (!reports) return reports.error();
    Loaded loaded{*std::move(document), *std::move(summary), outcomes::FormReports(*reports)};
    if (auto read = loadEvidence(store, declaration, loaded); !read) return read.error();
    return loaded;
}

void OutcomeViewModel::open(const QString& formId) {
    const auto id = Id::fromString(formId);
    if (!id || services_.store() == nullptr) return;
    saveNow();
    reset();
    id_ = *id;
    clearError();
    loading_ = true;
    Q_EMIT opened();
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), &ids = services_.ids(), declaration = id_](Store& store) {
            return load(store, catalogue, ids, declaration);
        },
        [this, generation = generation_](const Result<Loaded>& loaded) {
            if (generation != generation_) return;
            loading_ = false;
            if (!loaded) {
                close();
                return fail(loaded.error());
            }
            show(*loaded, true);
        });
}

void OutcomeViewModel::reload() {
    if (services_.store() == nullptr) return;
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), &ids = services_.ids(), declaration = id_](Store& store) {
            return load(store, catalogue, ids, declaration);
        },
        [this, generation = generation_](const Result<Loaded>& loaded) {
            if (generation == generation_ && !loading_ && loaded) show(*loaded, false);
        });
}

void OutcomeViewModel::show(const Loaded& loaded, bool fresh) {
    document_ = loaded.document;
    summary_ = loaded.summary;
    reports_ = loaded.reports;
    evidence_ = loaded.evidence;
    present_ = loaded.present;
    thumbnails_ = loaded.thumbnails;
    if (fresh) {
        pending_ = kept_.take(id_);
        period_ = outcomes::ReportingRules::builtIn().periodAt(document_.fiscalYear, dayOf(services_));
        setSaveState(pending_.isEmpty() ? SaveState::Saved : SaveState::Saving);
        if (!pending_.isEmpty()) saveTimer_.start(0);
    }
    // What was typed meanwhile stays on top.
    for (const auto& sent : std::as_const(sent_))
        if (sent.form == id_) reports_.overlay(sent.values);
    reports_.overlay(pending_);
    refresh();
    Q_EMIT opened();
    if (fresh) Q_EMIT periodChanged();
}

void OutcomeViewModel::close() {
    saveNow();
    if (id_.isNull()) return;
    reset();
    Q_EMIT opened();
    Q_EMIT periodChanged();
    // The page goes first: views must not lose their rows while they still stand.
    QTimer::singleShot(0, this, [this, generation = generation_] {
        if (generation == generation_) refresh();
    });
}

void OutcomeViewModel::reset() {
    // The store may be gone already; what it could not take waits here for the form to be opened again.
    if (!pending_.isEmpty()) kept_[id_].insert(std::exchange(pending_, {}));
    ++generation_;
    saveTimer_.stop();
    id_ = {};
    document_ = {};
    summary_ = {};
    reports_ = {};
    evidence_.clear();
    present_.clear();
    thumbnails_.clear();
    closePicture();
    period_ = {};
    undo_.clear();
    loading_ = false;
}

void OutcomeViewModel::choosePeriod(const QString& period) {
    const auto chosen = Period::fromString(period);
    if (!chosen || chosen->year != period_.year || *chosen == period_) return;
    saveNow();
    period_ = *chosen;
    Q_EMIT periodChanged();
    refresh();
}

void OutcomeViewModel::chooseProfile(const QString& profile) {
    if (profile == sheet_.profile || scoring::ScoringRules::builtIn().profile(profile) == nullptr) return;
    edit({{{Id(), {document_.fiscalYear, 0}, ReportField::weightProfile}, profile}}, false);
}

OutcomeInput OutcomeViewModel::input(const Period& period) const {
    return {document_,
            *form(),
            reports_,
            period,
            reports_.value({Id(), {document_.fiscalYear, 0}, ReportField::weightProfile}),
            dayOf(services_),
            services_.clock().nowMs()};
}

/// Everything again: less than a millisecond.
void OutcomeViewModel::refresh() {
    sheet_ = form() != nullptr ? sheetOf(input(period_)) : OutcomeSheet{};
    const auto nowMs = services_.clock().nowMs();
    for (auto& row : sheet_.rows)
        row.files = evidenceItems(evidence_, present_, thumbnails_, row.id, period_.toString(), nowMs);
    rows_.setRows(sheet_.rows);
    Q_EMIT sheetChanged();
}

void OutcomeViewModel::fail(const Error& error) {
    error_ = ErrorInfo::from(error);
    Q_EMIT errorChanged();
}

void OutcomeViewModel::clearError() {
    if (!error_.isSet) return;
    error_ = {};
    Q_EMIT errorChanged();
}

void OutcomeViewModel::setSaveState(SaveState state) {
    saveState_ = state;
    Q_EMIT saveStateChanged();
}

const FormTemplate* OutcomeViewModel::form() const { return services_.catalogue().find(document_.form); }

QString OutcomeViewModel::title() const { return nameOf(summary_, services_.catalogue()); }

QString OutcomeViewModel::subtitle() const {
    if (form() == nullptr) return {};
    QStringList parts{form()->name, tr("%1 年").arg(document_.fiscalYear)};
    if (!summary_.projectCode.isEmpty()) parts += summary_.projectCode;
    return parts.join(QStringLiteral(" · "));
}

QString OutcomeViewModel::status() const { return statusName(summary_.status); }

bool OutcomeViewModel::isEditable() const {
    return !id_.isNull() && !loading_ && Workflow::builtIn().mayReport(summary_.state, services_.actor().roles);
}

QVariantList OutcomeViewModel::periods() const {
    if (form() == nullptr) return {};
    QVariantList list{choice(Period{document_.fiscalYear, 0}.toString(), periodName({document_.fiscalYear, 0}))};
    for (int month = 1; month <= months; ++month) {
        const Period period{document_.fiscalYear, month};
        list.append(choice(period.toString(), periodName(period)));
    }
    return list;
}

QString OutcomeViewModel::tallyLabel() const { return tr("%1月").arg(tallyMonth(period_, dayOf(services_)).month); }

QVariantList OutcomeViewModel::profiles() const {
    QVariantList list;
    for (const auto& profile : scoring::ScoringRules::builtIn().profiles)
        list.append(choice(profile.name, profile.label));
    return list;
}

QString OutcomeViewModel::moneyUnit() const {
    return form() != nullptr ? outcomes::moneyWord(document_, *form()) : QString();
}

QString OutcomeViewModel::fundsValue(const QString& field) const { return reports_.value({Id(), period_, field}); }

QString OutcomeViewModel::budget() const { return fundsValue(ReportField::budgetInForce); }
QString OutcomeViewModel::executed() const { return fundsValue(ReportField::executedAmount); }
QString OutcomeViewModel::fundsReason() const { return fundsValue(ReportField::deviationReason); }

QStringList OutcomeViewModel::deviationClasses() const { return outcomes::ReportingRules::builtIn().deviationClasses; }

} // namespace jixiao
