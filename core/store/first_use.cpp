#include "core/store/first_use.h"

#include "core/store/restore.h"

namespace jixiao {

namespace {

Result<FirstUse> fill(Vault& vault, const QString& folder, const SecretBytes& passphrase, const KdfParams& params,
                      const Clock& clock, IdSource& ids) {
    const auto key = vault.unlock(passphrase);
    if (!key) return key.error();
    auto recovery = vault.addRecovery(*key, params, ids);
    if (!recovery) return recovery.error();
    auto store = Store::create(folder, *key, clock, ids);
    if (!store) return store.error();
    const auto people = vault.slotInfos(*key);
    if (!people) return people.error();
    return FirstUse{*std::move(store), *std::move(recovery), *people, key->slot};
}

} // namespace

Result<FirstUse> makeDataFolder(const QString& folder, const SecretBytes& passphrase, const QString& label,
                                const KdfParams& params, const Clock& clock, IdSource& ids) {
    // One that was there may be on its way back.
    if (auto settled = Restore::settle(folder); !settled) return settled.error();
    auto vault = Vault::create(folder, passphrase, label, params, clock, ids);
    if (!vault) return vault.error();
    auto made = fill(*vault, folder, passphrase, params, clock, ids);
    if (!made) Vault::discard(folder);
    return made;
}

} // namespace jixiao
