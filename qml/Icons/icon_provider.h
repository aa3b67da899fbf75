#pragma once

#include <QCache>
#include <QMutex>
#include <QQuickImageProvider>

class QQmlEngine;

namespace jixiao {

/// Draws the line icons of assets/icons as `image://icon/<name>?color=#rrggbb` (#aarrggbb and a bare rrggbb also do;
/// without a colour: black). Sharp at any `sourceSize` and screen scale, needs no shader, so it looks the same on the
/// software renderer. Unknown names give a transparent picture and one warning in the log. Any thread.
class IconProvider final : public QQuickImageProvider {
public:
    IconProvider();
    QImage requestImage(const QString& id, QSize* size, const QSize& requestedSize) override;

private:
    QMutex m_mutex;
    QCache<QString, QImage> m_images;
};

/// Makes image://icon available to the engine, which owns the provider. Call once, before loading QML.
void installIconProvider(QQmlEngine& engine);

} // namespace jixiao
