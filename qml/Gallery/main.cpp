// Shows every control of the interface in all its states, on the screen or as a picture.
#include "qml/Icons/app_font.h"
#include "qml/Icons/icon_provider.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QImage>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTimer>

#include <cstdio>

namespace {

QSize sizeFrom(const QString& text) {
    const auto parts = text.split(QLatin1Char('x'));
    return parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize(1280, 800);
}

void shootAndQuit(QQuickWindow* window, const QString& file) {
    // Two frames: the first lays out, the second shows pictures that came late.
    QTimer::singleShot(400, window, [window, file] {
        const bool saved = window->grabWindow().save(file);
        if (!saved) std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        QCoreApplication::exit(saved ? 0 : 1);
    });
}

} // namespace

int main(int argc, char* argv[]) {
    QGuiApplication app(argc, argv);
    QGuiApplication::setFont(jixiao::appFont());
    jixiao::addRareCharacters(QGuiApplication::font().family());
    QCommandLineParser parser;
    const QCommandLineOption shot(QStringLiteral("shot"), QStringLiteral("Write a picture and leave."),
                                  QStringLiteral("file"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Size of the window."), QStringLiteral("WxH"),
                                  QStringLiteral("1280x800"));
    const QCommandLineOption mode(QStringLiteral("mode"), QStringLiteral("light or dark."), QStringLiteral("mode"),
                                  QStringLiteral("system"));
    const QCommandLineOption scale(QStringLiteral("text-scale"), QStringLiteral("1.0 to 2.0."), QStringLiteral("scale"),
                                   QStringLiteral("1.0"));
    const QCommandLineOption part(QStringLiteral("part"), QStringLiteral("Which part to show first."),
                                  QStringLiteral("key"), QStringLiteral("buttons"));
    const QCommandLineOption contrast(QStringLiteral("contrast"), QStringLiteral("High contrast."));
    const QCommandLineOption touch(QStringLiteral("touch"), QStringLiteral("Sizes for fingers."));
    const QCommandLineOption popup(QStringLiteral("open"), QStringLiteral("Open dialog, popup or toast."),
                                   QStringLiteral("what"));
    parser.addOptions({shot, size, mode, scale, part, contrast, touch, popup});
    parser.addHelpOption();
    parser.process(app);

    QQmlApplicationEngine engine;
    jixiao::installIconProvider(engine);
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    const auto wanted = sizeFrom(parser.value(size));
    engine.setInitialProperties({{QStringLiteral("width"), wanted.width()},
                                 {QStringLiteral("height"), wanted.height()},
                                 {QStringLiteral("mode"), parser.value(mode)},
                                 {QStringLiteral("textScale"), parser.value(scale).toDouble()},
                                 {QStringLiteral("part"), parser.value(part)},
                                 {QStringLiteral("contrast"), parser.isSet(contrast)},
                                 {QStringLiteral("touch"), parser.isSet(touch)},
                                 {QStringLiteral("still"), parser.isSet(shot)},
                                 {QStringLiteral("open"), parser.value(popup)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Jixiao/Gallery/GalleryWindow.qml")));
    auto* window = engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(engine.rootObjects().first());
    if (!window) return 1;
    if (parser.isSet(shot)) shootAndQuit(window, parser.value(shot));
    return QGuiApplication::exec();
}
