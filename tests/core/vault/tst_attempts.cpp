#include "core/vault/attempts.h"
#include "tests/support/manual_clock.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <cstdio>
#include <memory>

using namespace jixiao;

namespace {

constexpr qint64 year = 365LL * 24 * 3600 * 1000;

/// As often as it is allowed, for a short while; says how often that was.
int guess(const QString& folder) {
    const SystemClock clock;
    Attempts attempts(folder, clock);
    int allowed = 0;
    for (int i = 0; i < 50; ++i)
        allowed += attempts.begin().ok() ? 1 : 0;
    std::printf("%d\n", allowed);
    return 0;
}

} // namespace

/// The wait after failed attempts, against everything somebody at the device could try.
class TestAttempts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void waitingDoublesAndSurvivesRestarts();
    void theWallClockChangesNothing_data();
    void theWallClockChangesNothing();
    void afterTheMachineWasStartedAnew();
    void aCountThatIsGoneOrDamagedWaits_data();
    void aCountThatIsGoneOrDamagedWaits();
    void removingItAgainAndAgainGainsNothing();
    void aCountThatCannotBeSavedStaysInTheProcess();
    void twoProgramsShareOneCount();
    void manyProcessesAtOnce();

private:
    QString path() const { return dir_->filePath(QStringLiteral("store.attempts")); }
    Attempts again() const { return Attempts(dir_->path(), *clock_); }
    /// `count` failures, each as soon as it is allowed.
    void fail(int count);

    std::unique_ptr<QTemporaryDir> dir_;
    std::unique_ptr<ManualClock> clock_;
};

void TestAttempts::init() {
    dir_ = std::make_unique<QTemporaryDir>();
    clock_ = std::make_unique<ManualClock>();
    clock_->advance(3'600'000); // the machine has been running for an hour
    again().succeeded({});
}

void TestAttempts::fail(int count) {
    for (int i = 0; i < count; ++i) {
        auto attempts = again();
        clock_->advance(attempts.retryAfterMs());
        QVERIFY(attempts.begin().ok());
    }
}

