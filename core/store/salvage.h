#pragma once

#include "core/base/clock.h"
#include "core/store/row_scan.h"
#include "core/vault/vault.h"

#include <QList>
#include <QString>

namespace jixiao {

/// What became of one table's rows.
struct SalvagedTable {
    QString name;
    qint64 found = 0;
    qint64 placed = 0; ///< the rest belongs to rows that are gone
};

struct SalvageReport {
    ScanResult scan;
    QList<SalvagedTable> tables;
    /// Values whose record is gone; they stand in the new store's meta entry "salvage.orphans" as JSON.
    qint64 orphans = 0;
    bool auditOk = false; ///< nothing of the history is missing

    bool complete() const { return scan.unreadable.isEmpty() && scan.brokenRows == 0; }
};

namespace Salvage {

/// Reads every page of a damaged store that is as it was written, and puts the rows it holds into a new store in
/// `target` (which must not hold one), under the same key and with a copy of the key file. The damaged files are only
/// read. Errors: FileUnreadable, FileTooLarge, VaultMissing, StoreExists, VaultExists, StoreBusy, DiskFull,
/// DiskWriteFailed, StoreDamaged (not one page can be read).
Result<SalvageReport> run(const QString& folder, const StoreKey& key, const QString& target, const Clock& clock,
                          IdSource& ids);

} // namespace Salvage

} // namespace jixiao
