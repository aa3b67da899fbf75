#include "qml/Fields/text_bridge.h"

#include <QGuiApplication>
#include <QInputMethod>
#include <QKeyEvent>
#include <QScopedValueRollback>

namespace jixiao {
namespace {

constexpr qsizetype mostUnechoed = 64;

bool isUndoOrRedo(const QKeyEvent& key) { return key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo); }

bool isEnterInLongText(const QObject& target, const QKeyEvent& key) {
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    return enter && key.modifiers().testFlag(Qt::ControlModifier) &&
           target.metaObject()->indexOfSignal("accepted()") < 0;
}

} // namespace

void TextBridge::setTarget(QQuickItem* target) {
    if (m_target == target) return;
    if (m_target) {
        m_target->removeEventFilter(this);
        m_target->disconnect(this);
    }
    m_target = target;
    if (target) {
        target->installEventFilter(this);
        connect(target, SIGNAL(textChanged()), this, SLOT(takeChange()));
        connect(target, SIGNAL(preeditTextChanged()), this, SLOT(takeChange()));
        connect(target, &QQuickItem::activeFocusChanged, this, &TextBridge::takeFocus);
        if (target->metaObject()->indexOfSignal("accepted()") >= 0)
            connect(target, SIGNAL(accepted()), this, SLOT(takeEnter()));
        show(m_value);
    }
    Q_EMIT targetChanged();
}

void TextBridge::setValue(const QString& value) {
    if (m_value == value) return;
    m_value = value;
    if (m_target) {
        const auto echo = m_target->hasActiveFocus() ? m_unechoed.indexOf(value) : -1;
        if (echo >= 0) {
            m_unechoed.remove(0, echo + 1);
        } else if (preedit().isEmpty()) {
            m_unechoed.clear();
            show(value);
        }
    }
    Q_EMIT valueChanged();
}

void TextBridge::commit() {
    if (!m_target) return;
    finishComposition();
    if (m_dirty) takeEnter();
}

bool TextBridge::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_target && event->type() == QEvent::InputMethod) return deliverComposition(*watched, *event);
    const bool keyboard = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_target || !keyboard) return QObject::eventFilter(watched, event);
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (isUndoOrRedo(key)) {
        m_unechoed.clear();
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::KeyPress && isEnterInLongText(*watched, key)) {
        takeEnter();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

// A text item reports the end of a composition in several steps that do not fit together; only the outcome counts.
bool TextBridge::deliverComposition(QObject& target, QEvent& event) {
    {
        const QScopedValueRollback quiet(m_quiet, true);
        target.event(&event);
    }
    takeChange();
    return true;
}

void TextBridge::takeChange() {
    if (m_quiet) return;
    const auto now = shown();
    if (now == m_last) return;
    m_last = now;
    m_dirty = true;
    m_unechoed.append(now);
    if (m_unechoed.size() > mostUnechoed) m_unechoed.removeFirst();
    Q_EMIT edited(now);
}

void TextBridge::takeEnter() {
    m_dirty = false;
    Q_EMIT committed(m_last);
}

void TextBridge::takeFocus(bool focused) {
    if (!focused) commit();
}

QString TextBridge::shown() const {
    auto text = m_target->property("text").toString();
    return text.insert(m_target->property("cursorPosition").toInt(), preedit());
}

QString TextBridge::preedit() const { return m_target->property("preeditText").toString(); }

void TextBridge::show(const QString& text) {
    const QScopedValueRollback quiet(m_quiet, true);
    const auto before = m_target->property("text").toString();
    const int cursor = m_target->property("cursorPosition").toInt();
    if (before != text || !preedit().isEmpty()) {
        m_target->setProperty("text", text);
        const bool atEnd = cursor >= before.size();
        m_target->setProperty("cursorPosition", atEnd ? text.size() : qMin<qsizetype>(cursor, text.size()));
    }
    m_last = text;
}

void TextBridge::finishComposition() {
    if (preedit().isEmpty()) return;
    QGuiApplication::inputMethod()->commit();
    if (!preedit().isEmpty()) show(m_last);
}

} // namespace jixiao
