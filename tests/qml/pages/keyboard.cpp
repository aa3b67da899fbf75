#include "keyboard.h"

#include <QSignalSpy>
#include <QTest>

namespace jixiao::pages {

void KeyboardTest::initTestCase() {
    watchLog();
    QVERIFY(stage_.isUp());
    stage_.app().settings()->setReducedMotion(true);
    QVERIFY(stage_.start());
    stage_.app().session()->acknowledgeRecoveryCode();
    stage_.show(QStringLiteral("import"));
    QVERIFY(stage_.importSample());
    stage_.app().importer()->accept();
    QVERIFY(QTest::qWaitFor([this] { return stage_.app().projects()->count() > 0; }));
    stage_.resize({1280, 800});
}

void KeyboardTest::cleanup() {
    QCOMPARE(takeWarnings(), QString());
    stage_.app().form()->close();
}

void KeyboardTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(&stage_.window(), key, modifiers);
    stage_.settle();
}

bool KeyboardTest::openFirst() {
    press(Qt::Key_2, Qt::ControlModifier);
    press(Qt::Key_Return);
    return QTest::qWaitFor(
        [this] { return !stage_.app().form()->formId().isEmpty() && !stage_.app().form()->isLoading(); });
}

void KeyboardTest::digitsOpenThePlaces() {
    const QStringList pages{QStringLiteral("OverviewPage"), QStringLiteral("ProjectsPage"),
                            QStringLiteral("OutcomesPage"), QStringLiteral("ApprovalsPage"),
                            QStringLiteral("SyncPage"),     QStringLiteral("SettingsPage")};
    for (int place = 0; place < pages.size(); ++place) {
        press(Qt::Key(Qt::Key_1 + place), Qt::ControlModifier);
        QVERIFY2(stage_.find(pages.at(place)) != nullptr, qPrintable(pages.at(place)));
    }
}

void KeyboardTest::arrowsWalkTheListAndEnterOpens() {
    auto& projects = *stage_.app().projects();
    const auto at = [&](int row, int role) { return projects.index(row).data(role).toString(); };
    press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(stage_.focusName(), at(0, ProjectListModel::TitleRole));
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Up);
    QCOMPARE(stage_.focusName(), at(1, ProjectListModel::TitleRole));
    const auto wanted = at(1, ProjectListModel::FormIdRole);
    press(Qt::Key_Return);
    QTRY_COMPARE(stage_.app().form()->formId(), wanted);
}

void KeyboardTest::tabVisitsTheFieldsInOrder() {
    QVERIFY(openFirst());
    QStringList visited;
    for (int i = 0; i < 40; ++i) {
        press(Qt::Key_Tab);
        visited += stage_.focusName();
    }
    int last = -1;
    for (const auto* label : {"返回列表", "标题", "单位编码", "项目编码", "预算数", "资金用途", "3月底", "12月底"}) {
        const auto start = QString::fromUtf8(label);
        const auto found =
            std::find_if(visited.begin(), visited.end(), [&](const QString& name) { return name.startsWith(start); });
        const auto index = int(found - visited.begin());
        QVERIFY2(found != visited.end() && index > last, qPrintable(start + u'\n' + visited.join(u'\n')));
        last = index;
    }
}

void KeyboardTest::focusStaysInSight() {
    QVERIFY(openFirst());
    auto* page = stage_.find(QStringLiteral("FormPage"));
    for (int i = 0; i < 40; ++i) {
        press(Qt::Key_Tab);
        auto* item = stage_.window().activeFocusItem();
        QVERIFY(item != nullptr);
        if (!page->isAncestorOf(item)) break;
        const auto top = item->mapToScene(QPointF(0, 0)).y();
        QVERIFY2(top >= 0 && top + std::min(item->height(), 48.0) <= stage_.window().height(),
                 qPrintable(stage_.focusName()));
    }
}

void KeyboardTest::undoAndRedo() {
    QVERIFY(openFirst());
    auto& form = *stage_.app().form();
    const auto title = [&] {
        const auto& fields = *form.sections()->sections().first().fields;
        return fields.index(0).data(FieldListModel::ValueRole).toString();
    };
    const auto before = title();
    while (!stage_.focusName().startsWith(QStringLiteral("标题")))
        press(Qt::Key_Tab);
    press(Qt::Key_End);
    press(Qt::Key_X);
    press(Qt::Key_Tab);
    QTRY_COMPARE(title(), before + QStringLiteral("x"));
    QTRY_VERIFY(form.canUndo());
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(title(), before);
    QTRY_VERIFY(form.canRedo());
    press(Qt::Key_Y, Qt::ControlModifier);
    QTRY_COMPARE(title(), before + QStringLiteral("x"));
}

void KeyboardTest::stepsThroughTheFindings() {
    QVERIFY(openFirst());
    auto& form = *stage_.app().form();
    QTRY_VERIFY(form.findings()->count() > 2);
    stage_.settle();
    QSignalSpy shown(&form, &FormViewModel::focusRequested);
    press(Qt::Key_F8);
    press(Qt::Key_F8);
    press(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(shown.count(), 3);
    QCOMPARE(shown.at(2), shown.at(0));
    press(Qt::Key_F8, Qt::ShiftModifier); // before the first comes the last
    QCOMPARE(shown.count(), 4);
    auto* page = stage_.find(QStringLiteral("FormPage"));
    auto* focused = stage_.window().activeFocusItem();
    QVERIFY(focused == page || page->isAncestorOf(focused));
}

void KeyboardTest::escapeGoesOneStepBack() {
    QVERIFY(openFirst());
    auto* page = stage_.find(QStringLiteral("FormPage"));
    QVERIFY(page != nullptr);
    press(Qt::Key_P, Qt::ControlModifier);
    QVERIFY(page->property("previewing").toBool());
    press(Qt::Key_Escape);
    QVERIFY(!page->property("previewing").toBool());
    QVERIFY(!stage_.app().form()->formId().isEmpty());
    press(Qt::Key_Escape);
    QCOMPARE(stage_.app().form()->formId(), QString());
    QVERIFY(stage_.find(QStringLiteral("ProjectsPage")) != nullptr);
}

} // namespace jixiao::pages
