#pragma once

#include "core/base/random.h"

#include <QRandomGenerator>

namespace jixiao {

/// Reproducible bytes.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(quint32 seed = 1) : generator_(seed) {}
    QByteArray bytes(int count) override {
        QByteArray result(count, '\0');
        for (auto& byte : result)
            byte = char(generator_.bounded(256));
        return result;
    }

private:
    QRandomGenerator generator_;
};

} // namespace jixiao
