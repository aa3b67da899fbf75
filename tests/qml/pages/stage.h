#pragma once

#include "app/gui/application.h"

#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>

#include <memory>

namespace jixiao::pages {

/// Every Qt warning of this program; a page that warns is a page that fails.
void watchLog();
QString takeWarnings();

/// The real application on a data folder of its own, with its window.
class Stage {
public:
    Stage();

    bool isUp() const { return window_ != nullptr; }
    AppController& app() { return application_.controller(); }
    Services& services() { return application_.services(); }
    QQuickWindow& window() { return *window_; }

    /// Each returns once its work is done, false when it did not come to an end.
    bool start();
    bool importSample();
    bool unlock();
    bool open(const Id& form);
    /// Stores a form as an import would; null when it could not.
    Id store(const FormDocument& document);

    /// The first visible item whose QML type is `type` ("FormPage").
    QQuickItem* find(const QString& type) const;
    /// The visible item with the keyboard; its accessible name.
    QString focusName() const;
    void show(const QString& place);
    void resize(const QSize& size);
    void settle();
    /// What the window shows now.
    QImage look();

private:
    QTemporaryDir folder_;
    Application application_;
    QQuickWindow* window_ = nullptr;
};

} // namespace jixiao::pages
