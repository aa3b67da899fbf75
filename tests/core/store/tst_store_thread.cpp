#include "core/store/database.h"
#include "core/store/schema.h"
#include "core/store/store_thread.h"
#include "store_fixture.h"

#include <sqlite3.h>

#include <atomic>

using namespace jixiao;
using namespace jixiao::test;

class TestStoreThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jobsRunInOrderOnOneOtherThread();
    void destroyingFinishesWhatWasAsked();
    void idleMomentsAreUsed();
    void aRestGivesPagesBack();
};

void TestStoreThread::jobsRunInOrderOnOneOtherThread() {
    StoreFixture f;
    StoreThread thread(std::move(f.store));
    QList<QFuture<int>> futures;
    QList<int> order;
    const auto here = std::this_thread::get_id();
    std::atomic<int> elsewhere = 0;
    for (int i = 0; i < 100; ++i)
        futures.append(thread.run([&, i](Store&) {
            order.append(i);
            if (std::this_thread::get_id() != here) ++elsewhere;
            return i;
        }));
    for (int i = 0; i < 100; ++i)
        QCOMPARE(futures[i].result(), i);
    QCOMPARE(elsewhere, 100);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(order[i], i);
    const auto meta = thread.call([](Store& store) {
        const auto written = store.setMeta(QStringLiteral("k"), QStringLiteral("v"));
        return written ? store.meta(QStringLiteral("k")) : Result<QString>(written.error());
    });
    VERIFY_OK(meta);
    QCOMPARE(*meta, QStringLiteral("v"));
}

void TestStoreThread::destroyingFinishesWhatWasAsked() {
    StoreFixture f;
    {
        StoreThread thread(std::move(f.store));
        for (int i = 0; i < 50; ++i)
            thread.run([i](Store& store) { return store.setMeta(QStringLiteral("n"), QString::number(i)).ok(); });
    }
    f.reopen(); // closed, so its lock is free
    QCOMPARE(*f.store->meta(QStringLiteral("n")), QStringLiteral("49"));
}

/// Nobody asks for it: once the thread has nothing to do, what waits for the search index goes there.
void TestStoreThread::idleMomentsAreUsed() {
    StoreFixture f;
    f.addForm(60);
    f.close();
    const auto waiting = [&] {
        const auto database = Database::open({f.file(), storeMigrations()}, StoreFixture::key());
        return database ? (*database)->number("SELECT count(*) FROM search_waiting").value_or(-1) : -1;
    };
    QVERIFY(waiting() > 60);
    f.reopen();
    const auto written = [&] { return QFileInfo(f.file() + QStringLiteral("-wal")).size(); };
    const qint64 before = written();
    {
        StoreThread thread(std::move(f.store));
        QVERIFY(thread.call([](Store& store) { return store.cursor().ok(); }));
        QTRY_VERIFY_WITH_TIMEOUT(written() > before, 60'000);
    }
    QCOMPARE(waiting(), 0);
}

/// Decrypted pages are in memory while there is work, and are read again for the next.
void TestStoreThread::aRestGivesPagesBack() {
    StoreFixture f;
    for (int i = 0; i < 20; ++i)
        f.addForm(60);
    f.reopen();
    VERIFY_OK(f.store->tidy());
    const auto idle = sqlite3_memory_used();
    const auto forms = f.store->formSummaries();
    VERIFY_OK(forms);
    const auto used = sqlite3_memory_used();
    QVERIFY2(used > idle + 50 * 4096, qPrintable(QString::number(used - idle)));
    {
        StoreThread thread(std::move(f.store), std::chrono::milliseconds(1));
        QCOMPARE(thread.call([](Store& store) { return store.formSummaries(); })->size(), forms->size());
        QTRY_VERIFY_WITH_TIMEOUT(sqlite3_memory_used() < idle + 20 * 4096, 60'000);
        QCOMPARE(thread.call([](Store& store) { return store.formSummaries(); })->size(), forms->size());
    }
}

QTEST_GUILESS_MAIN(TestStoreThread)
#include "tst_store_thread.moc"
