#include "core/evidence/exif.h"

#include <QDateTime>
#include <QtEndian>

#include <optional>

namespace jixiao {

namespace {

constexpr uchar marker = 0xFF;
constexpr uchar startOfScan = 0xDA;
constexpr uchar applicationData = 0xE1;

constexpr quint16 makeTag = 0x010F;
constexpr quint16 modelTag = 0x0110;
constexpr quint16 exifTag = 0x8769;
constexpr quint16 takenTag = 0x9003;
constexpr quint16 asciiType = 2;
constexpr int maxEntries = 200;
constexpr quint32 maxText = 100;

uchar byteAt(const QByteArray& bytes, qsizetype at) { return uchar(bytes.at(at)); }

/// Where the segment with this marker begins, behind its marker; -1 without one before the picture's data.
qsizetype findSegment(const QByteArray& jpeg, uchar wanted) {
    qsizetype at = 2;
    while (at + 4 <= jpeg.size() && byteAt(jpeg, at) == marker) {
        const auto kind = byteAt(jpeg, at + 1);
        if (kind == wanted) return at + 2;
        if (kind == startOfScan) return -1;
        at += 2 + qFromBigEndian<quint16>(jpeg.constData() + at + 2);
    }
    return -1;
}

/// The tags of a TIFF structure.
class TiffTags {
public:
    explicit TiffTags(const QByteArray& bytes) : bytes_(bytes), little_(bytes.startsWith("II")) {}

    quint32 firstDirectory() const { return number<quint32>(4).value_or(0); }

    QString text(quint32 directory, quint16 tag) const {
        const auto entry = find(directory, tag, asciiType);
        const auto count = entry ? number<quint32>(*entry + 4).value_or(0) : 0;
        if (count == 0 || count > maxText) return {};
        const auto start = count <= 4 ? std::optional(quint32(*entry + 8)) : number<quint32>(*entry + 8);
        if (!start || qsizetype(*start) + qsizetype(count) > bytes_.size()) return {};
        const auto raw = bytes_.mid(*start, count);
        return QString::fromUtf8(raw.left(qstrnlen(raw.constData(), count))).simplified();
    }
    quint32 offset(quint32 directory, quint16 tag) const {
        constexpr quint16 longType = 4;
        const auto entry = find(directory, tag, longType);
        return entry ? number<quint32>(*entry + 8).value_or(0) : 0;
    }

private:
    template <typename T>
    std::optional<T> number(qsizetype at) const {
        if (at < 0 || at + qsizetype(sizeof(T)) > bytes_.size()) return std::nullopt;
        const auto* data = bytes_.constData() + at;
        return little_ ? qFromLittleEndian<T>(data) : qFromBigEndian<T>(data);
    }
    std::optional<qsizetype> find(quint32 directory, quint16 tag, quint16 type) const {
        constexpr int entryBytes = 12;
        if (directory == 0) return std::nullopt;
        const int count = std::min<int>(number<quint16>(directory).value_or(0), maxEntries);
        for (int i = 0; i < count; ++i) {
            const auto at = qsizetype(directory) + 2 + qsizetype(i) * entryBytes;
            if (number<quint16>(at) == tag && number<quint16>(at + 2) == type) return at;
        }
        return std::nullopt;
    }

    QByteArray bytes_;
    bool little_;
};

} // namespace

ExifWords readExif(const QByteArray& jpeg) {
    const auto segment = findSegment(jpeg, applicationData);
    if (segment < 0) return {};
    const auto length = qFromBigEndian<quint16>(jpeg.constData() + segment);
    const auto body = jpeg.mid(segment + 2, length - 2);
    const QByteArray head("Exif\0\0", 6);
    if (!body.startsWith(head)) return {};
    const TiffTags tags(body.mid(head.size()));
    const auto first = tags.firstDirectory();
    ExifWords words;
    const auto make = tags.text(first, makeTag);
    const auto model = tags.text(first, modelTag);
    words.camera = model.startsWith(make, Qt::CaseInsensitive) ? model : QString(make + u' ' + model).trimmed();
    const auto taken =
        QDateTime::fromString(tags.text(tags.offset(first, exifTag), takenTag), QStringLiteral("yyyy:MM:dd HH:mm:ss"));
    if (taken.isValid()) words.takenMs = std::max<qint64>(0, taken.toMSecsSinceEpoch());
    return words;
}

bool isWholeJpeg(const QByteArray& jpeg) {
    const auto scan = findSegment(jpeg, startOfScan);
    return scan >= 0 && jpeg.indexOf(QByteArray("\xFF\xD9", 2), scan) >= 0;
}

} // namespace jixiao
