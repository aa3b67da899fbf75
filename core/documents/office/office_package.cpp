#include "core/documents/office/office_package.h"

#include "core/documents/office/xml_guard.h"

#include <QBuffer>
#include <QXmlStreamReader>

namespace jixiao {

namespace {

Error damaged(const QString& detail) { return {ErrorCode::DocumentDamaged, detail}; }

/// Every kind of macro a package may carry; a binary workbook only sounds like one.
bool isMacroType(const QString& type) {
    if (type.contains(u"sheet.binary", Qt::CaseInsensitive)) return false;
    for (const auto mark : {u"vbaProject", u"macroEnabled", u"macrosheet"})
        if (type.contains(QStringView(mark), Qt::CaseInsensitive)) return true;
    return false;
}

QString lastWord(const QString& address) { return address.mid(address.lastIndexOf(u'/') + 1); }

/// "word/document.xml" → "word/_rels/document.xml.rels"; "" is the package itself.
QString relationshipsPart(const QString& part) {
    const auto slash = part.lastIndexOf(u'/') + 1;
    return part.left(slash) + QStringLiteral("_rels/") + part.mid(slash) + QStringLiteral(".rels");
}

/// The part a target names, seen from `source`; empty when it leaves the package.
QString resolved(const QString& source, const QString& target) {
    QStringList path;
    if (!target.startsWith(u'/')) path = source.left(source.lastIndexOf(u'/') + 1).split(u'/', Qt::SkipEmptyParts);
    for (const QString& step : target.split(u'/', Qt::SkipEmptyParts)) {
        if (step == u".") continue;
        if (step != u"..")
            path.append(step);
        else if (path.isEmpty())
            return {};
        else
            path.removeLast();
    }
    return path.join(u'/');
}

} // namespace

Result<OfficePackage> OfficePackage::open(const QByteArray& bytes, const ArchiveLimits& limits) {
    auto zip = ZipArchive::open(bytes, limits);
    if (!zip) return zip.error();
    for (const QString& name : zip->names())
        if (name.endsWith(QLatin1String("vbaProject.bin"), Qt::CaseInsensitive))
            return Error{ErrorCode::DocumentHasMacros, name};
    OfficePackage package(std::move(*zip));
    if (const auto types = package.readContentTypes(); !types) return types.error();
    if (const auto found = package.findMainPart(); !found) return found.error();
    return package;
}

Result<void> OfficePackage::readContentTypes() {
    const QString part = QStringLiteral("[Content_Types].xml");
    if (!zip_.contains(part)) return Error{ErrorCode::FileBinary, QStringLiteral("a zip file of another kind")};
    return readXml(part, [&](QXmlStreamReader& xml) -> Result<void> {
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            const QString name = xmlAttribute(xml, QLatin1String("PartName"));
            const QString type = xmlAttribute(xml, QLatin1String("ContentType"));
            if (isMacroType(type)) return Error{ErrorCode::DocumentHasMacros, type.left(120)};
            if (xml.name() == u"Override")
                contentTypes_.insert(name.mid(name.startsWith(u'/') ? 1 : 0).toLower(), type);
        }
        return {};
    });
}

Result<void> OfficePackage::findMainPart() {
    const auto relations = relationships(QString());
    if (!relations) return relations.error();
    for (const auto& relation : *relations)
        if (relation.type == u"officeDocument") mainPart_ = relation.target;
    if (mainPart_.isEmpty() || !zip_.contains(mainPart_)) return damaged(QStringLiteral("no main part"));
    const QString type = contentTypes_.value(mainPart_.toLower());
    if (type.contains(u"wordprocessingml"))
        kind_ = Kind::Document;
    else if (type.contains(u"spreadsheetml"))
        kind_ = Kind::Workbook;
    else
        return Error{ErrorCode::FileBinary, type.left(120)};
    return {};
}

Result<QHash<QString, OfficePackage::Relationship>> OfficePackage::relationships(const QString& part) {
    QHash<QString, Relationship> found;
    const QString name = relationshipsPart(part);
    if (!zip_.contains(name)) return found;
    const auto read = readXml(name, [&](QXmlStreamReader& xml) -> Result<void> {
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"Relationship") continue;
            if (xmlAttribute(xml, QLatin1String("TargetMode")) == u"External") continue;
            const QString target = resolved(part, xmlAttribute(xml, QLatin1String("Target")));
            if (target.isEmpty()) return Error{ErrorCode::DocumentUnsafe, QStringLiteral("target outside the package")};
            found.insert(xmlAttribute(xml, QLatin1String("Id")),
                         {lastWord(xmlAttribute(xml, QLatin1String("Type"))), target});
        }
        return {};
    });
    if (!read) return read.error();
    return found;
}

Result<void> OfficePackage::readXml(const QString& part, const std::function<Result<void>(QXmlStreamReader&)>& read) {
    auto bytes = zip_.read(part);
    if (!bytes) return bytes.error();
    if (auto guarded = guardXml(*bytes); !guarded)
        return Error{guarded.error().code, part + QStringLiteral(": ") + guarded.error().detail};
    QBuffer buffer(&*bytes); // read in small steps: decoded at once it would take twice the room again
    buffer.open(QIODevice::ReadOnly);
    QXmlStreamReader xml(&buffer);
    if (auto done = read(xml); !done) return done;
    if (xml.hasError())
        return damaged(QStringLiteral("%1, line %2: %3").arg(part).arg(xml.lineNumber()).arg(xml.errorString()));
    return {};
}

QString xmlAttribute(const QXmlStreamReader& xml, QLatin1String name) {
    const auto attributes = xml.attributes();
    for (const auto& attribute : attributes)
        if (attribute.name() == name) return attribute.value().toString();
    return {};
}

bool xmlFlag(const QXmlStreamReader& xml, QLatin1String name, bool missing) {
    const QString value = xmlAttribute(xml, name);
    if (value.isEmpty()) return missing;
    return value == u"1" || value == u"true" || value == u"on";
}

} // namespace jixiao
