#include "app/gui/services.h"

#include "core/rulebook/rule_trust.h"
#include "core/store/backup.h"

namespace jixiao {

namespace {

constexpr int idleWorkerMs = 1'000;

} // namespace

Services::Services(QString dataFolder, const Clock& clock, RandomSource& random, const FormCatalogue& catalogue)
    : dataFolder_(std::move(dataFolder)),
      clock_(clock),
      random_(random),
      catalogue_(catalogue),
      ids_(clock, random),
      settings_(dataFolder_),
      rules_(dataFolder_) {
    qRegisterMetaType<SyncState>();
    workers_.setMaxThreadCount(2);
    workers_.setExpiryTimeout(idleWorkerMs); // what a thread holds is worth more than the moment it takes to make one
}

Services::~Services() { close(); }

QString Services::backupFolder() const {
    const auto chosen = settings_.value(Settings::Key::BackupFolder).toString();
    return chosen.isEmpty() ? Backups::defaultFolder(dataFolder_) : chosen;
}

void Services::open(Opened unlocked) {
    identity_ = std::move(unlocked.identity);
    rules_.trust(RuleTrust::of(*unlocked.store).valueOr({}));
    store_ = std::make_unique<StoreThread>(std::move(unlocked.store));
    ownSlot_ = unlocked.ownSlot;
    setPeople(unlocked.people);
    startSync();
    Q_EMIT opened();
    Q_EMIT formsChanged({});
}

void Services::adoptIdentity(const Actor& actor, const QString& unitName, const ServerIdentity& server,
                             const QString& token) {
    identity_.actor = actor;
    identity_.unitName = unitName;
    identity_.server = server;
    identity_.token = token;
    startSync();
    Q_EMIT identityChanged();
}

void Services::startSync() {
    sync_.reset();
    if (identity_.token.isEmpty()) return;
    sync_ = std::make_unique<SyncService>(*store_, makeCurlClient(identity_.server), clock_, random_, identity_.token,
                                          [this](const SyncState& state) { Q_EMIT syncStateChanged(state); });
    sync_->setAutomatic(settings_.value(Settings::Key::SyncAutomatically).toBool());
    sync_->requestSync();
}

void Services::close() {
    if (!store_) return;
    sync_.reset();
    workers_.waitForDone();
    store_.reset();
    identity_ = {};
    ownSlot_ = {};
    setPeople({});
    Q_EMIT closed();
}

void Services::setPeople(const QList<SlotInfo>& people) {
    people_ = people;
    Q_EMIT peopleChanged();
}

void Services::notifyEdited(const Id& scope) {
    Q_EMIT formsChanged(scope);
    if (sync_ && settings_.value(Settings::Key::SyncAutomatically).toBool()) sync_->requestSync();
}

} // namespace jixiao
