#include "sync/server/push_run.h"

#include "core/domain/evidence.h"
#include "core/workflow/snapshot.h"

#include <QCryptographicHash>

#include <algorithm>

namespace jixiao::server {

namespace {

QByteArray contentHash(const OutboundMutation& m) {
    return QCryptographicHash::hash(protocol::encode(protocol::PushRequest{{m}}), QCryptographicHash::Sha256);
}

/// Who reported last and when: it goes with the newest report and is nothing two people can disagree about.
bool isStamp(const QString& type, const QString& field) {
    static const QStringList stamps{Field::personId, Field::personName, Field::deviceId, Field::at};
    return (type == RecordType::report || type == RecordType::evidence) && stamps.contains(field);
}

/// Whether the device knew that the record is gone, and wants it back.
bool knowsOfRemoval(const OutboundMutation& m, const Record& record) {
    const auto knows = [&](const FieldValue& field) { return field.revision >= record.revision; };
    if (m.fields.contains(deletedField)) return knows(m.fields.value(deletedField));
    return std::all_of(m.fields.cbegin(), m.fields.cend(), knows);
}

bool tookEffect(const MutationVerdict& verdict) {
    return verdict.verdict == Verdict::Applied || verdict.verdict == Verdict::Merged;
}

} // namespace

PushRun::PushRun(ServerStorage& storage, const Workflow& workflow, const Session& session, qint64 nowMs)
    : storage_(storage),
      workflow_(workflow),
      session_(session),
      stamp_{session.actor.personId, session.actor.name, session.actor.deviceId, nowMs} {}

MutationVerdict PushRun::refused(const OutboundMutation& m, ErrorCode code, const QString& reason) {
    const Error error{code};
    return {m.mutationId, Verdict::Rejected, 0,
            {},           error.id(),        reason.isEmpty() ? error.userMessage().oneLine() : reason};
}

MutationVerdict PushRun::deferred(const OutboundMutation& m, const QString& reason) {
    return {m.mutationId, Verdict::Deferred, 0, {}, Error{ErrorCode::RecordNotFound}.id(), reason};
}

MutationVerdict PushRun::done(const OutboundMutation& m, Verdict verdict, qint64 revision) {
    return {m.mutationId, verdict, revision, {}, {}, {}};
}

Result<MutationVerdict> PushRun::execute(const OutboundMutation& m) {
    const auto hash = contentHash(m);
    auto before = storage_.appliedMutation(m.mutationId);
    if (!before) return before.error();
    if (*before) {
        auto sender = storage_.device((*before)->device);
        if (!sender) return sender.error();
        // Also from a device of the person that was enrolled anew since.
        const bool own = *sender && (*sender)->person == session_.device.person;
        if (own && (*before)->contentHash == hash) return done(m, Verdict::Duplicate, (*before)->revision);
        return refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("idReused")));
    }
    auto numbered = storage_.mutationNumbered(session_.device.id, m.deviceSeq);
    if (!numbered) return numbered.error();
    if (*numbered) return Error{ErrorCode::DeviceCopied, QStringLiteral("number %1 was used before").arg(m.deviceSeq)};
    auto verdict = dispatch(m);
    if (!verdict) return verdict;
    if (verdict->verdict == Verdict::Deferred) waiting_ << m.record << m.parent;
    if (tookEffect(*verdict)) {
        auto kept =
            storage_.remember({m.mutationId, session_.device.id, hash, verdict->revision, m.deviceSeq, stamp_.atMs});
        if (!kept) return kept.error();
    }
    return verdict;
}

Result<std::optional<Record>> PushRun::parentOf(const Id& id) {
    if (parent_ && parent_->id == id) return parent_;
    auto found = storage_.record(id);
    if (found && *found) parent_ = **found;
    return found;
}

Result<void> PushRun::put(Record& record, const QStringList& changed) {
    if (parent_ && parent_->id == record.id) parent_.reset();
    return storage_.put(record, changed, stamp_);
}

PushRun::Outcome PushRun::dispatch(const OutboundMutation& m) {
    auto refusal = refusesType(m);
    if (!refusal) return refusal.error();
    if (*refusal) return **refusal;
    switch (m.kind) {
    case MutationKind::Fields:
        return changeFields(m);
    case MutationKind::Delete:
        return remove(m);
    case MutationKind::Command:
        return command(m);
    }
    return refused(m, ErrorCode::InvalidInput);
}

PushRun::Outcome PushRun::changeFields(const OutboundMutation& m) {
    auto existing = storage_.record(m.record);
    if (!existing) return existing.error();
    if (!*existing) return create(m);
    const auto& record = **existing;
    for (auto check : {refusesIdentity(m, record), refusesServerOwned(m, &record), refusesEdit(m, record)}) {
        if (!check) return check.error();
        if (*check) return **check;
    }
    return merge(m, record);
}

