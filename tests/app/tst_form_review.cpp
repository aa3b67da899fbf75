#include "core/workflow/snapshot.h"
#include "tests/app/app_fixture.h"

#include <QSemaphore>

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
    for (const auto& finding : findings) {
        QString line = finding.rule + u' ' + finding.path.toString() + u' ' + finding.message;
        for (const auto& edit : finding.fix ? finding.fix->edits : QList<FieldEdit>())
            line += u' ' + edit.path.toString() + u'=' + edit.value;
        lines.append(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

/// What a full review says of the form as it is stored, beside the forms the view-model compares with.
QStringList fullReview(AppFixture& f) {
    const auto document = f.stored(*Id::fromString(f.app.form()->formId()));
    return said(findingsOf(document, f.app.form()->beside(), f.services.catalogue()));
}

bool settled(AppFixture& f) {
    f.app.form()->flush();
    return QTest::qWaitFor([&] {
        f.settle();
        return !f.app.form()->isReviewing() && f.app.form()->saveState() == FormViewModel::SaveState::Saved;
    });
}

bool speaks(AppFixture& f, const char* rule) {
    const auto& findings = f.app.form()->findings()->findings();
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.rule == QLatin1String(rule); });
}

FormDocument other(AppFixture& f, const char* name) {
    return f.sample(QStringLiteral("13043425P0042X2100X3"), QString::fromUtf8(name));
}

/// The outcome form of the sample project.
FormDocument outcome() {
    FormDocument doc;
    doc.form = QStringLiteral("national.selfEvaluation.2020");
    doc.fiscalYear = 2025;
    doc.fields = {{QStringLiteral("title"), QStringLiteral("禁毒专项自评")},
                  {QStringLiteral("project.name"), QStringLiteral("禁毒专项")},
                  {QStringLiteral("unit.name"), QStringLiteral("县公安局")}};
    doc.tables[QStringLiteral("indicators")].append({Id(),
                                                     {{QStringLiteral("level1"), QStringLiteral("产出指标")},
                                                      {QStringLiteral("level2"), QStringLiteral("数量指标")},
                                                      {QStringLiteral("name"), QStringLiteral("禁毒宣传场次")},
                                                      {QStringLiteral("target"), QStringLiteral("≥20场")},
                                                      {QStringLiteral("actualValue"), QStringLiteral("21场")},
                                                      {QStringLiteral("weight"), QStringLiteral("10")}}});
    return doc;
}

} // namespace

/// The review of the open form while it is being typed.
class TestFormReview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAFullReviewSays();
    void doesNotWaitForTheStore();
    void looksOnlyAtWhatChanged();
    void oneReviewAtATimeInOrder();
    void otherFormsArrive();
    void formsOfTheYearBefore();
    void approvedTargetsAreCompared();
};

/// Typing, new rows, moved rows and undo at random: what is shown in the end is what all the rules say.
void TestFormReview::saysWhatAFullReviewSays() {
    AppFixture f;
    f.import(other(f, "反诈专项"));
    f.openSample();
    auto* view = f.app.form();
    std::mt19937 random(5);
    const auto below = [&](int count) { return int(random() % unsigned(count)); };
    const QStringList texts{QString(),
                            QStringLiteral("≥100%"),
                            QStringLiteral("95"),
                            QStringLiteral("≤35万元"),
                            QStringLiteral("30.00"),
                            QStringLiteral("是否完成"),
                            QStringLiteral("工作经验"),
                            QStringLiteral("效果指标"),
                            QStringLiteral("13043425P0042X2100X3"),
                            QStringLiteral("群众满意度"),
                            QStringLiteral("反诈专项"),
                            QStringLiteral("50%")};
    const QStringList fields{QStringLiteral("project.code"),     QStringLiteral("project.name"),
                             QStringLiteral("budget.total"),     QStringLiteral("fundUse"),
                             QStringLiteral("spendingPlan.jun"), QStringLiteral("moneyUnit")};
    const QList<const char*> columns{"level1", "level2", "name", "description", "target", "basis"};
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 4; ++i) {
            const int rows = f.rowsOf(QStringLiteral("indicators"))->count();
            const int what = below(12);
            if (what == 0)
                view->addRow(QStringLiteral("indicators"), below(rows + 1) - 1);
            else if (what == 1 && rows > 2)
                view->removeRow(QStringLiteral("indicators"), below(rows));
            else if (what == 2 && rows > 1)
                view->moveRow(QStringLiteral("indicators"), below(rows), below(rows));
            else if (what == 3 && view->canUndo())
                view->undo();
            else if (what < 7 || rows == 0)
                view->edit(fields.at(below(int(fields.size()))), texts.at(below(int(texts.size()))));
            else
                view->edit(cell(below(rows), columns.at(below(int(columns.size())))),
                           texts.at(below(int(texts.size()))));
            if (what <= 3 || below(3) == 0) f.settle(); // a row that is gone cannot be typed into
        }
        QVERIFY(settled(f));
        QVERIFY(!view->error().isSet);
        const auto shown = said(view->findings()->findings());
        const auto full = fullReview(f);
        QVERIFY2(shown == full,
                 qPrintable(
                     QStringLiteral("round %1\n%2\n-- full:\n%3").arg(round).arg(shown.join(u'\n'), full.join(u'\n'))));
        QVERIFY(!shown.isEmpty());
    }
    QVERIFY(!view->reviewer().effort().whole);
}

