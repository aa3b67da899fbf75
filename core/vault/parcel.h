#pragma once

#include "core/vault/signer.h"

#include <QByteArray>

#include <optional>

namespace jixiao {

/// Something only one receiver can open, addressed by the receiver's signature key: X25519 (the Montgomery form of that
/// key) for a fresh key, XChaCha20-Poly1305 in pieces under it for the content. Says nothing about who wrote it.
namespace Parcel {

inline constexpr qsizetype pieceBytes = 64 * 1024;

/// How many bytes `plainBytes` become.
qsizetype sealedSize(qsizetype plainBytes);
/// `context` is not kept, only confirmed. nullopt when `receiver` is no Ed25519 public key.
std::optional<QByteArray> seal(const QByteArray& receiver, const QByteArray& plain, const QByteArray& context);
/// nullopt when it is addressed to another key, the context is another one, or a byte has changed or is missing.
std::optional<QByteArray> open(const Signer& receiver, const QByteArray& sealed, const QByteArray& context);

} // namespace Parcel

} // namespace jixiao
