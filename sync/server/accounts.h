#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "sync/protocol/messages.h"
#include "sync/server/directory.h"
#include "sync/server/storage.h"

namespace jixiao::server {

/// What a device is told about the server when it enrols.
struct ServerCard {
    QString caCertificatePem;
    QStringList pins;
};

/// Invites, enrols and revokes devices. Calls that change something run within a transaction of the caller.
class Accounts {
public:
    static constexpr qint64 invitationLifeMs = 24LL * 3600 * 1000;

    Accounts(ServerStorage& storage, Directory& directory, const Clock& clock, RandomSource& random)
        : storage_(storage), directory_(directory), clock_(clock), random_(random) {}

    /// A one-time code (140 bits) for this person, good for 24 hours. Error: RecordNotFound.
    Result<QString> invite(const Id& person);
    /// Errors: EnrolmentInvalid, EnrolmentUsed, EnrolmentExpired, DeviceRevoked, InvalidInput (not a key). The same
    /// device with the same key may repeat it until the code expires; it gets a new token.
    Result<protocol::EnrolReply> enrol(const protocol::EnrolRequest& request, const ServerCard& card);
    /// Error: RecordNotFound.
    Result<void> revoke(const Id& device);

private:
    Result<Invitation> redeem(const protocol::EnrolRequest& request);
    Result<void> checkDevice(const protocol::EnrolRequest& request);

    ServerStorage& storage_;
    Directory& directory_;
    const Clock& clock_;
    RandomSource& random_;
};

} // namespace jixiao::server
