#include "core/documents/interchange.h"
#include "review_fixture.h"

#include <QTest>

#include <algorithm>

using namespace jixiao;
using namespace jixiao::testing;

namespace {

/// Lines of a published text as the paragraphs of a statement.
FormDocument statementOf(const QString& path, int from, int to, const QString& unitName, int year) {
    FormDocument document;
    document.form = QStringLiteral("statement.2018");
    document.fiscalYear = year;
    document.fields.insert(QStringLiteral("unit.name"), unitName);
    const auto lines = QString::fromUtf8(fileBytes(path)).split(u'\n');
    for (int i = from; i <= to && i <= lines.size(); ++i)
        document.tables[QStringLiteral("paragraphs")].append(rowFrom({{QStringLiteral("text"), lines.at(i - 1)}}));
    return document;
}

QString seed(const char* name) { return sourcePath(QStringLiteral("../shared/seeds/") + QString::fromUtf8(name)); }

QList<FormDocument> truth(const char* name) {
    const auto object =
        QJsonDocument::fromJson(fileBytes(sourcePath(QStringLiteral("../shared/truth/") + QString::fromUtf8(name))))
            .object();
    const auto read = fromInterchange(object, catalogue());
    return read ? read->documents : QList<FormDocument>();
}

} // namespace

/// What RULES.md names in the published books beyond the project tables: duty tables and running text of S0, running
/// text of S2, the department table of S4. Nothing to do when the books are not there.
class TestReviewBooks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dutyTable();
    void rowSplitByALineBreak();
    void statementOfTheFirstBook();
    void statementOfTheSecondBook();
    void departmentTable();
    void departmentStaysSilent();

private:
    QStringList places(const QList<Finding>& findings, const char* rule) const;
    QStringList messages(const QList<Finding>& findings, const char* rule) const;
    static bool says(const QStringList& messages, const char* part) {
        return messages.filter(QString::fromUtf8(part)).size() > 0;
    }

    const Reviewer reviewer_{RuleSet::builtIn(), catalogue()};
    QList<FormDocument> first_;
    QList<FormDocument> second_;
    QList<FormDocument> fourth_;
};

void TestReviewBooks::initTestCase() {
    first_ = truth("seed0.json");
    second_ = truth("seed2.json");
    fourth_ = truth("seed4.json");
    const bool none = first_.isEmpty() && second_.isEmpty() && fourth_.isEmpty();
    QVERIFY(none || (first_.size() == 2 && second_.size() == 13 && fourth_.size() == 1));
    if (!qEnvironmentVariableIsSet("JIXIAO_SHOW_FINDINGS")) return;
    for (const auto& book : {first_, second_, fourth_})
        for (const QString& line : described(reviewer_.review(book)))
            qInfo("%s", qUtf8Printable(line));
}

QStringList TestReviewBooks::places(const QList<Finding>& findings, const char* rule) const {
    QStringList found;
    for (const auto& finding : findings)
        if (finding.rule == QString::fromUtf8(rule)) found.append(finding.path.toString());
    return found;
}

QStringList TestReviewBooks::messages(const QList<Finding>& findings, const char* rule) const {
    QStringList found;
    for (const auto& finding : findings)
        if (finding.rule == QString::fromUtf8(rule)) found.append(finding.message);
    return found;
}

