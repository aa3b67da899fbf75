#include "sync/package/maker.h"

#include <algorithm>

namespace jixiao::package {

Result<QList<Made>> makePackages(const Outline& outline, const QList<Message>& messages, qsizetype maxFileBytes,
                                 Exchange& exchange, const Signer& signer, IdSource& ids) {
    const auto parts = split(messages, maxFileBytes);
    if (parts.size() > maxParts) return Error{ErrorCode::PackageTooLarge, QStringLiteral("too many parts")};
    auto next = exchange;
    auto manifest = outline.manifest;
    QList<Made> result;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        Header header;
        header.kind = outline.kind;
        header.id = ids.next();
        header.sender = outline.sender;
        header.senderUnit = outline.senderUnit;
        header.receiver = outline.receiver;
        header.sequence = next.sent + 1;
        header.previous = next.sentHash;
        header.since = exchange.acknowledged;
        header.part = int(i) + 1;
        header.parts = int(parts.size());
        header.level = outline.level;
        header.createdMs = outline.createdMs;
        for (const auto& message : parts[i])
            header.records += message.records;
        auto file = seal(header, encodeContent(manifest, parts[i]), outline.receiverKey, signer);
        if (!file) return file.error();
        const auto envelope = parse(*file);
        if (!envelope) return envelope.error();
        next.sent = header.sequence;
        next.sentHash = envelope->fileHash;
        result << Made{envelope->header, envelope->fileHash, *std::move(file)};
        for (const auto& message : parts[i])
            if (message.cursor >= 0) {
                manifest.cursor = message.cursor;
                manifest.again = false;
            }
    }
    exchange = next;
    return result;
}

Result<void> check(const Envelope& envelope, const Expected& expected) {
    const auto& header = envelope.header;
    const auto fail = [&](ErrorCode code) {
        return Error{code, QStringLiteral("%1, from %2").arg(fileName(header), header.sender.toString())};
    };
    if (!isSignedBy(envelope, header.senderKey)) return fail(ErrorCode::PackageTampered);
    if (header.senderKey != expected.senderKey) return fail(ErrorCode::PackageUnknownSender);
    if (header.receiver != expected.receiver) return fail(ErrorCode::PackageWrongReceiver);
    if (header.level > expected.ceiling) return fail(ErrorCode::PackageWrongLevel);
    return {};
}

QString fileName(const Header& header) {
    const auto sender = header.sender.toString().right(8);
    if (header.kind == Kind::Request) return QStringLiteral("jixiao-%1-request.jxp").arg(sender);
    if (header.kind == Kind::Card) return QStringLiteral("jixiao-%1-card.jxp").arg(header.receiver.toString().right(8));
    const auto number = QStringLiteral("jixiao-%1-%2").arg(sender).arg(header.sequence, 6, 10, QLatin1Char('0'));
    const auto part =
        header.parts > 1 ? QStringLiteral("-%1of%2").arg(header.part).arg(header.parts) : QStringLiteral("");
    return number + part + QStringLiteral(".jxp");
}

} // namespace jixiao::package
