#include "core/documents/importer.h"

#include "core/base/json.h"
#include "core/documents/form_matcher.h"
#include "core/documents/interchange.h"
#include "core/documents/office/docx_reader.h"
#include "core/documents/office/office_package.h"
#include "core/documents/office/xlsx_reader.h"
#include "core/documents/text_tables.h"

#include <QFile>
#include <QFileInfo>

namespace jixiao {

namespace {

Result<ImportResult> importText(const QByteArray& bytes, const FormCatalogue& catalogue, const ImportLimits& limits) {
    const auto text = decodeCutText(bytes);
    if (!text) return text.error();
    if (text->text.trimmed().isEmpty()) return Error{ErrorCode::FileEmpty, {}};
    const auto source = readTextTables(*text, limits);
    if (!source) return source.error();
    auto result = matchForms(*source, catalogue, limits);
    if (result) result->kind = QStringLiteral("text");
    return result;
}

Result<ImportResult> importJson(const QByteArray& bytes, const FormCatalogue& catalogue, const ImportLimits& limits) {
    const auto object = parseJsonObject(bytes, JsonLimits{limits.maxBytes, 16});
    if (!object) return object.error();
    auto result = fromInterchange(*object, catalogue);
    if (!result) return result;
    if (result->documents.isEmpty()) return Error{ErrorCode::FormNotRecognised, QStringLiteral("no documents")};
    if (result->documents.size() > limits.maxDocuments)
        return Error{ErrorCode::FileTooLarge, QStringLiteral("documents")};
    result->kind = QStringLiteral("json");
    return result;
}

Result<ImportResult> importOffice(const QByteArray& bytes, const FormCatalogue& catalogue, const ImportLimits& limits) {
    auto package = OfficePackage::open(bytes);
    if (!package) return package.error();
    const bool isText = package->kind() == OfficePackage::Kind::Document;
    const auto source = isText ? readDocx(*package, limits) : readXlsx(*package, limits);
    if (!source) return source.error();
    auto result = matchForms(*source, catalogue, limits);
    if (result) result->kind = isText ? QStringLiteral("docx") : QStringLiteral("xlsx");
    return result;
}

/// Office files before 2007, and the container office programs put around a file with a password.
bool isOldContainer(const QByteArray& bytes) { return bytes.startsWith("\xD0\xCF\x11\xE0"); }

Error oldContainerError(const QByteArray& bytes) {
    const auto name = QStringView(u"EncryptedPackage");
    const bool locked = bytes.contains(QByteArrayView(reinterpret_cast<const char*>(name.utf16()), 2 * name.size()));
    return {locked ? ErrorCode::DocumentProtected : ErrorCode::DocumentOldFormat, QStringLiteral("compound file")};
}

/// What the message tells: which file, and what is allowed.
Error withArgs(Error error, const QString& fileName, const ImportLimits& limits) {
    error.args.insert(QStringLiteral("file"), fileName);
    error.args.insert(QStringLiteral("limit"), QStringLiteral("%1 MB、%2 张表或 %3 行")
                                                   .arg(limits.maxBytes / (1024 * 1024))
                                                   .arg(limits.maxDocuments)
                                                   .arg(limits.maxRows));
    return error;
}

bool isJson(const QByteArray& bytes, const QString& fileName) {
    const QByteArray head = bytes.left(64).trimmed();
    if (head.startsWith("{\\rtf")) return false;
    return fileName.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) || head.startsWith('{') ||
           head.startsWith("\xEF\xBB\xBF{");
}

} // namespace

Result<ImportResult> Importer::importFile(const QString& path) const {
    const QFileInfo info(path);
    const QMap<QString, QString> args{{QStringLiteral("file"), info.fileName()}};
    if (!info.exists()) return Error{ErrorCode::FileNotFound, path, args};
    if (!info.isFile()) return Error{ErrorCode::FileUnreadable, QStringLiteral("not a file"), args};
    if (info.size() > limits_.maxBytes)
        return withArgs({ErrorCode::FileTooLarge, QString::number(info.size())}, info.fileName(), limits_);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return Error{ErrorCode::FileUnreadable, file.errorString(), args};
    const QByteArray bytes = file.read(limits_.maxBytes + 1);
    if (file.error() != QFileDevice::NoError) return Error{ErrorCode::FileUnreadable, file.errorString(), args};
    return importBytes(bytes, info.fileName());
}

Result<ImportResult> Importer::importBytes(const QByteArray& bytes, const QString& fileName) const {
    const auto read = [&]() -> Result<ImportResult> {
        if (bytes.isEmpty()) return Error{ErrorCode::FileEmpty, {}};
        if (bytes.size() > limits_.maxBytes) return Error{ErrorCode::FileTooLarge, QString::number(bytes.size())};
        if (bytes.startsWith("PK\x03\x04") || bytes.startsWith("PK\x05\x06"))
            return importOffice(bytes, catalogue_, limits_);
        if (isOldContainer(bytes)) return oldContainerError(bytes);
        return isJson(bytes, fileName) ? importJson(bytes, catalogue_, limits_)
                                       : importText(bytes, catalogue_, limits_);
    };
    auto result = read();
    if (result) {
        result->file = fileName;
        return result;
    }
    return withArgs(result.error(), fileName, limits_);
}

} // namespace jixiao
