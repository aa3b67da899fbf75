#include "core/store/database.h"
#include "core/store/explanation_repository.h"
#include "core/workflow/snapshot.h"
#include "store_fixture.h"
#include "tests/support/fault_vfs.h"

#include <sqlite3.h>

using namespace jixiao;
using namespace jixiao::test;

namespace {

struct Scene {
    StoreFixture f;
    Id form = f.addForm(2);

    Explanation reason(const QString& text, int row = 0, const QString& message = QStringLiteral("40 场偏低")) {
        Explanation explanation;
        explanation.rule = QStringLiteral("P31");
        explanation.table = QStringLiteral("indicators");
        explanation.row = f.indicators.at(row);
        explanation.field = QStringLiteral("target");
        explanation.message = message;
        explanation.text = text;
        explanation.atMs = f.clock.nowMs();
        return explanation;
    }
    Result<void> write(const QList<Explanation>& reasons, const Actor& actor) {
        f.clock.advance(1000);
        return ExplanationRepository(*f.store, f.ids).write(form, reasons, actor);
    }
    Result<void> write(const QList<Explanation>& reasons) { return write(reasons, f.filler); }
    QList<Explanation> load() {
        const auto loaded = ExplanationRepository(*f.store, f.ids).load(form);
        if (!loaded) qFatal("%s", qPrintable(loaded.error().detail));
        return *loaded;
    }
    QStringList texts() {
        QStringList result;
        for (const auto& each : load())
            result += each.text;
        return result;
    }
    QString hash() { return snapshotHash(*f.store->formRecords(form)); }
};

Actor colleague() {
    return {QStringLiteral("p3"), QStringLiteral("赵民警"), {Role::Filler}, QStringLiteral("dev-3"), {}};
}

} // namespace

/// Reasons for warnings as records: stored, kept in the journal, sent, undone and merged like everything else.
class TestExplanations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        VERIFY_OK(Database::initialize());
        FaultVfs::install();
    }
    void cleanup() { FaultVfs::disarm(); }

    void aReasonIsARecordOfTheForm();
    void journalAndOutboxHoldIt();
    void writingOnChangesTheSameRecord();
    void severalAreOneStep();
    void undoAndRedo();
    void nothingNewChangesNothing();
    void aLockedFormTakesNone();
    void tooLongIsRefused();
    void onlyFormsTakeReasons();
    void twoPeopleNeverMeetInOneRecord();
    void whoeverWroteLastCounts();
    void twoDevicesMerge();
    void anApprovalCoversTheReasons();
    void aFailingDiskLosesOrKeepsItWhole_data();
    void aFailingDiskLosesOrKeepsItWhole();
};

void TestExplanations::aReasonIsARecordOfTheForm() {
    Scene s;
    VERIFY_OK(s.write({s.reason(QStringLiteral("按责任书分解"))}));
    s.f.reopen();
    const auto stored = s.load();
    QCOMPARE(stored.size(), 1);
    const auto record = **s.f.store->record(stored.first().id);
    QCOMPARE(record.type, RecordType::explanation);
    QCOMPARE(record.parent, s.form);
    QCOMPARE(record.unit, s.f.unit);
    QCOMPARE(record.value(Field::about), s.f.indicators.first().toString());
    QCOMPARE(stored.first().text, QStringLiteral("按责任书分解"));
    QCOMPARE(stored.first().personName, s.f.filler.name);
    QCOMPARE(stored.first().deviceId, s.f.filler.deviceId);
    QCOMPARE(stored.first().round, 1);
    QVERIFY(stored.first().answersSame(s.reason({})));
}

void TestExplanations::journalAndOutboxHoldIt() {
    Scene s;
    s.f.syncAll();
    VERIFY_OK(s.write({s.reason(QStringLiteral("按责任书分解"))}));
    const auto entry = s.f.store->history(s.form, 1)->first();
    QCOMPARE(entry.recordType, RecordType::explanation);
    QCOMPARE(entry.op, QStringLiteral("create"));
    QCOMPARE(entry.personName, s.f.filler.name);
    const auto sent = s.f.take();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().recordType, RecordType::explanation);
    QCOMPARE(sent.first().parent, s.form);
    QCOMPARE(sent.first().fields.value(Field::text).value, QStringLiteral("按责任书分解"));
    QCOMPARE(sent.first().fields.value(Field::personId).value, s.f.filler.personId);
}

