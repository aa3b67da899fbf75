// The one translation unit of Boost.Beast.
#include "sync/server/http_server.h"

#include "core/base/gzip.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "sync/protocol/messages.h"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <chrono>
#include <set>
#include <thread>

namespace jixiao::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using ErrorCodeB = boost::system::error_code;
using Stream = beast::ssl_stream<beast::tcp_stream>;
using Parser = http::request_parser<http::string_body>;

constexpr auto tuple = asio::as_tuple(asio::use_awaitable);
constexpr std::uint32_t maxHeaderBytes = 8 * 1024;
constexpr qsizetype minGzipBytes = 1024;
constexpr std::size_t maxDrainBytes = 4 * 1024 * 1024;
constexpr int drainMs = 1'000;
constexpr auto acceptPause = std::chrono::milliseconds(50);

QByteArray bytesOf(beast::string_view text) { return {text.data(), qsizetype(text.size())}; }

qint64 nowNs() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

/// The caller's own id when it is harmless, a new one otherwise.
QByteArray requestIdOf(const QByteArray& given) {
    const auto harmless = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    };
    if (!given.isEmpty() && given.size() <= 64 && std::all_of(given.cbegin(), given.cend(), harmless)) return given;
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

ServerRequest requestOf(const http::request<http::string_body>& message, const QString& address) {
    ServerRequest request;
    request.method = bytesOf(message.method_string());
    request.target = bytesOf(message.target());
    request.contentType = bytesOf(message[http::field::content_type]);
    request.contentEncoding = bytesOf(message[http::field::content_encoding]).toLower();
    request.authorization = bytesOf(message[http::field::authorization]);
    request.requestId = requestIdOf(bytesOf(message["X-Request-Id"]));
    request.address = address;
    return request;
}

struct Connection {
    Connection(tcp::socket socket, asio::ssl::context& tls) : stream(std::move(socket), tls) {}
    Stream stream;
    beast::flat_buffer buffer;
    QString address;
    bool idle = true;            ///< waiting for a request
    bool refusedHalfWay = false; ///< the rest of the request was not read
    qint64 startedNs = 0;
};

} // namespace

class HttpServer::Impl {
public:
    Impl(const HttpOptions& options, RequestHandler& handler) : options_(options), handler_(handler) {}
    ~Impl() { stop(); }

    Result<void> listen(const TlsIdentity& identity);
    quint16 port() const { return port_; }

private:
    Result<void> loadIdentity(const TlsIdentity& identity);
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket);
    asio::awaitable<void> close(Connection& connection);
    asio::awaitable<bool> exchange(Connection& connection);
    asio::awaitable<ServerReply> answer(ServerRequest request);
    asio::awaitable<bool> send(Connection& connection, const ServerRequest& request, ServerReply reply, bool keepAlive,
                               bool mayGzip);
    void setDeadline(Connection& connection, int ms);
    void log(const ServerRequest& request, const ServerReply& reply, qint64 startedNs) const;
    void stop();

    HttpOptions options_;
    RequestHandler& handler_;
    asio::io_context context_{1};
    asio::ssl::context tls_{asio::ssl::context::tls_server};
    tcp::acceptor acceptor_{context_};
    std::set<Connection*> connections_; // not owned: each lives in its coroutine
    quint16 port_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

Result<void> HttpServer::Impl::loadIdentity(const TlsIdentity& identity) {
    ErrorCodeB ec;
    SSL_CTX_set_min_proto_version(tls_.native_handle(), TLS1_3_VERSION);
    tls_.use_certificate_chain(
        asio::buffer(identity.certificatePem.constData(), std::size_t(identity.certificatePem.size())), ec);
    if (!ec)
        tls_.use_private_key(asio::buffer(identity.keyPem.constData(), std::size_t(identity.keyPem.size())),
                             asio::ssl::context::pem, ec);
    if (ec) return Error{ErrorCode::FileUnreadable, QString::fromStdString(ec.message())};
    return {};
}

