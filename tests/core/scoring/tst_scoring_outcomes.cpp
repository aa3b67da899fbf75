#include "core/scoring/outcomes.h"
#include "tests/support/properties.h"
#include "tests/support/verify.h"

#include <QTest>

using namespace jixiao;
using namespace jixiao::scoring;

namespace {

QByteArray withForm(const QByteArray& form) {
    return R"({"format": "jixiao.outcomes/1", "documents": [)" + form + "]}";
}
QByteArray withRow(const QByteArray& row) { return withForm(R"({"indicators": [)" + row + "]}"); }

ReportedOutcome reported(int row, const QString& name, const QString& actual = {}) {
    ReportedOutcome result;
    result.row = row;
    result.name = name;
    result.outcome.actual = actual;
    return result;
}

} // namespace

class ScoringOutcomesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fixPropertySeed(); }
    void everyKeyIsRead();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void survivesAnyBytes();
    void outcomesFindTheirRows();
    void misplacedOutcomes_data();
    void misplacedOutcomes();
};

void ScoringOutcomesTest::everyKeyIsRead() {
    const auto read = Outcomes::fromJson(withForm(R"({
        "document": 3, "project": "雪亮工程", "budgetInForce": "700.00", "executedAmount": "689.50",
        "fundsReason": "尾款", "projectStart": "2025-03-01", "month": 7,
        "indicators": [{"row": 2, "name": "破案率", "actualValue": "93%", "deviationReason": "警力不足",
          "evidence": "统计表", "notApplicable": "未实施", "score": "8.50", "targetTooLow": true,
          "sampleSize": "200", "surveyDate": "2025-12-01"}]})"));
    VERIFY_OK(read);
    const auto& form = read->forms.first();
    QCOMPARE(form.document, 3);
    QCOMPARE(form.project, u"雪亮工程"_qs);
    QCOMPARE(form.budgetInForce, u"700.00"_qs);
    QCOMPARE(form.executedAmount, u"689.50"_qs);
    QCOMPARE(form.fundsReason, u"尾款"_qs);
    QCOMPARE(form.projectStart, QDate(2025, 3, 1));
    QCOMPARE(form.month, 7);
    const auto& row = form.indicators.first();
    QCOMPARE(row.row, 2);
    QCOMPARE(row.name, u"破案率"_qs);
    QCOMPARE(row.outcome.actual, u"93%"_qs);
    QCOMPARE(row.outcome.reason, u"警力不足"_qs);
    QCOMPARE(row.outcome.evidence, u"统计表"_qs);
    QCOMPARE(row.outcome.notApplicable, u"未实施"_qs);
    QCOMPARE(row.outcome.score, u"8.50"_qs);
    QCOMPARE(row.outcome.sampleSize, u"200"_qs);
    QCOMPARE(row.outcome.surveyDate, u"2025-12-01"_qs);
    QVERIFY(row.outcome.targetTooLow);
}

