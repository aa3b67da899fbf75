#include "core/store/health.h"
#include "core/store/page_file.h"
#include "core/store/restore.h"
#include "vault_folder.h"

#include <atomic>
#include <thread>

using namespace jixiao;
using namespace jixiao::test;

/// Damage is found while the store is in use, and the way back from it loses nothing that can still be read.
class TestDamage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSoundStoreIsSound();
    void everyFlippedBitIsFound();
    void writingGoesOnMeanwhile();
    void cancelled();
    void unsentChangesComeOutOfADamagedStore();

private:
    static void flip(const QString& file, qint64 at) {
        QFile out(file);
        QVERIFY(out.open(QIODevice::ReadWrite) && out.seek(at));
        char byte = 0;
        QVERIFY(out.getChar(&byte) && out.seek(at) && out.putChar(char(byte ^ 0x20)));
    }
    static Result<void> look(VaultFolder& v) {
        const auto snapshot = v.f.store->beginSnapshot();
        if (!snapshot) return snapshot.error();
        const std::atomic<bool> never{false};
        auto found = Health::look(*snapshot, never);
        v.f.store->endSnapshot();
        return found;
    }
};

void TestDamage::aSoundStoreIsSound() {
    VaultFolder v;
    VERIFY_OK(look(v));
    QVERIFY(v.set(0, QStringLiteral("and again")).ok());
    VERIFY_OK(look(v));
    QVERIFY(v.f.store->check()->intact);
}

/// In a page of whatever kind, and wherever in the page; the store stays open all the time.
void TestDamage::everyFlippedBitIsFound() {
    VaultFolder v;
    for (int i = 0; i < 4; ++i)
        QVERIFY(v.set(i, QString(6000, QChar(0x7ee9))).ok());
    QVERIFY(v.f.store->beginSnapshot().ok()); // moves the log into the file
    v.f.store->endSnapshot();
    const auto pages = QFileInfo(v.file()).size() / PageFile::pageBytes;
    QVERIFY(pages > 30);
    for (qint64 page = 0; page < pages; ++page) {
        const auto at = page * PageFile::pageBytes + (page * 523) % PageFile::pageBytes;
        flip(v.file(), at);
        VERIFY_ERROR(look(v), ErrorCode::StoreDamaged);
        flip(v.file(), at);
    }
    for (const qint64 at : {0, 15, 16, 4095}) { // the first page begins with the salt
        flip(v.file(), at);
        VERIFY_ERROR(look(v), ErrorCode::StoreDamaged);
        flip(v.file(), at);
    }
    VERIFY_OK(look(v));
}

void TestDamage::writingGoesOnMeanwhile() {
    VaultFolder v;
    for (int i = 0; i < 20; ++i)
        QVERIFY(v.set(i % 4, QString::number(i) + QString(30'000, u'字')).ok());
    const auto snapshot = v.f.store->beginSnapshot();
    VERIFY_OK(snapshot);
    std::atomic<bool> done{false};
    const std::atomic<bool> never{false};
    int looks = 0;
    Result<void> found = {};
    std::thread looker([&] {
        for (; !done.load() && found; ++looks)
            found = Health::look(*snapshot, never);
    });
    for (int i = 0; i < 60; ++i)
        QVERIFY(v.set(i % 4, QString::number(i) + QString(30'000, u'写')).ok());
    done = true;
    looker.join();
    v.f.store->endSnapshot();
    VERIFY_OK(found);
    QVERIFY(looks > 0);
    QVERIFY(v.f.store->check()->intact);
    QVERIFY(v.f.value(v.f.indicators[3], test::target).startsWith(QLatin1String("59")));
}

void TestDamage::cancelled() {
    VaultFolder v;
    const auto snapshot = v.f.store->beginSnapshot();
    VERIFY_OK(snapshot);
    const std::atomic<bool> now{true};
    VERIFY_ERROR(Health::look(*snapshot, now), ErrorCode::Cancelled);
    v.f.store->endSnapshot();
}

/// A backup, then an edit that was not sent, then one damaged page: the edit is in the restored store unless it stood
/// in that very page.
void TestDamage::unsentChangesComeOutOfADamagedStore() {
    VaultFolder v;
    v.f.syncAll();
    const auto backup = v.backUp();
    const auto old = dump(*v.f.store, v.form);
    const auto typed = QStringLiteral("typed since the backup");
    const auto row = v.f.indicators.at(0);
    QVERIFY(v.set(0, typed).ok());
    QVERIFY(v.f.store->tidy().ok());
    v.close();
    const auto files = filesIn(v.folder());
    const auto pages = files.value(QStringLiteral("store.db")).size() / PageFile::pageBytes;
    int unreadable = 0;
    int kept = 0;
    for (qint64 page = 0; page < pages; ++page) {
        putBack(v.folder(), files);
        flip(v.file(), page * PageFile::pageBytes + 100);
        const auto damaged = readAll(v.file());
        v.f.clock.advance(1000);
        const auto done =
            Restore::run({v.folder(), backup.folder, true}, VaultFolder::passphrase(), v.f.clock, v.f.ids);
        VERIFY_OK(done);
        QCOMPARE(readAll(Store::fileName(done->aside)), damaged);
        v.open();
        QVERIFY(v.f.store->check()->intact);
        const bool there = v.f.value(row, test::target) == typed;
        if (!there) QCOMPARE(v.f.value(row, test::target), QStringLiteral("≥95%"));
        QCOMPARE(done->kept, there ? 1 : 0);
        unreadable += done->preview.unreadable ? 1 : 0;
        kept += there ? 1 : 0;
        v.close();
    }
    qInfo("%lld pages, %d of them without which nothing can be compared, %d times the edit was kept", qlonglong(pages),
          unreadable, kept);
    QVERIFY(unreadable > 3);
    QVERIFY(kept >= pages - 4); // its record, its values, its place in the outbox
}

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"