/// The store is busy with something else; what the rules say is there all the same.
void TestFormReview::doesNotWaitForTheStore() {
    AppFixture f;
    f.openSample();
    QVERIFY(settled(f));
    QSemaphore busy;
    f.services.store()->run([&busy](Store&) {
        busy.acquire();
        return true;
    });
    f.app.form()->edit(cell(2, "target"), QStringLiteral("≤35.00万元"));
    const bool told = QTest::qWaitFor([&] { return f.findingAt(cell(2, "target")) >= 0; });
    const auto state = f.app.form()->saveState();
    busy.release();
    QVERIFY(told);
    QCOMPARE(state, FormViewModel::SaveState::Saving);
    QVERIFY(settled(f));
}

void TestFormReview::looksOnlyAtWhatChanged() {
    AppFixture f;
    f.openSample();
    QVERIFY(settled(f));
    const auto& reviewer = f.app.form()->reviewer();
    f.app.form()->edit(cell(0, "basis"), QStringLiteral("经验"));
    QTRY_VERIFY(f.findingAt(cell(0, "basis")) >= 0);
    QVERIFY(!reviewer.effort().whole);
    QVERIFY2(reviewer.effort().rulesRun * 3 < reviewer.effort().rulesInAll,
             qPrintable(QString::number(reviewer.effort().rulesRun)));
    QVERIFY(settled(f)); // saved meanwhile, which changes nothing
    QVERIFY(!reviewer.effort().whole);
}

void TestFormReview::oneReviewAtATimeInOrder() {
    AppFixture f;
    QThreadPool pool;
    pool.setMaxThreadCount(4);
    FormReviewer reviewer(pool, f.services.catalogue(), f.services.rules());
    QStringList uses;
    QStringList last;
    QObject::connect(&reviewer, &FormReviewer::reviewed, &reviewer,
                     [&](const FormDocument& document, const QList<Finding>& findings) {
                         uses.append(document.field(QStringLiteral("fundUse")));
                         last = said(findings);
                     });
    const auto beside = std::make_shared<const UnitForms>();
    auto document = f.sample();
    for (int i = 0; i < 200; ++i) {
        document.fields[QStringLiteral("fundUse")] = QStringLiteral("%1").arg(i, 3, 10, QLatin1Char('0'));
        document.fields[QStringLiteral("budget.total")] = QString::number(i);
        reviewer.review(document, beside);
        QVERIFY(reviewer.isBusy());
        if (i % 7 == 0) QCoreApplication::processEvents();
    }
    QVERIFY(QTest::qWaitFor([&] { return !reviewer.isBusy(); }));
    QVERIFY(uses.size() > 1 && uses.size() <= 200);
    QVERIFY(std::is_sorted(uses.begin(), uses.end()));
    QCOMPARE(uses.last(), QStringLiteral("199"));
    QCOMPARE(last, said(findingsOf(document, *beside, f.services.catalogue())));

    // Nothing is reported of a form that was left.
    uses.clear();
    reviewer.review(document, beside);
    reviewer.forget();
    reviewer.review(f.sample(), beside);
    QVERIFY(QTest::qWaitFor([&] { return !reviewer.isBusy(); }));
    QCOMPARE(uses.size(), 1);
    QVERIFY(reviewer.effort().whole);
}

