#include "core/documents/office/xlsx_book.h"

#include <QXmlStreamReader>

namespace jixiao {

namespace {

/// "_x000D_" stands for a character XML cannot hold.
QString unescaped(QString text) {
    for (qsizetype at = text.indexOf(u"_x"); at >= 0; at = text.indexOf(u"_x", at + 1)) {
        if (at + 7 > text.size() || text.at(at + 6) != u'_') continue;
        bool ok = false;
        const uint code = QStringView(text).sliced(at + 2, 4).toUInt(&ok, 16);
        if (ok) text.replace(at, 7, QChar(char16_t(code)));
    }
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    return text.replace(u'\r', u'\n');
}

class BookReader {
public:
    BookReader(OfficePackage& package, const ImportLimits& limits) : package_(package), limits_(limits) {}

    Result<XlsxBook> read() {
        const auto relations = package_.relationships(package_.mainPart());
        if (!relations) return relations.error();
        relations_ = *relations;
        auto done = package_.readXml(package_.mainPart(), [&](QXmlStreamReader& xml) { return readBook(xml); });
        for (const auto& relation : std::as_const(relations_)) {
            if (!done) return done.error();
            if (!package_.contains(relation.target)) continue;
            if (relation.type == u"sharedStrings")
                done = package_.readXml(relation.target, [&](QXmlStreamReader& xml) { return readStrings(xml); });
            if (relation.type == u"styles")
                done = package_.readXml(relation.target, [&](QXmlStreamReader& xml) { return readStyles(xml); });
        }
        if (!done) return done.error();
        return std::move(book_);
    }

private:
    Result<void> readBook(QXmlStreamReader& xml) {
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            if (xml.name() == u"workbookPr") book_.since1904 = xmlFlag(xml, QLatin1String("date1904"), false);
            if (xml.name() == u"sheet") addSheet(xml);
        }
        return {};
    }

    void addSheet(const QXmlStreamReader& xml) {
        const auto relation = relations_.value(xmlAttribute(xml, QLatin1String("id")));
        if (relation.type != u"worksheet") return;
        const QString state = xmlAttribute(xml, QLatin1String("state"));
        book_.sheets.append({xmlAttribute(xml, QLatin1String("name")), relation.target, state.contains(u"idden")});
    }

    Result<void> readStrings(QXmlStreamReader& xml) {
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"si") continue;
            book_.strings.append(readXlsxString(xml));
            if (book_.strings.size() > limits_.maxCells)
                return Error{ErrorCode::FileTooLarge, QStringLiteral("more than %1 strings").arg(limits_.maxCells)};
        }
        return {};
    }

    Result<void> readStyles(QXmlStreamReader& xml) {
        QHash<int, NumberStyle> own;
        QList<bool> borders;
        bool inCells = false;
        bool inBorders = false;
        while (!xml.atEnd()) {
            const auto token = xml.readNext();
            if (xml.name() == u"cellXfs" && token != QXmlStreamReader::Characters)
                inCells = token == QXmlStreamReader::StartElement;
            if (xml.name() == u"borders" && token != QXmlStreamReader::Characters)
                inBorders = token == QXmlStreamReader::StartElement;
            if (token != QXmlStreamReader::StartElement) continue;
            const int id = xmlAttribute(xml, QLatin1String("numFmtId")).left(9).toInt();
            if (xml.name() == u"numFmt")
                own.insert(id, NumberStyle::ofCode(xmlAttribute(xml, QLatin1String("formatCode"))));
            if (inBorders) readBorder(xml, borders);
            if (xml.name() != u"xf" || !inCells) continue;
            book_.styles.append(own.contains(id) ? own.value(id) : NumberStyle::ofBuiltIn(id));
            book_.bordered.append(borders.value(xmlAttribute(xml, QLatin1String("borderId")).left(9).toInt()));
        }
        return {};
    }

    /// A border, or one of its sides.
    static void readBorder(const QXmlStreamReader& xml, QList<bool>& borders) {
        if (xml.name() == u"border") return borders.append(false);
        if (borders.isEmpty() ||
            (xml.name() != u"left" && xml.name() != u"right" && xml.name() != u"top" && xml.name() != u"bottom"))
            return;
        const QString style = xmlAttribute(xml, QLatin1String("style"));
        if (!style.isEmpty() && style != u"none") borders.last() = true;
    }

    OfficePackage& package_;
    const ImportLimits& limits_;
    QHash<QString, OfficePackage::Relationship> relations_;
    XlsxBook book_;
};

} // namespace

QString readXlsxString(QXmlStreamReader& xml) {
    QString text;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"t") {
            text += xml.readElementText(QXmlStreamReader::SkipChildElements);
        } else if (xml.name() == u"r") {
            while (xml.readNextStartElement()) {
                if (xml.name() == u"t")
                    text += xml.readElementText(QXmlStreamReader::SkipChildElements);
                else
                    xml.skipCurrentElement();
            }
        } else {
            xml.skipCurrentElement();
        }
    }
    return unescaped(text);
}

Result<XlsxBook> XlsxBook::read(OfficePackage& package, const ImportLimits& limits) {
    return BookReader(package, limits).read();
}

} // namespace jixiao
