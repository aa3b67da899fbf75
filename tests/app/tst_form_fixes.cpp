#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

QString cell(int row, const char* column) {
    return QStringLiteral("indicators[%1].%2").arg(row).arg(QLatin1String(column));
}

} // namespace

/// One-tap fixes, and what one value decides about others.
class TestFormFixes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFixCanBeTakenBack();
    void aFixForOldTextIsNotTaken();
    void wordsFollowTheWordAbove();
    void amountsFollowTheUnit();
};

void TestFormFixes::aFixCanBeTakenBack() {
    AppFixture f;
    const auto form = f.openSample();
    const auto cost = cell(2, "target");
    f.settle();
    const auto before = f.app.form()->findings()->count();
    f.app.form()->commit(cost, QStringLiteral("≤35.00万元")); // more than the budget
    QTRY_VERIFY(f.findingAt(cost) >= 0);
    f.settle();
    QCOMPARE(f.shown(cost, FieldListModel::SeverityRole).toString(), QStringLiteral("E"));
    QVERIFY(!f.shown(cost, FieldListModel::FixLabelRole).toString().isEmpty());
    f.app.form()->applyFixAt(cost);
    QCOMPARE(f.shown(cost).toString(), QStringLiteral("≤30.00万元"));
    QTRY_COMPARE(f.findingAt(cost), -1);
    QCOMPARE(f.app.form()->findings()->count(), before);
    QCOMPARE(f.shown(cost, FieldListModel::SeverityRole).toString(), QString());
    QCOMPARE(f.stored(form, cost), QStringLiteral("≤30.00万元"));
    f.settle();
    f.app.form()->undo();
    QTRY_COMPARE(f.shown(cost).toString(), QStringLiteral("≤35.00万元"));
    QTRY_VERIFY(f.findingAt(cost) >= 0);
}

void TestFormFixes::aFixForOldTextIsNotTaken() {
    AppFixture f;
    const auto form = f.openSample();
    const auto cost = cell(2, "target");
    f.app.form()->commit(cost, QStringLiteral("≤35.00万元"));
    QTRY_VERIFY(f.findingAt(cost) >= 0);
    f.settle();
    f.app.form()->edit(cost, QStringLiteral("≤28.00万元"));
    f.app.form()->applyFix(f.findingAt(cost)); // the remark on the old text still stands
    f.app.form()->flush();
    f.settle();
    QCOMPARE(f.stored(form, cost), QStringLiteral("≤28.00万元"));

    // The rows have moved since the review: the fix goes with its row.
    f.app.form()->commit(cost, QStringLiteral("≤35.00万元"));
    QTRY_VERIFY(f.findingAt(cost) >= 0);
    f.settle();
    f.app.form()->moveRow(QStringLiteral("indicators"), 2, 0);
    QTRY_COMPARE(f.shown(cell(0, "name")).toString(), QStringLiteral("禁毒经费支出"));
    f.app.form()->applyFix(std::max(f.findingAt(cost), f.findingAt(cell(0, "target"))));
    f.settle();
    QCOMPARE(f.stored(form, cell(0, "target")), QStringLiteral("≤30.00万元"));
    QCOMPARE(f.stored(form, cost), QStringLiteral("≥95%"));
}

void TestFormFixes::wordsFollowTheWordAbove() {
    AppFixture f;
    f.openSample();
    const auto offers = [&](const QString& word) {
        for (const auto& option : f.shown(cell(0, "level2"), FieldListModel::OptionsRole).toList())
            if (option.toMap().value(QStringLiteral("value")) == word) return true;
        return false;
    };
    QVERIFY(offers(QStringLiteral("质量指标")));
    QVERIFY(!offers(QStringLiteral("社会效益指标")));
    int row = 0;
    QSignalSpy changes(f.fieldsOf(cell(0, "level2"), row), &QAbstractItemModel::dataChanged);
    f.app.form()->edit(cell(0, "level1"), QStringLiteral("效益指标"));
    QVERIFY(offers(QStringLiteral("社会效益指标")));
    QVERIFY(!offers(QStringLiteral("质量指标")));
    QVERIFY(offers(QStringLiteral("数量指标"))); // chosen before; seen until another is
    const bool told = std::any_of(changes.begin(), changes.end(), [](const QList<QVariant>& arguments) {
        return arguments.at(2).value<QList<int>>().contains(FieldListModel::OptionsRole);
    });
    QVERIFY(told);
}

void TestFormFixes::amountsFollowTheUnit() {
    AppFixture f;
    f.openSample();
    const QString total = QStringLiteral("budget.total");
    QCOMPARE(f.shown(total, FieldListModel::UnitTextRole).toString(), QStringLiteral("万元"));
    f.app.form()->edit(QStringLiteral("moneyUnit"), QStringLiteral("元"));
    QCOMPARE(f.shown(total, FieldListModel::UnitTextRole).toString(), QStringLiteral("元"));
}

QTEST_MAIN(TestFormFixes)
#include "tst_form_fixes.moc"
