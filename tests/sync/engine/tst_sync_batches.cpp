// More than one batch: the next one is prepared while one is on its way.
#include "tests/sync/engine/sync_fixture.h"

#include <QtTest>

#include <algorithm>

using namespace jixiao;

class SyncBatchesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBatchIsPreparedWhileOneIsSent();
};

/// Three batches of edits of known records; the second one fails in every way. Nothing is lost or sent twice, and what
/// was prepared but never sent is due again.
void SyncBatchesTest::aBatchIsPreparedWhileOneIsSent() {
    for (const auto fault : allFaults) {
        SyncFixture device;
        QVERIFY(device.createForm(1'100));
        QVERIFY(device.sync().ok());
        QList<RecordEdit> edits;
        for (const auto& row : std::as_const(device.indicators))
            edits.append(RecordEdit{row, {{u"target"_qs, u"≥%1%"_qs.arg(edits.size())}}});
        QVERIFY(device.apply(edits));
        QList<int> inFlight;
        device.server.intercept = [&](const HttpRequest&, const CancelFlag&) -> std::optional<Error> {
            const auto rows = device.outbox();
            inFlight.append(int(std::count_if(rows.cbegin(), rows.cend(), [](const OutboxItem& item) {
                return item.state == OutboxState::InFlight;
            })));
            return std::nullopt;
        };
        device.server.script({Fault::None, fault});
        const auto report = device.sync();
        device.server.intercept = {};
        QCOMPARE(inFlight.value(0), 2 * protocol::maxMutationsPerPush);
        QCOMPARE(report.ok(), fault == Fault::Twice);
        if (!report) {
            QCOMPARE(device.outbox().size(), 1'100 - protocol::maxMutationsPerPush);
            for (const auto& item : device.outbox())
                QCOMPARE(item.state, OutboxState::Waiting);
            device.clock.advance(device.retryAtMs - device.clock.nowMs());
            QVERIFY(device.sync().ok());
        }
        QCOMPARE(device.difference(), QString());
    }
}

QTEST_GUILESS_MAIN(SyncBatchesTest)
#include "tst_sync_batches.moc"
