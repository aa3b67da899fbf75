#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/domain/role.h"
#include "core/vault/signer.h"
#include "core/workflow/workflow.h"

#include <QString>

namespace jixiao::protocol {

/// What a person decided about a form.
struct Decision {
    Action action = Action::Submit;
    FormState fromState = FormState::Draft;
    FormState toState = FormState::Submitted;
    QString reasonCode = {};
    QString opinion = {};
    Id declaration;
    Id unit;              ///< the declaration's unit
    QString snapshotHash; ///< of the records the person saw, see snapshot.h
    int round = 1;        ///< the declaration's round; an absent round counts as 1
    int explained = 0;    ///< submit: how many warnings carry a reason, for the list of what waits for a decision
};

/// The transition record of a decision, ready for Store::queueCommand. Unsigned without a signer: a device that belongs
/// to no server.
Record makeTransition(const Id& id, const Decision& decision, const Actor& actor, qint64 atMs, const Signer* signer);

/// Whether the record carries a valid signature of this key.
bool isSignedBy(const Record& transition, const QByteArray& publicKey);

} // namespace jixiao::protocol
