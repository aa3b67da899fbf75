#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

using Sort = ProjectListModel::SortKey;

QStringList column(const QAbstractItemModel& model, int role) {
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result += model.data(model.index(row, 0), role).toString();
    return result;
}

QStringList titles(const QAbstractItemModel& model) { return column(model, ProjectListModel::TitleRole); }

const QString narcotics = QStringLiteral("禁毒专项");
const QString fraud = QStringLiteral("反诈专项");
const QString clothes = QStringLiteral("被装购置");

/// Three forms; codes, names, budgets and times each sort differently.
struct Forms : AppFixture {
    Id first, second, third;
    Forms() {
        first = add("31200124P00100001003C", narcotics, "30.00", "万元");
        second = add("31200124P00100001001A", fraud, "1000.00", "万元");
        third = add("31200124P00100001002B", clothes, "194200.00", "元");
    }
    Id add(const char* code, const QString& name, const char* budget, const char* unitWord) {
        clock.advance(60'000);
        auto document = sample(QString::fromLatin1(code), name);
        document.fields[QStringLiteral("budget.total")] = QString::fromLatin1(budget);
        document.fields[QStringLiteral("moneyUnit")] = QString::fromUtf8(unitWord);
        return import(document);
    }
};

} // namespace

/// The list of forms, the overview and the approver's inbox.
class TestFormList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sorts();
    void searches_data();
    void searches();
    void searchesInsideForms();
    void theNewestQueryWins();
    void filtersByStatus();
    void changesAreRowsNotResets();
    void aLargeListStaysInStep();
    void rolesOfAForm();
    void overviewCounts();
    void overviewNamesWhatNeedsAHand();
    void inboxHoldsWhatWaitsForThisPerson();
    void lockingEmptiesEverything();
};

void TestFormList::sorts() {
    Forms f;
    auto* list = f.app.projects();
    QCOMPARE(titles(*list), QStringList({fraud, clothes, narcotics})); // by code
    list->setSortKey(Sort::Changed);
    QCOMPARE(titles(*list), QStringList({clothes, fraud, narcotics}));
    list->setSortKey(Sort::Budget); // 元 and 万元 compared as money
    QCOMPARE(titles(*list), QStringList({fraud, narcotics, clothes}));
    list->setSortKey(Sort::Name);
    auto sorted = titles(*list);
    std::sort(sorted.begin(), sorted.end(),
              [](const QString& a, const QString& b) { return QString::localeAwareCompare(a, b) < 0; });
    QCOMPARE(titles(*list), sorted);
}

void TestFormList::searches_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("nothing") << QString() << QStringList{fraud, clothes, narcotics};
    QTest::newRow("part of a name") << QStringLiteral("专项") << QStringList{fraud, narcotics};
    QTest::newRow("code, any case") << QStringLiteral("1002b") << QStringList{clothes};
    QTest::newRow("all words") << QStringLiteral(" 专项  003c ") << QStringList{narcotics};
    QTest::newRow("no match") << QStringLiteral("无此项目") << QStringList{};
    QTest::newRow("not a pattern") << QStringLiteral(".*") << QStringList{};
}

