#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>

namespace jixiao {

/// Which server, and how to know it is the right one.
struct ServerIdentity {
    QString url;              ///< https://host:port
    QStringList pins;         ///< base64 SHA-256 of the server's public key (SPKI): now and next
    QString caCertificatePem; ///< empty only while enrolling: then the pin alone decides
};

struct HttpRequest {
    QByteArray method = "GET";
    QString path; ///< with query
    QByteArray body;
    QString bearer; ///< token, never logged
    QString requestId;
    int timeoutMs = 30'000;
    qsizetype maxReplyBytes = 16 * 1024 * 1024;
};

struct HttpReply {
    int status = 0;
    QMap<QString, QString> headers; ///< lower-case names
    QByteArray body;
    QString requestId;
};

/// Set from any thread; a running request ends with Error Cancelled within 100 ms.
using CancelFlag = std::shared_ptr<std::atomic<bool>>;

/// Blocking HTTP for the sync thread. A Result holds any complete HTTP reply whatever its status; errors are
/// NetworkOffline, NetworkTimeout, NetworkInterrupted, TlsUntrusted, PinMismatch, ServerNonsense (not HTTP, or a reply
/// larger than allowed), InvalidInput (a request that cannot be sent), TransportMissing (no libcurl on this machine),
/// Cancelled. Every error names the request id.
class HttpClient {
public:
    virtual ~HttpClient() = default;
    virtual Result<HttpReply> send(const HttpRequest& request, const CancelFlag& cancel) = 0;
};

/// libcurl with the settings of STORAGE-SECURITY §2.1: https only, TLS 1.3, own CA, pinned key, no redirects, no proxy,
/// bounded reply, low-speed abort. Without a pin nothing is trusted. Bodies over 1 KiB travel as gzip. One thread at a
/// time; connections are kept and reused for up to 5 min.
std::unique_ptr<HttpClient> makeCurlClient(const ServerIdentity& server);

} // namespace jixiao
