#include "core/store/record_editor.h"
#include "core/store/store.h"

#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int maxEdits = 50'000;

/// The record an edit is about, as far as it is known before the edit.
Record headOf(RecordTable& records, const RecordEdit& edit) {
    if (edit.create) return {edit.type, edit.record, edit.unit, edit.parent, {}, 0, false};
    return records.head(edit.record).value_or(Record{});
}

/// Nothing but reports and evidence on one form, which its state may allow when its content is closed.
bool isReport(Database& database, const EditBatch& batch) {
    RecordTable records(database);
    return !batch.edits.isEmpty() && std::all_of(batch.edits.cbegin(), batch.edits.cend(), [&](const RecordEdit& edit) {
        const auto head = headOf(records, edit);
        const bool beside = head.type == RecordType::report || head.type == RecordType::evidence;
        return beside && head.parent == batch.scope;
    });
}

/// The forms a batch touches, whatever its scope says.
Result<void> checkForms(Database& database, const EditBatch& batch) {
    QSet<Id> forms{batch.scope};
    RecordTable records(database);
    for (const auto& edit : batch.edits)
        forms.insert(records.formOf(headOf(records, edit)));
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
    const bool report = isReport(*database_, batch);
    const auto allowed = report ? checkReportable(*database_, batch.scope, batch.actor) : checkForms(*database_, batch);
    if (!allowed) return transaction.fail(allowed.error());
    const auto& kind = report ? JournalKind::report : JournalKind::edit;
    JournalHead head{batch.actor, batch.scope, batch.label, kind, clock_.nowMs(), batch.reason};
    if (!report && createsScope(batch)) head.state = GroupState::Closed;
    RecordEditor editor(*database_, ids_, head);
    for (const auto& edit : batch.edits) {
        if (auto done = editor.apply(edit); !done) return transaction.fail(done.error());
    }
    if (!editor.journal.isEmpty()) editor.records.touch(batch.scope, head.atMs);
    return transaction.commit();
}

} // namespace jixiao
