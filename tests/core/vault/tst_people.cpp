#include "core/vault/sealing.h"
#include "core/vault/vault.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace jixiao;

namespace {

SecretBytes secret(const char* text) { return SecretBytes::take(QByteArray(text)); }

QByteArray bytesOf(const SecretBytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.bytes().data()), qsizetype(bytes.size())};
}

constexpr auto first = "first person's words";
constexpr auto second = "第二个人的八字口令";
constexpr auto third = "third person's words";

} // namespace

/// Several people on one device: who comes, who goes, who forgets, and who may not.
class TestPeople : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void peopleComeAndGo();
    void somebodyAlwaysStays();
    void aNewCodeVoidsTheOld();
    void aChangeTouchesOneSlotOnly();
    void aForgottenPassphraseIsSetAnew();
    void namesHaveLimits();
    void nobodyWithoutTheKeyChangesTheList_data();
    void nobodyWithoutTheKeyChangesTheList();
    void theStoreSaysWhichKeyIsRight();
    void whoWasRemovedDoesNotReachTheNewKey();

private:
    QString folder() const { return dir_->path(); }
    Vault vault() const { return *Vault::open(folder(), clock_); }
    ErrorCode errorOf(const char* passphrase) const {
        Attempts(folder(), clock_).succeeded({});
        return vault().unlock(secret(passphrase)).error().code;
    }
    Id add(const char* passphrase, const QString& label);
    void putStoreWithSalt(const StoreKey& key) const;

    std::unique_ptr<QTemporaryDir> dir_;
    ManualClock clock_;
    SeededRandom random_;
    UuidV7Source ids_{clock_, random_};
    StoreKey key_;
};

void TestPeople::init() {
    dir_ = std::make_unique<QTemporaryDir>();
    QVERIFY(Vault::create(folder(), secret(first), QStringLiteral("甲"), {}, clock_, ids_).ok());
    auto key = vault().unlock(secret(first));
    QVERIFY(key.ok());
    key_ = *std::move(key);
}

Id TestPeople::add(const char* passphrase, const QString& label) {
    auto opened = vault();
    if (!opened.addPassphrase(key_, secret(passphrase), label, {}, ids_)) qFatal("add");
    return opened.slotInfos(key_)->last().id;
}

void TestPeople::putStoreWithSalt(const StoreKey& key) const {
    QFile file(folder() + QStringLiteral("/store.db"));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytesOf(key.salt) + QByteArray(100, 'x')) < 0) qFatal("write");
}

void TestPeople::peopleComeAndGo() {
    const auto b = add(second, QStringLiteral("乙"));
    const auto c = add(third, QStringLiteral("丙"));
    QVERIFY(vault().renameSlot(key_, c, QStringLiteral("丙（借调）")).ok());
    const auto infos = *vault().slotInfos(key_);
    QCOMPARE(infos.size(), 3);
    QCOMPARE(infos[1].id, b);
    QCOMPARE(infos[1].label, QStringLiteral("乙"));
    QCOMPARE(infos[2].label, QStringLiteral("丙（借调）"));
    for (const char* passphrase : {first, second, third}) {
        const auto key = vault().unlock(secret(passphrase));
        QVERIFY(key.ok());
        QCOMPARE(bytesOf(key->key), bytesOf(key_.key));
    }
    QVERIFY(vault().removeSlot(key_, b).ok());
    QCOMPARE(errorOf(second), ErrorCode::WrongPassphrase);
    QVERIFY(QFile::remove(folder() + QStringLiteral("/store.keys"))); // the older generation does not know them either
    QCOMPARE(errorOf(second), ErrorCode::WrongPassphrase);
    QVERIFY(vault().unlock(secret(third)).ok());
    QCOMPARE(vault().slotInfos(key_)->size(), 2);
    QCOMPARE(vault().removeSlot(key_, b).error().code, ErrorCode::InvalidInput);
    QCOMPARE(vault().renameSlot(key_, b, QStringLiteral("谁")).error().code, ErrorCode::InvalidInput);
}

void TestPeople::somebodyAlwaysStays() {
    const auto only = vault().slotInfos(key_)->first().id;
    QCOMPARE(vault().removeSlot(key_, only).error().code, ErrorCode::InvalidInput);
    QVERIFY(vault().addRecovery(key_, {}, ids_).ok());
    const auto code = vault().slotInfos(key_)->last().id;
    QCOMPARE(vault().removeSlot(key_, only).error().code, ErrorCode::InvalidInput); // a code is nobody
    QCOMPARE(vault().removeSlot(key_, code).error().code, ErrorCode::InvalidInput);
    add(second, QStringLiteral("乙"));
    QVERIFY(vault().removeSlot(key_, only).ok()); // oneself, too
    QCOMPARE(errorOf(first), ErrorCode::WrongPassphrase);
    QVERIFY(vault().unlock(secret(second)).ok());
}

