#pragma once

#include "core/vault/signer.h"
#include "sync/protocol/messages.h"
#include "tls_client.h"

namespace jixiao::server {

/// A device that talks to the server over HTTPS only.
struct WireDevice {
    Id id;
    Id unit;
    QByteArray token;
    qint64 seq = 0;
};

inline WireDevice enrolOverWire(quint16 port, const QString& invitation, IdSource& ids) {
    const auto code = protocol::EnrolmentCode::fromString(invitation);
    if (!code) qFatal("invitation");
    const auto signer = Signer::generate();
    WireDevice device{ids.next(), {}, {}};
    const auto body = protocol::encode(
        protocol::EnrolRequest{code->code, device.id, QStringLiteral("平板"), signer.suite(), signer.publicKey()});
    const auto reply =
        protocol::decodeEnrolReply(TlsClient::body(TlsClient(port).ask(TlsClient::post(protocol::enrolPath, body))));
    if (!reply) qFatal("enrol: %s", qPrintable(reply.error().detail));
    device.token = reply->token.toLatin1();
    device.unit = *Id::fromString(reply->actor.unitId);
    return device;
}

inline QByteArray projectPush(WireDevice& device, IdSource& ids, int count, Id* first = nullptr) {
    protocol::PushRequest request;
    for (int i = 0; i < count; ++i) {
        OutboundMutation m{ids.next(),
                           ++device.seq,
                           MutationKind::Fields,
                           RecordType::project,
                           ids.next(),
                           device.unit,
                           {},
                           {{Field::name, {QStringLiteral("项目%1").arg(i), 0}}}};
        if (i == 0 && first) *first = m.record;
        request.mutations << m;
    }
    return protocol::encode(request);
}

} // namespace jixiao::server
