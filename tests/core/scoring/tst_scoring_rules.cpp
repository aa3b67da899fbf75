#include "tests/core/scoring/scoring_fixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace jixiao;
using namespace jixiao::scoring;

namespace {

QJsonObject objectOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("%s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

const QString builtInFile = QStringLiteral(":/assets/scoring/profiles.json");

} // namespace

/// The data the formulas run on.
class ScoringRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void builtInIsWhole();
    void formsNameKnownProfiles();
    void sameWordsAsTheReview();
    void classesDoNotOverlap();
    void faultsAreNamed_data();
    void faultsAreNamed();
};

void ScoringRulesTest::builtInIsWhole() {
    QFile file(builtInFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto read = ScoringRules::fromJson(file.readAll());
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().detail));
    QStringList names;
    for (const auto& profile : rules().profiles)
        names.append(profile.name);
    QCOMPARE(names.join(u' '), u"NAT2020 NAT2021 NAT2021C HUBEI SICHUAN"_qs);
    QVERIFY(rules().profile(u"NAT1999"_qs) == nullptr);
    QCOMPARE(rules().grades.last().from, Decimal(0));
    QCOMPARE(rules().satisfaction.last().from, Decimal(0));
}

void ScoringRulesTest::formsNameKnownProfiles() {
    const QDir forms(u":/assets/forms"_qs);
    const auto names = forms.entryList({u"*.json"_qs});
    QVERIFY(names.size() > 10);
    for (const auto& name : names) {
        const auto profile = objectOf(forms.filePath(name)).value(u"weightProfile"_qs).toString();
        QVERIFY2(rules().profile(profile) != nullptr, qPrintable(name + u": "_qs + profile));
    }
}

/// An assumed sign may not mean one thing in the review panel and another in the score.
void ScoringRulesTest::sameWordsAsTheReview() {
    const auto words = objectOf(u":/assets/rules/words.json"_qs);
    const auto patterns = words.value(u"patterns"_qs).toObject();
    QCOMPARE(rules().lowerIsBetter.pattern(), patterns.value(u"badEvent"_qs).toString());
    QCOMPARE(rules().lowerIsHandled.pattern(), patterns.value(u"badEventHandled"_qs).toString());
    QStringList units;
    for (const auto& unit : words.value(u"lists"_qs).toObject().value(u"timeUnits"_qs).toArray())
        units.append(unit.toString());
    QCOMPARE(rules().timeUnits, units);
}

void ScoringRulesTest::classesDoNotOverlap() {
    QStringList seen;
    Decimal above(100);
    for (const auto& kind : rules().classes) {
        QCOMPARE(kind.to, above);
        above = kind.from;
        for (const auto& word : kind.words) {
            QVERIFY2(!seen.contains(word), qPrintable(word));
            seen.append(word);
            QVERIFY(rules().classOf(u" %1。"_qs.arg(word)) == &kind);
        }
    }
    QCOMPARE(above, Decimal(0));
    QVERIFY(rules().classOf(u"不清楚"_qs) == nullptr);
    QVERIFY(rules().classOf(u"是"_qs, u" 是。"_qs) == &rules().classes.first());
    QVERIFY(rules().classOf(u"否"_qs, u"是"_qs) == nullptr);
    QVERIFY(rules().classOf(QString(), QString()) == nullptr);
    QVERIFY(rules().classOf(u"未完成"_qs, u"未完成"_qs) == &rules().classes.last());
}

void ScoringRulesTest::faultsAreNamed_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("place");
    QTest::newRow("format") << QByteArray("jixiao.scoring/1") << QByteArray("jixiao.scoring/9") << u"format"_qs;
    QTest::newRow("not 100") << QByteArray("\"points\": \"50\"") << QByteArray("\"points\": \"51\"")
                             << u"profiles[0]: points do not make 100"_qs;
    QTest::newRow("a number as a number")
        << QByteArray("\"execution\": \"10\"") << QByteArray("\"execution\": 10") << u"profiles[0].execution"_qs;
    QTest::newRow("satisfaction") << QByteArray("\"ratio\"") << QByteArray("\"rate\"")
                                  << u"profiles[0].satisfaction"_qs;
    QTest::newRow("light") << QByteArray("\"yellow\"") << QByteArray("\"amber\"") << u"classes[1].light"_qs;
    QTest::newRow("proposal outside") << QByteArray("\"proposed\": \"70\"") << QByteArray("\"proposed\": \"90\"")
                                      << u"classes[1]"_qs;
    QTest::newRow("pattern") << QByteArray("\"lowerIsHandled\": \"") << QByteArray("\"lowerIsHandled\": \"(")
                             << u"lowerIsHandled"_qs;
    QTest::newRow("unknown profile") << QByteArray("\"whenEmptyUse\": \"NAT2021\"")
                                     << QByteArray("\"whenEmptyUse\": \"NAT2022\"") << u"NAT2021C.whenEmptyUse"_qs;
    QTest::newRow("unknown level") << QByteArray("\"whenEmptyTo\": \"效益指标\"")
                                   << QByteArray("\"whenEmptyTo\": \"效果\"") << u"NAT2021.whenEmptyTo"_qs;
    QTest::newRow("no grades") << QByteArray("\"grades\"") << QByteArray("\"grade\"") << u"grades"_qs;
}

void ScoringRulesTest::faultsAreNamed() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFile file(builtInFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto json = file.readAll();
    QVERIFY(json.contains(from));
    json.replace(from, to);
    const auto read = ScoringRules::fromJson(json);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::TemplateInvalid);
    QTEST(read.error().detail, "place");
    QCOMPARE(ScoringRules::fromJson("{").error().code, ErrorCode::JsonMalformed);
}

QTEST_GUILESS_MAIN(ScoringRulesTest)
#include "tst_scoring_rules.moc"
