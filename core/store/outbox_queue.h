#pragma once

#include "core/base/id.h"
#include "core/store/database.h"
#include "core/store/outbox.h"

namespace jixiao {

struct DueRow {
    qint64 seq = 0;
    bool frozen = false;
    OutboundMutation mutation; ///< without its fields; id and number count only when it is frozen
};

/// What may be sent now, in order. At most one row of a record; nothing whose parent the server has not heard of; a
/// command only when every earlier row of its form is final or goes before it in this batch.
/// `exportedToo`: also what stands in packages without a receipt.
QList<DueRow> dueRows(Database& database, int limit, qint64 nowMs, bool exportedToo = false);

/// Everything queued, with the reason why it waits.
QList<OutboxItem> outboxItems(Database& database);

/// Puts a row back in the queue as a new mutation.
void requeue(Database& database, qint64 seq, IdSource& ids);

} // namespace jixiao
