#include "core/review/explained.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"

#include <QtTest>

using namespace jixiao;

namespace {

const QString rows = QStringLiteral("indicators");
const QString low = QStringLiteral("指标值偏低：40 场");
const QString lower = QStringLiteral("指标值偏低：30 场");

Finding warning(const FieldPath& path, const QString& message, const QString& rule = QStringLiteral("P31")) {
    return {rule, Severity::Warning, QStringLiteral("适当性"), 0, path, message, std::nullopt};
}

struct Scene {
    ManualClock clock;
    SeededRandom random;
    UuidV7Source ids{clock, random};
    FormDocument document;
    QList<Explanation> said;

    Scene() {
        for (int i = 0; i < 3; ++i)
            document.tables[rows].append({ids.next(), {}});
    }
    FieldPath target(int row) const { return {rows, row, QStringLiteral("target")}; }
    void say(const Finding& finding, const QString& text) {
        auto explanation = *explanationAt(document, finding.path, finding.rule, finding.message);
        explanation.id = ids.next();
        explanation.text = text;
        said.append(explanation);
    }
    Explained of(const QList<Finding>& findings, int index = 0) const {
        return explain(findings, document, said).at(index);
    }
};

} // namespace

/// Which reason belongs to which finding.
class ReviewExplainedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWarningsNeedAReason();
    void theLastWordCounts();
    void wordsTakenAwayAreGone();
    void anotherMessageOutdatesIt();
    void aReasonStaysWithItsRow();
    void twoFindingsAtOnePlace();
    void anotherRuleOrPlaceIsAnotherMatter();
    void inAFileThePathIsThePlace();
    void recordsRoundTrip();
    void timeOrdersAndIsBounded();
};

void ReviewExplainedTest::onlyWarningsNeedAReason() {
    const Scene s;
    auto error = warning(s.target(0), low);
    error.severity = Severity::Error;
    auto hint = warning(s.target(0), low);
    hint.severity = Severity::Hint;
    const auto explained = explain({error, warning(s.target(0), low), hint}, s.document, {});
    QCOMPARE(explained.at(0).answer, Answer::NotNeeded);
    QCOMPARE(explained.at(1).answer, Answer::Missing);
    QCOMPARE(explained.at(2).answer, Answer::NotNeeded);
    QCOMPARE(missingExplanations(explained), 1);
    QCOMPARE(givenExplanations(explained), 0);
}

void ReviewExplainedTest::theLastWordCounts() {
    Scene s;
    const auto finding = warning(s.target(1), low);
    s.say(finding, QStringLiteral("按任务分解"));
    s.say(finding, QStringLiteral("按责任书"));
    QCOMPARE(s.of({finding}).answer, Answer::Given);
    QCOMPARE(s.of({finding}).explanation.text, QStringLiteral("按责任书"));
}

void ReviewExplainedTest::wordsTakenAwayAreGone() {
    Scene s;
    const auto finding = warning(s.target(1), low);
    s.say(warning(s.target(1), lower), QStringLiteral("更早的"));
    s.say(finding, QStringLiteral("按任务分解"));
    s.say(finding, QStringLiteral(" \n"));
    QCOMPARE(s.of({finding}).answer, Answer::Missing);
    QVERIFY(s.of({finding}).explanation.isBlank());
}

void ReviewExplainedTest::anotherMessageOutdatesIt() {
    Scene s;
    s.say(warning(s.target(1), low), QStringLiteral("按任务分解"));
    const auto now = warning(s.target(1), lower);
    QCOMPARE(s.of({now}).answer, Answer::Outdated);
    QCOMPARE(s.of({now}).explanation.text, QStringLiteral("按任务分解"));
    QCOMPARE(missingExplanations(explain({now}, s.document, s.said)), 1);
    s.say(now, QStringLiteral("按任务分解"));
    QCOMPARE(s.of({now}).answer, Answer::Given);
    // Back to the earlier value, its own reason holds again.
    QCOMPARE(s.of({warning(s.target(1), low)}).answer, Answer::Given);
}

void ReviewExplainedTest::aReasonStaysWithItsRow() {
    Scene s;
    s.say(warning(s.target(2), low), QStringLiteral("按任务分解"));
    s.document.tables[rows].move(2, 0);
    QCOMPARE(s.of({warning(s.target(0), low)}).answer, Answer::Given);
    QCOMPARE(s.of({warning(s.target(2), low)}).answer, Answer::Missing);
    QCOMPARE(pathOf(s.said.first(), s.document), std::optional(s.target(0)));
    s.document.tables[rows].removeFirst();
    QCOMPARE(pathOf(s.said.first(), s.document), std::nullopt);
    QVERIFY(!explanationAt(s.document, s.target(2), QStringLiteral("P31"), low));
}

