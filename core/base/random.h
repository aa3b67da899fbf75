#pragma once

#include <QByteArray>

namespace jixiao {

/// Randomness as a dependency. Thread-safe.
class RandomSource {
public:
    virtual ~RandomSource() = default;
    virtual QByteArray bytes(int count) = 0;
};

/// The operating system's generator; used for everything but secrets in the vault (which uses libsodium directly).
class SystemRandom final : public RandomSource {
public:
    QByteArray bytes(int count) override;
};

} // namespace jixiao
