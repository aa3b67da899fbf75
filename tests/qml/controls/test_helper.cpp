#include "test_helper.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QInputMethodEvent>

#include <cmath>

namespace jixiao {
namespace {

QStringList& warnings() {
    static QStringList list;
    return list;
}

QtMessageHandler& previous() {
    static QtMessageHandler handler = nullptr;
    return handler;
}

void keepWarnings(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    if (type != QtDebugMsg && type != QtInfoMsg) warnings().append(text);
    if (previous()) previous()(type, context, text);
}

qreal channel(qreal value) { return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

qreal luminance(const QColor& color) {
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

bool tooNarrow(const QQuickItem& item) {
    constexpr qreal slack = 1.5;
    const auto elided = item.property("elide").toInt() != Qt::ElideNone;
    return !elided && item.property("contentWidth").toReal() > item.width() + slack;
}

} // namespace

void TestHelper::watchLog() { previous() = qInstallMessageHandler(keepWarnings); }

QString TestHelper::takeWarnings() {
    const auto text = warnings().join(QLatin1Char('\n'));
    warnings().clear();
    return text;
}

void TestHelper::compose(QQuickItem* item, const QString& preedit) {
    QInputMethodEvent event(preedit, {});
    QCoreApplication::sendEvent(item, &event);
}

void TestHelper::finish(QQuickItem* item, const QString& text) {
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(item, &event);
}

qreal TestHelper::contrast(const QColor& a, const QColor& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

QStringList TestHelper::clippedTexts(QQuickItem* root) {
    QStringList found;
    const auto items = root->childItems();
    for (auto* item : items) {
        if (!item->isVisible()) continue;
        const bool isText = item->inherits("QQuickText");
        if (isText && tooNarrow(*item)) found.append(item->property("text").toString());
        found.append(clippedTexts(item));
    }
    return found;
}

QString TestHelper::clipboard() { return QGuiApplication::clipboard()->text(); }

} // namespace jixiao
