#pragma once

#include <QObject>
#include <QPointer>
#include <QQuickItem>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// Joins a text item (`target`, a TextInput or TextEdit) to a model value without either overwriting the other:
/// - every change on the screen, unfinished input-method text included, goes out once as edited();
/// - the end of an edit (focus lost, Enter; Ctrl+Enter in several lines) goes out as committed(), and unfinished
///   input-method text becomes real text first;
/// - a value that only echoes what was typed, even late, leaves the text and the cursor alone; any other value is
/// shown,
///   unless the person is in the middle of composing a character;
/// - Ctrl+Z and Ctrl+Y are left to the page, whose undo covers the whole form.
class TextBridge : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickItem* target READ target WRITE setTarget NOTIFY targetChanged FINAL)
    Q_PROPERTY(QString value READ value WRITE setValue NOTIFY valueChanged FINAL)

public:
    using QObject::QObject;

    QQuickItem* target() const { return m_target; }
    void setTarget(QQuickItem* target);
    QString value() const { return m_value; }
    void setValue(const QString& value);

    /// Ends the edit now; the page calls it before it saves, sends or leaves. Emits committed() when something changed.
    Q_INVOKABLE void commit();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void edited(const QString& text);
    void committed(const QString& text);
    void targetChanged();
    void valueChanged();

private Q_SLOTS:
    void takeChange();
    void takeEnter();
    void takeFocus(bool focused);

private:
    QString shown() const;
    QString preedit() const;
    void show(const QString& text);
    void finishComposition();
    bool deliverComposition(QObject& target, QEvent& event);

    QPointer<QQuickItem> m_target;
    QString m_value;
    QString m_last;
    QStringList m_unechoed;
    bool m_quiet = false;
    bool m_dirty = false;
};

} // namespace jixiao
