#include "tests/app/app_fixture.h"
#include "tests/core/forms/made_up_values.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

/// The catalogue's first form whose some table has what is asked for.
template <typename Wanted>
std::pair<const FormTemplate*, const TableSpec*> formWith(Wanted wanted) {
    for (const auto& form : FormCatalogue::builtIn().forms())
        for (const auto& table : form.tables)
            if (wanted(table)) return {&form, &table};
    return {nullptr, nullptr};
}

bool isGrouped(const TableSpec& table) { return table.groups.size() == 2; }

bool create(AppFixture& f, const QString& form) {
    QSignalSpy created(f.app.newForm(), &NewFormViewModel::created);
    f.app.newForm()->create(form);
    if (!QTest::qWaitFor([&] { return created.count() == 1; })) return false;
    f.settle();
    return f.open(*Id::fromString(created.first().first().toString()));
}

Id idOfOpen(AppFixture& f) { return *Id::fromString(f.app.form()->formId()); }

QString pathTo(const QString& table, int row, const QString& column) {
    return FieldPath{table, row, column}.toString();
}

GroupListModel* groupsAt(AppFixture& f, const QString& table, int row) {
    return f.rowsOf(table)->rows().at(row).groups.get();
}

} // namespace

/// The form page's models serve every template, by its data alone.
class TestEveryForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormIsMadeAndFilled_data();
    void everyFormIsMadeAndFilled();
    void fixedRowsStay();
    void missingFixedRowsAreAdded();
    void computedPlacesFollowTheirInputs_data();
    void computedPlacesFollowTheirInputs();
    void undoTakesBackWhatFollowed();
    void sumsFollowRows();
    void groupsAreShownOnce();
    void groupsAreEditedOnce();
    void addingInsideGroups();
    void rowsStayInTheirGroup();
};

void TestEveryForm::everyFormIsMadeAndFilled_data() {
    QTest::addColumn<QString>("form");
    for (const auto& form : FormCatalogue::builtIn().forms())
        QTest::newRow(qPrintable(form.id)) << form.id;
}

void TestEveryForm::everyFormIsMadeAndFilled() {
    QFETCH(QString, form);
    AppFixture f;
    QVERIFY(create(f, form));
    const auto& known = *FormCatalogue::builtIn().find(form);
    auto* view = f.app.form();
    QVERIFY(!view->title().isEmpty());
    QCOMPARE(view->sections()->rowCount(), int(known.sections.size()));
    const auto filled = madeUpDocument(known, 3);
    for (const auto& table : known.tables) {
        if (!table.fixedRows.isEmpty()) continue;
        for (int row = 0; row < filled.rows(table.id).size(); ++row) {
            view->addRow(table.id, row - 1);
            f.settle();
        }
    }
    // Every place that is shown for typing takes what is typed, and nothing else does.
    const auto type = [&](const FieldListModel& fields) {
        for (int i = 0; i < fields.rowCount(); ++i) {
            const auto path = fields.index(i).data(FieldListModel::PathRole).toString();
            QCOMPARE(fields.index(i).data(FieldListModel::EditableRole).toBool(),
                     !fields.index(i).data(FieldListModel::ComputedRole).toBool());
            view->commit(path, filled.value(FieldPath::fromString(path)));
        }
    };
    for (const auto& section : view->sections()->sections()) {
        if (section.fields) type(*section.fields);
        if (!section.rows) continue;
        for (const auto& row : section.rows->rows()) {
            type(*row.fields);
            if (!row.groups) continue;
            for (const auto& group : row.groups->groups())
                type(*group.fields);
        }
    }
    f.settle();
    QVERIFY(!view->error().isSet);
    QCOMPARE(view->saveState(), FormViewModel::SaveState::Saved);
    const auto stored = f.stored(idOfOpen(f));
    int typed = 0;
    for (const auto& section : view->sections()->sections())
        for (const auto& item : section.fields ? section.fields->items() : QList<FieldListModel::Item>()) {
            if (item.computed()) continue;
            QCOMPARE(stored.value(item.path), filled.value(item.path));
            ++typed;
        }
    QVERIFY(typed > 0);
    for (const auto& table : known.tables) {
        QCOMPARE(stored.rows(table.id).size(), filled.rows(table.id).size());
        for (int row = 0; row < filled.rows(table.id).size(); ++row)
            for (const auto& column : table.columns) {
                if (!column.formula.isEmpty() || table.isGrouped(column.id)) continue;
                QCOMPARE(stored.rows(table.id).at(row).cell(column.id), filled.rows(table.id).at(row).cell(column.id));
            }
    }
    QVERIFY(f.app.form()->canUndo());
}

