#pragma once

#include "core/store/store.h"
#include "core/vault/signer.h"
#include "sync/protocol/messages.h"
#include "sync/transport/http_client.h"

#include <optional>

namespace jixiao {

/// What a device knows about itself, kept inside its encrypted store. Functions run on the thread that owns the store.
struct DeviceIdentity {
    Actor actor; ///< personId is empty until the device is enrolled
    QString unitName;
    std::optional<Signer> signer;
    ServerIdentity server;
    QString token; ///< empty when used without a server

    /// Makes the device id and signature key of a new store.
    static Result<void> initialise(Store& store, IdSource& ids);
    static Result<DeviceIdentity> read(Store& store);
    /// Keeps the identity received for an enrolment code.
    static Result<void> adopt(Store& store, const protocol::EnrolReply& reply, const QString& serverUrl);
    /// A person and a unit without a server.
    static Result<void> adoptLocal(Store& store, const QString& personName, const QString& unitName, IdSource& ids);
    /// What this device sends to exchange `code`.
    protocol::EnrolRequest enrolRequest(const QString& code, const QString& deviceName) const;
};

} // namespace jixiao
