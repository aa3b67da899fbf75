// The part of Database that writes the file anew under another key.
#include "core/base/files.h"
#include "core/store/database.h"
#include "core/store/sqlite_setup.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace jixiao {

namespace {

constexpr qint64 spareBytes = 4 * 1024 * 1024;

QString copyName(const QString& file) { return file + QStringLiteral(".rekey"); }

Result<void> checkSpace(const QString& file) {
    const QFileInfo info(file);
    // A copy, and the log it goes through.
    const auto needed = 2 * info.size() + spareBytes;
    const QStorageInfo storage(info.path());
    if (!storage.isValid() || storage.bytesAvailable() >= needed) return {};
    return Error{ErrorCode::DiskFull,
                 QStringLiteral("%1 bytes needed, %2 free").arg(needed).arg(storage.bytesAvailable())};
}

Result<void> makeEmpty(const QString& path) {
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return Error{errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::DiskWriteFailed,
                     QStringLiteral("new file: %1").arg(errno)};
    ::close(descriptor);
    return {};
}

/// A log of the old file must never stand beside the new one: its frames would be played into it.
Result<void> takePlace(const QString& copy, const QString& file) {
    const auto log = file + QStringLiteral("-wal");
    if (QFileInfo::exists(log)) return Error{ErrorCode::StoreFailed, QStringLiteral("the log was not moved")};
    const auto folder = QFileInfo(file).path();
    flushFolder(folder);
    if (std::rename(QFile::encodeName(copy).constData(), QFile::encodeName(file).constData()) != 0)
        return Error{ErrorCode::DiskWriteFailed, QStringLiteral("rename: %1").arg(errno)};
    flushFolder(folder);
    return {};
}

} // namespace

void Database::removeUnfinishedReencryption(const QString& file) {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(copyName(file) + QLatin1String(suffix));
}

Result<void> Database::reencrypt(const DatabaseOptions& options, const StoreKey& from,
                                 const std::function<Result<StoreKey>()>& begin,
                                 const std::function<Result<void>(const StoreKey&)>& settle) {
    auto source = open(options, from);
    if (!source) return source.error();
    const auto lock = (*source)->lock_;
    if (auto moved = (*source)->checkpoint(); !moved) return moved;
    if (auto room = checkSpace(options.file); !room) return room;
    const auto to = begin();
    if (!to) return to.error();
    removeUnfinishedReencryption(options.file);
    auto done = (*source)->copyTo({copyName(options.file), {}, options.cacheKiB}, *to);
    source->reset();
    if (done) done = takePlace(copyName(options.file), options.file);
    if (!done) {
        removeUnfinishedReencryption(options.file);
        return done;
    }
    return settle(*to);
}

Result<void> Database::copyTo(const DatabaseOptions& options, const StoreKey& key) {
    if (auto made = makeEmpty(options.file); !made) return made;
    auto copy = connect(options, key, Use::Make);
    if (!copy) return copy.error();
    sqlite3* target = (*copy)->handle_;
    auto* backup = sqlite3_backup_init(target, "main", handle_, "main");
    if (backup == nullptr) return sqliteError(sqlite3_extended_errcode(target), sqlite3_errmsg(target));
    const int copied = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE) return sqliteError(copied, "copying the pages");
    if (finished != SQLITE_OK) return sqliteError(finished, "copying the pages");
    const auto problems = (*copy)->findProblems();
    if (!problems) return problems.error();
    if (!problems->isEmpty()) return Error{ErrorCode::StoreDamaged, problems->join(QLatin1String("; "))};
    if ((*copy)->schemaVersion() != schemaVersion() || (*copy)->schemaVersion() == 0)
        return Error{ErrorCode::StoreFailed, QStringLiteral("the copy has another schema")};
    return {};
}

} // namespace jixiao
