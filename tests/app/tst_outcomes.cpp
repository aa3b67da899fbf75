#include "tests/app/outcome_scene.h"

#include <QDir>

using namespace jixiao;
using namespace jixiao::test;
using SaveState = OutcomeViewModel::SaveState;

/// Reporting on an approved form: what is typed, stored, shown again and scored.
class TestOutcomes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typedStoredAndOpenedAgain();
    void everyKeystrokeScores();
    void aLockedFormStaysAsItIs();
    void lockingKeepsTheLastKeystroke();
    void aKillCostsNothingThatWasSaved();
    void numberPad();
    void tally();
    void periodsKeepTheirValues();
    void profileIsKept();
    void undoTakesBackOneChange();
    void whoMayNotReport();
    void whatOthersReportAppears();
    void undoOfTheFormIsNotMixedUp();
    void hostileCalls();
};

void TestOutcomes::typedStoredAndOpenedAgain() {
    Scene f;
    QCOMPARE(f.outcome().period(), u"2025"_qs);
    QCOMPARE(f.outcome().rows()->count(), 5);
    QCOMPARE(f.row(1).unitText, u"%"_qs);
    f.outcome().type(1, u"93"_qs);
    f.outcome().set(1, u"reason"_qs, u"两处设备更换"_qs);
    f.outcome().set(1, u"deviationClass"_qs, u"硬件条件保障"_qs);
    f.outcome().set(1, u"note"_qs, u"已补测"_qs);
    QCOMPARE(f.outcome().saveState(), SaveState::Saving);
    QTRY_COMPARE(f.outcome().saveState(), SaveState::Saved); // by itself, after the last keystroke
    QVERIFY(!f.outcome().savedAt().isEmpty());
    QCOMPARE(f.reported(1, actualValue), u"93%"_qs);
    QCOMPARE(f.reported(1, Field::personName), u"李民警"_qs);
    QCOMPARE(f.reported(1, Field::at), QString::number(f.clock.nowMs()));
    QCOMPARE(f.reports().size(), 1);

    f.outcome().close();
    QCOMPARE(f.outcome().formId(), QString());
    QVERIFY(f.openOutcomes());
    QCOMPARE(f.row(1).typed, u"93"_qs);
    QCOMPARE(f.row(1).reason, u"两处设备更换"_qs);
    QCOMPARE(f.row(1).deviationClass, u"硬件条件保障"_qs);
    QCOMPARE(f.row(1).note, u"已补测"_qs);
    QVERIFY(f.row(1).by.startsWith(u"李民警"_qs));
    QCOMPARE(f.summary(f.form).state, FormState::UnitApproved);
    QCOMPARE(f.summary(f.form).unsent, 1);
}

void TestOutcomes::everyKeystrokeScores() {
    Scene f;
    QSignalSpy sheets(&f.outcome(), &OutcomeViewModel::sheetChanged);
    QCOMPARE(f.row(1).state, u"unfilled"_qs);
    f.outcome().type(1, u"9"_qs);
    const auto first = f.row(1).score;
    f.outcome().type(1, u"93"_qs);
    QVERIFY(!sheets.isEmpty());
    QCOMPARE(f.row(1).state, u"scored"_qs);
    QVERIFY(f.row(1).score != first && !first.isEmpty());
    QVERIFY2(f.row(1).arithmetic.startsWith(u"93÷95×"_qs), qPrintable(f.row(1).arithmetic));
    QCOMPARE(f.row(1).light, u"red"_qs);
    QVERIFY(f.row(1).asksReason);
    QVERIFY(!f.row(1).needs.isEmpty());
    f.outcome().set(1, u"reason"_qs, u"两处设备更换"_qs);
    QVERIFY(f.row(1).needs.isEmpty());
    QCOMPARE(f.outcome().grade(), QString());

    f.fillAll();
    QCOMPARE(f.outcome().rate(), u"98.33"_qs);
    QCOMPARE(f.outcome().executionScore(), u"9.83"_qs);
    QCOMPARE(f.outcome().maximum(), u"100.00"_qs);
    QCOMPARE(f.outcome().grade(), u"优"_qs);
    QVERIFY(f.outcome().totalFrom().endsWith(u" = "_qs + f.outcome().total()));
    f.outcome().setFunds(u"executed"_qs, u"很多"_qs);
    QVERIFY(f.outcome().fundsProblem().contains(u"很多"_qs));
    QCOMPARE(f.outcome().rate(), QString());
    QVERIFY(!f.row(0).score.isEmpty()); // one amount that cannot be read spoils nothing else
    // Far above the target asks for a reason.
    f.outcome().type(0, u"80"_qs);
    QVERIFY(f.row(0).over && f.row(0).asksReason);
    QCOMPARE(f.row(0).light, u"blue"_qs);
}

