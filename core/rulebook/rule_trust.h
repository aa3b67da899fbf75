#pragma once

#include "core/base/result.h"
#include "core/store/store.h"

#include <QByteArray>
#include <QList>

namespace jixiao {

/// Public keys whose rules a data folder believes, kept inside its encrypted store. On the thread that owns the store.
namespace RuleTrust {
/// Errors: those of the store.
Result<QList<QByteArray>> of(const Store& store);
Result<void> add(Store& store, const QByteArray& publicKey);
} // namespace RuleTrust

} // namespace jixiao
