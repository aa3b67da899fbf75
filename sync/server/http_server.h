#pragma once

#include "core/base/result.h"
#include "sync/server/certificate.h"
#include "sync/server/request_handler.h"

#include <QString>

#include <memory>

namespace jixiao::server {

struct HttpOptions {
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 0;        ///< 0 = any
    int deadlineMs = 30'000; ///< from one reply to the end of the next request, and again for the reply
    int handshakeMs = 10'000;
    int maxConnections = 1'000;
};

/// HTTPS (TLS 1.3 only) on one thread of its own. Every request has one deadline; header, body and number of
/// connections are limited. Destroying it stops listening, lets running requests end and joins.
class HttpServer {
public:
    /// Errors: InvalidInput (address), FileUnreadable (certificate), NetworkOffline (cannot listen).
    static Result<std::unique_ptr<HttpServer>> start(const HttpOptions& options, const TlsIdentity& identity,
                                                     RequestHandler& handler);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    quint16 port() const;

private:
    class Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace jixiao::server
