#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <atomic>

namespace jixiao {

/// Length and SHA-256 of a file.
struct FileSum {
    qint64 size = 0;
    QByteArray sha256;
    friend bool operator==(const FileSum&, const FileSum&) = default;
};

/// Copies a file into a new one (mode 0600) and flushes it. A file that is there already is not touched. Errors:
/// FileUnreadable, DiskFull, DiskWriteFailed, Cancelled (looked at every few milliseconds). Any thread.
Result<FileSum> copyFile(const QString& from, const QString& to, const std::atomic<bool>* cancelled = nullptr);
/// Error: FileUnreadable.
Result<FileSum> sumOf(const QString& path);
/// Error DiskFull (args: needed, free, in MB) unless `bytes` and some spare fit beside `folder`.
Result<void> checkFreeSpace(const QString& folder, qint64 bytes);
/// Within one file system; both folders are flushed. Error: DiskWriteFailed.
Result<void> moveFile(const QString& from, const QString& to);
Result<void> makePrivateFolder(const QString& path);

} // namespace jixiao
