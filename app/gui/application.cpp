#include "app/gui/application.h"

#include "app/gui/evidence_provider.h"
#include "app/gui/preview_provider.h"
#include "app/gui/wiping_heap.h"
#include "core/base/heap.h"
#include "core/base/messages.h"
#include "qml/Icons/app_font.h"
#include "qml/Icons/icon_provider.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QQuickStyle>

#include <future>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef Q_OS_LINUX
#include <dlfcn.h>
#include <sys/prctl.h>
#endif
#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif

namespace jixiao {

namespace {

constexpr int tidyAfterMs = 200;

const auto mainPage = QUrl(QStringLiteral("qrc:/qt/qml/Jixiao/Main/Main.qml"));
const auto unlockPage = QUrl(QStringLiteral("qrc:/qt/qml/Jixiao/Pages/Session/UnlockPage.qml"));
const auto firstUsePage = QUrl(QStringLiteral("qrc:/qt/qml/Jixiao/Pages/Session/FirstUsePage.qml"));

QString privateFolder(const QString& folder) {
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return QDir(folder).absolutePath();
}

/// Settings of our own for the fonts: the system's are dozens of files, and differ from machine to machine.
void useOwnFontSettings() {
#ifdef Q_OS_LINUX
    constexpr auto variable = "FONTCONFIG_FILE";
    const auto folder = QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).absolutePath();
    const auto file = folder + QStringLiteral("/../share/jixiao/fonts/fonts.conf");
    if (!qEnvironmentVariableIsSet(variable) && QFile::exists(file)) qputenv(variable, QFile::encodeName(file));
#endif
}

/// The system's list of fonts takes a while to read, and nothing else needs it to start.
const std::future<void>& findingFonts() {
    static const auto finding = std::async(std::launch::async, [] {
#ifdef Q_OS_LINUX
        if (const auto find = reinterpret_cast<int (*)()>(::dlsym(RTLD_DEFAULT, "FcInit"))) find();
#endif
    });
    return finding;
}

} // namespace

Application::Application(const QString& dataFolder)
    : services_(privateFolder(dataFolder), clock_, random_), controller_(services_) {
    engine_.addImportPath(QStringLiteral("qrc:/qt/qml"));
    readAhead();
    installIconProvider(engine_);
    engine_.addImageProvider(QStringLiteral("preview"), new PreviewProvider(*controller_.form()));
    engine_.addImageProvider(QStringLiteral("evidence"), new EvidenceProvider(*controller_.outcome()));
    useLanguage(controller_.settings()->language());
    QObject::connect(controller_.settings(), &SettingsViewModel::changed, &engine_,
                     [this] { useLanguage(controller_.settings()->language()); });
    // A tablet that sleeps may never wake, and may wake in other hands.
    QObject::connect(qGuiApp, &QGuiApplication::applicationStateChanged, &engine_, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationSuspended || state == Qt::ApplicationHidden) controller_.session()->lock();
    });
    // While the key is derived this thread has nothing else to do.
    QObject::connect(controller_.session(), &SessionViewModel::busyChanged, &engine_, [] {
        QTimer::singleShot(0, qGuiApp, [] { addRareCharacters(QGuiApplication::font().family()); });
    });
    // What the pages of the stage before have left: the texts of forms, a passphrase. Pages go a little later.
    QObject::connect(controller_.session(), &SessionViewModel::stageChanged, &tidying_, qOverload<>(&QTimer::start));
    QObject::connect(&controller_, &AppController::pageLeft, &tidying_, qOverload<>(&QTimer::start));
    QObject::connect(&tidying_, &QTimer::timeout, &engine_, [this] {
        engine_.collectGarbage();
        engine_.trimComponentCache();
        returnFreedMemory();
    });
    tidying_.setSingleShot(true);
    tidying_.setInterval(tidyAfterMs);
    QObject::connect(qGuiApp, &QGuiApplication::aboutToQuit, &engine_, [this] { controller_.flush(); });
}

Application::~Application() = default;

// The engine reads QML on a thread of its own; meanwhile this one finds the fonts.
void Application::readAhead() {
    const bool known = controller_.session()->stage() == SessionViewModel::Stage::Locked;
    for (const auto& page : {mainPage, known ? unlockPage : firstUsePage})
        ahead_.push_back(std::make_unique<QQmlComponent>(&engine_, page, QQmlComponent::Asynchronous));
    findingFonts().wait();
    QGuiApplication::setFont(appFont());
}

bool Application::show() {
    engine_.load(mainPage);
    ahead_.clear();
    return !engine_.rootObjects().isEmpty();
}

void Application::useLanguage(const QString& language) {
    if (language == language_) return;
    language_ = language;
    Messages::setLanguage(language);
    QCoreApplication::removeTranslator(&translator_);
    if (language == QLatin1String("en") && translator_.load(QStringLiteral(":/i18n/jixiao_en.qm")))
        QCoreApplication::installTranslator(&translator_);
    engine_.retranslate();
    // What view-models say was made in the other language.
    Q_EMIT services_.formsChanged({});
}

void Application::prepareProcess() {
    hasWipingHeap();
    useOwnFontSettings();
    findingFonts();
#ifdef Q_OS_UNIX
    ::umask(077);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
#ifdef __GLIBC__
    // Two heaps that grow in large steps: one per thread would keep what others free, a single one makes threads wait.
    ::mallopt(M_ARENA_MAX, 2);
    ::mallopt(M_TOP_PAD, 1 << 20);
#endif
}

void Application::prepareGui() {
    QGuiApplication::setApplicationName(QStringLiteral("jixiao"));
    QGuiApplication::setApplicationDisplayName(QCoreApplication::translate("Application", "绩效申报"));
    QGuiApplication::setApplicationVersion(QStringLiteral(JIXIAO_VERSION));
    QQuickStyle::setStyle(QStringLiteral("Basic"));
}

} // namespace jixiao
