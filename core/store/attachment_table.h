#pragma once

#include "core/store/attachment.h"
#include "core/store/database.h"

#include <QList>
#include <QStringList>

#include <optional>

class QIODevice;

namespace jixiao {

/// Contents in the database: each once, by its hash, in chunks that are verified before they are handed out. Every call
/// belongs inside a Transaction, which carries the failures of the database; reading and writing never hold more than a
/// few megabytes.
class AttachmentTable {
public:
    explicit AttachmentTable(Database& database) : database_(database) {}

    bool contains(const QByteArray& hash);
    QList<AttachmentInfo> all(); ///< oldest first
    qint64 totalBytes();
    QByteArray thumbnail(const QByteArray& hash); ///< empty without

    /// Stores the content unless it is there already; one that is there but damaged is replaced. Errors: FileUnreadable
    /// (the source is not what was looked at, or cannot be read).
    Result<void> put(const AttachmentContent& content, QIODevice& source, qint64 nowMs);
    /// Errors: AttachmentMissing, AttachmentDamaged (args: chunk), those of `sink`.
    Result<void> read(const QByteArray& hash, const AttachmentSink& sink);
    /// One chunk, counted from 0. Errors: AttachmentMissing, AttachmentDamaged.
    Result<QByteArray> chunk(const QByteArray& hash, int number);

    /// Removes what no evidence, removed or not, and no entry of the journal names. Returns the bytes removed.
    qint64 removeUnnamed();
    /// One line for each chunk of a content that is missing, altered or too many; or for the whole, when it is not what
    /// its name says. Reads everything.
    QStringList problemsOf(const QByteArray& hash);
    /// One line for each chunk of no content, and each content that was put down as evidence here and is gone.
    QStringList findStrays();

private:
    struct Row;
    std::optional<Row> row(const QByteArray& hash);
    Result<QByteArray> chunk(const Row& row, int number);
    Result<void> read(const Row& row, const AttachmentSink& sink);
    Result<void> write(qint64 id, const AttachmentContent& content, QIODevice& source);

    Database& database_;
};

} // namespace jixiao
