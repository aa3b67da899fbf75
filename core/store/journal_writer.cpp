#include "core/store/journal_writer.h"

namespace jixiao {

bool JournalWriter::begin() {
    if (head_.kind == JournalKind::edit && head_.state == GroupState::Done)
        database_.run("UPDATE journal_group SET state = ?2 WHERE scope IS ?1 AND state = ?3 AND kind = 'edit'",
                      head_.scope, int(GroupState::Closed), int(GroupState::Undone));
    if (!database_.run("INSERT INTO journal_group(scope, at_ms, person_id, person_name, device_id, label, kind,"
                       " reason, state, undoes) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, nullif(?10, 0))",
                       head_.scope, head_.atMs, head_.actor.personId, head_.actor.name, head_.actor.deviceId,
                       head_.label, head_.kind, head_.reason, int(head_.state), head_.undoes))
        return false;
    group_ = database_.lastInsertId();
    // The chain goes on from its head whatever stands in the journal: what was taken or put there stays visible.
    chain_ = readAuditHead(database_).value_or(AuditHead{});
    seq_ = database_
               .number("SELECT max(coalesce((SELECT max(seq) FROM journal WHERE seq < ?1), 0),"
                       " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal' AND seq < ?1), 0))",
                       auditLimit)
               .value_or(0);
    return true;
}

void JournalWriter::addGroup(AuditLink& link) const {
    link.add(group_);
    link.add(head_.scope);
    link.add(head_.atMs);
    link.add(head_.actor.personId);
    link.add(head_.actor.name);
    link.add(head_.actor.deviceId);
    link.add(head_.label);
    link.add(head_.kind);
    link.add(head_.reason);
    if (head_.undoes == 0)
        link.add(nullptr);
    else
        link.add(head_.undoes);
}

void JournalWriter::add(const Id& record, const QString& op, const QString& field, const QString& oldValue,
                        const QString& newValue) {
    if (group_ == 0 && !begin()) return;
    const bool first = chain_.group != group_;
    AuditLink link(chain_.hash);
    if (first) addGroup(link);
    link.add(++seq_);
    link.add(group_);
    link.add(record);
    link.add(op);
    link.add(field);
    link.add(oldValue);
    link.add(newValue);
    chain_ = {chain_.groups + (first ? 1 : 0), chain_.entries + 1, group_, seq_, link.hash()};
    database_.run("INSERT INTO journal(seq, group_id, record, op, field, old_value, new_value, hash)"
                  " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                  seq_, group_, record, op, field, oldValue, newValue, chain_.hash);
    writeAuditHead(database_, chain_);
}

} // namespace jixiao
