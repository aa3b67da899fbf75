#pragma once

#include "core/domain/record.h"
#include "core/domain/role.h"

#include <limits>

namespace jixiao {

/// One field or one record of a form's history.
struct JournalEntry {
    qint64 seq = 0;
    qint64 atMs = 0;
    QString personId;
    QString personName;
    QString deviceId;
    Id record;
    QString recordType;
    QString field;
    QString oldValue;
    QString newValue;
    QString label;
    QString kind; ///< "edit", "report", "undo", "redo", "remote", "command" (label: the action's name), "resolve"
    QString op;   ///< "set", or what happened to the whole record: "create", "remove", "restore" (field is empty)
    QString reason;
    qint64 group = 0;
};

/// What was saved in one step: one line of the history page.
struct HistoryGroup {
    qint64 id = 0; ///< also names the version of the form that this step left behind
    qint64 atMs = 0;
    QString personId;
    QString personName;
    QString deviceId;
    QString label;
    QString kind; ///< see JournalEntry
    QString reason;
    int entries = 0;     ///< fields changed, and records made, removed or brought back
    bool undone = false; ///< taken back, and can be done again
    qint64 undoes = 0;   ///< of an undo or redo: the step it is about; otherwise 0
};

/// The version of a form that stands there now.
inline constexpr qint64 currentVersion = std::numeric_limits<qint64>::max();

/// One field that differs between two versions of a form; blank and absent are the same.
struct FieldDifference {
    Id record;
    QString recordType;
    QString op;     ///< "set"; "create" or "remove" when only the later or only the earlier version has the record
    QString field;  ///< empty for a created or removed record without content
    QString before; ///< in the earlier version
    QString after;
};

/// A decision on a form, and the version that stood there when it was made (or became known here).
struct DecisionVersion {
    Id transition;
    qint64 group = 0; ///< the version
    QString action;   ///< actionName()
    QString toState;  ///< stateName()
    QString personName;
    qint64 atMs = 0;
    QString snapshotHash;   ///< what was decided on; snapshotHash() of the version says whether it is this content
    bool cancelled = false; ///< taken back before it took effect
};

/// An earlier version to go back to, and who does it why.
struct RestoreRequest {
    Actor actor;
    Id declaration;
    qint64 version = 0; ///< id of a HistoryGroup of this form
    QString label;      ///< what the undo command says
    QString reason = {};
};

} // namespace jixiao