void TestExplanations::writingOnChangesTheSameRecord() {
    Scene s;
    VERIFY_OK(s.write({s.reason(QStringLiteral("按责"))}));
    VERIFY_OK(s.write({s.reason(QStringLiteral("按责任书"))}));
    QCOMPARE(s.texts(), QStringList{QStringLiteral("按责任书")});
    VERIFY_OK(s.write({s.reason(QString())}));
    QCOMPARE(s.texts(), QStringList{QString()});
    // Another message is another matter: what was said of the earlier value stays on record.
    VERIFY_OK(s.write({s.reason(QStringLiteral("另有安排"), 0, QStringLiteral("30 场偏低"))}));
    QCOMPARE(s.texts(), (QStringList{QString(), QStringLiteral("另有安排")}));
}

void TestExplanations::severalAreOneStep() {
    Scene s;
    VERIFY_OK(s.write({s.reason(QStringLiteral("同前"), 0), s.reason(QStringLiteral("同前"), 1)}));
    QCOMPARE(s.load().size(), 2);
    VERIFY_OK(s.f.store->undo(s.form, s.f.filler));
    QCOMPARE(s.load().size(), 0);
}

void TestExplanations::undoAndRedo() {
    Scene s;
    VERIFY_OK(s.write({s.reason(QStringLiteral("按责任书"))}));
    VERIFY_OK(s.write({s.reason(QStringLiteral("按上级任务"))}));
    VERIFY_OK(s.f.store->undo(s.form, s.f.filler));
    QCOMPARE(s.texts(), QStringList{QStringLiteral("按责任书")});
    VERIFY_OK(s.f.store->undo(s.form, s.f.filler));
    QCOMPARE(s.texts(), QStringList());
    VERIFY_OK(s.f.store->redo(s.form, s.f.filler));
    VERIFY_OK(s.f.store->redo(s.form, s.f.filler));
    QCOMPARE(s.texts(), QStringList{QStringLiteral("按上级任务")});
}

void TestExplanations::nothingNewChangesNothing() {
    Scene s;
    VERIFY_OK(s.write({s.reason(QString())}));
    QCOMPARE(s.load().size(), 0);
    VERIFY_OK(s.write({s.reason(QStringLiteral("按责任书"))}));
    const auto before = s.f.store->history(s.form, 100)->size();
    VERIFY_OK(s.write({s.reason(QStringLiteral("按责任书"))}));
    QCOMPARE(s.f.store->history(s.form, 100)->size(), before);
}

void TestExplanations::aLockedFormTakesNone() {
    Scene s;
    VERIFY_ERROR(s.write({s.reason(QStringLiteral("代写"))}, s.f.head), ErrorCode::FormLocked);
    VERIFY_OK(s.f.store->queueCommand(s.f.filler,
                                      s.f.decision(s.form, QStringLiteral("submit"), QStringLiteral("submitted")), {}));
    VERIFY_ERROR(s.write({s.reason(QStringLiteral("补写"))}), ErrorCode::FormLocked);
    QCOMPARE(s.load().size(), 0);
}

void TestExplanations::tooLongIsRefused() {
    Scene s;
    VERIFY_OK(s.write({s.reason(QString(maxExplanationLength, u'因'))}));
    VERIFY_ERROR(s.write({s.reason(QString(maxExplanationLength + 1, u'因'))}), ErrorCode::InvalidInput);
    VERIFY_ERROR(s.write({s.reason(QStringLiteral("一"), 0, QString(maxExplainedMessageLength + 1, u'话'))}),
                 ErrorCode::InvalidInput);
    // One that does not fit takes the others with it: they belong together.
    VERIFY_ERROR(s.write({s.reason(QStringLiteral("可以"), 1), s.reason(QString(maxExplanationLength + 1, u'因'))}),
                 ErrorCode::InvalidInput);
    QCOMPARE(s.load().size(), 1);
}

void TestExplanations::onlyFormsTakeReasons() {
    Scene s;
    ExplanationRepository repository(*s.f.store, s.f.ids);
    VERIFY_ERROR(repository.write(s.f.project, {s.reason(QStringLiteral("一"))}, s.f.filler),
                 ErrorCode::RecordNotFound);
    VERIFY_ERROR(repository.write(s.f.ids.next(), {s.reason(QStringLiteral("一"))}, s.f.filler),
                 ErrorCode::RecordNotFound);
}

