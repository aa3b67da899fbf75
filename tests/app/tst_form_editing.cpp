#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString fundUse = QStringLiteral("fundUse");

QString cell(int row, const char* column) {
    return QStringLiteral("indicators[%1].%2").arg(row).arg(QLatin1String(column));
}

QStringList names(const FormDocument& document) {
    QStringList result;
    for (const auto& row : document.rows(QStringLiteral("indicators")))
        result += row.cell(QStringLiteral("name"));
    return result;
}

QStringList captions(const RowListModel& rows) {
    QStringList result;
    for (const auto& row : rows.rows())
        result += row.caption;
    return result;
}

} // namespace

/// What is typed is on the screen, then in the store, at the place it was typed at.
class TestFormEditing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void savesAfterAShortPause();
    void aRunOfKeystrokesIsOneStep();
    void flushDoesNotWaitForThePause();
    void commitSavesAtOnce();
    void unfinishedInputMethodTextIsSaved();
    void closingSaves();
    void openingAnotherFormSaves();
    void textForAFormThatIsStillLoadingGoesNowhere();
    void undoAndRedo();
    void undoTakesWhatIsNotSavedYet();
    void rowsKeepTheirText_data();
    void rowsKeepTheirText();
    void typingRightAfterARowIsRemoved();
    void removingARowTwiceRemovesOne();
    void rowsOutsideTheTableAreLeftAlone();
    void aReloadDoesNotPutOldTextBack();
    void remoteChangesAreShownAroundTyping();
    void aRowRemovedElsewhereMovesNoText();
    void textOfARowRemovedElsewhereIsReported();
    void otherFormsAreUntouched();
};

void TestFormEditing::savesAfterAShortPause() {
    AppFixture f;
    const auto form = f.openSample();
    QSignalSpy states(f.app.form(), &FormViewModel::saveStateChanged);
    f.app.form()->edit(fundUse, QStringLiteral("用于禁毒宣传。"));
    QCOMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Saving);
    QCOMPARE(f.shown(fundUse).toString(), QStringLiteral("用于禁毒宣传。"));
    QVERIFY(f.stored(form, fundUse) != QStringLiteral("用于禁毒宣传。"));
    QTRY_COMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Saved);
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("用于禁毒宣传。"));
    QVERIFY(!f.app.form()->savedAt().isEmpty());
    QVERIFY(f.app.form()->canUndo());
    QVERIFY(states.count() >= 2);
}

void TestFormEditing::aRunOfKeystrokesIsOneStep() {
    AppFixture f;
    const auto form = f.openSample();
    const auto before = f.stored(form, fundUse);
    for (const auto& text : {QStringLiteral("用"), QStringLiteral("用于"), QStringLiteral("用于宣传")})
        f.app.form()->edit(fundUse, text);
    QTRY_COMPARE(f.stored(form, fundUse), QStringLiteral("用于宣传"));
    f.settle();
    f.app.form()->undo();
    QTRY_COMPARE(f.shown(fundUse).toString(), before);
    QCOMPARE(f.stored(form, fundUse), before);
}

void TestFormEditing::flushDoesNotWaitForThePause() {
    AppFixture f;
    const auto form = f.openSample();
    f.app.form()->edit(fundUse, QStringLiteral("甲"));
    f.app.form()->edit(cell(2, "target"), QStringLiteral("≤29.00万元"));
    f.app.form()->flush();
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("甲"));
    QCOMPARE(f.stored(form, cell(2, "target")), QStringLiteral("≤29.00万元"));
}

void TestFormEditing::commitSavesAtOnce() {
    AppFixture f;
    const auto form = f.openSample();
    f.app.form()->commit(fundUse, QStringLiteral("乙"));
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("乙")); // asked behind the save, without waiting for a timer
}

void TestFormEditing::unfinishedInputMethodTextIsSaved() {
    AppFixture f;
    const auto form = f.openSample();
    f.app.form()->edit(fundUse, QStringLiteral("禁毒jin"));
    f.app.form()->edit(fundUse, QStringLiteral("禁毒jing'fei"));
    f.app.form()->flush();
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("禁毒jing'fei"));
}

