#pragma once

#include "core/vault/slot.h"

#include <QByteArrayList>
#include <QList>
#include <QStringList>

#include <optional>

namespace jixiao {

/// "jixiao.vault/2", also part of every slot's additional data.
QString keyFileFormat();

/// A data key as it stands in the file: boxed once for each slot, in their order, and the roster only it opens. The
/// roster holds the people's names and confirms the whole list of slots: without data key and authority nobody can add,
/// exchange, rename or drop one unnoticed.
struct DataKeyEntry {
    QByteArrayList boxes;
    QByteArray roster;
};

/// What stands in `store.keys`. There is one data key, and a second while the store gets a new one.
struct KeyFile {
    Id storeId;
    QList<KeySlot> keySlots;
    QList<DataKeyEntry> dataKeys;

    /// JSON with a checksum, so that damage is told apart from a wrong passphrase.
    QByteArray toBytes() const;
    /// Errors: VaultDamaged (place in the detail), StoreNewer.
    static Result<KeyFile> fromBytes(const QByteArray& bytes);

    /// For these slots as they are now.
    DataKeyEntry entryFor(const SecretBytes& dataKey, const SecretBytes& authority, const QStringList& labels) const;
    /// The labels in the slots' order; nullopt when the key is another one or the slots are not those of the roster.
    std::optional<QStringList> openRoster(const DataKeyEntry& entry, const SecretBytes& dataKey,
                                          const SecretBytes& authority) const;

private:
    QByteArray confirmedBytes() const;
};

inline constexpr int maxKeySlots = 32;

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
