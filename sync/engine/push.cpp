#include "sync/engine/sync_engine.h"

#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

/// Verdicts are an answer only when there is exactly one for each mutation sent.
bool answersAll(const QList<OutboundMutation>& batch, const QList<MutationVerdict>& verdicts) {
    QSet<Id> open;
    for (const auto& mutation : batch)
        open.insert(mutation.mutationId);
    return verdicts.size() == batch.size() &&
           std::all_of(verdicts.cbegin(), verdicts.cend(),
                       [&open](const MutationVerdict& verdict) { return open.remove(verdict.mutationId); });
}

MutationVerdict tooLarge(const OutboundMutation& mutation) {
    MutationVerdict verdict;
    verdict.mutationId = mutation.mutationId;
    verdict.verdict = Verdict::Rejected;
    const Error error{ErrorCode::RequestTooLarge};
    verdict.problem = error.id();
    verdict.reason = error.userMessage().oneLine();
    return verdict;
}

} // namespace

Result<void> SyncEngine::push(Run& run) {
    const auto waiting = store_.call([](Store& store) { return store.outbox(); });
    if (!waiting) return waiting.error();
    run.progress = {0, int(waiting->size()), true};
    const auto due = dueAtMs();
    if (!due) return due.error();
    for (;;) {
        const auto batch = store_.call([now = std::max(*due, clock_.nowMs())](Store& store) {
            return store.takeOutbound(protocol::maxMutationsPerPush, now);
        });
        if (!batch) return batch.error();
        if (batch->isEmpty()) return {};
        if (auto sent = sendBatch(run, *batch); !sent) return sent;
    }
}

Result<void> SyncEngine::sendBatch(Run& run, const QList<OutboundMutation>& batch) {
    const auto body = protocol::encode(protocol::PushRequest{batch});
    if (body.size() > protocol::maxBodyBytes && batch.size() > 1) return sendHalves(run, batch);
    if (body.size() > protocol::maxInflatedBytes) return keepVerdicts(run, {tooLarge(batch.first())});
    const auto reply = exchange(run, body);
    if (!reply) {
        if (reply.error().code != ErrorCode::RequestTooLarge) return reply.error();
        if (batch.size() > 1) return sendHalves(run, batch);
        return keepVerdicts(run, {tooLarge(batch.first())});
    }
    if (!answersAll(batch, reply->verdicts))
        return Error{ErrorCode::ServerNonsense, QStringLiteral("verdicts for other mutations than those sent")};
    return keepVerdicts(run, reply->verdicts);
}

Result<void> SyncEngine::sendHalves(Run& run, const QList<OutboundMutation>& batch) {
    const auto middle = batch.size() / 2;
    if (auto sent = sendBatch(run, batch.first(middle)); !sent) return sent;
    return sendBatch(run, batch.sliced(middle));
}

Result<protocol::PushReply> SyncEngine::exchange(Run& run, const QByteArray& body) {
    HttpRequest request;
    request.method = "POST";
    request.path = QString::fromLatin1(protocol::pushPath);
    request.body = body;
    const auto http = ask(run, request);
    if (!http) return http.error();
    auto reply = protocol::decodePushReply(http->body);
    if (reply) return reply;
    auto error = reply.error();
    error.requestId = http->requestId;
    return error;
}

Result<void> SyncEngine::keepVerdicts(Run& run, const QList<MutationVerdict>& verdicts) {
    const auto now = clock_.nowMs();
    if (auto kept = store_.call([&verdicts, now](Store& store) { return store.applyVerdicts(verdicts, now); }); !kept)
        return kept;
    for (const auto& verdict : verdicts) {
        run.report.sent += verdict.verdict != Verdict::Deferred;
        run.report.conflicts += verdict.verdict == Verdict::Conflict;
        run.report.refused += verdict.verdict == Verdict::Rejected;
    }
    run.progress.done += int(verdicts.size());
    run.progress.total = std::max(run.progress.total, run.progress.done);
    if (run.onProgress) run.onProgress(run.progress);
    return {};
}

} // namespace jixiao
