#include "core/base/id.h"

namespace jixiao {

std::optional<Id> Id::fromString(QStringView text) {
    if (text.size() != 36) return std::nullopt;
    const auto uuid = QUuid::fromString(text);
    if (uuid.isNull()) return std::nullopt;
    return Id(uuid);
}

Id UuidV7Source::next() {
    const std::scoped_lock lock(mutex_);
    const auto now = clock_.nowMs();
    if (now > lastMs_) {
        lastMs_ = now;
        counter_ = 0;
    } else if (++counter_ > 0x0fff) {
        ++lastMs_;
        counter_ = 0;
    }
    auto bytes = random_.bytes(16);
    for (int i = 0; i < 6; ++i)
        bytes[i] = char((lastMs_ >> (8 * (5 - i))) & 0xff);
    bytes[6] = char(0x70 | (counter_ >> 8));
    bytes[7] = char(counter_ & 0xff);
    bytes[8] = char(0x80 | (bytes[8] & 0x3f));
    return Id(QUuid::fromRfc4122(bytes));
}

} // namespace jixiao
