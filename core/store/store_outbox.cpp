#include "core/store/outbox_queue.h"
#include "core/store/store.h"

#include <limits>

namespace jixiao {

namespace {

/// The number of the newest mutation this device has frozen.
qint64 lastNumber(Database& database) {
    return database.number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'device_seq'").value_or(0);
}

/// From here on the row's content is what the server gets, however often it is sent.
void freeze(Database& database, DueRow& row, qint64 number, IdSource& ids) {
    auto& mutation = row.mutation;
    // A fresh id: an old copy of this store may have frozen the row with other content.
    mutation.mutationId = ids.next();
    mutation.deviceSeq = number;
    database.run("UPDATE outbox SET frozen = 1, mutation_id = ?2, device_seq = ?3 WHERE seq = ?1", row.seq,
                 mutation.mutationId, number);
    // A removal keeps what was known of the fields when it was made.
    if (mutation.kind != MutationKind::Delete)
        database.run("UPDATE outbox_field SET (value, base_revision) ="
                     " (SELECT coalesce(max(f.value), ''), coalesce(max(f.revision), 0) FROM record_field f"
                     "  WHERE f.record = ?2 AND f.name = outbox_field.name) WHERE outbox = ?1 AND name <> 'deleted'",
                     row.seq, mutation.record);
    database.run("UPDATE outbox_field SET (value, base_revision) = (SELECT CAST(deleted AS TEXT), revision FROM record"
                 " WHERE id = ?2) WHERE outbox = ?1 AND name = 'deleted'",
                 row.seq, mutation.record);
}

void readFields(Database& database, qint64 seq, OutboundMutation& mutation) {
    auto fields = database.query("SELECT name, value, base_revision FROM outbox_field WHERE outbox = ?1", seq);
    while (fields.next())
        mutation.fields.insert(mutation.fields.cend(), fields.text(0), FieldValue{fields.text(1), fields.integer(2)});
}

/// Freezes what is not frozen yet; gives all of it with its fields.
QList<OutboundMutation> freezeAll(Database& database, QList<DueRow>& due, IdSource& ids) {
    QList<OutboundMutation> taken;
    const qint64 numberBefore = lastNumber(database);
    qint64 number = numberBefore;
    for (auto& row : due) {
        if (!row.frozen) freeze(database, row, ++number, ids);
        readFields(database, row.seq, row.mutation);
        taken.append(std::move(row.mutation));
    }
    if (number != numberBefore)
        database.run("INSERT INTO meta(key, value) VALUES('device_seq', ?1)"
                     " ON CONFLICT DO UPDATE SET value = excluded.value",
                     QString::number(number));
    return taken;
}

} // namespace

Result<QList<OutboundMutation>> Store::takeOutbound(int limit, qint64 nowMs) {
    Transaction transaction(*database_);
    auto due = dueRows(*database_, limit, nowMs);
    for (const auto& row : std::as_const(due))
        database_->run("UPDATE outbox SET state = ?2, deferred = 0, attempts = attempts + 1 WHERE seq = ?1", row.seq,
                       int(OutboxState::InFlight));
    auto taken = freezeAll(*database_, due, ids_);
    if (auto done = transaction.commit(); !done) return done.error();
    return taken;
}

Result<QList<OutboundMutation>> Store::takeForExport() {
    Transaction transaction(*database_);
    auto due = dueRows(*database_, std::numeric_limits<int>::max(), std::numeric_limits<qint64>::max(), true);
    auto taken = freezeAll(*database_, due, ids_);
    if (auto done = transaction.commit(); !done) return done.error();
    return taken;
}

Result<void> Store::markExported(const QList<Id>& mutations, const QString& why) {
    Transaction transaction(*database_);
    for (const auto& mutation : mutations)
        database_->run("UPDATE outbox SET state = ?2, deferred = 0, attempts = attempts + 1,"
                       " next_attempt_ms = 0, problem = '', reason = ?3"
                       " WHERE mutation_id = ?1 AND frozen = 1 AND state IN (?4, ?2)",
                       mutation, int(OutboxState::Exported), why, int(OutboxState::Waiting));
    return transaction.commit();
}

Result<void> Store::releaseInFlight(const QString& why, qint64 retryAtMs) {
    Transaction transaction(*database_);
    database_->run("UPDATE outbox SET state = ?1, reason = ?3, next_attempt_ms = ?4 WHERE state = ?2",
                   int(OutboxState::Waiting), int(OutboxState::InFlight), why, retryAtMs);
    return transaction.commit();
}

Result<QList<OutboxItem>> Store::outbox() const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto items = outboxItems(*database_);
    if (auto done = transaction.commit(); !done) return done.error();
    return items;
}

Result<OutboxLoad> Store::outboxLoad() const {
    auto row = database_->query("SELECT count(*), coalesce(max(next_attempt_ms), 0) FROM outbox");
    if (row.next()) return OutboxLoad{row.integer(0), row.integer(1)};
    return database_->lastError();
}

Result<void> Store::retryNow() {
    Transaction transaction(*database_);
    database_->run("UPDATE outbox SET next_attempt_ms = 0, state = ?1 WHERE state IN (?1, ?2)",
                   int(OutboxState::Waiting), int(OutboxState::Exported));
    // A refusal is the server's final word on that mutation, so another try is another mutation.
    QList<qint64> refused;
    auto rows = database_->query("SELECT seq FROM outbox WHERE state = ?1", int(OutboxState::Refused));
    while (rows.next())
        refused.append(rows.integer(0));
    for (const qint64 seq : std::as_const(refused))
        requeue(*database_, seq, ids_);
    return transaction.commit();
}

Result<void> Store::dismissRefusal(const Id& mutationId) {
    Transaction transaction(*database_);
    database_->run("UPDATE record SET deleted = 1 WHERE id = (SELECT record FROM outbox WHERE mutation_id = ?1"
                   " AND state = ?2 AND kind = ?3)",
                   mutationId, int(OutboxState::Refused), int(MutationKind::Command));
    database_->run("DELETE FROM outbox WHERE mutation_id = ?1 AND state = ?2", mutationId, int(OutboxState::Refused));
    return transaction.commit();
}

} // namespace jixiao
