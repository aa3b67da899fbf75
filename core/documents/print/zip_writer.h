#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace jixiao {

/// Name and content of the files of an archive, in order.
using ZipParts = QList<QPair<QString, QByteArray>>;

/// A zip archive of the parts; equal parts give equal bytes, since every part bears the same date. Errors: Internal.
Result<QByteArray> zipOf(const ZipParts& parts);

/// Whether the bytes are an archive whose parts are all well-formed XML to their end.
bool isWholeArchive(const QByteArray& bytes);

} // namespace jixiao
