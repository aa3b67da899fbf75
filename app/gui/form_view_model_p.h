#pragma once

#include "app/gui/form_view_model.h"
#include "app/gui/worker.h"
#include "core/store/explanation_repository.h"
#include "core/store/form_repository.h"

namespace jixiao {

/// Everything the page shows, read in one go on the store thread.
struct FormViewModel::Loaded {
    FormDocument document;
    FormSummary summary;
    UndoState undo;
    QMap<QString, QString> opinions;
    QList<Explanation> explanations;
};

/// The answer to a post of values.
struct FormViewModel::Saved {
    Result<void> result;
    bool rowGone = false; ///< a row was removed elsewhere before its text could be saved
    UndoState undo;
    FormSummary summary;
    std::optional<QList<Explanation>> explanations; ///< when some were written
};

/// A post of values on its way. The store thread writes `outcome` before it takes the next job.
struct FormViewModel::Sent {
    Id form;
    Values values;
    QString label;
    qint64 atMs = 0;
    std::shared_ptr<Result<void>> outcome;
};

inline constexpr int saveDelayMs = 400; ///< after the last keystroke

/// What a group of this level is called: the label of its first column.
QString groupLabel(const TableSpec& table, int level);
/// The group whose rows have this place in common; -1 when it is a row's own.
int levelOf(const FormTemplate& form, const FieldPath& path);

/// Remarks on places of a form, keyed "row record id/field" ("/field" outside tables, "id/" for a whole row).
/// Runs on the store thread.
namespace FormOpinions {

QString keyOf(const FormDocument& document, const FieldPath& path);
/// The approver's unsent remarks if there are any, else those received with the newest return.
QMap<QString, QString> load(Store& store, const Id& declaration);
/// Keeps the approver's unsent remarks; an empty map forgets them.
Result<void> keepDraft(Store& store, const Id& declaration, const QMap<QString, QString>& opinions);

} // namespace FormOpinions

/// Runs a change that is not a plain value on the store thread, behind what was typed before, then shows the form
/// again.
template <typename Job>
void FormViewModel::change(Job job, Formulas formulas) {
    saveNow();
    if (services_.store() == nullptr || id_.isNull() || loading_) return;
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), &ids = services_.ids(), id = id_,
         job = std::move(job)](Store& store) -> Result<Loaded> {
            FormRepository repository(store, catalogue, ids);
            if (auto done = job(store, repository); !done) return done.error();
            return load(store, catalogue, ids, id);
        },
        [this, formulas, id = id_, generation = generation_](const Result<Loaded>& loaded) {
            if (loaded) services_.notifyEdited(id);
            if (generation != generation_) return;
            if (!loaded) return fail(loaded.error());
            const auto before = document_;
            show(*loaded, false);
            if (formulas == Formulas::Stay || form() == nullptr) return;
            followFormulas(before, pending_);
            if (!pending_.isEmpty()) saveTimer_.start(0);
        });
}

} // namespace jixiao