void TestEveryForm::fixedRowsStay() {
    const auto [form, table] = formWith([](const TableSpec& spec) { return spec.fixedRows.size() > 2; });
    QVERIFY(form != nullptr);
    AppFixture f;
    QVERIFY(create(f, form->id));
    const auto* rows = f.rowsOf(table->id);
    QCOMPARE(rows->count(), int(table->fixedRows.size()));
    auto* view = f.app.form();
    view->addRow(table->id, 0);
    view->removeRow(table->id, 1);
    view->moveRow(table->id, 0, 1);
    f.settle();
    QCOMPARE(rows->count(), int(table->fixedRows.size()));
    for (int row = 0; row < rows->count(); ++row) {
        const auto at = rows->index(row);
        QCOMPARE(at.data(RowListModel::CaptionRole).toString(), table->fixedRows.at(row));
        QVERIFY(at.data(RowListModel::FixedRole).toBool());
        QVERIFY(!at.data(RowListModel::CanMoveUpRole).toBool() && !at.data(RowListModel::CanMoveDownRole).toBool());
        // Its name is no field to be typed over.
        QCOMPARE(f.shown(pathTo(table->id, row, table->columns.first().id)).toString(), QStringLiteral("<not shown>"));
    }
    QVERIFY(!f.app.form()->error().isSet);
}

void TestEveryForm::missingFixedRowsAreAdded() {
    const auto [form, table] = formWith([](const TableSpec& spec) { return spec.fixedRows.size() > 2; });
    AppFixture f;
    FormDocument lacking;
    lacking.form = form->id;
    lacking.fiscalYear = form->yearFrom;
    const auto& name = table->columns.first().id;
    lacking.tables[table->id] = {{Id(), {{name, table->fixedRows.at(1)}}},
                                 {Id(), {{name, QStringLiteral("另列一行")}}}};
    const auto id = f.import(lacking);
    QVERIFY(f.open(id));
    const auto* rows = f.rowsOf(table->id);
    QCOMPARE(rows->count(), int(table->fixedRows.size()) + 1);
    QStringList captions;
    for (const auto& row : rows->rows())
        captions += row.caption;
    QCOMPARE(captions, table->fixedRows + QStringList{QStringLiteral("另列一行")});
    f.app.form()->removeRow(table->id, rows->count() - 1); // what the file brought on top may go
    f.settle();
    QCOMPARE(rows->count(), int(table->fixedRows.size()));
}

void TestEveryForm::computedPlacesFollowTheirInputs_data() {
    QTest::addColumn<QString>("form");
    QTest::addColumn<QStringList>("typed"); // path=value
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* name, const char* form, const QStringList& typed, const char* path,
                        const char* value) {
        QTest::newRow(name) << QString::fromLatin1(form) << typed << QString::fromLatin1(path)
                            << QString::fromUtf8(value);
    };
    const auto self = "national.selfEvaluation.2020";
    row("rate", self, {u"funds[0].budgetInForce=400"_qs, u"funds[0].executedAmount=368"_qs}, "funds[0].executionRate",
        "92%");
    row("score of funds", self,
        {u"funds[0].budgetInForce=400"_qs, u"funds[0].executedAmount=368"_qs, u"funds[0].weight=20"_qs},
        "funds[0].score", "18.4");
    row("never more than its weight", self,
        {u"funds[0].weight=10"_qs, u"funds[0].budgetInForce=400"_qs, u"funds[0].executedAmount=440"_qs},
        "funds[0].score", "10");
    row("total of scores", self,
        {u"funds[0].weight=10"_qs, u"funds[0].budgetInForce=3"_qs, u"funds[0].executedAmount=1"_qs,
         u"indicators[0].score=12.5"_qs},
        "totalScore", "15.83");
    row("nothing to divide by", self, {u"funds[0].budgetInForce=0"_qs, u"funds[0].executedAmount=1"_qs},
        "funds[0].executionRate", "");
    row("difference", "disclosure.officialExpenses.2020",
        {u"expenses[0].amount=1,204.50"_qs, u"expenses[0].lastYear=1300"_qs}, "expenses[0].change", "-95.50");
    row("blank input", "disclosure.officialExpenses.2020", {u"expenses[0].amount=1204.5"_qs}, "expenses[0].change", "");
    row("share of the total row", "hubei.department.2024",
        {u"funds.income[0].amount=1"_qs, u"funds.income[3].amount=3"_qs}, "funds.income[0].share", "33.33%");
    row("whole share", "hubei.department.2024",
        {u"funds.income[0].amount=250.00"_qs, u"funds.income[3].amount=250.00"_qs}, "funds.income[3].share", "100%");
    row("sum of a column", "national.department.2015", {u"tasks[0].total=0.10"_qs}, "taskTotal.total", "0.10");
}

