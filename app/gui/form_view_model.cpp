#include "app/gui/form_view_model.h"

#include "app/gui/form_view_model_p.h"
#include "app/gui/format.h"

#include <QDateTime>

namespace jixiao {

namespace {

constexpr int saveDelayMs = 400;
constexpr int reviewDelayMs = 120;
constexpr int retryDelayMs = 3000;

} // namespace

FormViewModel::FormViewModel(Services& services) : services_(services) {
    saveTimer_.setSingleShot(true);
    reviewTimer_.setSingleShot(true);
    reviewTimer_.setInterval(reviewDelayMs);
    connect(&saveTimer_, &QTimer::timeout, this, &FormViewModel::saveNow);
    connect(&reviewTimer_, &QTimer::timeout, this, &FormViewModel::review);
    connect(&services, &Services::formsChanged, this, [this](const Id& scope) {
        // Own edits name their form and are on screen already; only what others did is fetched.
        if (!id_.isNull() && scope.isNull()) reload();
    });
    connect(&services, &Services::closed, this, &FormViewModel::close);
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
    return loaded;
}

void FormViewModel::open(const QString& formId) {
    const auto id = Id::fromString(formId);
    if (!id || services_.store() == nullptr) return;
    saveNow();
    ++generation_;
    id_ = *id;
    clearError();
    loading_ = true;
    Q_EMIT opened();
    services_.store()
        ->run([&catalogue = services_.catalogue(), &ids = services_.ids(), declaration = id_](Store& store) {
            return load(store, catalogue, ids, declaration);
        })
        .then(this, [this, generation = generation_](const Result<Loaded>& loaded) {
            if (generation != generation_) return;
            loading_ = false;
            if (!loaded) {
                fail(loaded.error());
                return close();
            }
            show(*loaded, true);
            Q_EMIT opened();
        });
}

void FormViewModel::reload() {
    if (services_.store() == nullptr) return;
    services_.store()
        ->run([&catalogue = services_.catalogue(), &ids = services_.ids(), declaration = id_](Store& store) {
            return load(store, catalogue, ids, declaration);
        })
        .then(this, [this, generation = generation_](const Result<Loaded>& loaded) {
            if (generation != generation_ || !loaded) return;
            show(*loaded, false);
        });
}

void FormViewModel::show(const Loaded& loaded, bool fresh) {
    document_ = loaded.document;
    // What was typed while loading stays on top.
    for (auto it = pending_.cbegin(); it != pending_.cend() && !fresh; ++it)
        document_.setValue(FieldPath::fromString(it.key()), it.value());
    summary_ = loaded.summary;
    undo_ = loaded.undo;
    opinions_ = loaded.opinions;
    if (fresh) {
        siblings_.clear();
        buildSections();
        setSaveState(SaveState::Saved);
        services_.store()
            ->run([year = document_.fiscalYear, unit = summary_.unit, self = id_](Store& store) {
                QList<Id> ids;
                if (const auto all = store.formSummaries())
                    for (const auto& other : *all)
                        if (other.id != self && other.fiscalYear == year && other.unit == unit) ids.append(other.id);
                return ids;
            })
            .then(this, [this, generation = generation_](const QList<Id>& ids) {
                if (generation == generation_) loadSiblings(ids, 0);
            });
    } else {
        syncSections();
    }
    spreadOpinions();
    Q_EMIT summaryChanged();
    Q_EMIT actionsChanged();
    Q_EMIT undoChanged();
    review();
}

void FormViewModel::close() {
    saveNow();
    if (id_.isNull()) return;
    ++generation_;
    saveTimer_.stop();
    reviewTimer_.stop();
    id_ = {};
    document_ = {};
    summary_ = {};
    siblings_.clear();
    undo_ = {};
    pending_.clear();
    opinions_.clear();
    preview_.clear();
    loading_ = false;
    sections_.setSections({});
    findings_.setFindings({}, {});
    Q_EMIT opened();
    Q_EMIT summaryChanged();
    Q_EMIT actionsChanged();
}

void FormViewModel::edit(const QString& path, const QString& text) {
    const auto place = FieldPath::fromString(path);
    if (!isEditable() || document_.value(place) == text) return;
    setLocally(place, text);
    pending_.insert(path, text);
    setSaveState(SaveState::Saving);
    saveTimer_.start(saveDelayMs);
    reviewTimer_.start();
    Q_EMIT undoChanged();
}

void FormViewModel::commit(const QString& path, const QString& text) {
    edit(path, text);
    saveNow();
}

void FormViewModel::setLocally(const FieldPath& path, const QString& text) {
    document_.setValue(path, text);
    int section = -1;
    int row = -1;
    int field = -1;
    if (!locate(path, section, row, field) || field < 0) return;
    const auto& known = sections_.sections().at(section);
    const auto& fields = row < 0 ? known.fields : known.rows->rows().at(row).fields;
    const auto item = itemOf(path, fields->items().at(field).spec);
    fields->setValue(field, text, item.echo);
    if (row >= 0) refreshDerived(section);
}

void FormViewModel::saveNow() {
    saveTimer_.stop();
    if (pending_.isEmpty() || services_.store() == nullptr) return;
    Values values;
    for (auto it = pending_.cbegin(); it != pending_.cend(); ++it)
        values.append({FieldPath::fromString(it.key()), it.value()});
    pending_.clear();
    post(values, {});
}

void FormViewModel::post(const Values& values, const QString& label) {
    ++saving_;
    setSaveState(SaveState::Saving);
    services_.store()
        ->run([&catalogue = services_.catalogue(), &ids = services_.ids(), actor = services_.actor(), id = id_, values,
               label](Store& store) {
            Saved saved;
            saved.result = FormRepository(store, catalogue, ids).setValues(id, values, actor, label);
            if (auto undo = store.undoState(id)) saved.undo = *undo;
            if (auto summary = store.formSummary(id)) saved.summary = *summary;
            return saved;
        })
        .then(this, [this, values, generation = generation_](const Saved& saved) {
            --saving_;
            if (generation == generation_) settle(values, saved);
        });
}

void FormViewModel::settle(const Values& values, const Saved& saved) {
    if (!saved.result) {
        for (const auto& [path, text] : values)
            if (!pending_.contains(path.toString())) pending_.insert(path.toString(), text);
        setSaveState(SaveState::Failed);
        saveTimer_.start(retryDelayMs);
        return fail(saved.result.error());
    }
    undo_ = saved.undo;
    summary_ = saved.summary;
    clearError();
    if (pending_.isEmpty() && saving_ == 0) {
        savedAt_ = QDateTime::fromMSecsSinceEpoch(services_.clock().nowMs()).toString(QStringLiteral("HH:mm:ss"));
        setSaveState(SaveState::Saved);
    }
    Q_EMIT summaryChanged();
    Q_EMIT actionsChanged();
    Q_EMIT undoChanged();
    services_.notifyEdited(id_);
}

void FormViewModel::flush() {
    saveNow();
    if (services_.store() != nullptr) services_.store()->run([](Store&) { return true; }).waitForFinished();
}

void FormViewModel::addRow(const QString& table, int afterRow) {
    change([actor = services_.actor(), id = id_, table, afterRow](Store&, FormRepository& forms) -> Result<void> {
        if (auto row = forms.addRow(id, table, afterRow, {}, actor); !row) return row.error();
        return {};
    });
}

void FormViewModel::removeRow(const QString& table, int row) {
    change([actor = services_.actor(), id = id_, table, row](Store&, FormRepository& forms) {
        return forms.removeRow(id, table, row, actor);
    });
}

void FormViewModel::moveRow(const QString& table, int from, int to) {
    change([actor = services_.actor(), id = id_, table, from, to](Store&, FormRepository& forms) {
        return forms.moveRow(id, table, from, to, actor);
    });
}

void FormViewModel::undo() {
    change([actor = services_.actor(), id = id_](Store& store, FormRepository&) { return store.undo(id, actor); });
}

void FormViewModel::redo() {
    change([actor = services_.actor(), id = id_](Store& store, FormRepository&) { return store.redo(id, actor); });
}

void FormViewModel::applyFix(int finding) {
    if (finding < 0 || finding >= findings_.count() || !isEditable()) return;
    const auto fix = findings_.findings().at(finding).fix;
    if (!fix) return;
    saveNow();
    Values values;
    for (const auto& step : fix->edits) {
        setLocally(step.path, step.value);
        values.append({step.path, step.value});
    }
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
    services_.store()
        ->run([id = id_](Store& store) { return store.formSummary(id); })
        .then(this, [this, generation = generation_](const Result<FormSummary>& summary) {
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

QString FormViewModel::title() const { return summary_.projectName.isEmpty() ? summary_.title : summary_.projectName; }

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
