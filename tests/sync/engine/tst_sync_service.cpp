#include "sync/engine/sync_service.h"
#include "tests/sync/engine/sync_fixture.h"

#include <QElapsedTimer>
#include <QtTest>

#include <condition_variable>

using namespace jixiao;

namespace {

constexpr auto patience = std::chrono::seconds(20); // only a failing test waits that long

/// Hands the requests of the service on to a server that the test keeps.
struct Forward final : HttpClient {
    explicit Forward(HttpClient& to) : target(to) {}
    Result<HttpReply> send(const HttpRequest& request, const CancelFlag& cancel) override {
        return target.send(request, cancel);
    }
    HttpClient& target;
};

/// Collects states from the sync thread.
class Watcher {
public:
    SyncService::Observer observer() {
        return [this](const SyncState& state) {
            const std::scoped_lock lock(mutex_);
            states_.append(state);
            changed_.notify_all();
        };
    }
    /// Until `count` runs have ended.
    bool waitForEnds(int count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return ends() >= count; });
    }
    QList<SyncState> states() {
        const std::scoped_lock lock(mutex_);
        return states_;
    }
    SyncState last() { return states().last(); }

private:
    int ends() const {
        return int(std::count_if(states_.cbegin(), states_.cend(),
                                 [](const SyncState& state) { return state.kind != SyncState::Kind::Running; }));
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    QList<SyncState> states_;
};

/// Called on the sync thread; read `times` only after waiting for the run's end.
auto noteTimes(const SyncFixture& device, QList<qint64>& times) {
    return [&](const HttpRequest&, const CancelFlag&) -> std::optional<Error> {
        times.append(device.clock.nowMs());
        return std::nullopt;
    };
}

struct Running {
    explicit Running(SyncFixture& device)
        : service(*device.store, std::make_unique<Forward>(device.server), device.clock, device.random,
                  QStringLiteral("token"), watcher.observer()) {}
    Watcher watcher;
    SyncService service;
};

} // namespace

class SyncServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plansTheNextRun_data();
    void plansTheNextRun();
    void runsWhenAsked();
    void runsAfterAQuietIntervalUnlessToldNotTo();
    void retriesWhenTheDelayIsOver();
    void aDelayOutlivesTheProcess();
    void requestsDuringARunBecomeOneMore();
    void patienceAskedByTheServerIsKept();
    void stopsWithinATenthOfASecond();
    void tellsOfflineFromFailed();
};