void TestFormEditing::closingSaves() {
    AppFixture f;
    const auto form = f.openSample();
    f.app.form()->edit(fundUse, QStringLiteral("丙"));
    QSignalSpy changes(&f.services, &Services::formsChanged);
    f.app.form()->close();
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("丙"));
    QCOMPARE(f.app.form()->formId(), QString());
    f.settle();
    QCOMPARE(f.app.form()->sections()->rowCount(), 0);
    QVERIFY(changes.count() > 0); // the list and the sync service hear of it all the same
    QVERIFY(f.open(form));
    QCOMPARE(f.shown(fundUse).toString(), QStringLiteral("丙"));
}

void TestFormEditing::openingAnotherFormSaves() {
    AppFixture f;
    const auto other = f.import(f.sample(QStringLiteral("31200124P00100001002B"), QStringLiteral("反诈专项")));
    const auto form = f.openSample();
    f.app.form()->edit(fundUse, QStringLiteral("丁"));
    QVERIFY(f.open(other));
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("丁"));
    QCOMPARE(f.shown(fundUse).toString(), f.sample().field(fundUse));
}

void TestFormEditing::textForAFormThatIsStillLoadingGoesNowhere() {
    AppFixture f;
    const auto other = f.import(f.sample(QStringLiteral("31200124P00100001002B"), QStringLiteral("反诈专项")));
    const auto form = f.openSample();
    f.app.form()->open(other.toString());
    f.app.form()->commit(fundUse, QStringLiteral("属于上一张表"));
    QVERIFY(!f.app.form()->isEditable());
    QTRY_VERIFY(!f.app.form()->isLoading());
    f.settle();
    QCOMPARE(f.stored(other, fundUse), f.sample().field(fundUse));
    QCOMPARE(f.stored(form, fundUse), f.sample().field(fundUse));
}

void TestFormEditing::undoAndRedo() {
    AppFixture f;
    const auto form = f.openSample();
    QVERIFY(!f.app.form()->canRedo());
    f.app.form()->commit(cell(0, "target"), QStringLiteral("≥50场"));
    f.settle();
    QVERIFY(!f.app.form()->undoLabel().isEmpty());
    f.app.form()->undo();
    QTRY_COMPARE(f.shown(cell(0, "target")).toString(), QStringLiteral("≥40场"));
    QCOMPARE(f.stored(form, cell(0, "target")), QStringLiteral("≥40场"));
    QVERIFY(f.app.form()->canRedo());
    f.app.form()->redo();
    QTRY_COMPARE(f.shown(cell(0, "target")).toString(), QStringLiteral("≥50场"));
    QCOMPARE(f.stored(form, cell(0, "target")), QStringLiteral("≥50场"));
    f.app.form()->redo();
    QTRY_COMPARE(f.app.form()->error().code, QStringLiteral("NothingToUndo"));
}

void TestFormEditing::undoTakesWhatIsNotSavedYet() {
    AppFixture f;
    const auto form = f.openSample();
    f.app.form()->edit(fundUse, QStringLiteral("还没存"));
    QVERIFY(f.app.form()->canUndo());
    f.app.form()->undo();
    QTRY_COMPARE(f.shown(fundUse).toString(), f.sample().field(fundUse));
    QCOMPARE(f.stored(form, fundUse), f.sample().field(fundUse));
    f.app.form()->redo();
    QTRY_COMPARE(f.shown(fundUse).toString(), QStringLiteral("还没存"));
}

void TestFormEditing::rowsKeepTheirText_data() {
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QStringList>("order"); // names of the rows afterwards
    QTest::addColumn<int>("row");           // where the third row is then
    const QStringList all{QStringLiteral("禁毒宣传场次"), QStringLiteral("毛发检测合格率"),
                          QStringLiteral("禁毒经费支出"), QStringLiteral("复吸率下降"), QStringLiteral("群众满意度")};
    QTest::newRow("add first") << QStringLiteral("add")
                               << QStringList{QString(), all[0], all[1], all[2], all[3], all[4]} << 3;
    QTest::newRow("remove first") << QStringLiteral("remove") << QStringList{all[1], all[2], all[3], all[4]} << 1;
    QTest::newRow("move to the front") << QStringLiteral("move") << QStringList{all[2], all[0], all[1], all[3], all[4]}
                                       << 0;
}

