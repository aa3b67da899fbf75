#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/store/store_thread.h"
#include "sync/protocol/messages.h"
#include "sync/transport/http_client.h"

#include <functional>

namespace jixiao {

struct SyncReport {
    int sent = 0;      ///< mutations with a final verdict
    int received = 0;  ///< records pulled
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

    /// Errors: those of HttpClient, CaptivePortal, ServerUnavailable, ServerNonsense, SignInExpired, DeviceRevoked,
    /// RateLimited, Cancelled; the request id is in the error.
    Result<SyncReport> runOnce(const CancelFlag& cancel, const std::function<void(SyncProgress)>& onProgress = {});

    /// Milliseconds until the next automatic try after `failures` failures in a row: grows from 2 s to 5 min, ±20 %.
    static qint64 retryDelayMs(int failures, RandomSource& random);

private:
    StoreThread& store_;
    HttpClient& http_;
    const Clock& clock_;
    RandomSource& random_;
    QString bearer_;
    int failures_ = 0;
};

/// Exchanges a one-time code for this device's identity. Errors: EnrolmentInvalid, EnrolmentUsed, EnrolmentExpired,
/// and those of HttpClient.
Result<protocol::EnrolReply> enrolDevice(HttpClient& http, const protocol::EnrolRequest& request,
                                         const CancelFlag& cancel);

} // namespace jixiao
