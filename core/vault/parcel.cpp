#include "core/vault/parcel.h"

#include "core/vault/sealing.h"

#include <sodium.h>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype keyBytes = crypto_secretstream_xchacha20poly1305_KEYBYTES;
constexpr qsizetype boxBytes = Sealing::boxOverheadBytes + keyBytes;
constexpr qsizetype headerBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype tagBytes = crypto_secretstream_xchacha20poly1305_ABYTES;

using StreamState = crypto_secretstream_xchacha20poly1305_state;

const unsigned char* raw(const QByteArray& bytes) { return reinterpret_cast<const unsigned char*>(bytes.constData()); }
unsigned char* raw(QByteArray& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

/// A parcel of nothing still has one piece, which says that it is the last.
qsizetype pieces(qsizetype plainBytes) {
    return std::max<qsizetype>(1, (plainBytes + Parcel::pieceBytes - 1) / Parcel::pieceBytes);
}

std::optional<QByteArray> boxKey(const QByteArray& signatureKey) {
    QByteArray key{crypto_box_PUBLICKEYBYTES, '\0'};
    if (signatureKey.size() != crypto_sign_PUBLICKEYBYTES ||
        crypto_sign_ed25519_pk_to_curve25519(raw(key), raw(signatureKey)) != 0)
        return std::nullopt;
    return key;
}

SecretBytes boxSecret(const Signer& signer) {
    SecretBytes whole{crypto_sign_SECRETKEYBYTES};
    SecretBytes secret{crypto_box_SECRETKEYBYTES};
    QByteArray publicKey{crypto_sign_PUBLICKEYBYTES, '\0'};
    crypto_sign_seed_keypair(raw(publicKey), whole.bytes().data(), signer.seed().bytes().data());
    if (crypto_sign_ed25519_sk_to_curve25519(secret.bytes().data(), whole.bytes().data()) != 0)
        qFatal("a signature key has no box key");
    return secret;
}

/// The context belongs to the first piece; the order of the pieces is confirmed by the stream.
const QByteArray& contextOf(qsizetype piece, const QByteArray& context) {
    static const QByteArray none;
    return piece == 0 ? context : none;
}

} // namespace

qsizetype Parcel::sealedSize(qsizetype plainBytes) {
    return boxBytes + headerBytes + plainBytes + pieces(plainBytes) * tagBytes;
}

std::optional<QByteArray> Parcel::seal(const QByteArray& receiver, const QByteArray& plain, const QByteArray& context) {
    const auto publicKey = boxKey(receiver);
    if (!publicKey) return std::nullopt;
    const auto key = SecretBytes::random(std::size_t(keyBytes));
    QByteArray sealed = Sealing::box(*publicKey, key);
    if (sealed.size() != boxBytes) return std::nullopt;
    sealed.resize(sealedSize(plain.size()));
    StreamState state;
    crypto_secretstream_xchacha20poly1305_init_push(&state, raw(sealed) + boxBytes, key.bytes().data());
    auto* out = raw(sealed) + boxBytes + headerBytes;
    const auto last = pieces(plain.size()) - 1;
    for (qsizetype i = 0; i <= last; ++i) {
        const auto size = std::min(pieceBytes, plain.size() - i * pieceBytes);
        const auto& bound = contextOf(i, context);
        crypto_secretstream_xchacha20poly1305_push(&state, out, nullptr, raw(plain) + i * pieceBytes, quint64(size),
                                                   raw(bound), quint64(bound.size()),
                                                   i == last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        out += size + tagBytes;
    }
    sodium_memzero(&state, sizeof state);
    return sealed;
}

std::optional<QByteArray> Parcel::open(const Signer& receiver, const QByteArray& sealed, const QByteArray& context) {
    const auto publicKey = boxKey(receiver.publicKey());
    if (!publicKey || sealed.size() < sealedSize(0)) return std::nullopt;
    const auto key = Sealing::openBox(*publicKey, boxSecret(receiver).bytes(), sealed.left(boxBytes));
    if (!key || qsizetype(key->size()) != keyBytes) return std::nullopt;
    StreamState state;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(sealed) + boxBytes, key->bytes().data()) != 0)
        return std::nullopt;
    QByteArray plain{sealed.size() - boxBytes - headerBytes, '\0'};
    qsizetype length = 0;
    unsigned char tag = 0;
    auto place = boxBytes + headerBytes;
    bool whole = false;
    for (qsizetype i = 0; place < sealed.size(); ++i) {
        const auto size = std::min(pieceBytes + tagBytes, sealed.size() - place);
        const auto& bound = contextOf(i, context);
        if (size < tagBytes ||
            crypto_secretstream_xchacha20poly1305_pull(&state, raw(plain) + length, nullptr, &tag, raw(sealed) + place,
                                                       quint64(size), raw(bound), quint64(bound.size())) != 0)
            return std::nullopt;
        length += size - tagBytes;
        place += size;
        whole = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL && place == sealed.size();
        if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) break;
    }
    sodium_memzero(&state, sizeof state);
    if (!whole) return std::nullopt;
    plain.truncate(length);
    return plain;
}

} // namespace jixiao