void TestEveryForm::computedPlacesFollowTheirInputs() {
    QFETCH(QString, form);
    QFETCH(QStringList, typed);
    QFETCH(QString, path);
    QFETCH(QString, value);
    AppFixture f;
    QVERIFY(create(f, form));
    const auto& known = *FormCatalogue::builtIn().find(form);
    for (const auto& table : known.tables)
        if (table.fixedRows.isEmpty()) f.app.form()->addRow(table.id, -1);
    f.settle();
    for (const auto& each : typed)
        f.app.form()->edit(each.section(u'=', 0, 0), each.section(u'=', 1));
    QCOMPARE(f.shown(path).toString(), value);
    QVERIFY(!f.shown(path, FieldListModel::EditableRole).toBool());
    f.app.form()->saveNow();
    f.settle();
    QCOMPARE(f.stored(idOfOpen(f), path), value);
    f.app.form()->edit(path, QStringLiteral("77")); // nobody types over it
    QCOMPARE(f.shown(path).toString(), value);
}

void TestEveryForm::undoTakesBackWhatFollowed() {
    AppFixture f;
    QVERIFY(create(f, QStringLiteral("disclosure.officialExpenses.2020")));
    auto* view = f.app.form();
    view->commit(QStringLiteral("expenses[1].lastYear"), QStringLiteral("10"));
    view->commit(QStringLiteral("expenses[1].amount"), QStringLiteral("12"));
    f.settle();
    QCOMPARE(f.shown(QStringLiteral("expenses[1].change")).toString(), QStringLiteral("2.00"));
    view->undo();
    f.settle();
    QCOMPARE(f.shown(QStringLiteral("expenses[1].amount")).toString(), QString());
    QCOMPARE(f.shown(QStringLiteral("expenses[1].change")).toString(), QString());
    view->redo();
    f.settle();
    QCOMPARE(f.stored(idOfOpen(f), QStringLiteral("expenses[1].change")), QStringLiteral("2.00"));
    // What a file says stays as it stood until one of its inputs changes.
    FormDocument document = f.stored(idOfOpen(f));
    document.fields[QStringLiteral("title")] = QStringLiteral("另一张表");
    document.setValue({QStringLiteral("expenses"), 1, QStringLiteral("change")}, QStringLiteral("2.0 增加"));
    QVERIFY(f.open(f.import(document)));
    QCOMPARE(f.shown(QStringLiteral("expenses[1].change")).toString(), QStringLiteral("2.0 增加"));
    view->commit(QStringLiteral("expenses[1].reason"), QStringLiteral("车辆更新"));
    QCOMPARE(f.shown(QStringLiteral("expenses[1].change")).toString(), QStringLiteral("2.0 增加"));
    view->commit(QStringLiteral("expenses[1].amount"), QStringLiteral("13"));
    QCOMPARE(f.shown(QStringLiteral("expenses[1].change")).toString(), QStringLiteral("3.00"));
}

void TestEveryForm::sumsFollowRows() {
    AppFixture f;
    QVERIFY(create(f, QStringLiteral("national.department.2015")));
    auto* view = f.app.form();
    const auto tasks = QStringLiteral("tasks");
    const auto total = QStringLiteral("taskTotal.total");
    for (int row = 0; row < 2; ++row) {
        view->addRow(tasks, row - 1);
        f.settle();
        view->commit(pathTo(tasks, row, QStringLiteral("total")), QStringLiteral("1200.005"));
    }
    f.settle();
    QCOMPARE(f.shown(total).toString(), QStringLiteral("2400.01"));
    view->removeRow(tasks, 0);
    f.settle();
    QCOMPARE(f.shown(total).toString(), QStringLiteral("1200.005"));
    QCOMPARE(f.stored(idOfOpen(f), total), QStringLiteral("1200.005"));
    view->undo(); // the total
    view->undo(); // the row
    f.settle();
    QCOMPARE(f.rowsOf(tasks)->count(), 2);
    QCOMPARE(f.shown(total).toString(), QStringLiteral("2400.01"));
}

