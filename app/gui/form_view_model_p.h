#pragma once

#include "app/gui/form_view_model.h"
#include "core/store/form_repository.h"

namespace jixiao {

/// Everything the page shows, read in one go on the store thread.
struct FormViewModel::Loaded {
    FormDocument document;
    FormSummary summary;
    UndoState undo;
    QMap<QString, QString> opinions;
};

/// The answer to a post of values.
struct FormViewModel::Saved {
    Result<void> result;
    UndoState undo;
    FormSummary summary;
};

/// Remarks on places of a form, keyed "row record id/field" ("/field" outside tables, "id/" for a whole row).
/// Runs on the store thread.
namespace FormOpinions {

QString keyOf(const FormDocument& document, const FieldPath& path);
/// The approver's unsent remarks if there are any, else those received with the newest return.
QMap<QString, QString> load(Store& store, const Id& declaration);
/// Keeps the approver's unsent remarks; an empty map forgets them.
Result<void> keepDraft(Store& store, const Id& declaration, const QMap<QString, QString>& opinions);

} // namespace FormOpinions

} // namespace jixiao
