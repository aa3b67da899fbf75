#pragma once

#include "app/gui/settings.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/random.h"
#include "core/domain/role.h"
#include "core/forms/form_template.h"
#include "core/rulebook/rule_shelf.h"
#include "core/store/store_thread.h"
#include "core/vault/vault.h"
#include "sync/engine/device_identity.h"
#include "sync/engine/sync_service.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace jixiao {

/// What every view-model needs, made once in main(). Lives on the UI thread; the store and the sync service have their
/// own threads and answer by queued signals.
class Services : public QObject {
    Q_OBJECT

public:
    /// `catalogue` outlives the services; adding a form to it is all it takes to use that form.
    Services(QString dataFolder, const Clock& clock, RandomSource& random,
             const FormCatalogue& catalogue = FormCatalogue::builtIn());
    ~Services() override;

    const QString& dataFolder() const { return dataFolder_; }
    /// Where backups go: the folder people chose, or the one in the data folder.
    QString backupFolder() const;
    const Clock& clock() const { return clock_; }
    RandomSource& random() { return random_; }
    IdSource& ids() { return ids_; }
    const FormCatalogue& catalogue() const { return catalogue_; }
    Settings& settings() { return settings_; }
    /// The review rules of this device.
    const RuleShelf& rules() const { return rules_; }
    QThreadPool& workers() { return workers_; }

    /// Null while locked.
    StoreThread* store() { return store_.get(); }
    const Actor& actor() const { return identity_.actor; }
    const Signer* signer() const { return identity_.signer ? &*identity_.signer : nullptr; }
    const DeviceIdentity& identity() const { return identity_; }
    SyncService* sync() { return sync_.get(); }
    const ServerIdentity& server() const { return identity_.server; }
    const QString& unitName() const { return identity_.unitName; }
    bool hasIdentity() const { return !identity_.actor.personId.isEmpty(); }

    /// An opened store and who this device is; produced on a worker, handed over on the UI thread.
    struct Opened {
        std::unique_ptr<Store> store;
        DeviceIdentity identity;
        QList<SlotInfo> people = {}; ///< who else can unlock
        Id ownSlot = {};
    };
    void open(Opened unlocked);
    /// Who can unlock this device; none while locked.
    const QList<SlotInfo>& people() const { return people_; }
    Id ownSlot() const { return ownSlot_; }
    void setPeople(const QList<SlotInfo>& people);
    /// The enrolment code was exchanged and the reply kept: read the identity again and start to sync.
    void adoptIdentity(const Actor& actor, const QString& unitName, const ServerIdentity& server, const QString& token);
    /// Stops sync, closes the store, forgets keys.
    void close();

    /// A local edit happened: tell everyone and wake the sync service.
    void notifyEdited(const Id& scope);

Q_SIGNALS:
    void opened();
    void closed();
    /// Forms changed, by this device or by sync; `scope` is null when any may have.
    void formsChanged(const jixiao::Id& scope);
    void identityChanged();
    void peopleChanged();
    void syncStateChanged(const jixiao::SyncState& state);

private:
    QString dataFolder_;
    const Clock& clock_;
    RandomSource& random_;
    const FormCatalogue& catalogue_;
    UuidV7Source ids_;
    Settings settings_;
    RuleShelf rules_;
    QThreadPool workers_;
    void startSync();

    DeviceIdentity identity_;
    QList<SlotInfo> people_;
    Id ownSlot_;
    std::unique_ptr<StoreThread> store_;
    std::unique_ptr<SyncService> sync_;
};

} // namespace jixiao
