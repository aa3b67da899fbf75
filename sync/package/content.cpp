#include "sync/package/content.h"

#include "core/base/gzip.h"
#include "core/base/json.h"
#include "sync/protocol/reader.h"

namespace jixiao::package {

namespace {

constexpr int maxLines = 100'000;
constexpr qsizetype hashBytes = 32;
constexpr qsizetype maxManifestBytes = 4096;
constexpr qsizetype roomForFrame = 8 * 1024; ///< header, manifest, keys and tags

Error malformed(int line, const Error& error) {
    return {ErrorCode::PackageMalformed, QStringLiteral("line %1: %2").arg(line).arg(error.detail)};
}

QByteArray encode(const Manifest& m) {
    return canonicalJson({{QStringLiteral("received"), m.received},
                          {QStringLiteral("receivedHash"), QString::fromLatin1(m.receivedHash.toBase64())},
                          {QStringLiteral("cursor"), m.cursor},
                          {QStringLiteral("again"), m.again}});
}

Result<Manifest> decodeManifest(const QByteArray& line) {
    auto in = protocol::readMessage(line, maxManifestBytes, ErrorCode::PackageMalformed);
    if (!in) return in.error();
    Manifest m;
    m.received = in->integer(QStringLiteral("received"));
    if (m.received > 0) m.receivedHash = in->base64(QStringLiteral("receivedHash"), hashBytes);
    m.cursor = in->integer(QStringLiteral("cursor"));
    m.again = in->boolean(QStringLiteral("again"));
    if (!in->ok()) return in->error();
    return m;
}

/// Items that are encoded together by `encode`, as many as fit.
template <typename Item, typename Encode>
QList<Message> inMessages(const QList<Item>& items, qsizetype maxBytes, Encode encode) {
    QList<Message> result;
    QList<Item> gathered;
    qsizetype size = 0;
    const auto flush = [&] {
        if (!gathered.isEmpty()) result << Message{encode(gathered), int(gathered.size())};
        gathered.clear();
        size = 0;
    };
    for (const auto& item : items) {
        const auto own = encode({item}).size();
        if (size + own > maxBytes || gathered.size() == protocol::maxMutationsPerPush) flush();
        gathered << item;
        size += own;
    }
    flush();
    return result;
}

Result<void> readLine(const QByteArray& line, Kind kind, Content& content) {
    if (kind == Kind::Entries) {
        auto request = protocol::decodePushRequest(line);
        if (!request) return request.error();
        content.mutations << request->mutations;
        return {};
    }
    if (line.startsWith(QByteArrayLiteral("{\"ack\":\"") + protocol::pushAck)) {
        auto receipt = protocol::decodePushReply(line);
        if (!receipt) return receipt.error();
        content.verdicts << receipt->verdicts;
        return {};
    }
    auto page = protocol::decodeChangesReply(line);
    if (!page) return page.error();
    content.pages << *std::move(page);
    return {};
}

} // namespace

int Content::records() const {
    auto count = mutations.size() + verdicts.size();
    for (const auto& page : pages)
        count += page.records.size();
    return int(count);
}

QList<Message> messagesOf(const QList<OutboundMutation>& mutations, qsizetype maxBytes) {
    return inMessages(mutations, std::min(maxBytes, protocol::maxInflatedBytes / 2),
                      [](const QList<OutboundMutation>& some) { return encode(protocol::PushRequest{some}); });
}

QList<Message> messagesOf(const QList<MutationVerdict>& verdicts, qsizetype maxBytes) {
    return inMessages(verdicts, std::min(maxBytes, protocol::maxReplyBytes / 2),
                      [](const QList<MutationVerdict>& some) { return encode(protocol::PushReply{some}); });
}

Message messageOf(const protocol::ChangesReply& page) { return {encode(page), int(page.records.size()), page.cursor}; }

QByteArray encodeContent(const Manifest& manifest, const QList<Message>& messages) {
    auto bytes = encode(manifest);
    for (const auto& message : messages)
        bytes += '\n' + message.line;
    return bytes;
}

Result<Content> decodeContent(const Header& header, const QByteArray& bytes) {
    Content content;
    qsizetype from = 0;
    for (int number = 1; from <= bytes.size(); ++number) {
        if (number > maxLines) return malformed(number, {ErrorCode::PackageMalformed, QStringLiteral("too many")});
        auto to = bytes.indexOf('\n', from);
        if (to < 0) to = bytes.size();
        const auto line = QByteArray::fromRawData(bytes.constData() + from, to - from);
        from = to + 1;
        if (number == 1) {
            auto manifest = decodeManifest(line);
            if (!manifest) return malformed(number, manifest.error());
            content.manifest = *manifest;
        } else if (auto read = readLine(line, header.kind, content); !read) {
            return malformed(number, read.error());
        }
    }
    if (content.records() != header.records)
        return Error{ErrorCode::PackageMalformed,
                     QStringLiteral("%1 records, the header says %2").arg(content.records()).arg(header.records)};
    return content;
}

QList<QList<Message>> split(const QList<Message>& messages, qsizetype maxFileBytes) {
    const auto room = std::max<qsizetype>(1, std::min(maxFileBytes, maxBodyBytes) - roomForFrame);
    QList<QList<Message>> parts{{}};
    qsizetype packed = 0;
    qsizetype plain = 0;
    for (const auto& message : messages) {
        const auto own = gzip(message.line).size();
        const bool full = packed + own > room || plain + message.line.size() > maxPlainBytes / 2;
        if (full && !parts.last().isEmpty()) {
            parts.append(QList<Message>{});
            packed = plain = 0;
        }
        parts.last() << message;
        packed += own;
        plain += message.line.size();
    }
    return parts;
}

} // namespace jixiao::package
