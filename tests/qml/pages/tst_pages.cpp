#include "cast.h"
#include "keyboard.h"
#include "looks.h"
#include "stage.h"
#include "tests/core/forms/made_up_values.h"

#include <QDir>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QTest>

#include <functional>
#include <memory>

using namespace jixiao;
using namespace jixiao::pages;

/// Visits every page of the real application at every size and colour scheme; a Qt warning anywhere fails.
class PagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        watchLog();
        QVERIFY(stage_.isUp());
        stage_.app().settings()->setReducedMotion(true);
    }
    void cleanup() {
        const auto warnings = takeWarnings();
        QVERIFY2(warnings.isEmpty(), qPrintable(warnings));
    }

    void firstUse() {
        look(QStringLiteral("first-use"), looks());
        stage_.app().session()->startLocally(QString(), QStringLiteral("x"), QStringLiteral("x"));
        look(QStringLiteral("first-use-error"), looks().mid(0, 3));
    }
    void emptyPages() {
        QVERIFY(stage_.start());
        look(QStringLiteral("recovery-code"), looks());
        stage_.app().session()->acknowledgeRecoveryCode();
        for (const auto* place : {"overview", "projects", "import", "newForm", "outcomes", "approvals", "sync"}) {
            stage_.show(QLatin1String(place));
            look(QStringLiteral("%1-empty").arg(QLatin1String(place)), looks());
        }
    }
    void unlocking() {
        stage_.app().session()->lock();
        look(QStringLiteral("unlock"), looks());
        stage_.app().session()->unlock(QStringLiteral("wrong"));
        QVERIFY(QTest::qWaitFor([this] { return stage_.app().session()->error().isSet; }, 30'000));
        look(QStringLiteral("unlock-error"), looks().mid(0, 3));
        QVERIFY(QTest::qWaitFor([this] { return stage_.app().session()->retrySeconds() == 0; }, 30'000));
        QVERIFY(stage_.unlock());
    }
    void importing() {
        stage_.show(QStringLiteral("import"));
        QVERIFY(stage_.importSample());
        look(QStringLiteral("import"), looks());
        auto* panel = stage_.find(QStringLiteral("RepairPanel"));
        QVERIFY(panel != nullptr);
        panel->setProperty("openRow", 1);
        look(QStringLiteral("import-repair"), looks().mid(0, 2));
        stage_.find(QStringLiteral("ImportPage"))->setProperty("readingRepairs", true);
        look(QStringLiteral("import-repair"), looks().mid(2, 2));
        stage_.app().importer()->accept();
        QVERIFY(QTest::qWaitFor([this] { return stage_.app().projects()->total() > 0; }, 30'000));
        cast_ = Cast::play(stage_);
    }
    void draftForm() {
        QVERIFY(stage_.open(cast_.draft));
        look(QStringLiteral("form-top"), looks() + largeLooks());
        look(QStringLiteral("form-row"), looks() + largeLooks(), [this] { openRow(1); });
        for (const auto& one : looks().mid(2, 1) + looks().mid(0, 1)) {
            wear(one);
            stage_.find(QStringLiteral("FormPage"))->setProperty("reviewShown", one.size.width() < 600);
            shoot(QStringLiteral("form-panel"), one);
        }
        stage_.find(QStringLiteral("FormPage"))->setProperty("reviewShown", true);
        look(QStringLiteral("form-quality"), looks() + largeLooks(),
             [this] { stage_.find(QStringLiteral("QualityHead"))->setProperty("unfolded", true); });
    }
    void explaining() {
        stage_.app().form()->close();
        const auto id = stage_.store(explainable());
        QVERIFY(!id.isNull());
        QVERIFY(stage_.open(id));
        auto* form = stage_.app().form();
        QTRY_VERIFY(form->findings()->unexplained() > 2);
        look(QStringLiteral("explain-bar"), looks());
        look(QStringLiteral("explain-first"), looks() + largeLooks(), [form] { form->showMissingExplanation(); });
        form->showMissingExplanation();
        QTRY_COMPARE(stage_.focusName().left(3), QStringLiteral("说明 "));
        // Unfinished input-method text is kept, too, and what it becomes replaces it.
        const auto written = [form] {
            return form->findings()->index(0).data(FindingsModel::ExplanationRole).toString();
        };
        QInputMethodEvent composing(QStringLiteral("an shi"), {});
        QCoreApplication::sendEvent(stage_.window().activeFocusItem(), &composing);
        QCOMPARE(written(), QStringLiteral("an shi"));
        QInputMethodEvent composed;
        composed.setCommitString(QStringLiteral("按市局"));
        QCoreApplication::sendEvent(stage_.window().activeFocusItem(), &composed);
        QCOMPARE(written(), QStringLiteral("按市局"));
        form->commitExplanation(
            0, QStringLiteral("按市局下达的任务分解，县局不另定口径；年底由后勤科会同财务现场核查，记录留存备查。"));
        look(QStringLiteral("explain-given"), looks() + largeLooks(), [form] { Q_EMIT form->explanationRequested(0); });
        form->explainRule(0);
        QTRY_COMPARE(form->findings()->unexplained(), 0);
        look(QStringLiteral("explain-done"), looks().mid(0, 4), [form] { Q_EMIT form->explanationRequested(0); });
        // What the rule says there is another thing now.
        form->commit(QStringLiteral("indicators[2].basis"), QStringLiteral("工作经验"));
        stage_.settle();
        QTRY_VERIFY(form->findings()->unexplained() > 0);
        form->showMissingExplanation();
        const auto first = [form](const char* answer) {
            for (int i = 0; i < form->findings()->count(); ++i)
                if (form->findings()->index(i).data(FindingsModel::AnswerRole) == QLatin1String(answer)) return i;
            return -1;
        };
        QVERIFY(first("missing") >= 0);
        form->commitExplanation(first("missing"), QStringLiteral("往年台账"));
        form->commit(QStringLiteral("indicators[2].basis"), QStringLiteral("上级文件"));
        QTRY_VERIFY(first("outdated") >= 0);
        look(QStringLiteral("explain-outdated"), looks().mid(0, 4),
             [form, first] { Q_EMIT form->explanationRequested(first("outdated")); });
        form->close();
        stage_.show(QStringLiteral("projects"));
        QVERIFY(stage_.open(cast_.draft));
    }
    void everyForm_data() {
        QTest::addColumn<QString>("form");
        for (const auto& form : FormCatalogue::builtIn().forms())
            QTest::newRow(qPrintable(form.id)) << form.id;
    }
    void everyForm() {
        QFETCH(QString, form);
        const auto& known = *FormCatalogue::builtIn().find(form);
        const auto id = stage_.store(madeUpDocument(known, 6));
        QVERIFY(!id.isNull());
        QVERIFY(stage_.open(id));
        look(QStringLiteral("every-") + form, formLooks());
        auto& sections = *stage_.app().form()->sections();
        for (int section = 0; section < sections.rowCount(); ++section) {
            if (!sections.index(section).data(SectionListModel::IsTableRole).toBool()) continue;
            Q_EMIT stage_.app().form()->focusRequested(section, 0, 0);
            stage_.settle();
        }
        look(QStringLiteral("open-") + form, formLooks());
        stage_.app().form()->close();
    }
    void newForm() {
        stage_.show(QStringLiteral("newForm"));
        stage_.app().newForm()->setSearch(QStringLiteral("自评"));
        look(QStringLiteral("new-form-search"), looks().mid(0, 4));
        stage_.app().newForm()->setSearch({});
        stage_.app().newForm()->create(FormCatalogue::builtIn().forms().last().id);
        QVERIFY(QTest::qWaitFor(
            [this] { return !stage_.app().form()->formId().isEmpty() && !stage_.app().form()->isLoading(); }));
        look(QStringLiteral("new-form-made"), looks().mid(0, 4));
        stage_.app().form()->close();
        stage_.show(QStringLiteral("projects"));
        QVERIFY(stage_.open(cast_.draft));
    }
    void preview() {
        QVERIFY(stage_.find(QStringLiteral("FormPage")));
        stage_.find(QStringLiteral("FormPage"))->setProperty("previewing", true);
        QVERIFY(QTest::qWaitFor([this] { return stage_.app().form()->previewPages() > 0; }, 30'000));
        look(QStringLiteral("preview"), looks());
    }
    void history() {
        auto* form = stage_.app().form();
        auto* history = form->history();
        QVERIFY(stage_.find(QStringLiteral("FormPage")));
        stage_.find(QStringLiteral("FormPage"))->setProperty("previewing", false);
        form->commit(QStringLiteral("fundUse"),
                     QStringLiteral("为执法办案中心和各派出所配备电子签名、指纹捺印和同步录音录像设备。"));
        form->commit(QStringLiteral("indicators[1].target"), QStringLiteral("≥95%"));
        form->removeRow(QStringLiteral("indicators"), 2);
        stage_.settle();
        stage_.find(QStringLiteral("FormPage"))->setProperty("remembering", true);
        QVERIFY(QTest::qWaitFor([&] { return history->changeCount() > 0; }, 30'000));
        look(QStringLiteral("history"), looks() + largeLooks(), [&] { compare(0, false); });
        look(QStringLiteral("history-list"), looks().mid(2, 2), [&] { compare(-1, false); });
        look(QStringLiteral("history-since"), looks().mid(0, 4), [&] { compare(1, true); });
        look(QStringLiteral("history-first"), looks().mid(1, 2), [&] { compare(1, false); });
        const int changed = history->changeCount();
        compare(0, false);
        history->restoreValue(0);
        QVERIFY(QTest::qWaitFor([&] { return form->undoLabel().contains(QStringLiteral("恢复")); }));
        compare(0, true);
        QVERIFY(changed > 0 && history->changeCount() == 0);
        look(QStringLiteral("history-same"), looks().mid(1, 2));
        QMetaObject::invokeMethod(stage_.find(QStringLiteral("FormPage")), "closeHistory");
        QVERIFY(QTest::qWaitFor([&] { return history->steps()->rowCount() == 0; }));
        look(QStringLiteral("history-closed"), looks().mid(0, 1));
    }
    void searchHits() {
        stage_.show(QStringLiteral("projects"));
        stage_.app().projects()->setSearch(QStringLiteral("办案"));
        QVERIFY(QTest::qWaitFor([this] { return stage_.app().projects()->count() > 0; }));
        look(QStringLiteral("projects-found"), looks());
        stage_.app().projects()->setSearch({});
        QVERIFY(stage_.open(cast_.draft));
    }
    void returnedForm() {
        stage_.app().form()->close();
        QVERIFY(stage_.open(cast_.returned));
        look(QStringLiteral("returned-top"), looks());
        look(QStringLiteral("returned-row"), looks(), [this] { openRow(0); });
        stage_.app().form()->close();
    }
    void fullPages() {
        for (const auto* place : {"overview", "projects", "sync", "settings"}) {
            stage_.show(QLatin1String(place));
            look(QLatin1String(place), looks());
        }
        stage_.show(QStringLiteral("overview"));
        look(QStringLiteral("overview"), largeLooks());
        stage_.app().projects()->setSearch(QStringLiteral("没有这个项目"));
        stage_.show(QStringLiteral("projects"));
        look(QStringLiteral("projects-none"), looks().mid(0, 3));
        stage_.app().projects()->setSearch({});
        look(QStringLiteral("projects"), largeLooks());
    }
    void outcomes() {
        stage_.show(QStringLiteral("outcomes"));
        look(QStringLiteral("outcomes"), looks() + largeLooks());
        auto& outcome = *stage_.app().outcome();
        outcome.open(cast_.draft.toString());
        QVERIFY(QTest::qWaitFor([&] { return !outcome.isLoading(); }));
        look(QStringLiteral("outcomes-blank"), looks().mid(0, 4));
        report(outcome);
        look(QStringLiteral("outcomes-sheet"), looks() + largeLooks());
        if (auto* row = stage_.find(QStringLiteral("OutcomeTableRow"))) row->setProperty("open", true);
        look(QStringLiteral("outcomes-open"), looks().mid(0, 2) + looks().mid(4, 2));
        for (int row = 0; row < std::min(3, outcome.rows()->count()); ++row)
            look(QStringLiteral("outcomes-entry%1").arg(row),
                 row == 0 ? looks().mid(2, 2) + largeLooks() : looks().mid(2, 1), [this, row] {
                     auto* sheet = stage_.find(QStringLiteral("OutcomeSheet"));
                     sheet->setProperty("startRow", row);
                     sheet->setProperty("entering", false);
                     sheet->setProperty("entering", true);
                 });
        look(QStringLiteral("outcomes-turned"), {{QStringLiteral("915-light"), {915, 412}, QStringLiteral("light")}});
        outcome.choosePeriod(QStringLiteral("%1-07").arg(outcome.period().left(4)));
        report(outcome);
        stage_.find(QStringLiteral("OutcomeSheet"))->setProperty("entering", false);
        look(QStringLiteral("outcomes-month"), looks().mid(0, 4));
        outcome.close();
        stage_.settle();
    }
    /// One indicator at a time with the keys of a keyboard, also after the tablet was turned.
    void outcomesByKeyboard() {
        wear(looks().at(2));
        stage_.show(QStringLiteral("outcomes"));
        auto& outcome = *stage_.app().outcome();
        outcome.open(stage_.app().outcomeForms()->index(0).data(OutcomeFormsModel::FormIdRole).toString());
        QVERIFY(QTest::qWaitFor([&] { return !outcome.isLoading(); }));
        stage_.settle();
        stage_.find(QStringLiteral("OutcomeSheet"))->setProperty("entering", true);
        stage_.settle();
        const auto typed = [&](int row) { return outcome.rows()->rows().at(row).typed; };
        const auto first = outcome.rows()->nextUnfilled(-1);
        QVERIFY(first >= 0);
        auto* entry = stage_.find(QStringLiteral("OutcomeEntry"));
        QVERIFY(entry != nullptr);
        for (int row = 0; row < outcome.rows()->count(); ++row) {
            if (outcome.rows()->rows().at(row).kind != QLatin1String("number")) continue;
            QMetaObject::invokeMethod(entry, "show", Q_ARG(int, row));
            stage_.settle();
            for (const auto key : {Qt::Key_Delete, Qt::Key_4, Qt::Key_2, Qt::Key_Backspace, Qt::Key_1})
                QTest::keyClick(&stage_.window(), key);
            QCOMPARE(typed(row), QStringLiteral("41"));
            stage_.resize({915, 412});
            stage_.resize({412, 915});
            entry = stage_.find(QStringLiteral("OutcomeEntry"));
            QVERIFY(entry != nullptr);
            QCOMPARE(entry->property("shown").toInt(), row);
        }
        QTest::keyClick(&stage_.window(), Qt::Key_Left);
        QTest::keyClick(&stage_.window(), Qt::Key_Escape);
        stage_.settle();
        QVERIFY(stage_.find(QStringLiteral("OutcomeList")) != nullptr);
        QTest::keyClick(&stage_.window(), Qt::Key_Escape);
        stage_.settle();
        QCOMPARE(outcome.formId(), QString());
        wear({{}, {1280, 800}, QStringLiteral("light")});
    }
    void outcomesOfEveryForm_data() { everyForm_data(); }
    void outcomesOfEveryForm() {
        QFETCH(QString, form);
        stage_.show(QStringLiteral("outcomes"));
        const auto id = stage_.store(madeUpDocument(*FormCatalogue::builtIn().find(form), 7));
        QVERIFY(!id.isNull());
        auto& outcome = *stage_.app().outcome();
        outcome.open(id.toString());
        QVERIFY(QTest::qWaitFor([&] { return !outcome.isLoading(); }));
        report(outcome);
        look(QStringLiteral("outcomes-") + form, looks().mid(0, 1) + looks().mid(2, 1));
        outcome.close();
        stage_.settle();
    }
    void offline() {
        connectNowhere(stage_);
        stage_.show(QStringLiteral("sync"));
        QVERIFY(QTest::qWaitFor([this] { return stage_.app().sync()->error().isSet; }));
        look(QStringLiteral("sync-offline"), looks());
    }
    void approving() {
        actAs(stage_, QStringLiteral("王建国"), {Role::DepartmentHead});
        stage_.show(QStringLiteral("approvals"));
        look(QStringLiteral("approvals"), looks());
        QVERIFY(stage_.open(cast_.received));
        QTRY_VERIFY(stage_.app().form()->findings()->explainedWarnings() > 0);
        look(QStringLiteral("approver-form"), looks());
        for (const auto& one : looks().mid(2, 2)) {
            wear(one);
            stage_.find(QStringLiteral("FormPage"))->setProperty("reviewShown", true);
            shoot(QStringLiteral("approver-reasons"), one);
        }
        wear({{}, {1280, 800}, QStringLiteral("light")});
        stage_.find(QStringLiteral("DecisionBar"))->setProperty("returning", true);
        look(QStringLiteral("approver-returning"), looks() + largeLooks(), [this] { openRow(0); });
    }
    void english() {
        stage_.app().settings()->setLanguage(QStringLiteral("en"));
        look(QStringLiteral("approver-english"), looks().mid(0, 3));
        stage_.app().form()->close();
        for (const auto* place : {"overview", "projects", "sync", "settings"}) {
            stage_.show(QLatin1String(place));
            look(QStringLiteral("%1-english").arg(QLatin1String(place)), looks().mid(0, 3));
        }
        stage_.app().settings()->setLanguage(QStringLiteral("zh_CN"));
    }

private:
    void look(
        const QString& page, const QList<Look>& all, const std::function<void()>& prepare = [] {}) {
        for (const auto& one : all) {
            wear(one);
            prepare();
            shoot(page, one);
        }
        wear({{}, {1280, 800}, QStringLiteral("light")});
    }
    void compare(int step, bool sinceThen) {
        auto* history = stage_.app().form()->history();
        history->select(step);
        history->setSinceThen(sinceThen);
        if (!QTest::qWaitFor([history] { return !history->isComparing(); })) QFAIL("no answer");
        stage_.settle();
    }
    void wear(const Look& one) {
        stage_.app().settings()->setThemeMode(one.mode);
        stage_.app().settings()->setTextScale(one.textScale);
        stage_.resize(one.size);
    }
    void shoot(const QString& page, const Look& one) {
        const auto picture = stage_.look();
        QCOMPARE(picture.size(), one.size);
        if (shotFolder().isEmpty()) return;
        QVERIFY(picture.save(QStringLiteral("%1/%2-%3.png").arg(shotFolder(), page, one.name)));
    }
    /// Opens a row of the first table and brings it into view.
    void openRow(int row) {
        auto& sections = *stage_.app().form()->sections();
        for (int section = 0; section < sections.rowCount(); ++section) {
            const auto table = sections.index(section).data(SectionListModel::TableIdRole).toString();
            if (table != QLatin1String("indicators")) continue;
            Q_EMIT stage_.app().form()->focusRequested(section, row, 0);
            stage_.settle();
            return;
        }
        QFAIL("no table of indicators");
    }

    Stage stage_;
    Cast cast_;
};

int main(int argc, char* argv[]) {
    Application::prepareProcess();
    QGuiApplication app(argc, argv);
    Application::prepareGui();
    auto arguments = QCoreApplication::arguments();
    if (const auto at = arguments.indexOf(QStringLiteral("--shots")); at > 0 && at + 1 < arguments.size()) {
        shotFolder() = arguments.at(at + 1);
        arguments.remove(at, 2);
        QDir().mkpath(shotFolder());
    }
    const auto play = [&](const std::unique_ptr<QObject>& test) { return QTest::qExec(test.get(), arguments); };
    const int failures = play(std::make_unique<PagesTest>());
    return shotFolder().isEmpty() ? failures + play(std::make_unique<KeyboardTest>()) : failures;
}

#include "tst_pages.moc"
