#include "core/store/database.h"
#include "core/store/restore.h"
#include "core/vault/attempts.h"
#include "tests/support/fault_calls.h"
#include "vault_folder.h"

#include <QDir>
#include <QFileInfo>

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

using namespace jixiao;
using namespace jixiao::test;

/// A backup put in place: nothing that was there is lost, and cut off anywhere it ends as one or the other.
class TestRestore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { FaultCalls::disarm(); }
    void previewChangesNothing();
    void unsentChangesAreKept();
    void unsentChangesAreLeftOut();
    void decisionsKeepTheirIdentity();
    void sentNumbersAreNotUsedAgain();
    void whatCameSinceIsReadAgain();
    void whoWasRemovedStaysRemoved();
    void afterANewDataKey();
    void aDamagedStoreIsKeptAside();
    void withoutAnythingThere();
    void aBackupThatWasChanged();
    void wrongPassphrase();
    void killedAtEveryDiskCall_data();
    void killedAtEveryDiskCall();
    void everyDiskCallFails();

private:
    static Result<RestoreReport> restore(VaultFolder& v, const BackupInfo& backup, bool keepUnsent = true) {
        v.f.clock.advance(1000);
        return Restore::run({v.folder(), backup.folder, keepUnsent}, VaultFolder::passphrase(), v.f.clock, v.f.ids);
    }
};

void TestRestore::previewChangesNothing() {
    VaultFolder v;
    v.f.syncAll();
    const auto same = v.form;
    const auto removed = v.f.addForm(1, QStringLiteral("将删除"));
    const auto different = v.f.addForm(1, QStringLiteral("将修改"));
    v.f.syncAll();
    const auto backup = v.backUp();
    QVERIFY(v.f.set(different, v.f.indicators[0], test::target, QStringLiteral("new")).ok());
    RecordEdit removal;
    removal.record = removed;
    removal.remove = true;
    QVERIFY(v.f.store->apply(v.f.batch(removed, {removal})).ok());
    const auto fresh = v.f.addForm(1, QStringLiteral("新表"));
    v.close();
    const auto before = filesIn(v.folder());
    const auto preview = Restore::preview({v.folder(), backup.folder}, VaultFolder::passphrase(), v.f.clock, v.f.ids);
    VERIFY_OK(preview);
    auto after = filesIn(v.folder());
    after.remove(QStringLiteral("restoring.lock"));
    for (auto file = before.cbegin(); file != before.cend(); ++file)
        if (!file.key().startsWith(QLatin1String("store.db-"))) QCOMPARE(after.value(file.key()), *file);
    QVERIFY(!preview->unreadable);
    QCOMPARE(preview->sameForms, 1);
    QMap<Id, FormDifference::Kind> kinds;
    for (const auto& form : preview->forms)
        kinds.insert(form.form, form.kind);
    QCOMPARE(kinds.size(), 3);
    QVERIFY(!kinds.contains(same));
    QVERIFY(kinds.value(removed) == FormDifference::Kind::OnlyInBackup);
    QVERIFY(kinds.value(different) == FormDifference::Kind::Different);
    QVERIFY(kinds.value(fresh) == FormDifference::Kind::OnlyHere);
    QCOMPARE(preview->unsent, 1 + 1 + 3); // the value, the removal, and project, form and row of the new one
}