void TestFormEditing::rowsKeepTheirText() {
    QFETCH(QString, operation);
    QFETCH(QStringList, order);
    QFETCH(int, row);
    AppFixture f;
    const auto form = f.openSample();
    auto* rows = f.rowsOf(QStringLiteral("indicators"));
    const QAbstractItemModelTester tester(rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(rows, &QAbstractItemModel::modelReset);
    const auto* kept = rows->rows().at(2).fields.get();

    f.app.form()->edit(cell(2, "basis"), QStringLiteral("未保存的依据"));
    if (operation == QLatin1String("add"))
        f.app.form()->addRow(QStringLiteral("indicators"), -1);
    else if (operation == QLatin1String("remove"))
        f.app.form()->removeRow(QStringLiteral("indicators"), 0);
    else
        f.app.form()->moveRow(QStringLiteral("indicators"), 2, 0);
    f.settle();

    QCOMPARE(names(f.stored(form)), order);
    QCOMPARE(f.stored(form, cell(row, "basis")), QStringLiteral("未保存的依据"));
    QCOMPARE(f.shown(cell(row, "basis")).toString(), QStringLiteral("未保存的依据"));
    QCOMPARE(f.shown(cell(row, "basis"), FieldListModel::PathRole).toString(), cell(row, "basis"));
    QCOMPARE(rows->rows().at(row).fields.get(), kept); // the delegate with the cursor stays
    QCOMPARE(rows->count(), order.size());
    QCOMPARE(resets.count(), 0);
    f.app.form()->undo();
    f.settle();
    QCOMPARE(names(f.stored(form)).size(), 5);
    QCOMPARE(captions(*rows), names(f.stored(form)));
}

void TestFormEditing::typingRightAfterARowIsRemoved() {
    AppFixture f;
    const auto form = f.openSample();
    f.app.form()->removeRow(QStringLiteral("indicators"), 0);
    f.app.form()->edit(cell(2, "basis"), QStringLiteral("经费的依据")); // still numbered as on the screen
    f.app.form()->flush();
    f.settle();
    QCOMPARE(f.stored(form, cell(1, "name")), QStringLiteral("禁毒经费支出"));
    QCOMPARE(f.stored(form, cell(1, "basis")), QStringLiteral("经费的依据"));
    QCOMPARE(f.stored(form, cell(2, "basis")), QStringLiteral("禁毒工作责任书"));
    QCOMPARE(f.shown(cell(1, "basis")).toString(), QStringLiteral("经费的依据"));
}

void TestFormEditing::removingARowTwiceRemovesOne() {
    AppFixture f;
    const auto form = f.openSample();
    f.app.form()->removeRow(QStringLiteral("indicators"), 1);
    f.app.form()->removeRow(QStringLiteral("indicators"), 1);
    f.settle();
    QCOMPARE(f.stored(form).rows(QStringLiteral("indicators")).size(), 4);
}

void TestFormEditing::rowsOutsideTheTableAreLeftAlone() {
    AppFixture f;
    const auto form = f.openSample();
    const auto before = f.stored(form);
    auto* view = f.app.form();
    view->removeRow(QStringLiteral("indicators"), 99);
    view->removeRow(QStringLiteral("indicators"), -1);
    view->removeRow(QStringLiteral("nothing"), 0);
    view->moveRow(QStringLiteral("indicators"), 0, 99);
    view->moveRow(QStringLiteral("indicators"), -3, 0);
    view->addRow(QStringLiteral("indicators"), 99);
    view->edit(QStringLiteral("indicators[99].name"), QStringLiteral("x"));
    view->edit(QStringLiteral("indicators[-1].name"), QStringLiteral("x"));
    view->applyFix(-1);
    view->applyFix(1000);
    view->showFinding(1000);
    f.settle();
    QCOMPARE(f.stored(form), before);
}

void TestFormEditing::aReloadDoesNotPutOldTextBack() {
    AppFixture f;
    const auto form = f.openSample();
    Q_EMIT f.services.formsChanged({}); // reads the form before the next save …
    f.app.form()->commit(fundUse, QStringLiteral("新"));
    f.settle(); // … and answers after it was posted
    QCOMPARE(f.shown(fundUse).toString(), QStringLiteral("新"));
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("新"));
}

