#include "core/base/gzip.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace jixiao;

class GzipTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrips();
    void limitHoldsToTheByte();
    void bombIsCutOff();
    void damageIsRefused();
};

void GzipTest::roundTrips() {
    QVERIFY(rc::check("what goes in comes out", [] {
        auto bytes = QByteArray::fromStdString(*rc::gen::arbitrary<std::string>());
        bytes = bytes.repeated(*rc::gen::inRange(0, 3'000));
        const auto back = gunzip(gzip(bytes), bytes.size());
        RC_ASSERT(back.ok());
        RC_ASSERT(*back == bytes);
    }));
}

void GzipTest::limitHoldsToTheByte() {
    const QByteArray bytes(200'000, 'x');
    const auto packed = gzip(bytes);
    QVERIFY(packed.size() < 1'000);
    QVERIFY(gunzip(packed, 200'000).ok());
    QCOMPARE(gunzip(packed, 199'999).error().code, ErrorCode::RequestTooLarge);
}

void GzipTest::bombIsCutOff() {
    const auto packed = gzip(QByteArray(100'000'000, '\0'));
    QVERIFY(packed.size() < 500'000);
    QCOMPARE(gunzip(packed, 1'000'000).error().code, ErrorCode::RequestTooLarge);
}

void GzipTest::damageIsRefused() {
    const auto packed = gzip("{\"mutations\":[]}");
    for (qsizetype cut = 0; cut < packed.size(); ++cut)
        QCOMPARE(gunzip(packed.left(cut), 1'000).error().code, ErrorCode::InvalidInput);
    QCOMPARE(gunzip(packed + "x", 1'000).error().code, ErrorCode::InvalidInput);
    QCOMPARE(gunzip("not gzip at all", 1'000).error().code, ErrorCode::InvalidInput);
}

QTEST_GUILESS_MAIN(GzipTest)
#include "tst_gzip.moc"
