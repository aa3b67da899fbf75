#include "sync/server/certificate.h"

#include "core/base/files.h"

#include <QCryptographicHash>
#include <QFile>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace jixiao::server {

namespace {

constexpr qint64 daySeconds = 24LL * 3600;
constexpr qint64 validSeconds = 3650 * daySeconds;

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;

QByteArray contents(BIO* bio) {
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    return {data, qsizetype(size)};
}

bool addExtension(X509* certificate, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, qint64 nowSeconds) {
    unsigned char serial[16];
    if (RAND_bytes(serial, sizeof serial) != 1) return false;
    serial[0] &= 0x7f;
    const std::unique_ptr<BIGNUM, Deleter<BN_free>> number(BN_bin2bn(serial, sizeof serial, nullptr));
    auto* name = X509_get_subject_name(certificate);
    const auto* commonName = reinterpret_cast<const unsigned char*>("Jixiao development server");
    return X509_set_version(certificate, X509_VERSION_3) == 1 && number &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) &&
           ASN1_TIME_set(X509_getm_notBefore(certificate), time_t(nowSeconds - daySeconds)) &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), time_t(nowSeconds + validSeconds)) &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, commonName, -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1 &&
           addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature,keyCertSign") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_key_identifier, "hash") &&
           addExtension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1") &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

Result<TlsIdentity> makeDevelopmentIdentity(const Clock& clock) {
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const Bio keyPem(BIO_new(BIO_s_mem()));
    const Bio certificatePem(BIO_new(BIO_s_mem()));
    const bool made = key && certificate && keyPem && certificatePem &&
                      fill(certificate.get(), key.get(), clock.nowMs() / 1000) &&
                      PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
                      PEM_write_bio_X509(certificatePem.get(), certificate.get()) == 1;
    if (!made) return Error{ErrorCode::Internal, QStringLiteral("OpenSSL could not make a certificate")};
    return TlsIdentity{contents(keyPem.get()), contents(certificatePem.get()), {}, {}};
}

Result<QString> pinOf(const QByteArray& certificatePem) {
    const Bio bio(BIO_new_mem_buf(certificatePem.constData(), int(certificatePem.size())));
    const Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    unsigned char* der = nullptr;
    const int size = certificate ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der) : 0;
    if (size <= 0) return Error{ErrorCode::FileUnreadable, QStringLiteral("tls-cert.pem")};
    const QByteArray spki(reinterpret_cast<const char*>(der), size);
    OPENSSL_free(der);
    return QString::fromLatin1(QCryptographicHash::hash(spki, QCryptographicHash::Sha256).toBase64());
}

} // namespace

Result<TlsIdentity> tlsIdentity(const QString& folder, const Clock& clock) {
    const auto keyFile = folder + QStringLiteral("/tls-key.pem");
    const auto certificateFile = folder + QStringLiteral("/tls-cert.pem");
    const auto caFile = folder + QStringLiteral("/tls-ca.pem");
    if (!QFile::exists(keyFile) && !QFile::exists(certificateFile)) {
        auto made = makeDevelopmentIdentity(clock);
        if (!made) return made.error();
        if (auto written = replaceFile(keyFile, made->keyPem, FileReaders::OwnerOnly); !written) return written.error();
        if (auto written = replaceFile(certificateFile, made->certificatePem, FileReaders::OwnerOnly); !written)
            return written.error();
    }
    auto key = readBounded(keyFile);
    if (!key) return key.error();
    auto certificate = readBounded(certificateFile);
    if (!certificate) return certificate.error();
    auto pin = pinOf(*certificate);
    if (!pin) return pin.error();
    auto ca = QFile::exists(caFile) ? readBounded(caFile) : certificate;
    if (!ca) return ca.error();
    return TlsIdentity{*key, *certificate, *ca, *pin};
}

} // namespace jixiao::server
