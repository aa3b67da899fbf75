#pragma once

#include "core/evidence/evidence_rules.h"

#include <QImage>

namespace jixiao {

/// A picture and how large it is in the file.
struct DecodedPicture {
    QImage image; ///< at most as large as was asked for, turned the way it was taken
    QSize pixels;
};

/// Decodes a picture of a known kind within the limits of the rules; never larger than `longestSide`. Error
/// AttachmentUnreadable (damaged, cut off, or more pixels than allowed). Any thread.
Result<DecodedPicture> decodePicture(const QByteArray& bytes, const EvidenceKind& kind, int longestSide,
                                     const EvidenceRules& rules);

/// A small JPEG, or PNG for what is partly transparent.
QByteArray encodeThumbnail(const QImage& image);

} // namespace jixiao
