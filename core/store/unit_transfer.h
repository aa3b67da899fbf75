#pragma once

#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/store/store.h"

#include <QJsonObject>
#include <QList>

namespace jixiao {

struct TransferOutcome {
    int created = 0;
    int changed = 0;
    int unchanged = 0;
    QList<Id> locked = {}; ///< forms whose state does not let this person change them; left as they are
};

/// Everything a unit has entered, as plain JSON for leaving the product or moving to a store without a server:
/// "jixiao.unit/1" with every record that is not deleted and the history of every form. Not encrypted. Evidence is not
/// part of it, neither its records nor its contents: a backup holds both.
namespace UnitTransfer {

Result<QJsonObject> read(Store& store, qint64 nowMs);
/// The records of such a file. Errors: JsonMalformed (with the place), InvalidInput (too many records).
Result<QList<Record>> parse(const QJsonObject& object);
/// Creates what is missing and sets what differs, one undo step for each form; what is there already changes nothing,
/// and nothing is erased. The first error other than FormLocked stops it; what was brought in until then stays.
Result<TransferOutcome> write(Store& store, const QList<Record>& records, const Actor& actor, const QString& label);

} // namespace UnitTransfer

} // namespace jixiao
