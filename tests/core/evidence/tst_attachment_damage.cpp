#include "attachment_scene.h"
#include "tests/core/store/store_audited.h"

using namespace jixiao;
using namespace jixiao::test;

/// Whatever happens to a stored content, it is found, named, and never handed out as if it were whole.
class TestAttachmentDamage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isNamed_data();
    void isNamed();
    void addingAgainRepairs_data() { isNamed_data(); }
    void addingAgainRepairs();
    void otherContentsStayReadable();
    void everyAlteredByteIsFound();

private:
    void change(const char* sql);
    std::unique_ptr<AttachmentScene> s_;
    QByteArray bytes_;
};

void TestAttachmentDamage::init() {
    s_ = std::make_unique<AttachmentScene>();
    bytes_ = noise(200'000);
    VERIFY_OK(s_->add(noise(70'000, 9), 1));
    VERIFY_OK(s_->add(bytes_));
}

void TestAttachmentDamage::change(const char* sql) {
    s_->f.close();
    QVERIFY(openRaw(s_->f.file())->run(sql));
    s_->f.reopen();
}

void TestAttachmentDamage::isNamed_data() {
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("chunk"); ///< reading stops there; -1 when reading does not notice
    const auto row = [](const char* name, const char* sql, const char* line, int chunk) {
        QTest::newRow(name) << QByteArray(sql) << QString::fromLatin1(line) << chunk;
    };
    row("missing", "DELETE FROM attachment_chunk WHERE attachment = 2 AND number = 1", "chunk 1 is missing", 1);
    row("the last one missing", "DELETE FROM attachment_chunk WHERE attachment = 2 AND number = 3",
        "chunk 3 is missing", 3);
    row("all missing", "DELETE FROM attachment_chunk WHERE attachment = 2", "chunk 0 is missing", 0);
    row("bytes altered", "UPDATE attachment_chunk SET bytes = zeroblob(65536) WHERE attachment = 2 AND number = 2",
        "chunk 2 was altered", 2);
    row("digest altered", "UPDATE attachment_chunk SET digest = zeroblob(32) WHERE attachment = 2 AND number = 0",
        "chunk 0 was altered", 0);
    row("cut short", "UPDATE attachment_chunk SET bytes = substr(bytes, 1, 10) WHERE attachment = 2 AND number = 3",
        "chunk 3 was altered", 3);
    row("not bytes", "UPDATE attachment_chunk SET bytes = 7 WHERE attachment = 2 AND number = 1", "chunk 1 was altered",
        1);
    row("one too many",
        "INSERT INTO attachment_chunk SELECT 2, 4, digest, bytes FROM attachment_chunk"
        " WHERE attachment = 2 AND number = 0",
        "chunk 4 does not belong there", -1);
    row("before the first",
        "INSERT INTO attachment_chunk SELECT 2, -1, digest, bytes FROM attachment_chunk"
        " WHERE attachment = 2 AND number = 0",
        "chunk -1 does not belong there", -1);
    row("at another place", "UPDATE attachment_chunk SET number = 9 WHERE attachment = 2 AND number = 2",
        "chunk 2 is missing", 2);
    row("another content",
        "UPDATE attachment_chunk SET (digest, bytes) = (SELECT digest, bytes FROM attachment_chunk"
        " WHERE attachment = 1 AND number = 0) WHERE attachment = 2 AND number = 1",
        "the content is another one", 4);
    row("another size", "UPDATE attachment SET size = 190000 WHERE id = 2", "chunk 2 was altered", 2);
    row("gone", "DELETE FROM attachment WHERE id = 2", "missing, named by evidence", -1);
}

void TestAttachmentDamage::isNamed() {
    QFETCH(QByteArray, sql);
    QFETCH(QString, line);
    QFETCH(int, chunk);
    QVERIFY(s_->f.store->check()->intact);
    change(sql.constData());
    const auto check = s_->f.store->check();
    VERIFY_OK(check);
    QVERIFY(!check->intact);
    const auto all = check->problems.join(u'\n');
    QVERIFY2(all.contains(line) && all.contains(contentName(sha256(bytes_))), qPrintable(all));
    if (chunk < 0) return;
    const auto read = s_->read(sha256(bytes_));
    VERIFY_ERROR(read, ErrorCode::AttachmentDamaged);
    QCOMPARE(read.error().args.value(QStringLiteral("chunk")), QString::number(chunk));
}

void TestAttachmentDamage::addingAgainRepairs() {
    QFETCH(QByteArray, sql);
    QFETCH(int, chunk);
    change(sql.constData());
    VERIFY_OK(s_->add(bytes_));
    const auto read = s_->read(sha256(bytes_));
    VERIFY_OK(read);
    QCOMPARE(*read, bytes_);
    QCOMPARE(s_->evidence().size(), 2);
    if (chunk < 0 && !sql.startsWith("DELETE")) return; // what is too much does no harm and stays
    const auto check = s_->f.store->check();
    // Chunks of a content whose row was cut off by hand stay behind as strays.
    QStringList others = check->problems;
    others.removeIf([](const QString& line) { return line.contains(QStringLiteral("has no content")); });
    if (!sql.startsWith("DELETE FROM attachment ")) QVERIFY2(others.isEmpty(), qPrintable(others.join(u'\n')));
}

void TestAttachmentDamage::otherContentsStayReadable() {
    change("DELETE FROM attachment_chunk WHERE attachment = 2");
    const auto read = s_->read(sha256(noise(70'000, 9)));
    VERIFY_OK(read);
    QCOMPARE(*read, noise(70'000, 9));
}

/// On the disk: a flipped bit anywhere in the file is found by the check, and never comes out as content.
void TestAttachmentDamage::everyAlteredByteIsFound() {
    s_->f.close();
    const auto file = s_->f.file();
    const auto whole = readAll(file);
    QVERIFY(whole.size() > 270'000);
    int refused = 0;
    for (qsizetype at = 8192 + 100; at < whole.size(); at += 9973) {
        for (const auto* ending : {"-wal", "-shm"})
            QFile::remove(file + QLatin1String(ending));
        auto damaged = whole;
        damaged[at] = char(damaged.at(at) ^ 0x10);
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(damaged) == damaged.size());
        out.close();
        const auto store = Store::open(s_->f.folder(), StoreFixture::key(), s_->f.clock, s_->f.ids);
        if (!store) {
            ++refused;
            continue;
        }
        const auto check = (*store)->check();
        QVERIFY2(!check || !check->intact, qPrintable(QString::number(at)));
        QByteArray bytes;
        const auto read = (*store)->readAttachment(sha256(bytes_), [&](const QByteArray& piece) {
            bytes += piece;
            return Result<void>();
        });
        if (read)
            QCOMPARE(bytes, bytes_);
        else
            ++refused;
    }
    QVERIFY2(refused > 10, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(TestAttachmentDamage)
#include "tst_attachment_damage.moc"