void TestEveryForm::groupsAreShownOnce() {
    const auto [form, table] = formWith(isGrouped);
    QVERIFY(form != nullptr);
    AppFixture f;
    QVERIFY(f.open(f.import(madeUpDocument(*form, 9)))); // 4 rows to an outer group, 2 to an inner one
    const auto* rows = f.rowsOf(table->id);
    const QAbstractItemModelTester tester(groupsAt(f, table->id, 0),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(rows->count(), 9);
    QList<int> begun;
    for (const auto& row : rows->rows())
        begun += row.groups->rowCount();
    QCOMPARE(begun, (QList<int>{2, 0, 1, 0, 2, 0, 1, 0, 2}));
    const auto& outer = groupsAt(f, table->id, 4)->groups().first();
    QCOMPARE(outer.label, table->columns.first().label);
    QCOMPARE(outer.caption, f.stored(idOfOpen(f)).rows(table->id).at(4).cell(table->columns.first().id));
    QVERIFY(outer.fields->rowCount() == table->groups.first().columns.size());
    QVERIFY(!outer.addLabel.isEmpty());
    QVERIFY(groupsAt(f, table->id, 4)->groups().last().addLabel.isEmpty());
    for (const auto& column : table->groups.first().columns)
        QCOMPARE(f.shown(pathTo(table->id, 4, column)).toString(), QStringLiteral("<not shown>")); // not in the row
}

void TestEveryForm::groupsAreEditedOnce() {
    const auto [form, table] = formWith(isGrouped);
    AppFixture f;
    QVERIFY(f.open(f.import(madeUpDocument(*form, 9))));
    const auto id = idOfOpen(f);
    const auto column = table->columns.first().id;
    const auto before = f.stored(id).rows(table->id);
    // Typing the name of the group above does not make one of the two while typing.
    for (const auto& text : {before.at(0).cell(column), before.at(0).cell(column) + QStringLiteral("二")})
        f.app.form()->edit(pathTo(table->id, 4, column), text);
    f.app.form()->saveNow();
    f.settle();
    const auto after = f.stored(id).rows(table->id);
    for (int row = 0; row < after.size(); ++row)
        QCOMPARE(after.at(row).cell(column),
                 row >= 4 && row < 8 ? before.at(0).cell(column) + QStringLiteral("二") : before.at(row).cell(column));
    QCOMPARE(groupsAt(f, table->id, 4)->groups().first().caption, after.at(4).cell(column));
    f.app.form()->undo();
    f.settle();
    QCOMPARE(f.stored(id).rows(table->id).at(7).cell(column), before.at(7).cell(column));
}

void TestEveryForm::addingInsideGroups() {
    const auto [form, table] = formWith(isGrouped);
    AppFixture f;
    QVERIFY(f.open(f.import(madeUpDocument(*form, 8))));
    const auto id = idOfOpen(f);
    auto* view = f.app.form();
    const auto outer = table->groups.first().columns.values();
    const auto inner = table->groups.last().columns.values();
    const auto agree = [&, name = table->id](int a, int b, const QStringList& columns) {
        const auto rows = f.stored(id).rows(name);
        return std::all_of(columns.begin(), columns.end(),
                           [&](const QString& column) { return rows.at(a).cell(column) == rows.at(b).cell(column); });
    };
    view->addInGroup(table->id, 0, 1); // a row of the first activity
    f.settle();
    QCOMPARE(f.rowsOf(table->id)->count(), 9);
    QVERIFY(agree(2, 0, outer) && agree(2, 0, inner));
    QCOMPARE(groupsAt(f, table->id, 2)->rowCount(), 0);
    view->addInGroup(table->id, 0, 0); // an activity of the first duty
    f.settle();
    QCOMPARE(f.rowsOf(table->id)->count(), 10);
    QVERIFY(agree(5, 0, outer) && !agree(5, 4, inner));
    QCOMPARE(groupsAt(f, table->id, 5)->rowCount(), 1);
    QCOMPARE(groupsAt(f, table->id, 6)->rowCount(), 2); // the next duty begins where it did
    view->addRow(table->id, 9);                         // a duty
    f.settle();
    QCOMPARE(groupsAt(f, table->id, 10)->rowCount(), 2);
    QVERIFY(groupsAt(f, table->id, 10)->groups().first().caption.isEmpty());
    view->addInGroup(table->id, 99, 0);
    view->addInGroup(table->id, 0, 7);
    view->addInGroup(QStringLiteral("nothing"), 0, 0);
    f.settle();
    QCOMPARE(f.rowsOf(table->id)->count(), 11);
}

void TestEveryForm::rowsStayInTheirGroup() {
    const auto [form, table] = formWith(isGrouped);
    AppFixture f;
    QVERIFY(f.open(f.import(madeUpDocument(*form, 8))));
    const auto id = idOfOpen(f);
    const auto before = f.stored(id).rows(table->id);
    f.app.form()->moveRow(table->id, 1, 2); // into the next activity: no
    f.settle();
    QCOMPARE(f.stored(id).rows(table->id), before);
    f.app.form()->moveRow(table->id, 0, 1);
    f.settle();
    auto swapped = before;
    swapped.swapItemsAt(0, 1);
    QCOMPARE(f.stored(id).rows(table->id), swapped);
    QCOMPARE(groupsAt(f, table->id, 0)->rowCount(), 2);
    QCOMPARE(groupsAt(f, table->id, 1)->rowCount(), 0);
    const auto* rows = f.rowsOf(table->id);
    QVERIFY(!rows->index(1).data(RowListModel::CanMoveDownRole).toBool());
}

QTEST_MAIN(TestEveryForm)
#include "tst_every_form.moc"
