#include "core/base/json.h"
#include "core/vault/vault.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/small_files.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

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
    void removedSlotIsGoneFromBothGenerations();
    void filesAreTheOwnersOnly();
    void previousGenerationReplacesDamage();
    void aFullDiskKeepsTheOldFile();
    void hostileFilesAreRefused_data();
    void hostileFilesAreRefused();
    void anyFlippedByteIsNoticed();
    void slotsAreBoundToTheirVault();
    void waitingDoublesAndSurvivesRestarts();
    void theWallClockCannotShortenTheWait();
    void aDamagedCountStillWaits();
    void nothingSecretIsOnDisk();
    void calibrationStaysWithinBounds();

private:
    QString folder() const { return dir_->path(); }
    QString keys() const { return folder() + u"/store.keys"_qs; }
    QString previousKeys() const { return folder() + u"/store.keys.1"_qs; }
    Result<Vault> create() { return Vault::create(folder(), secret(right), u"王警官"_qs, {}, clock_, ids_); }
    /// Fails `count` attempts without paying for a derivation each: the file has only a recovery slot then.
    void failAttempts(Vault& vault, int count);
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
    QVERIFY(vault->removeSlot(vault->slotInfos().first().id).ok());
}

void VaultTest::failAttempts(Vault& vault, int count) {
    for (int i = 0; i < count; ++i) {
        QCOMPARE(vault.retryAfterMs(), 0);
        QCOMPARE(vault.unlock(secret(wrong)).error().code, ErrorCode::WrongPassphrase);
        if (i + 1 < count) clock_.advance(vault.retryAfterMs());
    }
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
    QCOMPARE(key->slot, vault->slotInfos().first().id);
    QVERIFY(!QFile::exists(folder() + u"/store.attempts"_qs));
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
    QCOMPARE(byCode->slot, again->slotInfos().last().id);
    QCOMPARE(again->slotInfos().last().kind, SlotKind::Recovery);
    QCOMPARE(again->slotInfos()[1].label, u"李警官"_qs);
    auto foreign = key->clone();
    foreign.key = SecretBytes::random(32);
    QCOMPARE(vault->addRecovery(foreign, {}, ids_).error().code, ErrorCode::InvalidInput);
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

void VaultTest::removedSlotIsGoneFromBothGenerations() {
    auto vault = create();
    QCOMPARE(vault->removeSlot(vault->slotInfos().first().id).error().code, ErrorCode::InvalidInput);
    const auto key = vault->unlock(secret(right));
    QVERIFY(vault->addRecovery(*key, {}, ids_).ok());
    const auto gone = vault->slotInfos().first().id;
    QVERIFY(vault->removeSlot(gone).ok());
    QCOMPARE(vault->slotInfos().size(), 1);
    QCOMPARE(vault->removeSlot(gone).error().code, ErrorCode::InvalidInput);
    for (const auto& path : {keys(), previousKeys()}) {
        const auto bytes = contents(path);
        QVERIFY(!bytes.isEmpty());
        QVERIFY(!bytes.contains(gone.toString().toLatin1()));
    }
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
    QCOMPARE(Vault::open(folder(), clock_)->slotInfos().size(), 2);
    overwrite(keys(), contents(keys()).left(100));
    const auto older = Vault::open(folder(), clock_);
    QVERIFY(older.ok());
    QCOMPARE(older->slotInfos().size(), 1);
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
    QTest::newRow("not base64") << u"nonce"_qs << QJsonValue(u"*"_qs);
    QTest::newRow("long payload") << u"wrapped"_qs << QJsonValue(QString(4000, u'A'));
    QTest::newRow("bad id") << u"id"_qs << QJsonValue(u"../../etc"_qs);
    QTest::newRow("unknown kind") << u"kind"_qs << QJsonValue(u"keychain"_qs);
    QTest::newRow("endless label") << u"label"_qs << QJsonValue(QString(5000, u'长'));
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
    QCOMPARE(KeyFile::fromBytes(good + QByteArray(70'000, ' ')).error().code, ErrorCode::VaultDamaged);
    QCOMPARE(KeyFile::fromBytes(QByteArray(1000, '[')).error().code, ErrorCode::VaultDamaged);
    auto newer = good;
    newer.replace("jixiao.vault/1", "jixiao.vault/2");
    QCOMPARE(KeyFile::fromBytes(newer).error().code, ErrorCode::StoreNewer);
}

void VaultTest::slotsAreBoundToTheirVault() {
    const auto payload = SecretBytes::random(slotPayloadBytes);
    const auto vaultId = ids_.next();
    const auto slot = KeySlot::seal(vaultId, {ids_.next(), SlotKind::Passphrase, {}, 0}, {}, secret(right), payload);
    QVERIFY(slot.ok());
    QCOMPARE(bytesOf(*slot->unseal(vaultId, secret(right))), bytesOf(payload));
    QCOMPARE(slot->unseal(ids_.next(), secret(right)).error().code, ErrorCode::WrongPassphrase);
    auto moved = *slot;
    moved.info.id = ids_.next();
    QCOMPARE(moved.unseal(vaultId, secret(right)).error().code, ErrorCode::WrongPassphrase);
}

void VaultTest::waitingDoublesAndSurvivesRestarts() {
    leaveOnlyRecoverySlot();
    auto vault = Vault::open(folder(), clock_);
    failAttempts(*vault, 5);
    QCOMPARE(vault->retryAfterMs(), 2'000);
    const auto refused = vault->unlock(secret(wrong));
    QCOMPARE(refused.error().code, ErrorCode::TooManyAttempts);
    QCOMPARE(refused.error().args.value(u"seconds"_qs), u"2"_qs);
    clock_.advance(500);
    QCOMPARE(vault->retryAfterMs(), 1'500);
    QCOMPARE(Vault::open(folder(), clock_)->retryAfterMs(), 1'500);
    clock_.advance(1'500);
    auto restarted = Vault::open(folder(), clock_);
    qint64 expected = 4'000;
    for (int i = 0; i < 12; ++i) {
        QCOMPARE(restarted->unlock(secret(wrong)).error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(restarted->retryAfterMs(), expected);
        expected = std::min<qint64>(expected * 2, 900'000);
        clock_.advance(restarted->retryAfterMs());
        restarted = Vault::open(folder(), clock_);
    }
    QCOMPARE(expected, 900'000);
}

void VaultTest::theWallClockCannotShortenTheWait() {
    leaveOnlyRecoverySlot();
    auto vault = Vault::open(folder(), clock_);
    failAttempts(*vault, 8);
    QCOMPARE(vault->retryAfterMs(), 16'000);
    const auto failedAt = clock_.nowMs();
    clock_.setWall(failedAt + 3'600'000); // forward, in the same process
    QCOMPARE(vault->retryAfterMs(), 16'000);
    clock_.setWall(failedAt - 3'600'000);
    QCOMPARE(vault->retryAfterMs(), 16'000);
    clock_.advance(10'000); // back before a restart: the whole wait again
    const auto restarted = Vault::open(folder(), clock_);
    QCOMPARE(restarted->retryAfterMs(), 16'000);
    clock_.advance(16'000);
    QCOMPARE(restarted->retryAfterMs(), 0);
}

void VaultTest::aDamagedCountStillWaits() {
    leaveOnlyRecoverySlot();
    for (const auto& bytes :
         {QByteArray("garbage"), QByteArray(5000, 'x'), QByteArray("{\"failures\":-1}"), QByteArray("{}")}) {
        overwrite(folder() + u"/store.attempts"_qs, bytes);
        QCOMPARE(Vault::open(folder(), clock_)->retryAfterMs(), 2'000);
    }
}

void VaultTest::nothingSecretIsOnDisk() {
    auto vault = create();
    const auto key = vault->unlock(secret(right));
    const auto code = vault->addRecovery(*key, {}, ids_);
    for (const auto& name : QDir(folder()).entryList(QDir::Files)) {
        const auto bytes = contents(folder() + u'/' + name);
        for (const auto& marker : {bytesOf(key->key), bytesOf(key->key).toHex(), bytesOf(key->key).toBase64(),
                                   QByteArray(right), code->toLatin1(), code->left(9).toLatin1()})
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
