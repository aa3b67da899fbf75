#include "core/store/database.h"
#include "core/store/first_use.h"
#include "rekey_folder.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/power_failure.h"
#include "watched_names.h"

#include <QDir>
#include <QProcess>

#include <sqlite3.h>

#include <csignal>

using namespace jixiao;
using namespace jixiao::test;

namespace {

/// Kills itself at the `at`-th thing that happens to the disk.
class Assassin : public DiskRecorder {
public:
    explicit Assassin(int at) : at_(at) {}
    int notice(const DiskOperation& operation) override {
        strike();
        return DiskRecorder::notice(operation);
    }
    void add(const DiskEvent& event) override {
        strike();
        DiskRecorder::add(event);
    }

private:
    void strike() {
        if (events().size() >= at_) ::raise(SIGKILL);
    }
    int at_;
};

int rekeyUntilKilled(const QString& folder, int at) {
    SystemClock clock;
    SystemRandom random;
    UuidV7Source ids(clock, random);
    if (!Database::initialize()) return 1;
    Assassin assassin(at);
    const WatchedNames names(assassin);
    return rekeyDataFolder(folder, secret(own), clock, ids) ? 0 : 2;
}

} // namespace

/// A new data key for the store: everything is there, for everybody, and nothing that can happen on the way leaves a
/// store nobody can open.
class TestRekey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        VERIFY_OK(Database::initialize());
        FaultVfs::install();
    }
    void cleanup() { FaultVfs::disarm(); }
    void everythingIsThereForEverybody();
    void notWhileSomebodyHasItOpen();
    void aDamagedStoreIsNotReplaced();
    void everyDiskOperationMayFail_data();
    void everyDiskOperationMayFail();
    void thePowerMayFail();
    void aProcessMayBeKilled();
};

void TestRekey::everythingIsThereForEverybody() {
    const QTemporaryDir dir;
    ManualClock clock;
    SeededRandom random(5);
    UuidV7Source ids(clock, random);
    const auto folder = dir.filePath(QStringLiteral("data"));
    auto fresh = makeDataFolder(folder, secret(own), QStringLiteral("甲"), {}, clock, ids);
    VERIFY_OK(fresh);
    const auto code = fresh->recoveryCode;
    VERIFY_OK(fresh->store->setMeta(QStringLiteral("k"), QString(20'000, u'绩')));
    fresh->store.reset();
    StoreKey oldKey;
    {
        auto opened = openDataFolder(folder, secret(own), clock, ids);
        VERIFY_OK(opened);
        oldKey = opened->key.clone();
        VERIFY_OK(opened->vault.addPassphrase(opened->key, secret(absent), QStringLiteral("乙"), {}, ids));
    }
    const auto before = readAll(Store::fileName(folder));
    VERIFY_OK(rekeyDataFolder(folder, secret(own), clock, ids));
    VERIFY_ERROR(Store::open(folder, oldKey, clock, ids), ErrorCode::StoreDamaged);
    for (const auto& passphrase : {QByteArray(own), QByteArray(absent), code.toUtf8()}) {
        const auto opened = openDataFolder(folder, SecretBytes::take(QByteArray(passphrase)), clock, ids);
        VERIFY_OK(opened);
        QCOMPARE(*opened->store->meta(QStringLiteral("k")), QString(20'000, u'绩'));
        QVERIFY(opened->store->check()->intact);
        QVERIFY(bytesOf(opened->key.key) != bytesOf(oldKey.key));
        QCOMPARE(readAll(Store::fileName(folder)).left(16), bytesOf(opened->key.salt));
    }
    const auto after = readAll(Store::fileName(folder));
    int equal = 0;
    for (qsizetype at = 0; at + 16 <= std::min(before.size(), after.size()); at += 16)
        equal += before.mid(at, 16) == after.mid(at, 16) ? 1 : 0;
    QCOMPARE(equal, 0);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const auto& info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden)) {
        QVERIFY2(!info.fileName().contains(QLatin1String("rekey")), qPrintable(info.fileName()));
        QVERIFY2(!(info.permissions() & others), qPrintable(info.fileName()));
    }
    VERIFY_OK(rekeyDataFolder(folder, secret(absent), clock, ids)); // again, by somebody else
    VERIFY_OK(openDataFolder(folder, secret(own), clock, ids));
}

void TestRekey::notWhileSomebodyHasItOpen() {
    RekeyFolder f;
    const auto keys = readAll(f.folder() + QStringLiteral("/store.keys"));
    {
        const auto store = f.open(f.oldKey());
        VERIFY_OK(store);
        VERIFY_ERROR(f.rekey(), ErrorCode::StoreBusy);
    }
    QCOMPARE(readAll(f.folder() + QStringLiteral("/store.keys")), keys);
    VERIFY_OK(f.rekey());
    VERIFY_ERROR(f.rekey(), ErrorCode::StoreDamaged); // with the spent key
}

void TestRekey::aDamagedStoreIsNotReplaced() {
    RekeyFolder f;
    auto bytes = readAll(f.session.f.file());
    const auto at = bytes.size() - 2000;
    bytes[at] = char(bytes[at] ^ 1);
    QFile file(f.session.f.file());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    VERIFY_ERROR(f.rekey(), ErrorCode::StoreDamaged);
    QCOMPARE(readAll(f.session.f.file()), bytes);
    QCOMPARE(QDir(f.folder()).entryList({QStringLiteral("*rekey*")}), QStringList());
}

void TestRekey::everyDiskOperationMayFail_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("forGood");
    QTest::newRow("one error") << SQLITE_IOERR << false;
    QTest::newRow("errors from there on") << SQLITE_IOERR << true;
    QTest::newRow("full from there on") << SQLITE_FULL << true;
}

void TestRekey::everyDiskOperationMayFail() {
    QFETCH(int, code);
    QFETCH(bool, forGood);
    RekeyFolder f;
    f.expected = dump(**f.open(f.oldKey()), f.session.form);
    f.reset();
    FaultVfs::disarm();
    VERIFY_OK(f.rekey());
    const int operations = FaultVfs::operations();
    QVERIFY(operations > 30);
    QCOMPARE(f.complaint(), QString());
    int refused = 0;
    for (int i = 1; i <= operations; ++i) {
        f.reset();
        FaultVfs::arm(i, code, forGood);
        refused += f.rekey() ? 0 : 1;
        QVERIFY(FaultVfs::hasFired());
        FaultVfs::disarm();
        const auto wrong = f.complaint();
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("operation %1: %2").arg(i).arg(wrong)));
    }
    QVERIFY(refused > operations / 2);
    qInfo("%d disk operations, %d failures noticed", operations, refused);
}

