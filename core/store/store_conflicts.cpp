#include "core/store/outbox_queue.h"
#include "core/store/record_editor.h"
#include "core/store/store.h"

#include <algorithm>

namespace jixiao {

namespace {

/// The outbox row that holds the field until a person has decided.
std::optional<qint64> holder(Database& database, const Id& record, const QString& field) {
    return database.number("SELECT o.seq FROM outbox o JOIN outbox_field f ON f.outbox = o.seq"
                           " WHERE o.record = ?1 AND o.state = ?2 AND f.name = ?3",
                           record, int(OutboxState::Conflict), field);
}

/// Once every field of the row is decided, the ones kept go out in its place, so a command behind it stays behind.
void settle(Database& database, qint64 row, IdSource& ids) {
    const bool open =
        database
            .number("SELECT 1 FROM outbox o JOIN outbox_field f ON f.outbox = o.seq"
                    " JOIN conflict c ON c.record = o.record AND c.field = f.name WHERE o.seq = ?1 LIMIT 1",
                    row)
            .has_value();
    if (open) return;
    if (database.number("SELECT 1 FROM outbox_field WHERE outbox = ?1 LIMIT 1", row))
        requeue(database, row, ids);
    else
        database.run("DELETE FROM outbox WHERE seq = ?1", row);
}

/// Takes or refuses the other side's "the record is gone" (or "is still here").
void resolveExistence(Database& database, RecordEditor& editor, const Conflict& conflict, qint64 row, bool keepMine) {
    const bool theirsDeleted = conflict.theirs == QLatin1String("1");
    editor.records.raiseRevision(conflict.record, conflict.theirsRevision);
    if (keepMine) {
        const auto names = editor.records.fieldNames(conflict.record);
        for (const auto& name : names)
            database.run("INSERT OR IGNORE INTO outbox_field(outbox, name) VALUES(?1, ?2)", row, name);
        if (!theirsDeleted) { // our removal goes out again, knowing what was shown
            database.run("UPDATE outbox_field SET base_revision = ?2 WHERE outbox = ?1 AND name <> ?3", row,
                         conflict.theirsRevision, deletedField);
            return;
        }
        // One row brings everything back; what else waited for an answer about the record is asked anew.
        database.run("DELETE FROM outbox WHERE record = ?1 AND state = ?2 AND seq <> ?3", conflict.record,
                     int(OutboxState::Conflict), row);
        database.run("DELETE FROM conflict WHERE record = ?1", conflict.record);
        return;
    }
    editor.records.setDeleted(conflict.record, theirsDeleted);
    editor.journal.add(conflict.record, theirsDeleted ? JournalOp::remove : JournalOp::restore);
    if (!theirsDeleted) {
        editor.records.forgetRevisions(conflict.record);
        editor.records.readAgain(conflict.record);
    }
    if (theirsDeleted)
        editor.outbox.dropUnsent(conflict.record);
    else
        // The other fields of a removal only said what was known of them; those of an edit still go out.
        database.run("DELETE FROM outbox_field WHERE outbox = ?1 AND (name = ?2"
                     " OR (SELECT kind FROM outbox WHERE seq = ?1) = ?3)",
                     row, deletedField, int(MutationKind::Delete));
}

void resolveField(Database& database, RecordEditor& editor, const Conflict& conflict, qint64 row, bool keepMine) {
    const QString mine = editor.records.field(conflict.record, conflict.field).value_or(FieldValue{}).value;
    if (keepMine) {
        editor.records.raiseRevision(conflict.record, conflict.field, conflict.theirsRevision);
        editor.journal.add(conflict.record, JournalOp::set, conflict.field, conflict.theirs, mine);
        return;
    }
    editor.records.putRemote(conflict.record, conflict.field, {conflict.theirs, conflict.theirsRevision});
    editor.journal.add(conflict.record, JournalOp::set, conflict.field, mine, conflict.theirs);
    database.run("DELETE FROM outbox_field WHERE outbox = ?1 AND name = ?2", row, conflict.field);
}

QList<Conflict> readConflicts(Database& database) {
    auto rows =
        database.query("SELECT c.record, r.type, c.scope, c.field,"
                       " CASE c.field WHEN 'deleted' THEN CAST(r.deleted AS TEXT) ELSE coalesce(f.value, '') END,"
                       " c.theirs, c.theirs_revision, c.theirs_by, c.theirs_at_ms FROM conflict c"
                       " JOIN record r ON r.id = c.record"
                       " LEFT JOIN record_field f ON f.record = c.record AND f.name = c.field"
                       " ORDER BY c.record, c.field");
    QList<Conflict> conflicts;
    while (rows.next())
        conflicts.append({rows.id(0), rows.text(1), rows.id(2), rows.text(3), rows.text(4), rows.text(5),
                          rows.integer(6), rows.text(7), rows.integer(8)});
    return conflicts;
}

} // namespace

Result<QList<Conflict>> Store::conflicts() const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto conflicts = readConflicts(*database_);
    if (auto done = transaction.commit(); !done) return done.error();
    return conflicts;
}

Result<void> Store::resolveConflict(const Conflict& conflict, bool keepMine, const Actor& actor) {
    Transaction transaction(*database_);
    const auto open = readConflicts(*database_);
    const auto current = std::find_if(open.cbegin(), open.cend(), [&](const Conflict& c) {
        return c.record == conflict.record && c.field == conflict.field;
    });
    const auto row = holder(*database_, conflict.record, conflict.field);
    if (current == open.cend() || !row)
        return transaction.fail({ErrorCode::RecordNotFound, QStringLiteral("no such conflict")});
    // What the person saw is what is decided: a newer value of the others is a new question.
    if (current->theirsRevision != conflict.theirsRevision)
        return transaction.fail({ErrorCode::InvalidInput, QStringLiteral("the other value has changed since")});
    RecordEditor editor(*database_, ids_,
                        {actor, current->scope, conflict.field, JournalKind::resolve, clock_.nowMs()});
    if (conflict.field == deletedField)
        resolveExistence(*database_, editor, *current, *row, keepMine);
    else
        resolveField(*database_, editor, *current, *row, keepMine);
    database_->run("DELETE FROM conflict WHERE record = ?1 AND field = ?2", conflict.record, conflict.field);
    settle(*database_, *row, ids_);
    editor.records.touch(current->scope, clock_.nowMs());
    return transaction.commit();
}

} // namespace jixiao
