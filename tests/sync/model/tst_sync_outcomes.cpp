// What becomes of work that crosses other work: each case has one defined outcome, and nobody's work is lost unseen.
#include "core/workflow/snapshot.h"
#include "sim_device.h"
#include "sync/protocol/transition.h"
#include "tests/support/verify.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::model;

namespace {

const QString target = QStringLiteral("target");
const QString deleted = QStringLiteral("deleted");

/// The server, a filler with two devices and a colleague who checks, and one form everybody has.
struct Office {
    Office() {
        tablet.enrol(QStringLiteral("填报员·甲"));
        desk.enrol(QStringLiteral("填报员·甲"));
        checker.enrol(QStringLiteral("警务保障员·丁"));
        save(tablet,
             {create(RecordType::project, project, {}, {{Field::name, QStringLiteral("项目")}}),
              create(RecordType::declaration, form, project, {{Field::form, QStringLiteral("hebei.project.2020")}}),
              create(RecordType::indicator, row, form, {{target, QStringLiteral("1")}})});
        everybodySyncs();
    }
    RecordEdit create(const QString& type, const Id& id, const Id& parent, const QMap<QString, QString>& values) {
        RecordEdit edit;
        edit.record = id;
        edit.create = true;
        edit.type = type;
        edit.unit = *Id::fromString(tablet.actor().unitId);
        edit.parent = parent;
        edit.values = values;
        return edit;
    }
    void save(SimDevice& device, const QList<RecordEdit>& edits) {
        const auto saved = device.call([&](Store& store) {
            return store.apply({device.actor(), form, {}, edits, {}});
        });
        if (!saved) qFatal("save: %s %s", qPrintable(saved.error().id()), qPrintable(saved.error().detail));
    }
    void set(SimDevice& device, const QString& value) {
        RecordEdit edit;
        edit.record = row;
        edit.values = {{target, value}};
        save(device, {edit});
    }
    void remove(SimDevice& device) {
        RecordEdit edit;
        edit.record = row;
        edit.remove = true;
        save(device, {edit});
    }
    void decide(SimDevice& device, Action action, const QString& reason = {}) {
        const auto summary = *device.call([&](Store& store) { return store.formSummary(form); });
        const auto content = *device.call([&](Store& store) { return store.formRecords(form); });
        const auto to = *Workflow::builtIn().apply(summary.state, action, device.actor().roles, reason);
        const auto decision = protocol::makeTransition(
            device.ids().next(),
            {action, summary.state, to, reason, {}, form, summary.unit, snapshotHash(content), summary.round},
            device.actor(), device.clock().nowMs(), &device.signer());
        const auto queued = device.call([&](Store& store) { return store.queueCommand(device.actor(), decision, {}); });
        if (!queued) qFatal("decide: %s", qPrintable(queued.error().id()));
    }
    static Result<SyncReport> sync(SimDevice& device) {
        device.clock().advance(SyncEngine::longestServerDelayMs);
        return device.sync();
    }
    void everybodySyncs() {
        for (int round = 0; round < 2; ++round)
            for (auto* device : {&tablet, &desk, &checker})
                if (auto done = sync(*device); !done) qFatal("sync: %s", qPrintable(done.error().id()));
    }
    static QList<Conflict> conflicts(SimDevice& device) {
        return *device.call([](Store& store) { return store.conflicts(); });
    }
    static void answer(SimDevice& device, bool keepMine) {
        const auto open = conflicts(device);
        if (open.size() != 1) qFatal("%d conflicts", int(open.size()));
        VERIFY_OK(device.call([&](Store& store) { return store.resolveConflict(open[0], keepMine, device.actor()); }));
    }
    static QList<OutboxItem> outbox(SimDevice& device) {
        return *device.call([](Store& store) { return store.outbox(); });
    }
    Record at(SimDevice& device, const Id& id) {
        return **device.call([&](Store& store) { return store.record(id); });
    }
    Record there(const Id& id) { return server.record(id).value_or(Record{}); }
    QStringList rowEverywhere() {
        QStringList values;
        for (auto* device : {&tablet, &desk, &checker})
            values << (at(*device, row).deleted ? QStringLiteral("gone") : at(*device, row).value(target));
        values << (there(row).deleted ? QStringLiteral("gone") : there(row).value(target));
        values.removeDuplicates();
        return values;
    }

