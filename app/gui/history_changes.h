#pragma once

#include "core/forms/form_template.h"
#include "core/store/history.h"

namespace jixiao {

/// One difference between two versions of a form, in the words of its template.
struct HistoryChange {
    enum class Kind { Value, Added, Removed, Moved };
    Kind kind = Kind::Value;
    Id record;
    QString field;   ///< as the record names it; empty for a row that was added or removed
    QString section; ///< heading of the part of the form it stands in; "" when the form knows no such place
    QString place;   ///< "预算数", "破案率 · 指标值"
    QString before;  ///< in the earlier version; of a row what its cells said
    QString after;
};

/// Two versions of a form, declaration first, as the store gives them. `differences` is what compareVersions() says of
/// them. A row that is only in one version is one change. In the order of the form.
QList<HistoryChange> changesOf(const FormTemplate& form, const QList<Record>& before, const QList<Record>& after,
                               const QList<FieldDifference>& differences);

/// What remains of changes that follow each other, oldest first, as compareVersions() would say it.
QList<FieldDifference> netOf(const QList<JournalEntry>& entries);

/// What the first version of a form holds: as if there had been a blank form before.
QList<HistoryChange> contentsOf(const FormTemplate& form, const QList<Record>& records);

} // namespace jixiao
