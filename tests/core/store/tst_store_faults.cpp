#include "core/store/database.h"
#include "store_session.h"
#include "tests/support/fault_vfs.h"

#include <sqlite3.h>

using namespace jixiao;
using namespace jixiao::test;

/// Every single disk operation failing once, and every point at which a disk can become full for good.
class TestStoreFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        VERIFY_OK(Database::initialize());
        FaultVfs::install();
    }
    void cleanup() { FaultVfs::disarm(); }
    void sessions_data();
    void sessions();
    void creation();
};

void TestStoreFaults::sessions_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("forGood");
    QTest::newRow("one error") << SQLITE_IOERR << false;
    QTest::newRow("errors from there on") << SQLITE_IOERR << true;
    QTest::newRow("full once") << SQLITE_FULL << false;
    QTest::newRow("full from there on") << SQLITE_FULL << true;
}

void TestStoreFaults::sessions() {
    QFETCH(int, code);
    QFETCH(bool, forGood);
    Session session;
    session.reset();
    FaultVfs::disarm();
    const auto faultless = session.run();
    const int operations = FaultVfs::operations();
    QCOMPARE(faultless.refused, 0);
    QVERIFY(operations > 30);

    int noticed = 0;
    // Every operation fails once; a disk that stays broken is tried at every third, for time.
    for (int i = 1; i <= operations; i += forGood ? 3 : 1) {
        const QByteArray place = "operation " + QByteArray::number(i);
        session.reset();
        FaultVfs::arm(i, code, forGood);
        const auto outcome = session.run();
        QVERIFY2(FaultVfs::hasFired(), place.constData());
        FaultVfs::disarm();
        noticed += outcome.refused > 0 || !outcome.opened ? 1 : 0;
        session.f.reopen();
        const auto check = session.f.store->check();
        VERIFY_OK(check);
        QVERIFY2(check->intact, qPrintable(check->problems.join(QLatin1Char(' '))));
        const QString found = dump(*session.f.store, session.form);
        const QString last = outcome.opened ? outcome.seen.last() : faultless.seen.first();
        // On a disk that stays broken the step that failed first may have reached the log whole: it is there entirely
        // or not at all.
        const bool whole =
            forGood && outcome.firstRefused >= 0 && found == faultless.seen.value(outcome.firstRefused + 1);
        QVERIFY2(found == last || whole, qPrintable(QString::fromUtf8(place) + found + QLatin1Char('\n') + last));
        VERIFY_OK(session.f.store->setMeta(QStringLiteral("after"), QStringLiteral("1")));
    }
    QVERIFY(noticed > (forGood ? operations / 9 : operations / 3));
    qInfo("%d disk operations, %d failures noticed", operations, noticed);
}

void TestStoreFaults::creation() {
    StoreFixture f;
    const QString folder = f.dir.path() + QStringLiteral("/new");
    bool complete = false;
    for (int i = 1; !complete; ++i) {
        QVERIFY(i < 500);
        QDir(folder).removeRecursively();
        FaultVfs::arm(i, i % 2 ? SQLITE_FULL : SQLITE_IOERR, true);
        {
            const auto made = Store::create(folder, StoreFixture::key(), f.clock, f.ids);
            complete = !FaultVfs::hasFired();
            if (!made)
                QVERIFY2(made.error().code == ErrorCode::DiskFull || made.error().code == ErrorCode::DiskWriteFailed ||
                             made.error().code == ErrorCode::StoreFailed,
                         qPrintable(made.error().id()));
        }
        FaultVfs::disarm();
        // Either there is a whole store, or there is none and one can be made.
        if (QFileInfo::exists(Store::fileName(folder)))
            VERIFY_OK(Store::open(folder, StoreFixture::key(), f.clock, f.ids));
        else
            VERIFY_OK(Store::create(folder, StoreFixture::key(), f.clock, f.ids));
    }
}

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_store_faults.moc"
