#pragma once

#include "app/gui/app_controller.h"
#include "app/gui/services.h"

#include <QQmlApplicationEngine>
#include <QQmlComponent>
#include <QString>
#include <QTimer>
#include <QTranslator>

#include <memory>
#include <vector>

namespace jixiao {

/// The composition root: services, view-models and the QML engine with the real interface. main() and the flow tests
/// both use it, so what is tested is what runs.
class Application {
public:
    /// `dataFolder` is created (mode 0700) if missing.
    explicit Application(const QString& dataFolder);
    ~Application();

    /// Loads the window; false when QML could not be loaded.
    bool show();

    QQmlApplicationEngine& engine() { return engine_; }
    AppController& controller() { return controller_; }
    Services& services() { return services_; }

    /// Process-wide set-up before QGuiApplication: no core dumps, private files, style. The font comes with the
    /// Application.
    static void prepareProcess();
    static void prepareGui();

private:
    void readAhead();
    void useLanguage(const QString& language);

    SystemClock clock_;
    SystemRandom random_;
    Services services_;
    AppController controller_;
    QTranslator translator_;
    QString language_;
    QTimer tidying_;
    QQmlApplicationEngine engine_;
    std::vector<std::unique_ptr<QQmlComponent>> ahead_; // until shown
};

} // namespace jixiao
