#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/store/store_thread.h"
#include "sync/protocol/messages.h"
#include "sync/transport/http_client.h"

#include <functional>
#include <optional>
#include <vector>

namespace jixiao {

struct SyncReport {
    int sent = 0;     ///< mutations with a final verdict
    int received = 0; ///< records pulled
    int conflicts = 0;
    int refused = 0;
    qint64 atMs = 0;
};

struct SyncProgress {
    int done = 0;
    int total = 0;
    bool pushing = true;
};

/// Push until the outbox holds nothing due, then pull until the feed is empty. Runs on the sync thread; talks to the
/// store only through StoreThread. Every failure leaves the outbox as it was, with a persisted time of the next try.
class SyncEngine {
public:
    SyncEngine(StoreThread& store, HttpClient& http, const Clock& clock, RandomSource& random, QString bearer)
        : store_(store), http_(http), clock_(clock), random_(random), bearer_(std::move(bearer)) {}

    /// Errors: those of HttpClient, of protocol::failureOf, ServerNonsense, Cancelled, and those of the store; the
    /// request id is in the error. A mutation too large for the server is refused by itself; the others go on.
    Result<SyncReport> runOnce(const CancelFlag& cancel, const std::function<void(SyncProgress)>& onProgress = {});

    /// Wall clock of the next automatic try after a failure, as persisted; 0 when the last run succeeded. Never further
    /// away than the longest delay, whatever was done to the clock.
    qint64 retryAtMs();

    /// Milliseconds until the next automatic try after `failures` failures in a row: grows from 2 s to 5 min, ±20 %.
    static qint64 retryDelayMs(int failures, RandomSource& random);

    static constexpr qint64 longestDelayMs = 300'000;
    /// A server may ask for more patience than that (Retry-After), up to this.
    static constexpr qint64 longestServerDelayMs = 3'600'000;

private:
    /// Verdicts on their way into the store.
    struct Keeping {
        QList<MutationVerdict> verdicts;
        QFuture<Result<void>> future;
    };
    /// A page of the feed on its way into the store.
    struct Arriving {
        int records = 0;
        std::optional<QFuture<Result<void>>> kept = {};
    };
    using Taken = std::optional<QFuture<Result<QList<OutboundMutation>>>>;

    struct Run {
        const CancelFlag& cancel;
        const std::function<void(SyncProgress)>& onProgress;
        SyncReport report;
        SyncProgress progress;
        std::vector<Keeping> keeping;
    };

    Result<void> push(Run& run);
    QFuture<Result<QList<OutboundMutation>>> take(qint64 due);
    Result<void> sendBatch(Run& run, const QList<OutboundMutation>& batch);
    Result<void> sendHalves(Run& run, const QList<OutboundMutation>& batch);
    Result<protocol::PushReply> exchange(Run& run, const QByteArray& body);
    Result<void> keepVerdicts(Run& run, const QList<MutationVerdict>& verdicts);
    Result<void> keepAll(Run& run);
    static void count(Run& run, const QList<MutationVerdict>& verdicts);
    Result<void> pull(Run& run);
    static Result<void> settle(Run& run, Arriving page);
    Result<protocol::ChangesReply> page(Run& run, qint64 after);
    /// A checked reply: status 200 and JSON.
    Result<HttpReply> ask(Run& run, HttpRequest request);
    qint64 dueAtMs(const OutboxLoad& load) const;
    Result<void> succeed();
    Error fail(const Error& error);

    StoreThread& store_;
    HttpClient& http_;
    const Clock& clock_;
    RandomSource& random_;
    QString bearer_;
};

/// Exchanges a one-time code for this device's identity. Errors: EnrolmentInvalid, EnrolmentUsed, EnrolmentExpired,
/// and those of HttpClient and protocol::failureOf.
Result<protocol::EnrolReply> enrolDevice(HttpClient& http, const protocol::EnrolRequest& request,
                                         const CancelFlag& cancel);

} // namespace jixiao
