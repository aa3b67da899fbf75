#pragma once

#include "core/base/id.h"
#include "core/store/database.h"
#include "core/store/outbox.h"

#include <QStringList>

namespace jixiao {

/// Queues local changes. A change joins the record's waiting row unless that row is frozen; a refused row is absorbed,
/// so editing is the way to try again. Inside a Transaction.
class OutboxWriter {
public:
    OutboxWriter(Database& database, IdSource& ids, qint64 nowMs) : database_(database), ids_(ids), nowMs_(nowMs) {}

    void queueFields(const Id& record, const QStringList& names, const Id& scope);
    void queueDelete(const Id& record, const Id& scope);
    void queueRestore(const Id& record, const Id& scope);
    void queueCommand(const Id& transition, const Id& scope);
    /// Takes the record's rows that never left and whose fate is open (waiting, refused, in conflict).
    void dropUnsent(const Id& record);
    /// False while the server cannot have heard of the record.
    bool serverMayKnow(const Id& record);

private:
    qint64 newRow(const Id& record, MutationKind kind, const Id& scope);
    void addName(qint64 row, const QString& name);
    bool heldByConflict(const Id& record, const QString& name);
    QStringList absorbRefused(const Id& record);

    Database& database_;
    IdSource& ids_;
    qint64 nowMs_;
};

} // namespace jixiao
