#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QIODevice;

namespace jixiao {

/// Who may read a file that is written. OwnerOnly is for keys and settings of one person.
enum class FileReaders { AsTheFolder, OwnerOnly };

/// Writes a file so that it is either replaced whole or left as it was, whatever happens in between: what `write` puts
/// into the device goes to a temporary file beside `path`, which is renamed at the end, and the folder is flushed.
/// Devices, pipes and folders are not replaced. Errors: DiskFull, DiskWriteFailed, and those of `write`.
Result<void> replaceFile(const QString& path, const std::function<Result<void>(QIODevice&)>& write,
                         FileReaders readers = FileReaders::AsTheFolder);
Result<void> replaceFile(const QString& path, const QByteArray& bytes, FileReaders readers = FileReaders::AsTheFolder);

/// Error DiskWriteFailed for what replaceFile() would refuse to replace.
Result<void> checkReplaceable(const QString& path);

/// The whole of a plain file of at most `limit` bytes. Errors: FileNotFound, FileUnreadable, FileTooLarge.
Result<QByteArray> readBounded(const QString& path, qint64 limit = 1024 * 1024);

/// Makes created, renamed and removed names of a folder durable.
void flushFolder(const QString& folder);

} // namespace jixiao
