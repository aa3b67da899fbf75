#include "core/store/first_use.h"
#include "tests/app/app_fixture.h"

#include <QDir>

using namespace jixiao;
using namespace jixiao::test;

namespace {

using Stage = SessionViewModel::Stage;

constexpr qint64 hour = 3600LL * 1000;
const QString passphrase = QStringLiteral("正确的 口令 2025");

/// The app with vault and passphrase, as a person meets it.
struct Device {
    QTemporaryDir dir;
    ManualClock clock;
    SystemRandom random;
    std::unique_ptr<Services> services;
    std::unique_ptr<AppController> app;

    Device() {
        // With the cheapest key derivation; unlocking is not what is tested here.
        UuidV7Source ids(clock, random);
        auto fresh =
            makeDataFolder(dir.path(), SecretBytes::take(passphrase.toUtf8()), QStringLiteral("甲"), {}, clock, ids);
        if (!fresh || !DeviceIdentity::initialise(*fresh->store, ids) ||
            !DeviceIdentity::adoptLocal(*fresh->store, QStringLiteral("李民警"), QStringLiteral("县公安局"), ids))
            qFatal("data folder");
        fresh = Error{ErrorCode::Cancelled};
        services = std::make_unique<Services>(dir.path(), clock, random);
        app = std::make_unique<AppController>(*services);
        unlock();
    }
    ~Device() {
        app.reset();
        services.reset();
    }
    SessionViewModel& session() const { return *app->session(); }
    BackupViewModel& backups() const { return *app->backups(); }
    void unlock() const {
        session().unlock(passphrase);
        if (!QTest::qWaitFor([&] { return !session().isBusy(); }, 60'000)) qFatal("unlock");
    }
    bool settled() const {
        return QTest::qWaitFor([&] { return !backups().isBusy() && !session().isBusy(); }, 60'000);
    }
    Id addForm(const QString& name) const {
        FormDocument doc;
        doc.form = QStringLiteral("hebei.project.2025");
        doc.fiscalYear = 2025;
        doc.fields = {{QStringLiteral("project.name"), name}};
        return services->store()
            ->call([&](Store& store) {
                return FormRepository(store, services->catalogue(), services->ids())
                    .importForms({doc}, Id::fromString(services->actor().unitId).value_or(Id()), services->actor());
            })
            ->declarations.first();
    }
    QList<BackupInfo> made() const { return Backups::list(services->backupFolder()); }
    /// In a page that opening does not read.
    void damage() const {
        services->store()->call([](Store& store) {
            const bool done = store.beginSnapshot().ok(); // moves the log into the file
            store.endSnapshot();
            return done;
        });
        QFile file(Store::fileName(dir.path()));
        if (!file.open(QIODevice::ReadWrite) || !file.seek(file.size() - 2000) || file.write("damage") != 6)
            qFatal("damage");
    }
};

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