void ScoringOutcomesTest::faultsAreNamed_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const QByteArray& bytes, const QString& place) {
        QTest::newRow(name) << bytes << ErrorCode::InvalidInput << place;
    };
    QTest::newRow("cut") << withForm("{").chopped(1) << ErrorCode::JsonMalformed << QString();
    QTest::newRow("deep") << withRow(QByteArray("{\"a\":").repeated(20)) << ErrorCode::JsonMalformed << QString();
    row("nothing", "{}", u"format: jixiao.outcomes/1 is needed"_qs);
    row("another format", R"({"format": "jixiao.interchange/1", "documents": []})",
        u"format: jixiao.outcomes/1 is needed"_qs);
    row("no list", R"({"format": "jixiao.outcomes/1"})", u"documents: a list is needed"_qs);
    row("a number that is none", withRow(R"({"row": 0, "actualValue": 93})"),
        u"documents[0].indicators[0].actualValue: text in quotes is needed"_qs);
    row("no such key", withRow(R"({"row": 0, "actual": "93%"})"), u"documents[0].indicators[0].actual: unknown key"_qs);
    row("nameless", withRow(R"({"actualValue": "93%"})"), u"documents[0].indicators[0]: row or name is needed"_qs);
    row("half a row", withRow(R"({"row": 1.5})"),
        u"documents[0].indicators[0].row: a whole number from 0 to 100000 is needed"_qs);
    row("a row before the first", withRow(R"({"row": -1})"),
        u"documents[0].indicators[0].row: a whole number from 0 to 100000 is needed"_qs);
    row("not an object", withRow("7"), u"documents[0].indicators[0]: an object is needed"_qs);
    row("month", withForm(R"({"month": 13, "indicators": []})"),
        u"documents[0].month: a whole number from 1 to 12 is needed"_qs);
    row("date", withForm(R"({"projectStart": "2025-02-30", "indicators": []})"),
        u"documents[0].projectStart: a date like 2025-12-31 is needed"_qs);
    row("no indicators", withForm("{}"), u"documents[0].indicators: a list is needed"_qs);
    row("long", withRow(R"({"row": 0, "evidence": ")" + QByteArray(8001, 'x') + "\"}"),
        u"documents[0].indicators[0].evidence: too long"_qs);
    row("many", withForm(QByteArray("0,").repeated(5000) + "0"), u"documents: too many"_qs);
}

void ScoringOutcomesTest::faultsAreNamed() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, place);
    const auto read = Outcomes::fromJson(bytes);
    QVERIFY(!read.ok());
    QTEST(read.error().code, "code");
    if (!place.isEmpty()) QCOMPARE(read.error().detail, place);
}

void ScoringOutcomesTest::survivesAnyBytes() {
    QVERIFY(rc::check("outcomes or an error", [] {
        const auto text = *gluedFrom({u"{"_qs, u"}"_qs, u"["_qs, u"]"_qs, u"\"row\":"_qs, u"\"documents\":"_qs,
                                      u"\"format\":\"jixiao.outcomes/1\""_qs, u"\"indicators\":"_qs, u","_qs, u"1"_qs,
                                      u"\"\""_qs, u"null"_qs});
        const auto read = Outcomes::fromJson(text.toUtf8());
        if (!read) RC_ASSERT(!read.error().detail.isEmpty());
    }));
}

void ScoringOutcomesTest::outcomesFindTheirRows() {
    const QStringList names{u"破案率"_qs, u" 破 案率 "_qs, u"出警 时间"_qs, u""_qs};
    const auto placed = placeOutcomes(
        {reported(1, {}, u"b"_qs), reported(-1, u"出警时间"_qs, u"c"_qs), reported(0, u"破案率"_qs, u"a"_qs)}, names);
    VERIFY_OK(placed);
    QStringList actual;
    for (const auto& outcome : *placed)
        actual.append(outcome.actual);
    QCOMPARE(actual, QStringList({u"a"_qs, u"b"_qs, u"c"_qs, QString()}));
}

void ScoringOutcomesTest::misplacedOutcomes_data() {
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    QTest::newRow("twice") << 0 << QString() << u"indicators[1]: row 0 is reported twice"_qs;
    QTest::newRow("no such row") << 2 << QString() << u"indicators[1]: there is no row 2"_qs;
    QTest::newRow("no such name") << -1 << u"办结率"_qs << u"indicators[1]: no row is called 办结率"_qs;
    QTest::newRow("two of that name") << -1 << u"破案率"_qs << u"indicators[1]: several rows are called 破案率"_qs;
    QTest::newRow("another name") << 1 << u"办结率"_qs << u"indicators[1]: row 1 is called 破案率"_qs;
}

void ScoringOutcomesTest::misplacedOutcomes() {
    QFETCH(int, row);
    QFETCH(QString, name);
    const auto placed = placeOutcomes({reported(0, {}), reported(row, name)}, {u"破案率"_qs, u"破案率"_qs});
    QVERIFY(!placed.ok());
    QCOMPARE(placed.error().code, ErrorCode::InvalidInput);
    QTEST(placed.error().detail, "why");
}

QTEST_GUILESS_MAIN(ScoringOutcomesTest)
#include "tst_scoring_outcomes.moc"
