#include "core/store/attachment_table.h"

#include <QCryptographicHash>
#include <QIODevice>

namespace jixiao {

namespace {

/// After so many chunks, pages that were written or read leave the memory.
constexpr int chunksPerRest = 32;

QByteArray digestOf(const QByteArray& bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

Error damaged(const QByteArray& hash, int number) {
    return {ErrorCode::AttachmentDamaged,
            QStringLiteral("%1: chunk %2").arg(contentName(hash)).arg(number),
            {{QStringLiteral("chunk"), QString::number(number)}}};
}

Error changedMeanwhile() { return {ErrorCode::FileUnreadable, QStringLiteral("the file changed while it was read")}; }

/// The next full piece; shorter only at the end.
QByteArray nextPiece(QIODevice& source) {
    QByteArray piece;
    while (piece.size() < attachmentChunkBytes) {
        const auto bytes = source.read(attachmentChunkBytes - piece.size());
        if (bytes.isEmpty()) break;
        piece += bytes;
    }
    return piece;
}

} // namespace

struct AttachmentTable::Row {
    qint64 id = 0;
    QByteArray hash;
    qint64 size = 0;

    int chunks() const { return attachmentChunks(size); }
    qint64 lengthOf(int number) const { return std::min(attachmentChunkBytes, size - number * attachmentChunkBytes); }
};

std::optional<AttachmentTable::Row> AttachmentTable::row(const QByteArray& hash) {
    auto found = database_.query("SELECT id, size FROM attachment WHERE hash = ?1", hash);
    if (!found.next()) return std::nullopt;
    return Row{found.integer(0), hash, found.integer(1)};
}

QList<AttachmentInfo> AttachmentTable::all() {
    QList<AttachmentInfo> list;
    auto rows = database_.query("SELECT a.hash, a.size, a.kind, a.width, a.height, a.added_ms, coalesce(u.uses, 0)"
                                " FROM attachment a LEFT JOIN (SELECT f.value AS name, count(*) AS uses FROM record r"
                                " JOIN record_field f ON f.record = r.id AND f.name = 'contentHash'"
                                " WHERE r.type = 'evidence' AND r.deleted = 0 GROUP BY f.value) u"
                                " ON u.name = 'sha256:' || lower(hex(a.hash)) ORDER BY a.id");
    while (rows.next())
        list.append({rows.blob(0), rows.integer(1), rows.text(2), QSize(int(rows.integer(3)), int(rows.integer(4))),
                     rows.integer(5), int(rows.integer(6))});
    return list;
}

bool AttachmentTable::contains(const QByteArray& hash) { return row(hash).has_value(); }

qint64 AttachmentTable::totalBytes() {
    return database_.number("SELECT coalesce(sum(size), 0) FROM attachment").value_or(0);
}

QByteArray AttachmentTable::thumbnail(const QByteArray& hash) {
    auto found = database_.query("SELECT thumbnail FROM attachment WHERE hash = ?1", hash);
    return found.next() ? found.blob(0) : QByteArray();
}

Result<void> AttachmentTable::put(const AttachmentContent& content, QIODevice& source, qint64 nowMs) {
    if (const auto known = row(content.hash)) {
        if (read(*known, [](const QByteArray&) { return Result<void>(); })) return {};
        database_.run("DELETE FROM attachment WHERE id = ?1", known->id);
    }
    database_.run("INSERT INTO attachment(hash, size, kind, width, height, added_ms, thumbnail)"
                  " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                  content.hash, content.size, content.kind, std::max(0, content.pixels.width()),
                  std::max(0, content.pixels.height()), nowMs,
                  content.thumbnail.isNull() ? QByteArray("") : content.thumbnail);
    const auto id = database_.lastInsertId();
    // Chunks of a content that is gone may have had this number.
    database_.run("DELETE FROM attachment_chunk WHERE attachment = ?1", id);
    return write(id, content, source);
}

Result<void> AttachmentTable::write(qint64 id, const AttachmentContent& content, QIODevice& source) {
    QCryptographicHash whole(QCryptographicHash::Sha256);
    qint64 written = 0;
    for (int number = 0; written < content.size; ++number) {
        const auto piece = nextPiece(source);
        if (piece.isEmpty() || piece.size() > content.size - written) return changedMeanwhile();
        whole.addData(piece);
        if (!database_.run("INSERT INTO attachment_chunk(attachment, number, digest, bytes) VALUES(?1, ?2, ?3, ?4)", id,
                           number, digestOf(piece), piece))
            return database_.lastError();
        written += piece.size();
        if (number % chunksPerRest == chunksPerRest - 1) database_.writeOut();
    }
    if (whole.result() != content.hash || !source.atEnd()) return changedMeanwhile();
    return {};
}

Result<QByteArray> AttachmentTable::chunk(const Row& row, int number) {
    auto found = database_.query("SELECT digest, bytes FROM attachment_chunk WHERE attachment = ?1 AND number = ?2",
                                 row.id, number);
    if (!found.next()) {
        if (auto status = found.status(); !status) return status.error();
        return damaged(row.hash, number);
    }
    auto bytes = found.blob(1);
    if (bytes.size() != row.lengthOf(number) || found.blob(0) != digestOf(bytes)) return damaged(row.hash, number);
    return bytes;
}

Result<QByteArray> AttachmentTable::chunk(const QByteArray& hash, int number) {
    const auto found = row(hash);
    if (!found) return Error{ErrorCode::AttachmentMissing, contentName(hash)};
    if (number < 0 || number >= found->chunks()) return Error{ErrorCode::InvalidInput, QString::number(number)};
    return chunk(*found, number);
}

Result<void> AttachmentTable::read(const Row& row, const AttachmentSink& sink) {
    QCryptographicHash whole(QCryptographicHash::Sha256);
    const int count = row.chunks();
    for (int number = 0; number < count; ++number) {
        const auto piece = chunk(row, number);
        if (!piece) return piece.error();
        whole.addData(*piece);
        if (auto taken = sink(*piece); !taken) return taken;
        if (number % chunksPerRest == chunksPerRest - 1) database_.releaseMemory();
    }
    if (whole.result() != row.hash) return damaged(row.hash, count);
    return {};
}

Result<void> AttachmentTable::read(const QByteArray& hash, const AttachmentSink& sink) {
    const auto found = row(hash);
    if (!found) return Error{ErrorCode::AttachmentMissing, contentName(hash)};
    return read(*found, sink);
}

qint64 AttachmentTable::removeUnnamed() {
    const qint64 before = totalBytes();
    database_.run("DELETE FROM attachment WHERE 'sha256:' || lower(hex(hash)) NOT IN ("
                  "SELECT f.value FROM record r JOIN record_field f ON f.record = r.id AND f.name = 'contentHash'"
                  " WHERE r.type = 'evidence'"
                  " UNION SELECT f.remote_value FROM record r JOIN record_field f ON f.record = r.id"
                  " AND f.name = 'contentHash' WHERE r.type = 'evidence' AND f.remote_value IS NOT NULL"
                  " UNION SELECT c.theirs FROM conflict c WHERE c.field = 'contentHash'"
                  " UNION SELECT j.old_value FROM record r JOIN journal j ON j.record = r.id"
                  " AND j.field = 'contentHash' WHERE r.type = 'evidence'"
                  " UNION SELECT j.new_value FROM record r JOIN journal j ON j.record = r.id"
                  " AND j.field = 'contentHash' WHERE r.type = 'evidence')");
    return before - totalBytes();
}

QStringList AttachmentTable::problemsOf(const QByteArray& hash) {
    const auto content = row(hash);
    if (!content) return {};
    QStringList problems;
    const auto report = [&](qint64 number, const char* what) {
        problems.append(
            QStringLiteral("attachment %1: chunk %2 %3").arg(contentName(hash)).arg(number).arg(QLatin1String(what)));
    };
    QCryptographicHash whole(QCryptographicHash::Sha256);
    qint64 expected = 0;
    auto rows = database_.query("SELECT number, digest, bytes FROM attachment_chunk WHERE attachment = ?1"
                                " ORDER BY number",
                                content->id);
    while (rows.next()) {
        const auto number = rows.integer(0);
        for (; expected < std::min<qint64>(number, content->chunks()); ++expected)
            report(expected, "is missing");
        const auto bytes = rows.blob(2);
        if (number < 0 || number >= content->chunks())
            report(number, "does not belong there");
        else if (bytes.size() != content->lengthOf(int(number)) || rows.blob(1) != digestOf(bytes))
            report(number, "was altered");
        whole.addData(bytes);
        expected = std::max(expected, number + 1);
        if (number % chunksPerRest == chunksPerRest - 1) database_.releaseMemory();
    }
    if (auto status = rows.status(); !status)
        problems.append(QStringLiteral("attachment %1: %2").arg(contentName(hash), status.error().detail));
    for (; expected < content->chunks(); ++expected)
        report(expected, "is missing");
    if (problems.isEmpty() && whole.result() != hash)
        problems.append(QStringLiteral("attachment %1: the content is another one").arg(contentName(hash)));
    return problems;
}

QStringList AttachmentTable::findStrays() {
    QStringList problems;
    auto chunks = database_.query("SELECT attachment, number FROM attachment_chunk WHERE attachment NOT IN"
                                  " (SELECT id FROM attachment)");
    while (chunks.next())
        problems.append(
            QStringLiteral("attachment %1: chunk %2 has no content").arg(chunks.integer(0)).arg(chunks.integer(1)));
    // What others put down is named by its record alone until the content has been fetched.
    auto lost = database_.query("SELECT r.id, f.value FROM record r JOIN record_field f ON f.record = r.id"
                                " AND f.name = 'contentHash' WHERE r.type = 'evidence'"
                                " AND f.value NOT IN (SELECT 'sha256:' || lower(hex(hash)) FROM attachment)"
                                " AND EXISTS(SELECT 1 FROM journal j JOIN journal_group g ON g.id = j.group_id"
                                " WHERE j.record = r.id AND j.field = '' AND j.op = 'create' AND g.kind = 'report')");
    while (lost.next())
        problems.append(
            QStringLiteral("attachment %1: missing, named by evidence %2").arg(lost.text(1), lost.id(0).toString()));
    return problems;
}

} // namespace jixiao
