#include "sync/server/push_run.h"

#include <QCryptographicHash>

#include <algorithm>

namespace jixiao::server {

namespace {

QByteArray contentHash(const OutboundMutation& m) {
    return QCryptographicHash::hash(protocol::encode(protocol::PushRequest{{m}}), QCryptographicHash::Sha256);
}

/// Who reported last and when: it goes with the newest report and is nothing two people can disagree about.
bool isStamp(const QString& type, const QString& field) {
    return type == RecordType::report && (field == Field::personId || field == Field::personName || field == Field::at);
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
        const bool same = (*before)->device == session_.device.id && (*before)->contentHash == hash;
        if (same) return done(m, Verdict::Duplicate, (*before)->revision);
        return refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("idReused")));
    }
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
    if (m.recordType == RecordType::declaration) {
        record.fields.insert(Field::state, {stateName(FormState::Draft), 0});
        record.fields.insert(Field::round, {QStringLiteral("1"), 0});
    }
    for (auto check : {refusesServerOwned(m, nullptr), refusesEdit(m, record)}) {
        if (!check) return check.error();
        if (*check) return **check;
    }
    if (auto stored = storage_.put(record, record.fields.keys(), stamp_); !stored) return stored.error();
    return done(m, Verdict::Applied, record.revision);
}

PushRun::Outcome PushRun::merge(const OutboundMutation& m, Record record) {
    auto conflicts = conflictsWith(m, record);
    if (!conflicts) return conflicts.error();
    qint64 newestBase = 0;
    QStringList changed;
    for (auto it = m.fields.cbegin(); it != m.fields.cend(); ++it) {
        newestBase = std::max(newestBase, it->revision);
        const bool inConflict = std::any_of(conflicts->cbegin(), conflicts->cend(),
                                            [&](const FieldConflict& c) { return c.field == it.key(); });
        const bool differs = !record.fields.contains(it.key()) || record.value(it.key()) != it->value;
        if (!inConflict && (differs || record.deleted)) changed << it.key();
    }
    auto merged = storage_.changedByOthers(record.id, newestBase, session_.actor.deviceId);
    if (!merged) return merged.error();
    if (!changed.isEmpty()) {
        for (const auto& field : std::as_const(changed))
            record.fields[field].value = m.fields.value(field).value;
        record.deleted = false;
        if (auto stored = storage_.put(record, changed, stamp_); !stored) return stored.error();
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
    auto conflicts = conflictsWith(m, record);
    if (!conflicts) return conflicts.error();
    if (!conflicts->isEmpty())
        return MutationVerdict{m.mutationId, Verdict::Conflict, record.revision, *conflicts, {}, {}};
    record.deleted = true;
    if (auto stored = storage_.put(record, {}, stamp_); !stored) return stored.error();
    return done(m, Verdict::Applied, record.revision);
}

/// A field conflicts when the server's value changed after its base and differs. An edit of a deleted record conflicts
/// when the deletion is news to the device; sent again with the deletion as its base, it brings the record back.
Result<QList<FieldConflict>> PushRun::conflictsWith(const OutboundMutation& m, const Record& record) {
    QList<FieldConflict> result;
    for (auto it = m.fields.cbegin(); it != m.fields.cend(); ++it) {
        if (isStamp(record.type, it.key())) continue;
        const auto current = record.fields.value(it.key());
        const bool deletedSince = record.deleted && record.revision > it->revision;
        const bool changedSince = !record.deleted && current.revision > it->revision && current.value != it->value;
        if (!deletedSince && !changedSince) continue;
        auto found = conflict(record, it.key());
        if (!found) return found.error();
        result << *found;
    }
    return result;
}

Result<FieldConflict> PushRun::conflict(const Record& record, const QString& field) {
    const auto current = record.deleted ? FieldValue{{}, record.revision} : record.fields.value(field);
    auto stamp = storage_.stamp(record.id, record.deleted ? QString() : field, current.revision);
    if (!stamp) return stamp.error();
    const auto who = stamp->value_or(Stamp{});
    return FieldConflict{field, current.value, current.revision, who.personName, who.atMs};
}

} // namespace jixiao::server
