#pragma once

#include "core/workflow/workflow.h"
#include "sync/protocol/messages.h"
#include "sync/server/storage.h"
#include "sync/server/sync_service.h"

#include <QSet>

namespace jixiao::server {

/// Executes the mutations of one push, one after the other. A Result fails only with errors of the storage
/// and with DeviceCopied.
class PushRun {
public:
    PushRun(ServerStorage& storage, const Workflow& workflow, const Session& session, qint64 nowMs);

    Result<MutationVerdict> execute(const OutboundMutation& mutation);

private:
    using Outcome = Result<MutationVerdict>;

    // push_run.cpp
    /// As the storage has it. The rows of a form come one after the other, so the newest parent is kept.
    Result<std::optional<Record>> parentOf(const Id& id);
    Result<void> put(Record& record, const QStringList& changed);
    Outcome dispatch(const OutboundMutation& m);
    Outcome changeFields(const OutboundMutation& m);
    Outcome create(const OutboundMutation& m);
    Outcome merge(const OutboundMutation& m, Record record);
    Outcome remove(const OutboundMutation& m);
    Result<QList<FieldConflict>> conflictsWith(const OutboundMutation& m, const Record& record);
    Result<QList<FieldConflict>> unseenByRemoval(const OutboundMutation& m, const Record& record);
    Result<FieldConflict> conflict(const Record& record, const QString& field);

    // push_rules.cpp: the first reason to refuse, if any
    using Refusal = Result<std::optional<MutationVerdict>>;
    Refusal refusesType(const OutboundMutation& m);
    Refusal refusesPlace(const OutboundMutation& m);
    Refusal refusesIdentity(const OutboundMutation& m, const Record& record);
    Refusal refusesServerOwned(const OutboundMutation& m, const Record* record);
    Refusal refusesEdit(const OutboundMutation& m, const Record& record);
    Refusal refusesReport(const OutboundMutation& m, const Record& record);
    Refusal refusesExplanation(const OutboundMutation& m, const Record& record);
    Refusal refusesDelete(const OutboundMutation& m, const Record& record);
    Result<QList<Record>> formsOf(const Record& record);

    // push_command.cpp
    Outcome command(const OutboundMutation& m);
    Outcome repeated(const OutboundMutation& m, const Record& decision);
    Outcome decide(const OutboundMutation& m, const Record& transition, const Record& declaration);
    Refusal refusesSigner(const OutboundMutation& m, const Record& transition);
    Outcome carryOut(const OutboundMutation& m, Record transition, Record declaration, FormState to,
                     const QList<Record>& content);

    static MutationVerdict refused(const OutboundMutation& m, ErrorCode code, const QString& reason = {});
    static MutationVerdict deferred(const OutboundMutation& m, const QString& reason);
    static MutationVerdict done(const OutboundMutation& m, Verdict verdict, qint64 revision);

    ServerStorage& storage_;
    const Workflow& workflow_;
    const Session& session_;
    Stamp stamp_;
    std::optional<Record> parent_; ///< the newest one asked for
    QSet<Id> waiting_;             ///< records and parents of what this push could not take yet
};

/// A sentence of assets/messages/server_reasons.json.
QString serverReason(const QString& key);
FormState stateOf(const Record& declaration);
int roundOf(const Record& declaration);

} // namespace jixiao::server
