#pragma once

#include "core/base/text_name.h"
#include "core/domain/record.h"

#include <QList>
#include <QMap>
#include <QString>

namespace jixiao {

enum class MutationKind { Fields, Delete, Command };

/// Stands for a record's existence among the fields of mutations and conflicts.
inline constexpr TextName deletedField(u"deleted");

/// A frozen change on its way to the server. The field "deleted" stands for the record's existence: a Delete carries
/// "1" with the record revision the device knew, and every field it knew with its revision; a Fields mutation that
/// carries "0" brings a deleted record back and then holds all of the record's fields.
struct OutboundMutation {
    Id mutationId;
    qint64 deviceSeq = 0; ///< grows by one per mutation of this device
    MutationKind kind = MutationKind::Fields;
    QString recordType;
    Id record;
    Id unit;
    Id parent;
    QMap<QString, FieldValue> fields; ///< value and the server revision it was based on
};

enum class Verdict { Applied, Duplicate, Merged, Conflict, Rejected, Deferred };

struct FieldConflict {
    QString field;
    QString serverValue;
    qint64 serverRevision = 0;
    QString changedBy;
    qint64 changedAtMs = 0;
};

/// The server's answer to one mutation.
struct MutationVerdict {
    Id mutationId;
    Verdict verdict = Verdict::Deferred;
    qint64 revision = 0; ///< revision of the record after this mutation, for applied, duplicate and merged
    QList<FieldConflict> conflicts;
    QString problem; ///< ErrorCode name, for rejected and deferred
    QString reason;  ///< readable
};

/// How much is queued, whatever its state.
struct OutboxLoad {
    qint64 rows = 0;
    qint64 latestAttemptMs = 0; ///< of all rows, when the last one is due again
};

enum class OutboxState {
    Waiting,
    InFlight,
    Conflict,
    Refused,
    Exported, ///< in a package that was written to a file; its receipt has not come back yet
};

/// What the sync page shows: what is waiting and why.
struct OutboxItem {
    qint64 seq = 0;
    Id mutationId;
    Id scope; ///< declaration it belongs to; null for none
    QString scopeTitle;
    Id record;
    QString recordType;
    MutationKind kind = MutationKind::Fields;
    OutboxState state = OutboxState::Waiting;
    int attempts = 0;
    qint64 nextAttemptMs = 0;
    QString problem; ///< ErrorCode name of the last refusal or deferral, if any
    QString reason;
    qint64 createdMs = 0;
};

} // namespace jixiao
