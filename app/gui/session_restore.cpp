// The part of SessionViewModel that puts a backup, or what can be read, in the place of a damaged store.
#include "app/gui/format.h"
#include "app/gui/session_view_model.h"
#include "app/gui/worker.h"
#include "core/store/store.h"
#include "core/vault/key_file.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace jixiao {

namespace {

bool isDamage(const Error& error) {
    return error.code == ErrorCode::StoreDamaged || error.code == ErrorCode::VaultDamaged ||
           error.code == ErrorCode::StoreMissing;
}

/// Of this device, as far as its key file still says which that is.
QList<BackupInfo> backupsFor(const QString& dataFolder, const QString& target) {
    const auto keys = KeyFiles::read(dataFolder);
    const auto id = keys ? keys->storeId : Id();
    auto all = Backups::list(target, id);
    // The folder somebody chose may be on a disk that is not there now.
    if (const auto usual = Backups::defaultFolder(dataFolder); usual != target) all += Backups::list(usual, id);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.atMs > b.atMs; });
    return all;
}

/// The newest one that is byte for byte what was written.
std::optional<BackupInfo> newestGood(const QString& dataFolder, const QString& target) {
    const auto all = backupsFor(dataFolder, target);
    for (const auto& backup : all)
        if (Backups::verify(backup)) return backup;
    return std::nullopt;
}

QString whatWasDone(const RestoreReport& done) {
    QString text;
    if (!done.salvaged)
        text = SessionViewModel::tr("已恢复 %1 的备份，保留还没有发送的修改 %2 处。")
                   .arg(minuteText(done.preview.backup.atMs))
                   .arg(done.kept);
    else if (done.salvaged->complete())
        text = SessionViewModel::tr("已从损坏的数据中读出全部内容。");
    else
        text = SessionViewModel::tr("已从损坏的数据中读出完好的部分，有 %1 页读不出：请核对最近填写的内容；发送过的，"
                                    "下次同步时会补回来。")
                   .arg(done.salvaged->scan.unreadable.size());
    const bool wasThere = QFileInfo::exists(Store::fileName(done.aside));
    const auto kept = SessionViewModel::tr("原来的文件保存在 %1。").arg(QDir::toNativeSeparators(done.aside));
    return wasThere ? text + kept : text;
}

} // namespace

QString SessionViewModel::backupOffer() const { return offered_ ? minuteText(offered_->atMs) : QString(); }

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
        [this, key = error.code == ErrorCode::StoreDamaged](const std::optional<BackupInfo>& found) {
            if (!error_.isSet || services_.store() != nullptr) return;
            offer(found);
            offerSalvage(!found && key);
        });
}

void SessionViewModel::offerSalvage(bool offered) {
    if (offered == salvageOffered_) return;
    salvageOffered_ = offered;
    Q_EMIT backupOfferChanged();
}

void SessionViewModel::salvage(const QString& passphrase) {
    if (!salvageOffered_ || busy_) return;
    rescue(passphrase, [this](const SecretBytes& secret) {
        return Restore::salvage(services_.dataFolder(), secret, services_.clock(), services_.ids());
    });
    offerSalvage(true); // as with a backup
}

void SessionViewModel::restoreBackup(const QString& passphrase) {
    if (!offered_ || busy_) return;
    const auto kept = offered_;
    restoreFrom(*kept, passphrase);
    offer(kept); // until it has worked: a mistyped passphrase is no reason to take it back
}

void SessionViewModel::restoreFrom(const BackupInfo& backup, const QString& passphrase) {
    if (services_.store() != nullptr) return;
    const RestoreTask task{services_.dataFolder(), backup.folder, true, tr("恢复备份时保留的修改")};
    rescue(passphrase, [this, task](const SecretBytes& secret) {
        return Restore::run(task, secret, services_.clock(), services_.ids());
    });
}

/// Does it on a worker, unlocks, and then says what was done.
void SessionViewModel::rescue(const QString& passphrase, const Rescue& way) {
    const auto secret = std::make_shared<SecretBytes>(SecretBytes::take(passphrase.toUtf8()));
    const auto report = std::make_shared<RestoreReport>();
    auto work = [this, secret, report, way]() -> Result<std::shared_ptr<Unlocked>> {
        auto done = way(*secret);
        if (!done) return done.error();
        *report = *std::move(done);
        return openUnlocked(*secret);
    };
    startWork(std::move(work), [this, report] { setRescueText(whatWasDone(*report)); });
}

void SessionViewModel::setRescueText(const QString& text) {
    if (text == rescueText_) return;
    rescueText_ = text;
    Q_EMIT rescueTextChanged();
}

void SessionViewModel::reportDamage(const Error& error) {
    // Without a backup there is nothing better than to go on; the settings say what was found.
    if (stage_ != Stage::Ready || backupsFor(services_.dataFolder(), services_.backupFolder()).isEmpty()) return;
    lock();
    setError(error);
}

} // namespace jixiao
