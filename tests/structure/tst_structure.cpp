#include "tests/structure/layer_rules.h"
#include "tests/structure/layout_rules.h"
#include "tests/structure/source_tree.h"
#include "tests/structure/text_rules.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace jixiao::structure;

namespace {

/// Prints every violation; the failure message of Qt Test would cut a long list.
bool none(const QStringList& violations) {
    for (const QString& violation : violations)
        qWarning().noquote() << violation;
    return violations.isEmpty();
}

template <typename Rule>
QStringList inWholeTree(Rule rule) {
    QStringList found;
    for (const SourceFile& file : sourceFiles(sourceRoot()))
        found += rule(file);
    return found;
}

QString readmeText() {
    QFile file(sourceRoot() + QStringLiteral("/README.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// The rules of the tree itself: first that each rule sees a breach, then that the tree has none.
class TestStructure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layersAreSeen_data();
    void layersAreSeen();
    void textsAreSeen_data();
    void textsAreSeen();
    void formNamesAreSeen();
    void mapIsRead();
    void topIsSeen();

    void treeKeepsLayers();
    void treeKeepsTexts();
    void treeNamesNoForm();
    void treeTopIsFixed();
    void treeMatchesMap();
    void everyTopFolderIsExplained();
    void everyNoticeIsThere();
};

void TestStructure::layersAreSeen_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* path, const char* include, bool allowed) {
        QTest::addRow("%s -> %s", path, include)
            << QString::fromLatin1(path) << QString::fromLatin1(include) << allowed;
    };
    row("core/base/id.cpp", "\"core/base/id.h\"", true);
    row("core/base/id.cpp", "\"core/domain/money.h\"", false);
    row("core/domain/money.h", "\"core/base/result.h\"", true);
    row("core/review/engine.cpp", "\"core/store/store.h\"", false);
    row("core/vault/vault.cpp", "\"core/domain/money.h\"", false);
    row("core/store/store.cpp", "\"sync/protocol/messages.h\"", false);
    row("core/store/database.cpp", "<sqlite3.h>", true);
    row("core/forms/form.cpp", "<sqlite3.h>", false);
    row("core/forms/form.cpp", "<QQmlEngine>", false);
    row("sync/engine/engine.cpp", "\"core/store/store.h\"", true);
    row("sync/engine/engine.cpp", "\"app/gui/settings.h\"", false);
    row("sync/transport/curl.cpp", "\"core/domain/money.h\"", false);
    row("sync/server/http.cpp", "<boost/beast.hpp>", true);
    row("sync/engine/engine.cpp", "<boost/beast.hpp>", false);
    row("sync/server/http.cpp", "\"app/gui/settings.h\"", false);
    row("app/gui/session.cpp", "\"core/store/store.h\"", true);
    row("app/gui/session.cpp", "\"sync/server/server.h\"", false);
    row("app/gui/session.cpp", "<curl/curl.h>", false);
    row("app/gui/session.cpp", "\"session.h\"", false);
    row("qml/Controls/canvas.cpp", "\"core/store/store.h\"", false);
    row("qml/Controls/canvas.cpp", "\"sync/engine/sync_engine.h\"", false);
    row("newplace/file.cpp", "\"core/base/id.h\"", false);
    row("tests/core/store/tst_store.cpp", "\"sync/server/server.h\"", true);
}

void TestStructure::layersAreSeen() {
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(bool, allowed);
    const SourceFile file{path, QStringLiteral("#pragma once\n#include %1\n").arg(include)};
    QCOMPARE(layerViolations(file).isEmpty(), allowed);
}

void TestStructure::textsAreSeen_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* path, const QString& text, bool allowed) {
        QTest::addRow("%s: %s", path, qPrintable(text.left(30).simplified()))
            << QString::fromLatin1(path) << text << allowed;
    };
    row("core/a.cpp", QStringLiteral("int a; // TODO later"), false);
    row("core/a.cpp", QStringLiteral("QThread::msleep(5);"), false);
    row("core/a.cpp", QStringLiteral("std::this_thread::sleep_for (1s);"), false);
    row("tests/a.cpp", QStringLiteral("QTest::qWait(10);"), false);
    row("tests/a.cpp", QStringLiteral("QSKIP(\"no display\");"), false);
    row("app/a.cpp", QStringLiteral("context->setContextProperty(name, this);"), false);
    row("qml/a.qml", QStringLiteral("import QtQuick.LocalStorage"), false);
    row("core/CMakeLists.txt", QStringLiteral("target_link_libraries(a Qt6::Sql QtSql)"), false);
    row("core/README.md", QStringLiteral("never QtSql"), true);
    row("dev", QStringLiteral("curl http://deb.debian.org/debian"), false);
    row("core/a.cpp", QStringLiteral("int asleep(int);"), true);
    row("core/a.cpp", QString(longestFile, u'\n'), true);
    row("core/a.cpp", QString(longestFile + 1, u'\n'), false);
}

