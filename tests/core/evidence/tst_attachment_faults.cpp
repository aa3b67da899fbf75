#include "attachment_scene.h"
#include "core/store/database.h"
#include "tests/support/fault_memory.h"
#include "tests/support/fault_vfs.h"

#include <QProcess>

#include <sqlite3.h>

#include <cstdio>

using namespace jixiao;
using namespace jixiao::test;

namespace {

constexpr int size = 3'000'000; // beyond what is written out before the end

/// Puts down one file after the other, for ever, and says so after each that was acknowledged.
int addForEver(const QStringList& args) {
    ManualClock clock;
    SeededRandom random(args[3].toUInt());
    UuidV7Source ids(clock, random);
    auto opened = Store::open(args[0], StoreFixture::key(), clock, ids);
    if (!opened) return 1;
    for (int i = args[4].toInt();; ++i) {
        const auto bytes = noise(size, quint32(i));
        EvidenceEdit edit;
        edit.actor = {QStringLiteral("p1"), QStringLiteral("李民警"), {Role::Filler}, QStringLiteral("dev-1"), {}};
        edit.declaration = *Id::fromString(args[1]);
        edit.evidence.about = *Id::fromString(args[2]);
        edit.evidence.fileName = QString::number(i);
        edit.content = {sha256(bytes), bytes.size(), QStringLiteral("jpeg")};
        edit.limits = {size, 100LL * size};
        QBuffer source;
        source.setData(bytes);
        source.open(QIODevice::ReadOnly);
        if (!(*opened)->addEvidence(edit, source)) return 2;
        std::printf("%d\n", i);
        std::fflush(stdout);
    }
}

/// Everything a person could notice.
QString seen(AttachmentScene& s) {
    QStringList lines;
    for (const auto& evidence : s.evidence())
        lines += contentName(evidence.hash);
    lines += QString::number(s.contents());
    const auto check = s.f.store->check();
    lines +=
        check ? QString::number(check->journalRows) + u'/' + QString::number(check->outboxRows) : check.error().id();
    return lines.join(u' ');
}

} // namespace

/// A file is put down whole or not at all, whatever fails on the way.
class TestAttachmentFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        VERIFY_OK(Database::initialize());
        FaultMemory::install();
        FaultVfs::install();
    }
    void cleanup() {
        FaultVfs::disarm();
        FaultMemory::disarm();
    }
    void everyDiskOperation_data();
    void everyDiskOperation();
    void everyAllocation();
    void kill();
};

void TestAttachmentFaults::everyDiskOperation_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("forGood");
    QTest::newRow("one error") << SQLITE_IOERR << false;
    QTest::newRow("errors from there on") << SQLITE_IOERR << true;
    QTest::newRow("full from there on") << SQLITE_FULL << true;
}

void TestAttachmentFaults::everyDiskOperation() {
    QFETCH(int, code);
    QFETCH(bool, forGood);
    const auto old = noise(100'000, 1);
    const auto bytes = noise(size, 2);
    AttachmentScene s;
    VERIFY_OK(s.add(old));
    const auto before = seen(s);
    s.f.close();
    const auto file = readAll(s.f.file());
    QString after;
    int operations = 1;
    int refused = 0;
    // The end, where the transaction is acknowledged, more closely than the many chunks before it.
    const bool every = qEnvironmentVariableIsSet("JIXIAO_EVERY");
    const auto step = [&](int i) { return every || i == 0 ? 1 : i < operations - 40 ? 97 : 5; };
    for (int i = 0; i <= operations; i += step(i)) {
        const QDir folder(s.f.folder());
        for (const auto& name : folder.entryList(QDir::Files))
            if (name.startsWith(QLatin1String("store"))) QFile::remove(folder.filePath(name));
        QFile out(s.f.file());
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(file) == file.size());
        out.close();
        s.f.reopen();
        FaultVfs::disarm();
        if (i > 0) FaultVfs::arm(i, code, forGood);
        const auto added = s.add(bytes, 1);
        const bool fired = FaultVfs::hasFired();
        if (i == 0) operations = FaultVfs::operations();
        FaultVfs::disarm();
        s.f.reopen();
        const auto check = s.f.store->check();
        VERIFY_OK(check);
        QVERIFY2(check->intact, qPrintable(check->problems.join(u'\n')));
        const auto found = seen(s);
        if (i == 0) {
            VERIFY_OK(added);
            after = found;
            QVERIFY(after != before);
            continue;
        }
        QVERIFY(fired || added);
        if (!added && code == SQLITE_FULL) QCOMPARE(added.error().code, ErrorCode::DiskFull);
        refused += added ? 0 : 1;
        // What failed may have reached the log whole: it is there entirely or not at all.
        QVERIFY2(found == after || (!added && found == before), qPrintable(QString::number(i) + found));
        QCOMPARE(*s.read(sha256(old)), old);
        if (found == after) QCOMPARE(*s.read(sha256(bytes)), bytes);
    }
    QVERIFY2(operations > 100, qPrintable(QString::number(operations)));
    QVERIFY(refused > 0);
    qInfo("%d operations, refused %d times", operations, refused);
}