void TestFormEditing::remoteChangesAreShownAroundTyping() {
    AppFixture f;
    const auto form = f.openSample();
    f.acceptAll();
    auto indicator = f.records(form).last();
    for (const auto& record : f.records(form))
        if (record.value(Field::name) == QStringLiteral("毛发检测合格率")) indicator = record;
    indicator.fields[QStringLiteral("target")] = {QStringLiteral("≥99%"), 900};
    indicator.revision = 900;
    f.app.form()->edit(fundUse, QStringLiteral("正在输入"));
    f.remote(form, QStringLiteral("draft"), 1, {indicator});
    QCOMPARE(f.shown(cell(1, "target")).toString(), QStringLiteral("≥99%"));
    QCOMPARE(f.shown(fundUse).toString(), QStringLiteral("正在输入"));
    QTRY_COMPARE(f.stored(form, fundUse), QStringLiteral("正在输入"));
}

void TestFormEditing::aRowRemovedElsewhereMovesNoText() {
    AppFixture f;
    const auto form = f.openSample();
    f.acceptAll();
    auto first = f.stored(form).rows(QStringLiteral("indicators")).first();
    auto record = **f.inStore([&](Store& store) { return store.record(first.id); });
    record.deleted = true;
    record.revision = 900;
    f.app.form()->edit(cell(2, "basis"), QStringLiteral("经费的依据"));
    f.remote(form, QStringLiteral("draft"), 1, {record});
    f.app.form()->flush();
    f.settle();
    QCOMPARE(f.stored(form, cell(1, "name")), QStringLiteral("禁毒经费支出"));
    QCOMPARE(f.stored(form, cell(1, "basis")), QStringLiteral("经费的依据"));
    QCOMPARE(f.stored(form, cell(2, "basis")), QStringLiteral("禁毒工作责任书"));
}

void TestFormEditing::textOfARowRemovedElsewhereIsReported() {
    AppFixture f;
    const auto form = f.openSample();
    f.acceptAll();
    const auto row = f.stored(form).rows(QStringLiteral("indicators")).at(1);
    auto record = **f.inStore([&](Store& store) { return store.record(row.id); });
    record.deleted = true;
    record.revision = 900;
    f.app.form()->edit(fundUse, QStringLiteral("别处"));
    f.app.form()->edit(cell(1, "basis"), QStringLiteral("白写了"));
    f.remote(form, QStringLiteral("draft"), 1, {record});
    f.app.form()->flush();
    f.settle();
    QCOMPARE(f.app.form()->error().code, QStringLiteral("RecordNotFound"));
    QCOMPARE(f.stored(form, fundUse), QStringLiteral("别处")); // the rest is saved all the same
    QCOMPARE(f.app.form()->saveState(), FormViewModel::SaveState::Saved);
}

void TestFormEditing::otherFormsAreUntouched() {
    AppFixture f;
    const auto other = f.import(f.sample(QStringLiteral("31200124P00100001002B"), QStringLiteral("反诈专项")));
    const auto before = f.records(other);
    f.openSample();
    f.app.form()->edit(fundUse, QStringLiteral("甲"));
    f.app.form()->addRow(QStringLiteral("goals"), 0);
    f.app.form()->undo();
    f.settle();
    QCOMPARE(f.records(other), before);
}

QTEST_MAIN(TestFormEditing)
#include "tst_form_editing.moc"
