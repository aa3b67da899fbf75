#include "core/store/data_folder.h"
#include "tests/app/vault_device.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

using Stage = SessionViewModel::Stage;

/// A device with a backup of one form, and another form since.
struct Restoring {
    VaultDevice d;
    Id before;
    Id since;

    Restoring() {
        before = d.addForm(QStringLiteral("备份里有的"));
        d.backups().backUpNow();
        if (!d.settled()) qFatal("backup");
        d.clock.advance(hour);
        since = d.addForm(QStringLiteral("后来的"));
    }
    RestoreViewModel& restore() const { return *d.app->restore(); }
    bool settled() const {
        return d.settled() && QTest::qWaitFor([&] { return !restore().isBusy(); }, 60'000);
    }
    bool has(const Id& form) const {
        return d.services->store()->call([&](Store& store) { return store.record(form); }).valueOr({}).has_value();
    }
};

} // namespace

/// A backup of one's choice, seen before it is put in place.
class TestRestoreView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seenAndThenDone();
    void seenAndLeft();
    void wrongPassphrase();
    void onANewDevice();
    void aFolderWithoutBackups();
};

void TestRestoreView::seenAndThenDone() {
    Restoring r;
    r.restore().begin();
    QCOMPARE(r.d.session().stage(), Stage::Locked);
    QVERIFY(r.restore().isActive());
    QCOMPARE(r.restore().backups().size(), 1);
    QCOMPARE(r.restore().chosen(), 0);
    r.restore().restore(passphrase); // not before it was seen
    QVERIFY(r.settled());
    QCOMPARE(r.d.session().stage(), Stage::Locked);
    r.restore().preview(passphrase);
    QVERIFY(r.settled());
    QVERIFY2(!r.restore().error().isSet, qPrintable(r.restore().error().details));
    QVERIFY(!r.restore().summary().isEmpty());
    QCOMPARE(r.restore().changes().size(), 1);
    QVERIFY(r.restore().changes().first().contains(QStringLiteral("后来的")));
    r.restore().restore(passphrase);
    QVERIFY(r.settled());
    QVERIFY2(!r.d.session().error().isSet, qPrintable(r.d.session().error().details));
    QCOMPARE(r.d.session().stage(), Stage::Ready);
    QVERIFY(!r.restore().isActive());
    QVERIFY(r.has(r.before));
    QVERIFY(r.has(r.since)); // it was not sent yet, and is made again
    QVERIFY(!r.d.session().rescueText().isEmpty());
}

void TestRestoreView::seenAndLeft() {
    Restoring r;
    r.restore().begin();
    r.restore().preview(passphrase);
    QVERIFY(r.settled());
    r.restore().cancel();
    QVERIFY(!r.restore().isActive());
    QCOMPARE(r.restore().summary(), QString());
    r.d.unlock();
    QCOMPARE(r.d.session().stage(), Stage::Ready);
    QVERIFY(r.has(r.since));
    QCOMPARE(QDir(r.d.dir.path()).entryList({QStringLiteral("replaced-*")}, QDir::Dirs), QStringList());
}

void TestRestoreView::wrongPassphrase() {
    Restoring r;
    r.restore().begin();
    r.restore().preview(QStringLiteral("不是这个口令"));
    QVERIFY(r.settled());
    QCOMPARE(r.restore().error().code, QStringLiteral("WrongPassphrase"));
    QCOMPARE(r.restore().summary(), QString());
    r.d.clock.advance(hour); // a failed attempt makes people wait
    r.restore().preview(passphrase);
    QVERIFY(r.settled());
    QVERIFY(!r.restore().error().isSet);
    QVERIFY(!r.restore().summary().isEmpty());
}

void TestRestoreView::onANewDevice() {
    Restoring r;
    const auto folder = r.d.services->backupFolder();
    const QTemporaryDir fresh;
    r.d.app.reset();
    Services services(fresh.path() + QStringLiteral("/data"), r.d.clock, r.d.random);
    AppController app(services);
    QCOMPARE(app.session()->stage(), Stage::FirstUse);
    const auto settled = [&] {
        return QTest::qWaitFor([&] { return !app.session()->isBusy() && !app.restore()->isBusy(); }, 60'000);
    };
    app.restore()->begin();
    QCOMPARE(app.restore()->backups(), QStringList());
    app.restore()->chooseFolder(QUrl::fromLocalFile(folder).toString());
    QCOMPARE(app.restore()->backups().size(), 1);
    app.restore()->preview(passphrase);
    QVERIFY(settled());
    QVERIFY2(!app.restore()->error().isSet, qPrintable(app.restore()->error().details));
    app.restore()->restore(passphrase);
    QVERIFY(settled());
    QVERIFY2(!app.session()->error().isSet, qPrintable(app.session()->error().details));
    QCOMPARE(app.session()->stage(), Stage::Ready);
    QVERIFY(services.store()->call([&](Store& store) { return store.record(r.before); }).valueOr({}).has_value());
    QVERIFY(!app.session()->rescueText().contains(QStringLiteral("replaced")));
}

void TestRestoreView::aFolderWithoutBackups() {
    Restoring r;
    const QTemporaryDir empty;
    r.restore().begin();
    r.restore().chooseFolder(empty.path());
    QCOMPARE(r.restore().backups(), QStringList());
    QCOMPARE(r.restore().chosen(), -1);
    r.restore().preview(passphrase);
    QVERIFY(!r.restore().isBusy());
    r.restore().chooseFolder(r.d.made().value(0).folder); // one backup itself
    QCOMPARE(r.restore().backups().size(), 1);
}

QTEST_GUILESS_MAIN(TestRestoreView)
#include "tst_restore_view.moc"
