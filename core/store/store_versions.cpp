#include "core/store/form_versions.h"
#include "core/store/history_sql.h"
#include "core/store/record_editor.h"
#include "core/store/store.h"
#include "core/workflow/snapshot.h"

#include <algorithm>

namespace jixiao {

namespace {

/// The values that differ from what stood there then.
QMap<QString, QString> changesTo(const Record& then, const Record& now) {
    QMap<QString, QString> values;
    const auto names = now.fields.keys() + then.fields.keys();
    for (const auto& name : names) {
        if (!isServerOwned(name) && then.value(name) != now.value(name)) values.insert(name, then.value(name));
    }
    return values;
}

/// Makes one record what it was; the number of fields and records changed.
int restoreRecord(RecordEditor& editor, const Record& then, const Record& now, bool removable) {
    if (then.deleted) {
        if (now.deleted || !removable) return 0;
        editor.remove(now.id);
        return 1;
    }
    if (now.deleted) editor.restore(now.id);
    const auto values = changesTo(then, now);
    editor.set(now.id, values);
    return int(values.size()) + (now.deleted ? 1 : 0);
}

const Record* find(const QList<Record>& records, const Id& id) {
    const auto found = std::find_if(records.cbegin(), records.cend(), [&](const Record& r) { return r.id == id; });
    return found == records.cend() ? nullptr : &*found;
}

JournalHead headOf(const RestoreRequest& request, qint64 nowMs) {
    return {request.actor, request.declaration, request.label, JournalKind::edit, nowMs, request.reason};
}

Error noSuchPlace(const Id& record, const QString& field) {
    return {ErrorCode::RecordNotFound,
            QStringLiteral("%1 %2 in that version and now").arg(record.toString(), field),
            {{QStringLiteral("id"), record.toString()}}};
}

} // namespace

Result<QList<Record>> Store::formVersion(const Id& declaration, qint64 version) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto records = FormVersions(*database_, declaration).at(version);
    if (!records) return transaction.fail(records.error());
    if (auto done = transaction.commit(); !done) return done.error();
    records->removeIf([](const Record& record) { return record.deleted; });
    return records;
}

Result<QList<FieldDifference>> Store::compareVersions(const Id& declaration, qint64 before, qint64 after) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    FormVersions versions(*database_, declaration);
    const auto earlier = versions.at(before);
    if (!earlier) return transaction.fail(earlier.error());
    const auto later = versions.at(after);
    if (!later) return transaction.fail(later.error());
    if (auto done = transaction.commit(); !done) return done.error();
    return FormVersions::compare(*earlier, *later);
}

Result<QList<DecisionVersion>> Store::decisionVersions(const Id& declaration) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    RecordTable records(*database_);
    QList<DecisionVersion> versions;
    {
        auto rows = database_->query(HistorySql::decisions.constData(), declaration, RecordType::transition);
        while (rows.next()) {
            const Record decision = records.find(rows.id(0)).value_or(Record{});
            const auto signedAt = decision.value(Field::at);
            const auto signedBy = decision.value(Field::personName);
            versions.append({rows.id(0), rows.integer(1), decision.value(Field::action), decision.value(Field::toState),
                             signedBy.isEmpty() ? rows.text(3) : signedBy,
                             signedAt.isEmpty() ? rows.integer(2) : signedAt.toLongLong(),
                             decision.value(Field::snapshotHash), rows.integer(4) != 0});
        }
    }
    if (auto done = transaction.commit(); !done) return done.error();
    return versions;
}

Result<int> Store::restoreVersion(const RestoreRequest& request) {
    Transaction transaction(*database_);
    if (auto editable = checkEditable(*database_, request.declaration, request.actor); !editable)
        return transaction.fail(editable.error());
    FormVersions versions(*database_, request.declaration);
    const auto wanted = versions.at(request.version);
    if (!wanted) return transaction.fail(wanted.error());
    const auto present = versions.at(currentVersion);
    if (!present) return transaction.fail(present.error());
    RecordEditor editor(*database_, ids_, headOf(request, clock_.nowMs()));
    int changed = 0;
    for (const auto& now : *present) {
        const auto* then = find(*wanted, now.id);
        const bool removable = !(now.id == request.declaration) && now.parent == request.declaration;
        if (then) changed += restoreRecord(editor, *then, now, removable);
    }
    if (changed > 0) editor.records.touch(request.declaration, clock_.nowMs());
    if (auto done = transaction.commit(); !done) return done.error();
    return changed;
}

Result<int> Store::restoreField(const RestoreRequest& request, const Id& record, const QString& field) {
    if (isServerOwned(field)) return Error{ErrorCode::InvalidInput, QStringLiteral("%1 is the server's").arg(field)};
    Transaction transaction(*database_);
    if (auto editable = checkEditable(*database_, request.declaration, request.actor); !editable)
        return transaction.fail(editable.error());
    FormVersions versions(*database_, request.declaration);
    const auto wanted = versions.at(request.version);
    if (!wanted) return transaction.fail(wanted.error());
    const auto present = versions.at(currentVersion);
    if (!present) return transaction.fail(present.error());
    const auto* then = find(*wanted, record);
    const auto* now = find(*present, record);
    if (!then || !now || then->deleted || now->deleted) return transaction.fail(noSuchPlace(record, field));
    RecordEditor editor(*database_, ids_, headOf(request, clock_.nowMs()));
    editor.set(record, {{field, then->value(field)}});
    if (!editor.journal.isEmpty()) editor.records.touch(request.declaration, clock_.nowMs());
    if (auto done = transaction.commit(); !done) return done.error();
    return editor.journal.isEmpty() ? 0 : 1;
}

} // namespace jixiao
