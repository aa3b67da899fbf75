#pragma once

#include <QByteArray>
#include <QString>

namespace jixiao {

/// What a camera wrote into a JPEG about itself. Blank where it wrote nothing that can be read.
struct ExifWords {
    QString camera;     ///< make and model
    qint64 takenMs = 0; ///< UTC ms, the camera's clock read as local time; 0 = not known
};

/// Trusts nothing: offsets, counts and texts are bounded, entries that do not fit are passed over.
ExifWords readExif(const QByteArray& jpeg);

/// Whether the picture's data end as they should; a JPEG that was cut off still decodes, in grey from there on.
bool isWholeJpeg(const QByteArray& jpeg);

} // namespace jixiao
