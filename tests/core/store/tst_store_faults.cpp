#include "core/store/database.h"
#include "store_fixture.h"
#include "tests/support/fault_vfs.h"

#include <QDir>

#include <sqlite3.h>

#include <functional>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString target = QStringLiteral("target");

/// Everything a person could notice, as text. What is in flight waits again after a restart.
QString dump(Store& store, const Id& form) {
    QString text;
    QDebug out(&text);
    const auto records = store.formRecords(form);
    if (!records) return QStringLiteral("unreadable: ") + records.error().id();
    for (const auto& record : *records) {
        out << record.id.toString() << record.type << record.revision;
        for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
            out << field.key() << field->value << field->revision;
    }
    const auto outbox = store.outbox();
    const auto history = store.history(form, 1000);
    if (!outbox || !history) return QStringLiteral("unreadable");
    for (const auto& item : *outbox)
        out << item.mutationId.toString() << item.record.toString() << int(item.kind) << item.attempts << item.reason
            << (item.state == OutboxState::InFlight ? 0 : int(item.state));
    for (const auto& entry : *history)
        out << entry.seq << entry.record.toString() << entry.op << entry.field << entry.oldValue << entry.newValue;
    const auto undo = store.undoState(form);
    out << undo->canUndo << undo->canRedo << undo->undoLabel << *store.cursor();
    return text;
}

struct Session {
    StoreFixture f;
    Id form;
    QByteArray fileBytes;

    Session() {
        form = f.addForm(3);
        f.syncAll();
        f.close();
        QFile file(f.file());
        if (!file.open(QIODevice::ReadOnly)) qFatal("read");
        fileBytes = file.readAll();
    }

    /// The folder as it was before the session.
    void reset() {
        f.close();
        QDir(f.folder()).removeRecursively();
        QDir().mkpath(f.folder());
        QFile file(f.file());
        if (!file.open(QIODevice::WriteOnly) || file.write(fileBytes) != fileBytes.size()) qFatal("write");
    }

    QList<std::function<Result<void>(Store&)>> steps() {
        const auto ok = [](const auto& result) { return result ? Result<void>() : Result<void>(result.error()); };
        const auto& rows = f.indicators;
        const Record submit = f.decision(form, QStringLiteral("submit"), QStringLiteral("submitted"));
        RecordEdit removal;
        removal.record = rows[2];
        removal.remove = true;
        return {
            [=, this](Store& s) {
                return s.apply(f.batch(form, {f.change(rows[0], target, QStringLiteral("1")),
                                              f.change(rows[1], target, QStringLiteral("1"))}));
            },
            [=, this](Store& s) {
                return s.apply(f.batch(form, {f.change(rows[0], target, QString(9000, QChar(0x7ee9)))}));
            },
            [=, this](Store& s) { return s.apply(f.batch(form, {removal})); },
            [=, this](Store& s) { return ok(s.takeOutbound(2, f.clock.nowMs())); },
            [=, this](Store& s) { return s.apply(f.batch(form, {f.change(rows[0], target, QStringLiteral("3"))})); },
            [=](Store& s) { return s.releaseInFlight(QStringLiteral("cut"), 0); },
            [=, this](Store& s) { return s.undo(form, f.filler); },
            [=, this](Store& s) { return s.redo(form, f.filler); },
            [=, this](Store& s) {
                Record remote{
                    RecordType::indicator, rows[1], f.unit, form, {{target, {QStringLiteral("r"), 90}}}, 90, false};
                return s.applyRemote({remote}, 90);
            },
            [=, this](Store& s) { return s.queueCommand(f.filler, submit, {}); },
            [=, this](Store& s) { return s.cancelCommand(form); },
            [=](Store& s) { return s.setMeta(QStringLiteral("k"), QStringLiteral("v")); },
        };
    }

    /// Runs every step whatever happens to the others; returns what must be found afterwards.
    QString run(int* failures) {
        QString expected;
        auto opened = Store::open(f.folder(), StoreFixture::key(), f.clock, f.ids);
        if (!opened) {
            ++*failures;
            return {};
        }
        expected = dump(**opened, form);
        const auto all = steps();
        for (const auto& step : all) {
            if (step(**opened))
                expected = dump(**opened, form);
            else
                ++*failures;
        }
        return expected;
    }
};

} // namespace

/// Every single disk operation failing once, and every point at which a disk can become full for good.
class TestStoreFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        VERIFY_OK(Database::initialize());
        FaultVfs::install();
    }
    void cleanup() { FaultVfs::disarm(); }
    void sessions_data();
    void sessions();
    void creation();
};

void TestStoreFaults::sessions_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("forGood");
    QTest::newRow("one error") << SQLITE_IOERR << false;
    QTest::newRow("errors from there on") << SQLITE_IOERR << true;
    QTest::newRow("full once") << SQLITE_FULL << false;
    QTest::newRow("full from there on") << SQLITE_FULL << true;
}

void TestStoreFaults::sessions() {
    QFETCH(int, code);
    QFETCH(bool, forGood);
    Session session;
    session.reset();
    FaultVfs::disarm();
    int failures = 0;
    session.run(&failures);
    const int operations = FaultVfs::operations();
    QCOMPARE(failures, 0);
    QVERIFY(operations > 30);

    int failed = 0;
    for (int i = 1; i <= operations; ++i) {
        session.reset();
        FaultVfs::arm(i, code, forGood);
        failures = 0;
        QString expected = session.run(&failures);
        QVERIFY2(FaultVfs::hasFired(), qPrintable(QString::number(i)));
        FaultVfs::disarm();
        failed += failures > 0 ? 1 : 0;
        session.f.reopen();
        const auto check = session.f.store->check();
        VERIFY_OK(check);
        QVERIFY2(check->intact,
                 qPrintable(QStringLiteral("%1: %2").arg(i).arg(check->problems.join(QLatin1Char(' ')))));
        if (expected.isEmpty()) continue; // it did not open; nothing was asked of it
        QCOMPARE(dump(*session.f.store, session.form), expected);
        VERIFY_OK(session.f.set(session.form, session.f.indicators[0], target, QStringLiteral("after")));
    }
    QVERIFY(failed > operations / 3);
    qInfo("%d disk operations, %d sessions noticed", operations, failed);
}

void TestStoreFaults::creation() {
    StoreFixture f;
    const QString folder = f.dir.path() + QStringLiteral("/new");
    bool complete = false;
    for (int i = 1; !complete; ++i) {
        QVERIFY(i < 500);
        QDir(folder).removeRecursively();
        FaultVfs::arm(i, i % 2 ? SQLITE_FULL : SQLITE_IOERR, true);
        {
            const auto made = Store::create(folder, StoreFixture::key(), f.clock, f.ids);
            complete = !FaultVfs::hasFired();
            if (!made)
                QVERIFY2(made.error().code == ErrorCode::DiskFull || made.error().code == ErrorCode::DiskWriteFailed ||
                             made.error().code == ErrorCode::StoreFailed,
                         qPrintable(made.error().id()));
        }
        FaultVfs::disarm();
        // Either there is a whole store, or there is none and one can be made.
        if (QFileInfo::exists(Store::fileName(folder)))
            VERIFY_OK(Store::open(folder, StoreFixture::key(), f.clock, f.ids));
        else
            VERIFY_OK(Store::create(folder, StoreFixture::key(), f.clock, f.ids));
    }
}

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_store_faults.moc"
