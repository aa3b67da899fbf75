#include "qml/Icons/app_font.h"
#include "qml/Icons/icon_provider.h"
#include "test_helper.h"

#include <QGuiApplication>
#include <QQmlEngine>
#include <QtQuickTest>

class Setup : public QObject {
    Q_OBJECT

public Q_SLOTS:
    static void applicationAvailable() {
        QGuiApplication::setFont(jixiao::appFont());
        jixiao::TestHelper::watchLog();
        qmlRegisterSingletonType<jixiao::TestHelper>("Jixiao.Test", 1, 0, "TestHelper", [](QQmlEngine*, QJSEngine*) {
            return static_cast<QObject*>(new jixiao::TestHelper);
        });
    }
    static void qmlEngineAvailable(QQmlEngine* engine) {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        jixiao::installIconProvider(*engine);
    }
};

QUICK_TEST_MAIN_WITH_SETUP(controls, Setup)

#include "tst_controls.moc"
