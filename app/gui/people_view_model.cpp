#include "app/gui/people_view_model.h"

#include "app/gui/worker.h"

#include <QDateTime>

#include <algorithm>

namespace jixiao {

namespace {

SecretBytes secretOf(const QString& text) { return SecretBytes::take(text.toUtf8()); }

Result<QString> plain(const Result<void>& result) {
    if (!result) return result.error();
    return QString();
}

} // namespace

PeopleViewModel::PeopleViewModel(Services& services) : services_(services) {
    connect(&services, &Services::peopleChanged, this, [this] {
        beginResetModel();
        endResetModel();
        Q_EMIT changed();
    });
}

int PeopleViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant PeopleViewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= count()) return {};
    const auto& people = services_.people();
    const auto& info = people.at(index.row());
    const bool recovery = info.kind == SlotKind::Recovery;
    switch (role) {
    case SlotRole:
        return info.id.toString();
    case LabelRole:
        return recovery ? tr("恢复码") : info.label;
    case RecoveryRole:
        return recovery;
    case OwnRole:
        return info.id == services_.ownSlot();
    case CreatedRole:
        return QDateTime::fromMSecsSinceEpoch(info.createdMs).toString(QStringLiteral("yyyy-MM-dd"));
    case RemovableRole:
        return !recovery && std::count_if(people.cbegin(), people.cend(),
                                          [](const SlotInfo& each) { return each.kind == SlotKind::Passphrase; }) > 1;
    default:
        return {};
    }
}

QHash<int, QByteArray> PeopleViewModel::roleNames() const {
    return {{SlotRole, "slotId"}, {LabelRole, "label"},     {RecoveryRole, "recovery"},
            {OwnRole, "own"},     {CreatedRole, "created"}, {RemovableRole, "removable"}};
}

void PeopleViewModel::add(const QString& ownPassphrase, const QString& name, const QString& passphrase) {
    if (name.trimmed().isEmpty()) {
        error_ = ErrorInfo::from({ErrorCode::InvalidInput, QStringLiteral("the name is empty")});
        return Q_EMIT errorChanged();
    }
    change(ownPassphrase, [this, label = name.trimmed(), secret = std::make_shared<SecretBytes>(secretOf(passphrase))](
                              Vault& vault, const StoreKey& key) {
        const auto params = KdfParams::calibrated(services_.clock());
        return plain(vault.addPassphrase(key, *secret, label, params, services_.ids()));
    });
}

void PeopleViewModel::rename(const QString& ownPassphrase, const QString& slot, const QString& name) {
    change(ownPassphrase, [id = Id::fromString(slot).value_or(Id()), label = name.trimmed()](
                              Vault& vault, const StoreKey& key) { return plain(vault.renameSlot(key, id, label)); });
}

void PeopleViewModel::remove(const QString& ownPassphrase, const QString& slot) {
    change(ownPassphrase, [id = Id::fromString(slot).value_or(Id())](Vault& vault, const StoreKey& key) {
        return plain(vault.removeSlot(key, id));
    });
}

void PeopleViewModel::renewRecoveryCode(const QString& ownPassphrase) {
    change(ownPassphrase, [this](Vault& vault, const StoreKey& key) {
        return vault.addRecovery(key, KdfParams::calibrated(services_.clock()), services_.ids());
    });
}

void PeopleViewModel::change(const QString& ownPassphrase, const Change& change) {
    if (busy_ || services_.store() == nullptr) return;
    busy_ = true;
    Q_EMIT busyChanged();
    clearError();
    runOnWorker(
        services_.workers(), this,
        [change, secret = std::make_shared<SecretBytes>(secretOf(ownPassphrase)), folder = services_.dataFolder(),
         &clock = services_.clock()]() -> Result<Outcome> {
            auto vault = Vault::open(folder, clock);
            if (!vault) return vault.error();
            const auto key = vault->unlock(*secret);
            if (!key) return key.error();
            const auto made = change(*vault, *key);
            if (!made) return made.error();
            const auto people = vault->slotInfos(*key);
            if (!people) return people.error();
            return Outcome{*people, *made};
        },
        [this](const Result<Outcome>& outcome) {
            busy_ = false;
            Q_EMIT busyChanged();
            if (!outcome) {
                error_ = ErrorInfo::from(outcome.error());
                return Q_EMIT errorChanged();
            }
            if (services_.store() == nullptr) return; // locked meanwhile; unlocking reads the people again
            services_.setPeople(outcome->people);
            Q_EMIT done();
            if (!outcome->recoveryCode.isEmpty()) Q_EMIT recoveryCodeMade(outcome->recoveryCode);
        });
}

void PeopleViewModel::clearError() {
    if (!error_.isSet) return;
    error_ = {};
    Q_EMIT errorChanged();
}

} // namespace jixiao
