#pragma once

#include "core/store/backup.h"

namespace jixiao::BackupManifest {

inline const QString namePattern = QStringLiteral("jixiao-backup-*");

QString path(const QString& folder);
QByteArray toBytes(const BackupInfo& info);

} // namespace jixiao::BackupManifest
