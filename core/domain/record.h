#pragma once

#include "core/base/id.h"

#include <QList>
#include <QMap>
#include <QString>

namespace jixiao {

/// Names of the record types of DESIGN §3. A type is a string on the wire so that newer data passes through older
/// programs untouched.
namespace RecordType {
inline const QString unit = QStringLiteral("unit");
inline const QString person = QStringLiteral("person");
inline const QString formTemplate = QStringLiteral("formTemplate");
inline const QString project = QStringLiteral("project");
inline const QString declaration = QStringLiteral("declaration");
inline const QString goal = QStringLiteral("goal");
inline const QString indicator = QStringLiteral("indicator");
inline const QString gradeStandard = QStringLiteral("gradeStandard"); ///< an indicator with its bounds 优 良 中 差
inline const QString spendingPlan = QStringLiteral("spendingPlan");
inline const QString fundLine = QStringLiteral("fundLine");
inline const QString narrative = QStringLiteral("narrative");
inline const QString outcome = QStringLiteral("outcome"); ///< a row of a self-evaluation or monitoring form
/// What became of an indicator, or of the funds, in a period: reported beside a form, no part of what was approved.
inline const QString report = QStringLiteral("report");
inline const QString opinion = QStringLiteral("opinion");
inline const QString transition = QStringLiteral("transition");
} // namespace RecordType

/// Field names used by more than one layer.
namespace Field {
inline const QString name = QStringLiteral("name");
inline const QString code = QStringLiteral("code");
inline const QString form = QStringLiteral("form");             ///< declaration: template id
inline const QString fiscalYear = QStringLiteral("fiscalYear"); ///< declaration
inline const QString ordinal = QStringLiteral("ordinal");       ///< row order key inside its table, see rowKeyBetween
inline const QString state = QStringLiteral("state");           ///< declaration; owned by the server
inline const QString round = QStringLiteral("round");           ///< declaration; owned by the server

// transition (a decision)
inline const QString action = QStringLiteral("action");       ///< actionName()
inline const QString fromState = QStringLiteral("fromState"); ///< stateName()
inline const QString toState = QStringLiteral("toState");
inline const QString reasonCode = QStringLiteral("reasonCode"); ///< R01 … R99, for a return
inline const QString opinion = QStringLiteral("opinion");       ///< text of the decision
inline const QString snapshotHash = QStringLiteral("snapshotHash");
inline const QString personId = QStringLiteral("personId");
inline const QString personName = QStringLiteral("personName");
inline const QString deviceId = QStringLiteral("deviceId");
inline const QString at = QStringLiteral("at");               ///< UTC ms of the device's clock, as text
inline const QString suite = QStringLiteral("suite");         ///< signature suite
inline const QString signature = QStringLiteral("signature"); ///< base64

// opinion (a remark on one place of a form; also personId, personName, at, round)
inline const QString about = QStringLiteral("about"); ///< id of the row's record; "" for a field of the form
inline const QString field = QStringLiteral("field"); ///< column or field id; "" for the whole row
inline const QString text = QStringLiteral("text");
inline const QString transition = QStringLiteral("transition"); ///< id of the decision it belongs to
} // namespace Field

/// One field of a record. Values are text, always: raw as typed. `revision` is the server revision at which this
/// value was last known to agree with the server (0: never sent).
struct FieldValue {
    QString value;
    qint64 revision = 0;
    friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

/// The unit of storage and of sync (DESIGN §3).
/// `parent`: declaration → its project; rows, opinions and transitions → their declaration; unit → superior unit.
struct Record {
    QString type;
    Id id;
    Id unit;
    Id parent;
    QMap<QString, FieldValue> fields;
    qint64 revision = 0; ///< server revision of the newest change known here; 0 before the first acknowledgement
    bool deleted = false;

    QString value(const QString& field) const { return fields.value(field).value; }
    friend bool operator==(const Record&, const Record&) = default;
};

/// A key that sorts (by code unit) between two neighbours' keys, so that inserting or moving a row changes one record.
/// Empty `before` = start of the list, empty `after` = end. Length grows by one per order of magnitude when appending
/// and by one per about six insertions at one place. A key this function did not make counts as absent; neighbours in
/// the wrong order (two devices chose one key) give a key after `before`.
QString rowKeyBetween(const QString& before, const QString& after);

} // namespace jixiao
