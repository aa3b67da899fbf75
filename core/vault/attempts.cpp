#include "core/vault/attempts.h"

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/log.h"

#include <QFile>

#include <algorithm>

namespace jixiao {

namespace {

constexpr int freeFailures = 5;
constexpr int maxFailures = 1'000'000;
constexpr qint64 firstWaitMs = 2'000;
constexpr qint64 longestWaitMs = 15 * 60 * 1'000;
constexpr qint64 maxFileBytes = 1024;

const auto failuresField = QStringLiteral("failures");
const auto lastFailureField = QStringLiteral("lastFailureMs");

qint64 waitAfter(int failures) {
    if (failures < freeFailures) return 0;
    const int doublings = std::min(failures - freeFailures, 20);
    return std::min(firstWaitMs << doublings, longestWaitMs);
}

} // namespace

Attempts::Attempts(const QString& folder, const Clock& clock)
    : path_(folder + QStringLiteral("/store.attempts")), clock_(&clock), sinceMs_(clock.monotonicMs()) {
    const auto bytes = readBounded(path_, maxFileBytes);
    if (!bytes && bytes.error().code == ErrorCode::FileNotFound) return;
    const auto json = bytes ? parseJsonObject(*bytes, {maxFileBytes, 2}) : bytes.error();
    const auto recorded = json ? json->value(failuresField).toInteger(-1) : -1;
    // An unreadable count is no way around the wait.
    failures_ = recorded < 0 ? freeFailures : int(std::min<qint64>(recorded, maxFailures));
    const auto elapsed = json ? clock.nowMs() - json->value(lastFailureField).toInteger() : -1;
    waitMs_ = waitAfter(failures_);
    if (elapsed >= 0 && recorded >= 0) waitMs_ = std::max<qint64>(0, waitMs_ - elapsed);
}

qint64 Attempts::retryAfterMs() const { return std::max<qint64>(0, waitMs_ - (clock_->monotonicMs() - sinceMs_)); }

void Attempts::begin() {
    failures_ = std::min(failures_ + 1, maxFailures);
    waitMs_ = waitAfter(failures_);
    sinceMs_ = clock_->monotonicMs();
    save();
}

void Attempts::succeeded() {
    failures_ = 0;
    waitMs_ = 0;
    if (QFile::exists(path_) && !QFile::remove(path_)) save();
}

void Attempts::save() const {
    const auto bytes = canonicalJson({{failuresField, failures_}, {lastFailureField, clock_->nowMs()}});
    // A full disk must not lock the owner out: the count then lives in this process only.
    if (const auto written = replaceFile(path_, bytes, FileReaders::OwnerOnly); !written)
        qCWarning(lcVault) << "the attempt count could not be saved:" << written.error().id();
}

} // namespace jixiao
