#pragma once

#include "app/gui/services.h"

namespace jixiao {

/// What a device knows about itself, kept in the store's meta table. Functions run on the thread that owns the store.
namespace DeviceIdentity {

/// Makes the device id and signature key of a new store.
Result<void> initialise(Store& store, IdSource& ids);
/// Everything needed to work with an opened store; the store itself moves along.
Result<Services::Opened> read(std::unique_ptr<Store> store);
/// Keeps the identity received for an enrolment code.
Result<void> adopt(Store& store, const protocol::EnrolReply& reply, const QString& serverUrl);
/// A person without a server.
Result<void> adoptLocal(Store& store, const QString& personName, const QString& unitName, IdSource& ids);

} // namespace DeviceIdentity

} // namespace jixiao
