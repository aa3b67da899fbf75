#pragma once

#include "core/store/store.h"
#include "core/vault/vault.h"

namespace jixiao {

/// An unlocked data folder. While the store is open, its lock keeps other processes from changing the key file too.
struct OpenFolder {
    Vault vault;
    StoreKey key;
    std::unique_ptr<Store> store;
};

/// Vault and store in one step. Tidies up after a change of the data key that was interrupted: whichever key the store
/// was found under stays, the other goes. Takes a key derivation for each slot that is tried: seconds.
/// Errors: those of Vault::open, Vault::unlock and Store::open.
Result<OpenFolder> openDataFolder(const QString& folder, const SecretBytes& passphrase, const Clock& clock,
                                  IdSource& ids);

/// Writes the store anew under a new data key, for all slots of the vault; their passphrases and codes stay as they
/// are. For when somebody was removed or a copy of the files got away: what opens such a copy does not open the new
/// store. At every moment one of the two keys opens the store, and the key file has it; see Vault. Nobody else may have
/// the store open. Needs free space for a second copy; takes about as long as copying and checking the file.
/// Errors: those of openDataFolder, StoreBusy, DiskFull, DiskWriteFailed, StoreDamaged (the copy is not whole; the
/// store is as it was).
Result<void> rekeyDataFolder(const QString& folder, const SecretBytes& passphrase, const Clock& clock, IdSource& ids);
/// The same with the key an unlock gave; the store is closed.
Result<void> rekeyDataFolder(const QString& folder, const StoreKey& key, const Clock& clock);

} // namespace jixiao
