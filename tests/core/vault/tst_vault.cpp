#include "core/base/json.h"
#include "core/vault/vault.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/small_files.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

using namespace jixiao;

namespace {

constexpr auto right = "打开保险库的口令";
constexpr auto wrong = "wrong passphrase";

SecretBytes secret(const char* text) { return SecretBytes::take(QByteArray(text)); }

QByteArray bytesOf(const SecretBytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.bytes().data()), qsizetype(bytes.size())};
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class VaultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusesWeakPassphrasesAndCosts();
    void unlocksWithTheRightPassphraseOnly();
    void everySlotOpensTheSameKey();
    void changingRewrapsOneSlotAndRetiresTheOld();
    void filesAreTheOwnersOnly();
    void previousGenerationReplacesDamage();
    void aFullDiskKeepsTheOldFile();
    void hostileFilesAreRefused_data();
    void hostileFilesAreRefused();
    void anyFlippedByteIsNoticed();
    void slotsAreBoundToTheirVault();
    void guessingIsSlowedDown();
    void nothingSecretIsOnDisk();
    void calibrationStaysWithinBounds();

private:
    QString folder() const { return dir_->path(); }
    QString keys() const { return folder() + u"/store.keys"_qs; }
    QString previousKeys() const { return folder() + u"/store.keys.1"_qs; }
    Result<Vault> create() { return Vault::create(folder(), secret(right), u"王警官"_qs, {}, clock_, ids_); }
    /// Failed attempts cost no derivation then.
    void leaveOnlyRecoverySlot();

    std::unique_ptr<QTemporaryDir> dir_;
    ManualClock clock_;
    SeededRandom random_;
    UuidV7Source ids_{clock_, random_};
};

void VaultTest::init() { dir_ = std::make_unique<QTemporaryDir>(); }

void VaultTest::leaveOnlyRecoverySlot() {
    auto vault = create();
    QVERIFY(vault.ok());
    const auto key = vault->unlock(secret(right));
    QVERIFY(key.ok());
    QVERIFY(vault->addRecovery(*key, {}, ids_).ok());
    auto file = *KeyFiles::read(folder());
    file.keySlots.removeFirst();
    file.dataKeys.first().boxes.removeFirst();
    QVERIFY(KeyFiles::write(folder(), file, OldGeneration::Replace).ok());
}

