#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>

struct zip;

namespace jixiao {

/// What an archive may hold and inflate to before it is refused.
struct ArchiveLimits {
    int maxEntries = 10'000;
    qint64 maxEntryBytes = 128 * 1024 * 1024;
    qint64 maxTotalBytes = 256 * 1024 * 1024; ///< of all entries that are read
    qint64 maxRatio = 250;                    ///< inflated to packed, for entries beyond ratioFreeBytes
    qint64 ratioFreeBytes = 1024 * 1024;
};

/// A zip file in memory, read only, that trusts nothing its directory says. Only what is asked for is inflated.
class ZipArchive {
public:
    /// Errors: FileTruncated (no directory at the end), DocumentDamaged, DocumentProtected (an encrypted entry),
    /// DocumentUnsafe (too many entries, names that leave the archive or occur twice, an entry declared to be a bomb).
    static Result<ZipArchive> open(const QByteArray& bytes, const ArchiveLimits& limits = {});

    /// Names as stored, without folders.
    QStringList names() const;
    /// Names are compared without case, as office packages ask.
    bool contains(const QString& name) const { return entries_.contains(name.toLower()); }
    /// The inflated entry, its checksum verified. Errors: DocumentDamaged (missing or broken), DocumentUnsafe (inflates
    /// out of proportion), FileTooLarge (beyond the limits).
    Result<QByteArray> read(const QString& name);

private:
    struct Closer {
        void operator()(zip* archive) const;
    };
    struct Entry {
        QString name;
        quint64 index = 0;
        qint64 packedBytes = 0;
    };

    ZipArchive(const QByteArray& bytes, const ArchiveLimits& limits) : bytes_(bytes), limits_(limits) {}
    Result<void> openZip();
    Result<void> readDirectory();
    Result<void> addEntry(quint64 index);
    Result<void> checkSize(const Entry& entry, qint64 bytes) const;

    QByteArray bytes_; ///< what zip_ reads from, so it comes first
    ArchiveLimits limits_;
    std::unique_ptr<zip, Closer> zip_;
    QHash<QString, Entry> entries_; ///< by name in lower case
    qint64 inflated_ = 0;
};

} // namespace jixiao
