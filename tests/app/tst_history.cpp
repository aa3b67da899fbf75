#include "tests/app/history_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

/// The history of a form: its steps, and what they changed.
class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStepIsThere();
    void workWithoutAPauseIsOneStep();
    void decisionsStandAlone();
    void manySteps();
    void whatAStepChanged();
    void whatHasChangedSince();
    void theFirstStepIsTheWholeForm();
    void aFormFromTheServer();
    void rowsComeAndGo();
    void theSelectedStepStaysSelected();
};

void TestHistory::everyStepIsThere() {
    History f;
    const QAbstractItemModelTester steps(f.history->steps(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(f.titles(), QStringList{QStringLiteral("导入")});
    QVERIFY(f.history->isComplete());
    QVERIFY(!f.history->isLoading());
    f.commit(fundUse, QStringLiteral("甲"));
    f.pause();
    f.commit(target, QStringLiteral("≥96%"));
    QCOMPARE(f.titles(), QStringList({QStringLiteral("指标值"), f.label(fundUse), QStringLiteral("导入")}));
    QCOMPARE(f.step(0, HistoryStepModel::PersonRole).toString(), QStringLiteral("李民警"));
    QCOMPARE(f.step(0, HistoryStepModel::KindRole).toString(), QStringLiteral("edit"));
    QCOMPARE(f.step(0, HistoryStepModel::CountRole).toInt(), 1);
    QCOMPARE(f.step(0, HistoryStepModel::TimeRole).toString(),
             QDateTime::fromMSecsSinceEpoch(f.clock.nowMs()).toString(QStringLiteral("HH:mm")));
    QCOMPARE(f.step(0, HistoryStepModel::DayRole).toString(), QStringLiteral("今天"));
    f.clock.advance(qint64(24) * 3'600'000);
    QCOMPARE(f.step(0, HistoryStepModel::DayRole).toString(), QStringLiteral("昨天"));
    // What others change.
    f.acceptAll();
    f.remote(
        f.form, QStringLiteral("draft"), 1,
        {f.remoteRecord(QStringLiteral("indicator"), f.form, {{QStringLiteral("name"), QStringLiteral("新指标")}})});
    QCOMPARE(f.titles().first(), QStringLiteral("收到服务器上的修改"));
    QCOMPARE(f.step(0, HistoryStepModel::PersonRole).toString(), QString());
    QCOMPARE(f.titles().size(), 4);
}

void TestHistory::workWithoutAPauseIsOneStep() {
    History f;
    const QAbstractItemModelTester steps(f.history->steps(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QStringList paths{fundUse, target, total, QStringLiteral("spendingPlan.mar"), fundUse};
    for (const auto& path : paths) {
        f.clock.advance(60'000);
        f.commit(path, QStringLiteral("40%"));
    }
    f.app.form()->undo();
    f.settle();
    QCOMPARE(f.titles().size(), 2);
    QVERIFY2(f.titles().first().contains(QStringLiteral("等 4 项")), qPrintable(f.titles().first()));
    QVERIFY(f.step(0, HistoryStepModel::TimeRole).toString().contains(QStringLiteral("–")));
    QVERIFY(f.step(0, HistoryStepModel::CountRole).toInt() >= 5);
    // Somebody else's work is another step.
    f.become(QStringLiteral("赵警官"), {Role::Filler});
    QVERIFY(f.open(f.form));
    f.show();
    f.commit(target, QStringLiteral("≥97%"));
    QCOMPARE(f.titles().size(), 3);
    QCOMPARE(f.step(0, HistoryStepModel::PersonRole).toString(), QStringLiteral("赵警官"));
}

void TestHistory::decisionsStandAlone() {
    History f;
    f.explainAll();
    f.app.form()->submit();
    f.settle();
    QCOMPARE(f.titles().first(), QStringLiteral("提交"));
    QCOMPARE(f.step(0, HistoryStepModel::KindRole).toString(), QStringLiteral("command"));
    f.app.form()->withdraw();
    f.settle();
    QCOMPARE(f.titles().first(), QStringLiteral("取消提交"));
    f.select(0);
    QCOMPARE(f.history->changeCount(), 0);
    QVERIFY(!f.history->isComparing());
    QVERIFY(!f.history->error().isSet);
    // A decision made elsewhere is named, too.
    f.acceptAll();
    f.remote(f.form, QStringLiteral("returned"), 2,
             {f.remoteRecord(RecordType::transition, f.form,
                             {{Field::action, QStringLiteral("return")},
                              {Field::toState, QStringLiteral("returned")},
                              {Field::personName, QStringLiteral("王局长")}})});
    const auto titles = f.titles();
    const int row = int(titles.indexOf(QStringLiteral("退回")));
    QVERIFY2(row >= 0, qPrintable(titles.join(u' ')));
    QCOMPARE(f.step(row, HistoryStepModel::PersonRole).toString(), QStringLiteral("王局长"));
}

void TestHistory::manySteps() {
    AppFixture f;
    const auto form = f.openSample();
    const auto row = f.stored(form).rows(QStringLiteral("indicators")).first().id;
    QVERIFY(f.inStore([&](Store& store) -> Result<void> {
                 for (int i = 0; i < 250; ++i) {
                     f.clock.advance(130'000);
                     RecordEdit edit;
                     edit.record = row;
                     edit.values = {{QStringLiteral("target"), QString::number(i)}};
                     if (auto done = store.apply({f.actor, form, QString::number(i), {edit}}); !done)
                         return done.error();
                 }
                 return {};
             }).ok());
    auto* history = f.app.form()->history();
    const QAbstractItemModelTester tester(history->steps(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    history->open(form.toString());
    QVERIFY(history->isLoading());
    f.settle();
    QCOMPARE(history->steps()->rowCount(), 100);
    QVERIFY(!history->isComplete());
    QSignalSpy removed(history->steps(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy resets(history->steps(), &QAbstractItemModel::modelReset);
    for (int i = 0; i < 5; ++i) {
        history->more();
        history->more(); // one at a time
        f.settle();
    }
    QVERIFY(history->isComplete());
    QCOMPARE(history->steps()->rowCount(), 251);
    QCOMPARE(removed.count() + resets.count(), 0);
    const auto titles = column(*history->steps(), HistoryStepModel::TitleRole);
    for (int i = 0; i < 250; ++i)
        QCOMPARE(titles.at(i), QString::number(249 - i));
    history->select(249);
    f.settle();
    QCOMPARE(history->changes()->data(history->changes()->index(0), HistoryChangeModel::AfterRole).toString(),
             QStringLiteral("0"));
}

void TestHistory::whatAStepChanged() {
    History f;
    const QAbstractItemModelTester tester(f.history->changes(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    f.commit(target, QStringLiteral("≥96%"));
    f.commit(fundUse, QStringLiteral("甲"));
    f.pause();
    f.commit(fundUse, QStringLiteral("乙"));
    f.select(1);
    // In the order of the form, not of the work.
    QCOMPARE(f.places(), QStringList({f.label(fundUse), QStringLiteral("毛发检测合格率 · 指标值")}));
    QCOMPARE(f.before(), QStringList({QStringLiteral("用于开展禁毒宣传和吸毒人员检测。"), QStringLiteral("≥95%")}));
    QCOMPARE(f.after(), QStringList({QStringLiteral("甲"), QStringLiteral("≥96%")}));
    QCOMPARE(f.change(0, HistoryChangeModel::KindRole).toString(), QStringLiteral("value"));
    QVERIFY(f.change(0, HistoryChangeModel::RestorableRole).toBool());
    QVERIFY(!f.change(0, HistoryChangeModel::SectionRole).toString().isEmpty());
    QVERIFY(f.change(0, HistoryChangeModel::SectionRole) != f.change(1, HistoryChangeModel::SectionRole));
    QCOMPARE(f.history->title(), f.titles().at(1));
    QVERIFY(f.history->caption().contains(QStringLiteral("李民警")));
    f.select(0);
    QCOMPARE(f.before(), QStringList{QStringLiteral("甲")});
    f.select(-1);
    QCOMPARE(f.history->changeCount(), 0);
    QCOMPARE(f.history->title(), QString());
}

void TestHistory::whatHasChangedSince() {
    History f;
    f.commit(fundUse, QStringLiteral("甲"));
    f.pause();
    f.commit(target, QStringLiteral("≥96%"));
    f.select(1, true);
    QCOMPARE(f.places(), QStringList{QStringLiteral("毛发检测合格率 · 指标值")});
    QCOMPARE(f.after(), QStringList{QStringLiteral("≥96%")});
    f.select(0, true);
    QCOMPARE(f.history->changeCount(), 0);
    // It follows what happens meanwhile.
    f.pause();
    f.commit(target, QStringLiteral("≥97%"));
    QCOMPARE(f.history->selected(), 1);
    QCOMPARE(f.before(), QStringList{QStringLiteral("≥96%")});
    QCOMPARE(f.after(), QStringList{QStringLiteral("≥97%")});
}

void TestHistory::theFirstStepIsTheWholeForm() {
    History f;
    f.commit(fundUse, QStringLiteral("甲"));
    f.select(1);
    QVERIFY(f.history->isFirst());
    QVERIFY(f.after().contains(QStringLiteral("用于开展禁毒宣传和吸毒人员检测。")));
    QVERIFY(f.places().contains(QStringLiteral("毛发检测合格率")));
    QVERIFY(!f.after().contains(QStringLiteral("甲")));
    for (int row = 0; row < f.history->changeCount(); ++row)
        QVERIFY(!f.change(row, HistoryChangeModel::RestorableRole).toBool());
    f.select(1, true);
    QVERIFY(!f.history->isFirst());
    QCOMPARE(f.after(), QStringList{QStringLiteral("甲")});
}

/// Before the first step here there is no version, but what the step changed is known.
void TestHistory::aFormFromTheServer() {
    AppFixture f;
    QMap<QString, QString> fields{{QStringLiteral("form"), QStringLiteral("hebei.project.2025")},
                                  {QStringLiteral("fiscalYear"), QStringLiteral("2025")},
                                  {QStringLiteral("state"), QStringLiteral("draft")}};
    auto declaration = f.remoteRecord(RecordType::declaration, {}, fields);
    auto row =
        f.remoteRecord(RecordType::indicator, declaration.id,
                       {{Field::name, QStringLiteral("破案率")}, {QStringLiteral("target"), QStringLiteral("≥1%")}});
    auto gone = f.remoteRecord(RecordType::indicator, declaration.id,
                               {{Field::name, QStringLiteral("结案率")}, {Field::ordinal, QStringLiteral("z")}});
    QVERIFY(f.inStore([&](Store& store) { return store.applyRemote({declaration, row, gone}, 200); }).ok());
    QVERIFY(f.open(declaration.id));
    auto* history = f.app.form()->history();
    history->open(declaration.id.toString());
    f.settle();
    QCOMPARE(history->steps()->rowCount(), 0);
    QVERIFY(f.inStore([&](Store& store) -> Result<void> {
                 RecordEdit change, removal;
                 change.record = row.id;
                 change.values = {{QStringLiteral("target"), QStringLiteral("≥2%")}};
                 removal.record = gone.id;
                 removal.remove = true;
                 return store.apply({f.actor, declaration.id, QStringLiteral("修改"), {change, removal}});
             }).ok());
    f.services.notifyEdited(declaration.id);
    f.settle();
    history->select(0);
    f.settle();
    QVERIFY(!history->isFirst());
    QCOMPARE(column(*history->changes(), HistoryChangeModel::PlaceRole),
             QStringList({QStringLiteral("结案率"), QStringLiteral("破案率 · 指标值")}));
    QCOMPARE(column(*history->changes(), HistoryChangeModel::BeforeRole).last(), QStringLiteral("≥1%"));
    QVERIFY(!history->changes()->isRestorable(1));
}

void TestHistory::rowsComeAndGo() {
    History f;
    f.app.form()->removeRow(QStringLiteral("indicators"), 0);
    f.settle();
    f.select(0);
    QCOMPARE(f.places(), QStringList{QStringLiteral("禁毒宣传场次")});
    QCOMPARE(f.change(0, HistoryChangeModel::KindRole).toString(), QStringLiteral("removed"));
    QVERIFY(f.before().first().contains(QStringLiteral("≥40场")));
    QVERIFY(!f.change(0, HistoryChangeModel::RestorableRole).toBool());
    f.pause();
    f.app.form()->addRow(QStringLiteral("indicators"), 3);
    f.settle();
    f.commit(QStringLiteral("indicators[4].name"), QStringLiteral("新增指标"));
    f.select(0);
    QCOMPARE(f.places(), QStringList{QStringLiteral("新增指标")});
    QCOMPARE(f.change(0, HistoryChangeModel::KindRole).toString(), QStringLiteral("added"));
    f.pause();
    f.app.form()->moveRow(QStringLiteral("indicators"), 4, 0);
    f.settle();
    f.select(0);
    QCOMPARE(f.places(), QStringList{QStringLiteral("新增指标")});
    QCOMPARE(f.change(0, HistoryChangeModel::KindRole).toString(), QStringLiteral("moved"));
    f.history->restoreValue(0);
    f.settle();
    QCOMPARE(f.stored(f.form, QStringLiteral("indicators[4].name")), QStringLiteral("新增指标"));
}

void TestHistory::theSelectedStepStaysSelected() {
    History f;
    f.commit(fundUse, QStringLiteral("甲"));
    f.select(0);
    f.commit(target, QStringLiteral("≥96%")); // goes on with the step
    QCOMPARE(f.history->selected(), 0);
    QCOMPARE(f.history->changeCount(), 2);
    f.pause();
    f.commit(fundUse, QStringLiteral("乙"));
    QCOMPARE(f.history->selected(), 1);
    QCOMPARE(f.after(), QStringList({QStringLiteral("甲"), QStringLiteral("≥96%")}));
}

QTEST_MAIN(TestHistory)
#include "tst_history.moc"
