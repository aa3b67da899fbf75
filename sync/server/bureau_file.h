#pragma once

#include "core/base/result.h"
#include "core/domain/record.h"

#include <QByteArray>
#include <QList>

namespace jixiao::server {

/// Reads "jixiao.bureau/1": the units (superior ones first), people and form templates a server starts with. Errors:
/// InvalidInput, naming the place.
Result<QList<Record>> readBureauFile(const QByteArray& json);

} // namespace jixiao::server
