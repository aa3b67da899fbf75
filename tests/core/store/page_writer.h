#pragma once

#include "core/vault/vault.h"

#include <QByteArray>

namespace jixiao::test {

/// All pages of a store file in clear, one after the other; the log must be empty.
QByteArray clearPages(const QString& file, const StoreKey& key);
/// The other way round, with signatures that are valid: what only who holds the key can write.
QByteArray sealedPages(const QByteArray& clear, const StoreKey& key);

} // namespace jixiao::test
