#pragma once

#include "core/vault/vault.h"

#include <QString>
#include <QStringList>

namespace jixiao::bench {

struct RawInsert {
    qint64 rows = 0;
    double wallMs = 0;
    double cpuMs = 0;
};

/// What the disk and the cipher cost by themselves: the rows of these tables, read from an encrypted file nobody has
/// open, are inserted into a new one with the same tables and indexes (no triggers, no checks of references) in
/// `commits` durable transactions. `folder` is where the new file stands meanwhile.
RawInsert insertRawly(const QString& file, const StoreKey& key, const QStringList& tables, int commits,
                      const QString& folder);

} // namespace jixiao::bench
