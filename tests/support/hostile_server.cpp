#include "tests/support/hostile_server.h"

#include <QCryptographicHash>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace jixiao {

namespace {

constexpr int handshakeMs = 5'000;

void addExtension(X509* certificate, X509* issuer, int nid, const QByteArray& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    auto* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

std::shared_ptr<EVP_PKEY> makeKey() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

std::shared_ptr<X509> blankCertificate(EVP_PKEY* key, const QByteArray& name, int daysValid) {
    static std::atomic<long> serial = 1;
    std::shared_ptr<X509> certificate{X509_new(), X509_free};
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -10L * 24 * 3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), long(daysValid) * 24 * 3600);
    X509_set_pubkey(certificate.get(), key);
    auto* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.constData()),
                               -1, -1, 0);
    return certificate;
}

/// Whether `socket` (or `stop`) becomes readable within `ms`.
bool readable(int socket, int stop, int ms, bool* stopped = nullptr) {
    pollfd handles[2] = {{socket, POLLIN, 0}, {stop, POLLIN, 0}};
    const int count = ::poll(handles, 2, ms);
    if (stopped) *stopped = count > 0 && handles[1].revents != 0;
    return count > 0 && handles[0].revents != 0;
}

bool isComplete(const QByteArray& request) {
    const auto end = request.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const auto header = request.left(end).toLower();
    const auto at = header.indexOf("content-length:");
    const auto length = at < 0 ? 0 : header.mid(at + 15, header.indexOf('\r', at) - at - 15).trimmed().toLongLong();
    return request.size() >= end + 4 + length;
}

} // namespace

TestIdentity TestIdentity::authority() {
    TestIdentity identity;
    identity.key_ = makeKey();
    static std::atomic<int> count = 0;
    identity.certificate_ = blankCertificate(identity.key(), "Test authority " + QByteArray::number(++count), 30);
    auto* certificate = identity.certificate();
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    addExtension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
    addExtension(certificate, certificate, NID_key_usage, "critical,keyCertSign");
    addExtension(certificate, certificate, NID_subject_key_identifier, "hash");
    X509_sign(certificate, identity.key(), EVP_sha256());
    return identity;
}

TestIdentity TestIdentity::server(const TestIdentity& issuer, const QByteArray& host, int daysValid) {
    TestIdentity identity;
    identity.key_ = makeKey();
    identity.certificate_ = blankCertificate(identity.key(), host, daysValid);
    auto* certificate = identity.certificate();
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer.certificate()));
    const bool address = host.front() >= '0' && host.front() <= '9';
    addExtension(certificate, issuer.certificate(), NID_subject_alt_name, (address ? "IP:" : "DNS:") + host);
    addExtension(certificate, issuer.certificate(), NID_ext_key_usage, "serverAuth");
    X509_sign(certificate, issuer.key(), EVP_sha256());
    return identity;
}

QString TestIdentity::certificatePem() const {
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> memory{BIO_new(BIO_s_mem()), BIO_free_all};
    PEM_write_bio_X509(memory.get(), certificate());
    char* data = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &data);
    return QString::fromLatin1(data, qsizetype(size));
}

QString TestIdentity::pin() const {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key(), &der);
    const auto digest =
        QCryptographicHash::hash(QByteArray(reinterpret_cast<const char*>(der), size), QCryptographicHash::Sha256);
    OPENSSL_free(der);
    return QString::fromLatin1(digest.toBase64());
}

bool HostileServer::Exchange::send(const QByteArray& bytes) {
    return SSL_write(ssl_, bytes.constData(), int(bytes.size())) == bytes.size();
}

bool HostileServer::Exchange::wait(int ms) {
    return !readable(socket_, stopHandle_, ms) && !readable(stopHandle_, -1, 0);
}

HostileServer::HostileServer(const TestIdentity& identity, Behaviour behaviour, Tls tls)
    : identity_(identity), behaviour_(std::move(behaviour)), tls_(tls) {
    std::signal(SIGPIPE, SIG_IGN);
    if (::pipe(stop_) != 0) qFatal("no pipe");
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        qFatal("cannot listen on loopback");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

HostileServer::~HostileServer() {
    ::close(stop_[1]); // readable from now on
    thread_.join();
    ::close(stop_[0]);
    ::close(listener_);
}

QList<QByteArray> HostileServer::requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
}

QByteArray HostileServer::answer(const QByteArray& body, const QByteArray& type, const QByteArray& status,
                                 const QByteArray& moreHeaders) {
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" + body;
}

HostileServer::Behaviour HostileServer::always(const QByteArray& bytes, bool keepOpen) {
    return [bytes, keepOpen](Exchange& exchange) { return exchange.send(bytes) && keepOpen; };
}

void HostileServer::serve() {
    for (;;) {
        bool stopped = false;
        const bool incoming = readable(listener_, stop_[0], -1, &stopped);
        if (stopped) return;
        if (!incoming) continue;
        const int socket = ::accept(listener_, nullptr, nullptr);
        if (socket < 0) continue;
        ++connections_;
        serveConnection(socket);
        ::close(socket);
    }
}

void HostileServer::serveConnection(int socket) {
    const timeval limit{handshakeMs / 1000, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
    const int version = tls_ == Tls::Only13 ? TLS1_3_VERSION : TLS1_2_VERSION;
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    SSL_CTX_use_certificate(context.get(), identity_.certificate());
    SSL_CTX_use_PrivateKey(context.get(), identity_.key());
    const std::unique_ptr<SSL, decltype(&SSL_free)> ssl{SSL_new(context.get()), SSL_free};
    SSL_set_fd(ssl.get(), socket);
    if (SSL_accept(ssl.get()) != 1) return;
    bool open = true;
    while (open) {
        QByteArray request;
        while (!isComplete(request)) {
            char buffer[16 * 1024];
            bool stopped = false;
            if (SSL_pending(ssl.get()) == 0) readable(socket, stop_[0], -1, &stopped);
            const int count = stopped ? 0 : SSL_read(ssl.get(), buffer, sizeof buffer);
            if (count <= 0) return;
            request.append(buffer, count);
        }
        {
            const std::scoped_lock lock(mutex_);
            requests_.append(request);
        }
        Exchange exchange(ssl.get(), socket, stop_[0], request);
        open = behaviour_(exchange);
    }
    SSL_shutdown(ssl.get());
}

} // namespace jixiao
