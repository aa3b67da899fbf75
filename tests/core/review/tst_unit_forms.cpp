#include "core/review/text.h"
#include "core/review/unit_forms.h"
#include "review_fixture.h"

#include <QTest>

#include <algorithm>

using namespace jixiao;
using namespace jixiao::testing;

namespace {

Id idOf(int number) {
    QByteArray bytes(16, '\0');
    bytes[15] = char(number);
    return Id(QUuid::fromRfc4122(bytes));
}

FormDocument named(const QString& form, int number) {
    auto document = goodFamilies().value(form);
    document.id = idOf(number);
    return document;
}

KnownForm known(const FormDocument& document) { return {std::make_shared<const FormDocument>(document)}; }

KnownForm approved(const FormDocument& document) {
    auto form = known(document);
    form.approved = true;
    return form;
}

FormFacts factsOf(const FormDocument& document, const QList<KnownForm>& others) {
    return UnitForms(others, catalogue()).factsFor(document);
}

FormDocument with(FormDocument document, const QString& field, const QString& value) {
    document.fields[field] = value;
    return document;
}

const QString projectName = QStringLiteral("project.name");
const QString fillDate = QStringLiteral("fillDate");

} // namespace

/// What a unit's other forms tell about one, and when they tell nothing.
class TestUnitForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void approvedTargets();
    void adjustments();
    void previousPeriod();
    void projectExpenditure();
    void reportsOnTheProject();
    void maskedByOtherUnits();
    void factsAreComparable();
};

void TestUnitForms::approvedTargets() {
    const auto outcome = named(QStringLiteral("eval20"), 1);
    const auto name = outcome.field(projectName);
    const auto project = with(named(QStringLiteral("nat21"), 2), projectName, name);
    QVERIFY(!factsOf(outcome, {}).approved);
    QVERIFY(!factsOf(outcome, {known(project)}).approved);
    const auto facts = factsOf(outcome, {approved(project)});
    QVERIFY(facts.approved);
    QCOMPARE(facts.approved->id, project.id);
    // Spaces and punctuation are no other project; another name or year is.
    QVERIFY(factsOf(with(outcome, projectName, u' ' + name + u'。'), {approved(project)}).approved);
    QVERIFY(!factsOf(with(outcome, projectName, name + QStringLiteral("二期")), {approved(project)}).approved);
    auto later = outcome;
    ++later.fiscalYear;
    QVERIFY(!factsOf(later, {approved(project)}).approved);
    QVERIFY(!factsOf(with(outcome, projectName, {}), {approved(with(project, projectName, {}))}).approved);
    // Two forms of that name: nobody can tell which; and a form that is no project form has no targets to keep to.
    auto second = project;
    second.id = idOf(3);
    QVERIFY(!factsOf(outcome, {approved(project), known(second)}).approved);
    QVERIFY(!factsOf(outcome, {approved(with(named(QStringLiteral("mon19"), 4), projectName, name))}).approved);
    QVERIFY(!factsOf(project, {approved(second)}).approved);
}

void TestUnitForms::adjustments() {
    const auto outcome = named(QStringLiteral("eval20"), 1);
    auto project = approved(with(named(QStringLiteral("nat21"), 2), projectName, outcome.field(projectName)));
    auto facts = factsOf(outcome, {project});
    QCOMPARE(facts.adjustmentRecorded, std::optional(false));
    QCOMPARE(facts.adjustmentOpen, std::optional(false));
    project.adjusted = true;
    QCOMPARE(factsOf(outcome, {project}).adjustmentRecorded, std::optional(true));
    project.approved = false;
    project.adjusting = true;
    facts = factsOf(outcome, {project});
    QCOMPARE(facts.adjustmentOpen, std::optional(true));
    QCOMPARE(facts.adjustmentRecorded, std::optional(true));
    QVERIFY(!facts.approved);
    project.adjusting = false; // a draft that was never approved
    facts = factsOf(outcome, {project});
    QVERIFY(!facts.adjustmentOpen && !facts.adjustmentRecorded);
}

void TestUnitForms::previousPeriod() {
    const auto now = with(named(QStringLiteral("mon19"), 1), fillDate, QStringLiteral("2025-08-05"));
    const auto at = [&](int number, const QString& date) {
        return known(with(named(QStringLiteral("mon19"), number), fillDate, date));
    };
    QVERIFY(!factsOf(now, {}).previousPeriod);
    const auto facts = factsOf(now, {at(2, QStringLiteral("2025年3月10日")), at(3, QStringLiteral("2025-06-05")),
                                     at(4, QStringLiteral("2025-11-05")), at(5, QString())});
    QVERIFY(facts.previousPeriod);
    QCOMPARE(facts.previousPeriod->id, idOf(3));
    // Two of one day, a later one, one of another project, and a form without its own date say nothing.
    QVERIFY(!factsOf(now, {at(2, QStringLiteral("2025-06-05")), at(3, QStringLiteral("2025-06-05"))}).previousPeriod);
    QVERIFY(!factsOf(now, {at(2, QStringLiteral("2025-08-05"))}).previousPeriod);
    const auto other = with(*at(2, QStringLiteral("2025-06-05")).document, projectName, QStringLiteral("另一项目"));
    QVERIFY(!factsOf(now, {known(other)}).previousPeriod);
    QVERIFY(!factsOf(with(now, fillDate, {}), {at(2, QStringLiteral("2025-06-05"))}).previousPeriod);
    QVERIFY(!factsOf(now, {known(with(named(QStringLiteral("hubmon"), 2), fillDate, QStringLiteral("2025-06-05")))})
                 .previousPeriod);
}

