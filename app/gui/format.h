#pragma once

#include "core/domain/role.h"

#include <QString>

namespace jixiao {

/// "今天 14:05", "昨天 09:30", "3月8日 09:30" or "2024年3月8日", local time.
QString friendlyTime(qint64 atMs, qint64 nowMs);
/// "14:05", local time; "" for 0.
QString clockTime(qint64 atMs);
/// "draft", "waiting", … : the key of the theme's status table.
QString statusName(FormStatus status);

} // namespace jixiao
