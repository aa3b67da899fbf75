#include "core/store/health.h"

#include "core/store/database.h"
#include "core/store/schema.h"

namespace jixiao {

namespace {

constexpr int cacheKiB = 2 * 1024; // each page is looked at once
constexpr int maxLines = 20;

} // namespace

Result<void> Health::look(const StoreSnapshot& snapshot, const std::atomic<bool>& cancelled) {
    const auto opened = Database::openReader({snapshot.file, storeMigrations(), cacheKiB}, snapshot.key);
    if (!opened) return opened.error();
    Database& database = **opened;
    database.interruptWhen(cancelled);
    const auto problems = database.findProblems();
    if (cancelled.load()) return Error{ErrorCode::Cancelled};
    if (!problems) return problems.error();
    if (problems->isEmpty()) return {};
    return Error{ErrorCode::StoreDamaged, problems->mid(0, maxLines).join(QLatin1String("; "))};
}

} // namespace jixiao
