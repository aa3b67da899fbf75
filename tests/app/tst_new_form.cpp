#include "tests/app/app_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

/// The id of the form that was made; null when none was.
Id create(AppFixture& f, const QString& form) {
    QSignalSpy created(f.app.newForm(), &NewFormViewModel::created);
    f.app.newForm()->create(form);
    if (!QTest::qWaitFor([&] { return created.count() == 1; })) return {};
    f.settle();
    return *Id::fromString(created.first().first().toString());
}

} // namespace

/// The choice of a new form.
class TestNewForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newFormsAreFoundByName();
    void newFormsNeverReplaceOneAnother();
};

void TestNewForm::newFormsAreFoundByName() {
    AppFixture f;
    auto* forms = f.app.newForm();
    const QAbstractItemModelTester tester(forms, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto& all = FormCatalogue::builtIn().forms();
    QCOMPARE(forms->count(), int(all.size()));
    forms->setYear(2016);
    bool rest = false; // those of the year first
    for (int row = 0; row < forms->count(); ++row) {
        const auto* form =
            FormCatalogue::builtIn().find(forms->index(row).data(NewFormViewModel::TemplateRole).toString());
        const bool used = form->yearFrom <= 2016 && form->yearTo >= 2016;
        QCOMPARE(forms->index(row).data(NewFormViewModel::InUseRole).toBool(), used);
        QVERIFY(!(rest && used));
        rest = rest || !used;
        QVERIFY(!forms->index(row).data(NewFormViewModel::PartsRole).toString().isEmpty());
    }
    QVERIFY(rest);
    forms->setSearch(QStringLiteral("自评 2020"));
    QVERIFY(forms->count() > 0 && forms->count() < int(all.size()));
    for (int row = 0; row < forms->count(); ++row)
        QVERIFY(forms->index(row).data(NewFormViewModel::NameRole).toString().contains(QStringLiteral("自评")));
    forms->setSearch(QStringLiteral("没有这种表"));
    QCOMPARE(forms->count(), 0);
    forms->create(QStringLiteral("no.such.form"));
    QVERIFY(!forms->isBusy());
}

void TestNewForm::newFormsNeverReplaceOneAnother() {
    AppFixture f;
    const auto form = FormCatalogue::builtIn().forms().first().id;
    const auto first = create(f, form);
    const auto second = create(f, form);
    QVERIFY(!first.isNull() && !second.isNull());
    QVERIFY(!(first == second));
    QCOMPARE(f.app.projects()->total(), 2);
    QCOMPARE(f.app.projects()->index(0).data(ProjectListModel::TitleRole).toString(),
             FormCatalogue::builtIn().forms().first().name);
    const auto& known = *FormCatalogue::builtIn().find(form);
    QCOMPARE(f.stored(first).fiscalYear, std::clamp(f.app.newForm()->year(), known.yearFrom, known.yearTo));
}

QTEST_MAIN(TestNewForm)
#include "tst_new_form.moc"
