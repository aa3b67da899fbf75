#include "core/vault/slot.h"

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/vault/key_file.h"
#include "core/vault/sealing.h"

#include <sodium.h>

#include <algorithm>

namespace jixiao {

namespace {

constexpr quint64 mebibyte = 1024ULL * 1024;
constexpr KdfParams floorParams{};
constexpr KdfParams ceilingParams{64, 1024 * mebibyte};
constexpr quint64 calibratedMemory = 256 * mebibyte;
constexpr qint64 targetMs = 700;

const auto kdfName = QStringLiteral("argon2id13");
const auto aeadName = QStringLiteral("xchacha20-poly1305");
const auto passphraseKind = QStringLiteral("passphrase");
const auto recoveryKind = QStringLiteral("recovery");

const unsigned char* raw(const QByteArray& bytes) { return reinterpret_cast<const unsigned char*>(bytes.constData()); }

QByteArray randomBytes(qsizetype count) {
    QByteArray bytes{count, '\0'};
    randombytes_buf(bytes.data(), std::size_t(count));
    return bytes;
}

Result<SecretBytes> derive(const SecretBytes& secret, const QByteArray& salt, const KdfParams& params) {
    SecretBytes kek{crypto_aead_xchacha20poly1305_ietf_KEYBYTES};
    const auto input = secret.bytes();
    if (crypto_pwhash(kek.bytes().data(), kek.size(), reinterpret_cast<const char*>(input.data()), input.size(),
                      raw(salt), params.opsLimit, params.memLimitBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{ErrorCode::Internal, QStringLiteral("not enough memory for the key derivation")};
    return kek;
}

qint64 measureMs(const Clock& clock, const KdfParams& params) {
    const auto started = clock.monotonicMs();
    const auto kek = derive(SecretBytes::random(16), randomBytes(crypto_pwhash_SALTBYTES), params);
    return kek ? clock.monotonicMs() - started : targetMs;
}

Error damaged(const char* field) {
    return {ErrorCode::VaultDamaged, QStringLiteral("slot: %1").arg(QLatin1String(field))};
}

} // namespace

bool KdfParams::isAcceptable() const {
    return opsLimit >= floorParams.opsLimit && opsLimit <= ceilingParams.opsLimit &&
           memLimitBytes >= floorParams.memLimitBytes && memLimitBytes <= ceilingParams.memLimitBytes;
}

KdfParams KdfParams::calibrated(const Clock& clock) {
    KdfParams params;
    auto took = measureMs(clock, params);
    if (took <= 0) return params; // the clock stands still
    while (params.memLimitBytes < calibratedMemory && took * 2 <= targetMs) {
        params.memLimitBytes *= 2;
        took = measureMs(clock, params);
    }
    const auto scaled = qint64(params.opsLimit) * targetMs / std::max<qint64>(took, 1);
    params.opsLimit = quint64(std::clamp<qint64>(scaled, qint64(floorParams.opsLimit), qint64(ceilingParams.opsLimit)));
    return params;
}

QByteArray KeySlot::additionalData(const Id& storeId) const {
    auto header = toJson();
    header.remove(QStringLiteral("wrapped"));
    header.insert(QStringLiteral("format"), keyFileFormat());
    header.insert(QStringLiteral("storeId"), storeId.toString());
    return canonicalJson(header);
}

Result<KeySlot> KeySlot::seal(const Id& storeId, const SlotInfo& info, const KdfParams& params,
                              const SecretBytes& secret, const SecretBytes& authority) {
    auto pair = Sealing::newKeyPair();
    KeySlot slot{info, params, randomBytes(crypto_pwhash_SALTBYTES), std::move(pair.publicKey), {}};
    const auto kek = derive(secret, slot.salt, params);
    if (!kek) return kek.error();
    SecretBytes own{slotSecretBytes};
    const auto rest = std::copy_n(pair.privateKey.bytes().data(), pair.privateKey.size(), own.bytes().data());
    std::copy_n(authority.bytes().data(), authorityBytes, rest);
    slot.wrapped = Sealing::lock(*kek, own.bytes(), slot.additionalData(storeId));
    return slot;
}

Result<SecretBytes> KeySlot::unseal(const Id& storeId, const SecretBytes& secret) const {
    const auto kek = derive(secret, salt, params);
    if (!kek) return kek.error();
    auto own = Sealing::unlock(*kek, wrapped, additionalData(storeId));
    if (!own) return Error{ErrorCode::WrongPassphrase};
    return *std::move(own);
}

QJsonObject KeySlot::toJson() const {
    const auto base64 = [](const QByteArray& bytes) { return QString::fromLatin1(bytes.toBase64()); };
    return {{QStringLiteral("id"), info.id.toString()},
            {QStringLiteral("kind"), info.kind == SlotKind::Recovery ? recoveryKind : passphraseKind},
            {QStringLiteral("createdMs"), info.createdMs},
            {QStringLiteral("kdf"), kdfName},
            {QStringLiteral("opsLimit"), qint64(params.opsLimit)},
            {QStringLiteral("memLimitBytes"), qint64(params.memLimitBytes)},
            {QStringLiteral("salt"), base64(salt)},
            {QStringLiteral("aead"), aeadName},
            {QStringLiteral("publicKey"), base64(publicKey)},
            {QStringLiteral("wrapped"), base64(wrapped)}};
}

Result<KeySlot> KeySlot::fromJson(const QJsonObject& json) {
    const auto text = [&json](const char* field) { return json[QLatin1String(field)].toString(); };
    const auto number = [&json](const char* field) { return json[QLatin1String(field)].toInteger(-1); };
    const auto binary = [&text](const char* field, std::size_t size) {
        const auto decoded =
            QByteArray::fromBase64Encoding(text(field).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        return decoded && std::size_t(decoded.decoded.size()) == size ? decoded.decoded : QByteArray();
    };
    KeySlot slot;
    const auto id = Id::fromString(text("id"));
    if (!id) return damaged("id");
    const auto kind = text("kind");
    if (kind != passphraseKind && kind != recoveryKind) return damaged("kind");
    slot.info = {*id, kind == recoveryKind ? SlotKind::Recovery : SlotKind::Passphrase, {}, number("createdMs")};
    if (text("kdf") != kdfName) return damaged("kdf");
    if (text("aead") != aeadName) return damaged("aead");
    if (number("opsLimit") < 0 || number("memLimitBytes") < 0) return damaged("cost");
    slot.params = {quint64(number("opsLimit")), quint64(number("memLimitBytes"))};
    if (!slot.params.isAcceptable()) return damaged("cost");
    slot.salt = binary("salt", crypto_pwhash_SALTBYTES);
    slot.publicKey = binary("publicKey", Sealing::keyBytes);
    slot.wrapped = binary("wrapped", slotSecretBytes + std::size_t(Sealing::overheadBytes));
    if (slot.salt.isEmpty()) return damaged("salt");
    if (slot.publicKey.isEmpty()) return damaged("publicKey");
    if (slot.wrapped.isEmpty()) return damaged("wrapped");
    return slot;
}

} // namespace jixiao
