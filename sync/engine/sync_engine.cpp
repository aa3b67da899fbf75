#include "sync/engine/sync_engine.h"

#include "core/base/log.h"
#include "sync/engine/reply_check.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 firstDelayMs = 2'000;
constexpr int requestIdBytes = 16;

const auto failuresKey = QStringLiteral("sync.failures");
const auto retryAtKey = QStringLiteral("sync.retryAtMs");

/// Nothing but a person can help; trying often only wears out the server.
bool needsAPerson(ErrorCode code) {
    switch (code) {
    case ErrorCode::SignInExpired:
    case ErrorCode::DeviceRevoked:
    case ErrorCode::DeviceCopied:
    case ErrorCode::PinMismatch:
    case ErrorCode::TlsUntrusted:
        return true;
    default:
        return false;
    }
}

struct Schedule {
    int failures = 0;
    qint64 retryAtMs = 0;
};

Schedule readSchedule(Store& store) {
    return {store.meta(failuresKey).valueOr({}).toInt(), store.meta(retryAtKey).valueOr({}).toLongLong()};
}

Result<void> writeSchedule(Store& store, const Schedule& schedule) {
    if (auto set = store.setMeta(failuresKey, QString::number(schedule.failures)); !set) return set;
    return store.setMeta(retryAtKey, QString::number(schedule.retryAtMs));
}

} // namespace

Result<SyncReport> SyncEngine::runOnce(const CancelFlag& cancel, const std::function<void(SyncProgress)>& onProgress) {
    Run run{cancel, onProgress, {}, {}, {}};
    if (auto pushed = push(run); !pushed) return fail(pushed.error());
    if (auto pulled = pull(run); !pulled) return fail(pulled.error());
    if (auto kept = succeed(); !kept) return kept.error();
    run.report.atMs = clock_.nowMs();
    return run.report;
}

Result<HttpReply> SyncEngine::ask(Run& run, HttpRequest request) {
    request.bearer = bearer_;
    request.requestId = QString::fromLatin1(random_.bytes(requestIdBytes).toHex());
    request.maxReplyBytes = protocol::maxReplyBytes;
    auto reply = http_.send(request, run.cancel);
    if (!reply) return reply;
    if (auto failure = protocol::failureOf(*reply)) return *failure;
    return reply;
}

Result<void> SyncEngine::succeed() {
    return store_.call([](Store& store) -> Result<void> {
        const auto schedule = readSchedule(store);
        if (schedule.failures == 0 && schedule.retryAtMs == 0) return {};
        return writeSchedule(store, {});
    });
}

Error SyncEngine::fail(const Error& error) {
    const bool cancelled = error.code == ErrorCode::Cancelled;
    qCInfo(lcSync) << "sync ended early:" << error.id() << "request" << error.requestId;
    const auto released = store_.call([this, &error, cancelled](Store& store) -> Result<void> {
        auto schedule = readSchedule(store);
        if (cancelled) return store.releaseInFlight({}, 0);
        schedule.failures = std::min(schedule.failures + 1, 1'000);
        auto delay = needsAPerson(error.code) ? longestDelayMs : retryDelayMs(schedule.failures, random_);
        const auto asked = error.args.value(QStringLiteral("seconds")).toLongLong() * 1'000;
        delay = std::max(delay, std::min(asked, longestServerDelayMs));
        schedule.retryAtMs = clock_.nowMs() + delay;
        if (auto done = store.releaseInFlight(error.userMessage().what, schedule.retryAtMs); !done) return done;
        return writeSchedule(store, schedule);
    });
    if (!released) qCWarning(lcSync) << "the outbox could not be released:" << released.error().id();
    return error;
}

qint64 SyncEngine::retryAtMs() {
    const auto schedule = store_.call([](Store& store) { return readSchedule(store); });
    if (schedule.retryAtMs == 0) return 0;
    return std::min(schedule.retryAtMs, clock_.nowMs() + longestServerDelayMs);
}

/// Rows wait by wall clock; one that was set back must not make them wait for years.
qint64 SyncEngine::dueAtMs(const OutboxLoad& load) const {
    const auto now = clock_.nowMs();
    return load.latestAttemptMs > now + longestServerDelayMs ? load.latestAttemptMs : now;
}

qint64 SyncEngine::retryDelayMs(int failures, RandomSource& random) {
    const int doublings = std::clamp(failures - 1, 0, 20);
    const qint64 delay = std::min(firstDelayMs << doublings, longestDelayMs);
    const auto draw = random.bytes(2);
    const qint64 part = (quint8(draw[0]) << 8 | quint8(draw[1])) % 401; // 0–400 of a thousand
    return std::min(delay * (800 + part) / 1'000, longestDelayMs);
}

} // namespace jixiao
