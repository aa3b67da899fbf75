#include "core/workflow/snapshot.h"
#include "sync/protocol/transition.h"
#include "sync/server/push_run.h"

namespace jixiao::server {

PushRun::Outcome PushRun::command(const OutboundMutation& m) {
    if (waiting_.contains(m.parent) || waiting_.contains(m.record))
        return deferred(m, serverReason(QStringLiteral("editsMissing")));
    auto existing = storage_.record(m.record);
    if (!existing) return existing.error();
    if (*existing) return repeated(m, **existing);
    auto form = storage_.record(m.parent);
    if (!form) return form.error();
    if (!*form) return deferred(m, serverReason(QStringLiteral("parentMissing")));
    const auto& declaration = **form;
    if (!session_.scope.covers(declaration.unit))
        return refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("otherUnit")));
    if (declaration.type != RecordType::declaration || m.unit != declaration.unit)
        return refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("wrongPlace")));
    if (declaration.deleted) return refused(m, ErrorCode::RecordNotFound);
    Record transition{m.recordType, m.record, m.unit, m.parent, m.fields, 0, false};
    auto signer = refusesSigner(m, transition);
    if (!signer) return signer.error();
    if (*signer) return **signer;
    return decide(m, transition, declaration);
}

/// The same decision once more, from a device that was set back to an old copy and enrolled anew: it stands already.
PushRun::Outcome PushRun::repeated(const OutboundMutation& m, const Record& decision) {
    auto stands = decision.type == m.recordType && decision.unit == m.unit && decision.parent == m.parent &&
                  decision.fields.size() == m.fields.size();
    for (auto it = m.fields.cbegin(); it != m.fields.cend(); ++it)
        stands = stands && decision.value(it.key()) == it->value;
    if (stands && session_.scope.covers(decision.unit)) return done(m, Verdict::Duplicate, decision.revision);
    return refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("idReused")));
}

/// The decision must be this device's own: signed with its registered key and in the name of its person.
PushRun::Refusal PushRun::refusesSigner(const OutboundMutation& m, const Record& transition) {
    const bool own = transition.value(Field::personId) == session_.actor.personId &&
                     transition.value(Field::deviceId) == session_.actor.deviceId &&
                     transition.value(Field::suite) == session_.device.suite;
    if (!own || !protocol::isSignedBy(transition, session_.device.publicKey))
        return {refused(m, ErrorCode::NotPermitted, serverReason(QStringLiteral("badSignature")))};
    return {std::nullopt};
}

PushRun::Outcome PushRun::decide(const OutboundMutation& m, const Record& transition, const Record& declaration) {
    const auto action = actionFromName(transition.value(Field::action));
    if (!action) return refused(m, ErrorCode::InvalidInput, serverReason(QStringLiteral("unknownAction")));
    const auto next = workflow_.apply(stateOf(declaration), *action, session_.actor.roles,
                                      transition.value(Field::reasonCode), transition.value(Field::opinion));
    if (!next) return refused(m, next.error().code);
    const auto expected = transition.value(Field::toState);
    if (!expected.isEmpty() && expected != stateName(*next)) return refused(m, ErrorCode::TransitionRefused);
    auto content = storage_.children(declaration.id);
    if (!content) return content.error();
    auto project = storage_.record(declaration.parent);
    if (!project) return project.error();
    *content << declaration;
    if (*project) *content << **project;
    const bool sameRound = transition.value(Field::round) == QString::number(roundOf(declaration));
    if (!sameRound || transition.value(Field::snapshotHash) != snapshotHash(*content))
        return refused(m, ErrorCode::SnapshotMismatch);
    return carryOut(m, transition, declaration, *next, *content);
}

PushRun::Outcome PushRun::carryOut(const OutboundMutation& m, Record transition, Record declaration, FormState to,
                                   const QList<Record>& content) {
    const auto hash = transition.value(Field::snapshotHash);
    auto kept = storage_.keepSnapshot(hash, declaration.id, canonicalSnapshot(content), stamp_.atMs);
    if (!kept) return kept.error();
    if (auto stored = put(transition, transition.fields.keys()); !stored) return stored.error();
    const bool newRound = to == FormState::Returned || transition.value(Field::action) == actionName(Action::Adjust);
    const auto round = roundOf(declaration) + (newRound ? 1 : 0);
    declaration.fields[Field::state].value = stateName(to);
    declaration.fields[Field::round].value = QString::number(round);
    declaration.fields[Field::snapshotHash].value = hash;
    auto stored = put(declaration, {Field::state, Field::round, Field::snapshotHash});
    if (!stored) return stored.error();
    return done(m, Verdict::Applied, transition.revision);
}

} // namespace jixiao::server
