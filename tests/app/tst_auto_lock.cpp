#include "tests/app/app_fixture.h"

#include <algorithm>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString fundUse = QStringLiteral("fundUse");
constexpr qint64 minute = 60'000;

/// The counting alone.
struct Counting {
    ManualClock clock;
    AutoLock lock{clock};
    int due = 0;

    Counting() {
        QObject::connect(&lock, &AutoLock::due, &lock, [this] { ++due; });
        lock.start(5);
    }
    /// As the timer would look, once a second.
    void pass(qint64 ms) {
        for (; ms > 0; ms -= 1'000) {
            clock.advance(std::min<qint64>(ms, 1'000));
            lock.check();
        }
    }
};

} // namespace

/// Locking by itself: after a while without a touch, whatever the clocks do, and never with something unsaved.
class TestAutoLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void afterTheMinutesSet();
    void everyTouchBeginsAnew();
    void warnsBefore();
    void clocksThatAreSet();
    void aMachineThatSlept();
    void peopleAreForgottenAndRemembered();
    void theSettingHoldsAtOnce();
    void savesWhatIsBeingTyped();
    void isQuick();
};

void TestAutoLock::afterTheMinutesSet() {
    Counting c;
    c.pass(5 * minute - 1'000);
    QCOMPARE(c.due, 0);
    c.pass(1'000);
    QCOMPARE(c.due, 1);
    c.pass(10 * minute);
    QCOMPARE(c.due, 1); // it does not go on by itself
    QVERIFY(!c.lock.isRunning());
}

void TestAutoLock::everyTouchBeginsAnew() {
    Counting c;
    for (int i = 0; i < 10; ++i) {
        c.pass(4 * minute + 50'000);
        c.lock.noteActivity();
    }
    QCOMPARE(c.due, 0);
    c.pass(5 * minute);
    QCOMPARE(c.due, 1);
}

void TestAutoLock::warnsBefore() {
    Counting c;
    QSignalSpy changes(&c.lock, &AutoLock::countdownChanged);
    c.pass(5 * minute - 31'000);
    QCOMPARE(c.lock.countdown(), 0);
    QCOMPARE(changes.count(), 0);
    c.pass(1'000);
    QCOMPARE(c.lock.countdown(), 30);
    c.pass(20'000);
    QCOMPARE(c.lock.countdown(), 10);
    c.lock.noteActivity();
    QCOMPARE(c.lock.countdown(), 0);
    c.pass(5 * minute - 1'000);
    QCOMPARE(c.lock.countdown(), 1);
    c.pass(1'000);
    QCOMPARE(c.lock.countdown(), 0);
    QCOMPARE(c.due, 1);
}

void TestAutoLock::clocksThatAreSet() {
    Counting back;
    back.pass(4 * minute);
    back.clock.setWall(back.clock.nowMs() - 86'400'000);
    back.pass(minute);
    QCOMPARE(back.due, 1);
    Counting forward;
    forward.clock.setWall(forward.clock.nowMs() + 86'400'000);
    forward.lock.check();
    QCOMPARE(forward.due, 1);
}

void TestAutoLock::aMachineThatSlept() {
    Counting c;
    c.pass(10'000);
    c.clock.setWall(c.clock.nowMs() + 60'000); // a minute of sleep, which the monotonic clock does not count
    c.lock.check();
    QCOMPARE(c.due, 1);
    Counting busy; // the same minute, awake but without time to look
    busy.clock.advance(minute);
    busy.lock.check();
    QCOMPARE(busy.due, 0);
}

void TestAutoLock::peopleAreForgottenAndRemembered() {
    AppFixture f;
    const SlotInfo own{f.services.ids().next(), SlotKind::Passphrase, QStringLiteral("甲"), 0};
    const SlotInfo code{f.services.ids().next(), SlotKind::Recovery, QString(), 0};
    auto* people = f.app.people();
    const QAbstractItemModelTester tester(people);
    f.services.setPeople({own, code});
    QCOMPARE(people->count(), 2);
    const auto removable = [&](int row) { return people->data(people->index(row), PeopleViewModel::RemovableRole); };
    QCOMPARE(removable(0), QVariant(false)); // the last person
    QCOMPARE(removable(1), QVariant(false));
    QVERIFY(people->data(people->index(1), PeopleViewModel::RecoveryRole).toBool());
    people->add(QStringLiteral("x"), QStringLiteral(" "), QStringLiteral("y"));
    QCOMPARE(people->error().code, QStringLiteral("InvalidInput"));
    f.services.close();
    QCOMPARE(people->count(), 0);
}

void TestAutoLock::theSettingHoldsAtOnce() {
    AppFixture f;
    auto& session = *f.app.session();
    Q_EMIT f.services.identityChanged(); // as after unlocking
    QCOMPARE(session.stage(), SessionViewModel::Stage::Ready);
    f.app.settings()->setAutoLockMinutes(1);
    f.clock.advance(40'000);
    QTRY_COMPARE(session.lockCountdown(), 20);
    session.noteActivity();
    QCOMPARE(session.lockCountdown(), 0);
    f.clock.advance(61'000);
    QTRY_COMPARE(session.stage(), SessionViewModel::Stage::Locked);
    QCOMPARE(f.services.store(), nullptr);
}

void TestAutoLock::savesWhatIsBeingTyped() {
    AppFixture f;
    const auto form = f.openSample();
    Q_EMIT f.services.identityChanged();
    // Input methods hand over what is being composed with every key; the rest waits for a pause that never comes.
    f.app.form()->edit(fundUse, QStringLiteral("购置检测设备，jing'fei"));
    f.clock.advance(5 * minute);
    QTRY_COMPARE(f.app.session()->stage(), SessionViewModel::Stage::Locked);
    f.unlock();
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("购置检测设备，jing'fei"));
}

/// From the key to the closed store, with a form open and something unsaved; the best of some, for machines at work.
void TestAutoLock::isQuick() {
    AppFixture f;
    for (int i = 0; i < 40; ++i)
        f.import(f.sample(QString::number(1000 + i), QStringLiteral("项目%1").arg(i)));
    const auto form = f.openSample();
    qint64 best = 1'000'000;
    for (int round = 0; round < 5; ++round) {
        Q_EMIT f.services.identityChanged();
        QVERIFY(f.open(form));
        const auto text = QStringLiteral("第%1次").arg(round);
        f.app.form()->edit(fundUse, text);
        QElapsedTimer took;
        took.start();
        f.app.session()->lock();
        best = std::min(best, took.elapsed());
        QCOMPARE(f.app.session()->stage(), SessionViewModel::Stage::Locked);
        f.unlock();
        QCOMPARE(f.stored(form, fundUse), text);
    }
    QVERIFY2(best < 100, qPrintable(QStringLiteral("%1 ms").arg(best)));
    qInfo("locked in %lld ms", qlonglong(best));
}

QTEST_MAIN(TestAutoLock)
#include "tst_auto_lock.moc"
