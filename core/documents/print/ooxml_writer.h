#pragma once

#include <QByteArray>
#include <QLatin1String>
#include <QList>
#include <QPair>
#include <QString>
#include <QXmlStreamWriter>

namespace jixiao {

/// Attributes of an element, in order.
using XmlAttributes = QList<QPair<QLatin1String, QString>>;

/// A text as XML can carry it: control characters other than tab and line feed become a space, as on paper, and halves
/// of characters the replacement character.
QString xmlText(const QString& text);

/// Writes one XML part of an Office document.
class OoxmlWriter {
public:
    OoxmlWriter();

    /// An element that is open as long as the returned object lives.
    class Element {
    public:
        explicit Element(QXmlStreamWriter& xml) : xml_(xml) {}
        ~Element() { xml_.writeEndElement(); }
        Element(const Element&) = delete;
        Element& operator=(const Element&) = delete;

    private:
        QXmlStreamWriter& xml_;
    };

    [[nodiscard]] Element open(QLatin1String name, const XmlAttributes& attributes = {});
    void empty(QLatin1String name, const XmlAttributes& attributes = {});
    /// An element with nothing but text.
    void text(QLatin1String name, const QString& text, const XmlAttributes& attributes = {});

    QByteArray finish();

private:
    void start(QLatin1String name, const XmlAttributes& attributes);

    QByteArray bytes_;
    QXmlStreamWriter xml_;
};

} // namespace jixiao
