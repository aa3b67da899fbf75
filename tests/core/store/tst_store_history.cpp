#include "core/store/history_sql.h"
#include "core/store/schema.h"
#include "store_session.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString note = QStringLiteral("note");

qint64 newestVersion(StoreFixture& f, const Id& form) {
    const auto groups = f.store->timeline(form, 1);
    return groups && !groups->isEmpty() ? groups->first().id : 0;
}

/// The plan of a statement, a line each.
QStringList planOf(Database& database, const QByteArray& sql) {
    QStringList lines;
    auto rows = database.query(("EXPLAIN QUERY PLAN " + sql).constData());
    while (rows.next())
        lines.append(rows.text(3));
    return lines;
}

} // namespace

/// What the history page shows, page by page.
class TestStoreHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timelineInPages();
    void entriesInPages();
    void oneField();
    void readsOnlyWhatItShows_data();
    void readsOnlyWhatItShows();
    void rowsOfOthersAreSteps();
};

void TestStoreHistory::timelineInPages() {
    StoreFixture f;
    const Id form = f.addForm(2);
    const Id other = f.addForm(2);
    const auto rows = f.store->children(form);
    for (int i = 0; i < 20; ++i) {
        VERIFY_OK(f.store->apply(f.batch(form,
                                         {StoreFixture::change(rows->at(0).id, target, QString::number(i)),
                                          StoreFixture::change(rows->at(1).id, target, QString::number(i))},
                                         QStringLiteral("第%1步").arg(i))));
        VERIFY_OK(f.set(other, f.indicators[0], target, QString::number(i)));
    }
    VERIFY_OK(f.store->undo(form, f.filler));
    f.reopen();
    const auto all = f.store->timeline(form, -1);
    VERIFY_OK(all);
    QCOMPARE(all->size(), 22);
    QCOMPARE(all->at(0).kind, QStringLiteral("undo"));
    QCOMPARE(all->at(0).undoes, all->at(1).id);
    QVERIFY(all->at(1).undone);
    QVERIFY(!all->at(2).undone);
    QCOMPARE(all->at(1).label, QStringLiteral("第19步"));
    QCOMPARE(all->at(1).personName, QStringLiteral("李民警"));
    QCOMPARE(all->at(1).deviceId, QStringLiteral("dev-1"));
    QCOMPARE(all->at(1).entries, 2);
    QCOMPARE(all->at(21).entries, 4); // project, form and two rows made
    QList<qint64> seen;
    qint64 last = 0;
    for (auto page = f.store->timeline(form, 5); !page->isEmpty(); page = f.store->timeline(form, 5, last)) {
        QVERIFY(page->size() <= 5);
        for (const auto& group : *page)
            seen.append(group.id);
        last = seen.last();
    }
    QCOMPARE(seen.size(), 22);
    for (int i = 0; i < 22; ++i)
        QCOMPARE(seen[i], all->at(i).id);
}

void TestStoreHistory::entriesInPages() {
    StoreFixture f;
    const Id form = f.addForm(7);
    for (int i = 0; i < 10; ++i)
        VERIFY_OK(f.set(form, f.indicators[i % 7], target, QString::number(i)));
    const auto all = f.store->history(form, -1);
    VERIFY_OK(all);
    QCOMPARE(all->size(), 19);
    for (const int size : {1, 4, 100}) {
        QList<qint64> seen;
        for (auto page = f.store->history(form, size); !page->isEmpty();
             page = f.store->history(form, size, seen.last())) {
            for (const auto& entry : *page)
                seen.append(entry.seq);
        }
        QCOMPARE(seen.size(), 19);
        QVERIFY(std::is_sorted(seen.crbegin(), seen.crend()));
    }
    const auto first = f.store->timeline(form, -1)->last();
    const auto made = f.store->groupEntries(first.id, 5);
    QCOMPARE(made->size(), 5);
    QCOMPARE(made->at(0).op, QStringLiteral("create"));
    QCOMPARE(made->at(0).recordType, RecordType::project);
    QCOMPARE(made->at(0).group, first.id);
    QCOMPARE(f.store->groupEntries(first.id, -1, made->last().seq)->size(), 4);
    QVERIFY(f.store->groupEntries(9999, -1)->isEmpty());
}

