#include "core/store/unsent_changes.h"

#include "core/store/record_editor.h"

#include <optional>

namespace jixiao {

namespace {

Actor lastActor(Database& database, const Id& record) {
    auto row = database.query("SELECT g.person_id, g.person_name, g.device_id FROM journal j"
                              " JOIN journal_group g ON g.id = j.group_id WHERE j.record = ?1"
                              " ORDER BY j.seq DESC LIMIT 1",
                              record);
    if (!row.next()) return {};
    return {row.text(0), row.text(1), {}, row.text(2), {}};
}

void readFields(Database& database, qint64 row, UnsentChange& change) {
    auto fields = database.query("SELECT name, value, base_revision FROM outbox_field WHERE outbox = ?1", row);
    while (fields.next()) {
        change.names.append(fields.text(0));
        if (change.frozen) change.sent.insert(fields.text(0), {fields.text(1), fields.integer(2)});
    }
}

QMap<QString, QString> valuesOf(const UnsentChange& change, bool all) {
    QMap<QString, QString> values;
    for (auto field = change.record.fields.cbegin(); field != change.record.fields.cend(); ++field)
        if (all || change.names.contains(field.key())) values.insert(field.key(), field->value);
    return values;
}

enum class Need { Nothing, Create, Restore, Remove, Set, Command };

Need needOf(RecordTable& records, const UnsentChange& change) {
    const auto there = records.find(change.record.id);
    if (change.kind == MutationKind::Command) return there || change.record.deleted ? Need::Nothing : Need::Command;
    if (!there) return change.record.deleted ? Need::Nothing : Need::Create;
    if (change.record.deleted) return there->deleted ? Need::Nothing : Need::Remove;
    if (there->deleted) return Need::Restore;
    const auto values = valuesOf(change, false);
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        if (there->value(value.key()) != value.value()) return Need::Set;
    return Need::Nothing;
}

Record unsentRecord(Record record) {
    record.revision = 0;
    for (auto& field : record.fields)
        field.revision = 0;
    return record;
}

/// A decision keeps its identity: the server answers one it has executed from its records.
void addCommand(Database& database, RecordEditor& editor, const UnsentChange& change, qint64 nowMs) {
    editor.records.insert(unsentRecord(change.record), nowMs);
    editor.journal.add(change.record.id, JournalOp::create);
    editor.outbox.queueCommand(change.record.id, change.scope);
    if (!change.frozen) return;
    const auto row = database.number("SELECT seq FROM outbox WHERE record = ?1", change.record.id).value_or(0);
    database.run("UPDATE outbox SET mutation_id = ?2, device_seq = ?3, frozen = 1 WHERE seq = ?1", row,
                 change.mutationId, change.deviceSeq);
    for (auto field = change.sent.cbegin(); field != change.sent.cend(); ++field)
        database.run("UPDATE outbox_field SET value = ?3, base_revision = ?4 WHERE outbox = ?1 AND name = ?2", row,
                     field.key(), field->value, field->revision);
}

void make(Database& database, RecordEditor& editor, const UnsentChange& change, Need need, qint64 nowMs) {
    const Id& id = change.record.id;
    switch (need) {
    case Need::Nothing:
        return;
    case Need::Create:
        return editor.create(unsentRecord(change.record));
    case Need::Restore:
        editor.restore(id);
        return editor.set(id, valuesOf(change, true));
    case Need::Remove:
        return editor.remove(id);
    case Need::Set:
        return editor.set(id, valuesOf(change, false));
    case Need::Command:
        return addCommand(database, editor, change, nowMs);
    }
}

bool sameStep(const UnsentChange& a, const UnsentChange& b) {
    return a.scope == b.scope && a.actor.personId == b.actor.personId && a.actor.deviceId == b.actor.deviceId &&
           (a.kind == MutationKind::Command) == (b.kind == MutationKind::Command);
}

/// Undo takes back work on a form, never the form itself.
bool createsScope(RecordTable& records, const QList<UnsentChange>& changes, qsizetype from) {
    for (auto i = from; i < changes.size() && sameStep(changes.at(from), changes.at(i)); ++i)
        if (changes.at(i).record.id == changes.at(i).scope && !records.head(changes.at(i).record.id)) return true;
    return false;
}

} // namespace

Result<QList<UnsentChange>> UnsentChanges::read(Database& database) {
    Transaction transaction(database, Transaction::Kind::Read);
    QList<UnsentChange> changes;
    RecordTable records(database);
    auto rows = database.query("SELECT seq, kind, record, scope, mutation_id, frozen, device_seq FROM outbox"
                               " ORDER BY seq");
    while (rows.next()) {
        const auto record = records.find(rows.id(2));
        if (!record) continue;
        UnsentChange change{
            MutationKind(rows.integer(1)), *record,        {}, rows.id(3), lastActor(database, record->id), rows.id(4),
            rows.integer(5) != 0,          rows.integer(6)};
        readFields(database, rows.integer(0), change);
        changes.append(change);
    }
    if (auto done = transaction.commit(); !done) return done.error();
    return changes;
}

Result<int> UnsentChanges::countMissing(Database& database, const QList<UnsentChange>& changes) {
    Transaction transaction(database, Transaction::Kind::Read);
    RecordTable records(database);
    int missing = 0;
    for (const auto& change : changes)
        missing += needOf(records, change) == Need::Nothing ? 0 : 1;
    if (auto done = transaction.commit(); !done) return done.error();
    return missing;
}

Result<int> UnsentChanges::apply(Database& database, const QList<UnsentChange>& changes, const QString& label,
                                 qint64 nowMs, IdSource& ids) {
    Transaction transaction(database);
    RecordTable records(database);
    std::optional<RecordEditor> editor;
    int made = 0;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const auto& change = changes.at(i);
        if (auto checked = checkValues(valuesOf(change, true)); !checked) return transaction.fail(checked.error());
        if (i == 0 || !sameStep(changes.at(i - 1), change)) {
            const bool command = change.kind == MutationKind::Command;
            JournalHead head{change.actor, change.scope, label, command ? JournalKind::command : JournalKind::edit,
                             nowMs};
            if (!command && createsScope(records, changes, i)) head.state = GroupState::Closed;
            editor.emplace(database, ids, head);
        }
        const auto need = needOf(records, change);
        if (need == Need::Nothing) continue;
        make(database, *editor, change, need, nowMs);
        if (!change.scope.isNull()) records.touch(change.scope, nowMs);
        ++made;
    }
    if (auto done = transaction.commit(); !done) return done.error();
    return made;
}

} // namespace jixiao