Result<void> HttpServer::Impl::listen(const TlsIdentity& identity) {
    if (auto loaded = loadIdentity(identity); !loaded) return loaded;
    ErrorCodeB ec;
    const auto address = asio::ip::make_address(options_.address.toStdString(), ec);
    if (ec) return Error{ErrorCode::InvalidInput, QStringLiteral("not an address: ") + options_.address};
    const tcp::endpoint endpoint(address, options_.port);
    acceptor_.open(endpoint.protocol(), ec);
    if (!ec) acceptor_.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor_.bind(endpoint, ec);
    if (!ec) acceptor_.listen(tcp::acceptor::max_listen_connections, ec);
    if (ec) return Error{ErrorCode::NetworkOffline, QString::fromStdString(ec.message())};
    port_ = acceptor_.local_endpoint().port();
    asio::co_spawn(context_, accept(), asio::detached);
    thread_ = std::thread([this] { context_.run(); });
    return {};
}

void HttpServer::Impl::stop() {
    if (!thread_.joinable()) return;
    asio::post(context_, [this] {
        stopping_ = true;
        ErrorCodeB ignored;
        acceptor_.close(ignored);
        for (auto* connection : connections_)
            if (connection->idle) beast::get_lowest_layer(connection->stream).cancel();
    });
    thread_.join();
}

asio::awaitable<void> HttpServer::Impl::accept() {
    while (!stopping_) {
        auto [ec, socket] = co_await acceptor_.async_accept(tuple);
        if (ec == asio::error::operation_aborted || stopping_) co_return;
        if (ec) { // out of descriptors: let connections end first
            asio::steady_timer pause(context_, acceptPause);
            co_await pause.async_wait(tuple);
        } else if (int(connections_.size()) >= options_.maxConnections) {
            ++handler_.metrics().connectionsRefused;
        } else {
            ++handler_.metrics().connections;
            asio::co_spawn(context_, serve(std::move(socket)), asio::detached);
        }
    }
}

void HttpServer::Impl::setDeadline(Connection& connection, int ms) {
    beast::get_lowest_layer(connection.stream).expires_after(std::chrono::milliseconds(ms));
}

asio::awaitable<void> HttpServer::Impl::serve(tcp::socket socket) {
    ErrorCodeB ec;
    const auto peer = socket.remote_endpoint(ec);
    ErrorCodeB ignored;
    socket.set_option(tcp::no_delay(true), ignored); // replies are whole, nothing follows that could join them
    Connection connection(std::move(socket), tls_);
    if (!ec) connection.address = QString::fromStdString(peer.address().to_string());
    connections_.insert(&connection);
    setDeadline(connection, options_.handshakeMs);
    auto [failed] = co_await connection.stream.async_handshake(asio::ssl::stream_base::server, tuple);
    if (failed) ++handler_.metrics().handshakesFailed;
    bool more = !failed;
    while (more && !stopping_)
        more = co_await exchange(connection);
    if (!failed) co_await close(connection);
    connections_.erase(&connection);
}

/// Reads on for a moment, so that a reply to a request refused half way is not lost with the unread rest.
asio::awaitable<void> HttpServer::Impl::close(Connection& connection) {
    setDeadline(connection, std::min(options_.deadlineMs, drainMs));
    std::array<char, 16 * 1024> rest{};
    for (std::size_t drained = 0; drained < maxDrainBytes && connection.refusedHalfWay;) {
        auto [ec, count] = co_await connection.stream.async_read_some(asio::buffer(rest), tuple);
        if (ec) co_return;
        drained += count;
    }
    co_await connection.stream.async_shutdown(tuple);
}

