#include "core/documents/print/ooxml_writer.h"

namespace jixiao {

QString xmlText(const QString& text) {
    QString clean = text;
    for (qsizetype i = 0; i < clean.size(); ++i) {
        const QChar c = clean.at(i);
        if (c.isHighSurrogate() && i + 1 < clean.size() && clean.at(i + 1).isLowSurrogate())
            ++i;
        else if (c.isSurrogate() || c.unicode() >= 0xFFFE)
            clean[i] = QChar::ReplacementCharacter;
        else if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            clean[i] = u' ';
    }
    return clean;
}

OoxmlWriter::OoxmlWriter() : xml_(&bytes_) { xml_.writeStartDocument(QStringLiteral("1.0"), true); }

void OoxmlWriter::start(QLatin1String name, const XmlAttributes& attributes) {
    xml_.writeStartElement(name);
    for (const auto& [key, value] : attributes)
        xml_.writeAttribute(key, value);
}

OoxmlWriter::Element OoxmlWriter::open(QLatin1String name, const XmlAttributes& attributes) {
    start(name, attributes);
    return Element(xml_);
}

void OoxmlWriter::empty(QLatin1String name, const XmlAttributes& attributes) {
    xml_.writeEmptyElement(name);
    for (const auto& [key, value] : attributes)
        xml_.writeAttribute(key, value);
}

void OoxmlWriter::text(QLatin1String name, const QString& text, const XmlAttributes& attributes) {
    start(name, attributes);
    xml_.writeCharacters(text);
    xml_.writeEndElement();
}

QByteArray OoxmlWriter::finish() {
    xml_.writeEndDocument();
    return bytes_;
}

} // namespace jixiao
