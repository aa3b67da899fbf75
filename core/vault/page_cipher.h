#pragma once

#include "core/vault/vault.h"

#include <QByteArray>

#include <optional>

namespace jixiao {

/// Checks and decrypts single pages of a store file, as SQLCipher 4 writes them: AES-256-CBC, signed with HMAC-SHA512.
/// For reading a damaged file without SQLite. Any thread, one at a time.
class PageCipher {
public:
    static constexpr int pageBytes = 4096;
    static constexpr int reservedBytes = 80; ///< initialisation vector and signature at the end of each page
    static constexpr int usableBytes = pageBytes - reservedBytes;

    /// Error: InvalidInput (the key is none of a store), StoreFailed.
    static Result<PageCipher> forKey(const StoreKey& key);

    /// Nullopt unless `stored` is, byte for byte, what was written as page `number` (from 1). The salt at the beginning
    /// of page 1 is not looked at.
    std::optional<QByteArray> decrypt(const QByteArray& stored, qint64 number) const;

private:
    PageCipher() = default;

    SecretBytes key_;
    SecretBytes signingKey_;
};

} // namespace jixiao
