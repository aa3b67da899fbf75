#include "core/review/quality.h"
#include "review_fixture.h"

#include <QTest>

#include <algorithm>

using namespace jixiao;
using namespace jixiao::testing;

namespace {

Finding finding(const char* rule, Severity severity, const char* dimension) {
    Finding made;
    made.rule = QString::fromUtf8(rule);
    made.severity = severity;
    made.dimension = QString::fromUtf8(dimension);
    return made;
}

} // namespace

class TestReviewQuality : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingFoundIsFull();
    void lossesAddUp();
    void neverBelowZero();
    void orderDoesNotMatter();
    void brokenScalesAreRefused();
};

void TestReviewQuality::nothingFoundIsFull() {
    const auto quality = QualityScale::builtIn().of({});
    QCOMPARE(quality.parts.size(), 4);
    QCOMPARE(quality.total, Decimal(100));
    QCOMPARE(quality.grade, QStringLiteral("优"));
    QCOMPARE(quality.parts.first().explained(), QStringLiteral("20 = 20"));
}

void TestReviewQuality::lossesAddUp() {
    const QList<Finding> findings{finding("P44", Severity::Error, "完整性"),
                                  finding("P48", Severity::Warning, "相关性"),
                                  finding("P48", Severity::Warning, "相关性"), finding("P25", Severity::Hint, "可行性"),
                                  finding("X02", Severity::Warning, "保密")};
    const auto quality = QualityScale::builtIn().of(findings);
    QCOMPARE(quality.parts[0].explained(), QStringLiteral("20 - 6 (P44) = 14"));
    QCOMPARE(quality.parts[1].explained(), QStringLiteral("30 - 4 (P48×2) = 26"));
    QCOMPARE(quality.parts[2].explained(), QStringLiteral("30 = 30"));
    QCOMPARE(quality.parts[3].explained(), QStringLiteral("20 - 0.5 (P25) = 19.5"));
    QCOMPARE(quality.total, Decimal::of(895, 1));
    QCOMPARE(quality.grade, QStringLiteral("良"));
    QCOMPARE(quality.gradeRank, 1);
    const auto english = QualityScale::builtIn(QStringLiteral("en")).of(findings);
    QCOMPARE(english.total, quality.total);
    QCOMPARE(english.grade, QStringLiteral("Good"));
    QCOMPARE(english.parts[1].property, QStringLiteral("Relevance"));
}

void TestReviewQuality::neverBelowZero() {
    QList<Finding> findings;
    for (int i = 0; i < 100; ++i)
        for (const char* dimension : {"完整性", "相关性", "适当性", "可行性"})
            findings.append(finding(qPrintable(QStringLiteral("R%1").arg(i)), Severity::Error, dimension));
    const auto quality = QualityScale::builtIn().of(findings);
    QCOMPARE(quality.total, Decimal(0));
    QCOMPARE(quality.grade, QStringLiteral("差"));
    QCOMPARE(quality.gradeRank, 3);
    const auto line = QualityScale::builtIn().of(findings.mid(0, 40)).parts.first().explained();
    QVERIFY2(line.endsWith(QStringLiteral(" = -40 → 0")), qUtf8Printable(line));
}

void TestReviewQuality::orderDoesNotMatter() {
    const Reviewer reviewer(RuleSet::builtIn(), catalogue());
    auto document = goodForms().first();
    document.tables[QStringLiteral("indicators")][0].cells[QStringLiteral("target")].clear();
    document.fields[QStringLiteral("spendingPlan.dec")].clear();
    auto findings = reviewer.reviewOne(document);
    QVERIFY(findings.size() > 1);
    const auto before = QualityScale::builtIn().of(findings);
    std::reverse(findings.begin(), findings.end());
    const auto after = QualityScale::builtIn().of(findings);
    QCOMPARE(after.total, before.total);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(after.parts[i].explained(), before.parts[i].explained());
    QVERIFY(before.total < Decimal(100));
}

void TestReviewQuality::brokenScalesAreRefused() {
    QCOMPARE(QualityScale::fromJson("[").error().code, ErrorCode::JsonMalformed);
    QCOMPARE(QualityScale::fromJson("{}").error().code, ErrorCode::TemplateInvalid);
    auto scale = QJsonDocument::fromJson(fileBytes(sourcePath(QStringLiteral("assets/rules/quality.json")))).object();
    scale[QStringLiteral("counted")] = 0;
    QCOMPARE(QualityScale::fromJson(QJsonDocument(scale).toJson()).error().code, ErrorCode::TemplateInvalid);
}

QTEST_GUILESS_MAIN(TestReviewQuality)
#include "tst_review_quality.moc"
