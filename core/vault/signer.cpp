#include "core/vault/signer.h"

#include <sodium.h>

namespace jixiao {

namespace {

const unsigned char* raw(const QByteArray& bytes) { return reinterpret_cast<const unsigned char*>(bytes.constData()); }
unsigned char* raw(QByteArray& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

} // namespace

const QString Signer::ed25519 = QStringLiteral("ed25519-sha256");

Signer Signer::generate() { return *fromSeed(SecretBytes::random(crypto_sign_SEEDBYTES)); }

Result<Signer> Signer::fromSeed(const SecretBytes& seed) {
    if (seed.size() != crypto_sign_SEEDBYTES)
        return Error{ErrorCode::InvalidInput, QStringLiteral("a signature seed has 32 bytes")};
    Signer signer;
    signer.seed_ = seed.clone();
    signer.secretKey_ = SecretBytes{crypto_sign_SECRETKEYBYTES};
    signer.publicKey_ = QByteArray{crypto_sign_PUBLICKEYBYTES, '\0'};
    crypto_sign_seed_keypair(raw(signer.publicKey_), signer.secretKey_.bytes().data(), seed.bytes().data());
    return signer;
}

QByteArray Signer::sign(const QByteArray& message) const {
    QByteArray signature{crypto_sign_BYTES, '\0'};
    crypto_sign_detached(raw(signature), nullptr, raw(message), quint64(message.size()), secretKey_.bytes().data());
    return signature;
}

bool Signer::verify(const QString& suite, const QByteArray& publicKey, const QByteArray& message,
                    const QByteArray& signature) {
    return suite == ed25519 && publicKey.size() == crypto_sign_PUBLICKEYBYTES &&
           signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(raw(signature), raw(message), quint64(message.size()), raw(publicKey)) == 0;
}

} // namespace jixiao