void SyncServiceTest::plansTheNextRun_data() {
    QTest::addColumn<SyncPlan>("plan");
    QTest::addColumn<qint64>("due");
    //                              requested, automatic, limited, retry in, since the last run
    QTest::newRow("quiet interval begins") << SyncPlan{false, true, false, -1, 0} << qint64(30'000);
    QTest::newRow("quiet interval over") << SyncPlan{false, true, false, -1, 40'000} << qint64(0);
    QTest::newRow("waits after a failure") << SyncPlan{false, true, false, 700, 40'000} << qint64(700);
    QTest::newRow("delay over") << SyncPlan{false, true, false, 0, 0} << qint64(0);
    QTest::newRow("asked") << SyncPlan{true, true, false, -1, 0} << qint64(0);
    QTest::newRow("asked after a failure") << SyncPlan{true, true, false, 700, 0} << qint64(0);
    QTest::newRow("asked, but told to wait") << SyncPlan{true, true, true, 700, 0} << qint64(700);
    QTest::newRow("by hand only") << SyncPlan{false, false, false, -1, 40'000} << qint64(-1);
    QTest::newRow("by hand only, after a failure") << SyncPlan{false, false, false, 0, 0} << qint64(-1);
    QTest::newRow("by hand, asked") << SyncPlan{true, false, false, 700, 0} << qint64(0);
    QTest::newRow("by hand, asked, told to wait") << SyncPlan{true, false, true, 700, 0} << qint64(700);
}

void SyncServiceTest::plansTheNextRun() {
    QFETCH(SyncPlan, plan);
    QFETCH(qint64, due);
    QCOMPARE(plan.dueInMs(), due);
}

void SyncServiceTest::runsWhenAsked() {
    SyncFixture device;
    QVERIFY(device.createForm(3));
    Running running(device);
    running.service.requestSync();
    QVERIFY(running.watcher.waitForEnds(1));
    QCOMPARE(running.watcher.states().first().kind, SyncState::Kind::Running);
    QCOMPARE(running.watcher.last().kind, SyncState::Kind::Idle);
    QCOMPARE(running.watcher.last().last.sent, 5);
    QCOMPARE(device.difference(), QString());
}

void SyncServiceTest::runsAfterAQuietIntervalUnlessToldNotTo() {
    SyncFixture device;
    QList<qint64> times;
    device.server.intercept = noteTimes(device, times);
    const auto start = device.clock.nowMs();
    Running running(device);
    device.clock.advance(SyncPlan::quietIntervalMs);
    running.service.wake();
    QVERIFY(running.watcher.waitForEnds(1));
    running.service.setAutomatic(false);
    device.clock.advance(SyncPlan::quietIntervalMs);
    running.service.wake();
    device.clock.advance(1);
    running.service.requestSync();
    QVERIFY(running.watcher.waitForEnds(2));
    QCOMPARE(times, (QList<qint64>{start + SyncPlan::quietIntervalMs, start + 2 * SyncPlan::quietIntervalMs + 1}));
}

void SyncServiceTest::retriesWhenTheDelayIsOver() {
    SyncFixture device;
    QVERIFY(device.createForm(1));
    device.server.script({Fault::Offline});
    Running running(device);
    running.service.requestSync();
    QVERIFY(running.watcher.waitForEnds(1));
    const auto failed = running.watcher.last();
    QCOMPARE(failed.kind, SyncState::Kind::Offline);
    QVERIFY(failed.retryAtMs > device.clock.nowMs());
    device.clock.advance(failed.retryAtMs - device.clock.nowMs());
    running.service.wake();
    QVERIFY(running.watcher.waitForEnds(2));
    QCOMPARE(running.watcher.last().kind, SyncState::Kind::Idle);
    QCOMPARE(running.watcher.last().retryAtMs, 0);
    QCOMPARE(device.difference(), QString());
}

void SyncServiceTest::aDelayOutlivesTheProcess() {
    SyncFixture device;
    QVERIFY(device.createForm(1));
    device.server.script({Fault::Offline});
    QVERIFY(!device.sync());
    Running running(device);
    device.clock.advance(device.retryAtMs - device.clock.nowMs()); // less than the quiet interval
    running.service.wake();
    QVERIFY(running.watcher.waitForEnds(1));
    QCOMPARE(device.difference(), QString());
}

void SyncServiceTest::requestsDuringARunBecomeOneMore() {
    SyncFixture device;
    Running* service = nullptr;
    int asked = 0;
    device.server.intercept = [&](const HttpRequest&, const CancelFlag&) -> std::optional<Error> {
        if (asked++ == 0)
            for (int i = 0; i < 10; ++i)
                service->service.requestSync();
        return std::nullopt;
    };
    Running running(device);
    service = &running;
    running.service.requestSync();
    QVERIFY(running.watcher.waitForEnds(2));
    running.service.requestSync(); // a third run, so that a wrong fourth would have had its chance
    QVERIFY(running.watcher.waitForEnds(3));
    QCOMPARE(device.server.requests(), 3);
}

void SyncServiceTest::patienceAskedByTheServerIsKept() {
    SyncFixture device;
    QList<qint64> times;
    device.server.intercept = noteTimes(device, times);
    const auto start = device.clock.nowMs();
    device.server.script({Fault::Patience});
    Running running(device);
    running.service.requestSync();
    QVERIFY(running.watcher.waitForEnds(1));
    QCOMPARE(running.watcher.last().kind, SyncState::Kind::Failed);
    QCOMPARE(running.watcher.last().error->code, ErrorCode::RateLimited);
    running.service.requestSync();
    device.clock.advance(39'000);
    running.service.wake();
    device.clock.advance(1'000);
    running.service.wake();
    QVERIFY(running.watcher.waitForEnds(2));
    QCOMPARE(running.watcher.last().kind, SyncState::Kind::Idle);
    QCOMPARE(times, (QList<qint64>{start, start + 40'000}));
}

void SyncServiceTest::stopsWithinATenthOfASecond() {
    SyncFixture device;
    QVERIFY(device.createForm(1));
    std::mutex mutex;
    std::condition_variable entered;
    bool inside = false;
    device.server.intercept = [&](const HttpRequest&, const CancelFlag& cancel) -> std::optional<Error> {
        {
            const std::scoped_lock lock(mutex);
            inside = true;
        }
        entered.notify_all();
        while (!cancel->load())
            std::this_thread::yield();
        return Error{ErrorCode::Cancelled};
    };
    QElapsedTimer timer;
    {
        Running running(device);
        running.service.requestSync();
        std::unique_lock lock(mutex);
        QVERIFY(entered.wait_for(lock, patience, [&inside] { return inside; }));
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
    for (const auto& item : device.outbox())
        QCOMPARE(item.state, OutboxState::Waiting);
}

void SyncServiceTest::tellsOfflineFromFailed() {
    SyncFixture device;
    QVERIFY(device.createForm(1));
    device.server.script({Fault::CutBefore, Fault::Html200, Fault::Status500});
    Running running(device);
    QList<SyncState::Kind> kinds;
    for (int run = 1; run <= 4; ++run) {
        running.service.requestSync();
        QVERIFY(running.watcher.waitForEnds(run));
        kinds.append(running.watcher.last().kind);
        device.clock.advance(SyncEngine::longestDelayMs);
    }
    using Kind = SyncState::Kind;
    QCOMPARE(kinds, (QList<Kind>{Kind::Offline, Kind::Failed, Kind::Failed, Kind::Idle}));
}

QTEST_GUILESS_MAIN(SyncServiceTest)
#include "tst_sync_service.moc"
