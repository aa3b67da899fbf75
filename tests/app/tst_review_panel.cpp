#include "app/gui/findings_filter.h"
#include "tests/app/app_fixture.h"

#include <algorithm>
#include <random>

using namespace jixiao;
using namespace jixiao::test;

namespace {

QString cell(int row, const char* column) {
    return QStringLiteral("indicators[%1].%2").arg(row).arg(QLatin1String(column));
}

QStringList said(const QList<Finding>& findings) {
    QStringList lines;
    for (const auto& finding : findings)
        lines.append(finding.rule + u' ' + finding.path.toString() + u' ' + finding.message);
    lines.sort();
    return lines;
}

bool settled(AppFixture& f) {
    f.app.form()->flush();
    return QTest::qWaitFor([&] {
        f.settle();
        return !f.app.form()->isReviewing() && f.app.form()->saveState() == FormViewModel::SaveState::Saved;
    });
}

} // namespace

/// What the review panel shows: findings, their filter, and the score.
class TestReviewPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findingsComeAndGoOneByOne();
    void qualityFollows();
    void filterBySeverity();
};

/// The list stays where it is while one line of it comes or goes.
void TestReviewPanel::findingsComeAndGoOneByOne() {
    AppFixture f;
    f.openSample();
    const auto& form = *f.services.catalogue().find(QStringLiteral("hebei.project.2025"));
    FindingsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    std::mt19937 random(9);
    const QStringList rules{QStringLiteral("P01"), QStringLiteral("P44"), QStringLiteral("P59"), QStringLiteral("T26")};
    for (int i = 0; i < 300; ++i) {
        QList<Finding> findings;
        for (int n = int(random() % 8); n > 0; --n) {
            Finding finding;
            finding.rule = rules.at(int(random() % 4));
            finding.severity = Severity(random() % 3);
            finding.path =
                FieldPath::fromString(random() % 2 ? cell(int(random() % 3), "target") : QStringLiteral("fundUse"));
            finding.message = QString::number(random() % 3);
            findings.append(finding);
        }
        model.setFindings(findings, form);
        FindingsModel fresh;
        fresh.setFindings(findings, form);
        QCOMPARE(dump(model), dump(fresh));
        QCOMPARE(said(model.findings()), said(findings));
    }
    QCOMPARE(resets.count(), 0);
}

void TestReviewPanel::qualityFollows() {
    AppFixture f;
    auto* quality = f.app.form()->quality();
    const QAbstractItemModelTester tester(quality, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(!quality->isKnown());
    f.openSample();
    QVERIFY(settled(f));
    QVERIFY(quality->isKnown());
    QCOMPARE(quality->rowCount(), 4);
    QCOMPARE(quality->full(), QStringLiteral("100"));
    const auto before = quality->total().toDouble();
    f.app.form()->commit(cell(2, "target"), QStringLiteral("≤35.00万元"));
    QTRY_VERIFY(quality->total().toDouble() < before);
    double sum = 0;
    int explained = 0;
    for (int row = 0; row < 4; ++row) {
        const auto at = quality->index(row);
        const auto points = at.data(QualityModel::PointsRole).toString();
        sum += points.toDouble();
        const auto line = at.data(QualityModel::ExplainedRole).toString();
        QVERIFY2(line.startsWith(at.data(QualityModel::FullRole).toString()) && line.endsWith(points),
                 qPrintable(line));
        explained += line.contains(QStringLiteral("P50")) ? 1 : 0;
        QVERIFY(at.data(QualityModel::ShareRole).toDouble() <= 1);
    }
    QCOMPARE(sum, quality->total().toDouble());
    QCOMPARE(explained, 1);
    QVERIFY(!quality->grade().isEmpty());
    f.app.form()->close();
    f.settle();
    QVERIFY(!quality->isKnown());
}

void TestReviewPanel::filterBySeverity() {
    AppFixture f;
    f.openSample();
    f.app.form()->commit(cell(2, "target"), QStringLiteral("≤35.00万元"));
    f.app.form()->commit(cell(1, "basis"), QStringLiteral("工作经验"));
    QVERIFY(settled(f));
    auto* findings = f.app.form()->findings();
    FindingsFilter filter;
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setFindings(findings);
    QCOMPARE(filter.rowCount(), findings->count());
    for (const auto& [letter, count] :
         {std::pair{QStringLiteral("E"), findings->errors()}, std::pair{QStringLiteral("W"), findings->warnings()},
          std::pair{QStringLiteral("H"), findings->hints()}}) {
        filter.setSeverity(letter);
        QCOMPARE(filter.rowCount(), count);
        for (int row = 0; row < count; ++row)
            QCOMPARE(severityLetter(findings->findings().at(filter.findingAt(row)).severity), letter);
    }
    QCOMPARE(filter.findingAt(filter.rowCount()), -1);
    filter.setSeverity(QStringLiteral("E"));
    QVERIFY(filter.rowCount() > 0);
    f.app.form()->applyFix(filter.findingAt(0));
    QVERIFY(settled(f));
    QCOMPARE(filter.rowCount(), findings->errors());
}

QTEST_MAIN(TestReviewPanel)
#include "tst_review_panel.moc"
