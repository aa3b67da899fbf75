#pragma once

#include <QByteArray>

namespace jixiao {

/// The statements of the history page. CROSS JOIN fixes their order: each reads an index from the newest end and stops
/// at its limit, however long the history is.
namespace HistorySql {

inline const QByteArray entryColumns =
    "SELECT j.seq, g.at_ms, g.person_id, g.person_name, g.device_id, j.record, r.type, j.field, j.old_value,"
    " j.new_value, g.label, g.kind, j.op, g.reason, g.id ";

/// ?1 scope, ?2 newest group, ?3 seq to stay below, ?4 limit
inline const QByteArray history = entryColumns +
                                  "FROM journal_group g CROSS JOIN journal j ON j.group_id = g.id CROSS JOIN record r"
                                  " ON r.id = j.record WHERE g.scope IS ?1 AND g.id <= ?2 AND j.seq < ?3"
                                  " ORDER BY g.id DESC, j.seq DESC LIMIT ?4";

/// ?1 group, ?2 seq to stay above, ?3 limit
inline const QByteArray group = entryColumns +
                                "FROM journal j CROSS JOIN journal_group g ON g.id = j.group_id CROSS JOIN record r"
                                " ON r.id = j.record WHERE j.group_id = ?1 AND j.seq > ?2 ORDER BY j.seq LIMIT ?3";

/// ?1 record, ?2 field, ?3 seq to stay below, ?4 limit
inline const QByteArray field =
    entryColumns + "FROM journal j CROSS JOIN journal_group g ON g.id = j.group_id CROSS JOIN record r"
                   " ON r.id = j.record WHERE j.record = ?1 AND j.field = ?2 AND j.seq < ?3 AND j.op = 'set'"
                   " ORDER BY j.seq DESC LIMIT ?4";

/// ?1 scope, ?2 group to stay below, ?3 limit
inline const QByteArray timeline =
    "SELECT g.id, g.at_ms, g.person_id, g.person_name, g.device_id, g.label, g.kind, g.reason,"
    " (SELECT count(*) FROM journal j WHERE j.group_id = g.id), g.state, g.undoes"
    " FROM journal_group g WHERE g.scope IS ?1 AND g.id < ?2 ORDER BY g.id DESC LIMIT ?3";

/// A record's fields with whether it was deleted and what they held at seq ?2: the newest entry up to then, or else
/// what the oldest entry after it replaced, or else what never changed.
inline const QByteArray fieldsAt =
    "SELECT r.id, r.type, r.unit, r.parent, coalesce("
    "(SELECT j.op = 'remove' FROM journal j WHERE j.record = r.id AND j.field = '' AND j.op <> 'set'"
    " AND j.seq <= ?2 ORDER BY j.seq DESC LIMIT 1), "
    "(SELECT j.op <> 'remove' FROM journal j WHERE j.record = r.id AND j.field = '' AND j.op <> 'set'"
    " AND j.seq > ?2 ORDER BY j.seq LIMIT 1), r.deleted), f.name, coalesce("
    "(SELECT j.new_value FROM journal j WHERE j.record = r.id AND j.field = f.name AND j.op = 'set'"
    " AND j.seq <= ?2 ORDER BY j.seq DESC LIMIT 1), "
    "(SELECT j.old_value FROM journal j WHERE j.record = r.id AND j.field = f.name AND j.op = 'set'"
    " AND j.seq > ?2 ORDER BY j.seq LIMIT 1), f.value)"
    " FROM record r LEFT JOIN record_field f ON f.record = r.id ";

/// ?1 record
inline const QByteArray recordAt = fieldsAt + "WHERE r.id = ?1";

/// ?1 parent
inline const QByteArray childrenAt = fieldsAt + "WHERE r.parent = ?1 ORDER BY r.id";

/// ?1 declaration, ?2 the type of a decision
inline const QByteArray decisions =
    "SELECT t.id, j.group_id, g.at_ms, g.person_name, t.deleted FROM record t CROSS JOIN journal j"
    " ON j.record = t.id AND j.field = '' AND j.op = 'create' CROSS JOIN journal_group g ON g.id = j.group_id"
    " WHERE t.parent = ?1 AND t.type = ?2 ORDER BY j.seq DESC LIMIT 1000";

} // namespace HistorySql

} // namespace jixiao
