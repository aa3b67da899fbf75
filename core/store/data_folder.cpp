#include "core/store/data_folder.h"

#include "core/base/log.h"
#include "core/store/database.h"
#include "core/store/restore.h"
#include "core/store/schema.h"

namespace jixiao {

Result<OpenFolder> openDataFolder(const QString& folder, const SecretBytes& passphrase, const Clock& clock,
                                  IdSource& ids) {
    if (auto settled = Restore::settle(folder); !settled) return settled.error();
    auto vault = Vault::open(folder, clock);
    if (!vault) return vault.error();
    auto key = vault->unlock(passphrase);
    if (!key) return key.error();
    auto store = Store::open(folder, *key, clock, ids);
    if (!store) return store.error();
    Database::removeUnfinishedReencryption(Store::fileName(folder));
    // Both keys in the file do no harm; the next opening tries again.
    if (const auto settled = vault->settle(*key); !settled)
        qCWarning(lcVault) << "the spent data key stays in the key file:" << settled.error().id();
    return OpenFolder{*std::move(vault), *std::move(key), *std::move(store)};
}

Result<void> rekeyDataFolder(const QString& folder, const SecretBytes& passphrase, const Clock& clock, IdSource& ids) {
    auto opened = openDataFolder(folder, passphrase, clock, ids);
    if (!opened) return opened.error();
    opened->store.reset();
    return rekeyDataFolder(folder, opened->key, clock);
}

Result<void> rekeyDataFolder(const QString& folder, const StoreKey& key, const Clock& clock) {
    // The key file is read under the lock of the store: a person may have been added just now.
    std::optional<Vault> vault;
    const auto begin = [&]() -> Result<StoreKey> {
        auto fresh = Vault::open(folder, clock);
        if (!fresh) return fresh.error();
        vault = *std::move(fresh);
        if (auto settled = vault->settle(key); !settled) return settled.error();
        return vault->beginRekey(key);
    };
    const auto settle = [&](const StoreKey& inUse) { return vault->settle(inUse); };
    return Database::reencrypt({Store::fileName(folder), storeMigrations()}, key, begin, settle);
}

} // namespace jixiao
