#include "review_fixture.h"

#include <QTest>

using namespace jixiao;
using namespace jixiao::testing;

namespace {

FormRow rowFrom(const QJsonObject& cells) {
    FormRow row;
    for (auto it = cells.begin(); it != cells.end(); ++it)
        row.cells.insert(it.key(), it->toString());
    return row;
}

/// A good form, changed as the case says.
FormDocument changed(const QJsonObject& change) {
    FormDocument document = goodForms().at(change[QStringLiteral("base")].toInt());
    if (change.contains(QStringLiteral("year"))) document.fiscalYear = change[QStringLiteral("year")].toInt();
    const auto edits = change[QStringLiteral("edits")].toObject();
    for (auto it = edits.begin(); it != edits.end(); ++it)
        if (!document.setValue(FieldPath::fromString(it.key()), it->toString())) qFatal("no such row");
    auto& indicators = document.tables[QStringLiteral("indicators")];
    for (const auto& row : change[QStringLiteral("add")].toArray())
        indicators.append(rowFrom(row.toObject()));
    const auto removed = change[QStringLiteral("remove")].toArray();
    for (auto i = removed.size() - 1; i >= 0; --i)
        indicators.removeAt(removed.at(i).toInt());
    if (change.contains(QStringLiteral("goals"))) {
        auto& goals = document.tables[QStringLiteral("goals")];
        goals.clear();
        for (const auto& goal : change[QStringLiteral("goals")].toArray())
            goals.append(rowFrom({{QStringLiteral("text"), goal}}));
    }
    return document;
}

QStringList errorsIn(const QList<Finding>& findings) {
    QStringList errors;
    for (const auto& finding : findings)
        if (finding.severity == Severity::Error) errors.append(finding.rule + finding.path.toString());
    return errors;
}

} // namespace

/// cases.json: for each rule a change to a good form that must make it speak at one place ("at"), and near misses
/// where it must not. Every fix offered is taken: the finding goes and no new error comes.
class TestReviewCases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodFormsAreClean();
    void everyRuleHasCases();
    void speaksOrStaysSilent_data();
    void speaksOrStaysSilent();

private:
    void checkFix(const FormDocument& document, const QList<FormDocument>& others, const QList<Finding>& before,
                  const Finding& finding, const QJsonObject& expected);

    const Reviewer reviewer_{RuleSet::builtIn(), catalogue()};
    const QJsonArray cases_ =
        QJsonDocument::fromJson(fileBytes(sourcePath(QStringLiteral("tests/core/review/cases.json")))).array();
};

void TestReviewCases::goodFormsAreClean() {
    const auto forms = goodForms();
    QVERIFY(forms.size() >= 5);
    const auto findings = reviewer_.review(forms);
    for (const auto& finding : findings)
        QVERIFY2(finding.severity == Severity::Hint, qUtf8Printable(described({finding}).first()));
    QVERIFY(maySubmit(findings));
}

void TestReviewCases::everyRuleHasCases() {
    QHash<QString, int> speaking;
    QHash<QString, int> silent;
    for (const auto& entry : cases_) {
        const auto rule = entry.toObject()[QStringLiteral("rule")].toString();
        ++(entry.toObject().contains(QStringLiteral("at")) ? speaking : silent)[rule];
    }
    QVERIFY(RuleSet::builtIn().ruleIds().size() >= 40);
    for (const QString& rule : RuleSet::builtIn().ruleIds()) {
        if (rule == QStringLiteral("P73")) continue; // needs a form with weights: tst_review_rules
        QVERIFY2(speaking[rule] >= 1 && silent[rule] >= 2, qPrintable(rule));
    }
}

void TestReviewCases::speaksOrStaysSilent_data() {
    QTest::addColumn<QJsonObject>("test");
    int number = 0;
    for (const auto& entry : cases_) {
        const auto test = entry.toObject();
        const auto kind = test.contains(QStringLiteral("at")) ? QStringLiteral("speaks") : QStringLiteral("silent");
        const auto name = QStringLiteral("%1 %2 %3").arg(test[QStringLiteral("rule")].toString(), kind).arg(++number);
        QTest::newRow(qPrintable(name)) << test;
    }
}

void TestReviewCases::speaksOrStaysSilent() {
    QFETCH(QJsonObject, test);
    const auto shown = QJsonDocument(test).toJson(QJsonDocument::Compact);
    const FormDocument document = changed(test);
    QList<FormDocument> others;
    for (const auto& other : test[QStringLiteral("others")].toArray())
        others.append(changed(other.toObject()));

    const auto findings = reviewer_.reviewOne(document, others);
    QList<Finding> spoken;
    for (const auto& finding : findings)
        if (finding.rule == test[QStringLiteral("rule")].toString()) spoken.append(finding);
    if (!test.contains(QStringLiteral("at"))) {
        QVERIFY2(spoken.isEmpty(), (shown + '\n' + described(spoken).join(u'\n').toUtf8()).constData());
        return;
    }
    QVERIFY2(!spoken.isEmpty(), shown.constData());
    const Finding& finding = spoken.first();
    QCOMPARE(finding.path.toString(), test[QStringLiteral("at")].toString());
    QVERIFY2(!finding.message.isEmpty() && !finding.message.contains(u'{'), qUtf8Printable(finding.message));
    if (test.contains(QStringLiteral("severity")))
        QCOMPARE(severityLetter(finding.severity), test[QStringLiteral("severity")].toString());
    QVERIFY2(finding.fix || !test.contains(QStringLiteral("fixed")), shown.constData());
    if (finding.fix) checkFix(document, others, findings, finding, test[QStringLiteral("fixed")].toObject());
}

void TestReviewCases::checkFix(const FormDocument& document, const QList<FormDocument>& others,
                               const QList<Finding>& before, const Finding& finding, const QJsonObject& expected) {
    FormDocument fixed = document;
    for (const auto& edit : finding.fix->edits)
        QVERIFY(fixed.setValue(edit.path, edit.value));
    for (auto it = expected.begin(); it != expected.end(); ++it)
        QCOMPARE(fixed.value(FieldPath::fromString(it.key())), it->toString());
    QVERIFY(!finding.fix->label.isEmpty() && !finding.fix->label.contains(u'{'));
    const auto after = reviewer_.reviewOne(fixed, others);
    for (const auto& left : after)
        QVERIFY2(left.rule != finding.rule || left.path != finding.path, qUtf8Printable(described({left}).first()));
    const auto errorsBefore = errorsIn(before);
    for (const QString& error : errorsIn(after))
        QVERIFY2(errorsBefore.contains(error), qUtf8Printable(error));
}

QTEST_GUILESS_MAIN(TestReviewCases)
#include "tst_review_cases.moc"
