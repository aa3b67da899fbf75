#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "sync/package/maker.h"
#include "sync/package/registration.h"
#include "sync/server/accounts.h"

namespace jixiao::server {

/// Who the server is on its packages.
struct PackageIdentity {
    Id id;
    Signer signer;
    package::Level ceiling = package::Level::Internal; ///< the highest level it takes in
};

/// The server's own key for packages, and devices that are registered by a file instead of over a network. Everything
/// runs within a transaction of the caller.
class PackageRegistrar {
public:
    PackageRegistrar(ServerStorage& storage, Accounts& accounts, const Clock& clock, IdSource& ids)
        : storage_(storage), accounts_(accounts), clock_(clock), ids_(ids) {}

    /// Made when it is first asked for.
    Result<PackageIdentity> identity();
    Result<void> setCeiling(package::Level ceiling);

    /// Takes a device in for this person; its card goes back to it. A device that is registered already keeps its
    /// person and gets a card only. Errors: those of package::readRequest, RecordNotFound (person), DeviceRevoked,
    /// EnrolmentInvalid (the device is another person's, or its id another key's).
    Result<package::Made> enrol(const QByteArray& file, const QString& keyFingerprint, const Id& person,
                                package::Level ceiling);
    /// The highest level this device may read and write; what it was registered with.
    Result<package::Level> ceilingOf(const Id& device);

private:
    ServerStorage& storage_;
    Accounts& accounts_;
    const Clock& clock_;
    IdSource& ids_;
};

} // namespace jixiao::server
