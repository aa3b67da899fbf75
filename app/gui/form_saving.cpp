// The part of FormViewModel that takes edits and brings them to the store.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"
#include "app/gui/worker.h"
#include "core/forms/formula.h"

#include <QDateTime>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int retryDelayMs = 3000;

} // namespace

std::optional<FormViewModel::Place> FormViewModel::placeOf(const FormDocument& document, const FieldPath& path) {
    if (path.table.isEmpty()) return Place{{}, {}, path.field};
    const auto rows = document.rows(path.table);
    if (path.row < 0 || path.row >= rows.size()) return std::nullopt;
    return Place{path.table, rows.at(path.row).id, path.field};
}

std::optional<FieldPath> FormViewModel::pathOf(const FormDocument& document, const Place& place) {
    if (!place.rule.isEmpty()) return std::nullopt; // a reason is no place of the form itself
    if (place.table.isEmpty()) return FieldPath{{}, -1, place.field};
    const auto rows = document.rows(place.table);
    for (int row = 0; row < rows.size(); ++row)
        if (rows.at(row).id == place.row) return FieldPath{place.table, row, place.field};
    return std::nullopt;
}

void FormViewModel::overlay(const Values& values) {
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        if (const auto path = pathOf(document_, it.key())) document_.setValue(*path, it.value());
}

void FormViewModel::edit(const QString& path, const QString& text) {
    const auto place = placeOf(document_, FieldPath::fromString(path));
    if (!place || loading_ || !isEditable()) return;
    const auto where = *pathOf(document_, *place);
    const auto* spec = form()->spec(where);
    if (document_.value(where) == text || spec == nullptr || !spec->formula.isEmpty()) return;
    const auto before = document_;
    for (const auto& each : everywhere(where)) {
        setLocally(each, text);
        pending_.insert(*placeOf(document_, each), text);
    }
    followFormulas(before, pending_);
    setSaveState(SaveState::Saving);
    saveTimer_.start(saveDelayMs);
    reviewSoon();
    Q_EMIT undoChanged();
}

void FormViewModel::commit(const QString& path, const QString& text) {
    edit(path, text);
    saveNow();
}

/// What is worked out from other places follows them; it is saved and undone together with them.
void FormViewModel::followFormulas(const FormDocument& before, Values& values) {
    const auto changes = recompute(before, document_, *form());
    for (const auto& [path, text] : changes) {
        values.insert(*placeOf(document_, path), text);
        refreshPlace(path);
    }
}

void FormViewModel::setLocally(const FieldPath& path, const QString& text) {
    document_.setValue(path, text);
    refreshPlace(path);
}

void FormViewModel::refreshPlace(const FieldPath& path) {
    int section = -1;
    int row = -1;
    int field = -1;
    if (!locate(path, section, row, field)) return;
    const auto& known = sections_.sections().at(section);
    if (field < 0) {
        if (known.rows) refreshGroups(section, *form()->table(path.table));
        return;
    }
    const auto& fields = row < 0 ? known.fields : known.rows->rows().at(row).fields;
    const auto spec = fields->items().at(field).spec;
    // A chosen word decides what other places offer or are counted in.
    if (spec.type == FieldType::Enum) return syncSections();
    fields->refresh(field, itemOf(path, spec));
    if (row >= 0) refreshDerived(section);
}

void FormViewModel::saveNow() {
    saveTimer_.stop();
    if (pending_.isEmpty() || services_.store() == nullptr) return;
    post(std::exchange(pending_, {}), {});
}

/// On the store thread.
FormViewModel::Saved FormViewModel::saveValues(FormRepository& forms, const Sent& sent, const Actor& actor) {
    Saved saved;
    QList<std::pair<FieldPath, QString>> placed;
    const auto document = forms.load(sent.form);
    if (!document) {
        saved.result = document.error();
        return saved;
    }
    for (auto it = sent.values.cbegin(); it != sent.values.cend(); ++it) {
        if (const auto path = pathOf(*document, it.key()))
            placed.append({*path, it.value()});
        else if (it.key().rule.isEmpty())
            saved.rowGone = true;
    }
    if (!placed.isEmpty()) saved.result = forms.setValues(sent.form, placed, actor, sent.label);
    return saved;
}

void FormViewModel::post(const Values& values, const QString& label) {
    const Sent sent{id_, values, label, services_.clock().nowMs(), std::make_shared<Result<void>>()};
    sent_.append(sent);
    setSaveState(SaveState::Saving);
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), &ids = services_.ids(), actor = services_.actor(), sent](Store& store) {
            FormRepository forms(store, catalogue, ids);
            auto saved = saveValues(forms, sent, actor);
            if (saved.result) saved.result = saveExplanations(store, ids, sent, actor);
            *sent.outcome = saved.result;
            if (const auto undo = store.undoState(sent.form)) saved.undo = *undo;
            if (const auto summary = store.formSummary(sent.form)) saved.summary = *summary;
            if (auto now = ExplanationRepository(store, ids).load(sent.form)) saved.explanations = *std::move(now);
            return saved;
        },
        [this](const Saved& saved) { settle(sent_.takeFirst(), saved); });
}

