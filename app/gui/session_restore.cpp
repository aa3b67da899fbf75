// The part of SessionViewModel that puts a backup in the place of a damaged store.
#include "app/gui/session_view_model.h"
#include "app/gui/worker.h"
#include "core/store/restore.h"
#include "core/vault/key_file.h"

#include <QDateTime>

namespace jixiao {

namespace {

bool isDamage(const Error& error) {
    return error.code == ErrorCode::StoreDamaged || error.code == ErrorCode::VaultDamaged ||
           error.code == ErrorCode::StoreMissing;
}

/// Of this device, as far as its key file still says which that is.
QList<BackupInfo> backupsFor(const QString& dataFolder, const QString& target) {
    const auto keys = KeyFiles::read(dataFolder);
    return Backups::list(target, keys ? keys->storeId : Id());
}

/// The newest one that is byte for byte what was written.
std::optional<BackupInfo> newestGood(const QString& dataFolder, const QString& target) {
    const auto all = backupsFor(dataFolder, target);
    for (const auto& backup : all)
        if (Backups::verify(backup)) return backup;
    return std::nullopt;
}

} // namespace

QString SessionViewModel::backupOffer() const {
    if (!offered_) return {};
    return QDateTime::fromMSecsSinceEpoch(offered_->atMs).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

void SessionViewModel::offer(const std::optional<BackupInfo>& backup) {
    if (!backup && !offered_) return;
    offered_ = backup;
    Q_EMIT backupOfferChanged();
}

void SessionViewModel::lookForBackup(const Error& error) {
    if (!isDamage(error)) return;
    runOnWorker(
        services_.workers(), this,
        [dataFolder = services_.dataFolder(), target = services_.backupFolder()] {
            return newestGood(dataFolder, target);
        },
        [this](const std::optional<BackupInfo>& found) {
            if (error_.isSet && services_.store() == nullptr) offer(found);
        });
}

void SessionViewModel::restoreBackup(const QString& passphrase) {
    if (!offered_ || busy_) return;
    const auto secret = std::make_shared<SecretBytes>(SecretBytes::take(passphrase.toUtf8()));
    const RestoreTask task{services_.dataFolder(), offered_->folder, true, tr("恢复备份时保留的修改")};
    auto work = [this, secret, task]() -> Result<std::shared_ptr<Unlocked>> {
        const auto restored = Restore::run(task, *secret, services_.clock(), services_.ids());
        if (!restored) return restored.error();
        return openUnlocked(*secret);
    };
    const auto kept = offered_;
    startWork(std::move(work), {});
    offer(kept); // until it has worked: a mistyped passphrase is no reason to take it back
}

void SessionViewModel::reportDamage(const Error& error) {
    // Without a backup there is nothing better than to go on; the settings say what was found.
    if (stage_ != Stage::Ready || backupsFor(services_.dataFolder(), services_.backupFolder()).isEmpty()) return;
    lock();
    setError(error);
}

} // namespace jixiao
