#pragma once

#include "core/base/result.h"
#include "core/store/file_copy.h"
#include "core/vault/vault.h"

#include <QList>
#include <QString>

#include <atomic>

namespace jixiao {

class Database;
class Store;

/// Which backups stay: the newest ones, and then the newest of each of so many weeks.
struct BackupPolicy {
    int newest = 7;
    int weeks = 8;
};

/// A backup as its manifest describes it. The folder is a data folder of its own: key file and store, opened by the
/// passphrases of the day it was made.
struct BackupInfo {
    QString folder;
    qint64 atMs = 0;
    Id storeId;
    int schemaVersion = 0;
    qint64 records = 0;
    qint64 journalRows = 0;
    qint64 outboxRows = 0;
    bool auditOk = true; ///< the audit chain was unbroken
    FileSum store;
    FileSum keys;
};

/// The store at one moment. While it is held the file does not change; what is written meanwhile is in the log.
struct StoreSnapshot {
    QString file;
    qint64 size = 0;
    int schemaVersion = 0;
    StoreKey key;
};

namespace Backups {

/// The folder backups go to when nobody chose another.
QString defaultFolder(const QString& dataFolder);

/// One step for whoever owns the store: copy, verification and rotation, see copy(). Errors: those of copy().
Result<BackupInfo> make(Store& store, const QString& target, const BackupPolicy& policy, qint64 nowMs);
/// The same before a migration, with the file still as it was.
Result<BackupInfo> make(Database& database, const QString& target, const BackupPolicy& policy, qint64 nowMs);

/// Copies a held snapshot and the key file beside it into a new folder of `target`, opens the copy, checks every page,
/// the structure, the references and the audit chain, reads it once more for its hash, and only then gives it its name
/// and removes what the policy does not keep. Whatever happens on the way, earlier backups stay. Any thread; takes
/// seconds for a large store. Errors: VaultMissing, StoreDamaged (the store itself is damaged), DiskFull,
/// DiskWriteFailed, Cancelled.
Result<BackupInfo> copy(const StoreSnapshot& snapshot, const QString& target, const BackupPolicy& policy, qint64 nowMs,
                        const std::atomic<bool>* cancelled = nullptr);

/// The backups in a folder, newest first; of one store, or of all when the id is null. Contents are not read.
QList<BackupInfo> list(const QString& target, const Id& storeId = {});
/// Error: FileUnreadable, JsonMalformed (no backup, or its manifest is damaged).
Result<BackupInfo> read(const QString& folder);
/// Reads every byte. Error: StoreDamaged (not what was written), FileUnreadable.
Result<void> verify(const BackupInfo& backup);
/// What the policy does not keep. `backups` newest first; the first one always stays.
QList<BackupInfo> superseded(const QList<BackupInfo>& backups, const BackupPolicy& policy);

} // namespace Backups

} // namespace jixiao
