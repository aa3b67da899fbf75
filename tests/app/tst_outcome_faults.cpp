#include "core/store/database.h"
#include "tests/app/app_fixture.h"
#include "tests/support/fault_vfs.h"

#include <sqlite3.h>

using namespace jixiao;
using namespace jixiao::test;
using SaveState = OutcomeViewModel::SaveState;

namespace {

struct Scene : AppFixture {
    Scene() {
        form = import(sample());
        if (!openOutcomes()) qFatal("the outcomes do not open");
    }
    bool openOutcomes() {
        outcome().open(form.toString());
        return QTest::qWaitFor([&] { return !outcome().isLoading(); }) && outcome().formId() == form.toString();
    }
    OutcomeViewModel& outcome() { return *app.outcome(); }
    QString typed() { return outcome().rows()->rows().first().typed; }
    QString stored() {
        const auto found = inStore([&](Store& store) { return store.children(form, RecordType::report); });
        return found && !found->isEmpty() ? found->first().value(QStringLiteral("actualValue")) : QString();
    }
    Id form;
};

} // namespace

/// A disk that cannot be written to costs no reported figure.
class TestOutcomeFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(Database::initialize());
        FaultVfs::install();
    }
    void cleanup() { FaultVfs::disarm(); }
    void aFailedSaveIsTriedAgain();
    void newerFiguresWin();
    void closingWhatCannotBeSaved();
    void lockingWhatCannotBeSaved();
    void aFullDiskTakesNoFile();

private:
    static void failFromNow() { FaultVfs::arm(1, SQLITE_FULL, true); }
};

void TestOutcomeFaults::aFailedSaveIsTriedAgain() {
    Scene f;
    failFromNow();
    f.outcome().type(0, u"41"_qs);
    QTRY_COMPARE(f.outcome().saveState(), SaveState::Failed);
    QCOMPARE(f.outcome().error().code, u"DiskFull"_qs);
    QCOMPARE(f.typed(), u"41"_qs);
    FaultVfs::disarm();
    QCOMPARE(f.stored(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(f.outcome().saveState(), SaveState::Saved, 20'000); // by itself
    QCOMPARE(f.stored(), u"41场"_qs);
    QVERIFY(!f.outcome().error().isSet);
}

void TestOutcomeFaults::newerFiguresWin() {
    Scene f;
    failFromNow();
    f.outcome().type(0, u"4"_qs);
    f.outcome().saveNow();
    f.outcome().type(0, u"41"_qs);
    f.settle();
    QCOMPARE(f.outcome().saveState(), SaveState::Failed);
    QCOMPARE(f.typed(), u"41"_qs);
    FaultVfs::disarm();
    f.outcome().flush();
    f.settle();
    QCOMPARE(f.stored(), u"41场"_qs);
    QCOMPARE(f.outcome().saveState(), SaveState::Saved);
}

void TestOutcomeFaults::closingWhatCannotBeSaved() {
    Scene f;
    failFromNow();
    f.outcome().type(0, u"41"_qs);
    f.outcome().close();
    f.settle();
    QCOMPARE(f.outcome().error().code, u"DiskFull"_qs);
    FaultVfs::disarm();
    QVERIFY(f.openOutcomes());
    QCOMPARE(f.typed(), u"41"_qs);
    QTRY_COMPARE(f.outcome().saveState(), SaveState::Saved);
    QCOMPARE(f.stored(), u"41场"_qs);
}

void TestOutcomeFaults::lockingWhatCannotBeSaved() {
    Scene f;
    failFromNow();
    f.outcome().type(0, u"41"_qs);
    f.app.flush();
    f.services.close();
    f.settle();
    FaultVfs::disarm();
    f.unlock();
    QVERIFY(f.openOutcomes());
    QCOMPARE(f.typed(), u"41"_qs);
    QTRY_COMPARE(f.outcome().saveState(), SaveState::Saved);
    QCOMPARE(f.stored(), u"41场"_qs);
}

void TestOutcomeFaults::aFullDiskTakesNoFile() {
    Scene f;
    const auto file = f.folder() + u"/出警记录.txt"_qs;
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(QByteArray("出警记录\n").repeated(20'000)) > 0);
    out.close();
    const auto files = [&] { return f.outcome().rows()->rows().first().files.size(); };
    failFromNow();
    f.outcome().attach(0, file);
    QTRY_VERIFY(!f.outcome().isAttaching());
    QCOMPARE(f.outcome().error().code, u"DiskFull"_qs);
    QVERIFY(!f.outcome().error().what.isEmpty());
    QCOMPARE(files(), 0);
    FaultVfs::disarm();
    QVERIFY(f.inStore([](Store& store) { return store.attachments(); })->isEmpty());
    f.outcome().attach(0, file);
    QTRY_COMPARE(files(), 1);
    QVERIFY(!f.outcome().error().isSet);
}

QTEST_MAIN(TestOutcomeFaults)
#include "tst_outcome_faults.moc"