void TestPeople::aNewCodeVoidsTheOld() {
    const auto old = *vault().addRecovery(key_, {}, ids_);
    QVERIFY(vault().unlock(SecretBytes::take(old.toUtf8())).ok());
    const auto fresh = *vault().addRecovery(key_, {}, ids_);
    QVERIFY(fresh != old);
    QCOMPARE(errorOf(old.toUtf8().constData()), ErrorCode::WrongPassphrase);
    QVERIFY(vault().unlock(SecretBytes::take(fresh.toUtf8())).ok());
    QCOMPARE(vault().slotInfos(key_)->size(), 2);
    QVERIFY(QFile::remove(folder() + QStringLiteral("/store.keys")));
    QCOMPARE(errorOf(old.toUtf8().constData()), ErrorCode::WrongPassphrase);
}

void TestPeople::aChangeTouchesOneSlotOnly() {
    add(second, QStringLiteral("乙"));
    const auto before = *KeyFiles::read(folder());
    QVERIFY(vault().changePassphrase(secret(second), secret(third)).ok());
    const auto after = *KeyFiles::read(folder());
    QCOMPARE(after.keySlots[0].toJson(), before.keySlots[0].toJson());
    QCOMPARE(after.keySlots[1].info.id, before.keySlots[1].info.id);
    QVERIFY(after.keySlots[1].wrapped != before.keySlots[1].wrapped);
    QVERIFY(after.keySlots[1].publicKey != before.keySlots[1].publicKey); // who knew the old one must not read on
    QCOMPARE(errorOf(second), ErrorCode::WrongPassphrase);
    QCOMPARE(bytesOf(vault().unlock(secret(third))->key), bytesOf(key_.key));
    QCOMPARE(vault().slotInfos(key_)->last().label, QStringLiteral("乙"));
}

void TestPeople::aForgottenPassphraseIsSetAnew() {
    const auto code = *vault().addRecovery(key_, {}, ids_);
    const auto byCode = [&] { return SecretBytes::take(code.toUtf8()); };
    QVERIFY(vault().changePassphrase(byCode(), secret(second)).ok()); // one person: no question whose it is
    QCOMPARE(errorOf(first), ErrorCode::WrongPassphrase);
    QVERIFY(vault().unlock(secret(second)).ok());
    const auto b = add(third, QStringLiteral("丙"));
    QCOMPARE(vault().changePassphrase(byCode(), secret(first)).error().code, ErrorCode::InvalidInput);
    const auto key = vault().unlock(byCode());
    QVERIFY(vault().setPassphrase(*key, b, secret("丙的一个新的口令")).ok());
    QCOMPARE(errorOf(third), ErrorCode::WrongPassphrase);
    QCOMPARE(vault().unlock(secret("丙的一个新的口令"))->slot, b);
    QCOMPARE(vault().setPassphrase(*key, b, secret("short")).error().code, ErrorCode::PassphraseTooWeak);
    QCOMPARE(vault().setPassphrase(*key, key->slot, secret(third)).error().code, ErrorCode::InvalidInput);
    QCOMPARE(vault().setPassphrase(*key, ids_.next(), secret(third)).error().code, ErrorCode::InvalidInput);
}

void TestPeople::namesHaveLimits() {
    const auto own = vault().slotInfos(key_)->first().id;
    QCOMPARE(vault().renameSlot(key_, own, QStringLiteral("  ")).error().code, ErrorCode::InvalidInput);
    QCOMPARE(vault().renameSlot(key_, own, QString(201, u'长')).error().code, ErrorCode::InvalidInput);
    QVERIFY(vault().renameSlot(key_, own, QString(200, u'长')).ok());
    QCOMPARE(vault().addPassphrase(key_, secret(second), QString(201, u'长'), {}, ids_).error().code,
             ErrorCode::InvalidInput);
    auto file = *KeyFiles::read(folder());
    while (file.keySlots.size() < maxKeySlots) {
        auto copy = file.keySlots.first();
        copy.info.id = ids_.next();
        file.keySlots.append(copy);
    }
    QStringList labels;
    for (int i = 0; i < maxKeySlots; ++i)
        labels += QString(200, u'长');
    auto dataKey = SecretBytes(dataKeyBytes);
    std::copy_n(key_.key.bytes().data(), 32, dataKey.bytes().data());
    std::copy_n(key_.salt.bytes().data(), 16, dataKey.bytes().data() + 32);
    file.dataKeys = {file.entryFor(dataKey, key_.authority, labels), file.entryFor(dataKey, key_.authority, labels)};
    QVERIFY(KeyFiles::write(folder(), file, OldGeneration::Replace).ok()); // as large as it can become
    QVERIFY(vault().settle(key_).error().code == ErrorCode::InvalidInput); // twice the same key is no change of key
    file.dataKeys.removeLast();
    QVERIFY(KeyFiles::write(folder(), file, OldGeneration::Replace).ok());
    QCOMPARE(vault().addPassphrase(key_, secret(second), QStringLiteral("乙"), {}, ids_).error().code,
             ErrorCode::InvalidInput);
}

