#pragma once

#include "core/store/store.h"

#include <QString>

namespace jixiao::cli {

/// What following the audit chain found, on one line: how much is whole, or the first broken link with its entry, its
/// time, who it names, and the form and place it is about, as far as the store still knows them.
QString auditText(const Store& store, const AuditReport& audit);

} // namespace jixiao::cli