void TestRestore::unsentChangesAreKept() {
    VaultFolder v;
    v.f.syncAll();
    const auto backup = v.backUp();
    QVERIFY(v.set(0, QStringLiteral("typed since")).ok());
    const auto rows = v.f.indicators;
    const auto fresh = v.f.addForm(1, QStringLiteral("新表"));
    v.close();
    const auto before = v.contents();
    const auto done = restore(v, backup);
    VERIFY_OK(done);
    QCOMPARE(done->kept, 4);
    QCOMPARE(v.contents(done->aside), before);
    v.open();
    QCOMPARE(v.f.value(rows[0], test::target), QStringLiteral("typed since"));
    QCOMPARE(v.f.summary(fresh).projectName, QStringLiteral("新表"));
    const auto check = v.f.store->check();
    QVERIFY(check && check->intact);
    // On its way to the server, and in the history under the name of who typed it.
    const auto history = v.f.store->history(v.form, 1);
    QCOMPARE(history->at(0).newValue, QStringLiteral("typed since"));
    QCOMPARE(history->at(0).personName, v.f.filler.name);
    QCOMPARE(v.f.store->outbox()->size(), 4);
    QVERIFY(v.f.store->undo(v.form, v.f.filler).ok());
    QCOMPARE(v.f.value(rows[0], test::target), QStringLiteral("≥95%"));
}

void TestRestore::unsentChangesAreLeftOut() {
    VaultFolder v;
    v.f.syncAll();
    const auto backup = v.backUp();
    const auto expected = dump(*v.f.store, v.form);
    QVERIFY(v.set(0, QStringLiteral("a mistake")).ok());
    v.close();
    const auto done = restore(v, backup, false);
    VERIFY_OK(done);
    QCOMPARE(done->kept, 0);
    QCOMPARE(v.contents(), expected);
}

void TestRestore::decisionsKeepTheirIdentity() {
    VaultFolder v;
    v.f.syncAll();
    const auto backup = v.backUp();
    const auto submit = v.f.decision(v.form, QStringLiteral("submit"), QStringLiteral("submitted"));
    QVERIFY(v.f.store->queueCommand(v.f.filler, submit, {}).ok());
    const auto sent = v.f.take();
    QCOMPARE(sent.size(), 1);
    v.close();
    VERIFY_OK(restore(v, backup));
    v.open();
    const auto again = v.f.take();
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().mutationId, sent.first().mutationId);
    QCOMPARE(again.first().deviceSeq, sent.first().deviceSeq);
    QCOMPARE(again.first().fields, sent.first().fields);
    QVERIFY(v.f.store->check()->intact);
}

void TestRestore::sentNumbersAreNotUsedAgain() {
    VaultFolder v;
    const auto backup = v.backUp(); // nothing sent yet
    QSet<Id> used;
    qint64 highest = 0;
    for (auto sent = v.f.take(); !sent.isEmpty(); sent = v.f.take()) {
        QList<MutationVerdict> verdicts;
        for (const auto& mutation : sent) {
            used.insert(mutation.mutationId);
            highest = std::max(highest, mutation.deviceSeq);
            verdicts.append(v.f.verdict(mutation, Verdict::Applied, ++v.f.serverRevision));
        }
        v.f.answer(verdicts);
    }
    QVERIFY(highest > 3);
    v.close();
    VERIFY_OK(restore(v, backup));
    v.open();
    const auto again = v.f.take();
    QCOMPARE(again.size(), 6);
    for (const auto& mutation : again) {
        QVERIFY(!used.contains(mutation.mutationId)); // the answer to those would be about other contents
        QVERIFY(mutation.deviceSeq > highest);
    }
}

/// The backup does not have what the server sent after it was made.
void TestRestore::whatCameSinceIsReadAgain() {
    VaultFolder v;
    v.f.syncAll();
    VERIFY_OK(v.f.store->applyRemote({}, 40));
    const auto backup = v.backUp();
    VERIFY_OK(v.f.store->applyRemote({}, 90));
    v.close();
    VERIFY_OK(restore(v, backup));
    v.open();
    QCOMPARE(*v.f.store->cursor(), 40);
}

