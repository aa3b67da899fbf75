#pragma once

#include "sync/package/envelope.h"

namespace jixiao::package {

/// What a transfer slip (交接单) says about one file beyond what stands in it.
struct SlipEntry {
    Envelope envelope;
    qsizetype fileBytes = 0;
    QString sender;   ///< in words; empty: its id
    QString receiver; ///< likewise
};

/// A PDF with one page for each file: what it is, from whom, for whom, its number and hash, a code to compare them by
/// machine, and two lines to sign. Needs a QGuiApplication. Errors: DiskFull, DiskWriteFailed, InvalidInput (no file).
Result<void> writeSlip(const QList<SlipEntry>& entries, const QString& path);

/// What the code on the slip says: "jixiao:package?n=3&p=1&of=1&c=12&h=<SHA-256>&s=<sender>&r=<receiver>".
QString slipCode(const Envelope& envelope);
/// Eight groups of the hash, as they stand on the slip.
QString hashGroups(const QByteArray& hash);

} // namespace jixiao::package
