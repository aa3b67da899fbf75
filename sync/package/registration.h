#pragma once

#include "sync/package/envelope.h"
#include "sync/protocol/messages.h"

#include <optional>

namespace jixiao::package {

/// The server as a device knows it.
struct Partner {
    Id id;
    QByteArray key;                  ///< public signature key
    Level ceiling = Level::Internal; ///< the highest level this device may read and write
};

/// What a device hands in to be registered. The administrator compares the fingerprint of its key with the one the
/// device shows: that, not the file, says whose key it is.
Result<QByteArray> makeRequest(const protocol::EnrolRequest& request, const Signer& device, const Id& id,
                               qint64 createdMs);
/// Errors: PackageMalformed (another kind of file, or contents that differ from the header), PackageTampered,
/// PackageUnknownSender (the key is not the one with this fingerprint).
Result<protocol::EnrolRequest> readRequest(const Envelope& envelope, const QString& keyFingerprint);

/// The answer to it.
struct Card {
    Level ceiling = Level::Internal;
    std::optional<protocol::EnrolReply> identity; ///< none for a device that was registered before
};
Result<QByteArray> makeCard(const Card& card, const Id& server, const Signer& signer, const Id& device,
                            const QByteArray& deviceKey, const Id& id, qint64 createdMs);
/// Errors: PackageMalformed, PackageTampered, PackageWrongReceiver, PackageUnknownSender (fingerprint).
Result<Card> readCard(const Envelope& envelope, const Id& device, const Signer& signer, const QString& keyFingerprint);

/// Dashes, white space and case do not matter.
bool sameFingerprint(const QByteArray& publicKey, const QString& typed);

} // namespace jixiao::package