void TestStoreHistory::oneField() {
    StoreFixture f;
    const Id form = f.addForm(2);
    for (int i = 0; i < 6; ++i) {
        VERIFY_OK(f.set(form, f.indicators[0], target, QString::number(i)));
        VERIFY_OK(f.set(form, f.indicators[0], note, QString::number(i)));
        VERIFY_OK(f.set(form, f.indicators[1], target, QString::number(i)));
    }
    VERIFY_OK(f.store->undo(form, f.filler));
    const auto values = f.store->fieldHistory(f.indicators[0], target, 4);
    VERIFY_OK(values);
    QCOMPARE(values->size(), 4);
    QCOMPARE(values->at(0).newValue, QStringLiteral("5"));
    QCOMPARE(values->at(3).newValue, QStringLiteral("2"));
    const auto rest = f.store->fieldHistory(f.indicators[0], target, 4, values->last().seq);
    QCOMPARE(rest->size(), 2);
    QCOMPARE(rest->last().oldValue, QStringLiteral("≥95%"));
    QCOMPARE(f.store->fieldHistory(f.indicators[1], target, 1)->first().kind, QStringLiteral("undo"));
    QVERIFY(f.store->fieldHistory(f.indicators[0], QStringLiteral("name"), 4)->isEmpty());
}

void TestStoreHistory::readsOnlyWhatItShows_data() {
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("sorted");
    QTest::newRow("history") << HistorySql::history << true;
    QTest::newRow("group") << HistorySql::group << true;
    QTest::newRow("field") << HistorySql::field << true;
    QTest::newRow("timeline") << HistorySql::timeline << true;
    QTest::newRow("record") << HistorySql::recordAt << true;
    QTest::newRow("children") << HistorySql::childrenAt << true;
    QTest::newRow("decisions") << HistorySql::decisions << false; // as many as a form has decisions
}

/// Every table is entered by an index, and no result is sorted before its first row: pages cost what they show.
void TestStoreHistory::readsOnlyWhatItShows() {
    QFETCH(QByteArray, sql);
    QFETCH(bool, sorted);
    StoreFixture f;
    f.close();
    auto database = Database::open({f.file(), storeMigrations()}, StoreFixture::key());
    VERIFY_OK(database);
    const auto plan = planOf(**database, sql);
    QVERIFY(plan.size() >= 2);
    for (const auto& line : plan) {
        QVERIFY2(!line.startsWith(QLatin1String("SCAN")), qPrintable(plan.join(u'\n')));
        QVERIFY2(!line.contains(QLatin1String("AUTOMATIC")), qPrintable(plan.join(u'\n')));
        if (sorted) QVERIFY2(!line.contains(QLatin1String("TEMP B-TREE")), qPrintable(plan.join(u'\n')));
    }
}

void TestStoreHistory::rowsOfOthersAreSteps() {
    StoreFixture f;
    const Id form = f.addForm(1);
    f.syncAll();
    const qint64 before = newestVersion(f, form);
    const Record row{
        RecordType::indicator, f.ids.next(), f.unit, form, {{target, {QStringLiteral("1"), 50}}}, 50, false};
    VERIFY_OK(f.store->applyRemote({row}, 50));
    const auto newest = f.store->timeline(form, 1)->first();
    QVERIFY(newest.id > before);
    QCOMPARE(newest.kind, QStringLiteral("remote"));
    QCOMPARE(f.store->formVersion(form, before)->size(), 3);
    QCOMPARE(f.store->formVersion(form, newest.id)->size(), 4);
    QVERIFY(f.store->outbox()->isEmpty());
    // A form that only ever came from the server has no history of its own.
    const Record foreign{
        RecordType::declaration, f.ids.next(), f.unit, {}, {{Field::form, {QStringLiteral("x"), 51}}}, 51, false};
    const Record foreignRow{RecordType::indicator, f.ids.next(), f.unit, foreign.id, {}, 52, false};
    VERIFY_OK(f.store->applyRemote({foreign, foreignRow}, 52));
    QVERIFY(f.store->timeline(foreign.id, -1)->isEmpty());
}

QTEST_GUILESS_MAIN(TestStoreHistory)
#include "tst_store_history.moc"
