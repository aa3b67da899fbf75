#include "tests/support/fault_memory.h"

#include <QtGlobal>

#include <sqlite3.h>

namespace jixiao::test {

namespace {

struct Plan {
    int failAt = 0;
    int count = 0;
    bool fired = false;
    int pauses = 0;
};
Plan plan;
sqlite3_mem_methods real;

bool fails() {
    if (plan.pauses > 0) return false;
    const bool hit = ++plan.count == plan.failAt;
    plan.fired = plan.fired || hit;
    return hit;
}

void* allocate(int size) { return fails() ? nullptr : real.xMalloc(size); }
void* reallocate(void* memory, int size) { return fails() ? nullptr : real.xRealloc(memory, size); }

} // namespace

void FaultMemory::install() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    sqlite3_mem_methods faulty = real;
    faulty.xMalloc = allocate;
    faulty.xRealloc = reallocate;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty) != SQLITE_OK || sqlite3_initialize() != SQLITE_OK)
        qFatal("no faulty allocator");
}

void FaultMemory::arm(int failAt) {
    plan.failAt = failAt;
    plan.count = 0;
    plan.fired = false;
}
int FaultMemory::allocations() { return plan.count; }
bool FaultMemory::hasFired() { return plan.fired; }

FaultMemory::Pause::Pause() { ++plan.pauses; }
FaultMemory::Pause::~Pause() { --plan.pauses; }

} // namespace jixiao::test
