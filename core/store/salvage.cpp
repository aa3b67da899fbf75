#include "core/store/salvage.h"

#include "core/store/audit_walk.h"
#include "core/store/salvaged_rows.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "core/vault/attempts.h"
#include "core/vault/key_file.h"

#include <QFile>
#include <QFileInfo>

namespace jixiao {

namespace {

Result<void> fill(const DatabaseOptions& options, const StoreKey& key, SalvagedRows& rows, SalvageReport& report) {
    const auto opened = Database::open(options, key);
    if (!opened) return opened.error();
    if (auto placed = rows.place(**opened, report); !placed) return placed;
    Transaction transaction(**opened, Transaction::Kind::Read);
    report.auditOk = AuditWalk(**opened).run().ok();
    return transaction.commit();
}

/// The search fields are known once a store was open; what was found must not be taken for them.
Result<void> make(const QString& target, const StoreKey& key, const Clock& clock, IdSource& ids) {
    const auto made = Store::create(target, key, clock, ids);
    return made ? Result<void>() : Result<void>(made.error());
}

} // namespace

Result<SalvageReport> Salvage::run(const QString& folder, const StoreKey& key, const QString& target,
                                   const Clock& clock, IdSource& ids) {
    if (QFileInfo::exists(Store::fileName(target))) return Error{ErrorCode::StoreExists, target};
    if (KeyFiles::exist(target)) return Error{ErrorCode::VaultExists, target};
    const auto keys = KeyFiles::read(folder);
    if (!keys) return keys.error();
    SalvageReport report;
    SalvagedRows rows;
    const auto read = Database::whileLocked(Store::fileName(folder), [&]() -> Result<void> {
        const auto pages = PageFile::open(Store::fileName(folder), key);
        if (!pages) return pages.error();
        report.scan = scanRows(*pages, [&](ScannedRow&& row) { rows.add(std::move(row)); });
        return {};
    });
    if (!read) return read.error();
    if (rows.isEmpty()) return Error{ErrorCode::StoreDamaged, QStringLiteral("no page can be read")};
    const DatabaseOptions options{Store::fileName(target), storeMigrations()};
    auto made = make(target, key, clock, ids);
    if (made) made = fill(options, key, rows, report);
    if (made) {
        Attempts(target, clock).succeeded({});
        made = KeyFiles::write(target, *keys, OldGeneration::Keep);
    }
    if (made) return report;
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(options.file + QLatin1String(suffix));
    return made.error();
}

} // namespace jixiao
