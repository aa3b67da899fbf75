#pragma once

#include "core/base/id.h"
#include "core/base/text_name.h"

#include <QList>
#include <QMap>
#include <QString>

namespace jixiao {

/// Names of the record types of DESIGN §3. A type is a string on the wire so that newer data passes through older
/// programs untouched.
namespace RecordType {
inline constexpr TextName unit(u"unit");
inline constexpr TextName person(u"person");
inline constexpr TextName formTemplate(u"formTemplate");
inline constexpr TextName project(u"project");
inline constexpr TextName declaration(u"declaration");
inline constexpr TextName goal(u"goal");
inline constexpr TextName indicator(u"indicator");
inline constexpr TextName gradeStandard(u"gradeStandard"); ///< an indicator with its bounds 优 良 中 差
inline constexpr TextName spendingPlan(u"spendingPlan");
inline constexpr TextName fundLine(u"fundLine");
inline constexpr TextName narrative(u"narrative");
inline constexpr TextName outcome(u"outcome"); ///< a row of a self-evaluation or monitoring form
/// What became of an indicator, or of the funds, in a period: reported beside a form, no part of what was approved.
inline constexpr TextName report(u"report");
inline constexpr TextName opinion(u"opinion");
inline constexpr TextName transition(u"transition");
} // namespace RecordType

/// Field names used by more than one layer.
namespace Field {
inline constexpr TextName name(u"name");
inline constexpr TextName code(u"code");
inline constexpr TextName form(u"form");             ///< declaration: template id
inline constexpr TextName fiscalYear(u"fiscalYear"); ///< declaration
inline constexpr TextName ordinal(u"ordinal");       ///< row order key inside its table, see rowKeyBetween
inline constexpr TextName state(u"state");           ///< declaration; owned by the server
inline constexpr TextName round(u"round");           ///< declaration; owned by the server

// transition (a decision)
inline constexpr TextName action(u"action");       ///< actionName()
inline constexpr TextName fromState(u"fromState"); ///< stateName()
inline constexpr TextName toState(u"toState");
inline constexpr TextName reasonCode(u"reasonCode"); ///< R01 … R99, for a return
inline constexpr TextName opinion(u"opinion");       ///< text of the decision
inline constexpr TextName snapshotHash(u"snapshotHash");
inline constexpr TextName personId(u"personId");
inline constexpr TextName personName(u"personName");
inline constexpr TextName deviceId(u"deviceId");
inline constexpr TextName at(u"at");               ///< UTC ms of the device's clock, as text
inline constexpr TextName suite(u"suite");         ///< signature suite
inline constexpr TextName signature(u"signature"); ///< base64

// opinion (a remark on one place of a form; also personId, personName, at, round)
inline constexpr TextName about(u"about"); ///< id of the row's record; "" for a field of the form
inline constexpr TextName field(u"field"); ///< column or field id; "" for the whole row
inline constexpr TextName text(u"text");
inline constexpr TextName transition(u"transition"); ///< id of the decision it belongs to
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
