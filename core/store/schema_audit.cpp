#include "core/store/schema_audit.h"

#include "core/store/audit_chain.h"

#include <vector>

namespace jixiao {

// audit_pending: the newest entry that was there before the chain; gone once it and all before it are chained
const char* const auditSchema = R"sql(
ALTER TABLE journal ADD COLUMN hash BLOB;
CREATE INDEX journal_by_field ON journal(record, field, seq);
INSERT INTO meta(key, value)
  VALUES('audit_head', '1 0 0 0 0 0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meta(key, value)
  SELECT 'audit_pending', CAST(max(seq) AS TEXT) FROM journal HAVING max(seq) IS NOT NULL;
)sql";

namespace {

std::optional<qint64> pendingEntry(Database& database) {
    return database.number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'audit_pending'");
}

/// The next entries up to `last`, each with the head after it. Read before anything is written.
std::vector<AuditHead> nextHeads(Database& database, AuditHead head, qint64 last, int batch) {
    std::vector<AuditHead> heads;
    auto rows = database.query(auditRows, head.seq + 1, batch);
    while (rows.next() && rows.integer(AuditColumn::seq) <= last) {
        head = nextHead(head, rows);
        heads.push_back(head);
    }
    return heads;
}

} // namespace

Result<void> chainEarlierEntries(Database& database, int batch, int maxBatches) {
    for (int done = 0; done != maxBatches; ++done) {
        Transaction transaction(database);
        const auto last = pendingEntry(database);
        if (!last) return transaction.commit();
        // Without a head nothing can be chained; the store opens all the same, and the check says so.
        const auto head = readAuditHead(database);
        const auto heads = head ? nextHeads(database, *head, *last, batch) : std::vector<AuditHead>{};
        for (const auto& next : heads)
            database.run("UPDATE journal SET hash = ?2 WHERE seq = ?1", next.seq, next.hash);
        if (!heads.empty()) writeAuditHead(database, heads.back());
        if (int(heads.size()) < batch) database.run("DELETE FROM meta WHERE key = 'audit_pending'");
        if (auto committed = transaction.commit(); !committed) return committed.error();
    }
    return {};
}

} // namespace jixiao
