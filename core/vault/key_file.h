#pragma once

#include "core/vault/slot.h"

#include <QList>

namespace jixiao {

/// "jixiao.vault/1", also part of every slot's additional data.
QString keyFileFormat();

/// What stands in `store.keys`. `keyCheck` is a keyed hash by which a data key can be known as this vault's own.
struct KeyFile {
    Id storeId;
    QByteArray keyCheck;
    QList<KeySlot> keySlots;

    /// JSON with a checksum, so that damage is told apart from a wrong passphrase.
    QByteArray toBytes() const;
    /// Errors: VaultDamaged (place in the detail), StoreNewer.
    static Result<KeyFile> fromBytes(const QByteArray& bytes);

    static QByteArray checkOf(const Id& storeId, const SecretBytes& payload);
};

enum class OldGeneration { Keep, Replace };

/// The two generations of the file: `store.keys` and `store.keys.1`.
namespace KeyFiles {
bool exist(const QString& folder);
void remove(const QString& folder);
/// The newest good generation. Errors: VaultMissing, VaultDamaged, StoreNewer.
Result<KeyFile> read(const QString& folder);
/// `Replace` writes both generations anew: what was revoked must not live on in the older one.
/// Errors: DiskFull, DiskWriteFailed.
Result<void> write(const QString& folder, const KeyFile& file, OldGeneration old);
} // namespace KeyFiles

} // namespace jixiao
