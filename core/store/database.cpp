#include "core/store/database.h"

#include "core/store/sqlite_setup.h"

#include <QFile>

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>

namespace jixiao {

namespace {

constexpr int pagesBeforeCheckpoint = 1000; // SQLite's own default

unsigned char toByte(char character) { return static_cast<unsigned char>(character); }

} // namespace

Database::~Database() {
    for (auto& [sql, cached] : cache_)
        sqlite3_finalize(cached.statement);
    sqlite3_close_v2(handle_);
}

Result<void> Database::initialize() { return setUpSqlite(); }

Statement Database::prepare(const char* sql) {
    if (inTransaction_ && failed_) return {*this, nullptr, nullptr, SQLITE_ABORT};
    auto found = cache_.find(sql);
    if (found != cache_.end() && !found->second.busy)
        return {*this, found->second.statement, &found->second.busy, SQLITE_OK};
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (result != SQLITE_OK) {
        noteFailure(result);
        return {*this, nullptr, nullptr, result};
    }
    if (found != cache_.end()) return {*this, statement, nullptr, SQLITE_OK};
    Cached& cached = cache_[sql];
    cached.statement = statement;
    return {*this, statement, &cached.busy, SQLITE_OK};
}

void Database::noteFailure(int result) {
    const bool full = errno == ENOSPC || errno == EDQUOT;
    if (inTransaction_ && failed_) return;
    int code = sqlite3_extended_errcode(handle_);
    // SQLite calls a disk full where it writes; that one is full may show only where it is to be made safe.
    if (full && (code & 0xff) == SQLITE_IOERR) code = SQLITE_FULL;
    lastError_ = sqliteError(code, sqlite3_errmsg(handle_));
    if (sqlite3_errcode(handle_) == SQLITE_OK) lastError_ = sqliteError(result, sqlite3_errstr(result));
    failed_ = inTransaction_;
}

Result<void> Database::script(const char* sql) {
    const int result = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (result == SQLITE_OK) return {};
    noteFailure(result);
    return lastError_;
}

qint64 Database::lastInsertId() const { return sqlite3_last_insert_rowid(handle_); }

int Database::schemaVersion() { return int(number("PRAGMA user_version").value_or(0)); }

void Database::releaseMemory() { sqlite3_db_release_memory(handle_); }

void Database::writeOut() {
    const int result = sqlite3_db_cacheflush(handle_);
    // Pages a statement is reading stay; they follow later.
    if (result != SQLITE_OK && result != SQLITE_BUSY) noteFailure(result);
    releaseMemory();
}

Result<void> Database::checkpoint() {
    if (held_) return Error{ErrorCode::StoreBusy, QStringLiteral("the file is being copied")};
    const int result = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (result == SQLITE_OK) return {};
    noteFailure(result);
    return lastError_;
}

Result<void> Database::holdFile() {
    if (auto done = checkpoint(); !done) return done;
    sqlite3_wal_autocheckpoint(handle_, 0);
    held_ = true;
    return {};
}

void Database::releaseFile() {
    held_ = false;
    sqlite3_wal_autocheckpoint(handle_, pagesBeforeCheckpoint);
}

void Database::interruptWhen(const std::atomic<bool>& cancelled) {
    constexpr int instructions = 10'000;
    const auto look = [](void* flag) { return static_cast<const std::atomic<bool>*>(flag)->load() ? 1 : 0; };
    // SQLite hands the pointer back as it is; nothing is written through it.
    sqlite3_progress_handler(handle_, instructions, look, const_cast<std::atomic<bool>*>(&cancelled));
}

Result<QStringList> Database::findProblems() {
    if (!onlyReads_)
        if (auto done = checkpoint(); !done) return done.error();
    QStringList problems;
    for (const char* sql : {"PRAGMA integrity_check", "PRAGMA cipher_integrity_check", "PRAGMA foreign_key_check"}) {
        Statement rows = query(sql);
        while (rows.next()) {
            if (const QString line = rows.text(0); line != QLatin1String("ok")) problems.append(line);
        }
        if (auto status = rows.status(); !status) problems.append(status.error().detail);
    }
    // The only bytes no signature covers.
    QFile file(options_.file);
    const auto salt = key_.salt.bytes();
    if (!file.open(QIODevice::ReadOnly) || !std::ranges::equal(file.read(qint64(salt.size())), salt, {}, toByte))
        problems.append(QStringLiteral("the salt at the beginning of the file"));
    return problems;
}

Transaction::Transaction(Database& database, Kind kind) : database_(database), kind_(kind) {
    Q_ASSERT(!database_.inTransaction_);
    database_.failed_ = false;
    open_ = database_.script(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN").ok();
    database_.inTransaction_ = true;
    database_.failed_ = !open_;
}

Transaction::~Transaction() {
    database_.inTransaction_ = false;
    database_.failed_ = false;
    if (open_ && !sqlite3_get_autocommit(database_.handle_))
        sqlite3_exec(database_.handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Error Transaction::fail(Error error) {
    if (!database_.failed_) database_.lastError_ = std::move(error);
    database_.failed_ = true;
    return database_.lastError_;
}

Result<void> Transaction::commit() {
    if (kind_ == Kind::Write && !database_.failed_ && database_.beforeCommit_) database_.beforeCommit_();
    if (database_.failed_) return database_.lastError_;
    if (auto done = database_.script("COMMIT"); !done) return done.error();
    open_ = false;
    return {};
}

} // namespace jixiao
