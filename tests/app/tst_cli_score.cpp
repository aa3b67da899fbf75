#include "tests/app/cli_fixture.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString scoreWord = QStringLiteral("score");
const QString outcomesOption = QStringLiteral("--outcomes");

const QByteArray forms = R"({"format": "jixiao.interchange/1", "documents": [
  {"form": "hebei.project.2025", "fiscalYear": 2025, "moneyUnit": "万元",
   "project": {"code": "13043425P004MEK100834", "name": "视频租赁"},
   "budget": {"total": "700.00", "fiscal": "700.00", "other": ""}, "goals": ["用好视频"],
   "indicators": [
     {"level1": "产出指标", "level2": "质量指标", "name": "设备在线率", "target": "≥95%"},
     {"level1": "", "level2": "数量指标", "name": "视频点位数", "target": "≥5780个"},
     {"level1": "", "level2": "成本指标", "name": "租赁费用", "target": "≤700万元"},
     {"level1": "", "level2": "时效指标", "name": "按月支付", "target": "≥12月"},
     {"level1": "效益指标", "level2": "社会效益指标", "name": "利用视频破案占比", "target": "≥35%"},
     {"level1": "", "level2": "可持续影响指标", "name": "长期可用率", "target": "≥95%"},
     {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "群众满意度", "target": "≥95%"}]},
  {"form": "hebei.duty.2020", "duties": [{"name": "刑侦", "activities": [{"name": "侦查", "indicators": [
     {"name": "重大案件破案率", "excellent": "≥60%", "good": "≥55%", "fair": "≥45%", "poor": "＜45%"},
     {"name": "追逃率", "excellent": "≥80%", "good": "≥70%", "fair": "≥60%", "poor": "＜50%"}]}]}]},
  {"form": "hebei.project.2025", "fiscalYear": 2025, "project": {"name": "没有上报的"}, "indicators": []}]})";

const QByteArray project = R"({"project": "视频租赁", "executedAmount": "689.50", "indicators": [
  {"name": "设备在线率", "actualValue": "93%", "deviationReason": "两处断电"}, {"row": 1, "actualValue": "5780个"},
  {"row": 2, "actualValue": "6895000元"}, {"row": 3, "actualValue": "12月"}, {"row": 4, "actualValue": "50%"},
  {"row": 5, "actualValue": "96%"}, {"row": 6, "actualValue": "92%"}]})";

QByteArray outcomes(const QByteArray& documents) {
    return R"({"format": "jixiao.outcomes/1", "documents": [)" + documents + "]}";
}

/// The forms and outcomes as files, scored.
CliFixture::Answer scored(const CliFixture& f, const QByteArray& documents, const QStringList& options = {}) {
    const auto formsFile = f.write(QStringLiteral("forms.json"), forms);
    const auto outcomesFile = f.write(QStringLiteral("outcomes.json"), outcomes(documents));
    return f.run(QStringList{scoreWord, formsFile, outcomesOption, outcomesFile} + options);
}

QJsonObject firstOf(const CliFixture::Answer& answer) {
    return objectOf(answer.out)[QLatin1String("documents")].toArray().first().toObject();
}

QJsonObject at(const QJsonObject& document, const char* list, int i) {
    return document[QLatin1String(list)].toArray().at(i).toObject();
}

} // namespace

/// jixiaoctl score: the self-evaluation table, its JSON, and what it refuses.
class TestCliScore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void table();
    void jsonForMachines();
    void profiles();
    void standards();
    void lights();
    void formsWithValuesOfTheirOwn();
    void fillsOfficialForms_data();
    void fillsOfficialForms();
    void refusals_data();
    void refusals();
    void outcomesThatCannotBeRead();
};

void TestCliScore::table() {
    CliFixture f;
    const auto answer = scored(f, project);
    VERIFY_EXIT(answer, Ok);
    QVERIFY(answer.err.isEmpty());
    const auto text = QString::fromUtf8(answer.out);
    const QStringList expected{
        u"1. 河北省项目绩效目标表（2025年） 视频租赁"_qs,
        u"行  二级指标            三级指标          指标值    完成值       分值   得分  算式"_qs,
        u"    预算执行率                            700.00    689.50      10.00   9.85  689.50÷700.00×10 = 9.85"_qs,
        u" 1  质量指标            设备在线率        ≥95%      93%         12.50  12.24  93÷95×12.5 = 12.24"_qs,
        u" 3  成本指标            租赁费用          ≤700万元  6895000元   12.50  12.50  "_qs
        u"6895000元≤7000000元，得满分12.50（按元计算）"_qs,
        u" 7  服务对象满意度指标  群众满意度        ≥95%      92%         10.00   9.68  92÷95×10 = 9.68"_qs,
        u"    总分"_qs + QString(55, u' ') +
            u"100.00  99.27  "_qs
            u"9.85+12.24+12.50+12.50+12.50+15.00+15.00+9.68 = 99.27"_qs,
        u"等次 优"_qs,
        u"须补充 利用视频破案占比：明显超过指标值的原因"_qs,
        u"分值 设备在线率：50÷4 = 12.50"_qs,
        u"另有 2 张表没有完成情况，未评分"_qs,
    };
    for (const auto& line : expected)
        QVERIFY2(text.contains(line), qPrintable(line + u'\n' + text));
    QVERIFY(!text.contains(u"须补充 设备在线率"_qs));
}

