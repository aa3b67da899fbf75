#pragma once

#include "core/domain/record.h"
#include "core/domain/role.h"
#include "core/store/database.h"
#include "core/store/outbox.h"

namespace jixiao {

/// One row of an outbox with the record it is about, as that stands in the same store.
struct UnsentChange {
    MutationKind kind = MutationKind::Fields;
    Record record;
    QStringList names; ///< the fields it carries
    Id scope;
    Actor actor; ///< who changed the record last
    Id mutationId;
    bool frozen = false; ///< the server may have it already
    qint64 deviceSeq = 0;
    QMap<QString, FieldValue> sent = {}; ///< of a frozen one: what the server got
};

/// What one store has not sent yet, made again in an older copy of it as edits of the same people.
namespace UnsentChanges {

Result<QList<UnsentChange>> read(Database& database);
/// How many of them `database` does not have yet; records it cannot take (their form is not there) are not counted.
Result<int> countMissing(Database& database, const QList<UnsentChange>& changes);
/// One step of the history for each form and person. What is there already changes nothing. Returns how many made a
/// difference. In one transaction; errors: DiskFull, DiskWriteFailed, InvalidInput.
Result<int> apply(Database& database, const QList<UnsentChange>& changes, const QString& label, qint64 nowMs,
                  IdSource& ids);

} // namespace UnsentChanges

} // namespace jixiao
