#pragma once

#include "core/base/text_name.h"
#include "core/domain/record.h"
#include "core/store/database.h"
#include "core/store/outbox.h"

#include <optional>

namespace jixiao {

inline constexpr TextName cursorKey(u"sync_cursor");

/// Records and their fields in the database. Every call belongs inside a Transaction, which carries the failures.
class RecordTable {
public:
    explicit RecordTable(Database& database) : database_(database) {}

    std::optional<Record> find(const Id& id);
    QList<Record> ofType(const QString& type);
    QList<Record> children(const Id& parent, const QString& type);
    /// Type, unit, parent, revision and deleted only.
    std::optional<Record> head(const Id& id);
    std::optional<FieldValue> field(const Id& record, const QString& name);
    QMap<QString, FieldValue> fields(const Id& record);
    QStringList fieldNames(const Id& record);
    /// The declaration a record belongs to: itself, or its parent; null when neither.
    Id formOf(const Record& record);

    void insert(const Record& record, qint64 nowMs);
    void putValue(const Id& record, const QString& name, const QString& value);
    /// A value that came from the server, with its revision.
    void putRemote(const Id& record, const QString& name, const FieldValue& value);
    /// Remembers what the server holds beside an unsent local value.
    void noteRemote(const Id& record, const QString& name, const FieldValue& value);
    /// The server now agrees with what was sent: moves the base, keeps the value.
    void raiseRevision(const Id& record, const QString& name, qint64 revision);
    void raiseRevision(const Id& record, qint64 revision);
    void setDeleted(const Id& record, bool deleted);
    /// The next pull brings the record once more: something newer of it was passed over.
    void readAgain(const Id& record);
    /// The values here may be neither the server's nor on their way there: whatever is read again replaces them.
    void forgetRevisions(const Id& record);
    void touch(const Id& record, qint64 nowMs);

private:
    QList<Record> collect(Statement rows);
    Database& database_;
};

/// Deterministic order of a form's rows: ordinal by code unit, then id.
void sortByOrdinal(QList<Record>& records);

} // namespace jixiao
