#include "core/base/random.h"

#include <QRandomGenerator>

namespace jixiao {

QByteArray SystemRandom::bytes(int count) {
    QByteArray result(count, Qt::Uninitialized);
    auto* generator = QRandomGenerator::system();
    for (auto& byte : result)
        byte = char(generator->bounded(256));
    return result;
}

} // namespace jixiao
