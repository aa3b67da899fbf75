#include "review_fixture.h"

#include <QSet>
#include <QTest>

using namespace jixiao;
using namespace jixiao::testing;

namespace {

QString value(const QList<FormDocument>& documents, const Finding& finding, const char* column) {
    return documents[finding.document].value({finding.path.table, finding.path.row, QString::fromUtf8(column)});
}

} // namespace

/// What RULES.md says about the published forms of one bureau (S2): which rule speaks where, and how often. The
/// project fixture has the same numbers and names with other prose.
class TestReviewTruth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void firesAtNamedPlaces_data();
    void firesAtNamedPlaces();
    void countsMatch_data();
    void countsMatch();
    void staysSilent_data();
    void staysSilent();
    void personIsFoundOnlyWhereNamed();
    void fixCorrectsTheDecimalPoint();

private:
    struct Source {
        QString name;
        QList<FormDocument> documents;
        QList<Finding> findings;
    };
    /// Each source is a column of rows "source": the fixture always, the truth when it is there.
    void addSources(const char* rule, const QStringList& places, bool onlyTruth = false);
    QStringList placesOf(const Source& source, const QString& rule) const;

    QList<Source> sources_;
};

void TestReviewTruth::initTestCase() {
    const Reviewer reviewer(RuleSet::builtIn(), catalogue());
    QVERIFY(!RuleSet::builtIn().ruleIds().isEmpty());
    const QList<QPair<QString, QString>> files{
        {QStringLiteral("fixture"), sourcePath(QStringLiteral("tests/fixtures/gaoxin-2020.expected.json"))},
        {QStringLiteral("truth"), sourcePath(QStringLiteral("../shared/truth/seed2.json"))}};
    for (const auto& [name, path] : files) {
        const auto documents = documentsFrom(path);
        if (name == QStringLiteral("truth") && documents.isEmpty()) continue;
        QCOMPARE(documents.size(), 12);
        sources_.append({name, documents, reviewer.review(documents)});
        if (qEnvironmentVariableIsSet("JIXIAO_SHOW_FINDINGS"))
            for (const QString& line : described(sources_.last().findings))
                qInfo("%s %s", qPrintable(name), qUtf8Printable(line));
    }
}

QStringList TestReviewTruth::placesOf(const Source& source, const QString& rule) const {
    QStringList places;
    for (const auto& finding : source.findings)
        if (finding.rule == rule)
            places.append(QStringLiteral("%1:%2").arg(finding.document + 1).arg(finding.path.toString()));
    return places;
}

void TestReviewTruth::addSources(const char* rule, const QStringList& places, bool onlyTruth) {
    for (int i = 0; i < sources_.size(); ++i) {
        if (onlyTruth && sources_[i].name != QStringLiteral("truth")) continue;
        QTest::newRow(qPrintable(QString::fromUtf8(rule) + u'/' + sources_[i].name))
            << i << QString::fromUtf8(rule) << places;
    }
}

void TestReviewTruth::firesAtNamedPlaces_data() {
    QTest::addColumn<int>("source");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QStringList>("places");
    const auto target = [](std::initializer_list<const char*> rows) {
        QStringList places;
        for (const char* row : rows) {
            const auto parts = QString::fromUtf8(row).split(u':');
            places.append(QStringLiteral("%1:indicators[%2].target").arg(parts[0], parts[1]));
        }
        return places;
    };
    const auto level2 = [](std::initializer_list<const char*> rows) {
        QStringList places;
        for (const char* row : rows) {
            const auto parts = QString::fromUtf8(row).split(u':');
            places.append(QStringLiteral("%1:indicators[%2].level2").arg(parts[0], parts[1]));
        }
        return places;
    };
    // project : row, both as in the document; the lists are complete.
    addSources("P04", {QStringLiteral("1:project.code")});     // L73
    addSources("P25", {QStringLiteral("1:spendingPlan.mar")}); // L96
    addSources("P32", {QStringLiteral("12:goals[0].text")});   // L1021
    addSources("P33", {QStringLiteral("9:goals[0].text")});    // L774
    addSources("P42",
               {QStringLiteral("7:indicators"), QStringLiteral("8:indicators"), QStringLiteral("12:indicators")});
    addSources("P48", level2({"1:0", "2:1", "3:0", "3:1", "5:1", "6:2", "7:0", "8:2", "11:0", "12:1"}));
    addSources("P49", target({"2:0", "4:1", "6:0"}));  // L197 L369 L526
    addSources("P54", target({"12:0"}));               // L1033
    addSources("P57", target({"2:4", "5:4"}));         // L225 L472
    addSources("P61", target({"4:4"}));                // L390
    addSources("P68", target({"5:3"}));                // L465
    addSources("P70", target({"4:3"}));                // L383
    addSources("P74", target({"4:4"}));                // L390
    addSources("P75", target({"2:4", "7:6", "11:4"})); // L225 L650 L980
    addSources("P64", {QStringLiteral("4:indicators[2].basis"), QStringLiteral("4:indicators[3].basis"),
                       QStringLiteral("4:indicators[4].basis"), QStringLiteral("5:indicators[4].basis"),
                       QStringLiteral("8:indicators[1].basis"), QStringLiteral("8:indicators[2].basis"),
                       QStringLiteral("8:indicators[3].basis"), QStringLiteral("8:indicators[4].basis")});
}

