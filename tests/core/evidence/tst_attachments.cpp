#include "attachment_scene.h"
#include "core/workflow/snapshot.h"
#include "tests/core/store/store_audited.h"

#include <sqlite3.h>

using namespace jixiao;
using namespace jixiao::test;

/// Files as evidence: stored whole or not at all, each content once, found and read back as it was.
class TestAttachments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void evidenceIsARecordOfTheForm();
    void bytesComeBack_data();
    void bytesComeBack();
    void theSameContentIsStoredOnce();
    void theSamePlaceKeepsOne();
    void removingAndBringingBack();
    void undoOfTheFormLeavesItAlone();
    void onlyMetadataIsSent();
    void whatTheServerSendsHasNoContentHere();
    void approvalDoesNotCoverIt();
    void aLockedFormTakesNone();
    void limits();
    void aFileThatChangedMeanwhile_data();
    void aFileThatChangedMeanwhile();
    void cleaningUpKeepsWhatHistoryNames();
    void nothingReadableOnDisk();
    void memoryStaysBounded();
    void namesOfFiles_data();
    void namesOfFiles();
};

void TestAttachments::evidenceIsARecordOfTheForm() {
    AttachmentScene s;
    const auto bytes = noise(1000);
    const auto id = s.add(bytes);
    VERIFY_OK(id);
    s.f.reopen();
    const auto record = **s.f.store->record(*id);
    QCOMPARE(record.type, RecordType::evidence);
    QCOMPARE(record.parent, s.form);
    QCOMPARE(record.unit, s.f.unit);
    const auto evidence = s.evidence();
    QCOMPARE(evidence.size(), 1);
    QCOMPARE(evidence.first().about, s.f.indicators.at(0));
    QCOMPARE(evidence.first().hash, sha256(bytes));
    QCOMPARE(evidence.first().size, 1000);
    QCOMPARE(evidence.first().fileName, QStringLiteral("现场照片.jpg"));
    QCOMPARE(evidence.first().takenMs, 1'735'700'000'000);
    QCOMPARE(evidence.first().takenWith, QStringLiteral("手持终端 7"));
    QCOMPARE(evidence.first().personName, s.f.filler.name);
    QCOMPARE(evidence.first().deviceId, s.f.filler.deviceId);
    const auto content = s.f.store->attachments()->first();
    QCOMPARE(content.pixels, QSize(640, 480));
    QCOMPARE(content.references, 1);
    QCOMPARE(*s.f.store->attachmentThumbnail(content.hash), QByteArray("thumbnail"));
    const auto entry = s.f.store->history(s.form, 1)->first();
    QCOMPARE(entry.recordType, RecordType::evidence);
    QCOMPARE(entry.op, QStringLiteral("create"));
    QCOMPARE(entry.label, QStringLiteral("添加佐证材料"));
}

void TestAttachments::bytesComeBack_data() {
    QTest::addColumn<int>("size");
    for (const int size : {1, 65535, 65536, 65537, 131072, 1'000'003})
        QTest::addRow("%d", size) << size;
}

void TestAttachments::bytesComeBack() {
    QFETCH(int, size);
    AttachmentScene s;
    const auto bytes = noise(size);
    VERIFY_OK(s.add(bytes));
    s.f.reopen();
    const auto read = s.read(sha256(bytes));
    VERIFY_OK(read);
    QCOMPARE(*read, bytes);
    const int last = attachmentChunks(size) - 1;
    const auto piece = s.f.store->attachmentChunk(sha256(bytes), last);
    VERIFY_OK(piece);
    QCOMPARE(*piece, bytes.mid(last * attachmentChunkBytes));
    VERIFY_ERROR(s.f.store->attachmentChunk(sha256(bytes), last + 1), ErrorCode::InvalidInput);
    VERIFY_ERROR(s.f.store->attachmentChunk(sha256(bytes), -1), ErrorCode::InvalidInput);
    VERIFY_ERROR(s.read(sha256("something else")), ErrorCode::AttachmentMissing);
}