void TestRestore::whoWasRemovedStaysRemoved() {
    VaultFolder v;
    {
        auto vault = Vault::open(v.folder(), v.f.clock);
        QVERIFY(vault
                    ->addPassphrase(v.key, VaultFolder::passphrase("somebody else"), QStringLiteral("乙"), KdfParams{},
                                    v.f.ids)
                    .ok());
    }
    const auto backup = v.backUp();
    {
        auto vault = Vault::open(v.folder(), v.f.clock);
        const auto people = vault->slotInfos(v.key);
        VERIFY_OK(people);
        for (const auto& slot : *people)
            if (!(slot.id == v.key.slot)) QVERIFY(vault->removeSlot(v.key, slot.id).ok());
    }
    v.close();
    VERIFY_OK(restore(v, backup));
    VERIFY_ERROR(openDataFolder(v.folder(), VaultFolder::passphrase("somebody else"), v.f.clock, v.f.ids),
                 ErrorCode::WrongPassphrase);
    VERIFY_OK(openDataFolder(v.folder(), VaultFolder::passphrase(), v.f.clock, v.f.ids));
}

void TestRestore::afterANewDataKey() {
    VaultFolder v;
    v.f.syncAll();
    const auto backup = v.backUp();
    QVERIFY(v.set(1, QStringLiteral("later")).ok());
    v.close();
    VERIFY_OK(rekeyDataFolder(v.folder(), v.key, v.f.clock));
    const auto keys = readAll(v.folder() + QStringLiteral("/store.keys"));
    VERIFY_OK(restore(v, backup));
    QCOMPARE(readAll(v.folder() + QStringLiteral("/store.keys")), keys);
    VERIFY_ERROR(Store::open(v.folder(), v.key, v.f.clock, v.f.ids), ErrorCode::StoreDamaged); // the old key
    const auto opened = openDataFolder(v.folder(), VaultFolder::passphrase(), v.f.clock, v.f.ids);
    VERIFY_OK(opened);
    QVERIFY(opened->store->check()->intact);
    QCOMPARE((*opened->store->record(v.f.indicators[1]))->value(test::target), QStringLiteral("later"));
}

void TestRestore::aDamagedStoreIsKeptAside() {
    VaultFolder v;
    const auto expected = dump(*v.f.store, v.form);
    const auto backup = v.backUp();
    v.close();
    QFile file(v.file());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(200, 'x')) == 200);
    file.close();
    QFile log(v.file() + QStringLiteral("-wal"));
    QVERIFY(log.open(QIODevice::WriteOnly) && log.write("a log") == 5);
    log.close();
    const auto damaged = readAll(v.file());
    const auto done = restore(v, backup);
    VERIFY_OK(done);
    QVERIFY(done->preview.unreadable && done->preview.unreadable->code == ErrorCode::StoreDamaged);
    QCOMPARE(readAll(Store::fileName(done->aside)), damaged);
    QCOMPARE(readAll(Store::fileName(done->aside) + QStringLiteral("-wal")), QByteArray("a log"));
    QVERIFY(KeyFiles::exist(done->aside));
    QCOMPARE(v.contents(), expected);
    v.open();
    for (const auto& mutation : v.f.take())
        QVERIFY(mutation.deviceSeq > 100'000); // nobody knows which numbers were used
}

void TestRestore::withoutAnythingThere() {
    VaultFolder v;
    const auto expected = dump(*v.f.store, v.form);
    const auto backup = v.backUp();
    v.close();
    QDir(v.folder()).removeRecursively();
    VERIFY_OK(restore(v, backup));
    QCOMPARE(v.contents(), expected);
    VERIFY_OK(openDataFolder(v.folder(), VaultFolder::passphrase(), v.f.clock, v.f.ids));
}

void TestRestore::aBackupThatWasChanged() {
    VaultFolder v;
    const auto backup = v.backUp();
    v.close();
    const auto expected = v.contents();
    QFile file(Store::fileName(backup.folder));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(5000) && file.write("x") == 1);
    file.close();
    VERIFY_ERROR(restore(v, backup), ErrorCode::StoreDamaged);
    QCOMPARE(v.contents(), expected);
    QVERIFY(!QFileInfo::exists(v.folder() + QStringLiteral("/restoring")));
    BackupInfo none = backup;
    none.folder = v.dir.path();
    VERIFY_ERROR(restore(v, none), ErrorCode::FileNotFound);
}

