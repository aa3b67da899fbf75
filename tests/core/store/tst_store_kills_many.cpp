#include "core/store/database.h"
#include "kill_scenes.h"
#include "tests/support/fault_calls.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <numeric>

using namespace jixiao;
using namespace jixiao::test;

namespace {

/// How a process at work ended.
struct Ending {
    int promises = 0;
    bool killed = false;
    int code = -1; ///< of a process that ended by itself
    int calls = 0; ///< that it made to the disk, if it ended by itself
};

enum Message : char { Promise = 'p' };

/// In the new process: work until the call `at`, which is its last; 0 for none.
[[noreturn]] void workUntilKilled(KillScene& scene, int at, int out) {
    const auto say = [&](const void* data, std::size_t size) {
        if (::write(out, data, size) != ssize_t(size)) ::_exit(3);
    };
    FaultCalls::arm(at, FaultCalls::Fate::Kill, 0);
    const bool done = scene.work([&] {
        const char message = Promise;
        say(&message, 1);
    });
    const int calls = FaultCalls::count();
    FaultCalls::disarm();
    const char end = 0;
    say(&end, 1);
    say(&calls, sizeof calls);
    ::_exit(done ? 0 : 2);
}

/// What the process says until its end. It is killed after so many microseconds, wherever it is then; -1 for not.
QByteArray listen(int in, pid_t child, int microseconds) {
    const auto moment = QDeadlineTimer::addNSecs(QDeadlineTimer::current(Qt::PreciseTimer), microseconds * 1000LL);
    bool killing = microseconds >= 0;
    QByteArray said;
    std::array<char, 256> buffer{};
    for (;;) {
        const timespec left{0, long(std::clamp(moment.remainingTimeNSecs(), 0LL, 999'999'999LL))};
        pollfd ready{in, POLLIN, 0};
        if (killing && ::ppoll(&ready, 1, &left, nullptr) == 0) {
            ::kill(child, SIGKILL);
            killing = false;
        }
        const ssize_t got = ::read(in, buffer.data(), buffer.size());
        if (got <= 0) return said;
        said.append(buffer.data(), got);
    }
}

/// The process is killed at the call `at` (0 for none), or from outside after so many microseconds (-1 for not).
Ending run(KillScene& scene, int at, int microseconds = -1) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) qFatal("pipe");
    const pid_t child = ::fork();
    if (child < 0) qFatal("fork");
    if (child == 0) {
        ::close(pipe[0]);
        workUntilKilled(scene, at, pipe[1]);
    }
    ::close(pipe[1]);
    const QByteArray said = listen(pipe[0], child, microseconds);
    ::close(pipe[0]);
    int status = 0;
    if (::waitpid(child, &status, 0) != child) qFatal("waitpid");
    Ending ending;
    const auto end = said.indexOf('\0');
    ending.promises = int((end < 0 ? said : said.left(end)).count(Promise));
    ending.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    ending.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (said.size() >= qsizetype(sizeof(int)) && !ending.killed)
        std::memcpy(&ending.calls, said.constData() + said.size() - sizeof(int), sizeof(int));
    return ending;
}

} // namespace

/// Promise 1 against SIGKILL, at a thousand places of everything a process does to a store: it opens, it is whole, what
/// was promised is there and nothing is there by half. Most kills fall on a call to the disk, the rest on any moment.
class TestStoreKillsMany : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void enough();
    void scenes_data();
    void scenes();
};

void TestStoreKillsMany::enough() {
    const auto& all = killScenes();
    const int kills = std::accumulate(all.cbegin(), all.cend(), 0,
                                      [](int sum, const NamedScene& scene) { return sum + scene.kills; });
    QVERIFY(kills >= 1'000);
}

void TestStoreKillsMany::scenes_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < killScenes().size(); ++i)
        QTest::newRow(killScenes().at(i).name) << i;
}

void TestStoreKillsMany::scenes() {
    QFETCH(int, index);
    constexpr int fromOutside = 5; // every fifth
    const auto& named = killScenes().at(index);
    const auto scene = named.make();
    QRandomGenerator random(20261122 + quint32(index));
    QElapsedTimer timer;
    scene->begin();
    timer.start();
    const auto undisturbed = run(*scene, 0);
    const int duration = std::max(1, int(timer.nsecsElapsed() / 1000));
    QCOMPARE(undisturbed.code, 0);
    QVERIFY(undisturbed.promises > 0 && undisturbed.calls > 20);
    QCOMPARE(scene->complaint(undisturbed.promises), QString());

    int kills = 0;
    int byMoment = 0;
    int promised = 0;
    for (int i = 0; kills < named.kills; ++i) {
        QVERIFY2(i < 2 * named.kills, "the process ends before it is killed");
        scene->begin();
        const bool outside = i % fromOutside == 0;
        const int at = 1 + int(random.bounded(quint32(undisturbed.calls)));
        const int moment = int(random.bounded(quint32(duration)));
        const auto ending = outside ? run(*scene, 0, moment) : run(*scene, at);
        QVERIFY2(ending.killed || ending.code == 0, qPrintable(QStringLiteral("ended with %1").arg(ending.code)));
        kills += ending.killed ? 1 : 0;
        byMoment += ending.killed && outside ? 1 : 0;
        promised += ending.promises;
        const auto wrong = scene->complaint(ending.promises);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("kill %1, %2 %3: %4")
                                                 .arg(i)
                                                 .arg(outside ? QStringLiteral("µs") : QStringLiteral("call"))
                                                 .arg(outside ? moment : at)
                                                 .arg(wrong)));
    }
    qInfo("%d kills at one of %d calls to the disk, %d at any moment, %d promises kept, %lld ms", kills - byMoment,
          undisturbed.calls, byMoment, promised, qlonglong(timer.elapsed()));
}

QTEST_GUILESS_MAIN(TestStoreKillsMany)
#include "tst_store_kills_many.moc"