void TestOutcomes::aLockedFormStaysAsItIs() {
    Scene f;
    const auto before = f.stored(f.form);
    f.fillAll();
    f.outcome().flush();
    f.settle();
    QCOMPARE(f.outcome().saveState(), SaveState::Saved);
    QCOMPARE(f.stored(f.form), before);
    const auto history = f.inStore([&](Store& store) { return store.history(f.form, 3); });
    QVERIFY(history && !history->isEmpty());
    QCOMPARE(history->first().recordType, RecordType::report);
    QCOMPARE(history->first().label, u"完成情况 2025"_qs);
    QCOMPARE(history->first().personName, u"李民警"_qs);
}

void TestOutcomes::lockingKeepsTheLastKeystroke() {
    Scene f;
    f.outcome().type(0, u"41"_qs);
    f.app.flush(); // what locking, sleeping and quitting do first
    f.services.close();
    QCOMPARE(f.outcome().formId(), QString());
    f.settle();
    f.unlock();
    QVERIFY(f.openOutcomes());
    QCOMPARE(f.row(0).typed, u"41"_qs);
    QCOMPARE(f.reported(0, actualValue), u"41场"_qs);
}

/// The files as they are the moment after the save, opened as by the next start of the program.
void TestOutcomes::aKillCostsNothingThatWasSaved() {
    Scene f;
    f.outcome().type(0, u"41"_qs);
    f.outcome().set(0, u"note"_qs, u"十二月数据"_qs);
    f.outcome().saveNow();
    QTRY_COMPARE(f.outcome().saveState(), SaveState::Saved);
    const auto id = f.reports().first().id;
    QTemporaryDir after;
    const QDir files(f.folder());
    for (const auto& name : files.entryList({QStringLiteral("store.db*")}, QDir::Files))
        QVERIFY(QFile::copy(files.filePath(name), after.filePath(name)));
    auto opened = Store::open(after.path(), AppFixture::key(), f.clock, f.services.ids());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    const auto record = (*opened)->record(id);
    QVERIFY(record && *record);
    QCOMPARE((*record)->value(actualValue), u"41场"_qs);
    QCOMPARE((*record)->value(QStringLiteral("note")), u"十二月数据"_qs);
    const auto waiting = (*opened)->outbox();
    QVERIFY(waiting);
    QCOMPARE(waiting->size(), 1);
}

void TestOutcomes::numberPad() {
    Scene f;
    for (const auto& key : {u"4"_qs, u"4"_qs, u"B"_qs, u"1"_qs})
        f.outcome().press(0, key);
    QCOMPARE(f.row(0).typed, u"41"_qs);
    f.outcome().press(1, u"."_qs);
    f.outcome().press(1, u"5"_qs);
    QCOMPARE(f.row(1).typed, u"0.5"_qs);
    f.outcome().press(1, u"C"_qs);
    QCOMPARE(f.row(1).typed, QString());
    f.outcome().type(1, u"约93"_qs);
    QCOMPARE(f.row(1).kind, u"text"_qs);
    f.outcome().press(1, u"9"_qs);
    QCOMPARE(f.row(1).typed, u"9"_qs);
    QCOMPARE(f.row(1).kind, u"number"_qs);
    f.outcome().press(0, u"12"_qs);
    f.outcome().press(99, u"1"_qs);
    QCOMPARE(f.row(0).typed, u"41"_qs);
}