void TestUnitForms::projectExpenditure() {
    const auto department = named(QStringLiteral("hub24"), 9);
    const auto listed = department.rows(QStringLiteral("projects"));
    QCOMPARE(listed.size(), 2);
    const auto project = [&](int number, const QString& name) {
        auto document = with(named(QStringLiteral("nat21"), number), projectName, name);
        document.fiscalYear = department.fiscalYear;
        return document;
    };
    const auto first = project(1, listed.at(0).cell(QStringLiteral("name")));
    const auto second = project(2, listed.at(1).cell(QStringLiteral("name")));
    Money sum;
    for (const auto& row : listed)
        sum = sum + *Money::parse(row.cell(QStringLiteral("yearBudget")), MoneyUnit::WanYuan);
    QCOMPARE(factsOf(first, {known(second), known(department)}).projectExpenditure, std::optional(sum));
    // Said at the oldest form only.
    QVERIFY(!factsOf(second, {known(first), known(department)}).projectExpenditure);
    // Not before there is a form for every project, nor when there is one the budget does not list.
    QVERIFY(!factsOf(first, {known(department)}).projectExpenditure);
    QVERIFY(!factsOf(first, {known(second)}).projectExpenditure);
    const auto third = project(3, QStringLiteral("未列入的项目"));
    QVERIFY(!factsOf(first, {known(second), known(third), known(department)}).projectExpenditure);
    auto twice = second;
    twice.id = idOf(4);
    QVERIFY(!factsOf(first, {known(second), known(twice), known(department)}).projectExpenditure);
    // An amount nobody can read makes no sum.
    auto unreadable = department;
    QVERIFY(unreadable.setValue({QStringLiteral("projects"), 1, QStringLiteral("yearBudget")}, QStringLiteral("若干")));
    QVERIFY(!factsOf(first, {known(second), known(unreadable)}).projectExpenditure);
    auto other = department;
    other.id = idOf(10);
    QVERIFY(!factsOf(first, {known(second), known(department), known(other)}).projectExpenditure);
}

/// The reviewer starts anew when the facts are others, and only then.
void TestUnitForms::reportsOnTheProject() {
    auto outcome = named(QStringLiteral("eval20"), 1);
    auto& rows = outcome.tables[QStringLiteral("indicators")];
    for (int i = 0; i < rows.size(); ++i)
        rows[i].id = idOf(20 + i);
    auto project = known(with(named(QStringLiteral("nat21"), 2), projectName, outcome.field(projectName)));
    QVERIFY(!factsOf(outcome, {project}).surveyedRows); // nothing was reported here: nobody knows
    QVERIFY(factsOf(outcome, {project}).manualScores.isEmpty());

    project.surveyed = QStringList();
    QCOMPARE(factsOf(outcome, {project}).surveyedRows, QList<Id>());
    const auto nameOf = [&](int row) { return review::plain(rows.at(row).cell(QStringLiteral("name"))); };
    project.surveyed = QStringList{nameOf(1), QStringLiteral("没有这一项")};
    project.scoredByHand = {nameOf(0)};
    const auto facts = factsOf(outcome, {project});
    QCOMPARE(facts.surveyedRows, QList<Id>{idOf(21)});
    QCOMPARE(facts.manualScores, QList<Id>{idOf(20)});
    QVERIFY(!factsOf(*project.document, {known(outcome)}).surveyedRows); // a project form holds no outcomes
}

void TestUnitForms::maskedByOtherUnits() {
    const auto open = named(QStringLiteral("duty20"), 1);
    const auto activity = open.rows(QStringLiteral("duties")).first().cell(QStringLiteral("activityName"));
    QVERIFY(!activity.isEmpty());
    auto masked = open;
    masked.id = idOf(2);
    for (auto& row : masked.tables[QStringLiteral("duties")])
        row.cells[QStringLiteral("name")] = QStringLiteral("**");
    auto foreign = known(masked);
    foreign.foreign = true;
    const UnitForms forms({foreign}, catalogue());
    QVERIFY(forms.documents().isEmpty()); // not compared with as one of the unit's own
    QVERIFY(forms.factsFor(open).maskedElsewhere.contains(review::plain(activity)));
    auto later = open;
    ++later.fiscalYear;
    QVERIFY(forms.factsFor(later).maskedElsewhere.isEmpty());
    auto unmasked = known(open);
    unmasked.foreign = true;
    QVERIFY(factsOf(open, {unmasked}).maskedElsewhere.isEmpty());
    QVERIFY(UnitForms::concernsOthers(*catalogue().find(open.form)));
    QVERIFY(!UnitForms::concernsOthers(*catalogue().find(named(QStringLiteral("nat21"), 3).form)));

    const auto findings = Reviewer(RuleSet::builtIn(), catalogue()).reviewOne(open, {}, forms.factsFor(open));
    QVERIFY(std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.rule == u"X07"; }));
}

void TestUnitForms::factsAreComparable() {
    const auto outcome = named(QStringLiteral("eval20"), 1);
    const auto project = with(named(QStringLiteral("nat21"), 2), projectName, outcome.field(projectName));
    const UnitForms forms({approved(project)}, catalogue());
    QVERIFY(forms.factsFor(outcome) == forms.factsFor(outcome));
    auto retyped = outcome;
    QVERIFY(retyped.setValue(FieldPath::fromString(QStringLiteral("goalCompletion")), QStringLiteral("完成")));
    QVERIFY(forms.factsFor(outcome) == forms.factsFor(retyped));
    QVERIFY(!(forms.factsFor(outcome) == forms.factsFor(with(outcome, projectName, QStringLiteral("另一项目")))));
}

QTEST_GUILESS_MAIN(TestUnitForms)
#include "tst_unit_forms.moc"
