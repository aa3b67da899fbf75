#pragma once

#include "core/base/clock.h"
#include "core/store/backup.h"
#include "core/store/salvage.h"

#include <QList>
#include <QString>

#include <optional>

namespace jixiao {

/// A form that is not the same in the backup and in the store as it is now.
struct FormDifference {
    enum class Kind { OnlyInBackup, OnlyHere, Different };
    Kind kind = Kind::Different;
    Id form;
    QString title;
    qint64 backupMs = 0; ///< newest change in the backup; 0 when it is not there
    qint64 hereMs = 0;
};

/// What putting a backup in place would change.
struct RestorePreview {
    BackupInfo backup;
    /// Why the store as it is now cannot be read as a whole, and so not be compared. Of a damaged one, what was not
    /// sent yet is looked for page by page.
    std::optional<Error> unreadable = {};
    QList<FormDifference> forms = {};
    int sameForms = 0;
    int unsent = 0; ///< changes not sent yet that the backup lacks
};

struct RestoreReport {
    RestorePreview preview;
    QString aside; ///< the folder that holds everything as it was
    int kept = 0;  ///< unsent changes made again
    std::optional<SalvageReport> salvaged = {};
};

struct RestoreTask {
    QString folder; ///< the data folder
    QString backup;
    bool keepUnsent = true;
    /// How the history calls the changes made again.
    QString label = QStringLiteral("恢复备份时保留的修改");
};

/// Puts a backup in the place of a store. The store as it was is moved into a folder beside it with its log and a copy
/// of the key file, never deleted. While the present key file still opens, it stays, so that nobody who was removed
/// comes back, and the backup is written anew under the present key if that has changed; else the backup's key file
/// comes with it. Everything happens in a copy; a mark makes the last step happen whole, at the next opening if it was
/// cut off.
namespace Restore {

/// `passphrase` opens the present key file, the backup's, or both. Nobody else may have the store open.
/// Errors: StoreBusy, WrongPassphrase and others of Vault::unlock, StoreDamaged (the backup is not what was written),
/// StoreNewer, DiskFull, DiskWriteFailed. After an error everything is as it was.
Result<RestorePreview> preview(const RestoreTask& request, const SecretBytes& passphrase, const Clock& clock,
                               IdSource& ids);
Result<RestoreReport> run(const RestoreTask& request, const SecretBytes& passphrase, const Clock& clock, IdSource& ids);

/// Without a backup: puts what can still be read of the damaged store in its place, in the same way. What was sent
/// before comes again with the next sync. Errors: those of run(), and StoreDamaged (not one page can be read).
Result<RestoreReport> salvage(const QString& folder, const SecretBytes& passphrase, const Clock& clock, IdSource& ids);

/// Ends what a restore left that was cut off: from the mark on forwards, before it backwards. For whoever opens a data
/// folder, first of all. Errors: StoreBusy, DiskWriteFailed.
Result<void> settle(const QString& folder);

} // namespace Restore

} // namespace jixiao
