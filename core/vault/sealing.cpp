#include "core/vault/sealing.h"

#include <sodium.h>

#include <cstring>

namespace jixiao {

namespace {

constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(Sealing::overheadBytes == nonceBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(Sealing::boxOverheadBytes == crypto_box_SEALBYTES);

const unsigned char* raw(const QByteArray& bytes) { return reinterpret_cast<const unsigned char*>(bytes.constData()); }
unsigned char* raw(QByteArray& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

} // namespace

QByteArray Sealing::lock(const SecretBytes& key, std::span<const unsigned char> plain, const QByteArray& context) {
    QByteArray locked{overheadBytes + qsizetype(plain.size()), '\0'};
    auto* nonce = raw(locked);
    randombytes_buf(nonce, nonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceBytes, nullptr, plain.data(), plain.size(), raw(context),
                                               quint64(context.size()), nullptr, nonce, key.bytes().data());
    return locked;
}

std::optional<SecretBytes> Sealing::unlock(const SecretBytes& key, const QByteArray& locked,
                                           const QByteArray& context) {
    if (locked.size() < overheadBytes) return std::nullopt;
    SecretBytes plain{std::size_t(locked.size() - overheadBytes)};
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.bytes().data(), nullptr, nullptr, raw(locked) + nonceBytes,
                                                   quint64(locked.size() - nonceBytes), raw(context),
                                                   quint64(context.size()), raw(locked), key.bytes().data()) != 0)
        return std::nullopt;
    return plain;
}

Sealing::KeyPair Sealing::newKeyPair() {
    KeyPair pair{QByteArray{crypto_box_PUBLICKEYBYTES, '\0'}, SecretBytes{crypto_box_SECRETKEYBYTES}};
    crypto_box_keypair(raw(pair.publicKey), pair.privateKey.bytes().data());
    return pair;
}

QByteArray Sealing::box(const QByteArray& publicKey, const SecretBytes& plain) {
    QByteArray box{boxOverheadBytes + qsizetype(plain.size()), '\0'};
    if (crypto_box_seal(raw(box), plain.bytes().data(), plain.size(), raw(publicKey)) != 0) return {};
    return box;
}

std::optional<SecretBytes> Sealing::openBox(const QByteArray& publicKey, std::span<const unsigned char> privateKey,
                                            const QByteArray& box) {
    if (box.size() < boxOverheadBytes) return std::nullopt;
    SecretBytes plain{std::size_t(box.size() - boxOverheadBytes)};
    if (crypto_box_seal_open(plain.bytes().data(), raw(box), quint64(box.size()), raw(publicKey), privateKey.data()) !=
        0)
        return std::nullopt;
    return plain;
}

SecretBytes Sealing::derive(const SecretBytes& first, const SecretBytes& second, const char* purpose) {
    SecretBytes key{keyBytes};
    crypto_generichash_state state;
    crypto_generichash_init(&state, first.bytes().data(), first.size(), keyBytes);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(purpose), std::strlen(purpose));
    crypto_generichash_update(&state, second.bytes().data(), second.size());
    crypto_generichash_final(&state, key.bytes().data(), keyBytes);
    sodium_memzero(&state, sizeof state);
    return key;
}

} // namespace jixiao
