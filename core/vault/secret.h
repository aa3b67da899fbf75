#pragma once

#include <QByteArray>

#include <cstddef>
#include <span>

namespace jixiao {

/// Bytes that must not leak: guarded, locked memory, wiped when they go. Move-only.
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    /// Copies, then wipes the source (detached first, so only this copy's buffer).
    static SecretBytes take(QByteArray&& bytes);
    static SecretBytes random(std::size_t size);
    SecretBytes clone() const;

    std::span<unsigned char> bytes() { return {data_, size_}; }
    std::span<const unsigned char> bytes() const { return {data_, size_}; }
    std::size_t size() const { return size_; }
    bool isEmpty() const { return size_ == 0; }

private:
    void wipe();
    unsigned char* data_ = nullptr; // owned; from sodium_malloc
    std::size_t size_ = 0;
};

} // namespace jixiao
