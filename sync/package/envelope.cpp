#include "sync/package/envelope.h"

#include "core/base/gzip.h"
#include "core/vault/parcel.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

namespace jixiao::package {

namespace {

const QByteArray magic = QByteArrayLiteral("jixiao package\n");
const QByteArray purpose = QByteArrayLiteral("jixiao.package/1\n");
constexpr qsizetype lengthBytes = 4;
constexpr qsizetype signatureBytes = 64;
constexpr qsizetype maxRatio = 100; ///< of content to its gzip; what packs better than that travels unpacked
constexpr qsizetype smallestLimit = 64 * 1024;

QByteArray sha256(const QByteArray& bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

Error truncated(qsizetype size, qsizetype wanted) {
    return {ErrorCode::PackageTruncated, QStringLiteral("%1 of %2 bytes").arg(size).arg(wanted)};
}

qsizetype inflatedLimit(qsizetype packed) { return std::min(maxPlainBytes, packed * maxRatio + smallestLimit); }

} // namespace

Result<Envelope> parse(const QByteArray& file) {
    if (!file.startsWith(magic.left(file.size())))
        return Error{ErrorCode::PackageMalformed, QStringLiteral("not .jxp")};
    const auto headerAt = magic.size() + lengthBytes;
    if (file.size() < headerAt) return truncated(file.size(), headerAt);
    const auto headerSize = qsizetype(qFromBigEndian<quint32>(file.constData() + magic.size()));
    if (headerSize > maxHeaderBytes) return Error{ErrorCode::PackageMalformed, QStringLiteral("length of the header")};
    if (file.size() < headerAt + headerSize) return truncated(file.size(), headerAt + headerSize);
    Envelope envelope;
    envelope.headerBytes = file.mid(headerAt, headerSize);
    auto header = decodeHeader(envelope.headerBytes);
    if (!header) return header.error();
    envelope.header = *header;
    const auto bodyAt = headerAt + headerSize;
    const auto whole = bodyAt + header->bodyBytes + signatureBytes;
    if (file.size() < whole) return truncated(file.size(), whole);
    if (file.size() > whole) return Error{ErrorCode::PackageTampered, QStringLiteral("something stands behind it")};
    envelope.body = file.mid(bodyAt, header->bodyBytes);
    envelope.signature = file.right(signatureBytes);
    envelope.signedHash = sha256(QByteArray::fromRawData(file.constData(), file.size() - signatureBytes));
    envelope.fileHash = sha256(file);
    return envelope;
}

bool isSignedBy(const Envelope& envelope, const QByteArray& senderKey) {
    return envelope.header.senderKey == senderKey &&
           Signer::verify(envelope.header.suite, senderKey, purpose + envelope.signedHash, envelope.signature);
}

Result<QByteArray> openBody(const Envelope& envelope, const Signer& receiver) {
    const bool plain = envelope.header.kind == Kind::Request;
    const auto content =
        plain ? std::optional(envelope.body) : Parcel::open(receiver, envelope.body, envelope.headerBytes);
    if (!content) return Error{ErrorCode::PackageTampered, QStringLiteral("the body does not open")};
    if (!envelope.header.packed) return *content;
    auto inflated = gunzip(*content, inflatedLimit(content->size()));
    if (inflated) return inflated;
    const bool tooLarge = inflated.error().code == ErrorCode::RequestTooLarge;
    return Error{tooLarge ? ErrorCode::PackageTooLarge : ErrorCode::PackageMalformed, inflated.error().detail};
}

Result<QByteArray> seal(Header header, const QByteArray& plain, const QByteArray& receiverKey, const Signer& sender) {
    if (plain.size() > maxPlainBytes) return Error{ErrorCode::PackageTooLarge, QStringLiteral("content")};
    auto content = gzip(plain);
    header.packed = plain.size() <= inflatedLimit(content.size());
    if (!header.packed) content = plain;
    const bool open = header.kind == Kind::Request;
    header.bodyBytes = open ? content.size() : Parcel::sealedSize(content.size());
    if (header.bodyBytes > maxBodyBytes) return Error{ErrorCode::PackageTooLarge, QStringLiteral("body")};
    header.suite = sender.suite();
    header.senderKey = sender.publicKey();
    const auto headerBytes = encodeHeader(header);
    const auto body = open ? std::optional(content) : Parcel::seal(receiverKey, content, headerBytes);
    if (!body) return Error{ErrorCode::InvalidInput, QStringLiteral("the receiver's key is none")};
    QByteArray length(lengthBytes, '\0');
    qToBigEndian(quint32(headerBytes.size()), length.data());
    const QByteArray file = magic + length + headerBytes + *body;
    return file + sender.sign(purpose + sha256(file));
}

QString fingerprint(const QByteArray& publicKey) {
    constexpr int groups = 8;
    constexpr int groupSize = 4;
    const auto hex = QString::fromLatin1(sha256(publicKey).toHex().toUpper());
    QStringList result;
    for (int i = 0; i < groups; ++i)
        result << hex.mid(qsizetype(i) * groupSize, groupSize);
    return result.join(QLatin1Char('-'));
}

} // namespace jixiao::package