void TestOutcomes::tally() {
    Scene f;
    QVERIFY(f.row(0).countable);
    QVERIFY(!f.row(1).countable);
    f.outcome().choosePeriod(u"2025-03"_qs);
    QCOMPARE(f.outcome().tallyLabel(), u"3月"_qs);
    for (int i = 0; i < 3; ++i)
        f.outcome().tally(0, 1);
    QCOMPARE(f.row(0).typed, u"3"_qs);
    QCOMPARE(f.row(0).monthCount, 3);
    f.outcome().choosePeriod(u"2025-04"_qs);
    QCOMPARE(f.row(0).last, u"3场"_qs);
    QCOMPARE(f.row(0).monthCount, 0);
    f.outcome().tally(0, 1); // goes on from the month before
    QCOMPARE(f.row(0).typed, u"4"_qs);
    QCOMPARE(f.row(0).monthCount, 1);
    f.outcome().tally(0, -1);
    f.outcome().tally(0, -1);
    QCOMPARE(f.row(0).typed, u"2"_qs);
    QCOMPARE(f.row(0).monthCount, 0);
    f.outcome().tally(1, 1);
    f.outcome().tally(0, 7);
    QCOMPARE(f.row(1).typed, QString());
    QCOMPARE(f.row(0).typed, u"2"_qs);
    f.outcome().flush();
    f.settle();
    f.outcome().choosePeriod(u"2025-03"_qs);
    QCOMPARE(f.row(0).monthCount, 3);
}

void TestOutcomes::periodsKeepTheirValues() {
    Scene f;
    QCOMPARE(f.outcome().periods().size(), 13);
    f.outcome().type(0, u"44"_qs);
    f.outcome().choosePeriod(u"2025-07"_qs);
    QCOMPARE(f.row(0).typed, QString());
    QVERIFY(!f.outcome().scores());
    f.outcome().type(0, u"10"_qs);
    f.outcome().setFunds(u"executed"_qs, u"15"_qs);
    QCOMPARE(f.row(0).light, u"red"_qs); // 10 ÷ (40 × 7 ÷ 12) = 42.86 %
    QVERIFY(f.row(0).needs.contains(u"偏差原因"_qs));
    QCOMPARE(f.outcome().fundsLight(), u"green"_qs);
    QCOMPARE(f.row(0).score, QString());
    f.outcome().choosePeriod(u"2025"_qs);
    QCOMPARE(f.row(0).typed, u"44"_qs);
    QCOMPARE(f.row(0).last, u"10场"_qs);
    QCOMPARE(f.outcome().executed(), QString());
    for (const auto& bad : {u"2024-07"_qs, u"2025-13"_qs, u"x"_qs, QString()})
        f.outcome().choosePeriod(bad);
    QCOMPARE(f.outcome().period(), u"2025"_qs);
}

void TestOutcomes::profileIsKept() {
    Scene f;
    QCOMPARE(f.outcome().profile(), u"NAT2020"_qs);
    QVERIFY(f.outcome().profiles().size() >= 5);
    f.outcome().chooseProfile(u"HUBEI"_qs);
    QCOMPARE(f.outcome().executionWeight(), u"20.00"_qs);
    f.outcome().chooseProfile(u"NAT1999"_qs);
    QCOMPARE(f.outcome().profile(), u"HUBEI"_qs);
    f.outcome().close();
    f.settle();
    QVERIFY(f.openOutcomes());
    QCOMPARE(f.outcome().profile(), u"HUBEI"_qs);
}