void TestAttempts::waitingDoublesAndSurvivesRestarts() {
    fail(4);
    QCOMPARE(again().retryAfterMs(), 0);
    qint64 expected = 2'000;
    for (int i = 0; i < 14; ++i) {
        fail(1);
        QCOMPARE(again().retryAfterMs(), expected);
        clock_->advance(500);
        QCOMPARE(again().retryAfterMs(), expected - 500);
        QCOMPARE(again().begin().error().code, ErrorCode::TooManyAttempts);
        expected = std::min<qint64>(expected * 2, 900'000);
    }
    QCOMPARE(expected, 900'000);
    clock_->advance(again().retryAfterMs() - 1);
    const auto refused = again().begin();
    QCOMPARE(refused.error().args.value(QStringLiteral("seconds")), QStringLiteral("1"));
    clock_->advance(1);
    QVERIFY(again().begin().ok());
    again().succeeded({});
    QCOMPARE(again().retryAfterMs(), 0);
}

void TestAttempts::theWallClockChangesNothing_data() {
    QTest::addColumn<qint64>("shift");
    QTest::newRow("an hour back") << qint64(-3'600'000);
    QTest::newRow("an hour forward") << qint64(3'600'000);
    QTest::newRow("twenty years back") << -20 * year;
    QTest::newRow("twenty years forward") << 20 * year;
    QTest::newRow("before 1970") << -80 * year;
}

void TestAttempts::theWallClockChangesNothing() {
    QFETCH(qint64, shift);
    auto running = again();
    fail(8);
    QVERIFY(running.begin().error().code == ErrorCode::TooManyAttempts); // it reads the count, too
    QCOMPARE(running.retryAfterMs(), 16'000);
    clock_->setWall(clock_->nowMs() + shift);
    QCOMPARE(running.retryAfterMs(), 16'000);
    QCOMPARE(again().retryAfterMs(), 16'000); // the program was started again
    clock_->advance(10'000);
    QCOMPARE(running.retryAfterMs(), 6'000);
    QCOMPARE(again().retryAfterMs(), 6'000);
    clock_->setWall(clock_->nowMs() - 2 * shift);
    QCOMPARE(again().retryAfterMs(), 6'000);
    clock_->advance(6'000);
    QVERIFY(again().begin().ok());
}

void TestAttempts::afterTheMachineWasStartedAnew() {
    fail(8);
    clock_ = std::make_unique<ManualClock>(); // one second after the start
    QCOMPARE(again().retryAfterMs(), 15'000);
    clock_->setWall(clock_->nowMs() + year);
    QCOMPARE(again().retryAfterMs(), 15'000);
    clock_->advance(15'000);
    QCOMPARE(again().retryAfterMs(), 0);
    // It was off for long, and has run for longer than before: no more than the whole wait either.
    fail(1);
    clock_ = std::make_unique<ManualClock>();
    clock_->advance(20 * 60'000);
    QCOMPARE(again().retryAfterMs(), 0);
}

void TestAttempts::aCountThatIsGoneOrDamagedWaits_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("gone") << QByteArray();
    QTest::newRow("garbage") << QByteArray("garbage");
    QTest::newRow("cut off") << QByteArray("{\"failures\":1,\"failedAt");
    QTest::newRow("too large") << QByteArray(5000, 'x');
    QTest::newRow("negative count") << QByteArray("{\"failures\":-1,\"failedAtUptimeMs\":1}");
    QTest::newRow("no count") << QByteArray("{\"failedAtUptimeMs\":1}");
    QTest::newRow("no time") << QByteArray("{\"failures\":0}");
    QTest::newRow("negative time") << QByteArray("{\"failures\":0,\"failedAtUptimeMs\":-9223372036854775808}");
    QTest::newRow("a fraction") << QByteArray("{\"failures\":0.5,\"failedAtUptimeMs\":1}");
}

void TestAttempts::aCountThatIsGoneOrDamagedWaits() {
    QFETCH(QByteArray, content);
    fail(2);
    QVERIFY(QFile::remove(path()));
    if (!content.isEmpty()) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    auto attempts = again();
    QCOMPARE(attempts.retryAfterMs(), 2'000);
    clock_->advance(1'999);
    QVERIFY(!attempts.begin().ok());
    clock_->advance(1);
    QVERIFY(attempts.begin().ok()); // the owner is not locked out
    QCOMPARE(again().retryAfterMs(), 4'000);
}

void TestAttempts::removingItAgainAndAgainGainsNothing() {
    int tries = 0;
    const auto started = clock_->monotonicMs();
    while (clock_->monotonicMs() - started < 60'000) {
        QFile::remove(path());
        tries += again().begin().ok() ? 1 : 0; // a new process each time
        clock_->advance(100);
    }
    QCOMPARE(tries, 0);
    auto patient = again();
    for (; clock_->monotonicMs() - started < 120'000; clock_->advance(100)) {
        QFile::remove(path());
        tries += patient.begin().ok() ? 1 : 0;
    }
    QVERIFY2(tries <= 5, qPrintable(QString::number(tries))); // its own memory goes on counting
}

void TestAttempts::aCountThatCannotBeSavedStaysInTheProcess() {
    auto attempts = again();
    QVERIFY(QFile::remove(path()));
    QVERIFY(QDir(dir_->path()).mkdir(QStringLiteral("store.attempts"))); // in the way
    clock_->advance(2'000);
    qint64 expected = 4'000;
    for (int i = 0; i < 3; ++i) {
        clock_->advance(attempts.retryAfterMs());
        if (i == 0) {
            QVERIFY(!attempts.begin().ok()); // noticed only now
            clock_->advance(2'000);
        }
        QVERIFY(attempts.begin().ok());
        QCOMPARE(attempts.retryAfterMs(), expected);
        expected *= 2;
    }
}

void TestAttempts::twoProgramsShareOneCount() {
    auto one = again();
    auto other = again();
    for (int i = 0; i < 5; ++i)
        QVERIFY((i % 2 ? one : other).begin().ok());
    QVERIFY(!one.begin().ok());
    QVERIFY(!other.begin().ok());
    clock_->advance(2'000);
    QVERIFY(one.begin().ok());
    QVERIFY(!other.begin().ok());
    QCOMPARE(other.retryAfterMs(), 4'000);
    clock_->advance(4'000);
    QVERIFY(other.begin().ok());
    one.succeeded({});
    QVERIFY(other.begin().ok());
    QCOMPARE(other.retryAfterMs(), 0);
}

void TestAttempts::manyProcessesAtOnce() {
    const SystemClock clock;
    Attempts(dir_->path(), clock).succeeded({});
    QElapsedTimer took;
    took.start();
    std::array<QProcess, 6> processes;
    for (auto& process : processes)
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--guess"), dir_->path()});
    int allowed = 0;
    for (auto& process : processes) {
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        allowed += process.readAllStandardOutput().trimmed().toInt();
    }
    // Five at once; on a slow machine one more for each wait that is over by then.
    const auto seconds = took.elapsed() / 1000;
    QVERIFY2(allowed >= 5 && allowed <= 5 + seconds / 2, qPrintable(QString::number(allowed)));
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--guess") == 0) return guess(QString::fromLocal8Bit(argv[2]));
    TestAttempts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_attempts.moc"