void TestCliScore::jsonForMachines() {
    CliFixture f;
    const auto answer = scored(f, project, {json, dash});
    VERIFY_EXIT(answer, Ok);
    const auto document = firstOf(answer);
    QCOMPARE(document[QLatin1String("document")].toInt(-1), 0);
    QCOMPARE(document[QLatin1String("profile")].toString(), u"NAT2020"_qs);
    QCOMPARE(document[QLatin1String("total")].toString(), u"99.27"_qs);
    QCOMPARE(document[QLatin1String("grade")].toString(), u"优"_qs);
    QCOMPARE(document[QLatin1String("complete")].toBool(), true);
    QCOMPARE(document[QLatin1String("execution")].toObject()[QLatin1String("rate")].toString(), u"98.50"_qs);
    QCOMPARE(document[QLatin1String("indicators")].toArray().size(), 7);
    const auto row = at(document, "indicators", 1);
    QCOMPARE(row[QLatin1String("path")].toString(), u"indicators[1]"_qs);
    QCOMPARE(row[QLatin1String("state")].toString(), u"scored"_qs);
    QCOMPARE(row[QLatin1String("weight")].toString(), u"12.50"_qs);
    QCOMPARE(row[QLatin1String("score")].toString(), u"12.50"_qs);
    QCOMPARE(row[QLatin1String("actualValue")].toString(), u"5780个"_qs);

    const auto target = f.path(QStringLiteral("scores.json"));
    VERIFY_EXIT(scored(f, project, {json, target}), Ok);
    QCOMPARE(CliFixture::bytesOf(target), answer.out);
}

void TestCliScore::profiles() {
    CliFixture f;
    const auto bands =
        firstOf(scored(f, project, {QStringLiteral("--profile"), QStringLiteral("NAT2021"), json, dash}));
    QCOMPARE(at(bands, "indicators", 6)[QLatin1String("score")].toString(), u"10.00"_qs);
    QCOMPARE(bands[QLatin1String("total")].toString(), u"99.59"_qs);
    const auto pool = firstOf(scored(f, project, {QStringLiteral("--profile"), QStringLiteral("HUBEI"), json, dash}));
    QCOMPARE(pool[QLatin1String("execution")].toObject()[QLatin1String("score")].toString(), u"19.70"_qs);
    QCOMPARE(at(pool, "indicators", 0)[QLatin1String("weight")].toString(), u"11.43"_qs);
}

void TestCliScore::standards() {
    CliFixture f;
    const QByteArray duties = R"({"document": 1, "indicators": [{"row": 0, "actualValue": "57%"},
                                 {"name": "追逃率", "actualValue": "55%"}]})";
    const auto text = QString::fromUtf8(scored(f, duties).out);
    QVERIFY2(text.contains(u"80+10×(57−55)÷(60−55) = 84.00"_qs), qPrintable(text));
    QVERIFY(text.contains(u"未覆盖"_qs));
    const auto flat = firstOf(scored(f, duties, {QStringLiteral("--points"), QStringLiteral("flat"), json, dash}));
    QCOMPARE(at(flat, "standards", 0)[QLatin1String("grade")].toString(), u"良"_qs);
    QCOMPARE(at(flat, "standards", 0)[QLatin1String("score")].toString(), u"85.00"_qs);
    QCOMPARE(at(flat, "standards", 1)[QLatin1String("state")].toString(), u"uncovered"_qs);
    QVERIFY(at(flat, "standards", 1)[QLatin1String("score")].isNull());
}

