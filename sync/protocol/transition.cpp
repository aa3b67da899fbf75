#include "sync/protocol/transition.h"

#include "core/forms/explanation.h"
#include "core/workflow/snapshot.h"

namespace jixiao::protocol {

Record makeTransition(const Id& id, const Decision& decision, const Actor& actor, qint64 atMs, const Signer* signer) {
    Record record;
    record.type = RecordType::transition;
    record.id = id;
    record.unit = decision.unit;
    record.parent = decision.declaration;
    const auto set = [&](const QString& field, const QString& value) { record.fields.insert(field, {value, 0}); };
    set(Field::action, actionName(decision.action));
    set(Field::fromState, stateName(decision.fromState));
    set(Field::toState, stateName(decision.toState));
    set(Field::reasonCode, decision.reasonCode);
    set(Field::opinion, decision.opinion);
    set(Field::snapshotHash, decision.snapshotHash);
    set(Field::round, QString::number(decision.round));
    if (decision.explained > 0) set(Field::explained, QString::number(decision.explained));
    set(Field::personId, actor.personId);
    set(Field::personName, actor.name);
    set(Field::deviceId, actor.deviceId);
    set(Field::at, QString::number(atMs));
    if (signer == nullptr) return record;
    set(Field::suite, signer->suite());
    set(Field::signature, QString::fromLatin1(signer->sign(transitionToSign(record)).toBase64()));
    return record;
}

bool isSignedBy(const Record& transition, const QByteArray& publicKey) {
    const auto signature = QByteArray::fromBase64Encoding(transition.value(Field::signature).toLatin1(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
    return signature &&
           Signer::verify(transition.value(Field::suite), publicKey, transitionToSign(transition), signature.decoded);
}

} // namespace jixiao::protocol
