#pragma once

#include "core/base/result.h"
#include "core/documents/office/zip_archive.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>

class QXmlStreamReader;

namespace jixiao {

/// A text or spreadsheet document of an office program (OOXML): parts in a zip file, tied together by relationships.
class OfficePackage {
public:
    enum class Kind { Document, Workbook };
    struct Relationship {
        QString type;   ///< the last word of its address: "worksheet", "comments"
        QString target; ///< name of a part
    };

    /// Errors: those of ZipArchive, FileBinary (a zip of something else), DocumentHasMacros, DocumentDamaged.
    static Result<OfficePackage> open(const QByteArray& bytes, const ArchiveLimits& limits = {});

    Kind kind() const { return kind_; }
    const QString& mainPart() const { return mainPart_; }
    bool contains(const QString& part) const { return zip_.contains(part); }

    /// By id; empty when the part has none. Parts outside the package are left out. Errors: as readXml(), and
    /// DocumentUnsafe for a target that leaves the package.
    Result<QHash<QString, Relationship>> relationships(const QString& part);
    /// Calls `read` with a parser at the beginning of the part. Errors: those of ZipArchive::read() and guardXml(),
    /// what `read` returns, DocumentDamaged for malformed XML.
    Result<void> readXml(const QString& part, const std::function<Result<void>(QXmlStreamReader&)>& read);

private:
    explicit OfficePackage(ZipArchive zip) : zip_(std::move(zip)) {}
    Result<void> findMainPart();
    Result<void> readContentTypes();

    ZipArchive zip_;
    Kind kind_ = Kind::Document;
    QString mainPart_;
    QHash<QString, QString> contentTypes_; ///< by part name in lower case
};

/// An attribute by its plain name, of whatever namespace.
QString xmlAttribute(const QXmlStreamReader& xml, QLatin1String name);
/// "1", "true", "on": how OOXML says yes; `missing` when the attribute is not there.
bool xmlFlag(const QXmlStreamReader& xml, QLatin1String name, bool missing);

} // namespace jixiao
