#pragma once

#include "core/store/journal_writer.h"
#include "core/store/outbox_writer.h"
#include "core/store/record_table.h"
#include "core/store/store.h"

namespace jixiao {

/// One local change in its three places: record, journal, outbox. Inside a Transaction.
class RecordEditor {
public:
    RecordEditor(Database& database, IdSource& ids, const JournalHead& head)
        : records(database),
          journal(database, head),
          outbox(database, ids, head.atMs),
          scope_(head.scope),
          nowMs_(head.atMs) {}

    /// Errors: InvalidInput, RecordNotFound.
    Result<void> apply(const RecordEdit& edit);
    void create(const Record& record);
    /// Sets what differs.
    void set(const Id& record, const QMap<QString, QString>& values);
    void remove(const Id& record);
    void restore(const Id& record);

    RecordTable records;
    JournalWriter journal;
    OutboxWriter outbox;

private:
    Id scope_;
    qint64 nowMs_;
};

/// Names and sizes a record may have. Error: InvalidInput.
Result<void> checkValues(const QMap<QString, QString>& values);

/// The state a form is in for the person at this device: a decision in the outbox counts.
FormState effectiveState(Database& database, const Id& declaration);

/// Error FormLocked when `actor` may not change the form's content now. Scopes that are no form are never locked.
Result<void> checkEditable(Database& database, const Id& scope, const Actor& actor);
/// Error FormLocked when `actor` may not report what became of the form now; RecordNotFound when it is none.
Result<void> checkReportable(Database& database, const Id& form, const Actor& actor);

} // namespace jixiao
