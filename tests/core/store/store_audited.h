#pragma once

#include "core/store/audit_walk.h"
#include "core/store/schema.h"
#include "store_session.h"

namespace jixiao::test {

using DatabasePtr = std::unique_ptr<Database>;

/// The file of a store without the store, and without the references being watched.
DatabasePtr openRaw(const QString& file, const QList<Migration>& migrations = storeMigrations());

/// What verification says after `change`, which is taken back. Nullopt when the database refuses the change.
std::optional<AuditReport> after(Database& database, const std::function<bool(Database&)>& change);
std::optional<AuditReport> after(Database& database, const QString& sql);

/// The first column of every row.
QList<qint64> numbers(Database& database, const char* sql);
QString describe(const AuditReport& report);

/// A store with everything a journal can hold: edits with and without a form, undo, redo, closed groups, the server's
/// changes, decisions, a conflict.
class AuditedStore {
public:
    void fill();
    StoreFixture& f() { return session_.f; }
    const Id& form() const { return session_.form; }
    /// Closes the store.
    DatabasePtr raw() {
        f().close();
        return openRaw(f().file());
    }

private:
    void addConflict(const Id& form);
    Session session_;
};

} // namespace jixiao::test
