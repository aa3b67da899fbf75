#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/vault/attempts.h"
#include "core/vault/key_file.h"
#include "core/vault/secret.h"
#include "core/vault/slot.h"

#include <QList>
#include <QString>

namespace jixiao {

/// What opens the store: the raw SQLCipher key (32 bytes) and salt (16 bytes).
struct StoreKey {
    SecretBytes key;
    SecretBytes salt;
    Id slot; ///< which slot unlocked it

    StoreKey clone() const { return {key.clone(), salt.clone(), slot}; }
};

/// The key file `store.keys` of a data folder: key slots as in LUKS. Passphrase → Argon2id → KEK → XChaCha20-Poly1305
/// unwraps the random data key (AAD: store id, slot id, parameters, version). Written by fsync + rename; the previous
/// generation is kept beside it, except that what was revoked is gone from both. Not thread-safe; calls that derive a
/// key take up to a second per slot. Passphrases are UTF-8, 8 characters to 1024 bytes.
class Vault {
public:
    /// Makes a new vault with one passphrase slot. Errors: VaultExists, PassphraseTooWeak (< 8 characters),
    /// InvalidInput (cost outside KdfParams::isAcceptable), DiskFull, DiskWriteFailed.
    static Result<Vault> create(const QString& folder, const SecretBytes& passphrase, const QString& label,
                                const KdfParams& params, const Clock& clock, IdSource& ids);
    /// Reads the header. Errors: VaultMissing, VaultDamaged (tries the previous generation first), StoreNewer.
    static Result<Vault> open(const QString& folder, const Clock& clock);
    static bool exists(const QString& folder);
    /// Takes the key file away. Only for a vault whose store was never made: nothing else can read what it locks.
    static void discard(const QString& folder);

    /// Tries every slot; a recovery code is recognised by its form. Errors: WrongPassphrase, TooManyAttempts (args:
    /// seconds), VaultDamaged. After 5 failures the delay doubles from 2 s up to 15 min; the count is on disk and
    /// survives restarts and clock changes.
    Result<StoreKey> unlock(const SecretBytes& passphrase);
    /// Errors: PassphraseTooWeak, InvalidInput (another vault's key, cost, too many slots), DiskFull, DiskWriteFailed.
    Result<void> addPassphrase(const StoreKey& key, const SecretBytes& passphrase, const QString& label,
                               const KdfParams& params, IdSource& ids);
    /// A new recovery slot; returns the code to print (128 bits, Crockford base 32 in groups, checksummed).
    Result<QString> addRecovery(const StoreKey& key, const KdfParams& params, IdSource& ids);
    /// Rewraps one slot; the store is not touched. Errors: those of unlock, PassphraseTooWeak.
    Result<void> changePassphrase(const SecretBytes& oldPassphrase, const SecretBytes& newPassphrase);
    Result<void> removeSlot(const Id& slot); ///< refuses the last one (InvalidInput)
    QList<SlotInfo> slotInfos() const;
    /// 0, or how long the next attempt must wait.
    qint64 retryAfterMs() const { return attempts_.retryAfterMs(); }
    Id storeId() const { return file_.storeId; }

private:
    struct Opened {
        qsizetype index = 0; ///< of the slot
        SecretBytes payload;
    };

    Vault(QString folder, const Clock& clock) : folder_(std::move(folder)), clock_(&clock), attempts_(folder_, clock) {}
    Result<Opened> tryUnlock(const SecretBytes& passphrase);
    Result<Opened> trySlots(const SecretBytes& passphrase) const;
    Result<void> addSlot(const StoreKey& key, const SlotInfo& info, const KdfParams& params, const SecretBytes& secret);
    /// Writes `next` and only then makes it this vault's state.
    Result<void> save(KeyFile next, OldGeneration old);

    QString folder_;
    const Clock* clock_;
    Attempts attempts_;
    KeyFile file_;
};

} // namespace jixiao
