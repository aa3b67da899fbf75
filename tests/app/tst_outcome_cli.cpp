#include "core/documents/interchange.h"
#include "tests/app/app_fixture.h"
#include "tests/app/cli_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace jixiao;
using namespace jixiao::test;

namespace {

QByteArray asInterchange(const FormDocument& document) {
    const ImportResult one{{}, {}, {document}, {}};
    return QJsonDocument(toInterchange(one, FormCatalogue::builtIn())).toJson();
}

/// What was reported in the app, as the file of outcomes the terminal reads.
QByteArray asOutcomes(OutcomeViewModel& outcome) {
    QJsonArray indicators;
    const auto& rows = outcome.rows()->rows();
    for (int i = 0; i < rows.size(); ++i)
        indicators.append(QJsonObject{{u"row"_qs, i},
                                      {u"actualValue"_qs, rows[i].typed + rows[i].unitText},
                                      {u"deviationReason"_qs, rows[i].reason}});
    const QJsonObject form{
        {u"document"_qs, 0}, {u"executedAmount"_qs, outcome.executed()}, {u"indicators"_qs, indicators}};
    return QJsonDocument(QJsonObject{{u"format"_qs, u"jixiao.outcomes/1"_qs}, {u"documents"_qs, QJsonArray{form}}})
        .toJson();
}

} // namespace

/// The page and `jixiaoctl score` say the same of the same figures.
class TestOutcomeCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameScores_data();
    void sameScores();
};

void TestOutcomeCli::sameScores_data() {
    QTest::addColumn<QStringList>("typed");
    QTest::addColumn<QString>("profile");
    QTest::newRow("good") << QStringList{u"44"_qs, u"96"_qs, u"29.5"_qs, u"4"_qs, u"92"_qs} << u"NAT2020"_qs;
    QTest::newRow("short of it") << QStringList{u"31"_qs, u"93.7"_qs, u"33.3"_qs, u"7"_qs, u"81"_qs} << u"NAT2020"_qs;
    QTest::newRow("bands") << QStringList{u"31"_qs, u"93.7"_qs, u"33.3"_qs, u"7"_qs, u"81"_qs} << u"NAT2021"_qs;
    QTest::newRow("far above") << QStringList{u"99"_qs, u"100"_qs, u"1"_qs, u"0"_qs, u"100"_qs} << u"HUBEI"_qs;
}

void TestOutcomeCli::sameScores() {
    QFETCH(QStringList, typed);
    QFETCH(QString, profile);
    AppFixture app;
    app.clock.advance(400LL * 24 * 3600 * 1000);
    const auto form = app.import(app.sample());
    auto& outcome = *app.app.outcome();
    outcome.open(form.toString());
    app.settle();
    outcome.chooseProfile(profile);
    for (int i = 0; i < typed.size(); ++i)
        outcome.type(i, typed.at(i));
    outcome.setFunds(u"executed"_qs, u"27.30"_qs);

    CliFixture cli;
    const auto answer =
        cli.run({u"score"_qs, cli.write(u"form.json"_qs, asInterchange(app.stored(form))), u"--outcomes"_qs,
                 cli.write(u"outcomes.json"_qs, asOutcomes(outcome)), u"--profile"_qs, profile, u"--json"_qs, u"-"_qs});
    QVERIFY2(answer.code == 0, answer.err.constData());
    const auto scored = QJsonDocument::fromJson(answer.out)[u"documents"_qs].toArray().first().toObject();
    const auto indicators = scored[u"indicators"_qs].toArray();
    QCOMPARE(indicators.size(), typed.size());
    for (int i = 0; i < typed.size(); ++i) {
        const auto one = indicators[i].toObject();
        const auto& row = outcome.rows()->rows().at(i);
        QCOMPARE(row.score, one[u"score"_qs].toString());
        QCOMPARE(row.weight, one[u"weight"_qs].toString());
        QCOMPARE(row.arithmetic, one[u"arithmetic"_qs].toString());
    }
    QCOMPARE(outcome.total(), scored[u"total"_qs].toString());
    QCOMPARE(outcome.grade(), scored[u"grade"_qs].toString());
    QCOMPARE(outcome.rate(), scored[u"execution"_qs].toObject()[u"rate"_qs].toString());
    QCOMPARE(outcome.totalFrom(), scored[u"totalArithmetic"_qs].toString());
}

QTEST_MAIN(TestOutcomeCli)
#include "tst_outcome_cli.moc"
