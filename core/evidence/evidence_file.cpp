#include "core/evidence/evidence_file.h"

#include "core/evidence/content_kind.h"
#include "core/evidence/exif.h"
#include "core/evidence/picture.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 bytesPerMb = 1024 * 1024;

Error named(Error error, const QString& name) {
    error.args.insert(QStringLiteral("file"), name);
    return error;
}

Error tooLarge(qint64 limit) {
    return {ErrorCode::AttachmentTooLarge,
            QStringLiteral("more than %1 bytes").arg(limit),
            {{QStringLiteral("limit"), QStringLiteral("%1 MB").arg(limit / bytesPerMb)}}};
}

Result<QByteArray> hashOf(QIODevice& content) {
    if (!content.seek(0)) return Error{ErrorCode::FileUnreadable, content.errorString()};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 left = content.size();
    while (left > 0) {
        const auto piece = content.read(std::min(left, attachmentChunkBytes));
        if (piece.isEmpty()) return Error{ErrorCode::FileUnreadable, content.errorString()};
        hash.addData(piece);
        left -= piece.size();
    }
    return hash.result();
}

Result<void> lookAtPicture(QIODevice& content, const EvidenceKind& kind, const EvidenceRules& rules,
                           ExaminedFile& file) {
    if (!content.seek(0)) return Error{ErrorCode::FileUnreadable, content.errorString()};
    const auto bytes = content.read(kind.maxBytes);
    const auto picture = decodePicture(bytes, kind, rules.thumbnailPixels, rules);
    if (!picture) return picture.error();
    file.content.pixels = picture->pixels;
    file.content.thumbnail = encodeThumbnail(picture->image);
    const auto words = readExif(bytes);
    file.takenMs = words.takenMs;
    file.takenWith = words.camera;
    return {};
}

Result<ExaminedFile> examine(QIODevice& content, const EvidenceRules& rules) {
    ExaminedFile file;
    file.content.size = content.size();
    if (content.size() <= 0) return Error{ErrorCode::FileEmpty};
    if (content.size() > rules.limits.fileBytes) return tooLarge(rules.limits.fileBytes);
    const auto kind = kindOf(content, rules);
    if (!kind) return kind.error();
    if (*kind == nullptr)
        return Error{ErrorCode::AttachmentKindRefused, {}, {{QStringLiteral("kinds"), rules.labels()}}};
    if (content.size() > (*kind)->maxBytes) return tooLarge((*kind)->maxBytes);
    file.content.kind = (*kind)->id;
    if ((*kind)->reader == EvidenceKind::Reader::Picture)
        if (auto looked = lookAtPicture(content, **kind, rules, file); !looked) return looked.error();
    auto hash = hashOf(content);
    if (!hash) return hash.error();
    file.content.hash = *std::move(hash);
    return file;
}

} // namespace

Result<ExaminedFile> examineContent(QIODevice& content, const QString& name, const EvidenceRules& rules) {
    const auto plain = plainFileName(name);
    auto file = examine(content, rules);
    if (!file) return named(file.error(), plain);
    file->fileName = plain;
    return file;
}

Result<ExaminedFile> examineFile(const QString& path, const EvidenceRules& rules) {
    const QFileInfo info(path);
    const auto name = plainFileName(path);
    if (!info.exists()) return named({ErrorCode::FileNotFound, path}, name);
    QFile file(path);
    // A device or a pipe has no end.
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) return named({ErrorCode::FileUnreadable, path}, name);
    auto examined = examineContent(file, path, rules);
    if (examined && examined->takenMs == 0) examined->takenMs = info.lastModified().toMSecsSinceEpoch();
    return examined;
}

} // namespace jixiao
