#include "core/store/outbox_writer.h"

#include "core/store/record_table.h"

namespace jixiao {

qint64 OutboxWriter::newRow(const Id& record, MutationKind kind, const Id& scope) {
    database_.run("INSERT INTO outbox(mutation_id, kind, record, scope, created_ms) VALUES(?1, ?2, ?3, ?4, ?5)",
                  ids_.next(), int(kind), record, scope, nowMs_);
    return database_.lastInsertId();
}

void OutboxWriter::addName(qint64 row, const QString& name) {
    database_.run("INSERT OR IGNORE INTO outbox_field(outbox, name) VALUES(?1, ?2)", row, name);
}

bool OutboxWriter::heldByConflict(const Id& record, const QString& name) {
    return database_
        .number("SELECT 1 FROM outbox o JOIN outbox_field f ON f.outbox = o.seq"
                " WHERE o.record = ?1 AND o.state = ?2 AND f.name = ?3",
                record, int(OutboxState::Conflict), name)
        .has_value();
}

QStringList OutboxWriter::absorbRefused(const Id& record) {
    QStringList names;
    auto rows = database_.query("SELECT f.name FROM outbox o JOIN outbox_field f ON f.outbox = o.seq"
                                " WHERE o.record = ?1 AND o.state = ?2 AND o.kind = ?3",
                                record, int(OutboxState::Refused), int(MutationKind::Fields));
    while (rows.next())
        names.append(rows.text(0));
    database_.run("DELETE FROM outbox WHERE record = ?1 AND state = ?2 AND kind <> ?3", record,
                  int(OutboxState::Refused), int(MutationKind::Command));
    return names;
}

bool OutboxWriter::serverMayKnow(const Id& record) {
    return database_
        .number("SELECT 1 FROM record WHERE id = ?1 AND revision > 0 UNION ALL"
                " SELECT 1 FROM outbox WHERE record = ?1 AND (frozen = 1 OR state = ?2) LIMIT 1",
                record, int(OutboxState::Conflict))
        .has_value();
}

void OutboxWriter::queueFields(const Id& record, const QStringList& names, const Id& scope) {
    QStringList all = names + absorbRefused(record);
    auto waiting = database_.number("SELECT seq FROM outbox WHERE record = ?1 AND scope IS ?2 AND state = ?3"
                                    " AND frozen = 0 AND kind = ?4 ORDER BY seq DESC LIMIT 1",
                                    record, scope, int(OutboxState::Waiting), int(MutationKind::Fields));
    const bool queuedAlready = database_.number("SELECT 1 FROM outbox WHERE record = ?1 LIMIT 1", record).has_value();
    if (!queuedAlready && !serverMayKnow(record)) all += RecordTable(database_).fieldNames(record);
    QStringList sendable;
    for (const auto& name : std::as_const(all)) {
        if (!heldByConflict(record, name)) sendable.append(name);
    }
    if (sendable.isEmpty() && (queuedAlready || serverMayKnow(record))) return;
    const qint64 row = waiting ? *waiting : newRow(record, MutationKind::Fields, scope);
    for (const auto& name : std::as_const(sendable))
        addName(row, name);
}

void OutboxWriter::dropUnsent(const Id& record) {
    database_.run("DELETE FROM outbox WHERE record = ?1 AND frozen = 0 AND kind <> ?2", record,
                  int(MutationKind::Command));
    database_.run("DELETE FROM conflict WHERE record = ?1", record);
}

void OutboxWriter::queueDelete(const Id& record, const Id& scope) {
    const bool known = serverMayKnow(record);
    dropUnsent(record);
    if (!known) return;
    const qint64 row = newRow(record, MutationKind::Delete, scope);
    addName(row, deletedField);
    // What was there to be seen when it was removed: what comes later must not be removed with it.
    database_.run("INSERT INTO outbox_field(outbox, name, value, base_revision)"
                  " SELECT ?1, name, value, revision FROM record_field WHERE record = ?2",
                  row, record);
}

void OutboxWriter::queueRestore(const Id& record, const Id& scope) {
    const bool known = serverMayKnow(record);
    dropUnsent(record);
    QStringList names = RecordTable(database_).fieldNames(record);
    if (known) names.append(deletedField);
    queueFields(record, names, scope);
}

void OutboxWriter::queueCommand(const Id& transition, const Id& scope) {
    const qint64 row = newRow(transition, MutationKind::Command, scope);
    const auto names = RecordTable(database_).fieldNames(transition);
    for (const auto& name : names)
        addName(row, name);
}

} // namespace jixiao
