#include "tests/flow/driver.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeySequence>
#include <QTest>

#include <algorithm>
#include <utility>

namespace jixiao::flow {

namespace {

constexpr int actionTimeoutMs = 30'000;

QString nameOf(QQuickItem* item) {
    auto* accessible = QAccessible::queryAccessibleInterface(item);
    return accessible != nullptr ? accessible->text(QAccessible::Name) : QString();
}

/// Visits visible items, those on top first.
QQuickItem* search(QQuickItem* item, const std::function<bool(QQuickItem*)>& accepts) {
    if (!item->isVisible() || item->opacity() == 0) return nullptr;
    auto children = item->childItems();
    std::stable_sort(children.begin(), children.end(), [](QQuickItem* a, QQuickItem* b) { return a->z() > b->z(); });
    for (auto it = children.begin(); it != children.end(); ++it)
        if (auto* found = search(*it, accepts)) return found;
    return accepts(item) ? item : nullptr;
}

/// An exact name, or the start of one when the wanted name ends with "…".
bool matches(const QString& name, const QString& wanted) {
    if (name.isEmpty()) return false;
    return wanted.endsWith(u'…') ? name.startsWith(wanted.chopped(1)) : name == wanted;
}

/// Something a person can act on, not words that happen to say the same.
bool isControl(QQuickItem* item) {
    auto* accessible = QAccessible::queryAccessibleInterface(item);
    if (accessible == nullptr || !item->isEnabled()) return false;
    switch (accessible->role()) {
    case QAccessible::StaticText:
    case QAccessible::Heading:
    case QAccessible::Pane:
    case QAccessible::Grouping:
    case QAccessible::Graphic:
    case QAccessible::NoRole:
        return false;
    default:
        return true;
    }
}

} // namespace

Driver::Driver(QQuickWindow& window) : window_(window) {
    QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [this] { ++frames_; });
}

QQuickItem* Driver::find(const QString& name, bool control) const {
    return search(window_.contentItem(),
                  [&](QQuickItem* item) { return matches(nameOf(item), name) && (!control || isControl(item)); });
}

QQuickItem* Driver::await(const QString& name, bool control, int timeoutMs) const {
    QQuickItem* found = nullptr;
    const bool appeared = QTest::qWaitFor([&] { return (found = find(name, control)) != nullptr; }, timeoutMs);
    return appeared ? found : nullptr;
}

/// Scrolls every view around the item until its middle is inside.
void Driver::reveal(QQuickItem* item) {
    for (auto* view = item->parentItem(); view != nullptr; view = view->parentItem()) {
        if (!view->inherits("QQuickFlickable")) continue;
        const auto middle = item->mapToItem(view, QPointF(item->width() / 2, item->height() / 2));
        const auto shift = [&](const char* position, const char* content, qreal at, qreal size) {
            if (at > 24 && at < size - 24) return;
            const auto now = view->property(position).toReal();
            const auto end = std::max(qreal(0), view->property(content).toReal() - size);
            view->setProperty(position, std::clamp(now + at - size / 2, qreal(0), end));
        };
        shift("contentY", "contentHeight", middle.y(), view->height());
        shift("contentX", "contentWidth", middle.x(), view->width());
    }
}

QString Driver::tap(const QString& name) {
    QPoint middle;
    QPoint before(-1, -1);
    int seenAt = 0;
    const QRect screen(QPoint(), window_.size());
    // The item may move, or be made anew, while the page is laid out: wait until two frames show it in one place.
    const bool still = QTest::qWaitFor(
        [&] {
            window_.update();
            auto* item = find(name, true);
            if (item == nullptr) return false;
            reveal(item);
            middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
            if (std::exchange(before, middle) != middle) seenAt = frames_;
            return frames_ >= seenAt + 2 && screen.contains(middle);
        },
        actionTimeoutMs);
    if (!still) return QStringLiteral("no control called “%1” stands still on the screen").arg(name);
    QTest::mouseClick(&window_, Qt::LeftButton, {}, middle);
    QCoreApplication::processEvents();
    return {};
}

QString Driver::type(const QString& name, const QString& text) {
    if (const auto problem = tap(name); !problem.isEmpty()) return problem;
    auto* focus = qobject_cast<QQuickItem*>(QGuiApplication::focusObject());
    if (focus == nullptr) return QStringLiteral("“%1” took no focus").arg(name);
    QTest::keyClick(&window_, Qt::Key_A, Qt::ControlModifier);
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(focus, &event);
    return {};
}

QString Driver::press(const QString& keys) {
    const auto sequence = QKeySequence::fromString(keys);
    if (sequence.isEmpty()) return QStringLiteral("unknown key “%1”").arg(keys);
    QTest::keyClick(&window_, sequence[0].key(), sequence[0].keyboardModifiers());
    return {};
}

QString Driver::expect(const QString& name, int timeoutMs) {
    return await(name, false, timeoutMs) != nullptr ? QString() : QStringLiteral("“%1” did not appear").arg(name);
}

QString Driver::expectGone(const QString& name, int timeoutMs) {
    const bool gone = QTest::qWaitFor([&] { return find(name, false) == nullptr; }, timeoutMs);
    return gone ? QString() : QStringLiteral("“%1” stayed").arg(name);
}

QString Driver::expectText(const QString& name, const QString& text, int timeoutMs) {
    QString seen;
    const bool equal = QTest::qWaitFor(
        [&] {
            auto* item = find(name, false);
            seen = item != nullptr ? item->property("text").toString() : QString();
            return item != nullptr && seen == text;
        },
        timeoutMs);
    return equal ? QString() : QStringLiteral("“%1” holds “%2” instead of “%3”").arg(name, seen, text);
}

QString Driver::shot(const QString& file) {
    // A page settles over a few frames (layouts, colours that fade): the picture is taken once two frames agree.
    QImage picture;
    int takenAt = frames_;
    const bool settled = QTest::qWaitFor(
        [&] {
            window_.update();
            if (frames_ < takenAt + 2) return false;
            takenAt = frames_;
            auto next = window_.grabWindow();
            return std::exchange(picture, next) == next;
        },
        actionTimeoutMs);
    if (!settled) return QStringLiteral("the page does not come to rest");
    return picture.save(file) ? QString() : QStringLiteral("could not save %1").arg(file);
}

QString Driver::resize(int width, int height) {
    window_.resize(width, height);
    QCoreApplication::processEvents();
    return {};
}

QStringList Driver::names() const {
    QStringList names;
    search(window_.contentItem(), [&](QQuickItem* item) {
        const auto name = nameOf(item);
        if (!name.isEmpty()) names += item->isEnabled() ? name : name + QStringLiteral(" (off)");
        return false;
    });
    return names;
}

} // namespace jixiao::flow