void TestReviewBooks::dutyTable() {
    if (first_.isEmpty()) return;
    const auto findings = reviewer_.review(first_);
    const auto nameAt = [&](const QString& path) {
        auto place = FieldPath::fromString(path);
        place.field = QStringLiteral("name");
        return first_.at(1).value(place);
    };
    const auto polarity = places(findings, "D08");
    QCOMPARE(polarity.size(), 1);
    QCOMPARE(nameAt(polarity.first()), QStringLiteral("安全事故发生逐年降低率"));
    const auto glyphs = messages(findings, "D11");
    QCOMPARE(glyphs.size(), 3);
    QVERIFY(says(glyphs, "“≦”（6处）") && says(glyphs, "“﹥”（2处）") && says(glyphs, "“＜”（52处）"));
    const auto twins = places(findings, "D12");
    QCOMPARE(twins.size(), 1);
    QCOMPARE(nameAt(twins.first()), QStringLiteral("有价值情报信息采用率"));
    const auto texts = messages(findings, "D13");
    for (const char* named :
         {"“居民持证率”文字为98%，表中“优”为≥85%", "“户口登记项目准确率”文字为100%，表中“优”为≥80%",
          "“执法监督率”文字为100%，表中“优”为≥40%", "““三非”外国人查办率”文字为70%，表中“优”为≥95%"})
        QVERIFY2(says(texts, named), qUtf8Printable(texts.join(u'\n')));
    const auto goals = places(findings, "D14");
    QCOMPARE(goals.size(), 1);
    QCOMPARE(first_.at(1).value(FieldPath::fromString(goals.first())), QStringLiteral("维护国家安全和政治稳定。"));
    for (const char* rule : {"D01", "D02", "D03", "D04", "D05", "D06", "D07", "D09", "D10", "D15", "D16", "D17", "D18"})
        QVERIFY2(places(findings, rule).isEmpty(), rule);
    const auto secret = messages(findings, "X02");
    QVERIFY(says(secret, "秘密力量") && says(secret, "建情率"));
    const auto debris = messages(findings, "T26");
    QVERIFY(says(debris, "，，") && says(debris, "增增"));
}

/// L559–L567: the row breaks before its four levels, so that they begin a row of their own.
void TestReviewBooks::rowSplitByALineBreak() {
    if (first_.isEmpty()) return;
    auto book = first_.at(1);
    auto& rows = book.tables[QStringLiteral("duties")];
    const auto isIt = [](const FormRow& row) {
        return row.cell(QStringLiteral("name")) == QStringLiteral("检验、鉴定率");
    };
    const auto at = std::find_if(rows.begin(), rows.end(), isIt) - rows.begin();
    QVERIFY(at < rows.size());
    FormRow second;
    const QList<QPair<QString, QString>> landed{{QStringLiteral("activityName"), QStringLiteral("excellent")},
                                                {QStringLiteral("activityDescription"), QStringLiteral("good")},
                                                {QStringLiteral("goal"), QStringLiteral("fair")},
                                                {QStringLiteral("name"), QStringLiteral("poor")}};
    for (const auto& [column, level] : landed)
        second.cells.insert(column, std::exchange(rows[at].cells[level], QString()));
    rows.insert(at + 1, second);
    const auto findings = reviewer_.reviewOne(book);
    QCOMPARE(places(findings, "D02"), QStringList(QStringLiteral("duties[%1].activityName").arg(at + 1)));
    for (const auto& finding : findings)
        if (finding.rule == QStringLiteral("D02")) {
            QVERIFY(finding.fix);
            for (const auto& edit : finding.fix->edits)
                QVERIFY(book.setValue(edit.path, edit.value));
        }
    for (const auto& level : {QStringLiteral("excellent"), QStringLiteral("poor")})
        QCOMPARE(book.rows(QStringLiteral("duties")).at(at).cell(level),
                 first_.at(1).rows(QStringLiteral("duties")).at(at).cell(level));
}

void TestReviewBooks::statementOfTheFirstBook() {
    const auto text = statementOf(seed("000_5e6c736350775b7c.txt"), 1, 121, QStringLiteral("魏县公安局"), 2020);
    if (text.rows(QStringLiteral("paragraphs")).size() < 121) return;
    const auto findings = reviewer_.reviewOne(text);
    QCOMPARE(places(findings, "T21"), QStringList(QStringLiteral("paragraphs[48].text")));
    const auto change = messages(findings, "T21").first();
    QVERIFY2(change.contains(QStringLiteral("-177.00")) && change.contains(QStringLiteral("+1586.57")),
             qUtf8Printable(change));
    QVERIFY(places(findings, "T20").isEmpty() && places(findings, "T03").isEmpty());
    const auto debris = places(findings, "T26");
    for (const int line : {55, 74, 111})
        QVERIFY2(debris.contains(QStringLiteral("paragraphs[%1].text").arg(line - 1)), qPrintable(debris.join(u' ')));
    QVERIFY(places(findings, "T24").isEmpty());
}

