#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"

#include <QString>
#include <QUuid>

#include <mutex>
#include <optional>

namespace jixiao {

/// Identity of a record, mutation or device: a UUIDv7, made on the device, never reused. Printed lower-case without
/// braces. Ordered by its bytes, so ids of one device sort by creation time.
class Id {
public:
    Id() = default;
    explicit Id(const QUuid& uuid) : uuid_(uuid) {}

    /// Accepts exactly the 36-character form; nullopt for anything else.
    static std::optional<Id> fromString(QStringView text);

    QString toString() const { return uuid_.toString(QUuid::WithoutBraces); }
    QByteArray toBytes() const { return uuid_.toRfc4122(); }
    bool isNull() const { return uuid_.isNull(); }

    friend bool operator==(const Id& a, const Id& b) { return a.uuid_ == b.uuid_; }
    friend bool operator<(const Id& a, const Id& b) { return a.uuid_ < b.uuid_; }
    friend size_t qHash(const Id& id, size_t seed = 0) { return qHash(id.uuid_, seed); }

private:
    QUuid uuid_;
};

/// Makes new ids.
class IdSource {
public:
    virtual ~IdSource() = default;
    virtual Id next() = 0;
};

/// RFC 9562 version 7: 48 bits of clock, a counter that keeps ids of one millisecond in order, the rest random.
/// Thread-safe.
class UuidV7Source final : public IdSource {
public:
    UuidV7Source(const Clock& clock, RandomSource& random) : clock_(clock), random_(random) {}
    Id next() override;

private:
    const Clock& clock_;
    RandomSource& random_;
    std::mutex mutex_;
    qint64 lastMs_ = 0;
    quint16 counter_ = 0;
};

} // namespace jixiao
