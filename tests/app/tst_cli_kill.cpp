#include "core/store/backup.h"
#include "core/store/restore.h"
#include "core/vault/attempts.h"
#include "sync/engine/device_identity.h"
#include "tests/app/cli_fixture.h"
#include "tests/support/folder_files.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const auto noteField = QStringLiteral("name");

struct Device : CliFixture {
    QString folder = makeStore();
    Id unit;
    StoreKey key;

    Device() {
        auto vault = Vault::open(folder, clock);
        key = *vault->unlock(SecretBytes::take(QByteArray(passphrase)));
        unit = ids.next();
        RecordEdit edit;
        edit.record = unit;
        edit.type = RecordType::unit;
        edit.create = true;
        edit.values.insert(noteField, QStringLiteral("第一"));
        apply(edit);
    }
    void type(const QString& value) {
        RecordEdit edit;
        edit.record = unit;
        edit.values.insert(noteField, value);
        apply(edit);
    }
    void apply(const RecordEdit& edit) {
        auto store = Store::open(folder, key, clock, ids);
        if (!store || !(*store)->apply({DeviceIdentity::read(**store)->actor, Id(), QStringLiteral("修改"), {edit}}))
            qFatal("edit");
    }
    /// What stands in a folder, or what is wrong with it.
    QString value(const QString& where) {
        const auto store = Store::open(where, key, clock, ids);
        if (!store) return store.error().id() + u' ' + store.error().detail;
        const auto check = (*store)->check();
        if (!check || !check->intact) return QStringLiteral("not intact");
        const auto record = (*store)->record(unit);
        return record && *record ? (*record)->value(noteField) : QStringLiteral("gone");
    }
    QString target() const { return path(QStringLiteral("backups")); }

    /// False when it ended before the signal came. A negative time: not killed at all.
    bool runAndKill(const QStringList& words, qint64 afterMicroseconds) const {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("JIXIAO_PASSPHRASE_FILE"), passphraseFile);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(JIXIAO_CTL), QStringList{storeWord} + words);
        if (afterMicroseconds >= 0) {
            // It says nothing until it has ended.
            process.waitForFinished(int(afterMicroseconds / 1000));
            process.kill();
        }
        process.waitForFinished(60'000);
        if (process.exitStatus() == QProcess::NormalExit && process.exitCode() != Ok)
            qFatal("%s", process.readAllStandardError().constData());
        return process.exitStatus() == QProcess::CrashExit;
    }
    qint64 duration(const QStringList& words) const {
        QElapsedTimer timer;
        timer.start();
        runAndKill(words, -1);
        return timer.nsecsElapsed() / 1000;
    }
};

} // namespace

/// jixiaoctl is killed at any moment while it makes a backup or puts one in place.
class TestCliKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whileABackupIsMade();
    void whileABackupIsPutInPlace();
};

void TestCliKill::whileABackupIsMade() {
    Device d;
    const QStringList backUp{QStringLiteral("backup"), d.folder,           QStringLiteral("-o"), d.target(),
                             QStringLiteral("--keep"), QStringLiteral("3")};
    d.runAndKill(backUp, -1);
    const auto whole = d.duration(backUp);
    QRandomGenerator random(20261121);
    int kills = 0;
    for (int i = 0; i < 100; ++i) {
        // Killed while it derives the key, it leaves an attempt that looks failed.
        Attempts(d.folder, d.clock).succeeded({});
        const auto typed = QString::number(i);
        d.type(typed);
        kills += d.runAndKill(backUp, random.bounded(whole)) ? 1 : 0;
        QCOMPARE(d.value(d.folder), typed);
        const auto backups = Backups::list(d.target());
        QVERIFY2(backups.size() >= 2, qPrintable(QString::number(i)));
        for (const auto& backup : backups)
            VERIFY_OK(Backups::verify(backup));
    }
    Attempts(d.folder, d.clock).succeeded({});
    QVERIFY(!d.runAndKill(backUp, -1));
    // What the killed ones left is gone.
    QCOMPARE(QDir(d.target()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(),
             Backups::list(d.target()).size());
    qInfo("%d kills", kills);
    QVERIFY(kills > 50);
}

void TestCliKill::whileABackupIsPutInPlace() {
    Device d;
    d.runAndKill({QStringLiteral("backup"), d.folder, QStringLiteral("-o"), d.target()}, -1);
    const auto backup = Backups::list(d.target()).first();
    const auto backedUp = d.value(d.folder);
    const auto typed = QStringLiteral("since");
    d.type(typed);
    const auto files = filesIn(d.folder);
    const QStringList restore{QStringLiteral("restore"), d.folder, QStringLiteral("--from"), backup.folder,
                              QStringLiteral("--discard-unsent")};
    const auto whole = d.duration(restore);
    QRandomGenerator random(20261122);
    int kills = 0;
    int forwards = 0;
    for (int i = 0; i < 200; ++i) {
        putBack(d.folder, files);
        const bool killed = d.runAndKill(restore, random.bounded(whole));
        kills += killed ? 1 : 0;
        VERIFY_OK(Restore::settle(d.folder));
        QVERIFY(!QFileInfo::exists(d.folder + QStringLiteral("/restoring")));
        const auto found = d.value(d.folder);
        QVERIFY2(found == backedUp || (killed && found == typed), qPrintable(found));
        if (found != backedUp) continue;
        forwards += killed ? 1 : 0;
        const auto aside = QDir(d.folder).entryList({QStringLiteral("replaced-*")}, QDir::Dirs);
        QCOMPARE(aside.size(), 1);
        QCOMPARE(d.value(d.folder + u'/' + aside.first()), typed);
    }
    VERIFY_OK(Backups::verify(backup));
    qInfo("%d kills, %d of them carried through afterwards", kills, forwards);
    QVERIFY(kills > 100);
}

QTEST_GUILESS_MAIN(TestCliKill)
#include "tst_cli_kill.moc"
