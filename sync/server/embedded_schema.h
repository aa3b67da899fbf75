#pragma once

#include "core/store/database.h"

namespace jixiao::server {

/// The steps of the schema of server.db.
const QList<Migration>& embeddedSchema();

} // namespace jixiao::server
