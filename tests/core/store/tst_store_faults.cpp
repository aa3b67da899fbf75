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

/// Everything a person could notice, as text, but for ids that differ from run to run. What is in flight waits again
/// after a restart.
QString dump(Store& store, const Id& form) {
    QString text;
    QDebug out(&text);
    const auto records = store.formRecords(form);
    if (!records) return QStringLiteral("unreadable: ") + records.error().id();
    for (const auto& record : *records) {
        out << record.type << record.revision;
        for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
            out << field.key() << field->value << field->revision;
    }
    const auto outbox = store.outbox();
    const auto history = store.history(form, 1000);
    if (!outbox || !history) return QStringLiteral("unreadable");
    for (const auto& item : *outbox)
        out << item.seq << item.recordType << int(item.kind) << item.attempts << item.reason
            << (item.state == OutboxState::InFlight ? 0 : int(item.state));
    for (const auto& entry : *history)
        out << entry.seq << entry.recordType << entry.op << entry.field << entry.oldValue << entry.newValue;
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

    struct Outcome {
        bool opened = false;
        int refused = 0;       ///< steps that reported an error
        int firstRefused = -1; ///< the first of them
        QStringList seen;      ///< what was there at first and after each acknowledged step
    };

    /// Runs every step whatever happens to the others.
    Outcome run() {
        Outcome outcome;
        auto opened = Store::open(f.folder(), StoreFixture::key(), f.clock, f.ids);
        outcome.opened = opened.ok();
        if (!opened) return outcome;
        outcome.seen.append(dump(**opened, form));
        const auto all = steps();
        for (int i = 0; i < all.size(); ++i) {
            if (!all[i](**opened)) {
                if (outcome.refused++ == 0) outcome.firstRefused = i;
                continue;
            }
            outcome.seen.append(dump(**opened, form));
        }
        return outcome;
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
    const auto faultless = session.run();
    const int operations = FaultVfs::operations();
    QCOMPARE(faultless.refused, 0);
    QVERIFY(operations > 30);

    int noticed = 0;
    // Every operation fails once; a disk that stays broken is tried at every third, for time.
    for (int i = 1; i <= operations; i += forGood ? 3 : 1) {
        const QByteArray place = "operation " + QByteArray::number(i);
        session.reset();
        FaultVfs::arm(i, code, forGood);
        const auto outcome = session.run();
        QVERIFY2(FaultVfs::hasFired(), place.constData());
        FaultVfs::disarm();
        noticed += outcome.refused > 0 || !outcome.opened ? 1 : 0;
        session.f.reopen();
        const auto check = session.f.store->check();
        VERIFY_OK(check);
        QVERIFY2(check->intact, qPrintable(check->problems.join(QLatin1Char(' '))));
        const QString found = dump(*session.f.store, session.form);
        const QString last = outcome.opened ? outcome.seen.last() : faultless.seen.first();
        // On a disk that stays broken the step that failed first may have reached the log whole: it is there entirely
        // or not at all.
        const bool whole =
            forGood && outcome.firstRefused >= 0 && found == faultless.seen.value(outcome.firstRefused + 1);
        QVERIFY2(found == last || whole, qPrintable(QString::fromUtf8(place) + found + QLatin1Char('\n') + last));
        VERIFY_OK(session.f.store->setMeta(QStringLiteral("after"), QStringLiteral("1")));
    }
    QVERIFY(noticed > (forGood ? operations / 9 : operations / 3));
    qInfo("%d disk operations, %d failures noticed", operations, noticed);
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
