#include "core/store/database.h"
#include "tests/app/app_fixture.h"
#include "tests/support/fault_vfs.h"

#include <sqlite3.h>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString fundUse = QStringLiteral("fundUse");
const QString typed = QStringLiteral("磁盘满时写下的话");

} // namespace

/// A disk that cannot be written to costs no typed word.
class TestFormFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(Database::initialize());
        FaultVfs::install();
    }
    void cleanup() { FaultVfs::disarm(); }
    void aFailedSaveIsTriedAgain();
    void newerTextWinsOverWhatFailed();
    void closingAFormThatCannotBeSaved();
    void lockingAFormThatCannotBeSaved();
    void aReasonThatCannotBeSavedIsKept();
    void nothingIsSubmittedWithoutItsLastWords();
    void aRowThatCannotBeRemovedStays();

private:
    static void failFrom(int operation) { FaultVfs::arm(operation, SQLITE_FULL, true); }
};

void TestFormFaults::aFailedSaveIsTriedAgain() {
    AppFixture f;
    const auto form = f.openSample();
    failFrom(1);
    f.app.form()->edit(fundUse, typed);
    QTRY_COMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Failed);
    QCOMPARE(f.app.form()->error().code, QStringLiteral("DiskFull"));
    QVERIFY(!f.app.form()->error().next.isEmpty());
    QCOMPARE(f.shown(fundUse).toString(), typed);
    FaultVfs::disarm();
    QCOMPARE(f.stored(form, fundUse), f.sample().field(fundUse));
    QTRY_COMPARE_WITH_TIMEOUT(f.app.form()->saveState(), FormViewModel::SaveState::Saved, 20'000); // by itself
    QCOMPARE(f.stored(form, fundUse), typed);
    QVERIFY(!f.app.form()->error().isSet);
}

void TestFormFaults::newerTextWinsOverWhatFailed() {
    AppFixture f;
    const auto form = f.openSample();
    failFrom(1);
    f.app.form()->commit(fundUse, QStringLiteral("旧"));
    f.app.form()->edit(fundUse, typed);
    f.settle();
    QCOMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Failed);
    QCOMPARE(f.shown(fundUse).toString(), typed);
    FaultVfs::disarm();
    f.app.form()->flush();
    f.settle();
    QCOMPARE(f.stored(form, fundUse), typed);
    QCOMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Saved);
}

void TestFormFaults::closingAFormThatCannotBeSaved() {
    AppFixture f;
    const auto form = f.openSample();
    failFrom(1);
    f.app.form()->edit(fundUse, typed);
    f.app.form()->close();
    f.settle();
    QCOMPARE(f.app.form()->error().code, QStringLiteral("DiskFull"));
    FaultVfs::disarm();
    QVERIFY(f.open(form));
    QCOMPARE(f.shown(fundUse).toString(), typed);
    QTRY_COMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Saved);
    QCOMPARE(f.stored(form, fundUse), typed);
}

void TestFormFaults::lockingAFormThatCannotBeSaved() {
    AppFixture f;
    const auto form = f.openSample();
    failFrom(1);
    f.app.form()->edit(fundUse, typed);
    f.app.form()->flush();
    f.services.close();
    QCOMPARE(f.app.form()->formId(), QString());
    f.settle();
    FaultVfs::disarm();
    f.unlock();
    QVERIFY(f.open(form));
    QCOMPARE(f.shown(fundUse).toString(), typed);
    QTRY_COMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Saved);
    QCOMPARE(f.stored(form, fundUse), typed);
}

void TestFormFaults::aReasonThatCannotBeSavedIsKept() {
    AppFixture f;
    const auto form = f.openSample();
    f.settle();
    auto* findings = f.app.form()->findings();
    QCOMPARE(findings->unexplained(), 1);
    const auto answer = [&] {
        for (int i = 0; i < findings->count(); ++i)
            if (findings->findings().at(i).rule == QLatin1String("P41")) return findings->explained().at(i);
        return Explained{};
    };
    failFrom(1);
    for (int i = 0; i < findings->count(); ++i)
        f.app.form()->explain(i, typed);
    f.app.form()->edit(fundUse, typed);
    f.app.form()->flush();
    f.settle();
    QCOMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Failed);
    QCOMPARE(answer().explanation.text, typed);
    f.services.close();
    f.settle();
    FaultVfs::disarm();
    f.unlock();
    QVERIFY(f.open(form));
    f.settle();
    QCOMPARE(answer().explanation.text, typed);
    QTRY_COMPARE_WITH_TIMEOUT(f.app.form()->saveState(), FormViewModel::SaveState::Saved, 20'000);
    f.settle();
    QCOMPARE(answer().answer, Answer::Given);
    QVERIFY(!answer().explanation.id.isNull()); // from the store
    QCOMPARE(f.stored(form, fundUse), typed);
}

void TestFormFaults::nothingIsSubmittedWithoutItsLastWords() {
    AppFixture f;
    const auto form = f.openSample();
    f.explainAll();
    QCOMPARE(f.app.form()->findings()->errors(), 0);
    f.app.form()->edit(fundUse, QStringLiteral("用于禁毒宣传、吸毒人员检测和人员管理。"));
    // The save fails, what follows would not: the disk has room again before the decision's turn comes.
    failFrom(1);
    f.app.form()->saveNow();
    f.services.store()->run([](Store&) {
        FaultVfs::disarm();
        return true;
    });
    f.app.form()->submit();
    f.settle();
    QCOMPARE(f.summary(form).state, FormState::Draft);
    QVERIFY(f.app.form()->error().isSet);
    QVERIFY(f.app.form()->isEditable());
    QTRY_COMPARE_WITH_TIMEOUT(f.app.form()->saveState(), FormViewModel::SaveState::Saved, 20'000);
    f.app.form()->submit();
    f.settle();
    QCOMPARE(f.summary(form).state, FormState::Submitted);
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("用于禁毒宣传、吸毒人员检测和人员管理。"));
}

void TestFormFaults::aRowThatCannotBeRemovedStays() {
    AppFixture f;
    const auto form = f.openSample();
    failFrom(1);
    f.app.form()->removeRow(QStringLiteral("indicators"), 0);
    f.settle();
    QCOMPARE(f.app.form()->error().code, QStringLiteral("DiskFull"));
    QCOMPARE(f.rowsOf(QStringLiteral("indicators"))->count(), 5);
    FaultVfs::disarm();
    QCOMPARE(f.stored(form).rows(QStringLiteral("indicators")).size(), 5);
}

QTEST_MAIN(TestFormFaults)
#include "tst_form_faults.moc"
