#include "core/base/clock.h"
#include "core/outcomes/form_reports.h"
#include "core/outcomes/scored_form.h"

#include <QTest>

using namespace jixiao;
using namespace jixiao::outcomes;

namespace {

Id idOf(int number) {
    return *Id::fromString(QStringLiteral("0190a000-0000-7000-8000-%1").arg(number, 12, 10, QLatin1Char('0')));
}

const Id declaration = idOf(1);
const Id first = idOf(11);
const Id second = idOf(12);

Record report(const Id& row, const QString& period, const QMap<QString, QString>& values) {
    const auto when = Period::fromString(period).value_or(Period{});
    Record record{RecordType::report, reportId(declaration, row, when), idOf(2), declaration, {}, 0, false};
    record.fields.insert(Field::about, {row.isNull() ? QString() : row.toString(), 0});
    record.fields.insert(ReportField::period, {period, 0});
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        record.fields.insert(it.key(), {it.value(), 0});
    return record;
}

QMap<QString, QString> actual(const QString& text) { return {{ReportField::actualValue, text}}; }

} // namespace

/// Reports as records: which is which, what came before, and what the formulas get.
class TestFormReports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void periods_data();
    void periods();
    void oneRecordAPlace();
    void readingRecords();
    void earlierValues();
    void changes();
};

void TestFormReports::periods_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    for (const auto* good : {"2025", "2025-01", "2025-12"})
        QTest::newRow(good) << QString::fromLatin1(good) << true;
    for (const auto* bad :
         {"", "25", "2025-", "2025-00", "2025-13", "2025-1", "2025/01", "2025-1x", "20x5", "0000", "-025"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << false;
}

void TestFormReports::periods() {
    QFETCH(QString, text);
    QFETCH(bool, good);
    const auto period = Period::fromString(text);
    QCOMPARE(period.has_value(), good);
    if (good) QCOMPARE(period->toString(), text);
}

void TestFormReports::oneRecordAPlace() {
    const Period july{2025, 7};
    QCOMPARE(reportId(declaration, first, july), reportId(declaration, first, july));
    QCOMPARE(reportId(declaration, first, july).toString(), u"1f21eda8-a92f-57bd-9e33-b56ddffb4239"_qs);
    const QList<Id> all{reportId(declaration, first, july), reportId(declaration, first, {2025, 0}),
                        reportId(declaration, second, july), reportId(declaration, {}, july),
                        reportId(idOf(3), first, july)};
    QCOMPARE(QSet<Id>(all.begin(), all.end()).size(), all.size());
}

void TestFormReports::readingRecords() {
    auto gone = report(second, u"2025"_qs, actual(u"9"_qs));
    gone.deleted = true;
    auto broken = report(first, u"2025"_qs, actual(u"8"_qs));
    broken.fields[Field::about].value = u"no id"_qs;
    const FormReports reports({report(first, u"2025"_qs,
                                      {{ReportField::actualValue, u"93%"_qs},
                                       {ReportField::deviationReason, u"两处断电"_qs},
                                       {ReportField::targetTooLow, u"1"_qs}}),
                               report({}, u"2025"_qs, {{ReportField::executedAmount, u"689.50"_qs}}),
                               report(second, u"2025-7"_qs, actual(u"7"_qs)), gone, broken,
                               Record{RecordType::opinion, idOf(5), {}, declaration, {}, 0, false}});
    const auto reported = reports.toReported({FormRow{first, {}}, FormRow{second, {}}}, {2025, 0});
    QCOMPARE(reported.executedAmount, u"689.50"_qs);
    QCOMPARE(reported.month, 0);
    QCOMPARE(reported.indicators.size(), 2);
    QCOMPARE(reported.indicators[0].outcome.actual, u"93%"_qs);
    QCOMPARE(reported.indicators[0].outcome.reason, u"两处断电"_qs);
    QVERIFY(reported.indicators[0].outcome.targetTooLow);
    QCOMPARE(reported.indicators[1].outcome.actual, QString());
    QCOMPARE(reports.filled({2025, 0}), 1);
    QCOMPARE(reports.filled({2025, 7}), 0);
    QCOMPARE(reports.toReported({}, {2025, 7}).month, 7);
}

void TestFormReports::earlierValues() {
    const FormReports reports(
        {report(first, u"2025-03"_qs, actual(u"12场"_qs)), report(first, u"2025-06"_qs, actual(u"30场"_qs)),
         report(first, u"2025-08"_qs, actual(u" "_qs)), report(first, u"2025"_qs, actual(u"60场"_qs)),
         report(first, u"2024-12"_qs, actual(u"99场"_qs))});
    QVERIFY(!reports.before(first, {2025, 3}));
    QCOMPARE(reports.before(first, {2025, 6})->value, u"12场"_qs);
    QCOMPARE(reports.before(first, {2025, 9})->value, u"30场"_qs);
    QCOMPARE(reports.before(first, {2025, 0})->period, (Period{2025, 6}));
    QVERIFY(!reports.before(second, {2025, 0}));
}

void TestFormReports::changes() {
    const ReportValues values{{{first, {2025, 0}, ReportField::actualValue}, u"1"_qs},
                              {{first, {2025, 0}, ReportField::note}, u"2"_qs},
                              {{first, {2025, 7}, ReportField::actualValue}, u"3"_qs},
                              {{{}, {2025, 0}, ReportField::executedAmount}, u"4"_qs}};
    const auto list = changesOf(declaration, values);
    QCOMPARE(list.size(), 3);
    int fields = 0;
    for (const auto& change : list) {
        QCOMPARE(change.record, reportId(declaration, change.row, change.period));
        fields += int(change.values.size());
    }
    QCOMPARE(fields, 4);
}

QTEST_GUILESS_MAIN(TestFormReports)
#include "tst_form_reports.moc"