void ReviewExplainedTest::twoFindingsAtOnePlace() {
    Scene s;
    const auto one = warning(s.target(0), low);
    const auto other = warning(s.target(0), lower);
    s.say(one, QStringLiteral("按任务分解"));
    QCOMPARE(s.of({one, other}, 0).answer, Answer::Given);
    QCOMPARE(s.of({one, other}, 1).answer, Answer::Missing);
    s.say(other, QStringLiteral("按责任书"));
    QCOMPARE(s.of({one, other}, 0).explanation.text, QStringLiteral("按任务分解"));
    QCOMPARE(s.of({one, other}, 1).explanation.text, QStringLiteral("按责任书"));
}

void ReviewExplainedTest::anotherRuleOrPlaceIsAnotherMatter() {
    Scene s;
    s.say(warning(s.target(0), low), QStringLiteral("按任务分解"));
    QCOMPARE(s.of({warning(s.target(1), low)}).answer, Answer::Missing);
    QCOMPARE(s.of({warning(s.target(0), low, QStringLiteral("P32"))}).answer, Answer::Missing);
    QCOMPARE(s.of({warning({rows, 0, QStringLiteral("name")}, low)}).answer, Answer::Missing);
    // A whole table, a whole row and a field outside tables are places, too.
    for (const auto& path :
         {FieldPath{rows, -1, {}}, FieldPath{rows, 1, {}}, FieldPath{{}, -1, QStringLiteral("fundUse")}}) {
        QCOMPARE(s.of({warning(path, low)}).answer, Answer::Missing);
        s.say(warning(path, low), QStringLiteral("如此"));
        QCOMPARE(s.of({warning(path, low)}).answer, Answer::Given);
        QCOMPARE(pathOf(s.said.last(), s.document), std::optional(path));
    }
}

void ReviewExplainedTest::inAFileThePathIsThePlace() {
    Scene s;
    s.say(warning(s.target(0), low), QStringLiteral("先前的"));
    s.say(warning(s.target(0), low), QStringLiteral("按任务分解"));
    s.say(warning(s.target(1), low), QStringLiteral("又收回的"));
    s.say(warning(s.target(1), low), QString());
    s.say(warning(s.target(2), low), QStringLiteral("按责任书"));
    s.document.tables[rows].move(2, 1);
    const auto placed = placedIn(s.document, s.said);
    QCOMPARE(placed.size(), 2);
    QCOMPARE(placed.first().text, QStringLiteral("按任务分解"));
    QCOMPARE(placed.last().path, s.target(1));
    const QList<Finding> findings{warning(s.target(0), low), warning(s.target(1), lower), warning(s.target(2), low)};
    const auto explained = explain(findings, placed);
    QCOMPARE(explained.at(0).answer, Answer::Given);
    QCOMPARE(explained.at(0).explanation.text, QStringLiteral("按任务分解"));
    QCOMPARE(explained.at(1).answer, Answer::Outdated);
    QCOMPARE(explained.at(2).answer, Answer::Missing);
}

void ReviewExplainedTest::recordsRoundTrip() {
    Scene s;
    auto explanation = *explanationAt(s.document, s.target(1), QStringLiteral("P31"), low);
    explanation.text = QStringLiteral(" 两行\n说明 ");
    explanation.personId = QStringLiteral("p1");
    explanation.personName = QStringLiteral("李民警");
    explanation.deviceId = QStringLiteral("dev-1");
    explanation.atMs = 1'700'000'000'123;
    explanation.round = 3;
    Record record{RecordType::explanation, s.ids.next(), {}, {}, {}, 0, false};
    const auto values = explanation.values();
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        record.fields.insert(it.key(), {it.value(), 0});
    const auto read = Explanation::fromRecord(record);
    QCOMPARE(read.values(), values);
    QCOMPARE(read.id, record.id);
    QVERIFY(read.answersSame(explanation));
}

void ReviewExplainedTest::timeOrdersAndIsBounded() {
    Scene s;
    QList<Explanation> list;
    for (const auto* at : {"30", "-5", "99999999999999999999", "x", "20"}) {
        Record record{RecordType::explanation, s.ids.next(), {}, {}, {}, 0, false};
        record.fields.insert(Field::at, {QLatin1String(at), 0});
        list.append(Explanation::fromRecord(record));
    }
    const auto unknown = list.at(1).id;
    sortByTime(list);
    QCOMPARE(list.first().id, unknown); // no time at all counts as the earliest, the smaller id first
    QCOMPARE(list.last().atMs, 30);
    for (const auto& each : std::as_const(list))
        QVERIFY(each.atMs >= 0 && each.atMs < std::numeric_limits<qint64>::max() - 1);
}

QTEST_GUILESS_MAIN(ReviewExplainedTest)
#include "tst_review_explained.moc"
