#include "app/gui/backup_view_model.h"

#include "app/gui/format.h"
#include "app/gui/worker.h"
#include "core/store/health.h"

#include <QDir>
#include <QUrl>

namespace jixiao {

namespace {

constexpr int idleMs = 30'000;
constexpr int lookAgainMs = 30 * 60'000;
constexpr qint64 dayMs = 24LL * 3600 * 1000;
constexpr qint64 retryMs = 3600LL * 1000;

} // namespace

BackupViewModel::BackupViewModel(Services& services) : services_(services) {
    idleTimer_.setSingleShot(true);
    connect(&idleTimer_, &QTimer::timeout, this, &BackupViewModel::useIdleMoment);
    connect(&services, &Services::opened, this, &BackupViewModel::opened);
    connect(&services, &Services::closed, &idleTimer_, &QTimer::stop);
    connect(&services, &Services::formsChanged, this, [this] {
        if (services_.store() != nullptr) idleTimer_.start(idleMs);
    });
}

QString BackupViewModel::lastText() const { return lastMs_ == 0 ? QString() : minuteText(lastMs_); }

QString BackupViewModel::folder() const { return services_.backupFolder(); }

bool BackupViewModel::isOwnFolder() const {
    return !services_.settings().value(Settings::Key::BackupFolder).toString().isEmpty();
}

void BackupViewModel::chooseFolder(const QString& folder) {
    const QUrl url(folder);
    const auto path = QDir::cleanPath(url.isLocalFile() ? url.toLocalFile() : folder);
    const bool standard = folder.isEmpty() || path == QDir::cleanPath(Backups::defaultFolder(services_.dataFolder()));
    if (!services_.settings().set(Settings::Key::BackupFolder, standard ? QString() : path)) return;
    Q_EMIT changed();
    backUpNow();
}

int BackupViewModel::keep() const { return services_.settings().value(Settings::Key::BackupsKept).toInt(); }

void BackupViewModel::setKeep(int keep) {
    if (keep != this->keep() && services_.settings().set(Settings::Key::BackupsKept, keep)) Q_EMIT changed();
}

void BackupViewModel::opened() {
    setError({});
    lookedMs_ = 0;
    runOnWorker(
        services_.workers(), this,
        [folder = folder(), dataFolder = services_.dataFolder()]() -> qint64 {
            const auto keys = KeyFiles::read(dataFolder);
            if (!keys) return 0;
            const auto known = Backups::list(folder, keys->storeId);
            return known.isEmpty() ? 0 : known.first().atMs;
        },
        [this](qint64 newest) {
            lastMs_ = std::max(lastMs_, newest);
            Q_EMIT changed();
        });
    idleTimer_.start(idleMs);
}

void BackupViewModel::useIdleMoment() {
    idleTimer_.start(lookAgainMs);
    const auto now = services_.clock().nowMs();
    const auto within = [now](qint64 since, qint64 span) { return since > 0 && now >= since && now - since < span; };
    // A clock that was put back must not stop the backups.
    if (!within(lastMs_, dayMs) && !within(triedMs_, retryMs)) return backUpNow();
    if (!within(lookedMs_, dayMs)) look();
}

void BackupViewModel::backUpNow() {
    setError({});
    triedMs_ = services_.clock().nowMs();
    hold([this](const std::shared_ptr<StoreSnapshot>& snapshot) { copy(snapshot); });
}

void BackupViewModel::look() {
    hold([this](const std::shared_ptr<StoreSnapshot>& snapshot) {
        runOnWorker(
            services_.workers(), this, [snapshot, stop = cancelled_] { return Health::look(*snapshot, *stop); },
            [this](const Result<void>& found) {
                release();
                if (finish(found) && !found && found.error().code == ErrorCode::StoreDamaged)
                    Q_EMIT damageFound(found.error());
            });
    });
}

/// Two of these never run at once.
void BackupViewModel::hold(std::function<void(const std::shared_ptr<StoreSnapshot>&)> then) {
    if (busy_ || services_.store() == nullptr) return;
    busy_ = true;
    Q_EMIT busyChanged();
    cancelled_ = std::make_shared<std::atomic<bool>>(false);
    using Taken = Result<std::shared_ptr<StoreSnapshot>>;
    runInStore(
        *services_.store(), this,
        [](Store& store) -> Taken {
            auto snapshot = store.beginSnapshot();
            if (!snapshot) return snapshot.error();
            return std::make_shared<StoreSnapshot>(*std::move(snapshot));
        },
        [this, then = std::move(then)](const Taken& taken) {
            const bool closing = services_.store() == nullptr || cancelled_->load();
            if (taken && !closing) return then(*taken);
            finish(taken ? Error{ErrorCode::Cancelled} : taken.error());
        });
}

void BackupViewModel::release() {
    auto* store = services_.store();
    if (store == nullptr || cancelled_->load()) return; // the one that was held is closed
    store->run([](Store& owned) {
        owned.endSnapshot();
        return true;
    });
}

void BackupViewModel::copy(const std::shared_ptr<StoreSnapshot>& snapshot) {
    runOnWorker(
        services_.workers(), this,
        [snapshot, target = folder(), policy = BackupPolicy{keep()}, now = triedMs_, stop = cancelled_] {
            return Backups::copy(*snapshot, target, policy, now, stop.get());
        },
        [this](const Result<BackupInfo>& made) {
            release();
            if (made) lastMs_ = made->atMs;
            const bool counts = finish(made ? Result<void>() : Result<void>(made.error()));
            // The store, or only the disk the copy went to?
            if (counts && !made && made.error().code == ErrorCode::StoreDamaged) look();
        });
}

/// False when it was given up.
bool BackupViewModel::finish(const Result<void>& done) {
    busy_ = false;
    // Given up because the store is closing: whatever else went wrong then, did so because of that.
    const bool givenUp = cancelled_->load() || (!done && done.error().code == ErrorCode::Cancelled);
    if (givenUp) triedMs_ = 0;
    // Verifying a copy is looking at every page of the store, too.
    if (done) lookedMs_ = services_.clock().nowMs();
    if (!done && !givenUp) setError(ErrorInfo::from(done.error()));
    Q_EMIT busyChanged();
    Q_EMIT changed();
    return !givenUp;
}

void BackupViewModel::stop() {
    if (cancelled_) cancelled_->store(true);
}

void BackupViewModel::setError(const ErrorInfo& error) {
    if (error == error_) return;
    error_ = error;
    Q_EMIT errorChanged();
}

} // namespace jixiao
