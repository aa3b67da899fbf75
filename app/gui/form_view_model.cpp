#include "app/gui/form_view_model.h"

#include "app/gui/form_view_model_p.h"
#include "app/gui/format.h"
#include "app/gui/worker.h"

namespace jixiao {

namespace {

constexpr int reviewDelayMs = 50;

} // namespace

FormViewModel::FormViewModel(Services& services)
    : services_(services), reviewer_(services.workers(), services.catalogue(), services.rules()), history_(services) {
    saveTimer_.setSingleShot(true);
    reviewTimer_.setSingleShot(true);
    reviewTimer_.setInterval(reviewDelayMs);
    connect(&saveTimer_, &QTimer::timeout, this, &FormViewModel::saveNow);
    connect(&reviewTimer_, &QTimer::timeout, this, &FormViewModel::review);
    connect(&reviewer_, &FormReviewer::reviewed, this, &FormViewModel::showReview);
    connect(&services, &Services::formsChanged, this, [this](const Id& scope) {
        if (id_.isNull() || scope == id_) return; // own edits are on screen already
        if (scope.isNull()) reload();
        findSiblings();
    });
    connect(&services, &Services::closed, this, &FormViewModel::close);
    connect(&history_, &HistoryViewModel::restoreRequested, this, &FormViewModel::restore);
}

FormViewModel::~FormViewModel() = default;

Result<FormViewModel::Loaded> FormViewModel::load(Store& store, const FormCatalogue& catalogue, IdSource& ids,
                                                  const Id& declaration) {
    Loaded loaded;
    auto document = FormRepository(store, catalogue, ids).load(declaration);
    if (!document) return document.error();
    loaded.document = *std::move(document);
    auto summary = store.formSummary(declaration);
    if (!summary) return summary.error();
    loaded.summary = *std::move(summary);
    if (auto undo = store.undoState(declaration)) loaded.undo = *undo;
    loaded.opinions = FormOpinions::load(store, declaration);
    auto explanations = ExplanationRepository(store, ids).load(declaration);
    if (!explanations) return explanations.error();
    loaded.explanations = *std::move(explanations);
    return loaded;
}

void FormViewModel::open(const QString& formId) {
    const auto id = Id::fromString(formId);
    if (!id || services_.store() == nullptr) return;
    saveNow();
    reset();
    dropModels();
    id_ = *id;
    clearError();
    loading_ = true;
    Q_EMIT opened();
    Q_EMIT summaryChanged();
    Q_EMIT actionsChanged();
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), &ids = services_.ids(), declaration = id_,
         actor = services_.actor()](Store& store) {
            auto loaded = load(store, catalogue, ids, declaration);
            FormRepository repository(store, catalogue, ids);
            if (loaded && completeRows(repository, catalogue, loaded->document, actor))
                loaded = load(store, catalogue, ids, declaration);
            return loaded;
        },
        [this, generation = generation_](const Result<Loaded>& loaded) {
            if (generation != generation_) return;
            loading_ = false;
            if (!loaded) {
                close();
                return fail(loaded.error());
            }
            show(*loaded, true);
            Q_EMIT opened();
        });
}

void FormViewModel::reload() {
    if (services_.store() == nullptr) return;
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), &ids = services_.ids(), declaration = id_](Store& store) {
            return load(store, catalogue, ids, declaration);
        },
        [this, generation = generation_](const Result<Loaded>& loaded) {
            if (generation != generation_ || loading_ || !loaded) return;
            show(*loaded, false);
        });
}

void FormViewModel::show(const Loaded& loaded, bool fresh) {
    document_ = loaded.document;
    if (fresh) pending_ = kept_.take(id_);
    // What was typed meanwhile stays on top.
    for (const auto& sent : std::as_const(sent_))
        if (sent.form == id_) overlay(sent.values);
    overlay(pending_);
    summary_ = loaded.summary;
    undo_ = loaded.undo;
    if (savingOpinions_ == 0) opinions_ = loaded.opinions;
    explanations_ = loaded.explanations;
    if (fresh) {
        buildSections();
        setSaveState(pending_.isEmpty() ? SaveState::Saved : SaveState::Saving);
        if (!pending_.isEmpty()) saveTimer_.start(0);
        findSiblings();
    } else {
        syncSections();
    }
    spreadOpinions();
    spreadExplanations();
    Q_EMIT summaryChanged();
    Q_EMIT actionsChanged();
    Q_EMIT undoChanged();
    review();
}

