#pragma once

#include <QQuickItem>
#include <QQuickWindow>
#include <QString>
#include <QStringList>

#include <functional>

namespace jixiao::flow {

/// Hands and eyes on the real window: finds items by their accessible names, taps, types and looks, as a person or a
/// screen reader would. Every wait has an end; nothing sleeps.
class Driver {
public:
    /// `window` must outlive the driver.
    explicit Driver(QQuickWindow& window);

    /// Each answers "" or what went wrong.
    QString tap(const QString& name);
    /// Replaces the text of a field the way an input method does.
    QString type(const QString& name, const QString& text);
    QString press(const QString& keys); ///< "Ctrl+1"
    QString expect(const QString& name, int timeoutMs = 30'000);
    QString expectGone(const QString& name, int timeoutMs = 30'000);
    /// The text in a field is `text`.
    QString expectText(const QString& name, const QString& text, int timeoutMs = 30'000);
    QString shot(const QString& file);
    QString resize(int width, int height);
    QStringList names() const;

private:
    QQuickItem* find(const QString& name, bool control) const;
    QQuickItem* await(const QString& name, bool control, int timeoutMs) const;
    void reveal(QQuickItem* item);

    QQuickWindow& window_;
    int frames_ = 0;
};

} // namespace jixiao::flow
