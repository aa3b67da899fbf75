#include "core/vault/attempts.h"

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/log.h"

#include <QFile>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace jixiao {

namespace {

constexpr int freeFailures = 5;
constexpr int maxFailures = 1'000'000;
constexpr qint64 firstWaitMs = 2'000;
constexpr qint64 longestWaitMs = 15 * 60 * 1'000;
constexpr qint64 maxFileBytes = 1024;

const auto failuresField = QStringLiteral("failures");
const auto failedAtField = QStringLiteral("failedAtUptimeMs");
const auto lastSlotField = QStringLiteral("lastSlot");

QString pathIn(const QString& folder) { return folder + QStringLiteral("/store.attempts"); }

qint64 waitAfter(int failures) {
    if (failures < freeFailures) return 0;
    const int doublings = std::min(failures - freeFailures, 20);
    return std::min(firstWaitMs << doublings, longestWaitMs);
}

/// Reading and counting on must be one step, or two processes get a try for the price of one.
class FolderLock {
public:
    explicit FolderLock(const QString& folder) {
#ifdef Q_OS_UNIX
        handle_ = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (handle_ >= 0) ::flock(handle_, LOCK_EX);
#endif
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock() {
#ifdef Q_OS_UNIX
        if (handle_ >= 0) ::close(handle_);
#endif
    }

private:
    int handle_ = -1;
};

} // namespace

Attempts::Attempts(const QString& folder, const Clock& clock) : folder_(folder), clock_(&clock) { load(); }

void Attempts::load() {
    const auto bytes = readBounded(pathIn(folder_), maxFileBytes);
    const auto json = bytes ? parseJsonObject(*bytes, {maxFileBytes, 2}) : bytes.error();
    const auto failures = json ? json->value(failuresField).toInteger(-1) : -1;
    const auto failedAt = json ? json->value(failedAtField).toInteger(-1) : -1;
    if (failures < 0 || failedAt < 0) {
        if (failures_ < freeFailures) failedAtMs_ = clock_->monotonicMs();
        failures_ = std::max(failures_, freeFailures);
        return;
    }
    lastSlot_ = Id::fromString(json->value(lastSlotField).toString()).value_or(Id());
    if (unsaved_ && failures_ >= failures) return;
    failures_ = int(std::min<qint64>(failures, maxFailures));
    failedAtMs_ = failedAt;
}

qint64 Attempts::retryAfterMs() const {
    const auto now = clock_->monotonicMs();
    // A failure that seems to lie ahead was before the machine was started.
    const auto elapsed = now >= failedAtMs_ ? now - failedAtMs_ : std::max<qint64>(now, 0);
    return std::max<qint64>(0, waitAfter(failures_) - elapsed);
}

Result<void> Attempts::begin() {
    const FolderLock lock(folder_);
    load();
    if (const auto wait = retryAfterMs(); wait > 0)
        return Error{
            ErrorCode::TooManyAttempts, {}, {{QStringLiteral("seconds"), QString::number((wait + 999) / 1000)}}};
    failures_ = std::min(failures_ + 1, maxFailures);
    failedAtMs_ = clock_->monotonicMs();
    save();
    return {};
}

void Attempts::succeeded(const Id& slot) {
    const FolderLock lock(folder_);
    failures_ = 0;
    failedAtMs_ = 0;
    lastSlot_ = slot;
    save();
}

void Attempts::remove(const QString& folder) { QFile::remove(pathIn(folder)); }

void Attempts::save() {
    QJsonObject json{{failuresField, failures_}, {failedAtField, failedAtMs_}};
    if (!lastSlot_.isNull()) json.insert(lastSlotField, lastSlot_.toString());
    // A full disk must not lock the owner out: the count then lives in this process only.
    const auto written = replaceFile(pathIn(folder_), canonicalJson(json), FileReaders::OwnerOnly);
    unsaved_ = !written.ok();
    if (unsaved_) qCWarning(lcVault) << "the attempt count could not be saved:" << written.error().id();
}

} // namespace jixiao
