#include "core/store/database.h"
#include "tests/support/fault_calls.h"
#include "vault_folder.h"

#include <QDir>
#include <QFileInfo>

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

using namespace jixiao;
using namespace jixiao::test;

namespace {

/// Every backup in the list is whole and opens with what it held.
void verifyAll(VaultFolder& v, int least) {
    const auto backups = Backups::list(v.target());
    QVERIFY2(backups.size() >= least, qPrintable(QString::number(backups.size())));
    for (const auto& backup : backups)
        VERIFY_OK(Backups::verify(backup));
}

} // namespace

/// Backups: whole, encrypted, verified, rotated; and none of it at the cost of what is there already.
class TestBackup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { FaultCalls::disarm(); }
    void opensWithThePassphrase();
    void writingGoesOn();
    void rotation();
    void olderBackupsGo();
    void everyFlippedBitIsNoticed();
    void aDamagedStoreMakesNoBackup();
    void everyDiskCallFails_data();
    void everyDiskCallFails();
    void killedAtEveryDiskCall();
    void beforeAMigration();
    void withoutKeyFile();
    void cancelled();
};

void TestBackup::opensWithThePassphrase() {
    VaultFolder v;
    QVERIFY(v.set(0, QStringLiteral("before")).ok());
    const auto expected = dump(*v.f.store, v.form);
    const auto backup = v.backUp();
    QCOMPARE(backup.records, 6);
    QVERIFY(backup.auditOk);
    QVERIFY(v.set(0, QStringLiteral("after")).ok());
    QCOMPARE(QFileInfo(Store::fileName(backup.folder)).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QVERIFY(!readAll(Store::fileName(backup.folder)).startsWith("SQLite format 3"));
    QCOMPARE(QDir(backup.folder).entryList(QDir::Files | QDir::Hidden).size(), 4);
    VERIFY_OK(Backups::verify(backup));
    {
        const auto opened = openDataFolder(backup.folder, VaultFolder::passphrase(), v.f.clock, v.f.ids);
        VERIFY_OK(opened);
        QCOMPARE(dump(*opened->store, v.form), expected);
    }
    const auto check = v.f.store->check();
    QVERIFY(check && check->intact);
    QCOMPARE(v.f.value(v.f.indicators[0], test::target), QStringLiteral("after"));
}

void TestBackup::writingGoesOn() {
    VaultFolder v;
    const auto expected = dump(*v.f.store, v.form);
    const auto snapshot = v.f.store->beginSnapshot();
    VERIFY_OK(snapshot);
    // More than a log grows to before it is moved into the file.
    for (int i = 0; i < 60; ++i)
        QVERIFY(v.set(i % 4, QString::number(i) + QString(30'000, u'字')).ok());
    VERIFY_ERROR(v.f.store->check(), ErrorCode::StoreBusy);
    VERIFY_ERROR(v.f.store->beginSnapshot(), ErrorCode::StoreBusy);
    const auto backup = Backups::copy(*snapshot, v.target(), {}, v.f.clock.nowMs());
    v.f.store->endSnapshot();
    VERIFY_OK(backup);
    const auto now = dump(*v.f.store, v.form);
    QCOMPARE(v.contents(backup->folder), expected);
    const auto check = v.f.store->check();
    QVERIFY(check && check->intact);
    v.open();
    QCOMPARE(dump(*v.f.store, v.form), now);
}

void TestBackup::rotation() {
    QList<BackupInfo> backups;
    constexpr qint64 day = 86'400'000;
    const qint64 monday = QDateTime(QDate(2026, 11, 16), QTime(9, 0), Qt::UTC).toMSecsSinceEpoch();
    for (int age = 0; age < 60; ++age) { // one a day, newest first
        BackupInfo backup;
        backup.atMs = monday - age * day;
        backups.append(backup);
    }
    const auto spent = Backups::superseded(backups, {3, 2});
    QCOMPARE(spent.size(), 60 - 3 - 2);
    QList<qint64> ages;
    for (const auto& backup : spent)
        ages.append((monday - backup.atMs) / day);
    // The three newest, the newest of the rest of last week, and the Sunday before.
    for (const qint64 kept : {0, 1, 2, 3, 8})
        QVERIFY2(!ages.contains(kept), qPrintable(QString::number(kept)));
    QVERIFY(Backups::superseded(backups.mid(0, 1), {0, 0}).isEmpty());
}

void TestBackup::olderBackupsGo() {
    VaultFolder v;
    for (int i = 0; i < 5; ++i)
        v.backUp({2, 0});
    QCOMPARE(Backups::list(v.target()).size(), 2);
    QCOMPARE(QDir(v.target()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 2);
    // What is not a backup of this store is nobody's to remove.
    VaultFolder other(1);
    other.f.clock.advance(5000);
    QVERIFY(Backups::make(*other.f.store, v.target(), {1, 0}, other.f.clock.nowMs()).ok());
    QCOMPARE(Backups::list(v.target()).size(), 3);
}

void TestBackup::everyFlippedBitIsNoticed() {
    VaultFolder v;
    const auto backup = v.backUp();
    const auto file = Store::fileName(backup.folder);
    const auto bytes = readAll(file);
    for (qsizetype at = 77; at < bytes.size(); at += 4096) {
        auto flipped = bytes;
        flipped[at] = char(flipped.at(at) ^ 0x10);
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(flipped) == flipped.size());
        out.close();
        VERIFY_ERROR(Backups::verify(backup), ErrorCode::StoreDamaged);
    }
}

void TestBackup::aDamagedStoreMakesNoBackup() {
    VaultFolder v;
    const auto good = v.backUp();
    QVERIFY(v.f.store->beginSnapshot().ok()); // moves the log into the file
    v.f.store->endSnapshot();
    QFile file(v.file());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() - 1000));
    QVERIFY(file.write("damage") == 6);
    file.close();
    VERIFY_ERROR(Backups::make(*v.f.store, v.target(), {1, 0}, v.f.clock.nowMs() + 5000), ErrorCode::StoreDamaged);
    const auto left = Backups::list(v.target());
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().folder, good.folder);
    QCOMPARE(QDir(v.target()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
}

void TestBackup::everyDiskCallFails_data() {
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("forGood");
    QTest::newRow("one error") << EIO << false;
    QTest::newRow("full from there on") << ENOSPC << true;
}

void TestBackup::everyDiskCallFails() {
    QFETCH(int, number);
    QFETCH(bool, forGood);
    VaultFolder v;
    v.backUp();
    int calls = 0;
    int refused = 0;
    int full = 0;
    bool done = false;
    for (int i = 1; !done; ++i) {
        QVERIFY(i < 2000);
        QVERIFY(v.set(0, QString::number(i)).ok());
        const auto expected = dump(*v.f.store, v.form);
        v.f.clock.advance(1000);
        FaultCalls::arm(i, FaultCalls::Fate::Error, number, forGood);
        const auto made = Backups::make(*v.f.store, v.target(), {50, 0}, v.f.clock.nowMs());
        done = !FaultCalls::hasFired();
        calls = FaultCalls::count();
        FaultCalls::disarm();
        refused += made ? 0 : 1;
        if (made) QCOMPARE(v.contents(made->folder), expected);
        full += !made && made.error().code == ErrorCode::DiskFull ? 1 : 0;
        QCOMPARE(dump(*v.f.store, v.form), expected);
        verifyAll(v, 1);
        if (QTest::currentTestFailed()) return;
    }
    const auto check = v.f.store->check();
    QVERIFY(check && check->intact);
    QVERIFY(refused > calls / 2);
    QVERIFY(number != ENOSPC || full > 10);
    qInfo("%d disk calls, %d backups refused", calls, refused);
}

void TestBackup::killedAtEveryDiskCall() {
    VaultFolder v;
    v.backUp({2, 0});
    v.backUp({2, 0});
    const auto expected = dump(*v.f.store, v.form);
    v.close();
    bool done = false;
    int kills = 0;
    for (int i = 1; !done; ++i) {
        QVERIFY(i < 2000);
        v.f.clock.advance(1000);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto store = Store::open(v.folder(), v.key, v.f.clock, v.f.ids);
            FaultCalls::arm(i, FaultCalls::Fate::Kill, 0);
            const bool made = store && Backups::make(**store, v.target(), {2, 0}, v.f.clock.nowMs());
            ::_exit(made ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        done = WIFEXITED(status);
        if (done)
            QCOMPARE(WEXITSTATUS(status), 0);
        else
            ++kills;
        verifyAll(v, 2);
        QCOMPARE(v.contents(), expected);
        if (QTest::currentTestFailed()) return;
    }
    // What the killed ones left goes with the next.
    QCOMPARE(Backups::list(v.target()).size(), 2);
    qInfo("%d kills", kills);
    QVERIFY(kills > 20);
}

void TestBackup::beforeAMigration() {
    VaultFolder v;
    const auto keys = KeyFiles::read(v.folder());
    VERIFY_OK(keys);
    v.close();
    const QString old = v.dir.path() + QStringLiteral("/old");
    QDir().mkpath(old);
    QVERIFY(QFile::copy(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/fixtures/store/v1.db"), Store::fileName(old)));
    QFile(Store::fileName(old)).setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(KeyFiles::write(old, *keys, OldGeneration::Keep).ok());
    const auto before = readAll(Store::fileName(old));
    VERIFY_OK(Store::open(old, StoreFixture::key(), v.f.clock, v.f.ids));
    const auto backups = Backups::list(Backups::defaultFolder(old));
    QCOMPARE(backups.size(), 1);
    QCOMPARE(backups.first().schemaVersion, 1);
    QCOMPARE(readAll(Store::fileName(backups.first().folder)), before);
    VERIFY_OK(Store::open(old, StoreFixture::key(), v.f.clock, v.f.ids));
    QCOMPARE(Backups::list(Backups::defaultFolder(old)).size(), 1);
}

void TestBackup::withoutKeyFile() {
    StoreFixture f;
    f.addForm();
    VERIFY_ERROR(Backups::make(*f.store, f.dir.path() + QStringLiteral("/b"), {}, f.clock.nowMs()),
                 ErrorCode::VaultMissing);
    QVERIFY(f.store->check()->intact);
}

void TestBackup::cancelled() {
    VaultFolder v;
    const auto snapshot = v.f.store->beginSnapshot();
    VERIFY_OK(snapshot);
    const std::atomic<bool> stop{true};
    VERIFY_ERROR(Backups::copy(*snapshot, v.target(), {}, v.f.clock.nowMs(), &stop), ErrorCode::Cancelled);
    v.f.store->endSnapshot();
    QVERIFY(QDir(v.target()).isEmpty());
    QVERIFY(Backups::list(v.target()).isEmpty());
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
