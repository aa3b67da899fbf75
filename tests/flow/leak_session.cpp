// What the real app does in a process of its own, on a data folder that exists; everything secret comes masked, and
// nothing of it stands in this program. Prints one JSON line.
//   --memory DIR PLAN   unlocks by typing, opens the form, edits it, looks at its own memory, locks, looks again
//   --disk DIR PLAN     unlocks, edits, imports, searches, changes settings, exports, and works until it is killed
#include "app/gui/application.h"
#include "app/gui/wiping_heap.h"
#include "tests/flow/memory_scan.h"

#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QQuickWindow>
#include <QTest>

#include <sys/prctl.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace jixiao::flow {

namespace {

constexpr int patienceMs = 60'000;
constexpr int forgetMs = 5'000;

/// The app on its window, with what the parent process gave it.
struct LeakSession {
    LeakSession(int& argc, char** argv) : gui(argc, argv), plan(read(QCoreApplication::arguments().value(3))) {
        Application::prepareGui();
        application = std::make_unique<Application>(QCoreApplication::arguments().value(2));
        up = application->show();
        if (up) window = qobject_cast<QQuickWindow*>(application->engine().rootObjects().constFirst());
    }
    static QJsonObject read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }
    AppController& app() { return application->controller(); }
    QByteArray masked(const char* name) const {
        return QByteArray::fromHex(plan[QLatin1String(name)].toString().toLatin1());
    }
    /// The plain text, for as long as the returned object lives: not kept anywhere by this program.
    QString text(const char* name) const { return QString::fromUtf8(Needle::masked(masked(name))); }

    bool unlock() {
        if (!QTest::qWaitForWindowExposed(window)) return false;
        if (!QTest::qWaitFor([] { return QGuiApplication::focusObject() != nullptr; }, patienceMs)) return false;
        for (const char c : masked("passphrase"))
            QTest::keyClick(window, char(static_cast<unsigned char>(c) ^ Needle::mask));
        QTest::keyClick(window, Qt::Key_Return);
        return QTest::qWaitFor([this] { return app().session()->stage() == SessionViewModel::Stage::Ready; },
                               patienceMs);
    }
    bool openForm() {
        if (!QTest::qWaitFor([this] { return app().projects()->count() > 0; }, patienceMs)) return false;
        app().form()->open(plan[QLatin1String("form")].toString());
        return QTest::qWaitFor([this] { return !app().form()->isLoading() && !app().form()->formId().isEmpty(); },
                               patienceMs);
    }
    bool saved() {
        return QTest::qWaitFor([this] { return app().form()->saveState() == FormViewModel::SaveState::Saved; },
                               patienceMs);
    }

    QGuiApplication gui;
    QJsonObject plan;
    std::unique_ptr<Application> application;
    QQuickWindow* window = nullptr;
    bool up = false;
};

void say(const QJsonObject& object) {
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

QList<Needle> needlesOf(const QJsonObject& plan) {
    QList<Needle> needles;
    const auto list = plan[QLatin1String("needles")].toObject();
    for (auto it = list.begin(); it != list.end(); ++it)
        needles.append({it.key(), QByteArray::fromHex(it->toString().toLatin1())});
    return needles;
}

int rememberAndForget(int argc, char** argv) {
    Application::prepareProcess();
    LeakSession session(argc, argv);
    const auto needles = needlesOf(session.plan);
    if (!session.up || !session.unlock() || !session.openForm()) return 2;
    session.app().form()->edit(QStringLiteral("fundUse"), session.text("typed"));
    if (!session.saved()) return 2;
    ::prctl(PR_SET_DUMPABLE, 1); // else only root may read /proc/self/mem
    const auto open = scanMemory(needles);
    session.app().form()->edit(QStringLiteral("fundUse"), session.text("typedLast"));
    session.app().session()->lock();
    if (session.app().session()->stage() != SessionViewModel::Stage::Locked) return 3;
    // Pages go with the next frames, and what QML has left soon after.
    QJsonObject locked;
    const auto clean = [&] {
        locked = scanMemory(needles);
        return std::all_of(needles.cbegin(), needles.cend(),
                           [&](const Needle& needle) { return locked[needle.name].toInt() == 0; });
    };
    const bool forgotten = QTest::qWaitFor(clean, forgetMs);
    say({{QStringLiteral("wiping"), hasWipingHeap()},
         {QStringLiteral("forgotten"), forgotten},
         {QStringLiteral("open"), open},
         {QStringLiteral("locked"), locked}});
    return 0;
}

int workUntilKilled(int argc, char** argv) {
    Application::prepareProcess();
    LeakSession session(argc, argv);
    if (!session.up || !session.unlock() || !session.openForm()) return 2;
    auto& app = session.app();
    app.form()->edit(QStringLiteral("fundUse"), session.text("typed"));
    app.settings()->setTextScale(1.25);
    app.projects()->setSearch(session.text("typed"));
    app.importer()->load(session.plan[QLatin1String("import")].toString());
    if (!QTest::qWaitFor([&] { return !app.importer()->isBusy(); }, patienceMs)) return 3;
    app.importer()->accept();
    app.projects()->setSearch({});
    if (!QTest::qWaitFor([&] { return app.projects()->count() > 1; }, patienceMs)) return 3;
    app.form()->renderPreview();
    app.form()->exportTo(session.plan[QLatin1String("export")].toString());
    app.form()->edit(QStringLiteral("fundUse"), session.text("typedLast"));
    if (!session.saved()) return 3;
    say({{QStringLiteral("working"), true}});
    // Again and again, so that it is killed at it.
    for (bool last = false;; last = !last) {
        app.form()->exportTo(session.plan[QLatin1String("export")].toString());
        app.form()->edit(QStringLiteral("fundUse"), session.text(last ? "typedLast" : "typed"));
        if (!session.saved()) return 4;
    }
}

} // namespace

} // namespace jixiao::flow

int main(int argc, char** argv) {
    if (argc != 4) return 1;
    return qstrcmp(argv[1], "--memory") == 0 ? jixiao::flow::rememberAndForget(argc, argv)
                                             : jixiao::flow::workUntilKilled(argc, argv);
}
