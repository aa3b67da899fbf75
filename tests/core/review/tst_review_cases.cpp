#include "review_fixture.h"

#include <QDir>
#include <QTest>

#include <memory>

using namespace jixiao;
using namespace jixiao::testing;

namespace {

/// A good form ("base": a project by number, or another family by name), changed as the case says.
FormDocument changed(const QJsonObject& change) {
    static const auto projects = goodForms();
    static const auto families = goodFamilies();
    const auto base = change[QStringLiteral("base")];
    if (base.isString() && !families.contains(base.toString())) qFatal("no such form");
    FormDocument document = base.isString() ? families.value(base.toString()) : projects.at(base.toInt());
    if (change.contains(QStringLiteral("year"))) document.fiscalYear = change[QStringLiteral("year")].toInt();
    const auto tables = change[QStringLiteral("set")].toObject();
    for (auto it = tables.begin(); it != tables.end(); ++it)
        document.tables[it.key()] = rowsFrom(it->toArray());
    const auto more = change[QStringLiteral("append")].toObject();
    for (auto it = more.begin(); it != more.end(); ++it)
        document.tables[it.key()] += rowsFrom(it->toArray());
    const auto edits = change[QStringLiteral("edits")].toObject();
    for (auto it = edits.begin(); it != edits.end(); ++it)
        if (!document.setValue(FieldPath::fromString(it.key()), it->toString())) qFatal("no such row");
    auto& indicators = document.tables[QStringLiteral("indicators")];
    indicators += rowsFrom(change[QStringLiteral("add")].toArray());
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

/// Row ids, so that facts can name rows.
void nameRows(FormDocument& document) {
    quint8 next = 1;
    for (auto& row : document.tables[QStringLiteral("indicators")])
        row.id = Id(QUuid::fromRfc4122(QByteArray(16, char(next++))));
}

QList<Id> idsOf(const FormDocument& document, const QJsonArray& rows) {
    QList<Id> ids;
    for (const auto& row : rows)
        ids.append(document.tables[QStringLiteral("indicators")].at(row.toInt()).id);
    return ids;
}

QStringList textsOf(const QJsonArray& list) {
    QStringList texts;
    for (const auto& entry : list)
        texts.append(entry.toString());
    return texts;
}

FormFacts factsFrom(const QJsonObject& told, const FormDocument& document) {
    FormFacts facts;
    const auto copy = told[QStringLiteral("copy")].toString();
    if (copy == QStringLiteral("public")) facts.copy = FormFacts::Copy::Public;
    if (copy == QStringLiteral("working")) facts.copy = FormFacts::Copy::Working;
    if (told.contains(QStringLiteral("approved")))
        facts.approved = std::make_shared<FormDocument>(changed(told[QStringLiteral("approved")].toObject()));
    if (told.contains(QStringLiteral("previous")))
        facts.previousPeriod = std::make_shared<FormDocument>(changed(told[QStringLiteral("previous")].toObject()));
    if (const auto sum = told[QStringLiteral("projectExpenditure")].toString(); !sum.isEmpty())
        facts.projectExpenditure = Money::parse(sum, MoneyUnit::WanYuan).valueOr(Money());
    if (told.contains(QStringLiteral("adjustmentRecorded")))
        facts.adjustmentRecorded = told[QStringLiteral("adjustmentRecorded")].toBool();
    if (told.contains(QStringLiteral("adjustmentOpen")))
        facts.adjustmentOpen = told[QStringLiteral("adjustmentOpen")].toBool();
    if (told.contains(QStringLiteral("surveyed")))
        facts.surveyedRows = idsOf(document, told[QStringLiteral("surveyed")].toArray());
    facts.manualScores = idsOf(document, told[QStringLiteral("manual")].toArray());
    for (const auto& entry : told[QStringLiteral("split")].toArray()) {
        SplitRow split{FieldPath::fromString(entry[QStringLiteral("row")].toString()), {}};
        for (const auto& piece : entry[QStringLiteral("pieces")].toArray())
            split.pieces.append(textsOf(piece.toArray()));
        facts.splitRows.append(split);
    }
    facts.secrecy = told[QStringLiteral("secrecy")].toString();
    facts.channelSecrecy = told[QStringLiteral("channel")].toString();
    return facts;
}

QJsonArray allCases() {
    QJsonArray all;
    const QDir folder(sourcePath(QStringLiteral("tests/core/review")));
    for (const auto& name : folder.entryList({QStringLiteral("cases*.json")}, QDir::Files, QDir::Name)) {
        const auto read = QJsonDocument::fromJson(fileBytes(folder.filePath(name)));
        if (!read.isArray()) qFatal("cases: not a list: %s", qPrintable(name));
        for (const auto& entry : read.array())
            all.append(entry);
    }
    return all;
}

QStringList errorsIn(const QList<Finding>& findings) {
    QStringList errors;
    for (const auto& finding : findings)
        if (finding.severity == Severity::Error) errors.append(finding.rule + finding.path.toString());
    return errors;
}

} // namespace

/// cases*.json: for each rule a change to a good form that must make it speak at one place ("at"), and near misses
/// where it must not. Every fix offered is taken: the finding goes and no new error comes.
class TestReviewCases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodFormsAreClean();
    void everyRuleHasCases();
    void speaksOrStaysSilent_data();
    void speaksOrStaysSilent();

private:
    struct Given {
        FormDocument document;
        QList<FormDocument> others;
        FormFacts facts;
    };
    QList<Finding> review(const Given& given) const {
        return reviewer_.reviewOne(given.document, given.others, given.facts);
    }
    void checkFix(const Given& given, const QList<Finding>& before, const Finding& finding,
                  const QJsonObject& expected);

