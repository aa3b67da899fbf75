#include "core/store/journal_writer.h"

namespace jixiao {

void JournalWriter::add(const Id& record, const QString& op, const QString& field, const QString& oldValue,
                        const QString& newValue) {
    if (group_ == 0) {
        if (head_.kind == JournalKind::edit)
            database_.run("UPDATE journal_group SET state = ?2 WHERE scope IS ?1 AND state = ?3 AND kind = 'edit'",
                          head_.scope, int(GroupState::Closed), int(GroupState::Undone));
        if (!database_.run("INSERT INTO journal_group(scope, at_ms, person_id, person_name, device_id, label, kind,"
                           " reason, state, undoes) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, nullif(?10, 0))",
                           head_.scope, head_.atMs, head_.actor.personId, head_.actor.name, head_.actor.deviceId,
                           head_.label, head_.kind, head_.reason, int(head_.state), head_.undoes))
            return;
        group_ = database_.lastInsertId();
    }
    database_.run("INSERT INTO journal(group_id, record, op, field, old_value, new_value)"
                  " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                  group_, record, op, field, oldValue, newValue);
}

} // namespace jixiao
