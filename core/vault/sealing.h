#pragma once

#include "core/vault/secret.h"

#include <QByteArray>

#include <optional>

namespace jixiao {

/// The two ways something is locked away in the key file.
namespace Sealing {

inline constexpr std::size_t keyBytes = 32;         ///< of a symmetric, a public and a private key
inline constexpr qsizetype overheadBytes = 24 + 16; ///< nonce before, tag behind
inline constexpr qsizetype boxOverheadBytes = 32 + 16;

/// XChaCha20-Poly1305 under a fresh nonce, which stands before the result. `context` is not kept, only confirmed.
QByteArray lock(const SecretBytes& key, std::span<const unsigned char> plain, const QByteArray& context);
/// nullopt when the key or the context is another one, or a byte has changed.
std::optional<SecretBytes> unlock(const SecretBytes& key, const QByteArray& locked, const QByteArray& context);

struct KeyPair {
    QByteArray publicKey;
    SecretBytes privateKey;
};
KeyPair newKeyPair();
/// To whoever has the private key (X25519, XSalsa20-Poly1305). Says nothing about who wrote it.
QByteArray box(const QByteArray& publicKey, const SecretBytes& plain);
std::optional<SecretBytes> openBox(const QByteArray& publicKey, std::span<const unsigned char> privateKey,
                                   const QByteArray& box);

/// A key for one purpose, from two secrets.
SecretBytes derive(const SecretBytes& first, const SecretBytes& second, const char* purpose);

} // namespace Sealing

} // namespace jixiao
