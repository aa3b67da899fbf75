#pragma once

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QtEndian>

namespace jixiao::test {

/// A picture that tells left from right and top from bottom.
inline QImage picture(int width, int height) {
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QPainter painter(&image);
    painter.fillRect(0, 0, width / 2, height / 2, Qt::red);
    return image;
}

inline QByteArray encoded(const QImage& image, const char* format) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

inline void put16(QByteArray& bytes, quint16 value) {
    const auto big = qToBigEndian(value);
    bytes.append(reinterpret_cast<const char*>(&big), 2);
}
inline void put32(QByteArray& bytes, quint32 value) {
    const auto big = qToBigEndian(value);
    bytes.append(reinterpret_cast<const char*>(&big), 4);
}

/// What a camera writes about itself: make, model, time and which way it was held.
inline QByteArray exifOf(const QByteArray& make, const QByteArray& model, const QByteArray& taken,
                         quint16 orientation) {
    QByteArray tiff("MM\0\x2A", 4);
    put32(tiff, 8);
    const auto entry = [&](quint16 tag, quint16 type, quint32 count, quint32 value) {
        put16(tiff, tag);
        put16(tiff, type);
        put32(tiff, count);
        put32(tiff, value);
    };
    constexpr quint32 wordsAt = 8 + 2 + 4 * 12 + 4;
    const quint32 directoryAt = wordsAt + 200;
    put16(tiff, 4);
    entry(0x010F, 2, quint32(make.size()) + 1, wordsAt);
    entry(0x0110, 2, quint32(model.size()) + 1, wordsAt + 100);
    entry(0x0112, 3, 1, quint32(orientation) << 16);
    entry(0x8769, 4, 1, directoryAt);
    put32(tiff, 0);
    tiff += make.leftJustified(100, '\0', true) + model.leftJustified(100, '\0', true);
    put16(tiff, 1);
    entry(0x9003, 2, quint32(taken.size()) + 1, directoryAt + 2 + 12 + 4);
    put32(tiff, 0);
    tiff += taken + '\0';
    return tiff;
}

/// A JPEG with these words of its camera.
inline QByteArray withExif(const QByteArray& jpeg, const QByteArray& tiff) {
    QByteArray segment("\xFF\xE1", 2);
    put16(segment, quint16(2 + 6 + tiff.size()));
    segment += QByteArray("Exif\0\0", 6) + tiff;
    return jpeg.left(2) + segment + jpeg.mid(2);
}

/// A PNG whose head says it is this large, whatever follows.
inline QByteArray withSize(QByteArray png, quint32 width, quint32 height) {
    QByteArray size;
    put32(size, width);
    put32(size, height);
    png.replace(16, 8, size);
    quint32 sum = 0xFFFFFFFF;
    for (const char byte : png.mid(12, 17)) {
        sum ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
    }
    QByteArray check;
    put32(check, ~sum);
    return png.replace(29, 4, check);
}

} // namespace jixiao::test
