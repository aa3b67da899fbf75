#include "sync/engine/device_identity.h"

#include "core/base/json.h"

#include <QJsonArray>

namespace jixiao {

namespace {

const QString deviceIdKey = QStringLiteral("device.id");
const QString seedKey = QStringLiteral("device.seed");
const QString actorKey = QStringLiteral("actor");
const QString unitNameKey = QStringLiteral("unit.name");
const QString serverKey = QStringLiteral("server");
const QString tokenKey = QStringLiteral("server.token");

QString toJson(const QJsonObject& object) { return QString::fromUtf8(canonicalJson(object)); }

QJsonObject fromJson(const QString& text) {
    const auto object = parseJsonObject(text.toUtf8());
    return object ? *object : QJsonObject{};
}

QString actorToJson(const Actor& actor) {
    QJsonArray roles;
    for (const auto role : actor.roles)
        roles.append(roleName(role));
    return toJson({{QStringLiteral("id"), actor.personId},
                   {QStringLiteral("name"), actor.name},
                   {QStringLiteral("roles"), roles},
                   {QStringLiteral("unit"), actor.unitId}});
}

Actor actorFromJson(const QString& text, const QString& deviceId) {
    const auto object = fromJson(text);
    Actor actor{object[QStringLiteral("id")].toString(),
                object[QStringLiteral("name")].toString(),
                {},
                deviceId,
                object[QStringLiteral("unit")].toString()};
    for (const auto& role : object[QStringLiteral("roles")].toArray())
        if (const auto known = roleFromName(role.toString())) actor.roles.append(*known);
    return actor;
}

QString serverToJson(const ServerIdentity& server) {
    return toJson({{QStringLiteral("url"), server.url},
                   {QStringLiteral("pins"), QJsonArray::fromStringList(server.pins)},
                   {QStringLiteral("ca"), server.caCertificatePem}});
}

ServerIdentity serverFromJson(const QString& text) {
    const auto object = fromJson(text);
    ServerIdentity server{object[QStringLiteral("url")].toString(), {}, object[QStringLiteral("ca")].toString()};
    for (const auto& pin : object[QStringLiteral("pins")].toArray())
        server.pins.append(pin.toString());
    return server;
}

Result<void> setAll(Store& store, const QMap<QString, QString>& values) {
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        if (auto set = store.setMeta(it.key(), it.value()); !set) return set;
    return {};
}

} // namespace

Result<void> DeviceIdentity::initialise(Store& store, IdSource& ids) {
    const auto signer = Signer::generate();
    const auto seed = signer.seed().bytes();
    const auto hex = QByteArray(reinterpret_cast<const char*>(seed.data()), qsizetype(seed.size())).toHex();
    return setAll(store, {{deviceIdKey, ids.next().toString()}, {seedKey, QString::fromLatin1(hex)}});
}

Result<DeviceIdentity> DeviceIdentity::read(Store& store) {
    QMap<QString, QString> values;
    for (const auto& key : {deviceIdKey, seedKey, actorKey, unitNameKey, serverKey, tokenKey}) {
        auto value = store.meta(key);
        if (!value) return value.error();
        values.insert(key, *value);
    }
    DeviceIdentity identity;
    if (auto signer = Signer::fromSeed(SecretBytes::take(QByteArray::fromHex(values[seedKey].toLatin1()))))
        identity.signer = *std::move(signer);
    identity.actor = actorFromJson(values[actorKey], values[deviceIdKey]);
    identity.unitName = values[unitNameKey];
    identity.server = serverFromJson(values[serverKey]);
    identity.token = values[tokenKey];
    return identity;
}

Result<void> DeviceIdentity::adopt(Store& store, const protocol::EnrolReply& reply, const QString& serverUrl) {
    return setAll(store, {{actorKey, actorToJson(reply.actor)},
                          {unitNameKey, reply.unitName},
                          {serverKey, serverToJson({serverUrl, reply.pins, reply.caCertificatePem})},
                          {tokenKey, reply.token}});
}

Result<void> DeviceIdentity::adoptLocal(Store& store, const QString& personName, const QString& unitName,
                                        IdSource& ids) {
    const auto deviceId = store.meta(deviceIdKey);
    if (!deviceId) return deviceId.error();
    const auto unit = ids.next();
    const Actor actor{ids.next().toString(), personName, {Role::Filler}, *deviceId, unit.toString()};
    const RecordEdit create{unit, {{Field::name, unitName}}, true, false, RecordType::unit, unit, {}};
    if (auto saved = store.apply({actor, unit, QString(), {create}, {}}); !saved) return saved;
    return setAll(store, {{actorKey, actorToJson(actor)}, {unitNameKey, unitName}});
}

protocol::EnrolRequest DeviceIdentity::enrolRequest(const QString& code, const QString& deviceName) const {
    protocol::EnrolRequest request;
    request.code = code;
    request.deviceId = Id::fromString(actor.deviceId).value_or(Id());
    request.deviceName = deviceName;
    request.suite = Signer::ed25519;
    if (signer) request.publicKey = signer->publicKey();
    return request;
}

} // namespace jixiao