PushRun::Outcome PushRun::create(const OutboundMutation& m) {
    const bool knewItBefore =
        std::any_of(m.fields.cbegin(), m.fields.cend(), [](const FieldValue& field) { return field.revision > 0; });
    if (knewItBefore) return refused(m, ErrorCode::RecordNotFound, serverReason(QStringLiteral("recordLost")));
    auto place = refusesPlace(m);
    if (!place) return place.error();
    if (*place) return **place;
    Record record{m.recordType, m.record, m.unit, m.parent, m.fields, 0, false};
    record.fields.remove(deletedField);
    if (m.recordType == RecordType::declaration) {
        record.fields.insert(Field::state, {stateName(FormState::Draft), 0});
        record.fields.insert(Field::round, {QStringLiteral("1"), 0});
    }
    for (auto check : {refusesServerOwned(m, nullptr), refusesEdit(m, record)}) {
        if (!check) return check.error();
        if (*check) return **check;
    }
    if (auto stored = put(record, record.fields.keys()); !stored) return stored.error();
    return done(m, Verdict::Applied, record.revision);
}

PushRun::Outcome PushRun::merge(const OutboundMutation& m, Record record) {
    const bool restores = record.deleted;
    if (restores && !knowsOfRemoval(m, record)) {
        auto gone = conflict(record, deletedField);
        if (!gone) return gone.error();
        return MutationVerdict{m.mutationId, Verdict::Conflict, record.revision, {*gone}, {}, {}};
    }
    auto conflicts = conflictsWith(m, record);
    if (!conflicts) return conflicts.error();
    qint64 newestBase = 0;
    QStringList changed;
    for (auto it = m.fields.cbegin(); it != m.fields.cend(); ++it) {
        newestBase = std::max(newestBase, it->revision);
        if (it.key() == deletedField) continue;
        const bool inConflict = std::any_of(conflicts->cbegin(), conflicts->cend(),
                                            [&](const FieldConflict& c) { return c.field == it.key(); });
        const bool differs = !record.fields.contains(it.key()) || record.value(it.key()) != it->value;
        if (!inConflict && (differs || restores)) changed << it.key();
    }
    auto merged = storage_.changedByOthers(record.id, newestBase, session_.actor.deviceId);
    if (!merged) return merged.error();
    if (!changed.isEmpty() || restores) {
        for (const auto& field : std::as_const(changed))
            record.fields[field].value = m.fields.value(field).value;
        record.deleted = false;
        if (auto stored = put(record, changed); !stored) return stored.error();
    }
    if (!conflicts->isEmpty())
        return MutationVerdict{m.mutationId, Verdict::Conflict, record.revision, *conflicts, {}, {}};
    return done(m, *merged ? Verdict::Merged : Verdict::Applied, record.revision);
}

PushRun::Outcome PushRun::remove(const OutboundMutation& m) {
    auto existing = storage_.record(m.record);
    if (!existing) return existing.error();
    if (!*existing) return done(m, Verdict::Applied, 0);
    auto record = **existing;
    auto identity = refusesIdentity(m, record);
    if (!identity) return identity.error();
    if (*identity) return **identity;
    if (record.deleted) return done(m, Verdict::Applied, record.revision);
    for (auto check : {refusesEdit(m, record), refusesDelete(m, record)}) {
        if (!check) return check.error();
        if (*check) return **check;
    }
    auto conflicts = unseenByRemoval(m, record);
    if (!conflicts) return conflicts.error();
    if (!conflicts->isEmpty())
        return MutationVerdict{m.mutationId, Verdict::Conflict, record.revision, *conflicts, {}, {}};
    record.deleted = true;
    if (auto stored = put(record, {}); !stored) return stored.error();
    return done(m, Verdict::Applied, record.revision);
}

/// A field conflicts when the server's value changed after its base and differs.
Result<QList<FieldConflict>> PushRun::conflictsWith(const OutboundMutation& m, const Record& record) {
    QList<FieldConflict> result;
    for (auto it = m.fields.cbegin(); it != m.fields.cend(); ++it) {
        if (it.key() == deletedField || isStamp(record.type, it.key())) continue;
        const auto current = record.fields.value(it.key());
        if (current.revision <= it->revision || current.value == it->value) continue;
        auto found = conflict(record, it.key());
        if (!found) return found.error();
        result << *found;
    }
    return result;
}

/// What the record holds that the device which removes it has not seen. A removal that names no fields stands by the
/// revision of the record it knew.
Result<QList<FieldConflict>> PushRun::unseenByRemoval(const OutboundMutation& m, const Record& record) {
    const bool namesFields = m.fields.size() > (m.fields.contains(deletedField) ? 1 : 0);
    const FieldValue whole{{}, m.fields.value(deletedField).revision};
    QList<FieldConflict> result;
    for (auto it = record.fields.cbegin(); it != record.fields.cend(); ++it) {
        if (isServerOwned(it.key()) || isStamp(record.type, it.key())) continue;
        const auto known = namesFields ? m.fields.value(it.key()) : whole;
        if (it->revision <= known.revision || (namesFields && it->value == known.value)) continue;
        auto found = conflict(record, it.key());
        if (!found) return found.error();
        result << *found;
    }
    return result;
}

Result<FieldConflict> PushRun::conflict(const Record& record, const QString& field) {
    const bool existence = field == deletedField;
    const auto current =
        existence ? FieldValue{QString::number(int(record.deleted)), record.revision} : record.fields.value(field);
    auto stamp = storage_.stamp(record.id, existence ? QString() : field, current.revision);
    if (!stamp) return stamp.error();
    const auto who = stamp->value_or(Stamp{});
    return FieldConflict{field, current.value, current.revision, who.personName, who.atMs};
}

} // namespace jixiao::server
