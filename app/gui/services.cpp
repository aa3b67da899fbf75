#include "app/gui/services.h"

namespace jixiao {

Services::Services(QString dataFolder, const Clock& clock, RandomSource& random)
    : dataFolder_(std::move(dataFolder)), clock_(clock), random_(random), ids_(clock, random),
      catalogue_(FormCatalogue::builtIn()), settings_(dataFolder_) {
    qRegisterMetaType<SyncState>();
    workers_.setMaxThreadCount(2);
}

Services::~Services() { close(); }

void Services::open(Opened unlocked) {
    actor_ = std::move(unlocked.actor);
    unitName_ = std::move(unlocked.unitName);
    signer_ = std::move(unlocked.signer);
    server_ = std::move(unlocked.server);
    store_ = std::make_unique<StoreThread>(std::move(unlocked.store));
    startSync(unlocked.token);
    Q_EMIT opened();
    Q_EMIT formsChanged({});
}

void Services::adoptIdentity(const Actor& actor, const QString& unitName, const ServerIdentity& server,
                             const QString& token) {
    actor_ = actor;
    unitName_ = unitName;
    server_ = server;
    startSync(token);
    Q_EMIT identityChanged();
}

void Services::startSync(const QString& token) {
    sync_.reset();
    if (token.isEmpty()) return;
    sync_ = std::make_unique<SyncService>(*store_, makeCurlClient(server_), clock_, random_, token,
                                          [this](const SyncState& state) { Q_EMIT syncStateChanged(state); });
    sync_->setAutomatic(settings_.value(Settings::Key::SyncAutomatically).toBool());
    sync_->requestSync();
}

void Services::close() {
    if (!store_) return;
    sync_.reset();
    workers_.waitForDone();
    store_.reset();
    signer_.reset();
    actor_ = {};
    Q_EMIT closed();
}

void Services::notifyEdited(const Id& scope) {
    Q_EMIT formsChanged(scope);
    if (sync_ && settings_.value(Settings::Key::SyncAutomatically).toBool()) sync_->requestSync();
}

} // namespace jixiao
