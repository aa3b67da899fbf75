#include "sync/server/private_file.h"

#include <QFile>
#include <QSaveFile>

namespace jixiao::server {

Result<void> writePrivateFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(bytes) == bytes.size() && file.flush() && file.commit();
    if (!written) return Error{ErrorCode::DiskWriteFailed, file.errorString()};
    return {};
}

Result<QByteArray> readSmallFile(const QString& path, qsizetype maxBytes) {
    QFile file(path);
    if (!file.exists()) return Error{ErrorCode::FileNotFound, path};
    if (!file.open(QIODevice::ReadOnly)) return Error{ErrorCode::FileUnreadable, file.errorString()};
    auto bytes = file.read(maxBytes + 1);
    if (bytes.size() > maxBytes) return Error{ErrorCode::FileTooLarge, path};
    return bytes;
}

} // namespace jixiao::server
