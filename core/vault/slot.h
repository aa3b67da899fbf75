#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/vault/secret.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace jixiao {

class Clock;

/// Argon2id cost. The floor is t=3, 64 MiB; below it, or above what any device could need, a slot is refused.
struct KdfParams {
    quint64 opsLimit = 3;
    quint64 memLimitBytes = 64ULL * 1024 * 1024;

    /// Raises the cost until one derivation takes 0.5–1 s on this machine. Takes a few seconds; any thread.
    static KdfParams calibrated(const Clock& clock);
    /// Between the floor and t=64, 1 GiB (a hostile file must not ask for more).
    bool isAcceptable() const;
};

enum class SlotKind { Passphrase, Recovery };

struct SlotInfo {
    Id id;
    SlotKind kind = SlotKind::Passphrase;
    QString label; ///< person's display name or "恢复码"; known after unlocking only
    qint64 createdMs = 0;
};

/// One person's way to the data key: secret → Argon2id → KEK → XChaCha20-Poly1305 around the slot's own secret, which
/// is a private key and the vault's authority. The data key stands beside the slots, boxed to each slot's public key,
/// so that a new one can be given to people who are not there. The additional data (format, store id, slot id, kind,
/// parameters, public key) binds the slot to its place.
struct KeySlot {
    SlotInfo info;
    KdfParams params;
    QByteArray salt;
    QByteArray publicKey;
    QByteArray wrapped;

    /// Fresh salt, nonce and key pair. Error: Internal (no memory for the derivation).
    static Result<KeySlot> seal(const Id& storeId, const SlotInfo& info, const KdfParams& params,
                                const SecretBytes& secret, const SecretBytes& authority);
    /// The slot's own secret. Errors: WrongPassphrase, Internal (no memory for the derivation).
    Result<SecretBytes> unseal(const Id& storeId, const SecretBytes& secret) const;

    /// Without the label, which is nobody's business before unlocking.
    QJsonObject toJson() const;
    /// Error: VaultDamaged naming the field.
    static Result<KeySlot> fromJson(const QJsonObject& json);

private:
    QByteArray additionalData(const Id& storeId) const;
};

inline constexpr std::size_t authorityBytes = 32;
inline constexpr std::size_t slotSecretBytes = 32 + authorityBytes; ///< private key and authority
inline constexpr std::size_t dataKeyBytes = 32 + 16;                ///< SQLCipher key and salt
inline constexpr int maxLabelCharacters = 200;

} // namespace jixiao