void TestCliScore::lights() {
    CliFixture f;
    const auto july = R"({"document": 0, "month": 7, "executedAmount": "300", "indicators": [
        {"row": 0, "actualValue": "96%"}, {"row": 1, "actualValue": "2000个"}]})";
    const auto report = firstOf(scored(f, july, {json, dash}));
    QCOMPARE(report[QLatin1String("funds")].toObject()[QLatin1String("arithmetic")].toString(),
             u"300.00÷700.00÷(7÷12) = 73.47%"_qs);
    QCOMPARE(report[QLatin1String("light")].toString(), u"red"_qs);
    QCOMPARE(at(report, "lights", 0)[QLatin1String("light")].toString(), u"green"_qs);
    QCOMPARE(at(report, "lights", 1)[QLatin1String("light")].toString(), u"red"_qs);
    QCOMPARE(at(report, "lights", 2)[QLatin1String("light")].toString(), QString());
    const auto text = QString::fromUtf8(scored(f, july).out);
    QVERIFY2(text.contains(u"预算执行进度"_qs) && text.contains(u"监控 1–7月"_qs), qPrintable(text));
}

/// A self-evaluation form brings its actual values and funds with it.
void TestCliScore::formsWithValuesOfTheirOwn() {
    CliFixture f;
    const auto file = f.write(QStringLiteral("own.json"), R"({"format": "jixiao.interchange/1", "documents": [
      {"form": "national.selfEvaluation.2020", "fiscalYear": 2025, "project": {"name": "甲"},
       "funds": [{"item": "年度资金总额", "budgetInForce": "100.00", "executedAmount": "92.00"}],
       "indicators": [
         {"level1": "产出指标", "level2": "数量指标", "name": "培训人次", "target": "≥200人次", "actualValue": "150人次", "weight": "50"},
         {"level1": "效益指标", "level2": "社会效益指标", "name": "治安", "target": "明显好转", "actualValue": "部分达成", "weight": "30"},
         {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "满意度", "target": "≥90%", "actualValue": "", "weight": "10"}]}]})");
    const auto answer = f.run({scoreWord, file, json, dash});
    VERIFY_EXIT(answer, Ok);
    const auto own = firstOf(answer);
    QCOMPARE(own[QLatin1String("execution")].toObject()[QLatin1String("score")].toString(), u"9.20"_qs);
    QCOMPARE(at(own, "indicators", 0)[QLatin1String("score")].toString(), u"37.50"_qs);
    QCOMPARE(at(own, "indicators", 1)[QLatin1String("score")].toString(), u"21.00"_qs);
    QCOMPARE(at(own, "indicators", 2)[QLatin1String("state")].toString(), u"unfilled"_qs);
    QCOMPARE(own[QLatin1String("total")].toString(), u"67.70"_qs);
    QCOMPARE(own[QLatin1String("complete")].toBool(true), false);
    QCOMPARE(own[QLatin1String("grade")].toString(), QString());
    QVERIFY(f.run({scoreWord, file}).out.contains("等次 未定"));
}

/// The filled-in official forms can be scored again, and printed, and say the same.
void TestCliScore::fillsOfficialForms_data() {
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("unit");
    QTest::newRow("national") << u"national.selfEvaluation.2020"_qs << u"≥95%"_qs << QString();
    QTest::newRow("unit beside") << u"chongqing.selfEvaluation.2020"_qs << u"95"_qs << u"%"_qs;
}

void TestCliScore::fillsOfficialForms() {
    QFETCH(QString, form);
    CliFixture f;
    const auto out = f.path(QStringLiteral("filled.json"));
    VERIFY_EXIT(scored(f, project, {QStringLiteral("--fill"), form, QStringLiteral("-o"), out}), Ok);
    const auto filled = firstOf({0, CliFixture::bytesOf(out), {}});
    QCOMPARE(filled[QLatin1String("form")].toString(), form);
    QCOMPARE(filled[QLatin1String("project")].toObject()[QLatin1String("name")].toString(), u"视频租赁"_qs);
    QCOMPARE(filled[QLatin1String("goals")].toArray().first().toString(), u"用好视频"_qs);
    const auto row = at(filled, "indicators", 0);
    QTEST(row[QLatin1String("target")].toString(), "target");
    QTEST(row[QLatin1String("unitOfMeasure")].toString(), "unit");
    QCOMPARE(row[QLatin1String("actualValue")].toString(), u"93%"_qs);
    QCOMPARE(row[QLatin1String("score")].toString(), u"12.24"_qs);
    QCOMPARE(row[QLatin1String("deviationReason")].toString(), u"两处断电"_qs);
    const auto funds = at(filled, "funds", 0);
    QCOMPARE(funds[QLatin1String("item")].toString(), u"年度资金总额"_qs);
    QCOMPARE(funds[QLatin1String("initialBudget")].toString(), u"700.00"_qs);
    QCOMPARE(funds[QLatin1String("executionRate")].toString(), u"98.50%"_qs);
    QCOMPARE(funds[QLatin1String("score")].toString(), u"9.85"_qs);

    const auto again = f.run({scoreWord, out, json, dash, QStringLiteral("--profile"), QStringLiteral("NAT2020")});
    VERIFY_EXIT(again, Ok);
    QCOMPARE(firstOf(again)[QLatin1String("total")].toString(), u"99.27"_qs);
    QCOMPARE(firstOf(again)[QLatin1String("grade")].toString(), u"优"_qs);
    const auto pdf = f.path(QStringLiteral("filled.pdf"));
    VERIFY_EXIT(f.run({exportWord, out, QStringLiteral("--format"), QStringLiteral("pdf"), QStringLiteral("-o"), pdf}),
                Ok);
    const auto refused =
        scored(f, project, {QStringLiteral("--fill"), u"hebei.project.2025"_qs, QStringLiteral("-o"), out});
    VERIFY_FAILS(refused, BadInput, "InvalidInput");
}

