#include "core/store/store_thread.h"
#include "store_fixture.h"

#include <atomic>

using namespace jixiao;
using namespace jixiao::test;

class TestStoreThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jobsRunInOrderOnOneOtherThread();
    void destroyingFinishesWhatWasAsked();
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

QTEST_GUILESS_MAIN(TestStoreThread)
#include "tst_store_thread.moc"
