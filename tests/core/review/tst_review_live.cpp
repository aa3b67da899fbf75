#include "core/review/live_review.h"
#include "review_fixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>

using namespace jixiao;
using namespace jixiao::testing;

namespace {

QStringList said(const QList<Finding>& findings) {
    QStringList lines = described(findings);
    for (qsizetype i = 0; i < findings.size(); ++i) {
        if (!findings[i].fix) continue;
        lines[i] += findings[i].fix->label;
        for (const auto& edit : findings[i].fix->edits)
            lines[i] += edit.path.toString() + edit.value;
    }
    return lines;
}

/// What people type: values that matter to some rule, and bits of other cells.
class Typist {
public:
    explicit Typist(unsigned seed, const QList<FormDocument>& forms) : random_(seed) {
        for (const auto& form : forms) {
            texts_ += form.fields.values();
            for (const auto& rows : form.tables)
                for (const auto& row : rows)
                    texts_ += row.cells.values();
        }
        texts_ += {QString(),
                   QStringLiteral("122"),
                   QStringLiteral("312001"),
                   QStringLiteral(" "),
                   QStringLiteral("**"),
                   QStringLiteral("≥100%"),
                   QStringLiteral("95"),
                   QStringLiteral("是"),
                   QStringLiteral("≤4000000元"),
                   QStringLiteral("。。"),
                   QStringLiteral("技侦"),
                   QStringLiteral("工作经验"),
                   QStringLiteral("2026年1月1日之前"),
                   QStringLiteral("4次"),
                   QStringLiteral("true"),
                   QStringLiteral("完全不可能"),
                   QStringLiteral("（二）重复的序号")};
    }

    int below(qsizetype count) { return int(random_() % size_t(std::max<qsizetype>(count, 1))); }

    /// One edit of the document; the place it changed.
    FieldPath edit(FormDocument& document, const FormTemplate& form) {
        const bool inTable = !document.tables.isEmpty() && below(4) > 0;
        if (!inTable) {
            const FieldPath path{{}, -1, form.fields.at(below(form.fields.size())).id};
            document.setValue(path, text());
            return path;
        }
        const auto& table = form.tables.at(below(form.tables.size()));
        auto& rows = document.tables[table.id];
        if (rows.isEmpty() || below(12) == 0) {
            changeRows(rows);
            return {table.id, -1, {}};
        }
        if (table.column(levels_.first()) && below(4) == 0) return editLevel(document, table.id);
        const FieldPath path{table.id, below(rows.size()), table.columns.at(below(table.columns.size())).id};
        document.setValue(path, text());
        return path;
    }

private:
    QString text() { return texts_.at(below(texts_.size())); }

    void changeRows(QList<FormRow>& rows) {
        const int kind = rows.isEmpty() ? 0 : below(4);
        if (kind == 0)
            rows.insert(below(rows.size() + 1), FormRow());
        else if (kind == 1)
            rows.removeAt(below(rows.size()));
        else if (kind == 2)
            rows.move(below(rows.size()), below(rows.size()));
        else
            rows.insert(below(rows.size() + 1), FormRow(rows.at(below(rows.size()))));
    }

    /// Words of levels, and none: a row then has those of the row above.
    FieldPath editLevel(FormDocument& document, const QString& table) {
        static const QStringList words{QString(),
                                       QStringLiteral("产出指标"),
                                       QStringLiteral("效果指标"),
                                       QStringLiteral("满意度指标"),
                                       QStringLiteral("成本指标"),
                                       QStringLiteral("数量指标"),
                                       QStringLiteral("时效指标"),
                                       QStringLiteral("经济效益指标"),
                                       QStringLiteral("没有的指标")};
        const FieldPath path{table, below(document.rows(table).size()), levels_.at(below(levels_.size()))};
        document.setValue(path, words.at(below(words.size())));
        return path;
    }

    const QStringList levels_{QStringLiteral("level1"), QStringLiteral("level2")};

    std::mt19937 random_;
    QStringList texts_;
};

FormDocument longForm(int rows) {
    auto document = goodForms().first();
    auto& indicators = document.tables[QStringLiteral("indicators")];
    const auto some = indicators;
    while (indicators.size() < rows) {
        auto row = some[indicators.size() % some.size()];
        row.cells[QStringLiteral("name")] += QString::number(indicators.size());
        indicators.append(row);
    }
    return document;
}

} // namespace

/// The review of a form being typed says at every step what a full review would.
class TestReviewLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameAsFullReview_data();
    void sameAsFullReview();
    void severalEditsAtOnce();
    void placesThatDifferAreFound();
    void othersChange();
    void runsFewRules();
    void unknownForm();
    void measure();
    void growsLinearly();
};

