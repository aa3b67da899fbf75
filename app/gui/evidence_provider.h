#pragma once

#include "app/gui/outcome_view_model.h"

#include <QQuickImageProvider>

namespace jixiao {

/// Pictures that stand as evidence, from memory: "image://evidence/thumbnail/<content>" of the open form, and
/// "image://evidence/picture/<content>", the one that is open. UI thread (images are loaded synchronously).
class EvidenceProvider final : public QQuickImageProvider {
public:
    explicit EvidenceProvider(const OutcomeViewModel& outcome) : QQuickImageProvider(Image), outcome_(outcome) {}

    QImage requestImage(const QString& id, QSize* size, const QSize&) override {
        const bool whole = id.section(u'/', 0, 0) == QLatin1String("picture");
        auto image = whole ? outcome_.picture() : outcome_.thumbnail(id.section(u'/', 1));
        if (size != nullptr) *size = image.size();
        return image;
    }

private:
    const OutcomeViewModel& outcome_;
};

} // namespace jixiao
