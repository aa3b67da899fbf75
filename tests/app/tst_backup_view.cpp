#include "tests/app/vault_device.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

using Stage = SessionViewModel::Stage;
using Device = VaultDevice;

} // namespace

/// Backups as the app makes and offers them.
class TestBackupView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whenAsked();
    void onceADay();
    void typingGoesOnMeanwhile();
    void lockingGivesItUp();
    void whereItCannotBeWritten();
    void damageIsFoundAndTheBackupOffered();
    void aFolderOfOnesChoice();
    void withoutABackupWhatCanBeReadIsOffered();
    void withoutABackupWorkGoesOn();
};

void TestBackupView::whenAsked() {
    Device d;
    QTRY_VERIFY(d.settled());
    QCOMPARE(d.backups().lastText(), QString());
    QSignalSpy changed(&d.backups(), &BackupViewModel::changed);
    d.backups().backUpNow();
    QVERIFY(d.backups().isBusy());
    d.backups().backUpNow(); // twice is once
    QVERIFY(d.settled());
    QVERIFY2(!d.backups().error().isSet, qPrintable(d.backups().error().details));
    QCOMPARE(d.made().size(), 1);
    QVERIFY(!d.backups().lastText().isEmpty());
    QVERIFY(changed.count() > 0);
    VERIFY_OK(Backups::verify(d.made().first()));
    // Known again after unlocking.
    d.session().lock();
    const auto text = d.backups().lastText();
    d.unlock();
    QTRY_COMPARE(d.backups().lastText(), text);
}

void TestBackupView::onceADay() {
    Device d;
    QTRY_VERIFY(d.settled());
    const auto idle = [&] {
        d.backups().useIdleMoment();
        QVERIFY(d.settled());
    };
    idle();
    QCOMPARE(d.made().size(), 1);
    d.clock.advance(23 * hour);
    idle();
    QCOMPARE(d.made().size(), 1);
    d.clock.advance(2 * hour);
    idle();
    QCOMPARE(d.made().size(), 2);
    d.clock.advance(-400 * 24 * hour); // a clock that was put back
    idle();
    QCOMPARE(d.made().size(), 3);
    d.backups().setKeep(1);
    for (int day = 0; day < 100; ++day) {
        d.clock.advance(25 * hour);
        idle();
    }
    // One, and eight weeks; those from the future stay among them.
    QVERIFY2(d.made().size() <= 9 && d.made().size() >= 8, qPrintable(QString::number(d.made().size())));
}

void TestBackupView::typingGoesOnMeanwhile() {
    Device d;
    d.backups().backUpNow();
    const auto form = d.addForm(QStringLiteral("边备份边填"));
    QVERIFY(d.settled());
    QVERIFY(!d.backups().error().isSet);
    const auto check = d.services->store()->call([](Store& store) { return store.check(); });
    QVERIFY(check && check->intact);
    QVERIFY(d.services->store()->call([&](Store& store) { return store.record(form); }).valueOr({}).has_value());
}

void TestBackupView::lockingGivesItUp() {
    Device d;
    d.backups().backUpNow();
    d.session().lock();
    QVERIFY(d.settled());
    QVERIFY2(!d.backups().error().isSet, qPrintable(d.backups().error().details));
    d.unlock();
    QCOMPARE(d.session().stage(), Stage::Ready);
    for (const auto& backup : d.made())
        VERIFY_OK(Backups::verify(backup));
    d.backups().backUpNow();
    QVERIFY(d.settled());
    QVERIFY(!d.made().isEmpty());
}

void TestBackupView::whereItCannotBeWritten() {
    Device d;
    QVERIFY(d.services->settings().set(Settings::Key::BackupFolder, QStringLiteral("/proc/nowhere")));
    d.backups().backUpNow();
    QVERIFY(d.settled());
    QCOMPARE(d.backups().error().code, QStringLiteral("DiskWriteFailed"));
    QVERIFY(!d.backups().error().next.isEmpty());
    QCOMPARE(d.session().stage(), Stage::Ready);
}

