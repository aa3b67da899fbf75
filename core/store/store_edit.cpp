#include "core/store/record_editor.h"
#include "core/store/store.h"

#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int maxEdits = 50'000;

/// The forms a batch touches, whatever its scope says.
Result<void> checkForms(Database& database, const EditBatch& batch) {
    QSet<Id> forms{batch.scope};
    RecordTable records(database);
    for (const auto& edit : batch.edits) {
        const auto head = edit.create ? Record{edit.type, edit.record, edit.unit, edit.parent, {}, 0, false}
                                      : records.head(edit.record).value_or(Record{});
        forms.insert(records.formOf(head));
    }
    for (const auto& form : std::as_const(forms)) {
        if (auto editable = checkEditable(database, form, batch.actor); !editable) return editable.error();
    }
    return {};
}

/// Undo takes back work on a form, never the form itself.
bool createsScope(const EditBatch& batch) {
    return std::any_of(batch.edits.cbegin(), batch.edits.cend(),
                       [&](const RecordEdit& edit) { return edit.create && edit.record == batch.scope; });
}

} // namespace

Result<void> Store::apply(const EditBatch& batch) {
    if (batch.edits.size() > maxEdits) return Error{ErrorCode::InvalidInput, QStringLiteral("too many edits")};
    Transaction transaction(*database_);
    if (auto editable = checkForms(*database_, batch); !editable) return transaction.fail(editable.error());
    JournalHead head{batch.actor, batch.scope, batch.label, JournalKind::edit, clock_.nowMs(), batch.reason};
    if (createsScope(batch)) head.state = GroupState::Closed;
    RecordEditor editor(*database_, ids_, head);
    for (const auto& edit : batch.edits) {
        if (auto done = editor.apply(edit); !done) return transaction.fail(done.error());
    }
    if (!editor.journal.isEmpty()) editor.records.touch(batch.scope, head.atMs);
    return transaction.commit();
}

} // namespace jixiao