void FormViewModel::settle(const Sent& sent, const Saved& saved) {
    const bool open = sent.form == id_ && !loading_;
    if (!saved.result) {
        keep(sent);
        if (open) {
            setSaveState(SaveState::Failed);
            saveTimer_.start(retryDelayMs);
        }
        return fail(saved.result.error());
    }
    if (open) {
        undo_ = saved.undo;
        summary_ = saved.summary;
        if (saved.explanations) explanations_ = *saved.explanations;
        clearError();
        if (pending_.isEmpty() && sent_.isEmpty()) {
            savedAt_ = QDateTime::fromMSecsSinceEpoch(services_.clock().nowMs()).toString(QStringLiteral("HH:mm:ss"));
            setSaveState(SaveState::Saved);
        }
        spreadExplanations();
        Q_EMIT summaryChanged();
        Q_EMIT actionsChanged();
        Q_EMIT undoChanged();
    }
    if (saved.rowGone) fail({ErrorCode::RecordNotFound, QStringLiteral("the row was removed meanwhile")});
    services_.notifyEdited(sent.form);
}

/// Newer text of the same place wins.
void FormViewModel::keep(const Sent& sent) {
    auto newer = sent.form == id_ && !loading_ ? pending_ : kept_.value(sent.form);
    for (const auto& later : std::as_const(sent_))
        if (later.form == sent.form) newer.insert(later.values);
    Values merged;
    for (auto it = sent.values.cbegin(); it != sent.values.cend(); ++it)
        if (!newer.contains(it.key())) merged.insert(it.key(), it.value());
    auto& target = sent.form == id_ && !loading_ ? pending_ : kept_[sent.form];
    target.insert(merged);
}

void FormViewModel::addRow(const QString& table, int afterRow) { insertRow(table, afterRow, {}); }

/// The row as it stands on the screen; the store may have it elsewhere by the time the job runs.
void FormViewModel::insertRow(const QString& table, int afterRow, const QMap<QString, QString>& cells) {
    const auto* spec = form() != nullptr ? form()->table(table) : nullptr;
    const auto after = placeOf(document_, {table, afterRow, {}});
    if (spec == nullptr || !spec->fixedRows.isEmpty() || (!after && afterRow != -1)) return;
    change(
        [actor = services_.actor(), id = id_, table, after, cells](Store&, FormRepository& forms) -> Result<void> {
            const auto row = rowNow(forms, id, after);
            if (!row) return row.error();
            if (auto added = forms.addRow(id, table, *row, cells, actor); !added) return added.error();
            return {};
        },
        Formulas::Follow);
}

void FormViewModel::removeRow(const QString& table, int row) {
    const auto place = placeOf(document_, {table, row, {}});
    const auto* rows = rowsOf(table);
    if (!place || rows == nullptr || row >= rows->count() || rows->rows().at(row).fixed) return;
    change(
        [actor = services_.actor(), id = id_, place](Store&, FormRepository& forms) -> Result<void> {
            const auto now = rowNow(forms, id, place);
            if (!now) return now.error();
            return *now < 0 ? Result<void>() : forms.removeRow(id, place->table, *now, actor);
        },
        Formulas::Follow);
}

void FormViewModel::moveRow(const QString& table, int from, int to) {
    const auto place = placeOf(document_, {table, from, {}});
    const auto* rows = rowsOf(table);
    if (!place || rows == nullptr || to < 0 || to >= rows->count() || from >= rows->count()) return;
    const int step = to > from ? 1 : -1;
    for (int row = from; row != to; row += step)
        if (!(step > 0 ? rows->rows().at(row).canMoveDown : rows->rows().at(row).canMoveUp)) return;
    change([actor = services_.actor(), id = id_, place, to](Store&, FormRepository& forms) -> Result<void> {
        const auto now = rowNow(forms, id, place);
        if (!now) return now.error();
        return *now < 0 ? Result<void>() : forms.moveRow(id, place->table, *now, to, actor);
    });
}

const RowListModel* FormViewModel::rowsOf(const QString& table) const {
    for (const auto& section : sections_.sections())
        if (section.spec.table == table && section.rows) return section.rows.get();
    return nullptr;
}

/// Adds the rows a form always has where a file brought it without some of them; true when there were any. On the store
/// thread; what cannot be added stays away.
bool FormViewModel::completeRows(FormRepository& forms, const FormCatalogue& catalogue, const FormDocument& document,
                                 const Actor& actor) {
    bool any = false;
    const auto* known = catalogue.find(document.form);
    for (const auto& table : known != nullptr ? known->tables : QList<TableSpec>()) {
        const auto wanted = table.withFixedRows(document.rows(table.id));
        auto present = document.rows(table.id).size();
        for (int row = 0; row < table.fixedRows.size(); ++row) {
            if (!wanted.at(row).id.isNull()) continue;
            const int after = std::min(row, int(present)) - 1;
            if (!forms.addRow(document.id, table.id, after, wanted.at(row).cells, actor)) return any;
            ++present;
            any = true;
        }
    }
    return any;
}

void FormViewModel::undo() {
    change([actor = services_.actor(), id = id_](Store& store, FormRepository&) { return store.undo(id, actor); });
}

void FormViewModel::redo() {
    change([actor = services_.actor(), id = id_](Store& store, FormRepository&) { return store.redo(id, actor); });
}

/// -1 when the row is gone, or none was meant.
Result<int> FormViewModel::rowNow(const FormRepository& forms, const Id& declaration,
                                  const std::optional<Place>& place) {
    if (!place) return -1;
    const auto document = forms.load(declaration);
    if (!document) return document.error();
    const auto path = pathOf(*document, *place);
    return path ? path->row : -1;
}

void FormViewModel::flush() {
    saveNow();
    if (services_.store() != nullptr) services_.store()->run([](Store&) { return true; }).waitForFinished();
}

} // namespace jixiao
