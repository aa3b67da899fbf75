#include "core/store/restore.h"
#include "tests/support/fault_calls.h"
#include "tests/support/power_failure.h"
#include "vault_folder.h"

#include <QDir>

#include <functional>

using namespace jixiao;
using namespace jixiao::test;

namespace {

DiskImage imageOf(const QString& folder) {
    DiskImage image;
    const auto files = filesIn(folder);
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        image.insert(folder + u'/' + file.key(), *file);
    return image;
}

void putOnDisk(const QString& folder, const DiskImage& image) {
    QMap<QString, QByteArray> files;
    for (auto file = image.cbegin(); file != image.cend(); ++file)
        if (file.key().startsWith(folder + u'/')) files.insert(file.key().mid(folder.size() + 1), *file);
    putBack(folder, files);
}

/// Plays what was recorded and lets the power fail `points` times, spread over all of it. `inspect` gets the number of
/// marks passed and says what is wrong, "" for nothing. Returns how many failures did harm.
int failEverywhere(const QString& folder, const DiskImage& start, const QList<DiskEvent>& events, DiskHabit habit,
                   int points, const std::function<QString(int)>& inspect, QString* first) {
    QRandomGenerator random(20261121);
    PowerFailure failure(start, events, habit);
    int failures = 0;
    int harmed = 0;
    qsizetype passed = 0;
    do {
        const auto due = (passed + 1) * points / (events.size() + 1);
        for (; failures < due; ++failures) {
            putOnDisk(folder, failure.image(random));
            const auto wrong = inspect(failure.marks());
            if (wrong.isEmpty()) continue;
            if (first->isEmpty()) *first = QStringLiteral("event %1: %2").arg(passed).arg(wrong);
            ++harmed;
        }
        ++passed;
    } while (failure.advance());
    return harmed;
}

} // namespace

/// The power fails while a backup is made or put in place: what was promised is there, and a control shows that the
/// test would notice.
class TestBackupPower : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whileBackupsAreMade_data() { habits(); }
    void whileBackupsAreMade();
    void whileABackupIsPutInPlace_data() { habits(); }
    void whileABackupIsPutInPlace();

private:
    static void habits();
    static void judge(int harmed, int points, const QString& first);
};

void TestBackupPower::habits() {
    QTest::addColumn<DiskHabit>("habit");
    QTest::addColumn<int>("points");
    QTest::newRow("an honest disk") << DiskHabit::Honest << 800;
    QTest::newRow("a disk that lies") << DiskHabit::Lying << 100;
}

void TestBackupPower::judge(int harmed, int points, const QString& first) {
    QFETCH(DiskHabit, habit);
    if (habit == DiskHabit::Honest)
        QVERIFY2(harmed == 0, qPrintable(QStringLiteral("%1 harmed; %2").arg(harmed).arg(first)));
    else
        QVERIFY2(harmed * 10 > points, qPrintable(QString::number(harmed)));
    qInfo("%d power failures, %d did harm", points, harmed);
}

void TestBackupPower::whileBackupsAreMade() {
    QFETCH(DiskHabit, habit);
    QFETCH(int, points);
    VaultFolder v;
    v.backUp({2, 0});
    v.backUp({2, 0});
    v.close();
    const auto start = imageOf(v.dir.path());
    QStringList promised{v.contents()};
    QList<BackupInfo> made{{}};
    putOnDisk(v.dir.path(), start);
    QList<DiskEvent> events;
    {
        RecordedCalls recorded;
        v.open();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(v.set(i, QStringLiteral("edit %1").arg(i)).ok());
            made.append(v.backUp({2, 0}));
            recorded.mark();
            promised.append(dump(*v.f.store, v.form));
        }
        events = recorded.events();
        v.close();
    }
    const auto inspect = [&](int marks) -> QString {
        const auto found = v.contents();
        // The edit before the next backup may be there.
        if (found != promised.at(marks) && found != promised.value(marks + 1)) return found.left(200);
        const auto backups = Backups::list(v.target());
        if (backups.size() < 2) return QStringLiteral("%1 backups").arg(backups.size());
        for (const auto& backup : backups)
            if (!Backups::verify(backup)) return backup.folder;
        if (marks > 0 && backups.first().folder < made.at(marks).folder) return QStringLiteral("the newest is gone");
        return {};
    };
    QString first;
    judge(failEverywhere(v.dir.path(), start, events, habit, points, inspect, &first), points, first);
}

void TestBackupPower::whileABackupIsPutInPlace() {
    QFETCH(DiskHabit, habit);
    QFETCH(int, points);
    VaultFolder v;
    v.f.syncAll();
    const auto backup = v.backUp();
    const auto restored = dump(*v.f.store, v.form);
    QVERIFY(v.set(0, QStringLiteral("since")).ok());
    v.close();
    const auto present = v.contents();
    const auto start = imageOf(v.dir.path());
    QList<DiskEvent> events;
    {
        RecordedCalls recorded;
        VERIFY_OK(Restore::run({v.folder(), backup.folder, false}, VaultFolder::passphrase(), v.f.clock, v.f.ids));
        recorded.mark();
        events = recorded.events();
    }
    int forwards = 0;
    const auto inspect = [&](int marks) -> QString {
        if (const auto settled = Restore::settle(v.folder()); !settled) return settled.error().id();
        const auto found = v.contents();
        if (found != restored && (found != present || marks > 0)) return found.left(200);
        if (!Backups::verify(backup)) return QStringLiteral("the backup is gone");
        if (found == present) return {};
        ++forwards;
        const auto aside = QDir(v.folder()).entryList({QStringLiteral("replaced-*")}, QDir::Dirs);
        if (aside.size() != 1) return QStringLiteral("nothing aside");
        return v.contents(v.folder() + u'/' + aside.first()) == present ? QString() : QStringLiteral("not as it was");
    };
    QString first;
    judge(failEverywhere(v.dir.path(), start, events, habit, points, inspect, &first), points, first);
    QVERIFY(forwards > 0 || habit == DiskHabit::Lying);
}

QTEST_GUILESS_MAIN(TestBackupPower)
#include "tst_backup_power.moc"
