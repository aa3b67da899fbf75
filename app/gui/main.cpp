#include "app/gui/application.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QStandardPaths>

int main(int argc, char* argv[]) {
    using jixiao::Application;
    Application::prepareProcess();
    QGuiApplication app(argc, argv);
    Application::prepareGui();

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data(
        QStringLiteral("data"), QCoreApplication::translate("main", "数据文件夹（默认为用户数据目录）"),
        QStringLiteral("DIR"), QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    parser.addOption(data);
    parser.process(app);

    Application application(parser.value(data));
    return application.show() ? QGuiApplication::exec() : 1;
}
