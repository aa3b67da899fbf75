#include "core/vault/page_cipher.h"

#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>

namespace jixiao {

namespace {

constexpr int keyBytes = 32;
constexpr int saltBytes = 16;
constexpr int vectorBytes = 16;
constexpr int signatureBytes = 64;
constexpr int signingRounds = 2;
constexpr unsigned char signingMask = 0x3a;

struct CipherFree {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

const unsigned char* bytesOf(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

bool isSigned(const QByteArray& said, const unsigned char* signature, const SecretBytes& key) {
    std::array<unsigned char, signatureBytes> right{};
    unsigned int size = 0;
    const auto* made = HMAC(EVP_sha512(), key.bytes().data(), int(key.size()), bytesOf(said), std::size_t(said.size()),
                            right.data(), &size);
    return made != nullptr && sodium_memcmp(right.data(), signature, signatureBytes) == 0;
}

} // namespace

Result<PageCipher> PageCipher::forKey(const StoreKey& key) {
    if (key.key.size() != keyBytes || key.salt.size() != saltBytes)
        return Error{ErrorCode::InvalidInput, QStringLiteral("key")};
    PageCipher cipher;
    cipher.key_ = key.key.clone();
    cipher.signingKey_ = SecretBytes(keyBytes);
    std::array<unsigned char, saltBytes> salt{};
    std::transform(key.salt.bytes().begin(), key.salt.bytes().end(), salt.begin(),
                   [](unsigned char byte) { return static_cast<unsigned char>(byte ^ signingMask); });
    const auto* secret = reinterpret_cast<const char*>(key.key.bytes().data());
    const int done = PKCS5_PBKDF2_HMAC(secret, keyBytes, salt.data(), saltBytes, signingRounds, EVP_sha512(), keyBytes,
                                       cipher.signingKey_.bytes().data());
    if (done == 1) return cipher;
    return Error{ErrorCode::StoreFailed, QStringLiteral("the signing key")};
}

std::optional<QByteArray> PageCipher::decrypt(const QByteArray& stored, qint64 number) const {
    if (stored.size() != pageBytes) return std::nullopt;
    const int from = number == 1 ? saltBytes : 0;
    const int encrypted = usableBytes - from;
    QByteArray place(4, '\0');
    qToLittleEndian(quint32(number), place.data());
    const auto said = stored.mid(from, encrypted + vectorBytes) + place;
    if (!isSigned(said, bytesOf(stored) + usableBytes + vectorBytes, signingKey_)) return std::nullopt;
    const std::unique_ptr<EVP_CIPHER_CTX, CipherFree> context(EVP_CIPHER_CTX_new());
    QByteArray plain(pageBytes, '\0');
    auto* out = reinterpret_cast<unsigned char*>(plain.data()) + from;
    int written = 0;
    const bool done = context != nullptr &&
                      EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key_.bytes().data(),
                                         bytesOf(stored) + usableBytes) == 1 &&
                      EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
                      EVP_DecryptUpdate(context.get(), out, &written, bytesOf(stored) + from, encrypted) == 1;
    if (!done || written != encrypted) return std::nullopt;
    return plain;
}

} // namespace jixiao
