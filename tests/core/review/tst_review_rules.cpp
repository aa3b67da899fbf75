#include "core/review/rule_set.h"
#include "review_fixture.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace jixiao;
using namespace jixiao::testing;

namespace {

QJsonObject shipped(const char* name) {
    return QJsonDocument::fromJson(fileBytes(sourcePath(QStringLiteral("assets/rules/") + QString::fromUtf8(name))))
        .object();
}

QByteArray bytes(const QJsonObject& object) { return QJsonDocument(object).toJson(); }

/// The shipped rules with one key of one rule changed; an undefined value removes it.
QByteArray rulesWith(const QString& id, const QString& key, const QJsonValue& value) {
    auto object = shipped("project.json");
    QJsonArray rules;
    for (const auto& entry : object[QStringLiteral("rules")].toArray()) {
        auto rule = entry.toObject();
        if (rule[QStringLiteral("id")].toString() == id) {
            if (value.isUndefined())
                rule.remove(key);
            else
                rule[key] = value;
        }
        rules.append(rule);
    }
    object[QStringLiteral("rules")] = rules;
    return bytes(object);
}

/// The first good form as a template with a weight column.
FormTemplate weightedForm() {
    FormTemplate form = *catalogue().find(QStringLiteral("hebei.project.2025"));
    form.id = QStringLiteral("hebei.project.2099");
    FieldSpec weight;
    weight.id = QStringLiteral("weight");
    for (auto& table : form.tables)
        if (table.id == QStringLiteral("indicators")) table.columns.append(weight);
    return form;
}

} // namespace

class TestReviewRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedRulesLoad();
    void brokenRulesAreNamed_data();
    void brokenRulesAreNamed();
    void brokenWordsAreRefused();
    void everyRuleSpeaksEnglish();
    void englishFindingsAreTheSame();
    void rulesAreForTheirForms();
    void findingsAreInOrder();
    void oneFormAgreesWithAll();
    void everySubstitutionOfACodeIsFound();
    void weights();
    void hostileTextsAreReviewed();
    void measure();

private:
    const Reviewer reviewer_{RuleSet::builtIn(), catalogue()};
};

void TestReviewRules::shippedRulesLoad() {
    QList<QByteArray> parts;
    for (const char* name : {"department.json", "duty.json", "evaluation.json", "monitoring.json", "project.json",
                             "quality.json", "secrecy.json"})
        parts.append(bytes(shipped(name)));
    const auto rules = RuleSet::fromJson(parts, bytes(shipped("words.json")));
    QVERIFY2(rules.ok(), rules ? "" : qUtf8Printable(rules.error().detail));
    QCOMPARE(RuleSet::builtIn().ruleIds(), rules->ruleIds());
    QVERIFY(rules->ruleIds().size() >= 135);
    QVERIFY(!rules->version().isEmpty());
    auto other = shipped("duty.json");
    other[QStringLiteral("version")] = QStringLiteral("2020.1");
    parts.append(bytes(other));
    QCOMPARE(RuleSet::fromJson(parts, bytes(shipped("words.json"))).error().code, ErrorCode::TemplateInvalid);
}

void TestReviewRules::brokenRulesAreNamed_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("unknown check") << QStringLiteral("check") << QJsonValue(QStringLiteral("no_such_check"));
    QTest::newRow("no check") << QStringLiteral("check") << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("no message") << QStringLiteral("message") << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("no message for a case") << QStringLiteral("messages") << QJsonValue(QJsonObject());
    QTest::newRow("severity") << QStringLiteral("severity") << QJsonValue(QStringLiteral("X"));
    QTest::newRow("dimension") << QStringLiteral("dimension") << QJsonValue(QString());
    QTest::newRow("reads") << QStringLiteral("reads") << QJsonValue(QJsonArray());
    QTest::newRow("parameter") << QStringLiteral("params") << QJsonValue(QJsonObject());
    QTest::newRow("parameter type") << QStringLiteral("params")
                                    << QJsonValue(QJsonObject{{QStringLiteral("decimals"), QStringLiteral("two")}});
}

