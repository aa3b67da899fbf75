#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace jixiao::server {

/// Writes a file only its owner can read (0600): temporary file, fsync, rename. Error: DiskWriteFailed.
Result<void> writePrivateFile(const QString& path, const QByteArray& bytes);
/// Errors: FileNotFound, FileUnreadable, FileTooLarge.
Result<QByteArray> readSmallFile(const QString& path, qsizetype maxBytes = 1024 * 1024);

} // namespace jixiao::server
