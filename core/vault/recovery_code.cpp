#include "core/vault/recovery_code.h"

#include <sodium.h>

#include <array>
#include <string_view>

namespace jixiao {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int secretDigits = 26; // 130 bits: two leading zero bits, then the secret
constexpr int checkDigits = 2;
constexpr int groupLength = 4;
constexpr std::size_t maxTyped = 128;

using Digits = std::array<unsigned char, secretDigits + checkDigits>;

/// The first ten bits of the secret's hash.
void addCheck(Digits& digits, const SecretBytes& secret) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), secret.bytes().data(), secret.size());
    digits[secretDigits] = hash[0] >> 3;
    digits[secretDigits + 1] = static_cast<unsigned char>(((hash[0] & 7) << 2) | (hash[1] >> 6));
}

/// Bit `bit` of the 130: two zero bits stand before the secret's first.
int digitShift(int bit) { return 4 - bit % 5; }

int digitOf(unsigned char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<unsigned char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const auto position = alphabet.find(char(c));
    return position == std::string_view::npos ? -1 : int(position);
}

} // namespace

QString recoveryCodeText(const SecretBytes& secret) {
    Digits digits{};
    for (int bit = 0; bit < 128; ++bit) {
        const int value = secret.bytes()[std::size_t(bit / 8)] >> (7 - bit % 8) & 1;
        digits[std::size_t((bit + 2) / 5)] |= static_cast<unsigned char>(value << digitShift(bit + 2));
    }
    addCheck(digits, secret);
    QString text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % groupLength == 0) text += QLatin1Char('-');
        text += QLatin1Char(alphabet[digits[i]]);
    }
    sodium_memzero(digits.data(), digits.size());
    return text;
}

std::optional<SecretBytes> recoveryCodeSecret(const SecretBytes& typed) {
    if (typed.size() > maxTyped) return std::nullopt;
    Digits digits{};
    std::size_t count = 0;
    for (const auto c : typed.bytes()) {
        if (c == '-' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        const int digit = digitOf(c);
        if (digit < 0 || count == digits.size()) return std::nullopt;
        digits[count++] = static_cast<unsigned char>(digit);
    }
    if (count != digits.size() || digits[0] > 7) return std::nullopt;
    SecretBytes secret{recoverySecretBytes};
    for (int bit = 0; bit < 128; ++bit) {
        const int value = digits[std::size_t((bit + 2) / 5)] >> digitShift(bit + 2) & 1;
        secret.bytes()[std::size_t(bit / 8)] |= static_cast<unsigned char>(value << (7 - bit % 8));
    }
    auto expected = digits;
    addCheck(expected, secret);
    const bool fits = expected == digits;
    sodium_memzero(digits.data(), digits.size());
    sodium_memzero(expected.data(), expected.size());
    if (!fits) return std::nullopt;
    return secret;
}

} // namespace jixiao