void TestBackupView::damageIsFoundAndTheBackupOffered() {
    Device d;
    const auto form = d.addForm(QStringLiteral("备份里有的"));
    d.backups().backUpNow();
    QVERIFY(d.settled());
    d.clock.advance(hour);
    d.damage();
    d.session().lock();
    d.unlock(); // the damage is elsewhere
    QCOMPARE(d.session().stage(), Stage::Ready);
    d.backups().useIdleMoment();
    QVERIFY(d.settled());
    QTRY_COMPARE(d.session().stage(), Stage::Locked);
    QCOMPARE(d.session().error().code, QStringLiteral("StoreDamaged"));
    QTRY_VERIFY(!d.session().backupOffer().isEmpty());
    d.session().restoreBackup(QStringLiteral("不是这个口令"));
    QVERIFY(d.settled());
    QCOMPARE(d.session().error().code, QStringLiteral("WrongPassphrase"));
    QVERIFY(!d.session().backupOffer().isEmpty());
    d.clock.advance(hour); // a failed attempt makes people wait
    d.session().restoreBackup(passphrase);
    QVERIFY(d.settled());
    QVERIFY2(!d.session().error().isSet, qPrintable(d.session().error().details));
    QCOMPARE(d.session().stage(), Stage::Ready);
    QCOMPARE(d.session().backupOffer(), QString());
    QVERIFY(d.services->store()->call([&](Store& store) { return store.record(form); }).valueOr({}).has_value());
    QCOMPARE(QDir(d.dir.path()).entryList({QStringLiteral("replaced-*")}, QDir::Dirs).size(), 1);
    d.backups().useIdleMoment();
    QVERIFY(d.settled());
    QCOMPARE(d.session().stage(), Stage::Ready);
}

void TestBackupView::aFolderOfOnesChoice() {
    Device d;
    d.backups().backUpNow();
    QVERIFY(d.settled());
    const QTemporaryDir elsewhere;
    d.clock.advance(hour);
    d.backups().chooseFolder(QUrl::fromLocalFile(elsewhere.path()).toString());
    QVERIFY(d.settled());
    QVERIFY(d.backups().isOwnFolder());
    QCOMPARE(d.backups().folder(), elsewhere.path());
    QCOMPARE(d.made().size(), 1);
    const auto usual = Backups::defaultFolder(d.dir.path());
    QCOMPARE(Backups::list(usual).size(), 1);
    d.backups().chooseFolder(usual);
    QVERIFY(d.settled());
    QVERIFY(!d.backups().isOwnFolder());
    // The disk with the chosen folder is gone, and the store damaged: the backup in the usual place is offered.
    d.backups().chooseFolder(elsewhere.path() + QStringLiteral("/gone"));
    QVERIFY(d.settled());
    QVERIFY(QDir(elsewhere.path() + QStringLiteral("/gone")).removeRecursively());
    d.session().lock();
    d.spoilHead();
    d.unlock();
    QTRY_VERIFY(!d.session().backupOffer().isEmpty());
    QVERIFY(!d.session().isSalvageOffered());
}

void TestBackupView::withoutABackupWhatCanBeReadIsOffered() {
    Device d;
    const auto form = d.addForm(QStringLiteral("没有备份的"));
    d.damage(); // moves everything into the file
    d.session().lock();
    d.spoilHead();
    d.unlock();
    QCOMPARE(d.session().error().code, QStringLiteral("StoreDamaged"));
    QTRY_VERIFY(d.session().isSalvageOffered());
    QCOMPARE(d.session().backupOffer(), QString());
    d.session().salvage(QStringLiteral("不是这个口令"));
    QVERIFY(d.settled());
    QCOMPARE(d.session().error().code, QStringLiteral("WrongPassphrase"));
    QVERIFY(d.session().isSalvageOffered());
    d.clock.advance(hour);
    d.session().salvage(passphrase);
    QVERIFY(d.settled());
    QVERIFY2(!d.session().error().isSet, qPrintable(d.session().error().details));
    QCOMPARE(d.session().stage(), Stage::Ready);
    QVERIFY(!d.session().isSalvageOffered());
    QVERIFY(d.services->store()->call([&](Store& store) { return store.record(form); }).valueOr({}).has_value());
    const auto aside = QDir(d.dir.path()).entryList({QStringLiteral("replaced-*")}, QDir::Dirs);
    QCOMPARE(aside.size(), 1);
    QVERIFY(d.session().rescueText().contains(aside.first()));
    d.session().acknowledgeRescue();
    QCOMPARE(d.session().rescueText(), QString());
    // Typing goes on, and nothing is sent under a number that was used before.
    const auto second = d.addForm(QStringLiteral("后来的"));
    d.session().lock();
    d.unlock();
    QVERIFY(d.services->store()->call([&](Store& store) { return store.record(second); }).valueOr({}).has_value());
}

void TestBackupView::withoutABackupWorkGoesOn() {
    Device d;
    d.damage();
    d.backups().backUpNow();
    QVERIFY(d.settled());
    QTRY_COMPARE(d.backups().error().code, QStringLiteral("StoreDamaged"));
    QVERIFY(d.settled());
    QCOMPARE(d.session().stage(), Stage::Ready);
    QVERIFY(d.made().isEmpty());
}

QTEST_GUILESS_MAIN(TestBackupView)
#include "tst_backup_view.moc"