void TestReviewRules::brokenRulesAreNamed() {
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    const auto rules = RuleSet::fromJson(rulesWith(QStringLiteral("P10"), key, value), bytes(shipped("words.json")));
    QVERIFY(!rules.ok());
    QCOMPARE(rules.error().code, ErrorCode::TemplateInvalid);
    QVERIFY2(rules.error().detail.contains(QStringLiteral("P10")), qUtf8Printable(rules.error().detail));
}

void TestReviewRules::brokenWordsAreRefused() {
    QCOMPARE(RuleSet::fromJson("{", bytes(shipped("words.json"))).error().code, ErrorCode::JsonMalformed);
    QCOMPARE(RuleSet::fromJson(bytes(shipped("project.json")), "[]").error().code, ErrorCode::JsonMalformed);
    auto words = shipped("words.json");
    auto patterns = words[QStringLiteral("patterns")].toObject();
    patterns[QStringLiteral("codeFormat")] = QStringLiteral("(");
    words[QStringLiteral("patterns")] = patterns;
    const auto broken = RuleSet::fromJson(bytes(shipped("project.json")), bytes(words));
    QVERIFY(!broken.ok());
    QCOMPARE(broken.error().code, ErrorCode::TemplateInvalid);
    patterns.remove(QStringLiteral("codeFormat"));
    words[QStringLiteral("patterns")] = patterns;
    const auto missing = RuleSet::fromJson(bytes(shipped("project.json")), bytes(words));
    QVERIFY(!missing.ok());
    QVERIFY(missing.error().detail.contains(QStringLiteral("P01")));
    words = shipped("words.json");
    words.remove(QStringLiteral("level1"));
    QCOMPARE(RuleSet::fromJson(bytes(shipped("project.json")), bytes(words)).error().code, ErrorCode::TemplateInvalid);
}

/// Every sentence is there, and tells the same numbers.
void TestReviewRules::everyRuleSpeaksEnglish() {
    const auto told = [](const QJsonValue& text) {
        static const QRegularExpression placeholder(QStringLiteral("\\{\\w+\\}"));
        QStringList names;
        for (auto it = placeholder.globalMatch(text.toString()); it.hasNext();)
            names.append(it.next().captured());
        names.sort();
        return names;
    };
    int rules = 0;
    for (const char* name :
         {"department.json", "duty.json", "evaluation.json", "monitoring.json", "project.json", "secrecy.json"})
        for (const auto& entry : shipped(name)[QStringLiteral("rules")].toArray()) {
            const auto rule = entry.toObject();
            const auto english = rule[QStringLiteral("en")].toObject();
            const auto same = [&](const QJsonValue& ours, const QJsonValue& theirs) {
                return ours.toString().isEmpty() == theirs.toString().isEmpty() && told(ours) == told(theirs);
            };
            bool fits = same(rule[QStringLiteral("message")], english[QStringLiteral("message")]) &&
                        same(rule[QStringLiteral("fix")], english[QStringLiteral("fix")]);
            const auto variants = rule[QStringLiteral("messages")].toObject();
            const auto translated = english[QStringLiteral("messages")].toObject();
            fits = fits && variants.keys() == translated.keys();
            for (auto it = variants.begin(); it != variants.end(); ++it)
                fits = fits && same(*it, translated[it.key()]);
            QVERIFY2(fits, qPrintable(rule[QStringLiteral("id")].toString()));
            ++rules;
        }
    QVERIFY(rules > 134);
}

