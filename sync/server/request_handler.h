#pragma once

#include "sync/server/accounts.h"
#include "sync/server/metrics.h"
#include "sync/server/rate_limiter.h"
#include "sync/server/sync_service.h"
#include "sync/server/writer.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace jixiao::server {

/// A request as far as it matters here.
struct ServerRequest {
    QByteArray method;
    QByteArray target; ///< path with query
    QByteArray contentType;
    QByteArray contentEncoding;
    QByteArray authorization;
    QByteArray requestId;
    QByteArray body;
    QString address; ///< of the caller, for the rate limit only

    QByteArray path() const { return target.split('?').first(); }
};

struct ServerReply {
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    int retryAfterSeconds = 0;
    QByteArray allow; ///< for 405
};

/// Turns requests into replies: routes, signs in, decodes, and has the writer's thread do the work.
class RequestHandler {
public:
    using Done = std::function<void(ServerReply)>; ///< called once, on the calling or the writer's thread

    RequestHandler(SyncService& service, Accounts& accounts, Writer& writer, ServerCard card, const Clock& clock);

    /// What can be refused before the body has arrived: 404, 405, 415, 401 without a token.
    std::optional<ServerReply> refuseEarly(const ServerRequest& request) const;
    void handle(const ServerRequest& request, const Done& done);

    static ServerReply problem(int status, const Error& error, const QByteArray& requestId);
    static ServerReply problem(const Error& error, const QByteArray& requestId); ///< status by the error's code
    Metrics& metrics() { return metrics_; }

private:
    void push(const ServerRequest& request, const Done& done);
    void changes(const ServerRequest& request, const Done& done);
    void enrol(const ServerRequest& request, const Done& done);
    void health(const ServerRequest& request, const Done& done);

    SyncService& service_;
    Accounts& accounts_;
    Writer& writer_;
    ServerCard card_;
    RateLimiter enrolLimit_;
    Metrics metrics_;
};

} // namespace jixiao::server