void TestOutcomes::undoTakesBackOneChange() {
    Scene f;
    QVERIFY(!f.outcome().canUndo());
    f.outcome().type(0, u"4"_qs);
    f.outcome().type(0, u"44"_qs); // one change, however many keys
    f.outcome().tally(0, 1);
    f.outcome().press(0, u"C"_qs);
    QCOMPARE(f.row(0).typed, QString());
    f.outcome().undo();
    QCOMPARE(f.row(0).typed, u"45"_qs);
    f.outcome().undo();
    QCOMPARE(f.row(0).typed, u"44"_qs);
    QCOMPARE(f.row(0).monthCount, 0);
    f.outcome().undo();
    QCOMPARE(f.row(0).typed, QString());
    QVERIFY(!f.outcome().canUndo());
    f.outcome().flush();
    f.settle();
    QCOMPARE(f.reported(0, actualValue), QString());
}

void TestOutcomes::whoMayNotReport() {
    Scene f({Role::DepartmentHead});
    QVERIFY(!f.outcome().isEditable());
    f.outcome().type(0, u"44"_qs);
    f.outcome().setFunds(u"executed"_qs, u"1"_qs);
    f.outcome().flush();
    QCOMPARE(f.row(0).typed, QString());
    QVERIFY(f.reports().isEmpty());
}

void TestOutcomes::whatOthersReportAppears() {
    Scene f;
    f.outcome().type(0, u"41"_qs);
    const auto other = f.remoteRecord(RecordType::report, f.form,
                                      {{Field::about, f.row(1).id.toString()},
                                       {QStringLiteral("period"), u"2025"_qs},
                                       {actualValue, u"96%"_qs},
                                       {Field::personName, u"王民警"_qs}});
    f.remote(f.form, u"unit_approved"_qs, 1, {other});
    QTRY_COMPARE(f.row(1).typed, u"96"_qs);
    QCOMPARE(f.row(0).typed, u"41"_qs); // what was typed stays
    QVERIFY(f.row(1).by.startsWith(u"王民警"_qs));
}

void TestOutcomes::undoOfTheFormIsNotMixedUp() {
    AppFixture f;
    f.clock.advance(400 * day);
    const auto form = f.openSample();
    f.app.form()->commit(u"fundUse"_qs, u"改过的用途"_qs);
    f.settle();
    f.app.outcome()->open(form.toString());
    f.settle();
    f.app.outcome()->type(0, u"41"_qs);
    f.app.outcome()->flush();
    f.settle();
    f.app.form()->undo();
    f.settle();
    QCOMPARE(f.stored(form, u"fundUse"_qs), f.sample().field(u"fundUse"_qs));
    QCOMPARE(f.app.outcome()->rows()->rows().first().typed, u"41"_qs);
    f.app.outcome()->type(0, u"42"_qs);
    f.app.outcome()->flush();
    f.settle();
    QVERIFY(f.app.form()->canRedo());
    f.app.form()->redo();
    f.settle();
    QCOMPARE(f.stored(form, u"fundUse"_qs), u"改过的用途"_qs);
}

void TestOutcomes::hostileCalls() {
    Scene f;
    f.outcome().type(-1, u"1"_qs);
    f.outcome().type(5, u"1"_qs);
    f.outcome().set(0, u"period"_qs, u"2024"_qs);
    f.outcome().set(0, u"actualValue"_qs, u"1"_qs);
    f.outcome().setFunds(u"weight"_qs, u"1"_qs);
    f.outcome().fillEvaluation(u"none"_qs);
    f.outcome().fillEvaluation(u"hebei.project.2025"_qs);
    QCOMPARE(f.outcome().error().code, u"InvalidInput"_qs);
    f.outcome().flush();
    QVERIFY(f.reports().isEmpty());
    f.outcome().open(u"x"_qs);
    QCOMPARE(f.outcome().formId(), f.form.toString());
    f.outcome().open(f.services.ids().next().toString());
    QTRY_COMPARE(f.outcome().error().code, u"RecordNotFound"_qs);
    QCOMPARE(f.outcome().formId(), QString());
    QCOMPARE(f.outcome().periods().size(), 0);
}

QTEST_MAIN(TestOutcomes)
#include "tst_outcomes.moc"
