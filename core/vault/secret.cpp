#include "core/vault/secret.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace jixiao {

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
    if (size_ == 0) return;
    if (sodium_init() < 0) qFatal("libsodium cannot start");
    data_ = static_cast<unsigned char*>(sodium_malloc(size_));
    Q_CHECK_PTR(data_);
    sodium_memzero(data_, size_);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        wipe();
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes() { wipe(); }

void SecretBytes::wipe() {
    if (data_) sodium_free(data_); // wipes
    data_ = nullptr;
    size_ = 0;
}

SecretBytes SecretBytes::take(QByteArray&& bytes) {
    SecretBytes result{std::size_t(bytes.size())};
    std::copy(bytes.cbegin(), bytes.cend(), result.data_);
    bytes.detach();
    sodium_memzero(bytes.data(), std::size_t(bytes.size()));
    bytes.clear();
    return result;
}

SecretBytes SecretBytes::random(std::size_t size) {
    SecretBytes result{size};
    if (size) randombytes_buf(result.data_, size);
    return result;
}

SecretBytes SecretBytes::clone() const {
    SecretBytes result{size_};
    std::copy_n(data_, size_, result.data_);
    return result;
}

} // namespace jixiao
