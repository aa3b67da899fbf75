#include "sync/package/exchange.h"

#include "core/base/json.h"

namespace jixiao::package {

namespace {

constexpr qsizetype maxSeen = 1000;

QString text(const QByteArray& bytes) { return QString::fromLatin1(bytes.toBase64()); }
QByteArray bytesOf(const QJsonValue& value) { return QByteArray::fromBase64(value.toString().toLatin1()); }

Error failure(ErrorCode code, const Header& header, const QMap<QString, QString>& args = {}) {
    return {code, QStringLiteral("package %1 of %2").arg(header.sequence).arg(header.sender.toString()), args};
}

QString range(qint64 from, qint64 to) {
    return from == to ? QStringLiteral("%1").arg(from) : QStringLiteral("%1–%2").arg(from).arg(to);
}

} // namespace

Result<void> Exchange::judge(const Header& header, const QByteArray& fileHash, bool acceptGap) const {
    if (const auto known = seen.constFind(header.sequence); known != seen.cend())
        return failure(*known == fileHash ? ErrorCode::PackageRepeated : ErrorCode::PackageForked, header);
    if (header.sequence <= taken) return failure(ErrorCode::PackageOvertaken, header);
    const bool next = header.sequence == taken + 1;
    if (header.part > 1 && !next)
        return failure(
            ErrorCode::PackageWaits, header,
            {{QStringLiteral("missing"), range(std::max(taken + 1, header.firstSequence()), header.sequence - 1)}});
    if (next && header.previous != takenHash) return failure(ErrorCode::PackageForked, header);
    if (header.since > taken && !acceptGap) return failure(ErrorCode::PackageGap, header);
    return {};
}

void Exchange::take(const Header& header, const QByteArray& fileHash) {
    taken = header.sequence;
    takenHash = fileHash;
    seen.insert(header.sequence, fileHash);
    while (seen.size() > maxSeen)
        seen.erase(seen.cbegin());
}

Result<void> Exchange::acknowledge(qint64 received, const QByteArray& receivedHash) {
    if (received > sent || (received == sent && sent > 0 && receivedHash != sentHash))
        return Error{ErrorCode::PackageForked, QStringLiteral("receipt for %1, sent %2").arg(received).arg(sent)};
    acknowledged = std::max(acknowledged, received);
    return {};
}

void Exchange::catchUp(qint64 received, const QByteArray& receivedHash) {
    if (received <= sent) return;
    sent = acknowledged = received;
    sentHash = receivedHash;
}

QByteArray Exchange::toJson() const {
    QJsonObject hashes;
    for (auto it = seen.cbegin(); it != seen.cend(); ++it)
        hashes.insert(QString::number(it.key()), text(it.value()));
    return canonicalJson({{QStringLiteral("sent"), sent},
                          {QStringLiteral("sentHash"), text(sentHash)},
                          {QStringLiteral("acknowledged"), acknowledged},
                          {QStringLiteral("taken"), taken},
                          {QStringLiteral("takenHash"), text(takenHash)},
                          {QStringLiteral("seen"), hashes}});
}

Result<Exchange> Exchange::fromJson(const QByteArray& bytes) {
    if (bytes.isEmpty()) return Exchange{};
    const auto object = parseJsonObject(bytes);
    if (!object) return Error{ErrorCode::StoreDamaged, QStringLiteral("packages: ") + object.error().detail};
    Exchange exchange;
    exchange.sent = object->value(QStringLiteral("sent")).toInteger();
    exchange.sentHash = bytesOf(object->value(QStringLiteral("sentHash")));
    exchange.acknowledged = object->value(QStringLiteral("acknowledged")).toInteger();
    exchange.taken = object->value(QStringLiteral("taken")).toInteger();
    exchange.takenHash = bytesOf(object->value(QStringLiteral("takenHash")));
    const auto hashes = object->value(QStringLiteral("seen")).toObject();
    for (auto it = hashes.begin(); it != hashes.end(); ++it)
        exchange.seen.insert(it.key().toLongLong(), bytesOf(it.value()));
    return exchange;
}

} // namespace jixiao::package
