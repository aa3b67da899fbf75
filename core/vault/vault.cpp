#include "core/vault/vault.h"

#include "core/vault/recovery_code.h"
#include "core/vault/sealing.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstring>

namespace jixiao {

namespace {

constexpr std::size_t keyBytes = 32;
constexpr std::size_t saltBytes = dataKeyBytes - keyBytes;
constexpr std::size_t minCharacters = 8;
constexpr std::size_t maxPassphraseBytes = 1024;

SecretBytes dataKeyOf(const StoreKey& key) {
    if (key.key.size() != keyBytes || key.salt.size() != saltBytes) return {};
    SecretBytes dataKey{dataKeyBytes};
    std::copy_n(key.key.bytes().data(), keyBytes, dataKey.bytes().data());
    std::copy_n(key.salt.bytes().data(), saltBytes, dataKey.bytes().data() + keyBytes);
    return dataKey;
}

SecretBytes partOf(const SecretBytes& whole, std::size_t from, std::size_t size) {
    SecretBytes part{size};
    std::copy_n(whole.bytes().data() + from, size, part.bytes().data());
    return part;
}

StoreKey storeKeyOf(const SecretBytes& dataKey, const Id& slot, const SecretBytes& authority) {
    return {partOf(dataKey, 0, keyBytes), partOf(dataKey, keyBytes, saltBytes), slot, authority.clone()};
}

/// SQLCipher writes the salt at the head of its file.
bool storeHasSalt(const QString& folder, const SecretBytes& dataKey) {
    QFile file(folder + QStringLiteral("/store.db"));
    if (!file.open(QIODevice::ReadOnly)) return false;
    const auto head = file.read(qint64(saltBytes));
    return std::size_t(head.size()) == saltBytes &&
           std::memcmp(head.constData(), dataKey.bytes().data() + keyBytes, saltBytes) == 0;
}

Error invalid(const QString& why) { return {ErrorCode::InvalidInput, why}; }

Result<void> checkPassphrase(const SecretBytes& passphrase) {
    const auto bytes = passphrase.bytes();
    if (bytes.size() > maxPassphraseBytes) return invalid(QStringLiteral("the passphrase is longer than 1024 bytes"));
    const auto characters =
        std::count_if(bytes.begin(), bytes.end(), [](unsigned char byte) { return (byte & 0xC0) != 0x80; });
    if (std::size_t(characters) < minCharacters) return Error{ErrorCode::PassphraseTooWeak};
    return {};
}

Result<void> checkCost(const KdfParams& params) {
    if (params.isAcceptable()) return {};
    return invalid(QStringLiteral("key derivation cost out of bounds"));
}

Result<void> checkLabel(const QString& label) {
    if (label.size() <= maxLabelCharacters) return {};
    return invalid(QStringLiteral("the name is too long"));
}

qsizetype indexOf(const KeyFile& file, const Id& slot) {
    for (qsizetype i = 0; i < file.keySlots.size(); ++i)
        if (file.keySlots[i].info.id == slot) return i;
    return -1;
}

qsizetype countOf(const KeyFile& file, SlotKind kind) {
    return std::count_if(file.keySlots.cbegin(), file.keySlots.cend(),
                         [kind](const KeySlot& slot) { return slot.info.kind == kind; });
}

void dropSlot(KeyFile& file, QStringList& labels, qsizetype index) {
    file.keySlots.removeAt(index);
    labels.removeAt(index);
}

} // namespace

Result<Vault> Vault::create(const QString& folder, const SecretBytes& passphrase, const QString& label,
                            const KdfParams& params, const Clock& clock, IdSource& ids) {
    if (exists(folder)) return Error{ErrorCode::VaultExists, folder};
    if (auto good = checkPassphrase(passphrase); !good) return good.error();
    if (auto good = checkCost(params); !good) return good.error();
    if (auto good = checkLabel(label); !good) return good.error();
    if (!QDir().mkpath(folder)) return Error{ErrorCode::DiskWriteFailed, folder};
    KeyFile file;
    file.storeId = ids.next();
    const auto authority = SecretBytes::random(authorityBytes);
    auto slot = KeySlot::seal(file.storeId, {ids.next(), SlotKind::Passphrase, label, clock.nowMs()}, params,
                              passphrase, authority);
    if (!slot) return slot.error();
    file.keySlots.append(*std::move(slot));
    file.dataKeys.append(file.entryFor(SecretBytes::random(dataKeyBytes), authority, {label}));
    Vault vault(folder, clock);
    if (auto saved = vault.save(std::move(file), OldGeneration::Replace); !saved) return saved.error();
    vault.attempts_.succeeded({});
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

void Vault::discard(const QString& folder) {
    Attempts::remove(folder);
    KeyFiles::remove(folder);
}

Result<StoreKey> Vault::unlock(const SecretBytes& passphrase) {
    auto opened = tryUnlock(passphrase);
    if (!opened) return opened.error();
    return std::move(opened->key);
}

Result<Vault::Opened> Vault::tryUnlock(const SecretBytes& passphrase) {
    if (auto allowed = attempts_.begin(); !allowed) return allowed.error();
    auto opened = trySlots(passphrase);
    if (opened) attempts_.succeeded(opened->key.slot);
    return opened;
}

Result<Vault::Opened> Vault::trySlots(const SecretBytes& passphrase) const {
    if (passphrase.size() > maxPassphraseBytes) return Error{ErrorCode::WrongPassphrase};
    const auto code = recoveryCodeSecret(passphrase);
    QList<qsizetype> order;
    for (qsizetype i = 0; i < file_.keySlots.size(); ++i)
        order.insert(file_.keySlots[i].info.id == attempts_.lastSlot() ? 0 : order.size(), i);
    for (const auto i : std::as_const(order)) {
        const auto& slot = file_.keySlots[i];
        const bool recovery = slot.info.kind == SlotKind::Recovery;
        if (recovery && !code) continue;
        const auto slotSecret = slot.unseal(file_.storeId, recovery ? *code : passphrase);
        if (!slotSecret && slotSecret.error().code == ErrorCode::WrongPassphrase) continue;
        if (!slotSecret) return slotSecret.error();
        auto key = keyOf(i, *slotSecret);
        if (!key) return key.error();
        return Opened{i, *std::move(key)};
    }
    return Error{ErrorCode::WrongPassphrase};
}

Result<StoreKey> Vault::keyOf(qsizetype slot, const SecretBytes& slotSecret) const {
    const auto& own = file_.keySlots[slot];
    const auto authority = partOf(slotSecret, slotSecretBytes - authorityBytes, authorityBytes);
    std::optional<StoreKey> found;
    for (const auto& entry : file_.dataKeys) {
        const auto dataKey = Sealing::openBox(own.publicKey, slotSecret.bytes(), entry.boxes[slot]);
        if (!dataKey || !file_.openRoster(entry, *dataKey, authority))
            return Error{ErrorCode::VaultDamaged, QStringLiteral("the key does not fit this vault")};
        if (!found || storeHasSalt(folder_, *dataKey)) found = storeKeyOf(*dataKey, own.info.id, authority);
    }
    return std::move(*found);
}

Result<QStringList> Vault::labelsFor(const StoreKey& key) const {
    const auto dataKey = dataKeyOf(key);
    for (const auto& entry : file_.dataKeys)
        if (auto labels = file_.openRoster(entry, dataKey, key.authority)) return *std::move(labels);
    return invalid(QStringLiteral("the key belongs to another vault"));
}

Result<QList<SlotInfo>> Vault::slotInfos(const StoreKey& key) const {
    const auto labels = labelsFor(key);
    if (!labels) return labels.error();
    QList<SlotInfo> infos;
    for (qsizetype i = 0; i < file_.keySlots.size(); ++i) {
        infos.append(file_.keySlots[i].info);
        infos.last().label = labels->at(i);
    }
    return infos;
}

Result<void> Vault::edit(const StoreKey& key, const Edit& change, OldGeneration old) {
    auto labels = labelsFor(key);
    if (!labels) return labels.error();
    if (file_.dataKeys.size() != 1) return Error{ErrorCode::StoreBusy, QStringLiteral("a new data key is under way")};
    auto next = file_;
    if (auto done = change(next, *labels); !done) return done;
    next.dataKeys = {next.entryFor(dataKeyOf(key), key.authority, *labels)};
    return save(std::move(next), old);
}

Result<void> Vault::addPassphrase(const StoreKey& key, const SecretBytes& passphrase, const QString& label,
                                  const KdfParams& params, IdSource& ids) {
    if (auto good = checkPassphrase(passphrase); !good) return good;
    return addSlot(key, {ids.next(), SlotKind::Passphrase, label, clock_->nowMs()}, params, passphrase,
                   OldGeneration::Keep);
}

Result<QString> Vault::addRecovery(const StoreKey& key, const KdfParams& params, IdSource& ids) {
    const auto secret = SecretBytes::random(recoverySecretBytes);
    const SlotInfo info{ids.next(), SlotKind::Recovery, QStringLiteral("恢复码"), clock_->nowMs()};
    const auto old = countOf(file_, SlotKind::Recovery) > 0 ? OldGeneration::Replace : OldGeneration::Keep;
    if (auto added = addSlot(key, info, params, secret, old); !added) return added.error();
    return recoveryCodeText(secret);
}

Result<void> Vault::addSlot(const StoreKey& key, const SlotInfo& info, const KdfParams& params,
                            const SecretBytes& secret, OldGeneration old) {
    if (auto good = checkCost(params); !good) return good;
    if (auto good = checkLabel(info.label); !good) return good;
    const auto add = [&](KeyFile& next, QStringList& labels) -> Result<void> {
        for (auto i = next.keySlots.size() - 1; info.kind == SlotKind::Recovery && i >= 0; --i)
            if (next.keySlots[i].info.kind == SlotKind::Recovery) dropSlot(next, labels, i);
        if (next.keySlots.size() >= maxKeySlots) return invalid(QStringLiteral("too many key slots"));
        auto slot = KeySlot::seal(next.storeId, info, params, secret, key.authority);
        if (!slot) return slot.error();
        next.keySlots.append(*std::move(slot));
        labels.append(info.label);
        return {};
    };
    return edit(key, add, old);
}

Result<void> Vault::changePassphrase(const SecretBytes& oldPassphrase, const SecretBytes& newPassphrase) {
    if (auto good = checkPassphrase(newPassphrase); !good) return good;
    const auto opened = tryUnlock(oldPassphrase);
    if (!opened) return opened.error();
    auto index = opened->index;
    if (file_.keySlots[index].info.kind == SlotKind::Recovery) {
        if (countOf(file_, SlotKind::Passphrase) != 1)
            return invalid(QStringLiteral("a recovery code does not say whose passphrase is meant"));
        index = std::find_if(file_.keySlots.cbegin(), file_.keySlots.cend(),
                             [](const KeySlot& slot) { return slot.info.kind == SlotKind::Passphrase; }) -
                file_.keySlots.cbegin();
    }
    return setPassphrase(opened->key, file_.keySlots[index].info.id, newPassphrase);
}

Result<void> Vault::setPassphrase(const StoreKey& key, const Id& slot, const SecretBytes& passphrase) {
    if (auto good = checkPassphrase(passphrase); !good) return good;
    const auto change = [&](KeyFile& next, QStringList&) -> Result<void> {
        const auto index = indexOf(next, slot);
        if (index < 0 || next.keySlots[index].info.kind != SlotKind::Passphrase)
            return invalid(QStringLiteral("no such person"));
        auto& own = next.keySlots[index];
        auto sealed = KeySlot::seal(next.storeId, own.info, own.params, passphrase, key.authority);
        if (!sealed) return sealed.error();
        own = *std::move(sealed);
        return {};
    };
    return edit(key, change, OldGeneration::Replace);
}

Result<void> Vault::renameSlot(const StoreKey& key, const Id& slot, const QString& label) {
    if (auto good = checkLabel(label); !good) return good;
    const auto rename = [&](const KeyFile& next, QStringList& labels) -> Result<void> {
        const auto index = indexOf(next, slot);
        if (index < 0) return invalid(QStringLiteral("no such key slot"));
        if (label.trimmed().isEmpty()) return invalid(QStringLiteral("the name is empty"));
        labels[index] = label;
        return {};
    };
    return edit(key, rename, OldGeneration::Keep);
}

Result<void> Vault::removeSlot(const StoreKey& key, const Id& slot) {
    const auto remove = [&](KeyFile& next, QStringList& labels) -> Result<void> {
        const auto index = indexOf(next, slot);
        if (index < 0) return invalid(QStringLiteral("no such key slot"));
        if (next.keySlots[index].info.kind == SlotKind::Recovery)
            return invalid(QStringLiteral("a recovery code can only be replaced"));
        if (countOf(next, SlotKind::Passphrase) < 2)
            return invalid(QStringLiteral("the last person's key slot cannot be removed"));
        dropSlot(next, labels, index);
        return {};
    };
    return edit(key, remove, OldGeneration::Replace);
}

Result<StoreKey> Vault::beginRekey(const StoreKey& key) {
    const auto labels = labelsFor(key);
    if (!labels) return labels.error();
    if (file_.dataKeys.size() != 1) return Error{ErrorCode::StoreBusy, QStringLiteral("a new data key is under way")};
    const auto dataKey = SecretBytes::random(dataKeyBytes);
    auto next = file_;
    next.dataKeys.append(next.entryFor(dataKey, key.authority, *labels));
    if (auto saved = save(std::move(next), OldGeneration::Replace); !saved) return saved.error();
    return storeKeyOf(dataKey, key.slot, key.authority);
}

Result<void> Vault::settle(const StoreKey& inUse) {
    if (file_.dataKeys.size() < 2) return {};
    const auto dataKey = dataKeyOf(inUse);
    auto next = file_;
    next.dataKeys.removeIf(
        [&](const DataKeyEntry& entry) { return !file_.openRoster(entry, dataKey, inUse.authority); });
    if (next.dataKeys.size() != 1) return invalid(QStringLiteral("the key belongs to another vault"));
    return save(std::move(next), OldGeneration::Replace);
}

Result<void> Vault::save(KeyFile next, OldGeneration old) {
    if (auto written = KeyFiles::write(folder_, next, old); !written) return written;
    file_ = std::move(next);
    return {};
}

} // namespace jixiao
