#include "package_fixture.h"
#include "tests/support/verify.h"

using namespace jixiao;
using namespace jixiao::package;

namespace {

QByteArray hashOf(int number) { return QByteArray(32, char('a' + number)); }

Header numbered(qint64 sequence, int part = 1, int parts = 1, qint64 since = 0) {
    Header header;
    header.sequence = sequence;
    header.part = part;
    header.parts = parts;
    header.since = since;
    header.previous = sequence > 1 ? hashOf(int(sequence) - 1) : QByteArray();
    return header;
}

ErrorCode verdictOn(const Exchange& exchange, const Header& header, int hash, bool acceptGap = false) {
    const auto judged = exchange.judge(header, hashOf(hash), acceptGap);
    return judged ? ErrorCode::Internal : judged.error().code; // Internal stands for none
}

constexpr auto none = ErrorCode::Internal;

} // namespace

/// The rules of numbers, apart from everything else.
class TestPackageExchange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersFollowEachOther() {
        Exchange exchange;
        for (int i = 1; i <= 3; ++i) {
            QCOMPARE(verdictOn(exchange, numbered(i), i), none);
            exchange.take(numbered(i), hashOf(i));
        }
        QCOMPARE(exchange.taken, 3);
        QCOMPARE(exchange.takenHash, hashOf(3));
    }

    void aRepeatIsKnown() {
        Exchange exchange;
        exchange.take(numbered(1), hashOf(1));
        exchange.take(numbered(2), hashOf(2));
        QCOMPARE(verdictOn(exchange, numbered(1), 1), ErrorCode::PackageRepeated);
        QCOMPARE(verdictOn(exchange, numbered(2), 2), ErrorCode::PackageRepeated);
    }

    void twoFilesWithOneNumberAreTwoCopiesOfADevice() {
        Exchange exchange;
        exchange.take(numbered(1), hashOf(1));
        QCOMPARE(verdictOn(exchange, numbered(1), 5), ErrorCode::PackageForked);
        auto other = numbered(2);
        other.previous = hashOf(5);
        QCOMPARE(verdictOn(exchange, other, 2), ErrorCode::PackageForked);
    }

    void aLostPackageDoesNoHarmAndComesTooLate() {
        Exchange exchange;
        exchange.take(numbered(1), hashOf(1));
        QCOMPARE(verdictOn(exchange, numbered(4, 1, 1, 1), 4), none);
        exchange.take(numbered(4), hashOf(4));
        QCOMPARE(verdictOn(exchange, numbered(3), 3), ErrorCode::PackageOvertaken);
    }

    void partsWaitForThoseBeforeThem() {
        Exchange exchange;
        exchange.take(numbered(1), hashOf(1));
        const auto waits = exchange.judge(numbered(5, 3, 3), hashOf(5), false);
        QVERIFY(!waits);
        QCOMPARE(waits.error().code, ErrorCode::PackageWaits);
        QCOMPARE(waits.error().args.value(QStringLiteral("missing")), QStringLiteral("3–4"));
        QCOMPARE(verdictOn(exchange, numbered(3, 1, 3), 3), none); // a new export, whatever 2 was
        exchange.take(numbered(3, 1, 3), hashOf(3));
        QCOMPARE(exchange.judge(numbered(5, 3, 3), hashOf(5), false).error().args.value(QStringLiteral("missing")),
                 QStringLiteral("4"));
        exchange.take(numbered(4, 2, 3), hashOf(4));
        QCOMPARE(verdictOn(exchange, numbered(5, 3, 3), 5), none);
    }

    /// The sender has receipts for what nobody knows of here.
    void aSideThatWasSetBackNoticesIt() {
        Exchange exchange;
        exchange.take(numbered(1), hashOf(1));
        QCOMPARE(verdictOn(exchange, numbered(4, 1, 1, 3), 4), ErrorCode::PackageGap);
        QCOMPARE(verdictOn(exchange, numbered(4, 1, 1, 3), 4, true), none);
        exchange.sent = 2;
        exchange.sentHash = hashOf(2);
        QCOMPARE(exchange.acknowledge(3, hashOf(3)).error().code, ErrorCode::PackageForked);
        QCOMPARE(exchange.acknowledge(2, hashOf(7)).error().code, ErrorCode::PackageForked);
        VERIFY_OK(exchange.acknowledge(2, hashOf(2)));
        VERIFY_OK(exchange.acknowledge(1, hashOf(1))); // an old answer, late
        QCOMPARE(exchange.acknowledged, 2);
        exchange.catchUp(9, hashOf(9));
        VERIFY_OK(exchange.acknowledge(9, hashOf(9)));
        QCOMPARE(exchange.sent, 9);
    }

    void whatIsKeptIsReadBack() {
        Exchange exchange;
        exchange.take(numbered(1), hashOf(1));
        exchange.take(numbered(4), hashOf(4));
        exchange.sent = 6;
        exchange.sentHash = hashOf(6);
        exchange.acknowledged = 5;
        const auto read = Exchange::fromJson(exchange.toJson());
        VERIFY_OK(read);
        QCOMPARE(read->toJson(), exchange.toJson());
        QCOMPARE(verdictOn(*read, numbered(4), 4), ErrorCode::PackageRepeated);
        QCOMPARE(Exchange::fromJson("{").error().code, ErrorCode::StoreDamaged);
        QCOMPARE(Exchange::fromJson({})->taken, 0);
    }

    void theMemoryOfHashesIsLimited() {
        Exchange exchange;
        for (int i = 1; i <= 1'200; ++i)
            exchange.take(numbered(i), hashOf(i % 20));
        QCOMPARE(exchange.seen.size(), 1'000);
        QCOMPARE(verdictOn(exchange, numbered(1), 1), ErrorCode::PackageOvertaken);
    }
};

QTEST_GUILESS_MAIN(TestPackageExchange)
#include "tst_package_exchange.moc"