void TestPeople::nobodyWithoutTheKeyChangesTheList_data() {
    QTest::addColumn<int>("attack");
    QTest::newRow("another public key for the next data key") << 0;
    QTest::newRow("a slot dropped") << 1;
    QTest::newRow("a slot added") << 2;
    QTest::newRow("a data key of somebody else") << 3;
    QTest::newRow("an older roster") << 4;
    QTest::newRow("a passphrase slot called a recovery slot") << 5;
}

/// By somebody who can write the file, knows its format and every public key in it, but no secret.
void TestPeople::nobodyWithoutTheKeyChangesTheList() {
    QFETCH(int, attack);
    const auto older = *KeyFiles::read(folder());
    add(second, QStringLiteral("乙"));
    auto file = *KeyFiles::read(folder());
    const auto mine = Sealing::newKeyPair();
    if (attack == 0) file.keySlots[1].publicKey = mine.publicKey;
    if (attack == 1) {
        file.keySlots.removeLast();
        file.dataKeys[0].boxes.removeLast();
    }
    if (attack == 2) {
        auto copy = file.keySlots[1];
        copy.info.id = ids_.next();
        copy.publicKey = mine.publicKey;
        file.keySlots.append(copy);
        file.dataKeys[0].boxes.append(file.dataKeys[0].boxes.last());
    }
    if (attack == 3)
        file.dataKeys = {
            file.entryFor(SecretBytes::random(dataKeyBytes), SecretBytes::random(authorityBytes), {{}, {}})};
    if (attack == 4) file.dataKeys[0].roster = older.dataKeys[0].roster;
    if (attack == 5) file.keySlots[1].info.kind = SlotKind::Recovery;
    QVERIFY(KeyFiles::write(folder(), file, OldGeneration::Replace).ok());
    QCOMPARE(errorOf(first), ErrorCode::VaultDamaged);
}

void TestPeople::theStoreSaysWhichKeyIsRight() {
    add(second, QStringLiteral("乙"));
    putStoreWithSalt(key_);
    auto opened = vault();
    const auto next = opened.beginRekey(key_);
    QVERIFY(next.ok());
    QVERIFY(bytesOf(next->key) != bytesOf(key_.key));
    QCOMPARE(opened.beginRekey(key_).error().code, ErrorCode::StoreBusy);
    QCOMPARE(opened.removeSlot(key_, key_.slot).error().code, ErrorCode::StoreBusy);
    QCOMPARE(opened.addPassphrase(key_, secret(third), {}, {}, ids_).error().code, ErrorCode::StoreBusy);
    const auto opens = [this](const char* passphrase) { return bytesOf(vault().unlock(secret(passphrase))->key); };
    QCOMPARE(opens(first), bytesOf(key_.key));
    QCOMPARE(opens(second), bytesOf(key_.key));
    putStoreWithSalt(*next);
    QCOMPARE(opens(first), bytesOf(next->key));
    QCOMPARE(opens(second), bytesOf(next->key)); // who was not there has it too
    // Broken off: the store is the old one.
    putStoreWithSalt(key_);
    QVERIFY(vault().settle(key_).ok());
    putStoreWithSalt(*next);
    QCOMPARE(opens(first), bytesOf(key_.key));
    // Done: the store is the new one.
    auto again = vault();
    const auto later = again.beginRekey(key_);
    QVERIFY(again.settle(*later).ok());
    putStoreWithSalt(key_);
    QCOMPARE(opens(first), bytesOf(later->key));
    QCOMPARE(opens(second), bytesOf(later->key));
    QCOMPARE(vault().slotInfos(*later)->last().label, QStringLiteral("乙"));
    QCOMPARE(vault().slotInfos(key_).error().code, ErrorCode::InvalidInput);
    QVERIFY(vault().settle(*later).ok()); // nothing to do
}

/// They kept a copy of the key file, their passphrase and everything it opened.
void TestPeople::whoWasRemovedDoesNotReachTheNewKey() {
    const auto b = add(second, QStringLiteral("乙"));
    const auto copy = *KeyFiles::read(folder());
    const auto kept = copy.keySlots[1].unseal(copy.storeId, secret(second));
    QVERIFY(kept.ok());
    QVERIFY(Sealing::openBox(copy.keySlots[1].publicKey, kept->bytes(), copy.dataKeys[0].boxes[1]).has_value());
    QVERIFY(vault().removeSlot(key_, b).ok());
    auto opened = vault();
    const auto next = opened.beginRekey(key_);
    QVERIFY(opened.settle(*next).ok());
    const auto now = *KeyFiles::read(folder());
    for (const auto& entry : now.dataKeys)
        for (const auto& box : entry.boxes)
            for (const auto& slot : copy.keySlots)
                QVERIFY(!Sealing::openBox(slot.publicKey, kept->bytes(), box));
    for (const auto& slot : now.keySlots)
        QVERIFY(!slot.unseal(now.storeId, secret(second)));
}

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
