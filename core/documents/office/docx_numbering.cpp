#include "core/documents/office/docx_numbering.h"

#include "core/documents/office/number_words.h"

#include <QXmlStreamReader>

namespace jixiao {

namespace {

constexpr int maxLevels = 9;
constexpr int maxStyleDepth = 20;

const QLatin1String val("val");

int number(const QXmlStreamReader& xml, QLatin1String name) { return xmlAttribute(xml, name).left(9).toInt(); }

} // namespace

DocxNumbering::Place readNumberingPlace(QXmlStreamReader& xml) {
    DocxNumbering::Place place;
    place.set = true;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"numId") place.list = number(xml, val);
        if (xml.name() == u"ilvl") place.level = qBound(0, number(xml, val), maxLevels - 1);
        xml.skipCurrentElement();
    }
    return place;
}

Result<DocxNumbering> DocxNumbering::read(OfficePackage& package) {
    DocxNumbering numbering;
    const auto relations = package.relationships(package.mainPart());
    if (!relations) return relations.error();
    for (const auto& relation : *relations) {
        const bool lists = relation.type == u"numbering";
        if ((!lists && relation.type != u"styles") || !package.contains(relation.target)) continue;
        const auto read = package.readXml(relation.target, [&](QXmlStreamReader& xml) -> Result<void> {
            if (!xml.readNextStartElement()) return {};
            lists ? numbering.readLists(xml) : numbering.readStyles(xml);
            return {};
        });
        if (!read) return read.error();
    }
    return numbering;
}

void DocxNumbering::readLists(QXmlStreamReader& xml) {
    while (xml.readNextStartElement()) {
        if (xml.name() == u"abstractNum")
            readAbstract(xml);
        else if (xml.name() == u"num")
            readList(xml);
        else
            xml.skipCurrentElement();
    }
}

void DocxNumbering::readAbstract(QXmlStreamReader& xml) {
    auto& levels = levels_[number(xml, QLatin1String("abstractNumId"))];
    while (xml.readNextStartElement()) {
        if (xml.name() == u"lvl")
            readLevel(xml, levels);
        else
            xml.skipCurrentElement();
    }
}

void DocxNumbering::readLevel(QXmlStreamReader& xml, QHash<int, Level>& levels) {
    Level level;
    const int index = qBound(0, number(xml, QLatin1String("ilvl")), maxLevels - 1);
    while (xml.readNextStartElement()) {
        if (xml.name() == u"start") level.start = number(xml, val);
        if (xml.name() == u"numFmt") level.format = xmlAttribute(xml, val);
        if (xml.name() == u"lvlText") level.text = xmlAttribute(xml, val).left(64);
        if (xml.name() == u"isLgl") level.plainDigits = xmlFlag(xml, val, true);
        xml.skipCurrentElement();
    }
    levels.insert(index, level);
}

void DocxNumbering::readList(QXmlStreamReader& xml) {
    List list;
    const int id = number(xml, QLatin1String("numId"));
    while (xml.readNextStartElement()) {
        if (xml.name() == u"abstractNumId") list.abstract = number(xml, val);
        if (xml.name() != u"lvlOverride") {
            xml.skipCurrentElement();
            continue;
        }
        const int level = number(xml, QLatin1String("ilvl"));
        while (xml.readNextStartElement()) {
            if (xml.name() == u"startOverride") list.restarts.insert(level, number(xml, val));
            xml.skipCurrentElement();
        }
    }
    lists_.insert(id, list);
}

void DocxNumbering::readStyles(QXmlStreamReader& xml) {
    while (xml.readNextStartElement()) {
        if (xml.name() != u"style") {
            xml.skipCurrentElement();
            continue;
        }
        Style style;
        const QString id = xmlAttribute(xml, QLatin1String("styleId"));
        while (xml.readNextStartElement()) {
            if (xml.name() == u"basedOn") style.parent = xmlAttribute(xml, val);
            if (xml.name() != u"pPr") {
                xml.skipCurrentElement();
                continue;
            }
            while (xml.readNextStartElement()) {
                if (xml.name() == u"numPr")
                    style.place = readNumberingPlace(xml);
                else
                    xml.skipCurrentElement();
            }
        }
        styles_.insert(id, style);
    }
}

DocxNumbering::Place DocxNumbering::placeOf(const QString& style) const {
    QString id = style;
    for (int depth = 0; depth < maxStyleDepth && styles_.contains(id); ++depth) {
        const Style found = styles_.value(id);
        if (found.place.set) return found.place;
        id = found.parent;
    }
    return {};
}

int DocxNumbering::count(int list, const Place& place) {
    const int abstract = lists_.value(list).abstract;
    auto& restarts = lists_[list].restarts;
    auto& counters = counters_[abstract];
    const int start = levels_.value(abstract).value(place.level).start;
    if (restarts.contains(place.level))
        counters[place.level] = restarts.take(place.level);
    else
        counters[place.level] = counters.contains(place.level) ? counters.value(place.level) + 1 : start;
    for (int deeper = place.level + 1; deeper < maxLevels; ++deeper)
        counters.remove(deeper);
    return counters.value(place.level);
}

QString DocxNumbering::next(const Place& own, const QString& style) {
    const Place place = own.set ? own : placeOf(style);
    if (place.list <= 0 || !lists_.contains(place.list)) return {};
    count(place.list, place);
    const int abstract = lists_.value(place.list).abstract;
    const auto levels = levels_.value(abstract);
    const Level level = levels.value(place.level);
    if (level.format == u"bullet" || level.format == u"none" || level.format.isEmpty()) return {};
    QString label = level.text;
    for (int i = 0; i < maxLevels; ++i) {
        const QString mark = QStringLiteral("%%1").arg(i + 1);
        if (!label.contains(mark)) continue;
        const Level shown = levels.value(i);
        const int value = counters_.value(abstract).value(i, shown.start);
        label.replace(mark, numberWord(value, level.plainDigits ? QStringLiteral("decimal") : shown.format));
    }
    return label;
}

} // namespace jixiao