void TestFormReview::otherFormsArrive() {
    AppFixture f;
    const auto own = f.openSample();
    const QString code = QStringLiteral("project.code");
    const auto taken = f.sample().field(code);
    QVERIFY(settled(f));
    QVERIFY(!speaks(f, "P05"));
    QVERIFY(f.app.form()->beside().documents().isEmpty());
    f.clock.advance(1000);
    const auto second = f.import(other(f, "反诈专项"));
    QVERIFY(settled(f));
    QCOMPARE(f.app.form()->beside().documents().size(), 1);
    QVERIFY(!speaks(f, "P05"));
    f.app.form()->edit(code, other(f, "反诈专项").field(code)); // the same code twice
    QVERIFY(settled(f));
    QVERIFY(speaks(f, "P05"));
    QCOMPARE(f.summary(own).review.errors, f.app.form()->findings()->errors());
    f.app.form()->edit(code, taken);
    QVERIFY(settled(f));
    QVERIFY(!speaks(f, "P05"));

    // … and change.
    f.clock.advance(1000);
    f.inStore([&](Store& store) {
        return FormRepository(store, f.services.catalogue(), f.services.ids())
            .setValues(second, {{FieldPath::fromString(code), taken}}, f.actor)
            .ok();
    });
    f.services.notifyEdited(second);
    QVERIFY(settled(f));
    QTRY_VERIFY(speaks(f, "P05"));
    // What arrives again as it was is not read again, and not reviewed from the start.
    const auto* before = &f.app.form()->beside();
    f.services.notifyEdited({});
    QVERIFY(settled(f));
    QCOMPARE(&f.app.form()->beside(), before);
}

void TestFormReview::formsOfTheYearBefore() {
    AppFixture f;
    auto before = f.sample(QStringLiteral("13043424P004MEK100835"));
    before.fiscalYear = 2024;
    before.fields[QStringLiteral("budget.total")] = QStringLiteral("10.00");
    before.fields[QStringLiteral("budget.fiscal")] = QStringLiteral("10.00");
    f.import(before);
    before.fiscalYear = 2022;
    f.import(before);
    f.openSample();
    QVERIFY(settled(f));
    QCOMPARE(f.app.form()->beside().documents().size(), 1);
    QVERIFY(speaks(f, "P76")); // the same indicators for three times the money
}

void TestFormReview::approvedTargetsAreCompared() {
    AppFixture f;
    const auto project = f.import(f.sample());
    const auto own = f.import(outcome());
    QVERIFY(f.open(own));
    QVERIFY(settled(f));
    QVERIFY(!speaks(f, "V10"));
    f.acceptAll();
    const auto approval = f.remoteRecord(
        RecordType::transition, project,
        {{Field::action, actionName(Action::Approve)}, {Field::snapshotHash, snapshotHash(f.records(project))}});
    f.clock.advance(1000);
    f.remote(project, stateName(FormState::UnitApproved), 1, {approval});
    QVERIFY(settled(f));
    QTRY_VERIFY(speaks(f, "V10"));
    QCOMPARE(f.shown(cell(0, "target"), FieldListModel::SeverityRole).toString(), QStringLiteral("E"));
    f.app.form()->applyFixAt(cell(0, "target"));
    QVERIFY(settled(f));
    QCOMPARE(f.stored(own, cell(0, "target")), QStringLiteral("≥40场"));
    QVERIFY(!speaks(f, "V10"));
    f.app.form()->edit(cell(0, "target"), QStringLiteral("≥20场"));
    QVERIFY(settled(f));
    QVERIFY(speaks(f, "V10"));
    // Another name, another project: what was approved is no measure for it.
    f.app.form()->edit(QStringLiteral("project.name"), QStringLiteral("另一项目"));
    QVERIFY(settled(f));
    QVERIFY(!speaks(f, "V10"));
    f.app.form()->undo();
    QVERIFY(settled(f));
    QVERIFY(speaks(f, "V10"));

    // The content is not what was approved: nothing is said.
    f.clock.advance(1000);
    auto changed = f.records(project);
    const auto row = std::find_if(changed.begin(), changed.end(),
                                  [](const Record& record) { return record.type == RecordType::indicator; });
    QVERIFY(row != changed.end());
    row->revision = ++f.revision;
    row->fields[Field::name] = {QStringLiteral("后来改的名称"), f.revision};
    f.remote(project, stateName(FormState::UnitApproved), 1, {*row});
    QVERIFY(settled(f));
    QTRY_VERIFY(!speaks(f, "V10"));
}

QTEST_MAIN(TestFormReview)
#include "tst_form_review.moc"
