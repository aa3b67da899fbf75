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
    QString label; ///< person's display name or "恢复码"
    qint64 createdMs = 0;
};

/// One way to the data key: secret → Argon2id → KEK → XChaCha20-Poly1305 around key and salt. The additional data
/// (format, store id, slot id, kind, parameters) binds the slot to its place.
struct KeySlot {
    SlotInfo info;
    KdfParams params;
    QByteArray salt;
    QByteArray nonce;
    QByteArray wrapped;

    /// Fresh salt and nonce. `payload` is wrapped. Error: Internal (no memory for the derivation).
    static Result<KeySlot> seal(const Id& storeId, const SlotInfo& info, const KdfParams& params,
                                const SecretBytes& secret, const SecretBytes& payload);
    /// Errors: WrongPassphrase, Internal (no memory for the derivation).
    Result<SecretBytes> unseal(const Id& storeId, const SecretBytes& secret) const;

    QJsonObject toJson() const;
    /// Error: VaultDamaged naming the field.
    static Result<KeySlot> fromJson(const QJsonObject& json);

private:
    QByteArray additionalData(const Id& storeId) const;
};

inline constexpr std::size_t slotPayloadBytes = 32 + 16; ///< SQLCipher key and salt

} // namespace jixiao
