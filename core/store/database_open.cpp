#include "core/base/files.h"
#include "core/store/database.h"
#include "core/store/sqlite_setup.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>

namespace jixiao {

/// Held for as long as the database is open; the operating system drops it with the process.
struct Database::LockFile {
    explicit LockFile(const QString& path)
        : descriptor(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {}
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;
    ~LockFile() {
        if (descriptor >= 0) ::close(descriptor);
    }
    Result<void> acquire() const {
        if (descriptor < 0) return Error{ErrorCode::DiskWriteFailed, QStringLiteral("lock file: %1").arg(errno)};
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return {};
        return Error{ErrorCode::StoreBusy, QStringLiteral("open in another program")};
    }
    int descriptor;
};

namespace {

constexpr QLatin1String plaintextHead("SQLite format 3");
constexpr std::size_t keySize = 32;
constexpr std::size_t saltSize = 16;

QString lockName(const QString& file) {
    const QFileInfo info(file);
    return info.path() + QLatin1Char('/') + info.completeBaseName() + QStringLiteral(".lock");
}

/// Nothing but this program's own encrypted pages may stand in the file.
Result<void> inspectHead(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return Error{ErrorCode::StoreFailed, file.errorString()};
    const QByteArray head = file.read(plaintextHead.size());
    if (head == QByteArray(plaintextHead.data(), plaintextHead.size()))
        return Error{ErrorCode::StoreNotEncrypted, QStringLiteral("plaintext head")};
    if (head.size() < plaintextHead.size())
        return Error{ErrorCode::StoreDamaged, QStringLiteral("the file holds %1 bytes").arg(head.size())};
    return {};
}

/// What an interrupted create() left behind; it never was a store.
void removeUnfinished(const QString& path) {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(path + QLatin1String(suffix));
}

Result<void> makePrivateFile(const QString& path) {
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const auto code = errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::DiskWriteFailed;
        return Error{code, QStringLiteral("new file: %1").arg(errno)};
    }
    ::close(descriptor);
    return {};
}

} // namespace

Result<std::unique_ptr<Database>> Database::create(const DatabaseOptions& options, const StoreKey& key) {
    if (QFileInfo::exists(options.file)) return Error{ErrorCode::StoreExists, options.file};
    const QString folder = QFileInfo(options.file).path();
    if (!QFileInfo::exists(folder) && !QDir().mkpath(folder)) return Error{ErrorCode::DiskWriteFailed, folder};
    const QString unfinished = options.file + QStringLiteral(".new");
    auto lock = std::make_shared<LockFile>(lockName(options.file));
    if (auto held = lock->acquire(); !held) return held.error();
    removeUnfinished(unfinished);

    DatabaseOptions making = options;
    making.file = unfinished;
    auto made = makePrivateFile(unfinished);
    if (made) {
        auto database = connect(making, key, Use::Make);
        made = database ? (*database)->checkpoint() : Result<void>(database.error());
    }
    if (made) made = inspectHead(unfinished);
    if (made && !QFile::rename(unfinished, options.file))
        made =
            Error{QFileInfo::exists(options.file) ? ErrorCode::StoreExists : ErrorCode::DiskWriteFailed, options.file};
    if (!made) {
        removeUnfinished(unfinished);
        return made.error();
    }
    flushFolder(folder);
    lock.reset();
    return open(options, key);
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options, const StoreKey& key) {
    if (!QFileInfo::exists(options.file)) return Error{ErrorCode::StoreMissing, options.file};
    auto lock = std::make_shared<LockFile>(lockName(options.file));
    if (auto held = lock->acquire(); !held) return held.error();
    if (auto head = inspectHead(options.file); !head) return head.error();
    auto database = connect(options, key, Use::Write);
    if (database) (*database)->lock_ = std::move(lock);
    return database;
}

Result<std::unique_ptr<Database>> Database::openReader(const DatabaseOptions& options, const StoreKey& key) {
    if (!QFileInfo::exists(options.file)) return Error{ErrorCode::StoreMissing, options.file};
    if (auto head = inspectHead(options.file); !head) return head.error();
    return connect(options, key, Use::Read);
}

Result<void> Database::whileLocked(const QString& file, const std::function<Result<void>()>& work) {
    const LockFile lock(lockName(file));
    if (auto held = lock.acquire(); !held) return held;
    return work();
}

Result<std::unique_ptr<Database>> Database::connect(const DatabaseOptions& options, const StoreKey& key, Use use) {
    if (auto ready = initialize(); !ready) return ready.error();
    std::unique_ptr<Database> database(new Database);
    database->options_ = options;
    database->key_ = {key.key.clone(), key.salt.clone(), key.slot};
    database->onlyReads_ = use == Use::Read;
    const int access = use == Use::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (const int result = sqlite3_open_v2(options.file.toUtf8().constData(), &database->handle_, flags, nullptr);
        result != SQLITE_OK)
        return sqliteError(result, database->handle_ ? sqlite3_errmsg(database->handle_) : "open");
    // Until the file has proved readable, closing it must not write to it.
    sqlite3_db_config(database->handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(database->handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (auto done = database->applyKey(key); !done) return done.error();
    if (auto done = database->applyPragmas(options); !done) return done.error();
    if (use != Use::Make) {
        if (auto done = database->verify(options); !done) return done.error();
    }
    if (use == Use::Read) return database;
    if (auto done = database->useWriteAheadLog(); !done) return done.error();
    if (auto done = database->migrate(options.migrations); !done) return done.error();
    sqlite3_db_config(database->handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return database;
}

Result<void> Database::applyKey(const StoreKey& key) {
    if (key.key.size() != keySize || key.salt.size() != saltSize)
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("key of %1 + %2 bytes").arg(key.key.size()).arg(key.salt.size())};
    // x'<key><salt>': the raw form, no key derivation.
    std::array<char, 2 + 2 * (keySize + saltSize) + 2> spec{};
    spec[0] = 'x';
    spec[1] = '\'';
    sodium_bin2hex(spec.data() + 2, 2 * keySize + 1, key.key.bytes().data(), keySize);
    sodium_bin2hex(spec.data() + 2 + 2 * keySize, 2 * saltSize + 1, key.salt.bytes().data(), saltSize);
    spec[spec.size() - 2] = '\'';
    const int result = sqlite3_key(handle_, spec.data(), int(spec.size() - 1));
    sodium_memzero(spec.data(), spec.size());
    if (result != SQLITE_OK) return sqliteError(result, "key");
    // Not before: the first key of a process switches SQLCipher on, and with it a log to standard error.
    if (auto quiet = script("PRAGMA cipher_log_level = NONE"); !quiet) return quiet.error();
    Statement version = query("PRAGMA cipher_version");
    if (!version.next() || version.text(0).isEmpty())
        return Error{ErrorCode::StoreFailed, QStringLiteral("this SQLite cannot encrypt")};
    return {};
}

Result<void> Database::pragma(const char* set, const char* get, const QString& expected) {
    if (auto done = script(set); !done) return done.error();
    Statement row = query(get);
    if (row.next() && row.text(0) == expected) return {};
    if (auto status = row.status(); !status) return status.error();
    return Error{ErrorCode::StoreFailed, QStringLiteral("%1 did not take").arg(QLatin1String(set))};
}

Result<void> Database::applyPragmas(const DatabaseOptions& options) {
    struct Setting {
        const char* name;
        QString value;
        QString readBack;
    };
    const QString cache = QString::number(-options.cacheKiB);
    const std::array settings{
        Setting{"temp_store", QStringLiteral("MEMORY"), QStringLiteral("2")},
        Setting{"foreign_keys", QStringLiteral("ON"), QStringLiteral("1")},
        Setting{"trusted_schema", QStringLiteral("OFF"), QStringLiteral("0")},
        Setting{"cell_size_check", QStringLiteral("ON"), QStringLiteral("1")},
        Setting{"mmap_size", QStringLiteral("0"), QStringLiteral("0")},
        Setting{"cache_size", cache, cache},
        Setting{"busy_timeout", QStringLiteral("2000"), QStringLiteral("2000")},
        Setting{"secure_delete", QStringLiteral("ON"), QStringLiteral("1")},
    };
    for (const auto& setting : settings) {
        const QByteArray get = QByteArray("PRAGMA ") + setting.name;
        const QByteArray set = get + " = " + setting.value.toUtf8();
        if (auto done = pragma(set.constData(), get.constData(), setting.readBack); !done) return done.error();
    }
    return {};
}

Result<void> Database::verify(const DatabaseOptions& options) {
    const auto tables = number("SELECT count(*) FROM sqlite_master");
    if (!tables) return lastError_;
    if (*tables == 0) return Error{ErrorCode::StoreDamaged, QStringLiteral("no tables")};
    const int newest = options.migrations.isEmpty() ? 0 : options.migrations.last().version;
    if (const int found = schemaVersion(); found > newest)
        return Error{ErrorCode::StoreNewer, QStringLiteral("schema %1, this program knows %2").arg(found).arg(newest)};
    return verifySchema(options.migrations);
}

Result<void> Database::useWriteAheadLog() {
    if (auto done = pragma("PRAGMA journal_mode = WAL", "PRAGMA journal_mode", QStringLiteral("wal")); !done)
        return done.error();
    return pragma("PRAGMA synchronous = FULL", "PRAGMA synchronous", QStringLiteral("2"));
}

Result<void> Database::migrate(const QList<Migration>& migrations) {
    int version = schemaVersion();
    const bool due = version > 0 && !migrations.isEmpty() && migrations.last().version > version;
    if (due && options_.beforeMigration)
        if (auto done = options_.beforeMigration(*this); !done) return done;
    options_.beforeMigration = nullptr;
    for (const auto& migration : migrations) {
        if (migration.version <= version) continue;
        if (migration.version != version + 1)
            return Error{ErrorCode::Internal, QStringLiteral("no migration to schema %1").arg(version + 1)};
        Transaction transaction(*this);
        const QByteArray number = "PRAGMA user_version = " + QByteArray::number(migration.version);
        if (auto done = script(migration.sql); !done) return done.error();
        if (auto done = script(number.constData()); !done) return done.error();
        if (auto done = transaction.commit(); !done) return done.error();
        version = migration.version;
    }
    return {};
}

} // namespace jixiao
