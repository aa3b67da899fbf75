#include "rekey_folder.h"

#include "core/vault/attempts.h"
#include "core/vault/sealing.h"

#include <algorithm>

namespace jixiao::test {

QByteArray bytesOf(const SecretBytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.bytes().data()), qsizetype(bytes.size())};
}

namespace {

StoreKey storeKey(const SecretBytes& dataKey) {
    StoreKey key{SecretBytes(32), SecretBytes(16), Id()};
    std::copy_n(dataKey.bytes().data(), 32, key.key.bytes().data());
    std::copy_n(dataKey.bytes().data() + 32, 16, key.salt.bytes().data());
    return key;
}

} // namespace

RekeyFolder::RekeyFolder() {
    file.storeId = session.f.ids.next();
    for (const char* passphrase : {own, absent}) {
        const SlotInfo info{session.f.ids.next(), SlotKind::Passphrase, QString(), 0};
        file.keySlots.append(*KeySlot::seal(file.storeId, info, {}, secret(passphrase), authority));
        slotSecrets.append(bytesOf(*file.keySlots.last().unseal(file.storeId, secret(passphrase))));
    }
    const auto key = StoreFixture::key();
    const auto dataKey = SecretBytes::take(QByteArray(bytesOf(key.key) + bytesOf(key.salt)));
    file.dataKeys = {file.entryFor(dataKey, authority, {QStringLiteral("甲"), QStringLiteral("乙")})};
    reset();
}

void RekeyFolder::reset() {
    session.reset();
    if (!KeyFiles::write(folder(), file, OldGeneration::Replace)) qFatal("key file");
    Attempts(folder(), session.f.clock).succeeded({});
}

QString RekeyFolder::complaint() {
    const auto now = KeyFiles::read(folder());
    if (!now) return QStringLiteral("key file: ") + now.error().id();
    const auto head = readAll(session.f.file()).left(16);
    int opening = 0;
    for (int slot = 0; slot < slotSecrets.size(); ++slot) {
        const auto slotSecret = SecretBytes::take(QByteArray(slotSecrets.at(slot)));
        for (const auto& entry : now->dataKeys) {
            const auto dataKey =
                Sealing::openBox(now->keySlots.at(slot).publicKey, slotSecret.bytes(), entry.boxes.at(slot));
            if (!dataKey || !now->openRoster(entry, *dataKey, authority)) return QStringLiteral("box or roster");
            const auto key = storeKey(*dataKey);
            if (bytesOf(key.salt) != head) continue;
            ++opening;
            auto store = open(key);
            if (!store) return store.error().id() + store.error().detail;
            if (const auto found = dump(**store, session.form); found != expected) return found;
            const auto check = (*store)->check();
            if (!check || !check->intact) return QStringLiteral("not intact");
        }
    }
    return opening == slotSecrets.size() ? QString() : QStringLiteral("%1 persons can open it").arg(opening);
}

} // namespace jixiao::test
