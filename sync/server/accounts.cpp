#include "sync/server/accounts.h"

#include "core/vault/signer.h"
#include "sync/server/sync_service.h"

#include <QCryptographicHash>

namespace jixiao::server {

namespace {

constexpr auto alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U
constexpr int codeSymbols = 28;
constexpr int groupSize = 4;
constexpr int tokenBytes = 32;
constexpr int publicKeyBytes = 32;

/// Dashes and look-alikes do not matter when a code is typed.
QByteArray codeHash(const QString& code) {
    auto plain = code.toUpper();
    plain.remove(QLatin1Char('-')).replace(QLatin1Char('O'), QLatin1Char('0'));
    plain.replace(QLatin1Char('I'), QLatin1Char('1')).replace(QLatin1Char('L'), QLatin1Char('1'));
    return QCryptographicHash::hash(plain.toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

Result<QString> Accounts::invite(const Id& person) {
    if (auto actor = directory_.actor(person, {}); !actor) return actor.error();
    const auto random = random_.bytes(codeSymbols);
    QString code;
    for (int i = 0; i < codeSymbols; ++i) {
        if (i > 0 && i % groupSize == 0) code += QLatin1Char('-');
        code += QLatin1Char(alphabet[quint8(random[i]) & 31]);
    }
    auto stored = storage_.putInvitation({codeHash(code), person, clock_.nowMs() + invitationLifeMs, std::nullopt});
    if (!stored) return stored.error();
    return code;
}

Result<Invitation> Accounts::redeem(const protocol::EnrolRequest& request) {
    auto found = storage_.invitation(codeHash(request.code));
    if (!found) return found.error();
    if (!*found) return Error{ErrorCode::EnrolmentInvalid};
    auto invitation = **found;
    if (invitation.usedBy && *invitation.usedBy != request.deviceId) return Error{ErrorCode::EnrolmentUsed};
    if (clock_.nowMs() > invitation.expiresMs) return Error{ErrorCode::EnrolmentExpired};
    invitation.usedBy = request.deviceId;
    return invitation;
}

/// A device id belongs to the key that enrolled it first, and a revoked device stays out.
Result<void> Accounts::checkDevice(const protocol::EnrolRequest& request) {
    if (request.suite != Signer::ed25519 || request.publicKey.size() != publicKeyBytes)
        return Error{ErrorCode::InvalidInput, QStringLiteral("unknown signature suite or key")};
    auto known = storage_.device(request.deviceId);
    if (!known) return known.error();
    if (!*known) return {};
    if ((*known)->revoked) return Error{ErrorCode::DeviceRevoked};
    if ((*known)->publicKey != request.publicKey)
        return Error{ErrorCode::EnrolmentInvalid, QStringLiteral("the device id belongs to another key")};
    return {};
}

Result<protocol::EnrolReply> Accounts::enrol(const protocol::EnrolRequest& request, const ServerCard& card) {
    auto invitation = redeem(request);
    if (!invitation) return invitation.error();
    if (auto checked = checkDevice(request); !checked) return checked.error();
    auto actor = directory_.actor(invitation->person, request.deviceId);
    if (!actor && actor.error().code == ErrorCode::RecordNotFound) return Error{ErrorCode::EnrolmentInvalid};
    if (!actor) return actor.error();
    auto unitName = directory_.unitName(*Id::fromString(actor->unitId));
    if (!unitName) return unitName.error();
    const auto token = QString::fromLatin1(
        random_.bytes(tokenBytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    const Device device{request.deviceId,   invitation->person,
                        request.deviceName, request.suite,
                        request.publicKey,  SyncService::tokenHash(token),
                        clock_.nowMs(),     false};
    if (auto stored = storage_.putInvitation(*invitation); !stored) return stored.error();
    if (auto stored = storage_.putDevice(device); !stored) return stored.error();
    return protocol::EnrolReply{token, *actor, *unitName, card.caCertificatePem, card.pins};
}

Result<void> Accounts::revoke(const Id& device) {
    auto found = storage_.device(device);
    if (!found) return found.error();
    if (!*found) return Error{ErrorCode::RecordNotFound, QStringLiteral("device")};
    auto revoked = **found;
    revoked.revoked = true;
    return storage_.putDevice(revoked);
}

} // namespace jixiao::server
