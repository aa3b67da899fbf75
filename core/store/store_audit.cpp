#include "core/store/audit_walk.h"
#include "core/store/store.h"

namespace jixiao {

Result<AuditReport> Store::verifyAudit() const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto report = AuditWalk(*database_).run();
    if (auto done = transaction.commit(); !done) return done.error();
    return report;
}

} // namespace jixiao
