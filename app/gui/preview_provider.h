#pragma once

#include "app/gui/form_view_model.h"

#include <QQuickImageProvider>

namespace jixiao {

/// Pages of the print preview as "image://preview/<revision>/<page>". UI thread (images are loaded synchronously).
class PreviewProvider final : public QQuickImageProvider {
public:
    explicit PreviewProvider(const FormViewModel& form) : QQuickImageProvider(Image), form_(form) {}

    QImage requestImage(const QString& id, QSize* size, const QSize& requestedSize) override {
        const auto page = form_.previewPage(id.section(u'/', 1).toInt());
        if (size != nullptr) *size = page.size();
        if (!requestedSize.isValid() || page.isNull()) return page;
        // A height of 0 stands for "whatever fits the width".
        if (requestedSize.height() == 0) return page.scaledToWidth(requestedSize.width(), Qt::SmoothTransformation);
        return page.scaled(requestedSize, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }

private:
    const FormViewModel& form_;
};

} // namespace jixiao