void TestReviewLive::sameAsFullReview_data() {
    QTest::addColumn<FormDocument>("start");
    const auto projects = goodForms();
    for (int i = 0; i < projects.size(); ++i)
        QTest::newRow(qPrintable(QStringLiteral("project %1").arg(i))) << projects[i];
    const auto families = goodFamilies();
    for (auto it = families.cbegin(); it != families.cend(); ++it)
        QTest::newRow(qPrintable(it.key())) << *it;
}

void TestReviewLive::sameAsFullReview() {
    QFETCH(FormDocument, start);
    const auto others = goodForms() + goodFamilies().values();
    const Reviewer reviewer(RuleSet::builtIn(), catalogue());
    const auto& form = *catalogue().find(start.form);
    FormFacts facts;
    facts.copy = FormFacts::Copy::Public;
    facts.projectExpenditure = Money::fromFen(1);
    facts.adjustmentRecorded = false;
    facts.adjustmentOpen = false;
    facts.surveyedRows = QList<Id>();
    facts.approved = std::make_shared<FormDocument>(start);
    facts.previousPeriod = std::make_shared<FormDocument>(start);
    facts.channelSecrecy = QStringLiteral("公开");
    for (unsigned seed = 1; seed <= 2; ++seed) {
        Typist typist(seed, others);
        auto document = start;
        LiveReview live(RuleSet::builtIn(), catalogue(), document, others, facts);
        QCOMPARE(said(live.findings()), said(reviewer.reviewOne(document, others, facts)));
        for (int i = 0; i < 40; ++i) {
            const auto path = typist.edit(document, form);
            const auto now = said(live.update(document, {path}));
            const auto full = said(reviewer.reviewOne(document, others, facts));
            QVERIFY2(now == full, qUtf8Printable(QStringLiteral("seed %1 step %2 %3 = %4\n%5\n-- full:\n%6")
                                                     .arg(seed)
                                                     .arg(i)
                                                     .arg(path.toString(), document.value(path), now.join(u'\n'),
                                                          full.join(u'\n'))));
        }
    }
}

void TestReviewLive::severalEditsAtOnce() {
    const auto others = goodForms();
    const Reviewer reviewer(RuleSet::builtIn(), catalogue());
    auto document = others.first();
    const auto& form = *catalogue().find(document.form);
    Typist typist(7, others);
    LiveReview live(RuleSet::builtIn(), catalogue(), document, others);
    for (int i = 0; i < 40; ++i) {
        QList<FieldPath> changed;
        for (int n = typist.below(4); n >= 0; --n)
            changed.append(typist.edit(document, form));
        QCOMPARE(said(live.update(document, changed)), said(reviewer.reviewOne(document, others)));
    }
    document.fiscalYear += 1;
    QCOMPARE(said(live.update(document, {})), said(reviewer.reviewOne(document, others)));
}

/// What two versions differ in is all the review needs to be told.
void TestReviewLive::placesThatDifferAreFound() {
    const auto others = goodForms();
    const Reviewer reviewer(RuleSet::builtIn(), catalogue());
    auto document = others.first();
    const auto& form = *catalogue().find(document.form);
    Typist typist(11, others);
    LiveReview live(RuleSet::builtIn(), catalogue(), document, others);
    for (int i = 0; i < 40; ++i) {
        const auto before = document;
        for (int n = typist.below(3); n >= 0; --n)
            typist.edit(document, form);
        const auto changed = changedPlaces(before, document);
        if (before == document) QVERIFY(changed.isEmpty());
        QCOMPARE(said(live.update(document, changed)), said(reviewer.reviewOne(document, others)));
    }

    const QString indicators = QStringLiteral("indicators");
    document = others.first();
    quint8 next = 1;
    for (auto& row : document.tables[indicators])
        row.id = Id(QUuid::fromRfc4122(QByteArray(16, char(next++))));
    const auto before = document;
    QVERIFY(changedPlaces(before, document).isEmpty());
    document.tables[indicators].swapItemsAt(0, 1); // other rows at their places: a move
    const FieldPath table{indicators, -1, {}};
    QCOMPARE(changedPlaces(before, document), QList<FieldPath>{table});
    document = before;
    document.fields[QStringLiteral("noSuchField")] = QString();
    QVERIFY(changedPlaces(before, document).isEmpty() && changedPlaces(document, before).isEmpty());
    document.fiscalYear += 1;
    QCOMPARE(changedPlaces(before, document), QList<FieldPath>{FieldPath{}});
}