void TestRestore::wrongPassphrase() {
    VaultFolder v;
    const auto backup = v.backUp();
    v.close();
    const auto expected = v.contents();
    VERIFY_ERROR(Restore::run({v.folder(), backup.folder}, VaultFolder::passphrase("wrong wrong"), v.f.clock, v.f.ids),
                 ErrorCode::WrongPassphrase);
    QCOMPARE(v.contents(), expected);
}

void TestRestore::killedAtEveryDiskCall_data() {
    QTest::addColumn<bool>("withKeys");
    QTest::newRow("the key file stays") << false;
    QTest::newRow("the key file comes, too") << true;
}

void TestRestore::killedAtEveryDiskCall() {
    QFETCH(bool, withKeys);
    VaultFolder v;
    v.f.syncAll();
    const auto backup = v.backUp();
    const auto restored = dump(*v.f.store, v.form);
    QVERIFY(v.set(0, QStringLiteral("since")).ok());
    v.close();
    const auto present = v.contents();
    auto files = filesIn(v.folder());
    for (auto file = files.begin(); withKeys && file != files.end(); ++file)
        if (file.key().startsWith(QLatin1String("store.keys"))) *file = "{ not a key file";
    int kills = 0;
    int forwards = 0;
    bool done = false;
    for (int i = 1; !done; ++i) {
        QVERIFY(i < 3000);
        putBack(v.folder(), files);
        const pid_t child = ::fork();
        if (child == 0) {
            FaultCalls::arm(i, FaultCalls::Fate::Kill, 0);
            ::_exit(restore(v, backup, false) ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        done = WIFEXITED(status);
        if (done) QCOMPARE(WEXITSTATUS(status), 0);
        kills += done ? 0 : 1;
        VERIFY_OK(Restore::settle(v.folder()));
        const auto found = v.contents();
        const auto place = QByteArray::number(i) + ' ' + found.left(200).toUtf8();
        QVERIFY2(found == present || found == restored, place.constData());
        QVERIFY(!QFileInfo::exists(v.folder() + QStringLiteral("/restoring")));
        QVERIFY(Vault::exists(v.folder()));
        QCOMPARE(Vault::open(v.folder(), v.f.clock).ok(), !withKeys || found == restored);
        if (found == restored) {
            ++forwards;
            const auto aside = QDir(v.folder()).entryList({QStringLiteral("replaced-*")}, QDir::Dirs);
            QCOMPARE(aside.size(), 1);
            QCOMPARE(v.contents(v.folder() + u'/' + aside.first()), present);
        }
    }
    qInfo("%d kills, %d carried through", kills, forwards);
    QVERIFY(forwards > 3 && kills > forwards);
}

void TestRestore::everyDiskCallFails() {
    VaultFolder v;
    v.f.syncAll();
    const auto backup = v.backUp();
    const auto restored = dump(*v.f.store, v.form);
    QVERIFY(v.set(0, QStringLiteral("since")).ok());
    v.close();
    const auto present = v.contents();
    const auto files = filesIn(v.folder());
    bool done = false;
    int refused = 0;
    for (int i = 1; !done; ++i) {
        QVERIFY(i < 3000);
        putBack(v.folder(), files);
        FaultCalls::arm(i, FaultCalls::Fate::Error, i % 2 ? EIO : ENOSPC);
        const auto result = restore(v, backup, false);
        done = !FaultCalls::hasFired();
        FaultCalls::disarm();
        refused += result ? 0 : 1;
        VERIFY_OK(Restore::settle(v.folder()));
        const auto found = v.contents();
        const auto place = QByteArray::number(i) + ' ' + found.left(200).toUtf8();
        QVERIFY2(found == (result ? restored : present) || found == restored, place.constData());
    }
    QVERIFY2(refused > 15, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(TestRestore)
#include "tst_restore.moc"
