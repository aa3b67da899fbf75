#pragma once

#include <QByteArray>
#include <QElapsedTimer>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>

namespace jixiao::server {

/// A client that can misbehave: sends whatever bytes it is given, over TLS or not. Blocking, at most 10 s.
class TlsClient {
public:
    explicit TlsClient(quint16 port, bool tls = true, int maxVersion = TLS1_3_VERSION) {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval limit{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        if (!tls || !connected_) return;
        context_ = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_max_proto_version(context_, maxVersion);
        ssl_ = SSL_new(context_);
        SSL_set_fd(ssl_, socket_);
        connected_ = SSL_connect(ssl_) == 1;
    }
    ~TlsClient() {
        if (ssl_) SSL_free(ssl_);
        if (context_) SSL_CTX_free(context_);
        ::close(socket_);
        ERR_clear_error();
    }
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    bool isConnected() const { return connected_; }

    bool send(const QByteArray& bytes) {
        if (!ssl_) return ::send(socket_, bytes.constData(), std::size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
        return SSL_write(ssl_, bytes.constData(), int(bytes.size())) == int(bytes.size());
    }
    /// Everything until the server closes.
    QByteArray readToEnd() {
        QByteArray all;
        while (readSome(all)) {
        }
        return all;
    }
    /// One reply; the connection stays open.
    QByteArray readReply() {
        QByteArray all;
        while (!isComplete(all) && readSome(all)) {
        }
        return all;
    }
    QByteArray ask(const QByteArray& request) {
        send(request);
        return readReply();
    }

    static QByteArray head(const QByteArray& method, const QByteArray& target, const QByteArray& more = {}) {
        return method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
    }
    static QByteArray post(const QByteArray& target, const QByteArray& body, const QByteArray& token = {},
                           const QByteArray& more = {}) {
        auto fields =
            "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more;
        if (!token.isEmpty()) fields += "Authorization: Bearer " + token + "\r\n";
        return head("POST", target, fields) + body;
    }
    static int status(const QByteArray& reply) { return reply.mid(9, 3).toInt(); }
    static QByteArray body(const QByteArray& reply) { return reply.mid(reply.indexOf("\r\n\r\n") + 4); }

private:
    bool readSome(QByteArray& all) {
        char buffer[16 * 1024];
        const auto count =
            ssl_ ? SSL_read(ssl_, buffer, sizeof buffer) : int(::recv(socket_, buffer, sizeof buffer, 0));
        if (count <= 0) return false;
        all.append(buffer, count);
        return true;
    }
    static bool isComplete(const QByteArray& reply) {
        const auto end = reply.indexOf("\r\n\r\n");
        const auto name = QByteArray("Content-Length: ");
        const auto at = reply.indexOf(name);
        if (end < 0 || at < 0) return false;
        const auto size = reply.mid(at + name.size(), reply.indexOf("\r\n", at) - at - name.size()).toLongLong();
        return reply.size() >= end + 4 + size;
    }

    int socket_ = -1;
    SSL_CTX* context_ = nullptr; // owned
    SSL* ssl_ = nullptr;         // owned
    bool connected_ = false;
};

} // namespace jixiao::server
