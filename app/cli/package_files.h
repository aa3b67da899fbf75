#pragma once

#include "app/cli/command.h"
#include "sync/engine/device_identity.h"
#include "sync/package/device_packages.h"

#include <memory>

namespace jixiao::cli {

/// An opened store as far as packages need it.
struct PackageStore {
    std::unique_ptr<Store> store;
    DeviceIdentity identity;
    package::Folder folder;

    package::DevicePackages packages(Context& context) {
        return {*store, identity.actor, *identity.signer, context.ids, context.clock};
    }
};
/// Errors: those of openStore, VaultDamaged (a store without a device key).
Result<PackageStore> openPackageStore(Context& context, const QString& folder);

/// Takes a word out of the arguments; whether it was there.
bool takeFlag(QStringList& arguments, const QString& flag);

int runPackageVerify(Context& context, const QStringList& arguments);
int runPackageSlip(Context& context, const QStringList& arguments);

} // namespace jixiao::cli