void TestFormList::searches() {
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    Forms f;
    const QAbstractItemModelTester tester(f.app.projects(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    f.app.projects()->setSearch(text);
    QCOMPARE(titles(*f.app.projects()), found);
    QCOMPARE(f.app.projects()->count(), found.size());
    QCOMPARE(f.app.projects()->total(), 3);
    f.app.projects()->setSearch({});
    QCOMPARE(f.app.projects()->count(), 3);
}

void TestFormList::searchesInsideForms() {
    Forms f;
    QVERIFY(f.open(f.third));
    f.app.form()->commit(QStringLiteral("fundUse"), QStringLiteral("购置<执法记录仪>及配件"));
    f.settle();
    auto* list = f.app.projects();
    const QAbstractItemModelTester tester(list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto matches = [list] { return column(*list, ProjectListModel::MatchRole); };
    list->setSearch(QStringLiteral("执法"));
    QCOMPARE(list->count(), 0); // not in a name
    f.settle();
    QCOMPARE(titles(*list), QStringList{clothes});
    QCOMPARE(matches(), QStringList{QStringLiteral("购置&lt;<b>执法</b>记录仪&gt;及配件")});
    list->setSearch(QStringLiteral("执法记录"));
    QCOMPARE(list->count(), 1); // stays while the answer is on its way
    f.settle();
    QCOMPARE(matches(), QStringList{QStringLiteral("购置&lt;<b>执法记录</b>仪&gt;及配件")});

    // What is changed while the search stands is found, or not any more.
    f.app.form()->commit(QStringLiteral("fundUse"), QStringLiteral("无"));
    f.settle();
    QCOMPARE(list->count(), 0);
    list->setSearch(narcotics);
    f.settle();
    QCOMPARE(titles(*list), QStringList{narcotics});
    QCOMPARE(matches(), QStringList{QString()}); // the name says it
    const auto marked = [list] { return column(*list, ProjectListModel::MarkedTitleRole); };
    QCOMPARE(marked(), QStringList{QStringLiteral("<b>%1</b>").arg(narcotics)});
    list->setSearch(QStringLiteral("1002b"));
    f.settle();
    QCOMPARE(marked(), QStringList{QString()});
    QVERIFY(matches().value(0).contains(QStringLiteral("<b>1002B</b>"))); // the code says it
    list->setSearch({});
    QCOMPARE(marked(), QStringList({QString(), QString(), QString()}));
}

void TestFormList::theNewestQueryWins() {
    Forms f;
    QVERIFY(f.open(f.third));
    f.app.form()->commit(QStringLiteral("fundUse"), QStringLiteral("购置执法记录仪"));
    f.settle();
    auto* list = f.app.projects();
    for (const auto* text : {"执", "执法", "", "记录", "没有的词", "录仪"})
        list->setSearch(QString::fromUtf8(text));
    f.settle();
    QCOMPARE(titles(*list), QStringList{clothes});
    list->setSearch({});
    f.settle();
    QCOMPARE(list->count(), 3);
    f.services.close();
    list->setSearch(QStringLiteral("执法"));
    f.settle();
    QCOMPARE(list->count(), 0);
}

void TestFormList::filtersByStatus() {
    Forms f;
    f.acceptAll();
    f.remote(f.second, QStringLiteral("submitted"), 1);
    auto* list = f.app.projects();
    list->setStatusFilter(QStringLiteral("received"));
    QCOMPARE(titles(*list), QStringList{fraud});
    f.remote(f.second, QStringLiteral("unit_approved"), 1); // leaves the filter while it is on
    QCOMPARE(list->count(), 0);
    list->setStatusFilter(QStringLiteral("approved"));
    QCOMPARE(titles(*list), QStringList{fraud});
    list->setStatusFilter({});
    QCOMPARE(list->count(), 3);
}

void TestFormList::changesAreRowsNotResets() {
    Forms f;
    auto* list = f.app.projects();
    const QAbstractItemModelTester tester(list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(list, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(list, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(list, &QAbstractItemModel::rowsRemoved);
    QSignalSpy moved(list, &QAbstractItemModel::rowsMoved);
    f.add("31200124P00100001002C", QStringLiteral("装备"), "1.00", "万元");
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 2);
    QCOMPARE(moved.count() + removed.count(), 0);

    list->setSortKey(Sort::Changed);
    moved.clear();
    f.clock.advance(60'000);
    QVERIFY(f.open(f.first));
    f.app.form()->commit(QStringLiteral("fundUse"), QStringLiteral("甲"));
    f.settle();
    QCOMPARE(titles(*list).first(), narcotics);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(inserted.count(), 1);
    list->setSearch(QStringLiteral("专项"));
    QCOMPARE(removed.count(), 2);
    QCOMPARE(resets.count(), 0);
}

void TestFormList::aLargeListStaysInStep() {
    AppFixture f;
    QList<FormDocument> documents;
    for (int i = 0; i < 150; ++i)
        documents.append(f.sample(QStringLiteral("31200124P%1").arg(i * 7919 % 1000, 12, 10, QLatin1Char('0')),
                                  QStringLiteral("项目%1").arg(i * 31 % 150)));
    QVERIFY(f.inStore([&](Store& store) {
                 return FormRepository(store, f.services.catalogue(), f.services.ids())
                     .importForms(documents, f.unit, f.actor);
             }).ok());
    const QAbstractItemModelTester tester(f.app.projects(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    f.services.notifyEdited({});
    f.settle();
    auto* list = f.app.projects();
    for (const auto key : {Sort::Name, Sort::Code, Sort::Changed, Sort::Budget}) {
        list->setSortKey(key);
        list->setSearch(QStringLiteral("1"));
        const auto some = titles(*list);
        list->setSearch({});
        QStringList filtered;
        for (int row = 0; row < list->rowCount(); ++row) {
            const auto title = list->data(list->index(row), ProjectListModel::TitleRole).toString();
            const auto code = list->data(list->index(row), ProjectListModel::CodeRole).toString();
            if (title.contains(u'1') || code.contains(u'1')) filtered += title;
        }
        QCOMPARE(some, filtered);
        QCOMPARE(list->count(), 150);
    }
}

void TestFormList::rolesOfAForm() {
    Forms f;
    auto* list = f.app.projects();
    const auto at = [&](int role) { return list->data(list->index(2), role); };
    QCOMPARE(at(ProjectListModel::FormIdRole).toString(), f.first.toString());
    QCOMPARE(at(ProjectListModel::BudgetRole).toString(), QStringLiteral("30.00"));
    QCOMPARE(at(ProjectListModel::MoneyUnitRole).toString(), QStringLiteral("万元"));
    QCOMPARE(at(ProjectListModel::YearRole).toInt(), 2025);
    QCOMPARE(at(ProjectListModel::StatusRole).toString(), QStringLiteral("draft"));
    QCOMPARE(at(ProjectListModel::ErrorsRole).toInt(), -1); // not reviewed yet
    QVERIFY(at(ProjectListModel::UnsentRole).toInt() > 0);
    QVERIFY(at(ProjectListModel::ChangedRole).toString().contains(u':'));
    QCOMPARE(at(ProjectListModel::RoundRole).toInt(), 1);
    QVERIFY(!at(Qt::DisplayRole).isValid());
    QVERIFY(!list->data(list->index(99), ProjectListModel::TitleRole).isValid());
    QVERIFY(f.open(f.first));
    f.settle();
    QCOMPARE(at(ProjectListModel::ErrorsRole).toInt(), 0);
}

void TestFormList::overviewCounts() {
    Forms f;
    auto* overview = f.app.overview();
    QCOMPARE(overview->total(), 3);
    QCOMPARE(overview->budgetTotal(), QStringLiteral("1,049.42")); // 30 + 1000 + 19.42 万元
    QCOMPARE(overview->budgetApproved(), QStringLiteral("0.00"));
    f.acceptAll();
    f.remote(f.second, QStringLiteral("unit_approved"), 1);
    QCOMPARE(overview->budgetApproved(), QStringLiteral("1,000.00"));
    QVERIFY(overview->approvedShare() > 0.95 && overview->approvedShare() < 0.96);
    const QVariantList expected{
        QVariantMap{{QStringLiteral("status"), QStringLiteral("draft")}, {QStringLiteral("count"), 2}},
        QVariantMap{{QStringLiteral("status"), QStringLiteral("approved")}, {QStringLiteral("count"), 1}}};
    QCOMPARE(overview->statusCounts(), expected);
}

void TestFormList::overviewNamesWhatNeedsAHand() {
    Forms f;
    QVERIFY(f.app.overview()->attention().isEmpty());
    f.acceptAll();
    f.remote(f.second, QStringLiteral("returned"), 2,
             {f.remoteRecord(RecordType::transition, f.second,
                             {{Field::action, QStringLiteral("return")},
                              {Field::toState, QStringLiteral("returned")},
                              {Field::opinion, QStringLiteral("请补充依据")}})});
    QVERIFY(f.open(f.first));
    f.app.form()->commit(QStringLiteral("budget.total"), QString());
    QTRY_VERIFY(f.app.form()->findings()->errors() > 0);
    f.settle();
    QMap<QString, QString> notes;
    for (const auto& entry : f.app.overview()->attention())
        notes.insert(entry.toMap()[QStringLiteral("title")].toString(),
                     entry.toMap()[QStringLiteral("note")].toString());
    QCOMPARE(notes.keys(), QStringList({fraud, narcotics}));
    QCOMPARE(notes[fraud], QStringLiteral("请补充依据"));
    QVERIFY(notes[narcotics].contains(QString::number(f.app.form()->findings()->errors())));
}

void TestFormList::inboxHoldsWhatWaitsForThisPerson() {
    Forms f;
    f.acceptAll();
    f.clock.advance(1000);
    f.remote(f.first, QStringLiteral("submitted"), 1);
    f.clock.advance(1000);
    f.remote(f.third, QStringLiteral("submitted"), 1);
    auto* inbox = f.app.approvals();
    QCOMPARE(inbox->count(), 0); // a filler decides nothing
    QVERIFY(!inbox->mayDecide());
    f.become(QStringLiteral("王局长"), {Role::DepartmentHead});
    QVERIFY(inbox->mayDecide());
    QCOMPARE(titles(*inbox), QStringList({narcotics, clothes})); // longest waiting first
    QVERIFY(f.open(f.first));
    f.app.form()->approve({});
    f.settle();
    QCOMPARE(titles(*inbox), QStringList{clothes});
}

void TestFormList::lockingEmptiesEverything() {
    Forms f;
    f.become(QStringLiteral("王局长"), {Role::DepartmentHead});
    f.services.close();
    f.settle();
    QCOMPARE(f.app.projects()->count(), 0);
    QCOMPARE(f.app.projects()->total(), 0);
    QCOMPARE(f.app.approvals()->count(), 0);
    QCOMPARE(f.app.overview()->total(), 0);
    QVERIFY(f.app.overview()->attention().isEmpty());
    QCOMPARE(f.app.overview()->budgetTotal(), QStringLiteral("0.00"));
    f.unlock();
    QCOMPARE(f.app.projects()->count(), 3);
}

QTEST_MAIN(TestFormList)
#include "tst_form_list.moc"