void TestReviewBooks::statementOfTheSecondBook() {
    if (second_.isEmpty()) return;
    auto book = second_;
    book.append(statementOf(seed("002_326bf6772267ef24.txt"), 1, 42, QStringLiteral("公安分局"), 2020));
    book.append(statementOf(seed("002_326bf6772267ef24.txt"), 1251, 1251, QStringLiteral("公安分局"), 2020));
    QList<Finding> said;
    for (const auto& finding : reviewer_.review(book))
        if (finding.document >= 13) said.append(finding);
    QCOMPARE(places(said, "T20"), QStringList(QStringLiteral("paragraphs[31].text")));
    const auto change = messages(said, "T20").first();
    QVERIFY2(change.contains(QStringLiteral("+333.58")) && change.contains(QStringLiteral("+366.79")) &&
                 change.contains(QStringLiteral("33.21")),
             qUtf8Printable(change));
    QCOMPARE(places(said, "T24"), QStringList(QStringLiteral("paragraphs[28].text")));
    QVERIFY(places(said, "T21").isEmpty() && places(said, "T03").isEmpty());
    QVERIFY(places(said, "P14").isEmpty()); // 12 projects = 1004.60 = 1004.60
    const auto assets = messages(said, "T22");
    QCOMPARE(assets.size(), 1); // 9.00 of the other project is its budget
    QVERIFY2(assets.first().contains(QStringLiteral("16.72")) && assets.first().contains(QStringLiteral("18.67")),
             qUtf8Printable(assets.first()));
    // The same book with one project left out no longer adds up.
    book.removeAt(1);
    QVERIFY(!places(reviewer_.review(book), "P14").isEmpty());
}

void TestReviewBooks::departmentTable() {
    if (fourth_.isEmpty()) return;
    const auto findings = reviewer_.review(fourth_);
    QCOMPARE(places(findings, "T02"), QStringList(QStringLiteral("funds.expenditure[3].twoYearsAgo")));
    const auto years = messages(findings, "T02").first();
    QVERIFY2(years.contains(QStringLiteral("2022年")) && years.contains(QStringLiteral("31844.85")) &&
                 years.contains(QStringLiteral("31844.95")) && years.contains(QStringLiteral("0.10")),
             qUtf8Printable(years));
    QCOMPARE(places(findings, "T05"),
             QStringList({QStringLiteral("funds.income[3].amount"), QStringLiteral("funds.expenditure[3].amount")}));
    const auto projects = messages(findings, "T06");
    QCOMPARE(projects.size(), 1);
    QVERIFY(projects.first().contains(QStringLiteral("34642.42")) &&
            projects.first().contains(QStringLiteral("2052.32")));
    QCOMPARE(places(findings, "T08").size(), 5);
    QCOMPARE(places(findings, "T09").size(), 12);
    QCOMPARE(messages(findings, "T11"), QStringList(QStringLiteral("目标“保障警务辅助人员待遇正常发放”没有对应指标")));
    QVERIFY(says(messages(findings, "T12"), "40"));
    QVERIFY(says(messages(findings, "T13"), "40行中40行"));
    QCOMPARE(places(findings, "T14").size(), 22);
    QCOMPARE(places(findings, "T15").size(), 6);
    const auto constant = messages(findings, "T17");
    QCOMPARE(constant.size(), 4);
    QVERIFY(says(constant, "计划标准") && says(constant, "绩效基本型"));
    QCOMPARE(places(findings, "T19").size(), 6);
    const auto secret = messages(findings, "X02");
    QVERIFY(says(secret, "侦控"));
    QCOMPARE(places(findings, "X04"), QStringList({QStringLiteral("filler"), QStringLiteral("phone")}));
}

void TestReviewBooks::departmentStaysSilent() {
    if (fourth_.isEmpty()) return;
    const auto findings = reviewer_.review(fourth_);
    for (const char* rule : {"T01", "T03", "T04", "T07", "T10", "T16", "T18", "T25", "P14", "X06"})
        QVERIFY2(places(findings, rule).isEmpty(), rule);
}

QTEST_GUILESS_MAIN(TestReviewBooks)
#include "tst_review_books.moc"
