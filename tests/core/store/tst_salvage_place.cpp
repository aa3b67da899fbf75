#include "core/store/restore.h"
#include "tests/support/fault_calls.h"
#include "vault_folder.h"

#include <QDir>
#include <QFileInfo>

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

using namespace jixiao;
using namespace jixiao::test;

namespace {

/// A store whose first page is gone; everything else of it is in the file.
struct Damaged {
    VaultFolder v;
    QString expected;
    QMap<QString, QByteArray> files;

    Damaged() {
        expect(v.set(0, QStringLiteral("not sent yet")));
        expected = dump(*v.f.store, v.form);
        expect(v.f.store->applyRemote({}, 40));
        v.close();
        QFile file(v.file());
        if (!file.open(QIODevice::ReadWrite) || file.write(QByteArray(200, 'x')) != 200) qFatal("damage");
        file.close();
        files = filesIn(v.folder());
    }
    Result<RestoreReport> salvage() {
        return Restore::salvage(v.folder(), VaultFolder::passphrase(), v.f.clock, v.f.ids);
    }
    QStringList aside() const { return QDir(v.folder()).entryList({QStringLiteral("replaced-*")}, QDir::Dirs); }

private:
    static void expect(const Result<void>& done) {
        if (!done) qFatal("%s", qPrintable(done.error().id()));
    }
};

} // namespace

/// What can be read of a damaged store put in its place: cut off anywhere it ends as one or the other.
class TestSalvagePlace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { FaultCalls::disarm(); }
    void whatIsReadTakesThePlace();
    void wrongPassphrase();
    void nothingReadable();
    void killedAtEveryDiskCall();
    void everyDiskCallFails();
};

void TestSalvagePlace::whatIsReadTakesThePlace() {
    Damaged d;
    const auto head = d.files.value(QStringLiteral("store.db")).left(200);
    const auto done = d.salvage();
    VERIFY_OK(done);
    QVERIFY(done->salvaged && !done->salvaged->complete());
    QCOMPARE(d.v.contents(), d.expected);
    QFile kept(Store::fileName(done->aside));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.read(200), head);
    d.v.open();
    QVERIFY(d.v.f.store->check()->intact);
    QCOMPARE(*d.v.f.store->cursor(), 0); // what is missing may have come before
    const auto waiting = d.v.f.take();
    QVERIFY(!waiting.isEmpty());
    for (const auto& mutation : waiting)
        QVERIFY(mutation.deviceSeq > 100'000);
}

void TestSalvagePlace::wrongPassphrase() {
    Damaged d;
    VERIFY_ERROR(Restore::salvage(d.v.folder(), VaultFolder::passphrase("wrong wrong"), d.v.f.clock, d.v.f.ids),
                 ErrorCode::WrongPassphrase);
    QCOMPARE(d.aside(), QStringList());
    QVERIFY(!QFileInfo::exists(d.v.folder() + QStringLiteral("/restoring")));
}

void TestSalvagePlace::nothingReadable() {
    Damaged d;
    QFile file(d.v.file());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const auto noise = QByteArray(int(file.size()), 'n');
    QCOMPARE(file.write(noise), noise.size());
    file.close();
    VERIFY_ERROR(d.salvage(), ErrorCode::StoreDamaged);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), noise);
    QVERIFY(!QFileInfo::exists(d.v.folder() + QStringLiteral("/restoring")));
}

void TestSalvagePlace::killedAtEveryDiskCall() {
    Damaged d;
    int kills = 0;
    int forwards = 0;
    bool done = false;
    for (int i = 1; !done; ++i) {
        QVERIFY(i < 3000);
        putBack(d.v.folder(), d.files);
        const pid_t child = ::fork();
        if (child == 0) {
            FaultCalls::arm(i, FaultCalls::Fate::Kill, 0);
            ::_exit(d.salvage() ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        done = WIFEXITED(status);
        if (done) QCOMPARE(WEXITSTATUS(status), 0);
        kills += done ? 0 : 1;
        VERIFY_OK(Restore::settle(d.v.folder()));
        QVERIFY(!QFileInfo::exists(d.v.folder() + QStringLiteral("/restoring")));
        QVERIFY(Vault::exists(d.v.folder()));
        const bool through = !d.aside().isEmpty();
        forwards += through ? 1 : 0;
        if (through) {
            QCOMPARE(d.v.contents(), d.expected);
        } else {
            QCOMPARE(filesIn(d.v.folder()).value(QStringLiteral("store.db")),
                     d.files.value(QStringLiteral("store.db")));
        }
    }
    qInfo("%d kills, %d carried through", kills, forwards);
    QVERIFY(forwards > 3 && kills > forwards);
}

void TestSalvagePlace::everyDiskCallFails() {
    Damaged d;
    bool done = false;
    int refused = 0;
    for (int i = 1; !done; ++i) {
        QVERIFY(i < 3000);
        putBack(d.v.folder(), d.files);
        FaultCalls::arm(i, FaultCalls::Fate::Error, i % 2 ? EIO : ENOSPC);
        const auto result = d.salvage();
        done = !FaultCalls::hasFired();
        FaultCalls::disarm();
        refused += result ? 0 : 1;
        VERIFY_OK(Restore::settle(d.v.folder()));
        if (result || !d.aside().isEmpty()) QCOMPARE(d.v.contents(), d.expected);
    }
    QVERIFY2(refused > 15, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(TestSalvagePlace)
#include "tst_salvage_place.moc"