void TestAttachmentFaults::everyAllocation() {
    const auto bytes = noise(200'000, 2);
    AttachmentScene s;
    VERIFY_OK(s.add(noise(1000, 1)));
    FaultMemory::arm(0);
    VERIFY_OK(s.add(noise(200'000, 3), 1));
    const int allocations = FaultMemory::allocations();
    FaultMemory::disarm();
    int refused = 0;
    for (int i = 1; i <= allocations; i += 3) {
        const auto before = s.evidence().size();
        const auto content = noise(200'000, quint32(100 + i));
        s.limits.totalBytes = 1LL << 40;
        FaultMemory::arm(i);
        const auto added = s.add(content, 1);
        FaultMemory::disarm();
        refused += added ? 0 : 1;
        QCOMPARE(s.evidence().size(), before + (added ? 1 : 0));
        const auto read = s.read(sha256(content));
        if (added)
            QCOMPARE(*read, content);
        else
            VERIFY_ERROR(read, ErrorCode::AttachmentMissing);
    }
    QVERIFY(refused > 0);
    const auto check = s.f.store->check();
    QVERIFY2(check->intact, qPrintable(check->problems.join(u'\n')));
    qInfo("%d allocations, refused %d times", allocations, refused);
}

void TestAttachmentFaults::kill() {
    AttachmentScene s;
    s.f.close();
    QRandomGenerator seeds(20260411);
    int next = 1;
    for (int kill = 0; kill < 12; ++kill) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--add"), s.f.folder(), s.form.toString(), s.f.indicators[0].toString(),
                     QString::number(1000 + kill), QString::number(next)});
        QByteArray output;
        while (output.count('\n') < 1 && child.waitForReadyRead(60'000))
            output += child.readAllStandardOutput();
        // Somewhere in the middle of the next one.
        (void)child.waitForFinished(int(seeds.bounded(60)));
        child.kill();
        child.waitForFinished();
        output += child.readAllStandardOutput();
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        const int acknowledged = output.left(output.lastIndexOf('\n') + 1).trimmed().split('\n').last().toInt();
        QVERIFY(acknowledged >= next);
        s.f.reopen();
        const auto check = s.f.store->check();
        QVERIFY2(check->intact, qPrintable(check->problems.join(u'\n')));
        const int found = int(s.evidence().size());
        QVERIFY2(found == acknowledged || found == acknowledged + 1,
                 qPrintable(QStringLiteral("%1 acknowledged, %2 stored").arg(acknowledged).arg(found)));
        QCOMPARE(s.contents(), found);
        for (int i = next; i <= found; ++i)
            QCOMPARE(s.read(sha256(noise(size, quint32(i)))).valueOr({}).size(), size);
        next = found + 1;
        s.f.close();
    }
    qInfo("%d files put down", next - 1);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const auto arguments = application.arguments();
    if (arguments.value(1) == QLatin1String("--add")) return addForEver(arguments.mid(2));
    TestAttachmentFaults test;
    return QTest::qExec(&test, arguments);
}
#include "tst_attachment_faults.moc"
