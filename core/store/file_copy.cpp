#include "core/store/file_copy.h"

#include "core/base/files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace jixiao {

namespace {

constexpr qint64 spareBytes = 4 * 1024 * 1024;
constexpr qsizetype blockBytes = 256 * 1024;

Error writeError(const QString& path) {
    return {errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ErrorCode::DiskFull : ErrorCode::DiskWriteFailed,
            QStringLiteral("%1: %2").arg(QFileInfo(path).fileName()).arg(errno),
            {{QStringLiteral("file"), path}}};
}

Error readError(const QString& path) {
    return {ErrorCode::FileUnreadable, QStringLiteral("%1: %2").arg(path).arg(errno), {{QStringLiteral("file"), path}}};
}

class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return value_; }

private:
    int value_;
};

bool writeAll(int descriptor, const char* data, qsizetype size) {
    while (size > 0) {
        const auto written = ::write(descriptor, data, std::size_t(size));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        data += written;
        size -= written;
    }
    return true;
}

/// Gives the bytes to `take` block by block.
template <typename Take>
Result<FileSum> readThrough(const QString& path, const Take& take) {
    const Descriptor in(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (in.get() < 0) return readError(path);
    FileSum sum;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray block(blockBytes, Qt::Uninitialized);
    while (true) {
        const auto got = ::read(in.get(), block.data(), std::size_t(block.size()));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return readError(path);
        if (got == 0) break;
        hash.addData(QByteArrayView(block.constData(), got));
        sum.size += got;
        if (Result<void> taken = take(block.constData(), qsizetype(got)); !taken) return taken.error();
    }
    sum.sha256 = hash.result();
    return sum;
}

} // namespace

Result<FileSum> copyFile(const QString& from, const QString& to, const std::atomic<bool>* cancelled) {
    const Descriptor out(::open(QFile::encodeName(to).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (out.get() < 0) return writeError(to);
    auto sum = readThrough(from, [&](const char* data, qsizetype size) -> Result<void> {
        if (cancelled != nullptr && cancelled->load()) return Error{ErrorCode::Cancelled};
        if (!writeAll(out.get(), data, size)) return writeError(to);
        return {};
    });
    if (sum && ::fsync(out.get()) != 0) return writeError(to);
    return sum;
}

Result<FileSum> sumOf(const QString& path) {
    return readThrough(path, [](const char*, qsizetype) { return Result<void>(); });
}

Result<void> checkFreeSpace(const QString& folder, qint64 bytes) {
    const QStorageInfo storage(folder);
    const auto needed = bytes + spareBytes;
    if (!storage.isValid() || storage.bytesAvailable() >= needed) return {};
    return Error{ErrorCode::DiskFull,
                 QStringLiteral("%1 bytes needed, %2 free").arg(needed).arg(storage.bytesAvailable())};
}

Result<void> moveFile(const QString& from, const QString& to) {
    const auto source = QFile::encodeName(from);
    const auto target = QFile::encodeName(to);
    if (std::rename(source.constData(), target.constData()) != 0) return writeError(to);
    flushFolder(QFileInfo(to).path());
    flushFolder(QFileInfo(from).path());
    return {};
}

Result<void> makePrivateFolder(const QString& path) {
    if (!QDir().mkpath(QFileInfo(path).path())) return writeError(path);
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST) return writeError(path);
    return {};
}

} // namespace jixiao
