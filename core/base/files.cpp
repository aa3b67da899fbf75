#include "core/base/files.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace jixiao {

namespace {

Error writeFailed(const QString& path, const QString& detail, ErrorCode code = ErrorCode::DiskWriteFailed) {
    return {code, detail, {{QStringLiteral("file"), path}}};
}

Error writeFailed(const QString& path, const QSaveFile& file) {
    const bool full = file.error() == QFileDevice::ResourceError;
    return writeFailed(path, file.errorString(), full ? ErrorCode::DiskFull : ErrorCode::DiskWriteFailed);
}

bool narrow(QSaveFile& file, FileReaders readers) {
    return readers == FileReaders::AsTheFolder || file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace

Result<void> checkReplaceable(const QString& path) {
    // Renaming onto a device, a pipe or a folder would destroy it or fail late.
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        return writeFailed(path, QStringLiteral("not a regular file"));
    return {};
}

Result<void> replaceFile(const QString& path, const std::function<Result<void>(QIODevice&)>& write,
                         FileReaders readers) {
    if (const auto allowed = checkReplaceable(path); !allowed) return allowed.error();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !narrow(file, readers)) return writeFailed(path, file);
    const auto written = write(file);
    // commit() does not notice when what is still buffered cannot be written. What only fits in part fails without a
    // reason; the rest of it has one.
    const bool flushed = file.flush() || file.flush();
    if (!flushed || file.error() != QFileDevice::NoError) return writeFailed(path, file);
    if (!written) return written.error();
    if (!file.commit()) return writeFailed(path, file);
    flushFolder(QFileInfo(path).absolutePath());
    return {};
}

Result<void> replaceFile(const QString& path, const QByteArray& bytes, FileReaders readers) {
    const auto write = [&](QIODevice& file) -> Result<void> {
        if (file.write(bytes) == bytes.size()) return {};
        return writeFailed(path, file.errorString());
    };
    return replaceFile(path, write, readers);
}

Result<QByteArray> readBounded(const QString& path, qint64 limit) {
    const auto failed = [&](ErrorCode code, const QString& why = {}) {
        return Error{code, why.isEmpty() ? path : why, {{QStringLiteral("file"), path}}};
    };
    QFile file(path);
    if (!file.exists()) return failed(ErrorCode::FileNotFound);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) return failed(ErrorCode::FileUnreadable);
    auto bytes = file.read(limit + 1);
    if (bytes.size() > limit) return failed(ErrorCode::FileTooLarge);
    if (file.error() != QFileDevice::NoError) return failed(ErrorCode::FileUnreadable, file.errorString());
    return bytes;
}

void flushFolder(const QString& folder) {
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    ::fsync(handle);
    ::close(handle);
#else
    Q_UNUSED(folder)
#endif
}

} // namespace jixiao
