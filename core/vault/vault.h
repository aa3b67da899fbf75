#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/vault/secret.h"

#include <QList>
#include <QString>

namespace jixiao {

/// Argon2id cost. The floor is t=3, 64 MiB; below it a slot is refused (VaultDamaged).
struct KdfParams {
    quint64 opsLimit = 3;
    quint64 memLimitBytes = 64ULL * 1024 * 1024;

    /// Raises the cost until one derivation takes 0.5–1 s on this machine. Takes a few seconds; any thread.
    static KdfParams calibrated(const Clock& clock);
};

/// What opens the store: the raw SQLCipher key (32 bytes) and salt (16 bytes).
struct StoreKey {
    SecretBytes key;
    SecretBytes salt;
    Id slot; ///< which slot unlocked it

    StoreKey clone() const { return {key.clone(), salt.clone(), slot}; }
};

enum class SlotKind { Passphrase, Recovery };

struct SlotInfo {
    Id id;
    SlotKind kind = SlotKind::Passphrase;
    QString label; ///< person's display name or "恢复码"
    qint64 createdMs = 0;
};

/// The key file `store.keys` of a data folder: key slots as in LUKS. Passphrase → Argon2id → KEK → XChaCha20-Poly1305
/// unwraps the random data key (AAD: store id, slot id, parameters, version). Written by fsync + rename; the previous
/// generation is kept beside it. Not thread-safe; calls that derive a key take up to a second.
class Vault {
public:
    /// Makes a new vault with one passphrase slot. Errors: VaultExists, PassphraseTooWeak (< 8 characters),
    /// DiskWriteFailed.
    static Result<Vault> create(const QString& folder, const SecretBytes& passphrase, const QString& label,
                                const KdfParams& params, const Clock& clock, IdSource& ids);
    /// Reads the header. Errors: VaultMissing, VaultDamaged (tries the previous generation first).
    static Result<Vault> open(const QString& folder, const Clock& clock);
    static bool exists(const QString& folder);

    /// Tries every slot. Errors: WrongPassphrase, TooManyAttempts (args: seconds). After 5 failures the delay doubles
    /// from 2 s up to 15 min; the count is on disk and survives restarts and clock changes.
    Result<StoreKey> unlock(const SecretBytes& passphrase);
    Result<void> addPassphrase(const StoreKey& key, const SecretBytes& passphrase, const QString& label,
                               const KdfParams& params, IdSource& ids);
    /// A new recovery slot; returns the code to print (128 bits, Crockford base 32 in groups, checksummed).
    Result<QString> addRecovery(const StoreKey& key, const KdfParams& params, IdSource& ids);
    /// Rewraps one slot; the store is not touched.
    Result<void> changePassphrase(const SecretBytes& oldPassphrase, const SecretBytes& newPassphrase);
    Result<void> removeSlot(const Id& slot); ///< refuses the last one
    QList<SlotInfo> slotInfos() const;
    /// 0, or how long the next attempt must wait.
    qint64 retryAfterMs() const;
    Id storeId() const { return storeId_; }

private:
    struct Slot {
        SlotInfo info;
        KdfParams params;
        QByteArray salt;
        QByteArray nonce;
        QByteArray wrapped;
    };
    Vault(QString folder, const Clock& clock) : folder_(std::move(folder)), clock_(&clock) {}

    QString folder_;
    const Clock* clock_;
    Id storeId_;
    QList<Slot> slots_;
    int failures_ = 0;
    qint64 lastFailureMs_ = 0;
    qint64 waitedMs_ = 0;
};

} // namespace jixiao