void TestRekey::thePowerMayFail() {
    RekeyFolder f;
    f.expected = dump(**f.open(f.oldKey()), f.session.form);
    f.reset();
    DiskImage start;
    for (const auto& name : QDir(f.folder()).entryList(QDir::Files | QDir::Hidden))
        start.insert(f.folder() + u'/' + name, readAll(f.folder() + u'/' + name));
    QList<DiskEvent> events;
    {
        DiskRecorder recorder;
        const WatchedNames names(recorder);
        VERIFY_OK(f.rekey());
        events = recorder.events();
    }
    const auto renames = std::count_if(events.cbegin(), events.cend(),
                                       [](const DiskEvent& event) { return event.kind == DiskEvent::Kind::Rename; });
    QCOMPARE(renames, 5); // both generations twice, the store once
    const auto failEverywhere = [&](DiskHabit habit, int each) {
        QRandomGenerator random(20261121);
        PowerFailure failure(start, events, habit);
        int failures = 0;
        int harmed = 0;
        QString first;
        do {
            for (int i = 0; i < each; ++i, ++failures) {
                QDir(f.folder()).removeRecursively();
                QDir().mkpath(f.folder());
                const auto image = failure.image(random);
                for (auto file = image.cbegin(); file != image.cend(); ++file) {
                    QFile out(file.key());
                    if (!out.open(QIODevice::WriteOnly) || out.write(*file) != file->size()) qFatal("write");
                }
                const auto wrong = f.complaint();
                if (wrong.isEmpty()) continue;
                ++harmed;
                if (first.isEmpty()) first = wrong;
            }
        } while (failure.advance());
        qInfo("%d power failures, %d did harm. %s", failures, harmed, qPrintable(first.left(80)));
        return harmed;
    };
    FaultVfs::install();
    QCOMPARE(failEverywhere(DiskHabit::Honest, 6), 0);
    QVERIFY(failEverywhere(DiskHabit::Lying, 1) > 0); // or the test is asleep
}

void TestRekey::aProcessMayBeKilled() {
    RekeyFolder f;
    f.expected = dump(**f.open(f.oldKey()), f.session.form);
    int kills = 0;
    int newKeys = 0;
    const auto oldHead = bytesOf(f.oldKey().salt);
    bool finished = false;
    for (int at = 0; !finished; at += at < 60 ? 5 : 9) {
        QVERIFY(at < 2000);
        f.reset();
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--rekey"), f.folder(), QString::number(at)});
        QVERIFY(child.waitForFinished(60'000));
        finished = child.exitStatus() == QProcess::NormalExit;
        QVERIFY(!finished || child.exitCode() == 0);
        kills += finished ? 0 : 1;
        const auto wrong = f.complaint();
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("event %1: %2").arg(at).arg(wrong)));
        newKeys += readAll(f.session.f.file()).left(16) != oldHead ? 1 : 0;
        if (at % 4 != 0 && !finished) continue;
        // The real way in tidies up, and a change of key is possible again.
        for (const char* passphrase : {absent, own}) {
            const auto opened = openDataFolder(f.folder(), secret(passphrase), f.session.f.clock, f.session.f.ids);
            VERIFY_OK(opened);
            QCOMPARE(dump(*opened->store, f.session.form), f.expected);
        }
        QCOMPARE(KeyFiles::read(f.folder())->dataKeys.size(), 1);
        QCOMPARE(QDir(f.folder()).entryList({QStringLiteral("*rekey*")}), QStringList());
    }
    QVERIFY(kills >= 10);
    QVERIFY(newKeys > 1);
    qInfo("%d kills; %d times the new key opened the store", kills, newKeys);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const auto args = QCoreApplication::arguments();
    if (args.size() == 4 && args[1] == QLatin1String("--rekey")) return rekeyUntilKilled(args[2], args[3].toInt());
    TestRekey test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_rekey.moc"
