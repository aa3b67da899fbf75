#pragma once

#include "core/domain/record.h"
#include "sync/protocol/json_writer.h"
#include "sync/protocol/reader.h"

namespace jixiao::protocol {

/// Fields on the wire: {"name": "text"} when the field has the `usual` revision, which most have, and
/// {"name": {"value": "text", REVISION: number}} otherwise.
void writeFields(JsonWriter& out, const QMap<QString, FieldValue>& fields, const char* revision, qint64 usual);

/// The member "fields" in either form, whatever the revision is; `most` is the highest one allowed.
QMap<QString, FieldValue> readFields(ObjectReader& in, const QString& revision, qint64 usual, qint64 most);

} // namespace jixiao::protocol