    QTemporaryDir folder;
    Chance chance{1};
    SimServer server{1, {}, Sabotage::None};
    SimDevice tablet{0, folder.path() + QStringLiteral("/0"), 1, server, chance, Sabotage::None};
    SimDevice desk{1, folder.path() + QStringLiteral("/1"), 1, server, chance, Sabotage::None};
    SimDevice checker{2, folder.path() + QStringLiteral("/2"), 1, server, chance, Sabotage::None};
    Id project = tablet.ids().next();
    Id form = tablet.ids().next();
    Id row = tablet.ids().next();
};

} // namespace

class TestSyncOutcomes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deleteAgainstEdit();
    void editAgainstDelete();
    void editAgainstApproval();
    void submitAgainstEdit();
    void copiedDevice();
    void enrolledAnew();
    void serverRestoredFromABackup();
};

/// A removal meets an edit it has not seen: the person who removes is asked.
void TestSyncOutcomes::deleteAgainstEdit() {
    for (const bool keepMine : {true, false}) {
        Office office;
        office.remove(office.tablet);
        office.set(office.desk, QStringLiteral("2"));
        VERIFY_OK(Office::sync(office.desk));
        VERIFY_OK(Office::sync(office.tablet));
        const auto open = Office::conflicts(office.tablet);
        QCOMPARE(open.size(), 1);
        QCOMPARE(open[0].field, deleted);
        QCOMPARE(open[0].mine, QStringLiteral("1"));
        QCOMPARE(open[0].theirs, QStringLiteral("0"));
        QVERIFY(!office.there(office.row).deleted);
        Office::answer(office.tablet, keepMine);
        office.everybodySyncs();
        QCOMPARE(office.rowEverywhere(), QStringList{keepMine ? QStringLiteral("gone") : QStringLiteral("2")});
    }
}

/// An edit meets a removal: the person who edited is asked, and "mine" brings back the whole record.
void TestSyncOutcomes::editAgainstDelete() {
    for (const bool keepMine : {true, false}) {
        Office office;
        office.set(office.tablet, QStringLiteral("2"));
        office.remove(office.desk);
        VERIFY_OK(Office::sync(office.desk));
        VERIFY_OK(Office::sync(office.tablet));
        const auto open = Office::conflicts(office.tablet);
        QCOMPARE(open.size(), 1);
        QCOMPARE(open[0].field, deleted);
        QCOMPARE(open[0].mine, QStringLiteral("0"));
        QCOMPARE(open[0].theirs, QStringLiteral("1"));
        Office::answer(office.tablet, keepMine);
        office.everybodySyncs();
        QCOMPARE(office.rowEverywhere(), QStringList{keepMine ? QStringLiteral("2") : QStringLiteral("gone")});
    }
}

/// What was approved stays what was approved; the edit that came too late waits on its device and goes out once the
/// form is open again.
void TestSyncOutcomes::editAgainstApproval() {
    Office office;
    office.decide(office.tablet, Action::Submit);
    office.set(office.desk, QStringLiteral("2"));
    office.everybodySyncs();
    office.decide(office.checker, Action::Check);
    office.everybodySyncs();
    const auto late = Office::outbox(office.desk);
    QCOMPARE(late.size(), 1);
    QCOMPARE(late[0].state, OutboxState::Refused);
    QCOMPARE(late[0].problem, QStringLiteral("FormLocked"));
    QVERIFY(!late[0].reason.isEmpty());
    QCOMPARE(office.at(office.desk, office.row).value(target), QStringLiteral("2"));
    QCOMPARE(office.there(office.row).value(target), QStringLiteral("1"));
    const auto content = *office.checker.call([&](Store& store) { return store.formRecords(office.form); });
    QCOMPARE(office.there(office.form).value(Field::snapshotHash), snapshotHash(content));
    office.server.reopen(office.form);
    VERIFY_OK(office.desk.call([](Store& store) { return store.retryNow(); }));
    office.everybodySyncs();
    QCOMPARE(office.rowEverywhere(), QStringList{QStringLiteral("2")});
    QVERIFY(Office::outbox(office.desk).isEmpty());
}