void FormViewModel::close() {
    saveNow();
    if (id_.isNull()) return;
    reset();
    Q_EMIT opened();
    Q_EMIT summaryChanged();
    Q_EMIT actionsChanged();
    Q_EMIT undoChanged();
    // The page goes first: views must not lose their rows while they still stand.
    QTimer::singleShot(0, this, [this, generation = generation_] {
        if (generation == generation_) dropModels();
    });
}

void FormViewModel::reset() {
    // The store may be gone already; what it could not take waits here for the form to be opened again.
    if (!pending_.isEmpty()) kept_[id_].insert(std::exchange(pending_, {}));
    ++generation_;
    saveTimer_.stop();
    reviewTimer_.stop();
    id_ = {};
    document_ = {};
    reviewed_ = {};
    summary_ = {};
    known_.clear();
    beside_ = std::make_shared<const UnitForms>();
    findingSiblings_ = siblingsStale_ = false;
    reviewer_.forget();
    undo_ = {};
    opinions_.clear();
    explanations_.clear();
    preview_.clear();
    loading_ = false;
}

void FormViewModel::dropModels() {
    sections_.setSections({});
    findings_.clear();
    quality_.clear();
    history_.close();
}

void FormViewModel::applyFix(int finding) {
    if (finding < 0 || finding >= findings_.count() || loading_ || !isEditable()) return;
    const auto fix = findings_.findings().at(finding).fix;
    if (!fix) return;
    Values values;
    for (const auto& step : fix->edits) {
        const auto place = placeOf(reviewed_, step.path);
        const auto path = place ? pathOf(document_, *place) : std::nullopt;
        // What the rule read is not there any more: a new review is on its way.
        if (!path || document_.value(*path) != reviewed_.value(step.path)) return;
        for (const auto& each : everywhere(*path))
            values.insert(*placeOf(document_, each), step.value);
    }
    saveNow();
    const auto before = document_;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        setLocally(*pathOf(document_, it.key()), it.value());
    followFormulas(before, values);
    post(values, fix->label);
    review();
}

void FormViewModel::applyFixAt(const QString& path) {
    const auto place = FieldPath::fromString(path);
    for (int i = 0; i < findings_.count(); ++i)
        if (findings_.findings().at(i).path == place && findings_.findings().at(i).fix) return applyFix(i);
}

void FormViewModel::showFinding(int finding) {
    int section = -1;
    int row = -1;
    int field = -1;
    if (finding >= 0 && finding < findings_.count() &&
        locate(findings_.findings().at(finding).path, section, row, field))
        Q_EMIT focusRequested(section, row, field);
}

void FormViewModel::refreshSummary() {
    if (services_.store() == nullptr) return;
    runInStore(
        *services_.store(), this, [id = id_](Store& store) { return store.formSummary(id); },
        [this, generation = generation_](const Result<FormSummary>& summary) {
            if (generation != generation_ || !summary) return;
            summary_ = *summary;
            Q_EMIT summaryChanged();
            Q_EMIT actionsChanged();
        });
}

void FormViewModel::fail(const Error& error) {
    error_ = ErrorInfo::from(error);
    Q_EMIT errorChanged();
}

void FormViewModel::clearError() {
    if (!error_.isSet) return;
    error_ = {};
    Q_EMIT errorChanged();
}

void FormViewModel::setSaveState(SaveState state) {
    saveState_ = state;
    Q_EMIT saveStateChanged();
}

const FormTemplate* FormViewModel::form() const { return services_.catalogue().find(document_.form); }

QString FormViewModel::formId() const { return id_.isNull() ? QString() : id_.toString(); }

QString FormViewModel::title() const { return nameOf(summary_, services_.catalogue()); }

QString FormViewModel::subtitle() const {
    if (form() == nullptr) return {};
    QStringList parts{form()->name, tr("%1 年").arg(document_.fiscalYear)};
    if (!summary_.projectCode.isEmpty()) parts += summary_.projectCode;
    return parts.join(QStringLiteral(" · "));
}

QString FormViewModel::status() const { return statusName(summary_.status); }
QString FormViewModel::note() const { return summary_.note; }
int FormViewModel::round() const { return summary_.round; }

} // namespace jixiao
