#pragma once

#include "core/base/text_name.h"
#include "core/store/backup.h"

namespace jixiao::BackupManifest {

inline constexpr TextName namePrefix(u"jixiao-backup-");

QString path(const QString& folder);
QByteArray toBytes(const BackupInfo& info);

} // namespace jixiao::BackupManifest
