#include "tests/app/history_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

/// The way back to an earlier value and an earlier version of a form.
class TestHistoryRestore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void undoneWorkLeavesNothing();
    void aValueComesBack();
    void formulasFollowAValue();
    void aVersionComesBack();
    void aLockedFormStays();
    void everythingIsGoneWhenLocked();
};

void TestHistoryRestore::undoneWorkLeavesNothing() {
    History f;
    f.commit(fundUse, QStringLiteral("甲"));
    f.app.form()->undo();
    f.settle();
    f.select(0);
    QCOMPARE(f.history->selected(), 0);
    QCOMPARE(f.history->changeCount(), 0);
}

void TestHistoryRestore::aValueComesBack() {
    History f;
    f.commit(fundUse, QStringLiteral("甲"));
    f.commit(target, QStringLiteral("≥96%"));
    f.pause();
    f.select(0);
    QSignalSpy notices(f.app.form(), &FormViewModel::notice);
    f.history->restoreValue(0);
    f.settle();
    const auto original = QStringLiteral("用于开展禁毒宣传和吸毒人员检测。");
    QCOMPARE(f.stored(f.form, fundUse), original);
    QCOMPARE(f.shown(fundUse).toString(), original);
    QCOMPARE(f.stored(f.form, target), QStringLiteral("≥96%"));
    QCOMPARE(notices.count(), 1);
    QVERIFY(f.titles().first().contains(QStringLiteral("恢复")));
    QVERIFY(f.app.form()->undoLabel().contains(f.label(fundUse)));
    // The same once more changes nothing.
    f.history->restoreValue(0);
    f.settle();
    QCOMPARE(notices.count(), 2);
    QVERIFY(notices.last().first().toString().contains(QStringLiteral("相同")));
    f.app.form()->undo();
    f.settle();
    QCOMPARE(f.shown(fundUse).toString(), QStringLiteral("甲"));
    f.history->restoreValue(99);
    f.settle();
    QCOMPARE(f.stored(f.form, fundUse), QStringLiteral("甲"));
}

/// A place that is worked out from others follows when one of them comes back.
void TestHistoryRestore::formulasFollowAValue() {
    AppFixture f;
    FormDocument document;
    document.form = QStringLiteral("national.department.2015");
    document.fiscalYear = 2015;
    document.fields = {{QStringLiteral("title"), QStringLiteral("部门整体")}};
    document.tables[QStringLiteral("tasks")] = {{Id(), {{QStringLiteral("total"), QStringLiteral("1.00")}}}};
    const auto form = f.import(document);
    QVERIFY(f.open(form));
    const QString input = QStringLiteral("tasks[0].total"), sum = QStringLiteral("taskTotal.total");
    for (const char* value : {"3.00", "5.00"}) {
        f.clock.advance(180'000);
        f.app.form()->commit(input, QLatin1String(value));
        QTRY_COMPARE(f.stored(form, sum), QLatin1String(value));
    }
    auto* history = f.app.form()->history();
    history->open(form.toString());
    f.settle();
    history->select(0);
    f.settle();
    const auto places = column(*history->changes(), HistoryChangeModel::PlaceRole);
    const auto cell = std::find_if(places.cbegin(), places.cend(), [](const QString& p) { return p.contains(u'·'); });
    QVERIFY2(cell != places.cend(), qPrintable(places.join(u' ')));
    history->restoreValue(int(cell - places.cbegin()));
    QTRY_COMPARE(f.stored(form, input), QStringLiteral("3.00"));
    QTRY_COMPARE(f.stored(form, sum), QStringLiteral("3.00"));
}

void TestHistoryRestore::aVersionComesBack() {
    History f;
    const auto content = [&] { return f.stored(f.form); };
    f.commit(fundUse, QStringLiteral("甲"));
    const auto then = content();
    f.pause();
    f.commit(fundUse, QStringLiteral("乙"));
    f.app.form()->removeRow(QStringLiteral("indicators"), 2);
    f.settle();
    f.commit(QStringLiteral("indicators[0].name"), QStringLiteral("改名"));
    const auto now = content();
    QVERIFY(now != then);
    f.select(1, true);
    QCOMPARE(f.history->changeCount(), 3);
    f.history->restoreVersion();
    f.settle();
    QVERIFY(content() == then);
    QCOMPARE(f.rowsOf(QStringLiteral("indicators"))->count(), 5);
    QCOMPARE(f.shown(fundUse).toString(), QStringLiteral("甲"));
    QCOMPARE(f.history->changeCount(), 0); // the same as now
    f.app.form()->undo();
    f.settle();
    QVERIFY(content() == now);
    // What comes back is found again.
    f.app.projects()->setSearch(QStringLiteral("禁毒经费支出"));
    f.settle();
    QCOMPARE(f.app.projects()->count(), 0);
    f.history->restoreVersion();
    f.settle();
    QCOMPARE(f.app.projects()->count(), 1);
}

void TestHistoryRestore::aLockedFormStays() {
    History f;
    f.commit(fundUse, QStringLiteral("甲"));
    f.pause();
    f.explainAll();
    f.app.form()->submit();
    f.settle();
    QVERIFY(!f.app.form()->isEditable());
    int step = 0;
    for (f.select(step); step < f.titles().size() && !f.places().contains(f.label(fundUse)); f.select(step))
        ++step;
    QVERIFY(f.history->changes()->isRestorable(0));
    f.history->restoreValue(0);
    f.history->restoreVersion();
    f.settle();
    QCOMPARE(f.stored(f.form, fundUse), QStringLiteral("甲"));
    QVERIFY(!f.app.form()->error().isSet);
}

void TestHistoryRestore::everythingIsGoneWhenLocked() {
    History f;
    f.commit(fundUse, QStringLiteral("甲"));
    f.select(0);
    f.services.close();
    f.settle();
    QCOMPARE(f.history->steps()->rowCount(), 0);
    QCOMPARE(f.history->changes()->rowCount(), 0);
    f.history->open(f.form.toString());
    f.history->more();
    f.history->select(0);
    f.history->restoreVersion();
    f.settle();
    QCOMPARE(f.history->steps()->rowCount(), 0);
    f.unlock();
    f.history->open(QStringLiteral("no form"));
    f.settle();
    QCOMPARE(f.history->steps()->rowCount(), 0);
    QVERIFY(!f.history->isLoading());
    f.show();
    QCOMPARE(f.history->steps()->rowCount(), 2);
}

QTEST_MAIN(TestHistoryRestore)
#include "tst_history_restore.moc"