/// A submission covers what its maker saw: with an edit in between it is refused, and both stay.
void TestSyncOutcomes::submitAgainstEdit() {
    Office office;
    office.decide(office.tablet, Action::Submit);
    office.set(office.desk, QStringLiteral("2"));
    VERIFY_OK(Office::sync(office.desk));
    VERIFY_OK(Office::sync(office.tablet));
    const auto refused = Office::outbox(office.tablet);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0].state, OutboxState::Refused);
    QCOMPARE(refused[0].problem, QStringLiteral("SnapshotMismatch"));
    QCOMPARE(office.there(office.form).value(Field::state), QStringLiteral("draft"));
    QCOMPARE(office.at(office.tablet, office.row).value(target), QStringLiteral("2"));
    office.decide(office.tablet, Action::Submit); // having seen it
    office.everybodySyncs();
    QCOMPARE(office.there(office.form).value(Field::state), QStringLiteral("submitted"));
    QVERIFY(Office::outbox(office.tablet).isEmpty());
}

/// The same device id twice: the second of the two is stopped with its own message and loses nothing.
void TestSyncOutcomes::copiedDevice() {
    Office office;
    const auto copy = office.tablet.image();
    office.set(office.tablet, QStringLiteral("2"));
    office.everybodySyncs();
    office.tablet.goBackTo(copy);
    VERIFY_OK(Office::sync(office.tablet)); // reading is no harm
    RecordEdit edit;
    edit.record = office.form;
    edit.values = {{QStringLiteral("title"), QStringLiteral("副本")}};
    office.save(office.tablet, {edit});
    for (int i = 0; i < 2; ++i) {
        const auto stopped = Office::sync(office.tablet);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::DeviceCopied);
        QVERIFY(!stopped.error().userMessage().next.isEmpty());
        QVERIFY(office.there(office.form).value(QStringLiteral("title")).isEmpty());
        QCOMPARE(Office::outbox(office.tablet).size(), 1);
    }
    office.tablet.enrol(QStringLiteral("填报员·甲"));
    office.everybodySyncs();
    QCOMPARE(office.there(office.form).value(QStringLiteral("title")), QStringLiteral("副本"));
    QCOMPARE(office.rowEverywhere(), QStringList{QStringLiteral("2")});
}

/// A new enrolment takes over what the old one had on its way: once.
void TestSyncOutcomes::enrolledAnew() {
    Office office;
    office.set(office.tablet, QStringLiteral("2"));
    const auto before = office.server.storage().changes().size();
    office.tablet.faults = 0;
    office.tablet.crashes = 100; // the answer is lost with the process
    QVERIFY(!Office::sync(office.tablet));
    office.tablet.crashes = 0;
    QCOMPARE(office.server.storage().changes().size(), before + 1);
    office.tablet.enrol(QStringLiteral("填报员·甲"));
    office.everybodySyncs();
    QCOMPARE(office.server.storage().changes().size(), before + 1);
    QCOMPARE(office.rowEverywhere(), QStringList{QStringLiteral("2")});
    QVERIFY(Office::outbox(office.tablet).isEmpty());
}

/// The device notices, reads the feed once more from its beginning, and goes on from the place where it ends now.
void TestSyncOutcomes::serverRestoredFromABackup() {
    Office office;
    const auto backup = office.server.backUp();
    office.set(office.desk, QStringLiteral("2"));
    office.everybodySyncs();
    const auto cursor = [&] { return *office.tablet.call([](Store& store) { return store.cursor(); }); };
    const auto ahead = cursor();
    office.server.goBackTo(backup);
    office.server.takeAsked();
    VERIFY_OK(Office::sync(office.tablet));
    QCOMPARE(office.server.takeAsked().first(), ahead);
    const auto end = cursor();
    QVERIFY(end < ahead);
    for (int i = 0; i < 2; ++i) {
        VERIFY_OK(Office::sync(office.tablet));
        QCOMPARE(office.server.takeAsked(), QList<qint64>{end});
    }
}

QTEST_GUILESS_MAIN(TestSyncOutcomes)
#include "tst_sync_outcomes.moc"