void TestAttachments::theSameContentIsStoredOnce() {
    AttachmentScene s;
    const auto bytes = noise(200'000);
    VERIFY_OK(s.add(bytes, 0));
    const auto size = [&] { return s.f.store->attachments()->first().size; };
    VERIFY_OK(s.add(bytes, 1));
    VERIFY_OK(s.add(bytes, -1));
    QCOMPARE(s.evidence().size(), 3);
    QCOMPARE(s.contents(), 1);
    QCOMPARE(size(), 200'000);
    QCOMPARE(s.f.store->attachments()->first().references, 3);
}

void TestAttachments::theSamePlaceKeepsOne() {
    AttachmentScene s;
    const auto bytes = noise(100);
    const auto first = s.add(bytes);
    const auto entries = s.f.store->check()->journalRows;
    const auto second = s.add(bytes);
    VERIFY_OK(second);
    QCOMPARE(*second, *first);
    QCOMPARE(s.evidence().size(), 1);
    QCOMPARE(s.f.store->check()->journalRows, entries);
}

void TestAttachments::removingAndBringingBack() {
    AttachmentScene s;
    const auto bytes = noise(70'000);
    const auto id = s.add(bytes);
    VERIFY_OK(s.remove(*id));
    QVERIFY(s.evidence().isEmpty());
    QCOMPARE(s.f.store->attachments()->first().references, 0);
    VERIFY_ERROR(s.remove(*id), ErrorCode::RecordNotFound);
    s.f.reopen();
    VERIFY_OK(s.restore(*id));
    QCOMPARE(s.evidence().size(), 1);
    QCOMPARE(*s.read(sha256(bytes)), bytes);
    VERIFY_ERROR(s.restore(*id), ErrorCode::RecordNotFound);
    const auto entries = s.f.store->history(s.form, 2);
    QCOMPARE(entries->at(0).op, QStringLiteral("restore"));
    QCOMPARE(entries->at(1).op, QStringLiteral("remove"));
    QVERIFY(s.f.store->check()->intact);
}

void TestAttachments::undoOfTheFormLeavesItAlone() {
    AttachmentScene s;
    VERIFY_OK(s.f.set(s.form, s.f.indicators.at(0), QStringLiteral("target"), QStringLiteral("=1")));
    VERIFY_OK(s.add(noise(10)));
    VERIFY_OK(s.f.store->undo(s.form, s.f.filler));
    QCOMPARE(s.evidence().size(), 1);
    QVERIFY(s.f.value(s.f.indicators.at(0), QStringLiteral("target")) != QStringLiteral("=1"));
}

void TestAttachments::onlyMetadataIsSent() {
    AttachmentScene s;
    s.f.syncAll();
    const auto bytes = noise(200'000);
    const auto id = s.add(bytes);
    const auto sent = s.f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().recordType, RecordType::evidence);
    QCOMPARE(sent.first().parent, s.form);
    QCOMPARE(sent.first().fields.value(Field::contentHash).value, contentName(sha256(bytes)));
    QCOMPARE(sent.first().fields.value(Field::contentSize).value, QStringLiteral("200000"));
    qsizetype characters = 0;
    for (const auto& field : sent.first().fields)
        characters += field.value.size();
    QVERIFY2(characters < 1000, "the content itself is on its way");
    s.f.answer({s.f.verdict(sent.first(), Verdict::Applied, ++s.f.serverRevision)});
    VERIFY_OK(s.remove(*id));
    QCOMPARE(s.f.take().first().kind, MutationKind::Delete);
}

void TestAttachments::whatTheServerSendsHasNoContentHere() {
    AttachmentScene s;
    s.f.syncAll();
    Evidence theirs;
    theirs.about = s.f.indicators.at(1);
    theirs.hash = sha256("photograph of a colleague");
    theirs.size = 25;
    Record record{RecordType::evidence, s.f.ids.next(), s.f.unit, s.form, {}, 900, false};
    const auto values = theirs.values();
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        record.fields.insert(it.key(), {it.value(), 900});
    VERIFY_OK(s.f.store->applyRemote({record}, 900));
    QCOMPARE(s.evidence().size(), 1);
    VERIFY_ERROR(s.read(theirs.hash), ErrorCode::AttachmentMissing);
    const auto check = s.f.store->check();
    QVERIFY2(check->intact, qPrintable(check->problems.join(u' ')));
    // What names no content is passed over.
    record.id = s.f.ids.next();
    record.fields[Field::contentHash].value = QStringLiteral("sha256:12");
    VERIFY_OK(s.f.store->applyRemote({record}, 901));
    QCOMPARE(s.evidence().size(), 1);
}

void TestAttachments::approvalDoesNotCoverIt() {
    AttachmentScene s;
    const auto before = snapshotHash(*s.f.store->formRecords(s.form));
    VERIFY_OK(s.add(noise(10)));
    QCOMPARE(snapshotHash(*s.f.store->formRecords(s.form)), before);
}

void TestAttachments::aLockedFormTakesNone() {
    AttachmentScene s;
    auto edit = s.edit("text");
    edit.actor.roles = {Role::DepartmentHead};
    VERIFY_ERROR(s.add(edit, "text"), ErrorCode::FormLocked);
    edit = s.edit("text");
    edit.declaration = s.f.project;
    VERIFY_ERROR(s.add(edit, "text"), ErrorCode::RecordNotFound);
    QCOMPARE(s.contents(), 0);
}

void TestAttachments::limits() {
    AttachmentScene s;
    s.limits = {1000, 2500};
    VERIFY_ERROR(s.add(noise(1001)), ErrorCode::AttachmentTooLarge);
    VERIFY_ERROR(s.add(QByteArray()), ErrorCode::AttachmentTooLarge);
    VERIFY_OK(s.add(noise(1000, 1)));
    VERIFY_OK(s.add(noise(1000, 2)));
    const auto full = s.add(noise(1000, 3));
    VERIFY_ERROR(full, ErrorCode::AttachmentsFull);
    QVERIFY(!full.error().args.value(QStringLiteral("limit")).isEmpty());
    // What is there already takes no room.
    VERIFY_OK(s.add(noise(1000, 2), 1));
    VERIFY_OK(s.add(noise(500, 4)));
    QCOMPARE(s.contents(), 3);
    QCOMPARE(s.evidence().size(), 4);
}

void TestAttachments::aFileThatChangedMeanwhile_data() {
    QTest::addColumn<QByteArray>("now");
    QTest::newRow("shorter") << noise(99'999);
    QTest::newRow("longer") << noise(100'001);
    QTest::newRow("much longer") << noise(200'000);
    QTest::newRow("other bytes") << noise(100'000, 2);
    QTest::newRow("empty") << QByteArray();
}

void TestAttachments::aFileThatChangedMeanwhile() {
    QFETCH(QByteArray, now);
    AttachmentScene s;
    const auto before = s.f.store->check()->journalRows;
    VERIFY_ERROR(s.add(s.edit(noise(100'000)), now), ErrorCode::FileUnreadable);
    QCOMPARE(s.contents(), 0);
    QVERIFY(s.evidence().isEmpty());
    QCOMPARE(s.f.store->check()->journalRows, before);
}

void TestAttachments::cleaningUpKeepsWhatHistoryNames() {
    AttachmentScene s;
    const auto removed = noise(1000, 1);
    const auto replaced = noise(2000, 2);
    const auto nobodys = noise(3000, 3);
    VERIFY_OK(s.remove(*s.add(removed)));
    const auto id = s.add(replaced);
    VERIFY_OK(s.f.set(s.form, *id, Field::contentHash, contentName(sha256("another"))));
    const auto forgotten = s.add(nobodys, 1);
    s.f.close();
    {
        // Records are never erased; a store put together from a damaged one may lack some.
        const auto raw = openRaw(s.f.file());
        QVERIFY(raw->run("DELETE FROM record_field WHERE record = ?1", *forgotten));
        QVERIFY(raw->run("DELETE FROM journal WHERE record = ?1", *forgotten));
        QVERIFY(raw->run("DELETE FROM outbox WHERE record = ?1", *forgotten));
        QVERIFY(raw->run("DELETE FROM record WHERE id = ?1", *forgotten));
    }
    s.f.reopen();
    QCOMPARE(*s.f.store->cleanUpAttachments(), 3000);
    QCOMPARE(s.contents(), 2);
    VERIFY_OK(s.read(sha256(removed)));
    VERIFY_OK(s.read(sha256(replaced)));
    VERIFY_ERROR(s.read(sha256(nobodys)), ErrorCode::AttachmentMissing);
    QCOMPARE(*s.f.store->cleanUpAttachments(), 0);
}

void TestAttachments::nothingReadableOnDisk() {
    AttachmentScene s;
    const QByteArray canary("CANARY-佐证材料-7f31");
    VERIFY_OK(s.add(canary.repeated(5000)));
    const QDir folder(s.f.folder());
    for (const auto& name : folder.entryList(QDir::Files))
        QVERIFY2(!readAll(folder.filePath(name)).contains(canary), qPrintable(name));
    s.f.close();
    for (const auto& name : folder.entryList(QDir::Files))
        QVERIFY2(!readAll(folder.filePath(name)).contains(canary), qPrintable(name));
}

void TestAttachments::memoryStaysBounded() {
    constexpr qint64 size = 50LL * 1024 * 1024;
    constexpr qint64 most = 16LL * 1024 * 1024;
    AttachmentScene s;
    s.limits = {size, size};
    const auto bytes = noise(size);
    const auto edit = s.edit(bytes);
    sqlite3_memory_highwater(1);
    const auto before = sqlite3_memory_used();
    VERIFY_OK(s.add(edit, bytes));
    const auto writing = sqlite3_memory_highwater(1) - before;
    QVERIFY2(writing < most, qPrintable(QString::number(writing)));
    qint64 read = 0;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    VERIFY_OK(s.f.store->readAttachment(edit.content.hash, [&](const QByteArray& piece) {
        read += piece.size();
        hash.addData(piece);
        return Result<void>();
    }));
    const auto reading = sqlite3_memory_highwater(1) - before;
    QVERIFY2(reading < most, qPrintable(QString::number(reading)));
    QCOMPARE(read, size);
    QCOMPARE(hash.result(), edit.content.hash);
    qInfo("writing took %lld KiB, reading %lld KiB", writing / 1024, reading / 1024);
}

void TestAttachments::namesOfFiles_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"现场 1.jpg"_qs << u"现场 1.jpg"_qs;
    QTest::newRow("folders") << u"/home/某人/照片/a.png"_qs << u"a.png"_qs;
    QTest::newRow("other folders") << u"C:\\照片\\a.png"_qs << u"a.png"_qs;
    QTest::newRow("turned round") << u"a\u202Egnp.exe"_qs << u"agnp.exe"_qs;
    QTest::newRow("controls") << u"a\n\tb\u0000.txt"_qs << u"ab.txt"_qs;
    QTest::newRow("beyond the first plane") << u"\U00020BB7野家.txt"_qs << u"\U00020BB7野家.txt"_qs;
    QTest::newRow("long") << QString(400, u'长') + u".pdf"_qs << QString(196, u'长') + u".pdf"_qs;
    QTest::newRow("long ending") << u"a."_qs + QString(400, u'b') << u"a."_qs + QString(198, u'b');
    QTest::newRow("nothing") << u"/"_qs << QString();
}

void TestAttachments::namesOfFiles() {
    QFETCH(QString, path);
    QFETCH(QString, name);
    QCOMPARE(plainFileName(path), name);
    QCOMPARE(plainFileName(name), name);
}

QTEST_GUILESS_MAIN(TestAttachments)
#include "tst_attachments.moc"
