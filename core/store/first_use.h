#pragma once

#include "core/store/store.h"
#include "core/vault/vault.h"

namespace jixiao {

/// A data folder that was just made: its open store, and the code that opens it when the passphrase is forgotten.
struct FirstUse {
    std::unique_ptr<Store> store;
    QString recoveryCode;
    QList<SlotInfo> people;
    Id ownSlot;
};

/// The vault with a passphrase slot and a recovery slot, and an empty store. All or nothing: where the store cannot be
/// made (a full disk), the vault goes too, and the next attempt begins anew. Takes two key derivations: seconds.
/// Errors: those of Vault::create, Vault::addRecovery and Store::create.
Result<FirstUse> makeDataFolder(const QString& folder, const SecretBytes& passphrase, const QString& label,
                                const KdfParams& params, const Clock& clock, IdSource& ids);

} // namespace jixiao
