#include "core/store/outbox_queue.h"
#include "core/store/search_index.h"
#include "core/store/store.h"

#include <limits>

namespace jixiao {

namespace {

OutboundMutation readFrozen(Database& database, qint64 seq) {
    OutboundMutation mutation;
    auto row = database.query("SELECT o.mutation_id, o.device_seq, o.kind, r.type, r.id, r.unit, r.parent FROM outbox o"
                              " JOIN record r ON r.id = o.record WHERE o.seq = ?1",
                              seq);
    if (!row.next()) return mutation;
    mutation = {row.id(0), row.integer(1), MutationKind(row.integer(2)), row.text(3), row.id(4), row.id(5), row.id(6),
                {}};
    auto fields = database.query("SELECT name, value, base_revision FROM outbox_field WHERE outbox = ?1", seq);
    while (fields.next())
        mutation.fields.insert(fields.text(0), FieldValue{fields.text(1), fields.integer(2)});
    return mutation;
}

/// From here on the row's content is what the server gets, however often it is sent.
void freeze(Database& database, qint64 seq, IdSource& ids) {
    database.run("INSERT INTO meta(key, value) VALUES('device_seq', '1')"
                 " ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1");
    // A fresh id: an old copy of this store may have frozen the row with other content.
    database.run("UPDATE outbox SET frozen = 1, mutation_id = ?2, device_seq = (SELECT CAST(value AS INTEGER) FROM meta"
                 " WHERE key = 'device_seq') WHERE seq = ?1",
                 seq, ids.next());
    // A removal keeps what was known of the fields when it was made.
    database.run("UPDATE outbox_field SET"
                 " value = coalesce((SELECT f.value FROM record_field f JOIN outbox o ON o.record = f.record"
                 "                   WHERE o.seq = ?1 AND f.name = outbox_field.name), ''),"
                 " base_revision = coalesce((SELECT f.revision FROM record_field f JOIN outbox o ON o.record = f.record"
                 "                           WHERE o.seq = ?1 AND f.name = outbox_field.name), 0)"
                 " WHERE outbox = ?1 AND name <> 'deleted' AND (SELECT kind FROM outbox WHERE seq = ?1) <> ?2",
                 seq, int(MutationKind::Delete));
    database.run("UPDATE outbox_field SET (value, base_revision) = (SELECT CAST(r.deleted AS TEXT), r.revision"
                 " FROM record r JOIN outbox o ON o.record = r.id WHERE o.seq = ?1)"
                 " WHERE outbox = ?1 AND name = 'deleted'",
                 seq);
}

} // namespace

Result<QList<OutboundMutation>> Store::takeOutbound(int limit, qint64 nowMs) {
    Transaction transaction(*database_);
    QList<OutboundMutation> taken;
    const auto due = dueRows(*database_, limit, nowMs);
    for (const auto& row : due) {
        if (!row.frozen) freeze(*database_, row.seq, ids_);
        database_->run("UPDATE outbox SET state = ?2, deferred = 0, attempts = attempts + 1 WHERE seq = ?1", row.seq,
                       int(OutboxState::InFlight));
        taken.append(readFrozen(*database_, row.seq));
    }
    // Nobody waits for this call, so what waits for the index goes there now.
    SearchIndex(*database_).indexWaiting(SearchIndex::mayWait);
    if (auto done = transaction.commit(); !done) return done.error();
    return taken;
}

Result<QList<OutboundMutation>> Store::takeForExport() {
    Transaction transaction(*database_);
    QList<OutboundMutation> taken;
    const auto due = dueRows(*database_, std::numeric_limits<int>::max(), std::numeric_limits<qint64>::max(), true);
    for (const auto& row : due) {
        if (!row.frozen) freeze(*database_, row.seq, ids_);
        taken.append(readFrozen(*database_, row.seq));
    }
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
