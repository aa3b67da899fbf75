#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace jixiao {

struct DecodedText {
    QString text;
    bool endsInsideCharacter = false; ///< the bytes stop in the middle of a character; the rest of it is left out
};

/// As decodeText() of importer.h, and tolerates a file cut in the middle of its last character. Errors: FileBinary,
/// FileEncoding.
Result<DecodedText> decodeCutText(const QByteArray& input);

} // namespace jixiao
