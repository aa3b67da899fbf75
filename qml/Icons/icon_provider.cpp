#include "qml/Icons/icon_provider.h"

#include <QColor>
#include <QFile>
#include <QMutexLocker>
#include <QPainter>
#include <QQmlEngine>
#include <QSvgRenderer>
#include <QUrlQuery>

namespace jixiao {
namespace {

constexpr int defaultSide = 24;
constexpr int largestSide = 512;
constexpr int cachedPixels = 2'000'000;

QColor colorOf(const QString& query) {
    const auto text = QUrlQuery(query).queryItemValue(QStringLiteral("color"), QUrl::FullyDecoded);
    const QColor named(text);
    if (named.isValid()) return named;
    const QColor bare(QLatin1Char('#') + text);
    return bare.isValid() ? bare : QColor(Qt::black);
}

QByteArray svgOf(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("No icon named %ls", qUtf16Printable(name));
        return {};
    }
    return file.readAll();
}

QImage drawn(const QString& name, const QColor& color, const QSize& size) {
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    auto svg = svgOf(name);
    if (svg.isEmpty()) return image;
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
    painter.end();
    return image.copy(); // without the paint engine, which is many times larger
}

QSize sizeFor(const QSize& requested) {
    const int side = requested.width() > 0 ? requested.width() : requested.height();
    const int bounded = side > 0 ? qMin(side, largestSide) : defaultSide;
    return {bounded, bounded};
}

} // namespace

IconProvider::IconProvider() : QQuickImageProvider(QQuickImageProvider::Image), m_images(cachedPixels) {}

QImage IconProvider::requestImage(const QString& id, QSize* size, const QSize& requestedSize) {
    const auto wanted = sizeFor(requestedSize);
    if (size) *size = wanted;
    const auto key = id + QLatin1Char('@') + QString::number(wanted.width());
    const QMutexLocker locked(&m_mutex);
    if (const auto* known = m_images.object(key)) return *known;
    const auto image = drawn(id.section(QLatin1Char('?'), 0, 0), colorOf(id.section(QLatin1Char('?'), 1)), wanted);
    m_images.insert(key, new QImage(image), wanted.width() * wanted.height());
    return image;
}

void installIconProvider(QQmlEngine& engine) { engine.addImageProvider(QStringLiteral("icon"), new IconProvider); }

} // namespace jixiao
