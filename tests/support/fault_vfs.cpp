#include "tests/support/fault_vfs.h"

#include "tests/support/watched_vfs.h"

#include <sqlite3.h>

#include <cerrno>

namespace jixiao::test {

namespace {

struct Plan {
    int failAt = 0;
    int code = SQLITE_OK;
    bool forGood = false;
    int count = 0;
    bool fired = false;
};
Plan plan;

int errorOf(DiskOperation::Kind kind) {
    switch (kind) {
    case DiskOperation::Kind::Write:
        return plan.code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE; // only a write finds the disk full
    case DiskOperation::Kind::Truncate:
        return SQLITE_IOERR_TRUNCATE;
    case DiskOperation::Kind::Sync:
        return SQLITE_IOERR_FSYNC;
    case DiskOperation::Kind::Delete:
        return SQLITE_IOERR_DELETE;
    }
    return SQLITE_IOERR;
}

class Saboteur : public DiskObserver {
public:
    int notice(const DiskOperation& operation) override {
        ++plan.count;
        const bool hit = plan.failAt > 0 && (plan.forGood ? plan.count >= plan.failAt : plan.count == plan.failAt);
        if (!hit) return SQLITE_OK;
        plan.fired = true;
        errno = plan.code == SQLITE_FULL ? ENOSPC : EIO;
        return errorOf(operation.kind);
    }
};

} // namespace

void FaultVfs::install() {
    static Saboteur saboteur;
    watchDisk(&saboteur);
}

void FaultVfs::arm(int failAt, int code, bool forGood) { plan = {failAt, code, forGood, 0, false}; }
void FaultVfs::disarm() { plan = {}; }
int FaultVfs::operations() { return plan.count; }
bool FaultVfs::hasFired() { return plan.fired; }

} // namespace jixiao::test
