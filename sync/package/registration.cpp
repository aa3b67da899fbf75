#include "sync/package/registration.h"

#include "core/base/json.h"
#include "sync/package/maker.h"
#include "sync/protocol/reader.h"

namespace jixiao::package {

namespace {

/// No code: the administrator who takes the file in says who it is for.
const QString handedIn = QStringLiteral("handed-in");

Error malformed(const QString& what) { return {ErrorCode::PackageMalformed, what}; }

} // namespace

bool sameFingerprint(const QByteArray& publicKey, const QString& typed) {
    const auto plain = [](QString text) {
        return text.remove(QLatin1Char('-')).remove(QLatin1Char(' ')).trimmed().toUpper();
    };
    return plain(fingerprint(publicKey)) == plain(typed);
}

Result<QByteArray> makeRequest(const protocol::EnrolRequest& request, const Signer& device, const Id& id,
                               qint64 createdMs) {
    Header header;
    header.kind = Kind::Request;
    header.id = id;
    header.sender = request.deviceId;
    header.records = 1;
    header.createdMs = createdMs;
    header.level = Level::Public;
    auto handed = request;
    handed.code = handedIn;
    return seal(header, protocol::encode(handed), {}, device);
}

Result<protocol::EnrolRequest> readRequest(const Envelope& envelope, const QString& keyFingerprint) {
    if (envelope.header.kind != Kind::Request) return malformed(QStringLiteral("not a request"));
    if (!isSignedBy(envelope, envelope.header.senderKey)) return Error{ErrorCode::PackageTampered};
    if (!sameFingerprint(envelope.header.senderKey, keyFingerprint))
        return Error{ErrorCode::PackageUnknownSender, QStringLiteral("the fingerprint is another one")};
    const auto body = openBody(envelope, Signer::generate());
    if (!body) return body.error();
    auto request = protocol::decodeEnrolRequest(*body);
    if (!request) return malformed(request.error().detail);
    if (request->publicKey != envelope.header.senderKey || request->deviceId != envelope.header.sender ||
        request->suite != envelope.header.suite)
        return malformed(QStringLiteral("the request is another device's"));
    return request;
}

Result<QByteArray> makeCard(const Card& card, const Id& server, const Signer& signer, const Id& device,
                            const QByteArray& deviceKey, const Id& id, qint64 createdMs) {
    Header header;
    header.kind = Kind::Card;
    header.id = id;
    header.sender = server;
    header.receiver = device;
    header.records = 1;
    header.createdMs = createdMs;
    header.level = Level::Public;
    auto body = canonicalJson({{QStringLiteral("ceiling"), levelName(card.ceiling)}});
    if (card.identity) body += '\n' + protocol::encode(*card.identity);
    return seal(header, body, deviceKey, signer);
}

Result<Card> readCard(const Envelope& envelope, const Id& device, const Signer& signer, const QString& keyFingerprint) {
    if (envelope.header.kind != Kind::Card) return malformed(QStringLiteral("not a card"));
    const bool known = sameFingerprint(envelope.header.senderKey, keyFingerprint);
    const Expected expected{known ? envelope.header.senderKey : QByteArray(), device, Level::Public};
    if (auto checked = check(envelope, expected); !checked) return checked.error();
    const auto body = openBody(envelope, signer);
    if (!body) return body.error();
    const auto end = body->indexOf('\n');
    auto in =
        protocol::readMessage(body->left(end < 0 ? body->size() : end), maxHeaderBytes, ErrorCode::PackageMalformed);
    if (!in) return in.error();
    const auto ceiling = levelFromName(in->token(QStringLiteral("ceiling")));
    if (!ceiling) return malformed(QStringLiteral("ceiling"));
    Card card{*ceiling, std::nullopt};
    if (end < 0) return card;
    auto identity = protocol::decodeEnrolReply(body->mid(end + 1));
    if (!identity) return malformed(identity.error().detail);
    card.identity = *std::move(identity);
    return card;
}

} // namespace jixiao::package
