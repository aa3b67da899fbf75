// Everything always converges: thousands of seeded schedules of several devices and a server.
//   tst_sync_model --seed N     replays one schedule and prints its steps
//   tst_sync_model --from N     begins with another seed than 1
//   tst_sync_model --count N    runs that many instead of the usual number
#include "core/store/database.h"
#include "world.h"

#include <QCoreApplication>
#include <QtTest>

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

using namespace jixiao::model;

namespace {

int schedules = 10'000;
quint64 firstSeed = 1;
constexpr int parts = 10;
constexpr int everyEmbedded = 200; ///< one schedule in so many runs on the embedded storage

QString scratch() {
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/jixiao-model-XXXXXX");
}

QString runSeed(quint64 seed, Sabotage sabotage = Sabotage::None, bool talk = false) {
    const QTemporaryDir folder(scratch());
    World world(seed, folder.path(), {sabotage, seed % everyEmbedded == 0, talk});
    return world.run();
}

/// Nobody attacks these files: without the check sums of their pages a schedule takes two thirds of the time.
void useLightFiles() {
    sqlite3* handle = nullptr;
    const bool done =
        jixiao::Database::initialize().ok() && sqlite3_open(":memory:", &handle) == SQLITE_OK &&
        sqlite3_exec(handle, "PRAGMA cipher_default_use_hmac = OFF; PRAGMA cipher_default_page_size = 1024", nullptr,
                     nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    if (!done) qFatal("SQLite");
}

/// Runs the schedules on every core; what went wrong in them, by seed.
QMap<quint64, QString> runMany(quint64 first, int count, Sabotage sabotage = Sabotage::None) {
    QMap<quint64, QString> wrong;
    std::mutex lock;
    std::atomic<int> next = 0;
    const auto work = [&] {
        for (int i = next++; i < count; i = next++) {
            const auto said = runSeed(first + quint64(i), sabotage);
            const std::lock_guard held(lock);
            if (!said.isEmpty()) wrong.insert(first + quint64(i), said);
        }
    };
    // More than there are cores: a schedule waits for its devices' threads most of the time.
    std::vector<std::thread> workers(2 * std::max(2U, std::thread::hardware_concurrency()));
    for (auto& worker : workers)
        worker = std::thread(work);
    for (auto& worker : workers)
        worker.join();
    return wrong;
}

} // namespace

class TestSyncModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingConverges_data();
    void everythingConverges();
    void theChecksNotice_data();
    void theChecksNotice();
};

/// Several parts, so that the runner shows progress.
void TestSyncModel::everythingConverges_data() {
    QTest::addColumn<int>("part");
    for (int part = 0; part < parts; ++part)
        QTest::addRow("part %d", part) << part;
}

void TestSyncModel::everythingConverges() {
    QFETCH(int, part);
    const int count = schedules / parts;
    const auto wrong = runMany(firstSeed + quint64(part * count), count);
    QStringList lines;
    for (auto it = wrong.cbegin(); it != wrong.cend(); ++it)
        lines << QStringLiteral("--seed %1: %2").arg(it.key()).arg(it.value());
    QVERIFY2(wrong.isEmpty(), qPrintable(lines.join(QLatin1Char('\n'))));
}

void TestSyncModel::theChecksNotice_data() {
    QTest::addColumn<Sabotage>("sabotage");
    QTest::newRow("a server that forgets mutations") << Sabotage::ForgetsMutations;
    QTest::newRow("a cursor that runs ahead of the records") << Sabotage::CursorBeforeRecords;
    QTest::newRow("the last writer wins") << Sabotage::LastWriterWins;
}

void TestSyncModel::theChecksNotice() {
    QFETCH(Sabotage, sabotage);
    const auto noticed = runMany(1, 200, sabotage).size();
    qInfo("noticed in %d of 200 schedules", int(noticed));
    QVERIFY(noticed >= 5);
}

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    useLightFiles();
    auto words = QCoreApplication::arguments();
    const auto take = [&words](const QString& option) {
        const auto at = words.indexOf(option);
        if (at < 1 || at + 1 >= words.size()) return QString();
        words.removeAt(at);
        return words.takeAt(at);
    };
    if (const auto seed = take(QStringLiteral("--seed")); !seed.isEmpty()) {
        const auto wrong = runSeed(seed.toULongLong(), Sabotage::None, true);
        std::printf("%s\n", wrong.isEmpty() ? "converged" : qPrintable(wrong));
        return wrong.isEmpty() ? 0 : 1;
    }
    QLoggingCategory::setFilterRules(QStringLiteral("jixiao.*=false"));
    if (const auto from = take(QStringLiteral("--from")); !from.isEmpty()) firstSeed = from.toULongLong();
    if (const auto count = take(QStringLiteral("--count")); !count.isEmpty()) schedules = count.toInt();
    TestSyncModel test;
    return QTest::qExec(&test, words);
}

#include "tst_sync_model.moc"
