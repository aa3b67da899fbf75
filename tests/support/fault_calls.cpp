#include "tests/support/fault_calls.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdarg>

namespace jixiao::test {

namespace {

struct Plan {
    int at = 0;
    FaultCalls::Fate fate = FaultCalls::Fate::Error;
    int errorNumber = 0;
    bool forGood = false;
    int count = 0;
    bool fired = false;
};
Plan plan;
RecordedCalls* recorder = nullptr;

/// True: the call fails with errno set.
bool strikes() {
    ++plan.count;
    const bool hit = plan.at > 0 && (plan.forGood ? plan.count >= plan.at : plan.count == plan.at);
    if (!hit) return false;
    plan.fired = true;
    if (plan.fate == FaultCalls::Fate::Kill) ::kill(::getpid(), SIGKILL);
    errno = plan.errorNumber;
    return true;
}

bool isFile(int handle) {
    struct stat status {};
    // What a test prints may go to a file, too.
    return handle > STDERR_FILENO && ::fstat(handle, &status) == 0 && S_ISREG(status.st_mode);
}

bool isFolder(const char* path) {
    struct stat status {};
    return ::lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

QString nameOf(const char* link) {
    std::array<char, 4096> path{};
    const auto size = ::readlink(link, path.data(), path.size());
    return QString::fromUtf8(path.data(), size > 0 ? size : 0);
}

QString pathOf(int handle) { return nameOf(("/proc/self/fd/" + QByteArray::number(handle)).constData()); }

void note(DiskEvent event) {
    if (recorder != nullptr && !event.file.endsWith(QLatin1String("-shm"))) recorder->add(std::move(event));
}

void noteWrite(int handle, const void* data, size_t size, qint64 at) {
    if (recorder == nullptr) return;
    note({DiskEvent::Kind::Write, pathOf(handle), at, QByteArray(static_cast<const char*>(data), qsizetype(size))});
}

int flushed(int handle) {
    if (strikes()) return -1;
    if (recorder != nullptr) note({DiskEvent::Kind::Sync, pathOf(handle), 0, {}});
    return 0;
}

int truncated(int handle, qint64 size) {
    if (strikes()) return -1;
    if (recorder != nullptr) note({DiskEvent::Kind::Truncate, pathOf(handle), size, {}});
    return int(::syscall(SYS_ftruncate, handle, size));
}

int renamed(const char* from, const char* to, unsigned flags) {
    if (strikes()) return -1;
    const auto kind = isFolder(from) ? DiskEvent::Kind::RenameFolder : DiskEvent::Kind::Rename;
    const int done = int(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags));
    if (done == 0) note({kind, QString::fromUtf8(from), 0, {}, QString::fromUtf8(to)});
    return done;
}

int removed(const char* path, int flags) {
    if (strikes()) return -1;
    const int done = int(::syscall(SYS_unlinkat, AT_FDCWD, path, flags));
    if (done == 0 && flags == 0) note({DiskEvent::Kind::Delete, QString::fromUtf8(path), 0, {}});
    return done;
}

int opened(const char* path, int flags, mode_t mode) {
    struct stat status {};
    const bool there = ::stat(path, &status) == 0;
    const bool makes = ((flags & O_CREAT) != 0 && !there) || ((flags & O_TRUNC) != 0 && there);
    if (makes && strikes()) return -1;
    const int handle = int(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
    if (makes && handle >= 0) note({DiskEvent::Kind::Truncate, pathOf(handle), 0, {}});
    return handle;
}

} // namespace

void FaultCalls::arm(int at, Fate fate, int errorNumber, bool forGood) {
    plan = {at, fate, errorNumber, forGood, 0, false};
}
void FaultCalls::disarm() { plan = {}; }
int FaultCalls::count() { return plan.count; }
bool FaultCalls::hasFired() { return plan.fired; }

RecordedCalls::RecordedCalls() { recorder = this; }
RecordedCalls::~RecordedCalls() { recorder = nullptr; }

} // namespace jixiao::test

using namespace jixiao::test;

extern "C" {

ssize_t write(int handle, const void* data, size_t size) {
    if (!isFile(handle)) return ::syscall(SYS_write, handle, data, size);
    if (strikes()) return -1;
    noteWrite(handle, data, size, ::lseek(handle, 0, SEEK_CUR));
    return ::syscall(SYS_write, handle, data, size);
}

ssize_t pwrite(int handle, const void* data, size_t size, off_t at) {
    if (strikes()) return -1;
    noteWrite(handle, data, size, at);
    return ::syscall(SYS_pwrite64, handle, data, size, at);
}
ssize_t pwrite64(int handle, const void* data, size_t size, off64_t at) { return pwrite(handle, data, size, at); }

int rename(const char* from, const char* to) noexcept { return renamed(from, to, 0); }
int renameat2(int, const char* from, int, const char* to, unsigned flags) noexcept { return renamed(from, to, flags); }
int linkat(int, const char* from, int, const char* to, int flags) noexcept {
    if (strikes()) return -1;
    // A file that had no name until now.
    const auto nameless = recorder != nullptr ? nameOf(from) : QString();
    const int done = int(::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, flags));
    if (done == 0) note({DiskEvent::Kind::Rename, nameless, 0, {}, QString::fromUtf8(to)});
    return done;
}

int ftruncate(int handle, off_t size) noexcept { return truncated(handle, size); }
int ftruncate64(int handle, off64_t size) noexcept { return truncated(handle, size); }
int unlink(const char* path) noexcept { return removed(path, 0); }
int rmdir(const char* path) noexcept { return removed(path, AT_REMOVEDIR); }
int remove(const char* path) noexcept { return removed(path, isFolder(path) ? AT_REMOVEDIR : 0); }

int mkdir(const char* path, mode_t mode) noexcept {
    if (strikes()) return -1;
    return int(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return opened(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return opened(path, flags, mode);
}

int fsync(int handle) { return flushed(handle); }
int fdatasync(int handle) { return flushed(handle); }
}