void TestReviewTruth::firesAtNamedPlaces() {
    QFETCH(int, source);
    QFETCH(QString, rule);
    QFETCH(QStringList, places);
    QCOMPARE(placesOf(sources_[source], rule), places);
}

void TestReviewTruth::countsMatch_data() {
    QTest::addColumn<int>("source");
    for (int i = 0; i < sources_.size(); ++i)
        QTest::newRow(qPrintable(sources_[i].name)) << i;
}

void TestReviewTruth::countsMatch() {
    QFETCH(int, source);
    const auto& [name, documents, findings] = sources_[source];
    QHash<QString, int> count;
    QHash<QString, QSet<int>> projects;
    int generic = 0;
    int questionNames = 0;
    int yesValues = 0;
    QStringList named;
    for (const auto& finding : findings) {
        ++count[finding.rule];
        projects[finding.rule].insert(finding.document);
        if (finding.rule == QStringLiteral("P63"))
            generic += value(documents, finding, "basis") == QStringLiteral("工作经验") ? 1 : 0;
        if (finding.rule == QStringLiteral("P60")) {
            questionNames += value(documents, finding, "name").contains(QStringLiteral("是否")) ? 1 : 0;
            yesValues += value(documents, finding, "target") == QStringLiteral("是") ? 1 : 0;
        }
        if (finding.rule == QStringLiteral("P66") && value(documents, finding, "name") == QStringLiteral("群众满意"))
            named.append(QStringLiteral("%1:%2").arg(finding.document + 1).arg(finding.path.row));
    }
    QCOMPARE(count.value(QStringLiteral("P59")), 45);
    QCOMPARE(generic, 37);
    QCOMPARE(questionNames, 34);
    QCOMPARE(yesValues, 36);
    QCOMPARE(count.value(QStringLiteral("P58")), 6);
    QCOMPARE(projects.value(QStringLiteral("P62")).size(), 11);
    QVERIFY(!projects.value(QStringLiteral("P62")).contains(10));
    QCOMPARE(projects.value(QStringLiteral("P41")).size(), 12);
    QCOMPARE(count.value(QStringLiteral("P41")), 12);
    QCOMPARE(projects.value(QStringLiteral("P47")).size(), 12);
    QCOMPARE(named, QStringList({QStringLiteral("1:4"), QStringLiteral("4:4"), QStringLiteral("5:4"),
                                 QStringLiteral("7:6"), QStringLiteral("9:4"), QStringLiteral("12:4")}));
    if (name == QStringLiteral("truth")) QCOMPARE(count.value(QStringLiteral("P45")), 5);

    for (const auto& finding : findings) {
        if (finding.rule == QStringLiteral("P41") && finding.document == 0)
            QVERIFY2(finding.message.endsWith(QStringLiteral("：数量、成本")), qUtf8Printable(finding.message));
        if (finding.rule == QStringLiteral("P41") && finding.document == 8)
            QVERIFY2(finding.message.endsWith(QStringLiteral("：数量、时效、成本")), qUtf8Printable(finding.message));
        if (finding.rule == QStringLiteral("P62") && finding.document == 3)
            QVERIFY2(finding.message.contains(QStringLiteral("5个指标中0个")), qUtf8Printable(finding.message));
    }
}

void TestReviewTruth::staysSilent_data() {
    QTest::addColumn<int>("source");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QStringList>("places");
    for (const char* rule :
         {"P01", "P02", "P05", "P06", "P10", "P11", "P12", "P13", "P20", "P21", "P22", "P23", "P30", "P31", "P34",
          "P35", "P43", "P44", "P46", "P50", "P51", "P55", "P56", "P65", "P69", "P71", "P72", "P73", "T26", "X03"})
        addSources(rule, {});
}

void TestReviewTruth::staysSilent() { firesAtNamedPlaces(); }

void TestReviewTruth::personIsFoundOnlyWhereNamed() {
    for (const auto& source : sources_) {
        const bool named = source.name == QStringLiteral("truth"); // the fixture's prose names nobody
        QCOMPARE(placesOf(source, QStringLiteral("X04")),
                 named ? QStringList{QStringLiteral("11:fundUse")} : QStringList());
        const auto sensitive = placesOf(source, QStringLiteral("X02"));
        QVERIFY(!sensitive.isEmpty());
        for (const QString& place : sensitive)
            QVERIFY2(place.startsWith(QStringLiteral("10:")), qUtf8Printable(place));
    }
}

void TestReviewTruth::fixCorrectsTheDecimalPoint() {
    for (const auto& source : sources_)
        for (const auto& finding : source.findings) {
            if (finding.rule != QStringLiteral("P54")) continue;
            QVERIFY(finding.message.contains(QStringLiteral("≤0.97万元")) &&
                    finding.message.contains(QStringLiteral("9.70")) &&
                    finding.message.contains(QStringLiteral("10倍")));
            QVERIFY(finding.fix);
            QCOMPARE(finding.fix->label, QStringLiteral("改为≤9.70万元"));
            QCOMPARE(finding.fix->edits, (QList<FieldEdit>{{finding.path, QStringLiteral("≤9.70万元")}}));
        }
}

QTEST_GUILESS_MAIN(TestReviewTruth)
#include "tst_review_truth.moc"
