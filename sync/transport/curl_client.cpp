#include "core/base/gzip.h"
#include "core/base/log.h"
#include "sync/transport/curl_errors.h"
#include "sync/transport/curl_library.h"
#include "sync/transport/http_client.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace jixiao {

namespace {

constexpr qsizetype compressAbove = 1024;
constexpr qsizetype maxHeaderBytes = 64 * 1024;
constexpr long connectTimeoutMs = 3'000;
constexpr long lowSpeedBytesPerSecond = 64;
constexpr long lowSpeedSeconds = 10;
constexpr long connectionLifetimeSeconds = 300;
constexpr int pollMs = 50; // how soon a cancel is noticed
constexpr qsizetype pinBytes = 32;

const CurlLibrary& curl() { return *CurlLibrary::instance(); } // only after makeHandles()

struct EasyDeleter {
    void operator()(CURL* handle) const { curl().easyCleanup(handle); }
};
struct MultiDeleter {
    void operator()(CURLM* handle) const { curl().multiCleanup(handle); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const { curl().listFree(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

/// One reply while it arrives.
struct Transfer {
    HttpReply reply;
    qsizetype maxBytes = 0;
    qsizetype headerBytes = 0;
    bool headerComplete = false; // curl takes a connection closed inside the header for the end of the reply
};

std::size_t onBody(char* data, std::size_t, std::size_t size, void* context) {
    auto& transfer = *static_cast<Transfer*>(context);
    if (transfer.reply.body.size() + qsizetype(size) > transfer.maxBytes) return 0;
    transfer.reply.body.append(data, qsizetype(size));
    return size;
}

std::size_t onHeader(char* data, std::size_t, std::size_t size, void* context) {
    auto& transfer = *static_cast<Transfer*>(context);
    transfer.headerBytes += qsizetype(size);
    if (transfer.headerBytes > maxHeaderBytes) return 0;
    const auto line = QString::fromLatin1(data, qsizetype(size)).trimmed();
    transfer.headerComplete = line.isEmpty();
    if (line.startsWith(QLatin1String("HTTP/"))) transfer.reply.headers.clear(); // a new answer after "100 Continue"
    const auto colon = line.indexOf(QLatin1Char(':'));
    if (colon > 0) transfer.reply.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    return size;
}

bool isHeaderSafe(const QString& text) {
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

void add(HeaderList& list, const QByteArray& line) {
    auto* longer = curl().listAppend(list.get(), line.constData());
    Q_CHECK_PTR(longer);
    Q_UNUSED(list.release())
    list.reset(longer);
}

/// "sha256//…;sha256//…", or nothing when a pin is not the base64 of 32 bytes.
QByteArray pinOption(const QStringList& pins) {
    QByteArrayList options;
    for (const auto& pin : pins) {
        const auto decoded = QByteArray::fromBase64Encoding(pin.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded || decoded.decoded.size() != pinBytes) return {};
        options.append("sha256//" + decoded.decoded.toBase64());
    }
    return options.join(';');
}

class CurlClient final : public HttpClient {
public:
    explicit CurlClient(const ServerIdentity& server)
        : url_(server.url), pins_(pinOption(server.pins)), authority_(server.caCertificatePem.toLatin1()) {
        while (url_.endsWith(QLatin1Char('/')))
            url_.chop(1);
    }

    Result<HttpReply> send(const HttpRequest& request, const CancelFlag& cancel) override;

private:
    Result<void> check(const HttpRequest& request) const;
    bool makeHandles();
    void setTrust();
    void setLimits(const HttpRequest& request);
    HeaderList setRequest(const HttpRequest& request, const QByteArray& body, bool compressed);
    /// nullopt when cancelled.
    std::optional<CURLcode> perform(const CancelFlag& cancel);

    template <typename Value>
    void set(CURLoption option, Value value) {
        if (curl().easySetopt(easy_.get(), option, value) != CURLE_OK) qFatal("libcurl lacks option %d", int(option));
    }

    QString url_;
    QByteArray pins_;
    QByteArray authority_;
    std::array<char, CURL_ERROR_SIZE> message_{};
    std::unique_ptr<CURLM, MultiDeleter> multi_; // keeps the connections
    std::unique_ptr<CURL, EasyDeleter> easy_;
};

Result<void> CurlClient::check(const HttpRequest& request) const {
    const auto fail = [&request](ErrorCode code, const QString& detail) {
        return Error{code, detail, {}, request.requestId};
    };
    if (!url_.startsWith(QLatin1String("https://"), Qt::CaseInsensitive))
        return fail(ErrorCode::TlsUntrusted, QStringLiteral("not an https address"));
    if (pins_.isEmpty()) return fail(ErrorCode::TlsUntrusted, QStringLiteral("no usable key pin for this server"));
    const bool pathGood = request.path.startsWith(QLatin1Char('/')) && isHeaderSafe(request.path);
    if (!pathGood || !isHeaderSafe(url_) || !isHeaderSafe(request.bearer) || !isHeaderSafe(request.requestId))
        return fail(ErrorCode::InvalidInput, QStringLiteral("unsafe characters in the request"));
    return {};
}

bool CurlClient::makeHandles() {
    if (easy_) return true;
    if (CurlLibrary::instance() == nullptr) return false;
    multi_.reset(curl().multiInit());
    easy_.reset(curl().easyInit());
    Q_CHECK_PTR(multi_.get());
    Q_CHECK_PTR(easy_.get());
    return true;
}

void CurlClient::setTrust() {
    set(CURLOPT_PROTOCOLS_STR, "https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_3));
    set(CURLOPT_PINNEDPUBLICKEY, pins_.constData());
    set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    set(CURLOPT_HTTP09_ALLOWED, 0L);
    set(CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    const bool haveAuthority = !authority_.isEmpty();
    set(CURLOPT_SSL_VERIFYPEER, haveAuthority ? 1L : 0L);
    set(CURLOPT_SSL_VERIFYHOST, haveAuthority ? 2L : 0L);
    if (haveAuthority) {
        curl_blob blob{authority_.data(), std::size_t(authority_.size()), CURL_BLOB_COPY};
        set(CURLOPT_CAINFO_BLOB, &blob);
    }
}

void CurlClient::setLimits(const HttpRequest& request) {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L); // a cancel must not wait for name resolution
    set(CURLOPT_CONNECTTIMEOUT_MS, std::min(connectTimeoutMs, long(request.timeoutMs)));
    set(CURLOPT_TIMEOUT_MS, long(request.timeoutMs));
    set(CURLOPT_LOW_SPEED_LIMIT, lowSpeedBytesPerSecond);
    set(CURLOPT_LOW_SPEED_TIME, lowSpeedSeconds);
    set(CURLOPT_MAXLIFETIME_CONN, connectionLifetimeSeconds);
    set(CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.maxReplyBytes));
    message_.fill('\0');
    set(CURLOPT_ERRORBUFFER, message_.data());
}

HeaderList CurlClient::setRequest(const HttpRequest& request, const QByteArray& body, bool compressed) {
    set(CURLOPT_URL, (url_ + request.path).toLatin1().constData());
    set(CURLOPT_ACCEPT_ENCODING, "gzip");
    HeaderList headers;
    add(headers, "Accept: application/json, application/problem+json");
    add(headers, "Expect:");
    if (!request.requestId.isEmpty()) add(headers, "X-Request-Id: " + request.requestId.toLatin1());
    if (!request.bearer.isEmpty()) add(headers, "Authorization: Bearer " + request.bearer.toLatin1());
    if (request.method != "GET") {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
        set(CURLOPT_POSTFIELDS, body.constData()); // not copied; outlives the transfer
        set(CURLOPT_CUSTOMREQUEST, request.method.constData());
        add(headers, "Content-Type: application/json");
        if (compressed) add(headers, "Content-Encoding: gzip");
    }
    set(CURLOPT_HTTPHEADER, headers.get());
    return headers;
}

std::optional<CURLcode> CurlClient::perform(const CancelFlag& cancel) {
    curl().multiAdd(multi_.get(), easy_.get());
    std::optional<CURLcode> outcome;
    int running = 1;
    while (!(cancel && cancel->load())) {
        curl().multiPerform(multi_.get(), &running);
        if (running == 0) {
            int queued = 0;
            const auto* message = curl().multiInfoRead(multi_.get(), &queued);
            outcome = message ? message->data.result : CURLE_FAILED_INIT;
            break;
        }
        curl().multiPoll(multi_.get(), nullptr, 0, pollMs, nullptr);
    }
    curl().multiRemove(multi_.get(), easy_.get());
    return outcome;
}

Result<HttpReply> CurlClient::send(const HttpRequest& request, const CancelFlag& cancel) {
    if (auto good = check(request); !good) return good.error();
    if (!makeHandles()) return Error{ErrorCode::TransportMissing, QStringLiteral("no libcurl"), {}, request.requestId};
    const bool compressed = request.body.size() > compressAbove;
    const auto body = compressed ? gzip(request.body) : request.body;
    Transfer transfer;
    transfer.maxBytes = request.maxReplyBytes;
    curl().easyReset(easy_.get());
    setTrust();
    setLimits(request);
    const auto headers = setRequest(request, body, compressed);
    set(CURLOPT_WRITEFUNCTION, &onBody);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, &onHeader);
    set(CURLOPT_HEADERDATA, &transfer);
    const auto outcome = perform(cancel);
    if (!outcome) return Error{ErrorCode::Cancelled, {}, {}, request.requestId};
    if (*outcome != CURLE_OK) {
        long osError = 0;
        curl().easyGetinfo(easy_.get(), CURLINFO_OS_ERRNO, &osError);
        const auto detail = QStringLiteral("curl %1: %2").arg(*outcome).arg(QString::fromLocal8Bit(message_.data()));
        qCInfo(lcSync) << "request" << request.requestId << "failed:" << detail;
        return Error{codeOfCurl(*outcome, osError), detail, {}, request.requestId};
    }
    if (!transfer.headerComplete)
        return Error{ErrorCode::NetworkInterrupted, QStringLiteral("cut inside the header"), {}, request.requestId};
    long status = 0;
    curl().easyGetinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    auto reply = std::move(transfer.reply);
    reply.status = int(status);
    reply.requestId = reply.headers.value(QStringLiteral("x-request-id"), request.requestId).left(64);
    return reply;
}

} // namespace

std::unique_ptr<HttpClient> makeCurlClient(const ServerIdentity& server) {
    return std::make_unique<CurlClient>(server);
}

} // namespace jixiao
