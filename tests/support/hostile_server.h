#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

using SSL = struct ssl_st;
using EVP_PKEY = struct evp_pkey_st;
using X509 = struct x509_st;

namespace jixiao {

/// A key with its certificate, made at run time.
class TestIdentity {
public:
    /// Self-signed authority.
    static TestIdentity authority();
    /// Issued by `issuer` for `host` (an IP address or a name); `daysValid` may be negative: expired.
    static TestIdentity server(const TestIdentity& issuer, const QByteArray& host = "127.0.0.1", int daysValid = 1);

    QString certificatePem() const;
    QString pin() const; ///< base64 SHA-256 of the public key (SPKI)
    X509* certificate() const { return certificate_.get(); }
    EVP_PKEY* key() const { return key_.get(); }

private:
    std::shared_ptr<EVP_PKEY> key_;
    std::shared_ptr<X509> certificate_;
};

/// A TLS server on loopback that misbehaves as told. One thread; one connection at a time.
class HostileServer {
public:
    /// One accepted request.
    class Exchange {
    public:
        Exchange(SSL* ssl, int socket, int stopHandle, QByteArray request)
            : ssl_(ssl), socket_(socket), stopHandle_(stopHandle), request_(std::move(request)) {}
        const QByteArray& request() const { return request_; } ///< header and body
        bool send(const QByteArray& bytes);                    ///< false when the peer is gone
        /// Until the peer closes, the server stops or `ms` are over; true when they are.
        bool wait(int ms);

    private:
        SSL* ssl_;
        int socket_;
        int stopHandle_;
        QByteArray request_;
    };

    /// Returns whether the connection stays open for another request.
    using Behaviour = std::function<bool(Exchange&)>;

    enum class Tls { Only13, Only12 };
    HostileServer(const TestIdentity& identity, Behaviour behaviour, Tls tls = Tls::Only13);
    ~HostileServer();
    HostileServer(const HostileServer&) = delete;
    HostileServer& operator=(const HostileServer&) = delete;

    QString url() const { return QStringLiteral("https://127.0.0.1:%1").arg(port_); }
    int port() const { return port_; }
    int connections() const { return connections_; }
    QList<QByteArray> requests() const;

    /// A complete answer with its length.
    static QByteArray answer(const QByteArray& body, const QByteArray& type = "application/json",
                             const QByteArray& status = "200 OK", const QByteArray& moreHeaders = {});
    static Behaviour always(const QByteArray& bytes, bool keepOpen = true);

private:
    void serve();
    void serveConnection(int socket);

    TestIdentity identity_;
    Behaviour behaviour_;
    Tls tls_;
    int listener_ = -1;
    int stop_[2] = {-1, -1};
    int port_ = 0;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    QList<QByteArray> requests_;
    std::thread thread_;
};

} // namespace jixiao
