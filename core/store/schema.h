#pragma once

#include "core/store/database.h"

namespace jixiao {

/// The device store's schema, version by version.
const QList<Migration>& storeMigrations();

} // namespace jixiao
