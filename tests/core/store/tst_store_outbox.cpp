#include "store_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

class TestStoreOutbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placeholder() {
        StoreFixture f;
        f.addForm(1);
        QCOMPARE(f.take().size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestStoreOutbox)
#include "tst_store_outbox.moc"
