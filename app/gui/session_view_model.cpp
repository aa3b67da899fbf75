#include "app/gui/session_view_model.h"

#include "app/gui/worker.h"
#include "core/store/data_folder.h"
#include "core/store/first_use.h"
#include "core/store/restore.h"

namespace jixiao {

namespace {

using Stage = SessionViewModel::Stage;

SecretBytes secretOf(const QString& passphrase) { return SecretBytes::take(passphrase.toUtf8()); }

Stage firstStage(const QString& folder) {
    // A key file may be on its way back. What is wrong with it, unlocking says.
    const bool settled = Restore::settle(folder).ok();
    return !settled || Vault::exists(folder) ? Stage::Locked : Stage::FirstUse;
}

} // namespace

SessionViewModel::SessionViewModel(Services& services)
    : services_(services), stage_(firstStage(services.dataFolder())), autoLock_(services.clock()) {
    retryTimer_.setInterval(1000);
    connect(&retryTimer_, &QTimer::timeout, this, &SessionViewModel::tickRetry);
    connect(&autoLock_, &AutoLock::due, this, &SessionViewModel::lock);
    connect(&autoLock_, &AutoLock::countdownChanged, this, &SessionViewModel::lockCountdownChanged);
    connect(&services, &Services::identityChanged, this, [this] { setStage(Stage::Ready); });
}

QString SessionViewModel::personName() const { return services_.actor().name; }

QString SessionViewModel::unitName() const { return services_.unitName(); }

bool SessionViewModel::isEnrolled() const { return services_.sync() != nullptr; }

QString SessionViewModel::roleText() const {
    QStringList texts;
    for (const auto role : services_.actor().roles) {
        switch (role) {
        case Role::Filler:
            texts += tr("填报人");
            break;
        case Role::SectionHead:
            texts += tr("科室（所队）负责人");
            break;
        case Role::BudgetOfficer:
            texts += tr("警务保障室");
            break;
        case Role::DepartmentHead:
            texts += tr("单位负责人");
            break;
        case Role::FinanceReviewer:
            texts += tr("财政审核人");
            break;
        case Role::SecrecyOfficer:
            texts += tr("保密员");
            break;
        case Role::Publisher:
            texts += tr("政务公开员");
            break;
        case Role::SystemAdministrator:
            texts += tr("系统管理员");
            break;
        case Role::SecurityAdministrator:
            texts += tr("安全管理员");
            break;
        case Role::AuditAdministrator:
            texts += tr("审计管理员");
            break;
        }
    }
    return texts.join(tr("、"));
}

void SessionViewModel::enrol(const QString& code, const QString& passphrase) {
    if (const auto parsed = protocol::EnrolmentCode::fromString(code); !parsed) return setError(parsed.error());
    makeVault(passphrase, {}, [this, code] { finishEnrolment(code); });
}

void SessionViewModel::startLocally(const QString& personName, const QString& unitName, const QString& passphrase) {
    if (personName.trimmed().isEmpty() || unitName.trimmed().isEmpty())
        return setError({ErrorCode::InvalidInput, QStringLiteral("name or unit is empty")});
    makeVault(passphrase,
              [this, personName, unitName](Store& store) {
                  return DeviceIdentity::adoptLocal(store, personName.trimmed(), unitName.trimmed(), services_.ids());
              },
              {});
}

void SessionViewModel::makeVault(const QString& passphrase, const Prepare& prepare, std::function<void()> then) {
    auto work = [this, secret = std::make_shared<SecretBytes>(secretOf(passphrase)),
                 prepare]() -> Result<std::shared_ptr<Unlocked>> {
        const auto params = KdfParams::calibrated(services_.clock());
        auto fresh =
            makeDataFolder(services_.dataFolder(), *secret, tr("本人口令"), params, services_.clock(), services_.ids());
        if (!fresh) return fresh.error();
        auto& store = *fresh->store;
        if (auto made = DeviceIdentity::initialise(store, services_.ids()); !made) return made.error();
        if (prepare)
            if (auto prepared = prepare(store); !prepared) return prepared.error();
        auto identity = DeviceIdentity::read(store);
        if (!identity) return identity.error();
        return std::make_shared<Unlocked>(Unlocked{
            {std::move(fresh->store), *std::move(identity), fresh->people, fresh->ownSlot}, fresh->recoveryCode});
    };
    startWork(std::move(work), std::move(then));
}

Result<std::shared_ptr<SessionViewModel::Unlocked>> SessionViewModel::openUnlocked(const SecretBytes& secret) const {
    auto opened = openDataFolder(services_.dataFolder(), secret, services_.clock(), services_.ids());
    if (!opened) return opened.error();
    auto identity = DeviceIdentity::read(*opened->store);
    if (!identity) return identity.error();
    const auto people = opened->vault.slotInfos(opened->key);
    if (!people) return people.error();
    return std::make_shared<Unlocked>(
        Unlocked{{std::move(opened->store), *std::move(identity), *people, opened->key.slot}, {}});
}

void SessionViewModel::unlock(const QString& passphrase) {
    startWork([this, secret = std::make_shared<SecretBytes>(secretOf(passphrase))] { return openUnlocked(*secret); },
              {});
}

void SessionViewModel::startWork(std::function<Result<std::shared_ptr<Unlocked>>()> work, std::function<void()> then) {
    if (busy_) return;
    setBusy(true);
    clearError();
    runOnWorker(services_.workers(), this, std::move(work),
                [this, then = std::move(then)](const Result<std::shared_ptr<Unlocked>>& result) {
                    setBusy(false);
                    if (!result) return setError(result.error());
                    adopt(**result);
                    if (then) then();
                });
}

void SessionViewModel::adopt(Unlocked& unlocked) {
    recoveryCode_ = unlocked.recoveryCode;
    offer(std::nullopt);
    offerSalvage(false);
    services_.open(std::move(unlocked.opened));
    Q_EMIT recoveryCodeChanged();
    setStage(services_.hasIdentity() ? Stage::Ready : Stage::NeedsEnrolment);
}

void SessionViewModel::finishEnrolment(const QString& code) {
    const auto parsed = protocol::EnrolmentCode::fromString(code);
    if (!parsed) return setError(parsed.error());
    if (busy_ || services_.store() == nullptr) return;
    setBusy(true);
    clearError();
    const auto request = services_.identity().enrolRequest(parsed->code, QSysInfo::machineHostName());
    const ServerIdentity server{parsed->serverUrl, parsed->pins, {}};
    auto* store = services_.store();
    runOnWorker(
        services_.workers(), this,
        [server, request, store]() -> Result<protocol::EnrolReply> {
            auto reply = enrolDevice(*makeCurlClient(server), request, std::make_shared<std::atomic<bool>>(false));
            if (!reply) return reply;
            const auto kept =
                store->call([&](Store& owned) { return DeviceIdentity::adopt(owned, *reply, server.url); });
            if (!kept) return kept.error();
            return reply;
        },
        [this, server](const Result<protocol::EnrolReply>& reply) {
            setBusy(false);
            if (services_.store() == nullptr) return; // locked meanwhile; unlocking reads what was kept
            if (!reply) return setError(reply.error());
            Actor actor = reply->actor;
            actor.deviceId = services_.actor().deviceId;
            services_.adoptIdentity(actor, reply->unitName, {server.url, reply->pins, reply->caCertificatePem},
                                    reply->token);
        });
}

void SessionViewModel::lock() {
    if (stage_ != Stage::Ready && stage_ != Stage::NeedsEnrolment) return;
    Q_EMIT aboutToLock();
    services_.close();
    acknowledgeRecoveryCode();
    setStage(Stage::Locked);
}

void SessionViewModel::clearError() {
    if (!error_.isSet) return;
    error_ = {};
    offer(std::nullopt);
    offerSalvage(false);
    Q_EMIT errorChanged();
}

void SessionViewModel::acknowledgeRecoveryCode() {
    if (recoveryCode_.isEmpty()) return;
    recoveryCode_.clear();
    Q_EMIT recoveryCodeChanged();
}

void SessionViewModel::noteActivity() {
    if (autoLock_.isRunning()) autoLock_.noteActivity();
}

void SessionViewModel::restartAutoLock() {
    if (stage_ == Stage::Ready) autoLock_.start(services_.settings().value(Settings::Key::AutoLockMinutes).toInt());
}

void SessionViewModel::setStage(Stage stage) {
    stage_ = stage;
    autoLock_.stop();
    restartAutoLock();
    Q_EMIT stageChanged();
}

void SessionViewModel::setBusy(bool busy) {
    busy_ = busy;
    Q_EMIT busyChanged();
}

void SessionViewModel::setError(const Error& error) {
    error_ = ErrorInfo::from(error);
    Q_EMIT errorChanged();
    lookForBackup(error);
    retrySeconds_ = error.args.value(QStringLiteral("seconds")).toInt();
    Q_EMIT retrySecondsChanged();
    if (retrySeconds_ > 0) retryTimer_.start();
}

void SessionViewModel::tickRetry() {
    if (retrySeconds_ > 0) --retrySeconds_;
    if (retrySeconds_ == 0) retryTimer_.stop();
    Q_EMIT retrySecondsChanged();
}

} // namespace jixiao
