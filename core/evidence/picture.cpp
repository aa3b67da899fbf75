#include "core/evidence/picture.h"

#include "core/evidence/exif.h"

#include <QBuffer>
#include <QImageReader>

namespace jixiao {

namespace {

constexpr int jpegQuality = 82;

Error unreadable(const QString& why) { return {ErrorCode::AttachmentUnreadable, why}; }

} // namespace

Result<DecodedPicture> decodePicture(const QByteArray& bytes, const EvidenceKind& kind, int longestSide,
                                     const EvidenceRules& rules) {
    if (kind.decoder == "jpeg" && !isWholeJpeg(bytes)) return unreadable(QStringLiteral("cut off"));
    QImageReader::setAllocationLimit(rules.decodedMb);
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, kind.decoder);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const auto size = reader.size();
    if (size.isEmpty()) return unreadable(reader.errorString());
    if (qint64(size.width()) * size.height() > kind.maxPixels)
        return unreadable(QStringLiteral("%1 x %2 pixels").arg(size.width()).arg(size.height()));
    if (std::max(size.width(), size.height()) > longestSide)
        reader.setScaledSize(size.scaled(longestSide, longestSide, Qt::KeepAspectRatio).expandedTo({1, 1}));
    DecodedPicture picture{reader.read(), size};
    if (picture.image.isNull()) return unreadable(reader.errorString());
    if (reader.transformation() & QImageIOHandler::TransformationRotate90) picture.pixels.transpose();
    return picture;
}

QByteArray encodeThumbnail(const QImage& image) {
    const bool clear = image.hasAlphaChannel();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    // Without the words the original carries along.
    QImage plain = image.convertToFormat(clear ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    for (const auto& key : plain.textKeys())
        plain.setText(key, {});
    plain.save(&buffer, clear ? "PNG" : "JPEG", clear ? -1 : jpegQuality);
    return bytes;
}

} // namespace jixiao
