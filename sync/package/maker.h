#pragma once

#include "sync/package/content.h"
#include "sync/package/exchange.h"

namespace jixiao::package {

/// What the files of one export have in common.
struct Outline {
    Kind kind = Kind::Entries;
    Id sender;
    Id senderUnit;
    Id receiver;
    QByteArray receiverKey;
    Level level = Level::Internal;
    qint64 createdMs = 0;
    Manifest manifest; ///< of the first part
};

struct Made {
    Header header;
    QByteArray hash; ///< SHA-256 of the file
    QByteArray file;
};

/// The files of one export, numbered and chained after what `exchange` has sent; it then knows of them. They are no
/// larger than `maxFileBytes` except where a single message is. Errors: PackageTooLarge, InvalidInput.
Result<QList<Made>> makePackages(const Outline& outline, const QList<Message>& messages, qsizetype maxFileBytes,
                                 Exchange& exchange, const Signer& signer, IdSource& ids);

/// What everybody can check of a file from a known sender: its own signature, the sender, the receiver, the level.
struct Expected {
    QByteArray senderKey; ///< empty: unknown here
    Id receiver;
    Level ceiling = Level::Internal;
};
/// Errors: PackageTampered, PackageUnknownSender, PackageWrongReceiver, PackageWrongLevel.
Result<void> check(const Envelope& envelope, const Expected& expected);

/// Default and smallest limit of a file: small gateways take 10 MB.
inline constexpr qsizetype usualFileBytes = 10'000'000;
inline constexpr qsizetype smallestFileBytes = 16 * 1024;

/// "jixiao-0a1b2c3d-000012.jxp", with "-2of3" for a part; the sender's last eight digits, the number.
QString fileName(const Header& header);

} // namespace jixiao::package
