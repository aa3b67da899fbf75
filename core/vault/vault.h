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

#include <functional>

namespace jixiao {

/// What opens the store: the raw SQLCipher key (32 bytes) and salt (16 bytes). Who unlocked has the vault's authority
/// too, and may change its slots.
struct StoreKey {
    SecretBytes key;
    SecretBytes salt;
    Id slot; ///< which slot unlocked it
    SecretBytes authority = {};

    StoreKey clone() const { return {key.clone(), salt.clone(), slot, authority.clone()}; }
};

/// The key file `store.keys` of a data folder: key slots as in LUKS, one for each person of the device and one for a
/// recovery code. Written by fsync + rename; the previous generation is kept beside it, except that what was revoked is
/// gone from both. Not thread-safe; calls that derive a key take up to a second per slot. Passphrases are UTF-8, 8
/// characters to 1024 bytes. Whoever changes slots has the store open, so that its lock keeps other processes away.
///
///     passphrase -> Argon2id -> KEK -> slot's private key and the vault's authority -> data key -> store
///
/// The data key is boxed to the public key of every slot. A new data key (`beginRekey`) can therefore be given to
/// people who are not there, and it is out of reach for somebody who was removed: what an old copy of the file and an
/// old passphrase still open is neither a private key of today nor the new data key. While the store is written anew
/// the file holds both keys, and the salt at the head of `store.db` says which one is right: at every moment one of
/// them is. Order: both keys in both generations, the new store complete and flushed, its rename over the old one,
/// the old key out of both generations (`settle`).
///
/// The authority, a secret of everybody with a slot, tells a real data key from one somebody made up with the public
/// keys in order to have people write into a store of theirs.
class Vault {
public:
    /// Makes a new vault with one passphrase slot. Errors: VaultExists, PassphraseTooWeak (< 8 characters),
    /// InvalidInput (label, cost outside KdfParams::isAcceptable), DiskFull, DiskWriteFailed.
    static Result<Vault> create(const QString& folder, const SecretBytes& passphrase, const QString& label,
                                const KdfParams& params, const Clock& clock, IdSource& ids);
    /// Reads the header. Errors: VaultMissing, VaultDamaged (tries the previous generation first), StoreNewer.
    static Result<Vault> open(const QString& folder, const Clock& clock);
    static bool exists(const QString& folder);
    /// Takes the key file away. Only for a vault whose store was never made: nothing else can read what it locks.
    static void discard(const QString& folder);

    /// Tries every slot, the last used one first; a recovery code is recognised by its form. Errors: WrongPassphrase,
    /// TooManyAttempts (args: seconds), VaultDamaged. After 5 failures the delay doubles from 2 s up to 15 min, see
    /// Attempts.
    Result<StoreKey> unlock(const SecretBytes& passphrase);

    /// Everything below needs the key of an unlock; it fails with InvalidInput for another vault's key, StoreBusy while
    /// the store gets a new key, DiskFull, DiskWriteFailed.
    Result<QList<SlotInfo>> slotInfos(const StoreKey& key) const;
    /// Errors: PassphraseTooWeak, InvalidInput (label, cost, too many slots).
    Result<void> addPassphrase(const StoreKey& key, const SecretBytes& passphrase, const QString& label,
                               const KdfParams& params, IdSource& ids);
    /// The recovery slot, in place of the one there was: a code once printed is void. Returns the code to print (128
    /// bits, Crockford base 32 in groups, checksummed).
    Result<QString> addRecovery(const StoreKey& key, const KdfParams& params, IdSource& ids);
    /// Rewraps the slot the old passphrase opens; the store is not touched. A recovery code works too where there is
    /// only one person. Errors: those of unlock, PassphraseTooWeak, InvalidInput (recovery code, several persons).
    Result<void> changePassphrase(const SecretBytes& oldPassphrase, const SecretBytes& newPassphrase);
    /// For somebody who forgot theirs. Errors: PassphraseTooWeak, InvalidInput (no such person).
    Result<void> setPassphrase(const StoreKey& key, const Id& slot, const SecretBytes& passphrase);
    /// Error: InvalidInput (empty or too long, no such slot).
    Result<void> renameSlot(const StoreKey& key, const Id& slot, const QString& label);
    /// Refuses the last person's slot and the recovery slot, which can only be replaced (InvalidInput). What the person
    /// knows opens nothing of the files from here on; for copies made earlier the store needs a new key as well.
    Result<void> removeSlot(const StoreKey& key, const Id& slot);

    /// A second data key, for every slot. The store is still the one of the first.
    Result<StoreKey> beginRekey(const StoreKey& key);
    /// The store was opened with `inUse`: the other data key goes, if there is one.
    Result<void> settle(const StoreKey& inUse);

    /// 0, or how long the next attempt must wait.
    qint64 retryAfterMs() const { return attempts_.retryAfterMs(); }
    Id storeId() const { return file_.storeId; }

private:
    struct Opened {
        qsizetype index = 0; ///< of the slot
        StoreKey key;
    };
    using Edit = std::function<Result<void>(KeyFile&, QStringList& labels)>;

    Vault(QString folder, const Clock& clock) : folder_(std::move(folder)), clock_(&clock), attempts_(folder_, clock) {}
    Result<Opened> tryUnlock(const SecretBytes& passphrase);
    Result<Opened> trySlots(const SecretBytes& passphrase) const;
    Result<StoreKey> keyOf(qsizetype slot, const SecretBytes& slotSecret) const;
    Result<QStringList> labelsFor(const StoreKey& key) const;
    Result<void> addSlot(const StoreKey& key, const SlotInfo& info, const KdfParams& params, const SecretBytes& secret,
                         OldGeneration old);
    /// Changes slots and labels and confirms them anew.
    Result<void> edit(const StoreKey& key, const Edit& change, OldGeneration old);
    /// Writes `next` and only then makes it this vault's state.
    Result<void> save(KeyFile next, OldGeneration old);

    QString folder_;
    const Clock* clock_;
    Attempts attempts_;
    KeyFile file_;
};

} // namespace jixiao
