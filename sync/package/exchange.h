#pragma once

#include "sync/package/envelope.h"

#include <QMap>

namespace jixiao::package {

/// What one side keeps about its packages to and from one other side: pure values, kept by the store or the server.
///
/// Everything a side has no receipt for goes into each of its exports once more. So a lost package does no harm, a
/// repeated one is refused as known, and one that comes after a newer export is refused as contained in that. Only the
/// parts of one export depend on each other: a part waits until those before it are in.
struct Exchange {
    qint64 sent = 0;         ///< the newest number given away
    QByteArray sentHash;     ///< SHA-256 of that file
    qint64 acknowledged = 0; ///< the newest own number the other side is known to have
    qint64 taken = 0;        ///< the newest number taken in
    QByteArray takenHash;
    QMap<qint64, QByteArray> seen; ///< hashes of the newest files taken in

    /// Why this file may not be taken in now, if so. Errors: PackageRepeated, PackageOvertaken, PackageForked (another
    /// file has this number, or the one before it), PackageWaits (args: missing), PackageGap (the sender has receipts
    /// for what is unknown here; not with `acceptGap`).
    Result<void> judge(const Header& header, const QByteArray& fileHash, bool acceptGap) const;
    void take(const Header& header, const QByteArray& fileHash);
    /// After this side was set back to an older copy, which is known and accepted: numbers go on where the other side
    /// has seen them.
    void catchUp(qint64 received, const QByteArray& receivedHash);
    /// What the other side says it has of ours. Error: PackageForked (what was never sent from here: this side was set
    /// back to an old copy, or is one of two copies).
    Result<void> acknowledge(qint64 received, const QByteArray& receivedHash);

    QByteArray toJson() const;
    /// Empty bytes are an exchange that has not begun. Error: StoreDamaged.
    static Result<Exchange> fromJson(const QByteArray& bytes);
};

} // namespace jixiao::package