    const Reviewer reviewer_{RuleSet::builtIn(), catalogue()};
    const QJsonArray cases_ = allCases();
};

/// What the cases change: forms of all families, reviewed together and alone.
void TestReviewCases::goodFormsAreClean() {
    const auto forms = goodForms() + goodFamilies().values();
    QList<Finding> findings = reviewer_.review(forms);
    for (const auto& form : forms)
        findings += reviewer_.reviewOne(form);
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
    QStringList wanted;
    const auto expect = [&](QChar family, std::initializer_list<std::pair<int, int>> ranges) {
        for (const auto& [from, to] : ranges)
            for (int i = from; i <= to; ++i)
                wanted.append(family + QStringLiteral("%1").arg(i, 2, 10, QChar(u'0')));
    };
    expect(u'D', {{1, 18}});
    expect(u'M', {{1, 8}});
    expect(u'P', {{1, 7}, {10, 14}, {20, 26}, {30, 35}, {40, 76}});
    expect(u'T', {{1, 27}});
    expect(u'V', {{1, 13}});
    expect(u'X', {{1, 7}});
    QCOMPARE(wanted.size(), 135);
    const auto rules = RuleSet::builtIn().ruleIds();
    for (const QString& rule : wanted)
        QVERIFY2(rules.contains(rule), qPrintable(rule));
    for (const QString& rule : rules)
        QVERIFY2(speaking[rule] >= 1 && silent[rule] >= 2, qPrintable(rule));
    for (const QString& rule : speaking.keys() + silent.keys())
        QVERIFY2(rules.contains(rule), qPrintable(rule));
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
    Given given{changed(test), {}, {}};
    nameRows(given.document);
    for (const auto& other : test[QStringLiteral("others")].toArray())
        given.others.append(changed(other.toObject()));
    given.facts = factsFrom(test[QStringLiteral("facts")].toObject(), given.document);

    const auto findings = review(given);
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
    if (finding.fix) checkFix(given, findings, finding, test[QStringLiteral("fixed")].toObject());
}

void TestReviewCases::checkFix(const Given& given, const QList<Finding>& before, const Finding& finding,
                               const QJsonObject& expected) {
    Given fixed = given;
    for (const auto& edit : finding.fix->edits)
        QVERIFY(fixed.document.setValue(edit.path, edit.value));
    for (auto it = expected.begin(); it != expected.end(); ++it)
        QCOMPARE(fixed.document.value(FieldPath::fromString(it.key())), it->toString());
    QVERIFY(!finding.fix->label.isEmpty() && !finding.fix->label.contains(u'{'));
    const auto after = review(fixed);
    for (const auto& left : after)
        QVERIFY2(left.rule != finding.rule || left.path != finding.path, qUtf8Printable(described({left}).first()));
    const auto errorsBefore = errorsIn(before);
    for (const QString& error : errorsIn(after))
        QVERIFY2(errorsBefore.contains(error), qUtf8Printable(error));
}

QTEST_GUILESS_MAIN(TestReviewCases)
#include "tst_review_cases.moc"
