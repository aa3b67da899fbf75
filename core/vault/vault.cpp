#include "core/vault/vault.h"

#include "core/vault/recovery_code.h"

#include <QDir>

#include <algorithm>

namespace jixiao {

namespace {

constexpr std::size_t keyBytes = 32;
constexpr std::size_t minCharacters = 8;
constexpr std::size_t maxPassphraseBytes = 1024;
constexpr qsizetype maxSlots = 32;

SecretBytes payloadOf(const StoreKey& key) {
    SecretBytes payload{slotPayloadBytes};
    std::copy_n(key.key.bytes().data(), keyBytes, payload.bytes().data());
    std::copy_n(key.salt.bytes().data(), slotPayloadBytes - keyBytes, payload.bytes().data() + keyBytes);
    return payload;
}

StoreKey keyOf(const SecretBytes& payload, const Id& slot) {
    StoreKey key{SecretBytes{keyBytes}, SecretBytes{slotPayloadBytes - keyBytes}, slot};
    std::copy_n(payload.bytes().data(), keyBytes, key.key.bytes().data());
    std::copy_n(payload.bytes().data() + keyBytes, slotPayloadBytes - keyBytes, key.salt.bytes().data());
    return key;
}

Result<void> checkPassphrase(const SecretBytes& passphrase) {
    const auto bytes = passphrase.bytes();
    if (bytes.size() > maxPassphraseBytes)
        return Error{ErrorCode::InvalidInput, QStringLiteral("the passphrase is longer than 1024 bytes")};
    const auto characters =
        std::count_if(bytes.begin(), bytes.end(), [](unsigned char byte) { return (byte & 0xC0) != 0x80; });
    if (std::size_t(characters) < minCharacters) return Error{ErrorCode::PassphraseTooWeak};
    return {};
}

Result<void> checkCost(const KdfParams& params) {
    if (params.isAcceptable()) return {};
    return Error{ErrorCode::InvalidInput, QStringLiteral("key derivation cost out of bounds")};
}

} // namespace

Result<Vault> Vault::create(const QString& folder, const SecretBytes& passphrase, const QString& label,
                            const KdfParams& params, const Clock& clock, IdSource& ids) {
    if (exists(folder)) return Error{ErrorCode::VaultExists, folder};
    if (auto good = checkPassphrase(passphrase); !good) return good.error();
    if (auto good = checkCost(params); !good) return good.error();
    if (!QDir().mkpath(folder)) return Error{ErrorCode::DiskWriteFailed, folder};
    KeyFile file;
    file.storeId = ids.next();
    const auto payload = SecretBytes::random(slotPayloadBytes);
    file.keyCheck = KeyFile::checkOf(file.storeId, payload);
    auto slot = KeySlot::seal(file.storeId, {ids.next(), SlotKind::Passphrase, label, clock.nowMs()}, params,
                              passphrase, payload);
    if (!slot) return slot.error();
    file.keySlots.append(*std::move(slot));
    Vault vault(folder, clock);
    if (auto saved = vault.save(std::move(file), OldGeneration::Replace); !saved) return saved.error();
    return vault;
}

Result<Vault> Vault::open(const QString& folder, const Clock& clock) {
    auto file = KeyFiles::read(folder);
    if (!file) return file.error();
    Vault vault(folder, clock);
    vault.file_ = *std::move(file);
    return vault;
}

bool Vault::exists(const QString& folder) { return KeyFiles::exist(folder); }

void Vault::discard(const QString& folder) { KeyFiles::remove(folder); }

Result<StoreKey> Vault::unlock(const SecretBytes& passphrase) {
    const auto opened = tryUnlock(passphrase);
    if (!opened) return opened.error();
    return keyOf(opened->payload, file_.keySlots[opened->index].info.id);
}

Result<Vault::Opened> Vault::tryUnlock(const SecretBytes& passphrase) {
    if (const auto wait = retryAfterMs(); wait > 0)
        return Error{
            ErrorCode::TooManyAttempts, {}, {{QStringLiteral("seconds"), QString::number((wait + 999) / 1000)}}};
    attempts_.begin();
    auto opened = trySlots(passphrase);
    if (opened) attempts_.succeeded();
    return opened;
}

Result<Vault::Opened> Vault::trySlots(const SecretBytes& passphrase) const {
    if (passphrase.size() > maxPassphraseBytes) return Error{ErrorCode::WrongPassphrase};
    const auto code = recoveryCodeSecret(passphrase);
    for (qsizetype i = 0; i < file_.keySlots.size(); ++i) {
        const auto& slot = file_.keySlots[i];
        const bool recovery = slot.info.kind == SlotKind::Recovery;
        if (recovery && !code) continue;
        auto payload = slot.unseal(file_.storeId, recovery ? *code : passphrase);
        if (!payload && payload.error().code == ErrorCode::WrongPassphrase) continue;
        if (!payload) return payload.error();
        if (KeyFile::checkOf(file_.storeId, *payload) != file_.keyCheck)
            return Error{ErrorCode::VaultDamaged, QStringLiteral("the key does not fit this vault")};
        return Opened{i, *std::move(payload)};
    }
    return Error{ErrorCode::WrongPassphrase};
}

Result<void> Vault::addPassphrase(const StoreKey& key, const SecretBytes& passphrase, const QString& label,
                                  const KdfParams& params, IdSource& ids) {
    if (auto good = checkPassphrase(passphrase); !good) return good;
    return addSlot(key, {ids.next(), SlotKind::Passphrase, label, clock_->nowMs()}, params, passphrase);
}

Result<QString> Vault::addRecovery(const StoreKey& key, const KdfParams& params, IdSource& ids) {
    const auto secret = SecretBytes::random(recoverySecretBytes);
    const SlotInfo info{ids.next(), SlotKind::Recovery, QStringLiteral("恢复码"), clock_->nowMs()};
    if (auto added = addSlot(key, info, params, secret); !added) return added.error();
    return recoveryCodeText(secret);
}

Result<void> Vault::addSlot(const StoreKey& key, const SlotInfo& info, const KdfParams& params,
                            const SecretBytes& secret) {
    if (auto good = checkCost(params); !good) return good;
    if (file_.keySlots.size() >= maxSlots) return Error{ErrorCode::InvalidInput, QStringLiteral("too many key slots")};
    if (key.key.size() != keyBytes || key.salt.size() != slotPayloadBytes - keyBytes)
        return Error{ErrorCode::InvalidInput, QStringLiteral("not a store key")};
    const auto payload = payloadOf(key);
    if (KeyFile::checkOf(file_.storeId, payload) != file_.keyCheck)
        return Error{ErrorCode::InvalidInput, QStringLiteral("the key belongs to another vault")};
    auto slot = KeySlot::seal(file_.storeId, info, params, secret, payload);
    if (!slot) return slot.error();
    auto next = file_;
    next.keySlots.append(*std::move(slot));
    return save(std::move(next), OldGeneration::Keep);
}

Result<void> Vault::changePassphrase(const SecretBytes& oldPassphrase, const SecretBytes& newPassphrase) {
    if (auto good = checkPassphrase(newPassphrase); !good) return good;
    const auto opened = tryUnlock(oldPassphrase);
    if (!opened) return opened.error();
    auto next = file_;
    auto& slot = next.keySlots[opened->index];
    if (slot.info.kind != SlotKind::Passphrase)
        return Error{ErrorCode::InvalidInput, QStringLiteral("a recovery code cannot be changed, only replaced")};
    auto sealed = KeySlot::seal(file_.storeId, slot.info, slot.params, newPassphrase, opened->payload);
    if (!sealed) return sealed.error();
    slot = *std::move(sealed);
    return save(std::move(next), OldGeneration::Replace);
}

Result<void> Vault::removeSlot(const Id& slot) {
    if (file_.keySlots.size() < 2)
        return Error{ErrorCode::InvalidInput, QStringLiteral("the last key slot cannot be removed")};
    auto next = file_;
    const auto removed = next.keySlots.removeIf([&slot](const KeySlot& each) { return each.info.id == slot; });
    if (removed == 0) return Error{ErrorCode::InvalidInput, QStringLiteral("no such key slot")};
    return save(std::move(next), OldGeneration::Replace);
}

QList<SlotInfo> Vault::slotInfos() const {
    QList<SlotInfo> infos;
    for (const auto& slot : file_.keySlots)
        infos.append(slot.info);
    return infos;
}

Result<void> Vault::save(KeyFile next, OldGeneration old) {
    if (auto written = KeyFiles::write(folder_, next, old); !written) return written;
    file_ = std::move(next);
    return {};
}

} // namespace jixiao