void TestReviewRules::englishFindingsAreTheSame() {
    const auto& english = RuleSet::builtIn(QStringLiteral("en"));
    QCOMPARE(english.ruleIds(), RuleSet::builtIn().ruleIds());
    QCOMPARE(english.version(), RuleSet::builtIn().version());
    const auto documents = documentsFrom(sourcePath(QStringLiteral("tests/fixtures/gaoxin-2020.expected.json")));
    const auto ours = reviewer_.review(documents);
    const auto theirs = Reviewer(english, catalogue()).review(documents);
    QVERIFY(!ours.isEmpty());
    QCOMPARE(theirs.size(), ours.size());
    for (int i = 0; i < ours.size(); ++i) {
        QVERIFY(theirs[i].rule == ours[i].rule && theirs[i].path == ours[i].path);
        QVERIFY2(theirs[i].message != ours[i].message && !theirs[i].message.contains(u'{'),
                 qUtf8Printable(theirs[i].message));
        QCOMPARE(theirs[i].fix.has_value(), ours[i].fix.has_value());
        if (ours[i].fix) QCOMPARE(theirs[i].fix->edits, ours[i].fix->edits);
    }
    auto document = goodForms().first();
    document.fields[QStringLiteral("spendingPlan.dec")] = QStringLiteral("90%");
    const auto findings = Reviewer(english, catalogue()).reviewOne(document);
    QVERIFY(!findings.isEmpty());
    QCOMPARE(findings.first().message,
             QStringLiteral("By the end of December the plan should reach 100%; it says 90%"));
    QVERIFY(findings.first().fix->label.startsWith(QStringLiteral("Change to ")));
    QCOMPARE(Reviewer(RuleSet::builtIn(QStringLiteral("xx")), catalogue()).reviewOne(document).first().message,
             reviewer_.reviewOne(document).first().message);
}

void TestReviewRules::rulesAreForTheirForms() {
    FormCatalogue forms;
    FormTemplate other = *catalogue().find(QStringLiteral("hebei.project.2025"));
    other.id = QStringLiteral("hebei.projects.2025");
    forms.add(other);
    auto document = goodForms().first();
    document.form = other.id;
    document.fields[QStringLiteral("project.code")].clear();
    document.fields[QStringLiteral("fundUse")] = QStringLiteral("用于办案支出。。");
    const auto findings = Reviewer(RuleSet::builtIn(), forms).reviewOne(document);
    QCOMPARE(findings.size(), 2);
    QCOMPARE(findings.at(0).rule, QStringLiteral("T27")); // the code: no rule of its own speaks of it in such a form
    QCOMPARE(findings.at(1).rule, QStringLiteral("T26"));
    document.form = QStringLiteral("unknown.form");
    QVERIFY(Reviewer(RuleSet::builtIn(), forms).reviewOne(document).isEmpty());
    QVERIFY(Reviewer(RuleSet::builtIn(), forms).review({document}).isEmpty());
}

void TestReviewRules::findingsAreInOrder() {
    const auto documents = documentsFrom(sourcePath(QStringLiteral("tests/fixtures/gaoxin-2020.expected.json")));
    const auto findings = reviewer_.review(documents);
    QVERIFY(findings.size() > 100);
    const QStringList tables{QString(), QStringLiteral("goals"), QStringLiteral("indicators")};
    const auto ids = RuleSet::builtIn().ruleIds();
    const auto place = [&](const Finding& finding) {
        return std::tuple(finding.document, tables.indexOf(finding.path.table), finding.path.row);
    };
    for (qsizetype i = 1; i < findings.size(); ++i) {
        QVERIFY(place(findings[i - 1]) <= place(findings[i]));
        if (findings[i - 1].document == findings[i].document && findings[i - 1].path == findings[i].path)
            QVERIFY(ids.indexOf(findings[i - 1].rule) <= ids.indexOf(findings[i].rule));
    }
    QCOMPARE(described(reviewer_.review(documents)), described(findings));
}

void TestReviewRules::oneFormAgreesWithAll() {
    const auto documents = documentsFrom(sourcePath(QStringLiteral("tests/fixtures/gaoxin-2020.expected.json")));
    QStringList all = described(reviewer_.review(documents));
    QStringList each;
    for (int i = 0; i < documents.size(); ++i) {
        auto others = documents;
        others.removeAt(i);
        auto findings = reviewer_.reviewOne(documents[i], others);
        for (auto& finding : findings)
            finding.document = i;
        each += described(findings);
    }
    // The list of a cross-form message starts with the reviewed form itself.
    const auto withoutLists = [](QStringList& lines) {
        lines.replaceInStrings(QRegularExpression(QStringLiteral("(P66.*)：.*")), QStringLiteral("\\1"));
    };
    withoutLists(all);
    withoutLists(each);
    QCOMPARE(each, all);
}

