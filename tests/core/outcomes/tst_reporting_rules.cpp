#include "core/outcomes/reporting_rules.h"

#include <QFile>
#include <QTest>

using namespace jixiao;
using namespace jixiao::outcomes;

namespace {

QByteArray builtInData() {
    QFile file(u":/assets/scoring/reporting.json"_qs);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QDate day(int year, int month, int dayOfMonth) { return {year, month, dayOfMonth}; }

} // namespace

/// What is due when, and how the data that says so is read.
class TestReportingRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksOfAYear();
    void periodToBeginWith_data();
    void periodToBeginWith();
    void brokenData_data();
    void brokenData();
};

void TestReportingRules::tasksOfAYear() {
    const auto& rules = ReportingRules::builtIn();
    QVERIFY(rules.taskAt(2025, day(2025, 7, 31)) == nullptr);
    const auto* august = rules.taskAt(2025, day(2025, 8, 1));
    QVERIFY(august != nullptr);
    QCOMPARE(august->period(2025), (Period{2025, 7}));
    QCOMPARE(august->until(2025), day(2025, 8, 31));
    const auto* january = rules.taskAt(2025, day(2026, 1, 1));
    QVERIFY(january != nullptr);
    QCOMPARE(january->period(2025), (Period{2025, 0}));
    QCOMPARE(january->until(2025), day(2026, 3, 31));
    QVERIFY(rules.deviationClasses.contains(u"其他"_qs));
}

void TestReportingRules::periodToBeginWith_data() {
    QTest::addColumn<QDate>("today");
    QTest::addColumn<QString>("period");
    QTest::newRow("before the year") << day(2024, 12, 1) << u"2025-01"_qs;
    QTest::newRow("first month") << day(2025, 1, 20) << u"2025-01"_qs;
    QTest::newRow("last month's figures") << day(2025, 5, 2) << u"2025-04"_qs;
    QTest::newRow("monitoring") << day(2025, 8, 31) << u"2025-07"_qs;
    QTest::newRow("after the monitoring") << day(2025, 9, 1) << u"2025-08"_qs;
    QTest::newRow("self-evaluation") << day(2026, 2, 1) << u"2025"_qs;
    QTest::newRow("late") << day(2026, 11, 1) << u"2025"_qs;
}

void TestReportingRules::periodToBeginWith() {
    QFETCH(QDate, today);
    QTEST(ReportingRules::builtIn().periodAt(2025, today).toString(), "period");
}

void TestReportingRules::brokenData_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("place");
    const auto row = [](const char* name, const char* from, const char* to, const char* place) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(place);
    };
    row("format", "jixiao.reporting/1", "jixiao.reporting/2", "format");
    row("no tasks", "\"tasks\"", "\"work\"", "tasks");
    row("no classes", "\"deviationClasses\"", "\"classes\"", "deviationClasses");
    row("no label", "\"label\": \"运行监控\"", "\"label\": \"\"", "tasks[0].label");
    row("month", "\"upTo\": 7", "\"upTo\": 13", "tasks[0].upTo");
    row("day", "\"month\": 8, \"day\": 31", "\"month\": 8, \"day\": 32", "tasks[0].until");
    row("order", "\"month\": 8, \"day\": 31", "\"month\": 7, \"day\": 31", "tasks[0].until");
    row("year", "\"from\": {\"year\": 1", "\"from\": {\"year\": 7", "tasks[1].from");
}

void TestReportingRules::brokenData() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, place);
    auto data = builtInData();
    QVERIFY(data.contains(from));
    const auto read = ReportingRules::fromJson(data.replace(from, to));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::TemplateInvalid);
    QCOMPARE(read.error().detail, QString::fromUtf8(place));
    QVERIFY(!ReportingRules::fromJson("{"));
}

QTEST_GUILESS_MAIN(TestReportingRules)
#include "tst_reporting_rules.moc"
