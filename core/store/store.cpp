#include "core/store/store.h"

#include "core/store/backup.h"
#include "core/store/database.h"
#include "core/store/record_table.h"
#include "core/store/schema.h"
#include "core/store/schema_audit.h"

namespace jixiao {

namespace {

constexpr qint64 lastNumber = qint64(1) << 62; ///< of what counts up one by one; no store comes near it

/// Without numbers left each save would fail as if the disk were full. Entries of the journal are numbered by its
/// chain, which tells of such an entry and goes on.
Result<void> checkNumbers(Database& database) {
    const auto highest = database.number(
        "SELECT max(coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name <> 'journal'), 0),"
        " coalesce((SELECT max(id) FROM journal_group), 0), coalesce((SELECT max(seq) FROM outbox), 0))");
    if (!highest) return database.lastError();
    if (*highest < lastNumber) return {};
    return Error{ErrorCode::StoreDamaged, QStringLiteral("row number %1").arg(*highest)};
}

} // namespace

QString Store::fileName(const QString& folder) { return folder + QStringLiteral("/store.db"); }

Store::Store(std::unique_ptr<Database> database, const Clock& clock, IdSource& ids)
    : database_(std::move(database)), clock_(clock), ids_(ids) {}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::create(const QString& folder, const StoreKey& key, const Clock& clock,
                                             IdSource& ids) {
    return wrap(Database::create({fileName(folder), storeMigrations()}, key), clock, ids);
}

Result<std::unique_ptr<Store>> Store::open(const QString& folder, const StoreKey& key, const Clock& clock,
                                           IdSource& ids) {
    DatabaseOptions options{fileName(folder), storeMigrations()};
    options.beforeMigration = [&](Database& database) -> Result<void> {
        const auto made = Backups::make(database, Backups::defaultFolder(folder), {}, clock.nowMs());
        // Without a key file there is nothing that could open the backup.
        if (made || made.error().code == ErrorCode::VaultMissing) return {};
        return made.error();
    };
    return wrap(Database::open(options, key), clock, ids);
}

Result<std::unique_ptr<Store>> Store::wrap(Result<std::unique_ptr<Database>> database, const Clock& clock,
                                           IdSource& ids) {
    if (!database) return database.error();
    if (auto numbers = checkNumbers(**database); !numbers) return numbers.error();
    if (auto chained = chainEarlierEntries(**database); !chained) return chained.error();
    std::unique_ptr<Store> store(new Store(std::move(*database), clock, ids));
    // What was in flight when the last process ended is sent again, with the same id and content.
    Database& opened = *store->database_;
    Transaction transaction(opened);
    if (opened.number("SELECT 1 FROM outbox WHERE state = ?1 LIMIT 1", int(OutboxState::InFlight)))
        opened.run("UPDATE outbox SET state = ?2 WHERE state = ?1", int(OutboxState::InFlight),
                   int(OutboxState::Waiting));
    if (auto done = transaction.commit(); !done) return done.error();
    if (auto ready = store->prepareSearch(); !ready) return ready.error();
    return store;
}

Result<QString> Store::meta(const QString& key) const {
    auto row = database_->query("SELECT value FROM meta WHERE key = ?1", key);
    if (row.next()) return row.text(0);
    if (auto status = row.status(); !status) return status.error();
    return QString();
}

Result<void> Store::setMeta(const QString& key, const QString& value) {
    Transaction transaction(*database_);
    database_->run("INSERT INTO meta(key, value) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value", key,
                   value);
    return transaction.commit();
}

Result<std::optional<Record>> Store::record(const Id& id) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto found = RecordTable(*database_).find(id);
    if (auto done = transaction.commit(); !done) return done.error();
    return found;
}

Result<QList<Record>> Store::recordsOfType(const QString& type) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto found = RecordTable(*database_).ofType(type);
    if (auto done = transaction.commit(); !done) return done.error();
    return found;
}

Result<QList<Record>> Store::children(const Id& parent, const QString& type) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto found = RecordTable(*database_).children(parent, type);
    if (auto done = transaction.commit(); !done) return done.error();
    return found;
}

Result<QList<Record>> Store::formRecords(const Id& declaration) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    RecordTable table(*database_);
    QList<Record> found;
    if (const auto form = table.find(declaration); form && !form->deleted) {
        found.append(*form);
        if (const auto project = table.find(form->parent)) found.append(*project);
        found.append(table.children(declaration, {}));
    }
    if (auto done = transaction.commit(); !done) return done.error();
    if (found.isEmpty())
        return Error{
            ErrorCode::RecordNotFound, declaration.toString(), {{QStringLiteral("id"), declaration.toString()}}};
    return found;
}

Result<void> Store::setReviewCounts(const Id& declaration, const ReviewCounts& counts) {
    Transaction transaction(*database_);
    database_->run("INSERT INTO review_count(declaration, errors, warnings, rules) VALUES(?1, ?2, ?3, ?4)"
                   " ON CONFLICT DO UPDATE SET errors = excluded.errors, warnings = excluded.warnings,"
                   " rules = excluded.rules",
                   declaration, counts.errors, counts.warnings, counts.rules);
    return transaction.commit();
}

Result<StoreCheck> Store::check() {
    StoreCheck check;
    auto problems = database_->findProblems();
    if (!problems) return problems.error();
    auto audit = verifyAudit();
    if (!audit) return audit.error();
    check.problems = *problems;
    addAttachmentProblems(check);
    check.audit = *audit;
    check.intact = check.problems.isEmpty() && check.audit.ok();
    check.records = database_->number("SELECT count(*) FROM record").value_or(0);
    check.journalRows = database_->number("SELECT count(*) FROM journal").value_or(0);
    check.outboxRows = database_->number("SELECT count(*) FROM outbox").value_or(0);
    check.schemaVersion = database_->schemaVersion();
    return check;
}

} // namespace jixiao
