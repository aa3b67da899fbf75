#include "sync/engine/sync_engine.h"

#include <QSet>

#include <algorithm>
#include <utility>

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

/// While a full batch is on its way the store prepares the next one and keeps the verdicts of the last; what has to
/// wait for those verdicts is taken after them.
Result<void> SyncEngine::push(Run& run) {
    const auto load = store_.call([](Store& store) { return store.outboxLoad(); });
    if (!load) return load.error();
    run.progress = {0, int(load->rows), true};
    const auto due = dueAtMs(*load);
    Taken next;
    for (;;) {
        const auto batch = (next ? *std::exchange(next, std::nullopt) : take(due)).takeResult();
        if (!batch) return batch.error();
        if (batch->isEmpty()) {
            if (run.keeping.empty()) return {};
            if (auto kept = keepAll(run); !kept) return kept;
            continue;
        }
        if (batch->size() == protocol::maxMutationsPerPush) next = take(due);
        auto sent = sendBatch(run, *batch);
        if (sent && !next) sent = keepAll(run);
        if (sent) continue;
        if (next) next->waitForFinished(); // or it would be in flight after everything was released
        return sent;
    }
}

QFuture<Result<QList<OutboundMutation>>> SyncEngine::take(qint64 due) {
    return store_.run([now = std::max(due, clock_.nowMs())](Store& store) {
        return store.takeOutbound(protocol::maxMutationsPerPush, now);
    });
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

/// Hands the verdicts to the store without waiting for it; they count once keepAll() has seen them kept.
Result<void> SyncEngine::keepVerdicts(Run& run, const QList<MutationVerdict>& verdicts) {
    auto earlier = keepAll(run);
    const auto now = clock_.nowMs();
    run.keeping.push_back(
        {verdicts, store_.run([verdicts, now](Store& store) { return store.applyVerdicts(verdicts, now); })});
    return earlier;
}

Result<void> SyncEngine::keepAll(Run& run) {
    Result<void> outcome;
    for (auto& [verdicts, future] : std::exchange(run.keeping, {})) {
        const auto kept = future.takeResult();
        if (kept)
            count(run, verdicts);
        else if (outcome)
            outcome = kept;
    }
    return outcome;
}

void SyncEngine::count(Run& run, const QList<MutationVerdict>& verdicts) {
    for (const auto& verdict : verdicts) {
        run.report.sent += verdict.verdict != Verdict::Deferred;
        run.report.conflicts += verdict.verdict == Verdict::Conflict;
        run.report.refused += verdict.verdict == Verdict::Rejected;
    }
    run.progress.done += int(verdicts.size());
    run.progress.total = std::max(run.progress.total, run.progress.done);
    if (run.onProgress) run.onProgress(run.progress);
}

} // namespace jixiao