void TestCliScore::refusals_data() {
    QTest::addColumn<QByteArray>("documents");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("why");
    const auto row = [](const char* name, const QByteArray& documents, const QByteArray& why,
                        const QStringList& options = {}) { QTest::newRow(name) << documents << options << why; };
    row("no such project", R"({"project": "乙", "indicators": []})", "0 forms are called 乙");
    row("no such document", R"({"document": 9, "indicators": []})", "there is no document 9");
    row("another project", R"({"document": 1, "project": "视频租赁", "indicators": []})", "document 1 is not");
    row("which one", R"({"indicators": []})", "the file holds 3 forms");
    row("twice", R"({"document": 0, "indicators": []}, {"project": "视频租赁", "indicators": []})", "reported twice");
    row("no such row", R"({"document": 0, "indicators": [{"row": 7, "actualValue": "1"}]})", "there is no row 7");
    row("not an amount", R"({"document": 0, "executedAmount": "很多", "indicators": []})", "not an amount");
    row("unknown key", R"({"document": 0, "spent": "7", "indicators": []})", "documents[0].spent: unknown key");
    row("nothing reported", "", "--outcomes FILE is needed");
    row("profile", project, "one of NAT2020", {QStringLiteral("--profile"), QStringLiteral("NAT1999")});
    row("points", project, "--points", {QStringLiteral("--points"), QStringLiteral("round")});
    row("fill what", project, "--fill FORM",
        {QStringLiteral("--fill"), QStringLiteral("none"), QStringLiteral("-o"), dash});
    row("fill where", project, "--fill FORM",
        {QStringLiteral("--fill"), QStringLiteral("national.selfEvaluation.2020")});
    row("fill into the scores", project, "--fill FORM",
        {QStringLiteral("--fill"), QStringLiteral("national.selfEvaluation.2020"), QStringLiteral("-o"),
         QStringLiteral("same"), json, QStringLiteral("same")});
    row("two files", project, "one FILE is needed", {QStringLiteral("another.json")});
}

void TestCliScore::refusals() {
    QFETCH(QByteArray, documents);
    QFETCH(QStringList, options);
    QFETCH(QByteArray, why);
    CliFixture f;
    const auto out = f.path(QStringLiteral("out.json"));
    const auto answer = scored(f, documents, QStringList{json, out} + options);
    VERIFY_FAILS(answer, BadInput, "InvalidInput");
    QVERIFY2(answer.err.contains(why), answer.err.constData());
    QVERIFY(!QFile::exists(out));
}

void TestCliScore::outcomesThatCannotBeRead() {
    CliFixture f;
    const auto formsFile = f.write(QStringLiteral("forms.json"), forms);
    const auto missing = f.run({scoreWord, formsFile, outcomesOption, f.path(QStringLiteral("不在这里"))});
    VERIFY_FAILS(missing, BadInput, "FileNotFound");
    const auto cut = f.write(QStringLiteral("cut.json"), outcomes(project).chopped(3));
    const auto broken = f.run({scoreWord, formsFile, outcomesOption, cut});
    VERIFY_FAILS(broken, BadInput, "JsonMalformed");
    QFile large(f.path(QStringLiteral("large.json")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(9 * 1024 * 1024)); // sparse
    const auto tooLarge = f.run({scoreWord, formsFile, outcomesOption, large.fileName()});
    VERIFY_FAILS(tooLarge, BadInput, "FileTooLarge");
}

QTEST_GUILESS_MAIN(TestCliScore)
#include "tst_cli_score.moc"
