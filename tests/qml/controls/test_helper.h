#pragma once

#include <QColor>
#include <QObject>
#include <QQuickItem>
#include <QStringList>

namespace jixiao {

/// What QML tests cannot do by themselves: speak to an editor as an input method does, read the log, measure colours.
/// QML tests reach it as `import Jixiao.Test`, TestHelper.
class TestHelper : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Collects every warning from now on.
    static void watchLog();

    /// The warnings since the last call, one a line.
    Q_INVOKABLE static QString takeWarnings();
    /// Shows unfinished text in the item, as while typing pinyin.
    Q_INVOKABLE static void compose(QQuickItem* item, const QString& preedit);
    /// Ends the composition with this text.
    Q_INVOKABLE static void finish(QQuickItem* item, const QString& text);
    /// WCAG contrast ratio, 1 to 21.
    Q_INVOKABLE static qreal contrast(const QColor& a, const QColor& b);
    /// Words under the item whose text does not fit and that nobody chose to shorten.
    Q_INVOKABLE static QStringList clippedTexts(QQuickItem* root);
    Q_INVOKABLE static QString clipboard();
};

} // namespace jixiao