void VaultTest::refusesWeakPassphrasesAndCosts() {
    const auto make = [this](const char* passphrase, const KdfParams& params) {
        return Vault::create(folder(), secret(passphrase), {}, params, clock_, ids_);
    };
    QCOMPARE(make("1234567", {}).error().code, ErrorCode::PassphraseTooWeak);
    QCOMPARE(make("七个汉字的口令", {}).error().code, ErrorCode::PassphraseTooWeak); // 21 bytes
    QCOMPARE(make(right, {2, 64 << 20}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(make(right, {3, 63 << 20}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(make(right, {3, 1ULL << 40}).error().code, ErrorCode::InvalidInput);
    QVERIFY(!Vault::exists(folder()));
    QCOMPARE(Vault::open(folder(), clock_).error().code, ErrorCode::VaultMissing);
}

void VaultTest::unlocksWithTheRightPassphraseOnly() {
    const auto made = create();
    QVERIFY(made.ok());
    QCOMPARE(create().error().code, ErrorCode::VaultExists);
    auto vault = Vault::open(folder(), clock_);
    QVERIFY(vault.ok());
    QCOMPARE(vault->storeId(), made->storeId());
    QCOMPARE(vault->unlock(secret(wrong)).error().code, ErrorCode::WrongPassphrase);
    const auto key = vault->unlock(secret(right));
    QVERIFY(key.ok());
    QCOMPARE(key->key.size(), std::size_t(32));
    QCOMPARE(key->salt.size(), std::size_t(16));
    QCOMPARE(key->slot, vault->slotInfos(*key)->first().id);
    QCOMPARE(vault->retryAfterMs(), 0);
}

void VaultTest::everySlotOpensTheSameKey() {
    auto vault = create();
    const auto key = vault->unlock(secret(right));
    QVERIFY(vault->addPassphrase(*key, secret("second person"), u"李警官"_qs, {}, ids_).ok());
    const auto code = vault->addRecovery(*key, {}, ids_);
    QVERIFY(code.ok());
    auto again = Vault::open(folder(), clock_);
    const auto bySecond = again->unlock(secret("second person"));
    const auto byCode = again->unlock(SecretBytes::take(code->toLower().toUtf8()));
    QVERIFY(bySecond.ok() && byCode.ok());
    QCOMPARE(bytesOf(bySecond->key), bytesOf(key->key));
    QCOMPARE(bytesOf(byCode->key), bytesOf(key->key));
    QCOMPARE(bytesOf(byCode->salt), bytesOf(key->salt));
    const auto infos = *again->slotInfos(*bySecond);
    QCOMPARE(byCode->slot, infos.last().id);
    QCOMPARE(infos.last().kind, SlotKind::Recovery);
    QCOMPARE(infos[1].label, u"李警官"_qs);
    auto foreign = key->clone();
    foreign.key = SecretBytes::random(32);
    QCOMPARE(vault->addRecovery(foreign, {}, ids_).error().code, ErrorCode::InvalidInput);
    auto withoutAuthority = key->clone();
    withoutAuthority.authority = SecretBytes::random(authorityBytes);
    QCOMPARE(vault->slotInfos(withoutAuthority).error().code, ErrorCode::InvalidInput);
    QCOMPARE(vault->slotInfos({}).error().code, ErrorCode::InvalidInput);
}

void VaultTest::changingRewrapsOneSlotAndRetiresTheOld() {
    auto vault = create();
    const auto key = vault->unlock(secret(right));
    QCOMPARE(vault->changePassphrase(secret(right), secret("short")).error().code, ErrorCode::PassphraseTooWeak);
    QCOMPARE(vault->changePassphrase(secret(wrong), secret("new passphrase")).error().code, ErrorCode::WrongPassphrase);
    QVERIFY(vault->changePassphrase(secret(right), secret("new passphrase")).ok());
    QVERIFY(QFile::remove(keys())); // falls back to the previous generation, which must not know the old one either
    auto again = Vault::open(folder(), clock_);
    QVERIFY(again.ok());
    QCOMPARE(again->unlock(secret(right)).error().code, ErrorCode::WrongPassphrase);
    const auto changed = again->unlock(secret("new passphrase"));
    QVERIFY(changed.ok());
    QCOMPARE(bytesOf(changed->key), bytesOf(key->key));
}

void VaultTest::filesAreTheOwnersOnly() {
    auto vault = create();
    QVERIFY(!vault->unlock(secret(wrong)).ok());
    const auto owner =
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
    for (const auto& name : {u"/store.keys"_qs, u"/store.keys.1"_qs, u"/store.attempts"_qs})
        QCOMPARE(QFile::permissions(folder() + name), owner);
    QCOMPARE(QDir(folder()).entryList(QDir::Files).size(), 3); // no temporary file left
}

void VaultTest::previousGenerationReplacesDamage() {
    auto vault = create();
    const auto key = vault->unlock(secret(right));
    QVERIFY(vault->addRecovery(*key, {}, ids_).ok());
    QCOMPARE(Vault::open(folder(), clock_)->slotInfos(*key)->size(), 2);
    overwrite(keys(), contents(keys()).left(100));
    const auto older = Vault::open(folder(), clock_);
    QVERIFY(older.ok());
    QCOMPARE(older->slotInfos(*key)->size(), 1);
    overwrite(previousKeys(), {});
    QCOMPARE(Vault::open(folder(), clock_).error().code, ErrorCode::VaultDamaged);
    QVERIFY(QFile::remove(keys()));
    QCOMPARE(Vault::open(folder(), clock_).error().code, ErrorCode::VaultDamaged);
    QVERIFY(Vault::exists(folder()));
}

void VaultTest::aFullDiskKeepsTheOldFile() {
    auto vault = create();
    QVERIFY(vault.ok());
    const auto before = contents(keys());
    {
        const SmallFilesOnly limit(64);
        QVERIFY(!vault->changePassphrase(secret(right), secret("另一个更长的口令")));
    }
    QCOMPARE(contents(keys()), before);
    auto again = Vault::open(folder(), clock_);
    QVERIFY(again.ok());
    QVERIFY(again->unlock(secret(right)).ok());
}

void VaultTest::hostileFilesAreRefused_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("memory of 1 TB") << u"memLimitBytes"_qs << QJsonValue(qint64(1) << 40);
    QTest::newRow("memory below the floor") << u"memLimitBytes"_qs << QJsonValue(8192);
    QTest::newRow("one round") << u"opsLimit"_qs << QJsonValue(1);
    QTest::newRow("endless rounds") << u"opsLimit"_qs << QJsonValue(1'000'000);
    QTest::newRow("negative") << u"opsLimit"_qs << QJsonValue(-3);
    QTest::newRow("fraction") << u"opsLimit"_qs << QJsonValue(3.5);
    QTest::newRow("text for a number") << u"opsLimit"_qs << QJsonValue(u"3"_qs);
    QTest::newRow("other kdf") << u"kdf"_qs << QJsonValue(u"none"_qs);
    QTest::newRow("other cipher") << u"aead"_qs << QJsonValue(u"none"_qs);
    QTest::newRow("short salt") << u"salt"_qs << QJsonValue(u"AAAA"_qs);
    QTest::newRow("not base64") << u"wrapped"_qs << QJsonValue(u"*"_qs);
    QTest::newRow("no public key") << u"publicKey"_qs << QJsonValue();
    QTest::newRow("long payload") << u"wrapped"_qs << QJsonValue(QString(4000, u'A'));
    QTest::newRow("bad id") << u"id"_qs << QJsonValue(u"../../etc"_qs);
    QTest::newRow("unknown kind") << u"kind"_qs << QJsonValue(u"keychain"_qs);
}

void VaultTest::hostileFilesAreRefused() {
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    static const QByteArray good = [this] { return create().ok() ? contents(keys()) : QByteArray(); }();
    auto root = *parseJsonObject(good);
    auto slot = root[u"slots"_qs].toArray().first().toObject();
    QVERIFY(slot.contains(path));
    QVERIFY(KeySlot::fromJson(slot).ok());
    slot[path] = value;
    QCOMPARE(KeySlot::fromJson(slot).error().code, ErrorCode::VaultDamaged);
    root[u"slots"_qs] = QJsonArray{slot};
    QCOMPARE(KeyFile::fromBytes(QJsonDocument(root).toJson()).error().code, ErrorCode::VaultDamaged);
}

void VaultTest::anyFlippedByteIsNoticed() {
    QVERIFY(create().ok());
    const auto good = contents(keys());
    QVERIFY(KeyFile::fromBytes(good).ok());
    const auto meaning = KeyFile::fromBytes(good)->toBytes();
    for (qsizetype i = 0; i < good.size(); ++i) {
        auto bad = good;
        bad[i] = char(bad[i] ^ 1);
        const auto file = KeyFile::fromBytes(bad);
        // White space between values may change without changing what is said.
        QVERIFY2(!file || file->toBytes() == meaning, qPrintable(QString::number(i)));
    }
    QCOMPARE(KeyFile::fromBytes(good + QByteArray(200'000, ' ')).error().code, ErrorCode::VaultDamaged);
    QCOMPARE(KeyFile::fromBytes(QByteArray(1000, '[')).error().code, ErrorCode::VaultDamaged);
    auto newer = good;
    newer.replace("jixiao.vault/2", "jixiao.vault/3");
    QCOMPARE(KeyFile::fromBytes(newer).error().code, ErrorCode::StoreNewer);
}

void VaultTest::slotsAreBoundToTheirVault() {
    const auto authority = SecretBytes::random(authorityBytes);
    const auto vaultId = ids_.next();
    const auto slot = KeySlot::seal(vaultId, {ids_.next(), SlotKind::Passphrase, {}, 0}, {}, secret(right), authority);
    QVERIFY(slot.ok());
    const auto own = slot->unseal(vaultId, secret(right));
    QVERIFY(bytesOf(*own).endsWith(bytesOf(authority)));
    QCOMPARE(slot->unseal(ids_.next(), secret(right)).error().code, ErrorCode::WrongPassphrase);
    auto moved = *slot;
    moved.info.id = ids_.next();
    QCOMPARE(moved.unseal(vaultId, secret(right)).error().code, ErrorCode::WrongPassphrase);
    auto otherKey = *slot;
    otherKey.publicKey[0] = char(otherKey.publicKey[0] ^ 1);
    QCOMPARE(otherKey.unseal(vaultId, secret(right)).error().code, ErrorCode::WrongPassphrase);
}

void VaultTest::guessingIsSlowedDown() {
    leaveOnlyRecoverySlot();
    auto vault = Vault::open(folder(), clock_);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(vault->retryAfterMs(), 0);
        QCOMPARE(vault->unlock(secret(wrong)).error().code, ErrorCode::WrongPassphrase);
    }
    for (auto again : {Vault::open(folder(), clock_), std::move(vault)}) {
        QCOMPARE(again->retryAfterMs(), 2'000);
        const auto refused = again->unlock(secret(wrong));
        QCOMPARE(refused.error().code, ErrorCode::TooManyAttempts);
        QCOMPARE(refused.error().args.value(u"seconds"_qs), u"2"_qs);
        QCOMPARE(again->changePassphrase(secret(wrong), secret(right)).error().code, ErrorCode::TooManyAttempts);
    }
}

void VaultTest::nothingSecretIsOnDisk() {
    auto vault = create();
    const auto key = vault->unlock(secret(right));
    const auto code = vault->addRecovery(*key, {}, ids_);
    for (const auto& name : QDir(folder()).entryList(QDir::Files)) {
        const auto bytes = contents(folder() + u'/' + name);
        for (const auto& marker : {bytesOf(key->key), bytesOf(key->key).toHex(), bytesOf(key->key).toBase64(),
                                   bytesOf(key->authority).toBase64(), QByteArray(right), QByteArray("王警官"),
                                   code->toLatin1(), code->left(9).toLatin1()})
            QVERIFY(!bytes.contains(marker));
    }
}

void VaultTest::calibrationStaysWithinBounds() {
    const auto still = KdfParams::calibrated(clock_); // a clock that stands still gives the floor, not a long wait
    QCOMPARE(still.opsLimit, KdfParams{}.opsLimit);
    QCOMPARE(still.memLimitBytes, KdfParams{}.memLimitBytes);
    QVERIFY(KdfParams::calibrated(SystemClock{}).isAcceptable());
}

QTEST_GUILESS_MAIN(VaultTest)
#include "tst_vault.moc"
