#pragma once

#include "core/vault/secret.h"

#include <QString>

#include <optional>

namespace jixiao {

inline constexpr std::size_t recoverySecretBytes = 16;

/// 128 bits as printed on paper: Crockford base 32 (no I, L, O, U), 26 characters and 2 check characters in 7 groups
/// of 4, e.g. "9KJ3-…".
QString recoveryCodeText(const SecretBytes& secret);

/// What a person typed: any case, spaces or hyphens anywhere, O for 0, I and L for 1. nullopt when it is not a
/// recovery code or its check characters do not fit.
std::optional<SecretBytes> recoveryCodeSecret(const SecretBytes& typed);

} // namespace jixiao
