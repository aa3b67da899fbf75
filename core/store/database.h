#pragma once

#include "core/base/result.h"
#include "core/store/statement.h"
#include "core/vault/vault.h"

#include <QList>
#include <QMap>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

struct sqlite3;

namespace jixiao {

class Database;

/// One step of the schema. Versions count up from 1 without gaps; a step never changes once released.
struct Migration {
    int version = 0;
    const char* sql = nullptr; ///< any number of statements
};

struct DatabaseOptions {
    QString file;                ///< its lock file stands beside it: "store.db" → "store.lock"
    QList<Migration> migrations; ///< in order
    int cacheKiB = 64 * 1024;    ///< page cache, a cap
    /// Runs before the first migration of an existing file, which is still as it was; its error keeps it so.
    std::function<Result<void>(Database&)> beforeMigration = {};
};

/// An encrypted SQLCipher file with one connection: the only one of the process to this file, guarded against other
/// processes by a lock file. Fails closed: never makes a file where one is expected, never overwrites, never opens a
/// plaintext file, never runs on another SQLite than the one built in. Not thread-safe; may move between threads.
/// Used by the store of a device and by the embedded store of the server.
class Database {
public:
    /// Makes a new file (mode 0600) that appears complete or not at all. Errors: StoreExists, StoreBusy, DiskFull,
    /// DiskWriteFailed, StoreFailed, InvalidInput (key not 32 bytes or salt not 16).
    static Result<std::unique_ptr<Database>> create(const DatabaseOptions& options, const StoreKey& key);
    /// Opens and migrates forward. Errors: StoreMissing, StoreNotEncrypted, StoreDamaged (damage, another key, or a
    /// schema that the migrations did not make), StoreNewer, StoreBusy and those of create(). After an error the files
    /// are as they were.
    static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options, const StoreKey& key);
    /// Another connection in a process that has the file open already; it only reads, whatever the other one writes
    /// meanwhile, and takes no lock of its own. Any thread; the other one outlives it. Errors: those of open().
    static Result<std::unique_ptr<Database>> openReader(const DatabaseOptions& options, const StoreKey& key);
    /// Writes the file anew under another key. `begin` makes that key durable before anything else is done, `settle`
    /// hears when the new file has taken the old one's place; both are called under the lock. Every page is copied as
    /// it is, checked in the copy, and the copy is renamed over the old file: at every moment there is one whole file.
    /// Errors: those of open(), of `begin` and `settle`, DiskFull, DiskWriteFailed, StoreDamaged (the old file stays).
    static Result<void> reencrypt(const DatabaseOptions& options, const StoreKey& from,
                                  const std::function<Result<StoreKey>()>& begin,
                                  const std::function<Result<void>(const StoreKey&)>& settle);
    /// Runs `work` under the lock that create() and open() take. Errors: StoreBusy, DiskWriteFailed, those of `work`.
    static Result<void> whileLocked(const QString& file, const std::function<Result<void>()>& work);
    /// What an interrupted reencrypt() left beside `file`. Only for who has the database open.
    static void removeUnfinishedReencryption(const QString& file);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    /// Sets up the one SQLite of the process (wiping allocator, identity check). Called by create() and open(); only
    /// code that registers a VFS must call it first. Error: StoreFailed.
    static Result<void> initialize();

    /// A statement with its values bound; cached by its text.
    template <typename... Args>
    Statement query(const char* sql, const Args&... args) {
        Statement statement = prepare(sql);
        [[maybe_unused]] int index = 0;
        (statement.bind(++index, args), ...);
        return statement;
    }
    /// Runs a statement to its end. False on failure: see lastError(); inside a Transaction the failure sticks, later
    /// statements do nothing, and Transaction::commit() reports it.
    template <typename... Args>
    bool run(const char* sql, const Args&... args) {
        return query(sql, args...).finish().ok();
    }
    /// The first column of the first row; nullopt when there is none.
    template <typename... Args>
    std::optional<qint64> number(const char* sql, const Args&... args) {
        Statement statement = query(sql, args...);
        if (!statement.next()) return std::nullopt;
        return statement.integer(0);
    }

    /// What every write has to do last: runs inside each write transaction, before its COMMIT. A failure in there fails
    /// the transaction.
    void setBeforeCommit(std::function<void()> work) { beforeCommit_ = std::move(work); }

    qint64 lastInsertId() const;
    Error lastError() const { return lastError_; }
    int schemaVersion();
    /// Moves the whole write-ahead log into the file. Error StoreBusy while the file is held.
    Result<void> checkpoint();
    /// Moves what the open transaction has changed so far out of memory and into the log, where only its COMMIT makes
    /// it count: for transactions of many megabytes.
    void writeOut();
    /// Forgets the pages that were read, as far as no statement is using them.
    void releaseMemory();
    /// checkpoint, and from then on everything that is written stays in the log: the file can be copied, from any
    /// thread, until releaseFile() or the end of this object.
    Result<void> holdFile();
    void releaseFile();
    /// Statements end with an error soon after this becomes true; it outlives this object.
    void interruptWhen(const std::atomic<bool>& cancelled);
    const DatabaseOptions& options() const { return options_; }
    const StoreKey& key() const { return key_; }
    /// checkpoint (not a reader), then structure, page signatures and references; the problems found, none when intact.
    /// Pages still in the log are not compared with their signatures.
    Result<QStringList> findProblems();

private:
    friend class Statement;
    friend class Transaction;
    Database() = default;

    enum class Use { Make, Write, Read };
    static Result<std::unique_ptr<Database>> connect(const DatabaseOptions& options, const StoreKey& key, Use use);
    Result<void> copyTo(const DatabaseOptions& options, const StoreKey& key);
    Result<void> applyKey(const StoreKey& key);
    Result<void> applyPragmas(const DatabaseOptions& options);
    Result<void> verify(const DatabaseOptions& options);
    /// Compared before any of it is used: a view in a table's place, or a trigger, would run as soon as it is.
    Result<void> verifySchema(const QList<Migration>& migrations);
    Result<QMap<QString, QString>> schemaObjects(); ///< "table meta" → its SQL
    static Result<QMap<QString, QString>> expectedSchema(const QList<Migration>& migrations, qint64 version);
    Result<void> useWriteAheadLog();
    Result<void> migrate(const QList<Migration>& migrations);
    Result<void> pragma(const char* set, const char* get, const QString& expected);
    Result<void> script(const char* sql);
    Statement prepare(const char* sql);
    void noteFailure(int result);

    struct Cached {
        sqlite3_stmt* statement = nullptr;
        bool busy = false;
    };
    struct LockFile;
    std::shared_ptr<LockFile> lock_;
    DatabaseOptions options_;
    StoreKey key_;
    bool held_ = false;
    bool onlyReads_ = false;
    sqlite3* handle_ = nullptr; // owned
    std::unordered_map<std::string, Cached> cache_;
    std::function<void()> beforeCommit_;
    Error lastError_;
    bool inTransaction_ = false;
    bool failed_ = false; ///< something failed in the open transaction
};

/// All or nothing: rolls back unless commit() succeeded. One at a time per Database.
class Transaction {
public:
    enum class Kind { Read, Write };
    explicit Transaction(Database& database, Kind kind = Kind::Write);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    bool ok() const { return !database_.failed_; }
    /// Makes the transaction fail with `error`; the first failure wins.
    Error fail(Error error);
    /// Ok only once everything is durable (synchronous=FULL). Otherwise the first failure, and nothing has changed.
    Result<void> commit();

private:
    Database& database_;
    Kind kind_;
    bool open_ = false;
};

} // namespace jixiao
