#include "core/store/backup.h"

#include "core/base/files.h"
#include "core/store/audit_walk.h"
#include "core/store/backup_manifest.h"
#include "core/store/database.h"
#include "core/store/schema.h"
#include "core/store/store.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace jixiao {

namespace {

constexpr int auditedSince = 3; // schema

QString storeIn(const QString& folder) { return Store::fileName(folder); }
QString keysIn(const QString& folder) { return folder + QStringLiteral("/store.keys"); }

void removeFolder(const QString& folder) { QDir(folder).removeRecursively(); }

/// The schema the copy has, and not one step more.
QList<Migration> migrationsUpTo(int version) {
    QList<Migration> known;
    for (const auto& migration : storeMigrations())
        if (migration.version <= version) known.append(migration);
    return known;
}

/// Without its count of failed attempts a key file counts as one that was tampered with.
void copyAttempts(const QString& dataFolder, const QString& folder) {
    const auto name = QStringLiteral("/store.attempts");
    if (const auto count = readBounded(dataFolder + name))
        (void)replaceFile(folder + name, *count, FileReaders::OwnerOnly);
}

/// Opens the copy and looks at everything in it.
Result<void> inspect(const QString& folder, const StoreKey& key, BackupInfo& info, const std::atomic<bool>* cancelled) {
    const auto opened = Database::open({storeIn(folder), migrationsUpTo(info.schemaVersion)}, key);
    if (!opened) return opened.error();
    Database& database = **opened;
    if (cancelled != nullptr) database.interruptWhen(*cancelled);
    const auto problems = database.findProblems();
    if (cancelled != nullptr && cancelled->load()) return Error{ErrorCode::Cancelled};
    if (!problems) return problems.error();
    if (!problems->isEmpty()) return Error{ErrorCode::StoreDamaged, problems->mid(0, 20).join(QLatin1String("; "))};
    Transaction transaction(database, Transaction::Kind::Read);
    info.records = database.number("SELECT count(*) FROM record").value_or(-1);
    info.journalRows = database.number("SELECT count(*) FROM journal").value_or(-1);
    info.outboxRows = database.number("SELECT count(*) FROM outbox").value_or(-1);
    if (info.schemaVersion >= auditedSince) info.auditOk = AuditWalk(database).run().ok();
    return transaction.commit();
}

/// What opening the copy left beside it.
void removeTraces(const QString& folder) {
    for (const char* name : {"store.db-wal", "store.db-shm", "store.lock"})
        QFile::remove(folder + u'/' + QLatin1String(name));
}

Result<FileSum> copyKeys(const QString& dataFolder, const QString& folder, Id& storeId) {
    // The generation that is good, whichever it is.
    const auto keys = KeyFiles::read(dataFolder);
    if (!keys) return keys.error();
    storeId = keys->storeId;
    if (auto written = KeyFiles::write(folder, *keys, OldGeneration::Keep); !written) return written.error();
    return sumOf(keysIn(folder));
}

Result<void> fill(const StoreSnapshot& snapshot, const QString& folder, BackupInfo& info,
                  const std::atomic<bool>* cancelled) {
    const auto dataFolder = QFileInfo(snapshot.file).path();
    const auto keys = copyKeys(dataFolder, folder, info.storeId);
    if (!keys) return keys.error();
    info.keys = *keys;
    copyAttempts(dataFolder, folder);
    const auto copied = copyFile(snapshot.file, storeIn(folder), cancelled);
    if (!copied) return copied.error();
    info.store = *copied;
    if (auto inspected = inspect(folder, snapshot.key, info, cancelled); !inspected) return inspected;
    if (cancelled != nullptr && cancelled->load()) return Error{ErrorCode::Cancelled};
    removeTraces(folder);
    if (auto same = Backups::verify(info); !same) return same;
    return replaceFile(BackupManifest::path(folder), BackupManifest::toBytes(info), FileReaders::OwnerOnly);
}

QString nameFor(const QString& target, const BackupInfo& info) {
    const auto moment = QDateTime::fromMSecsSinceEpoch(info.atMs, Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const auto name =
        QStringLiteral("%1/%2%3-%4").arg(target, BackupManifest::namePrefix, info.storeId.toString().right(8), moment);
    QString free = name;
    for (int i = 2; QFileInfo::exists(free); ++i)
        free = name + u'-' + QString::number(i);
    return free;
}

const auto removing = QStringLiteral(".removing-");

/// First the name, then the contents: half a backup is never taken for one.
void removeBackup(const BackupInfo& backup) {
    const QFileInfo info(backup.folder);
    const auto going = info.path() + u'/' + removing + info.fileName();
    removeFolder(going);
    if (moveFile(backup.folder, going)) removeFolder(going);
}

/// What removals that were cut off have left.
void endRemovals(const QString& target) {
    for (const auto& name : QDir(target).entryList(QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot))
        if (name.startsWith(removing)) removeFolder(target + u'/' + name);
}

} // namespace

QString Backups::defaultFolder(const QString& dataFolder) { return dataFolder + QStringLiteral("/backups"); }

Result<void> Backups::verify(const BackupInfo& backup) {
    const auto store = sumOf(storeIn(backup.folder));
    if (!store) return store.error();
    const auto keys = sumOf(keysIn(backup.folder));
    if (!keys) return keys.error();
    if (*store == backup.store && *keys == backup.keys) return {};
    return Error{ErrorCode::StoreDamaged, QStringLiteral("the backup is not what was written: %1").arg(backup.folder)};
}

Result<BackupInfo> Backups::copy(const StoreSnapshot& snapshot, const QString& target, const BackupPolicy& policy,
                                 qint64 nowMs, const std::atomic<bool>* cancelled) {
    if (!QDir().mkpath(target)) return Error{ErrorCode::DiskWriteFailed, target, {{QStringLiteral("file"), target}}};
    if (auto room = checkFreeSpace(target, snapshot.size); !room) return room.error();
    const auto known = KeyFiles::read(QFileInfo(snapshot.file).path());
    if (!known) return known.error();
    // Only who has the store open makes backups of it, so one that is there under this name was cut off.
    const auto unfinished = QStringLiteral("%1/.unfinished-%2").arg(target, known->storeId.toString());
    removeFolder(unfinished);
    if (auto made = makePrivateFolder(unfinished); !made) return made.error();
    BackupInfo info;
    info.folder = unfinished;
    info.atMs = nowMs;
    info.schemaVersion = snapshot.schemaVersion;
    auto done = fill(snapshot, unfinished, info, cancelled);
    if (done) {
        flushFolder(unfinished);
        info.folder = nameFor(target, info);
        done = moveFile(unfinished, info.folder);
    }
    if (!done) {
        removeFolder(unfinished);
        return done.error();
    }
    // With a broken chain nothing older goes: it may be what shows how the chain was.
    if (info.auditOk) {
        const auto spent = superseded(list(target, info.storeId), policy);
        for (const auto& old : spent)
            if (old.folder != info.folder) removeBackup(old);
    }
    endRemovals(target);
    return info;
}

Result<BackupInfo> Backups::make(Database& database, const QString& target, const BackupPolicy& policy, qint64 nowMs) {
    if (auto held = database.holdFile(); !held) return held.error();
    const auto& key = database.key();
    const auto& file = database.options().file;
    const StoreSnapshot snapshot{file, QFileInfo(file).size(), database.schemaVersion(), key.clone()};
    auto made = copy(snapshot, target, policy, nowMs);
    database.releaseFile();
    return made;
}

Result<BackupInfo> Backups::make(Store& store, const QString& target, const BackupPolicy& policy, qint64 nowMs) {
    const auto snapshot = store.beginSnapshot();
    if (!snapshot) return snapshot.error();
    auto made = copy(*snapshot, target, policy, nowMs);
    store.endSnapshot();
    return made;
}

} // namespace jixiao
