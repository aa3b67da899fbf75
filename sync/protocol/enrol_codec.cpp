#include "sync/protocol/messages.h"
#include "sync/protocol/reader.h"

namespace jixiao::protocol {

namespace {

constexpr qsizetype maxSmallBody = 64 * 1024;
constexpr qsizetype maxKeyBytes = 1024;
constexpr qsizetype maxPemChars = 16 * 1024;
constexpr int maxPins = 8;

QJsonObject toJson(const Actor& actor) {
    QJsonArray roles;
    for (const auto role : actor.roles)
        roles.append(roleName(role));
    return {{QStringLiteral("personId"), actor.personId},
            {QStringLiteral("name"), wireText(actor.name)},
            {QStringLiteral("roles"), roles},
            {QStringLiteral("deviceId"), actor.deviceId},
            {QStringLiteral("unitId"), actor.unitId}};
}

/// Roles this version does not know are left out: they grant nothing here.
Actor readActor(ObjectReader& in) {
    Actor actor;
    actor.personId = in.id(QStringLiteral("personId")).toString();
    actor.name = in.text(QStringLiteral("name"), maxReasonChars);
    actor.deviceId = in.id(QStringLiteral("deviceId")).toString();
    actor.unitId = in.id(QStringLiteral("unitId")).toString();
    const auto roles = in.texts(QStringLiteral("roles"), maxNameChars, maxNameChars);
    for (const auto& name : roles)
        if (const auto role = roleFromName(name)) actor.roles << *role;
    return actor;
}

} // namespace

QByteArray encode(const EnrolRequest& message) {
    return toBytes({{QStringLiteral("code"), message.code},
                    {QStringLiteral("deviceId"), message.deviceId.toString()},
                    {QStringLiteral("deviceName"), wireText(message.deviceName)},
                    {QStringLiteral("suite"), message.suite},
                    {QStringLiteral("publicKey"), QString::fromLatin1(message.publicKey.toBase64())}});
}

Result<EnrolRequest> decodeEnrolRequest(const QByteArray& body) {
    auto in = readMessage(body, maxSmallBody, ErrorCode::InvalidInput);
    if (!in) return in.error();
    EnrolRequest result;
    result.code = in->text(QStringLiteral("code"), maxNameChars);
    result.deviceId = in->id(QStringLiteral("deviceId"));
    result.deviceName = in->text(QStringLiteral("deviceName"), 200);
    result.suite = in->token(QStringLiteral("suite"));
    result.publicKey = in->base64(QStringLiteral("publicKey"), maxKeyBytes);
    if (!in->ok()) return in->error();
    return result;
}

QByteArray encode(const EnrolReply& message) {
    return toBytes({{QStringLiteral("ack"), QString::fromLatin1(enrolAck)},
                    {QStringLiteral("token"), message.token},
                    {QStringLiteral("actor"), toJson(message.actor)},
                    {QStringLiteral("unitName"), wireText(message.unitName)},
                    {QStringLiteral("caCertificate"), message.caCertificatePem},
                    {QStringLiteral("pins"), QJsonArray::fromStringList(message.pins)}});
}

Result<EnrolReply> decodeEnrolReply(const QByteArray& body) {
    auto in = readMessage(body, maxSmallBody, ErrorCode::ServerNonsense);
    if (!in) return in.error();
    requireAck(*in, enrolAck);
    EnrolReply result;
    result.token = in->text(QStringLiteral("token"), 256);
    if (in->ok() && result.token.isEmpty()) in->fail(QStringLiteral("token"), QStringLiteral("empty"));
    const auto actorName = QStringLiteral("actor");
    auto actor = in->inside(in->object(actorName, maxNameChars), actorName);
    result.actor = readActor(actor);
    in->adopt(actor);
    result.unitName = in->text(QStringLiteral("unitName"), maxReasonChars);
    result.caCertificatePem = in->text(QStringLiteral("caCertificate"), maxPemChars);
    result.pins = in->texts(QStringLiteral("pins"), maxPins, maxNameChars);
    if (!in->ok()) return in->error();
    return result;
}

QByteArray encode(const Problem& message) {
    return toBytes({{QStringLiteral("type"), QStringLiteral("about:blank")},
                    {QStringLiteral("status"), message.status},
                    {QStringLiteral("title"), wireText(message.title)},
                    {QStringLiteral("detail"), wireText(message.detail)},
                    {QStringLiteral("code"), message.code},
                    {QStringLiteral("requestId"), message.requestId}});
}

Result<Problem> decodeProblem(const QByteArray& body) {
    auto in = readMessage(body, maxSmallBody, ErrorCode::ServerNonsense);
    if (!in) return in.error();
    Problem result;
    result.status = int(in->integer(QStringLiteral("status"), 100, 599));
    result.title = in->text(QStringLiteral("title"), maxReasonChars);
    result.detail = in->optionalText(QStringLiteral("detail"), maxReasonChars);
    result.code = in->token(QStringLiteral("code"));
    result.requestId = in->optionalText(QStringLiteral("requestId"), 128);
    if (!in->ok()) return in->error();
    return result;
}

} // namespace jixiao::protocol