void TestStructure::textsAreSeen() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(bool, allowed);
    QCOMPARE(textViolations({path, text}).isEmpty(), allowed);
}

void TestStructure::formNamesAreSeen() {
    const auto clean = [](const char* path, const QString& text) {
        return formNameViolations({QString::fromLatin1(path), text}).isEmpty();
    };
    QVERIFY(!clean("core/a.cpp", QStringLiteral("if (id == u\"hebei.project.2025\") {}")));
    QVERIFY(!clean("qml/A.qml", QStringLiteral("text: \"湖北省\"")));
    QVERIFY(
        clean("core/a.cpp", QStringLiteral("// family of \"hebei.project.2025\"\n/* \"hebei\"\n */int national = 0;")));
    QVERIFY(clean("core/a.cpp", QStringLiteral("text = \"international\";")));
    QVERIFY(clean("tests/a.cpp", QStringLiteral("open(\"hebei.project.2025\")")));
}

void TestStructure::mapIsRead() {
    const QStringList mapped =
        mappedFolders(QStringLiteral("# Title\nqml/ outside\n```sh\napp/  not text\n```\n```text\n"
                                     "core/         types\ncore/store/   the store\nnote\n```\n"));
    QCOMPARE(mapped, (QStringList{QStringLiteral("core"), QStringLiteral("core/store")}));
    QVERIFY(mapViolations(mapped, mapped).isEmpty());
    QCOMPARE(mapViolations(mapped, {QStringLiteral("core")}).size(), 1);
    QCOMPARE(mapViolations({QStringLiteral("core")}, mapped).size(), 1);
}

void TestStructure::topIsSeen() {
    const QStringList names = topLevelNames(sourceRoot());
    QCOMPARE(topLevelViolations(names + QStringList{QStringLiteral("scripts")}).size(),
             topLevelViolations(names).size() + 1);
    QVERIFY(!topLevelViolations({}).isEmpty());
}

void TestStructure::treeKeepsLayers() { QVERIFY(none(inWholeTree(layerViolations))); }

void TestStructure::treeKeepsTexts() { QVERIFY(none(inWholeTree(textViolations))); }

void TestStructure::treeNamesNoForm() { QVERIFY(none(inWholeTree(formNameViolations))); }

void TestStructure::treeTopIsFixed() { QVERIFY(none(topLevelViolations(topLevelNames(sourceRoot())))); }

void TestStructure::treeMatchesMap() {
    QVERIFY(none(mapViolations(mappedFolders(readmeText()), folders(sourceRoot()))));
}

void TestStructure::everyTopFolderIsExplained() {
    QStringList found;
    for (const QString& folder : folders(sourceRoot()))
        if (!folder.contains(u'/') && !QFile::exists(sourceRoot() + u'/' + folder + QStringLiteral("/README.md")))
            found << folder + QStringLiteral("/README.md is missing");
    QVERIFY(none(found));
}

void TestStructure::everyNoticeIsThere() {
    const QString folder = sourceRoot() + QStringLiteral("/assets/licenses/");
    QFile index(folder + QStringLiteral("index.json"));
    QVERIFY(index.open(QIODevice::ReadOnly));
    const QJsonArray notices = QJsonDocument::fromJson(index.readAll()).object().value(u"notices").toArray();
    QVERIFY(notices.size() >= 10);
    for (const QJsonValue& notice : notices) {
        const QJsonArray files = notice.toObject().value(u"files").toArray();
        QVERIFY(!files.isEmpty());
        for (const QJsonValue& name : files) {
            QFile text(folder + name.toString());
            QVERIFY2(text.open(QIODevice::ReadOnly) && text.size() > 50, qPrintable(text.fileName()));
        }
    }
}

QTEST_GUILESS_MAIN(TestStructure)
#include "tst_structure.moc"
