#include "core/store/database.h"
#include "store_session.h"
#include "tests/support/fault_memory.h"

using namespace jixiao;
using namespace jixiao::test;

/// Every single allocation of the database failing once, through a session of everything the store does.
class TestStoreMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        VERIFY_OK(Database::initialize());
        FaultMemory::install();
    }
    void cleanup() { FaultMemory::disarm(); }
    void everyAllocationMayFail();
};

void TestStoreMemory::everyAllocationMayFail() {
    Session session;
    session.reset();
    FaultMemory::disarm();
    const auto faultless = session.run();
    const int allocations = FaultMemory::allocations();
    QCOMPARE(faultless.refused, 0);
    QVERIFY(allocations > 200);

    int noticed = 0;
    for (int i = 1; i <= allocations; ++i) {
        const QByteArray place = "allocation " + QByteArray::number(i);
        session.reset();
        FaultMemory::arm(i);
        const auto outcome = session.run();
        QVERIFY2(FaultMemory::hasFired(), place.constData());
        FaultMemory::disarm();
        noticed += outcome.refused > 0 || !outcome.opened ? 1 : 0;
        session.f.reopen();
        const QString found = dump(*session.f.store, session.form);
        QVERIFY2(found == (outcome.opened ? outcome.seen.last() : faultless.seen.first()), place.constData());
        const auto check = session.f.store->check();
        VERIFY_OK(check);
        QVERIFY2(check->intact, qPrintable(check->problems.join(QLatin1Char(' '))));
    }
    // The rest are tables and caches SQLite can do without.
    QVERIFY(noticed > allocations / 2);
    qInfo("%d allocations, %d failures noticed", allocations, noticed);
}

QTEST_GUILESS_MAIN(TestStoreMemory)
#include "tst_store_memory.moc"