/// One request and its reply; false when the connection is to be closed.
asio::awaitable<bool> HttpServer::Impl::exchange(Connection& connection) {
    Parser parser;
    parser.header_limit(maxHeaderBytes);
    parser.body_limit(std::uint64_t(protocol::maxBodyBytes));
    setDeadline(connection, options_.deadlineMs);
    connection.idle = true;
    auto [ec, headerBytes] = co_await http::async_read_header(connection.stream, connection.buffer, parser, tuple);
    connection.idle = false;
    connection.startedNs = nowNs();
    connection.refusedHalfWay = true;
    auto request = requestOf(parser.get(), connection.address);
    if (ec == beast::error::timeout) ++handler_.metrics().deadlinesPassed;
    const auto refuse = [&](int status, ErrorCode code, const QString& detail) {
        return send(connection, request, RequestHandler::problem(status, Error{code, detail}, request.requestId), false,
                    false);
    };
    if (ec == http::error::header_limit)
        co_return co_await refuse(431, ErrorCode::RequestTooLarge, QStringLiteral("header"));
    if (ec == http::error::body_limit)
        co_return co_await refuse(413, ErrorCode::RequestTooLarge, QStringLiteral("body"));
    if (ec && ec.category() == http::make_error_code(http::error::bad_method).category() &&
        ec != http::error::end_of_stream && ec != http::error::partial_message)
        co_return co_await refuse(400, ErrorCode::InvalidInput, QString::fromStdString(ec.message()));
    if (ec) co_return false;
    if (auto refusal = handler_.refuseEarly(request))
        co_return co_await send(connection, request, *refusal, false, false);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        http::response<http::empty_body> go(http::status::continue_, 11);
        auto [failed, sent] = co_await http::async_write(connection.stream, go, tuple);
        if (failed) co_return false;
    }
    auto [bodyEc, bodyBytes] = co_await http::async_read(connection.stream, connection.buffer, parser, tuple);
    if (bodyEc == http::error::body_limit)
        co_return co_await refuse(413, ErrorCode::RequestTooLarge, QStringLiteral("body"));
    if (bodyEc == beast::error::timeout) ++handler_.metrics().deadlinesPassed;
    if (bodyEc) co_return false;
    connection.refusedHalfWay = false;
    const auto message = parser.release();
    request.body = QByteArray(message.body().data(), qsizetype(message.body().size()));
    const bool mayGzip = bytesOf(message[http::field::accept_encoding]).contains("gzip");
    const auto reply = co_await answer(request);
    co_return co_await send(connection, request, reply, message.keep_alive() && !stopping_, mayGzip);
}

/// Waits for the handler, which answers on whatever thread it likes.
asio::awaitable<ServerReply> HttpServer::Impl::answer(ServerRequest request) {
    co_return co_await asio::async_initiate<decltype(asio::use_awaitable), void(ServerReply)>(
        [this](auto completion, const ServerRequest& r) {
            auto shared = std::make_shared<decltype(completion)>(std::move(completion));
            handler_.handle(r, [this, shared](ServerReply reply) {
                asio::post(context_, [shared, reply = std::move(reply)]() mutable { (*shared)(std::move(reply)); });
            });
        },
        asio::use_awaitable, std::move(request));
}

asio::awaitable<bool> HttpServer::Impl::send(Connection& connection, const ServerRequest& request, ServerReply reply,
                                             bool keepAlive, bool mayGzip) {
    handler_.metrics().countReply(reply.status);
    log(request, reply, connection.startedNs);
    http::response<http::string_body> message(http::status(reply.status), 11);
    const auto set = [&](auto field, const QByteArray& value) {
        message.set(field, beast::string_view(value.constData(), std::size_t(value.size())));
    };
    set(http::field::content_type, reply.contentType);
    set(http::field::cache_control, "no-store");
    set("X-Request-Id", request.requestId);
    if (!reply.allow.isEmpty()) set(http::field::allow, reply.allow);
    if (reply.retryAfterSeconds > 0) set(http::field::retry_after, QByteArray::number(reply.retryAfterSeconds));
    if (mayGzip && reply.body.size() >= minGzipBytes) {
        set(http::field::content_encoding, "gzip");
        reply.body = gzip(reply.body);
    }
    message.body() = reply.body.toStdString();
    message.keep_alive(keepAlive);
    message.prepare_payload();
    setDeadline(connection, options_.deadlineMs);
    auto [ec, sent] = co_await http::async_write(connection.stream, message, tuple);
    co_return !ec && keepAlive;
}

void HttpServer::Impl::log(const ServerRequest& request, const ServerReply& reply, qint64 startedNs) const {
    const QJsonObject line{{QStringLiteral("event"), QStringLiteral("request")},
                           {QStringLiteral("request"), QString::fromLatin1(request.requestId)},
                           {QStringLiteral("path"), QString::fromLatin1(request.path())},
                           {QStringLiteral("status"), reply.status},
                           {QStringLiteral("in"), qint64(request.body.size())},
                           {QStringLiteral("out"), qint64(reply.body.size())},
                           {QStringLiteral("us"), (nowNs() - startedNs) / 1000}};
    qCInfo(lcServer).noquote() << QString::fromUtf8(canonicalJson(line));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

quint16 HttpServer::port() const { return impl_->port(); }

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpOptions& options, const TlsIdentity& identity,
                                                      RequestHandler& handler) {
    auto impl = std::make_unique<Impl>(options, handler);
    if (auto listening = impl->listen(identity); !listening) return listening.error();
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

} // namespace jixiao::server