void TestExplanations::twoPeopleNeverMeetInOneRecord() {
    Scene s;
    VERIFY_OK(s.write({s.reason(QStringLiteral("甲的理由"))}));
    VERIFY_OK(s.write({s.reason(QStringLiteral("乙的理由"))}, colleague()));
    auto otherTablet = s.f.filler;
    otherTablet.deviceId = QStringLiteral("dev-9");
    VERIFY_OK(s.write({s.reason(QStringLiteral("甲在另一台"))}, otherTablet));
    QCOMPARE(s.texts(),
             (QStringList{QStringLiteral("甲的理由"), QStringLiteral("乙的理由"), QStringLiteral("甲在另一台")}));
}

void TestExplanations::whoeverWroteLastCounts() {
    Scene s;
    auto early = s.reason(QStringLiteral("甲的理由"));
    early.atMs += 3'600'000; // this tablet's clock is an hour ahead
    VERIFY_OK(s.write({early}));
    VERIFY_OK(s.write({s.reason(QStringLiteral("乙的理由"))}, colleague()));
    QCOMPARE(s.texts().last(), QStringLiteral("乙的理由"));
    // The first words again are news after somebody else's.
    VERIFY_OK(s.write({s.reason(QStringLiteral("甲的理由"))}));
    QCOMPARE(s.texts(), (QStringList{QStringLiteral("乙的理由"), QStringLiteral("甲的理由")}));
}

void TestExplanations::twoDevicesMerge() {
    Scene s;
    s.f.syncAll();
    VERIFY_OK(s.write({s.reason(QStringLiteral("本机的理由"))}));
    // The other tablet's reason for the same warning arrives before this one is sent.
    auto other = s.reason(QStringLiteral("另一台的理由"));
    other.personId = colleague().personId;
    other.personName = colleague().name;
    other.deviceId = colleague().deviceId;
    other.atMs = s.f.clock.nowMs() + 5000;
    Record arrived{RecordType::explanation, s.f.ids.next(), s.f.unit, s.form, {}, 900, false};
    const auto values = other.values();
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        arrived.fields.insert(it.key(), {it.value(), 900});
    VERIFY_OK(s.f.store->applyRemote({arrived}, 900));
    QCOMPARE(s.texts(), (QStringList{QStringLiteral("本机的理由"), QStringLiteral("另一台的理由")}));
    QVERIFY(s.f.store->conflicts()->isEmpty());
    s.f.syncAll();
    QVERIFY(s.f.store->conflicts()->isEmpty());
    QVERIFY(s.f.store->outbox()->isEmpty());
    QCOMPARE(s.load().size(), 2);
}

void TestExplanations::anApprovalCoversTheReasons() {
    Scene s;
    const auto bare = s.hash();
    VERIFY_OK(s.write({s.reason(QStringLiteral("按责任书"))}));
    const auto explained = s.hash();
    QVERIFY(explained != bare);
    VERIFY_OK(s.write({s.reason(QStringLiteral("按领导意见"))}));
    QVERIFY(s.hash() != explained);
}

void TestExplanations::aFailingDiskLosesOrKeepsItWhole_data() {
    QTest::addColumn<int>("code");
    QTest::newRow("error") << SQLITE_IOERR;
    QTest::newRow("full") << SQLITE_FULL;
}

void TestExplanations::aFailingDiskLosesOrKeepsItWhole() {
    QFETCH(int, code);
    Scene s;
    VERIFY_OK(s.write({s.reason(QStringLiteral("先前的"), 0)}));
    s.f.syncAll();
    s.f.reopen();
    FaultVfs::disarm();
    const int before = FaultVfs::operations();
    VERIFY_OK(s.write({s.reason(QStringLiteral("试写"), 1)}));
    const int operations = FaultVfs::operations() - before;
    QVERIFY(operations > 0);
    int refused = 0;
    for (int i = 1; i <= operations; ++i) {
        const auto text = QStringLiteral("第 %1 次").arg(i);
        const auto texts = s.texts();
        const auto history = s.f.store->history(s.form, 1000)->size();
        const auto waiting = s.f.store->outbox()->size();
        FaultVfs::arm(i, code, false);
        const auto written = s.write({s.reason(text, 0), s.reason(text, 1)});
        FaultVfs::disarm();
        s.f.reopen();
        refused += written ? 0 : 1;
        QCOMPARE(s.texts().count(text), written ? 2 : 0);
        if (written) continue;
        QCOMPARE(s.texts(), texts);
        QCOMPARE(s.f.store->history(s.form, 1000)->size(), history);
        QCOMPARE(s.f.store->outbox()->size(), waiting);
    }
    QVERIFY(refused > 0);
}

QTEST_GUILESS_MAIN(TestExplanations)
#include "tst_explanations.moc"