/// Another form of the unit is edited, comes or goes between two keystrokes.
void TestReviewLive::othersChange() {
    const Reviewer reviewer(RuleSet::builtIn(), catalogue());
    auto others = goodForms() + goodFamilies().values();
    auto document = others.first();
    const auto& form = *catalogue().find(document.form);
    Typist typist(11, others);
    LiveReview live(RuleSet::builtIn(), catalogue(), document, others);
    for (int i = 0; i < 60; ++i) {
        if (i % 3 == 0) {
            auto& other = others[typist.below(others.size())];
            typist.edit(other, *catalogue().find(other.form));
            QCOMPARE(said(live.setOthers(others)), said(reviewer.reviewOne(document, others)));
        } else if (i % 20 == 1) {
            others.removeAt(typist.below(others.size()));
            QCOMPARE(said(live.setOthers(others)), said(reviewer.reviewOne(document, others)));
        }
        const auto path = typist.edit(document, form);
        QCOMPARE(said(live.update(document, {path})), said(reviewer.reviewOne(document, others)));
    }
}

void TestReviewLive::runsFewRules() {
    auto document = longForm(60);
    LiveReview live(RuleSet::builtIn(), catalogue(), document);
    const FieldPath basis{QStringLiteral("indicators"), 30, QStringLiteral("basis")};
    QVERIFY(document.setValue(basis, QStringLiteral("经验")));
    live.update(document, {basis});
    QVERIFY2(live.rulesRun() < 20, qPrintable(QString::number(live.rulesRun())));
    QVERIFY(live.rulesInAll() > 60);
    const FieldPath plan{{}, -1, QStringLiteral("spendingPlan.mar")};
    QVERIFY(document.setValue(plan, QStringLiteral("30%")));
    live.update(document, {plan});
    QVERIFY2(live.rulesRun() < 12, qPrintable(QString::number(live.rulesRun())));
}

void TestReviewLive::unknownForm() {
    FormDocument document;
    document.form = QStringLiteral("unknown.form");
    LiveReview live(RuleSet::builtIn(), catalogue(), document);
    QVERIFY(live.findings().isEmpty());
    QVERIFY(live.update(document, {{{}, -1, QStringLiteral("title")}}).isEmpty());
    document = goodForms().first();
    document.fields[QStringLiteral("project.code")].clear();
    QVERIFY(!live.update(document, {{{}, -1, QStringLiteral("project.code")}}).isEmpty());
}

/// Not an assertion: prints how long one keystroke takes.
void TestReviewLive::measure() {
    auto document = longForm(60);
    LiveReview live(RuleSet::builtIn(), catalogue(), document, goodForms());
    for (const auto& column : {QStringLiteral("name"), QStringLiteral("target"), QStringLiteral("basis")}) {
        QList<qint64> times;
        for (int i = 0; i < 60; ++i) {
            const FieldPath path{QStringLiteral("indicators"), i, column};
            QVERIFY(document.setValue(path, document.value(path) + u'1'));
            QElapsedTimer timer;
            timer.start();
            live.update(document, {path});
            times.append(timer.nsecsElapsed() / 1000);
        }
        std::sort(times.begin(), times.end());
        qInfo("keystroke in %s: median %lld us, worst %lld us, %d of %d rules", qPrintable(column),
              times[times.size() / 2], times.last(), live.rulesRun(), live.rulesInAll());
    }
}

/// Twelve times as many forms with the same names, codes and goals take not much more than twelve times as long.
void TestReviewLive::growsLinearly() {
    const auto good = goodForms();
    const Reviewer reviewer(RuleSet::builtIn(), catalogue());
    const auto timeFor = [&](int count) {
        QList<FormDocument> forms;
        for (int i = 0; i < count; ++i)
            forms.append(good[i % good.size()]);
        qint64 best = std::numeric_limits<qint64>::max();
        for (int run = 0; run < 3; ++run) {
            QElapsedTimer timer;
            timer.start();
            if (reviewer.review(forms).isEmpty()) return qint64(0);
            best = std::min(best, timer.nsecsElapsed());
        }
        return best;
    };
    const auto few = timeFor(50);
    const auto many = timeFor(600);
    qInfo("50 forms: %lld us, 600 forms: %lld us", few / 1000, many / 1000);
    QVERIFY(few > 0 && many > 0);
    QVERIFY2(many < few * 12 * 4, "quadratic");
}

QTEST_GUILESS_MAIN(TestReviewLive)
#include "tst_review_live.moc"