void TestReviewRules::everySubstitutionOfACodeIsFound() {
    const QString digits = QStringLiteral("0123456789ABCDEFGHJKLMNPQRTUWXY");
    auto document = goodForms().first();
    const QString code = document.field(QStringLiteral("project.code"));
    int tried = 0;
    for (int at = 0; at < code.size(); ++at)
        for (const QChar c : digits) {
            QString wrong = code;
            wrong[at] = c;
            if (wrong == code) continue;
            document.fields[QStringLiteral("project.code")] = wrong;
            const auto findings = reviewer_.reviewOne(document);
            const auto caught = [](const Finding& finding) {
                return finding.rule == QStringLiteral("P01") || finding.rule == QStringLiteral("P02");
            };
            QVERIFY2(std::any_of(findings.begin(), findings.end(), caught), qPrintable(wrong));
            ++tried;
        }
    QCOMPARE(tried, 21 * 30);
}

void TestReviewRules::weights() {
    FormCatalogue forms;
    const FormTemplate form = weightedForm();
    forms.add(form);
    const Reviewer reviewer(RuleSet::builtIn(), forms);
    const auto speaks = [&](const QStringList& weights) {
        auto document = goodForms().first();
        document.form = form.id;
        auto& rows = document.tables[QStringLiteral("indicators")];
        for (int i = 0; i < weights.size(); ++i)
            rows[i].cells[QStringLiteral("weight")] = weights[i];
        const auto findings = reviewer.reviewOne(document);
        return std::any_of(findings.begin(), findings.end(),
                           [](const Finding& finding) { return finding.rule == QStringLiteral("P73"); });
    };
    const auto weights = [](const char* list) { return QString::fromUtf8(list).split(u' '); };
    QVERIFY(!speaks({}));
    QVERIFY(!speaks(weights("12.5 12.5 12.5 12.5 15 15 10")));
    QVERIFY(!speaks(weights("20 20 10 10 10 20 10")));
    QVERIFY(speaks(weights("12.5 12.5 12.5 12.5 15 15 9.99")));
    QVERIFY(speaks(weights("12.5 12.5 12.5 12.5 15 25 0")));
    QVERIFY(speaks(weights("12.5 12.5 12.5 12.5 15 25 many")));
}

void TestReviewRules::hostileTextsAreReviewed() {
    const QStringList texts{QString(10'000, u'9'),
                            QString(10'000, u'。'),
                            QString(5'000, u'（') + QString(5'000, u'）'),
                            QString(10'000, u'\t'),
                            QStringLiteral("{v}{n}{to}{b}"),
                            QString(QChar(0xD800)),
                            QStringLiteral("[bookmark: ") + QString(10'000, u'x'),
                            QString(2'000, u'【') + QStringLiteral("2020】1号")};
    auto forms = goodFamilies().values();
    forms.prepend(goodForms().first());
    for (const QString& text : texts)
        for (auto document : std::as_const(forms)) {
            for (auto& value : document.fields)
                value = text;
            for (auto& table : document.tables) {
                while (table.size() > 7)
                    table.removeLast();
                for (auto& row : table)
                    for (auto& cell : row.cells)
                        cell = text;
            }
            auto lastYear = document;
            lastYear.fiscalYear -= 1;
            const auto findings = reviewer_.reviewOne(document, {document, lastYear});
            QVERIFY(!findings.isEmpty() || !document.form.startsWith(QStringLiteral("hebei.project")));
        }
}

/// Not an assertion: prints how long a full review of 30 tables takes.
void TestReviewRules::measure() {
    const auto twelve = documentsFrom(sourcePath(QStringLiteral("tests/fixtures/gaoxin-2020.expected.json")));
    QList<FormDocument> documents;
    while (documents.size() < 30)
        documents.append(twelve[documents.size() % twelve.size()]);
    QList<qint64> times;
    qsizetype findings = 0;
    for (int i = 0; i < 15; ++i) {
        QElapsedTimer timer;
        timer.start();
        findings = reviewer_.review(documents).size();
        times.append(timer.nsecsElapsed() / 1000);
    }
    std::sort(times.begin(), times.end());
    qInfo("30 tables, %lld findings: median %lld us, worst %lld us", qlonglong(findings), times[times.size() / 2],
          times.last());
    QVERIFY(findings > 0);
}

QTEST_GUILESS_MAIN(TestReviewRules)
#include "tst_review_rules.moc"
