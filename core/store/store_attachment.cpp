// The part of Store that keeps evidence and its contents.
#include "core/store/attachment_table.h"
#include "core/store/file_copy.h"
#include "core/store/record_editor.h"
#include "core/store/store.h"

#include <QFileInfo>
#include <QIODevice>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 bytesPerMb = 1024 * 1024;

Error overLimit(ErrorCode code, const EvidenceEdit& edit, qint64 limit) {
    return {code,
            QStringLiteral("%1 bytes").arg(edit.content.size),
            {{QStringLiteral("file"), edit.evidence.fileName},
             {QStringLiteral("limit"), QStringLiteral("%1 MB").arg(limit / bytesPerMb)}}};
}

QList<Evidence> evidenceOf(Database& database, const Id& declaration) {
    QList<Evidence> list;
    const auto records = RecordTable(database).children(declaration, RecordType::evidence);
    for (const auto& record : records)
        if (auto evidence = Evidence::fromRecord(record)) list.append(*std::move(evidence));
    std::sort(list.begin(), list.end(),
              [](const Evidence& a, const Evidence& b) { return a.atMs != b.atMs ? a.atMs < b.atMs : a.id < b.id; });
    return list;
}

/// What the record will say, with what is certain instead of what was asked for.
Evidence completed(const EvidenceEdit& edit, qint64 nowMs) {
    auto evidence = edit.evidence;
    evidence.hash = edit.content.hash;
    evidence.size = edit.content.size;
    evidence.kind = edit.content.kind;
    evidence.fileName = plainFileName(evidence.fileName);
    evidence.personId = edit.actor.personId;
    evidence.personName = edit.actor.name;
    evidence.deviceId = edit.actor.deviceId;
    evidence.atMs = nowMs;
    return evidence;
}

Result<void> checkRoom(AttachmentTable& table, const EvidenceEdit& edit) {
    const auto size = edit.content.size;
    if (size <= 0 || size > edit.limits.fileBytes)
        return overLimit(ErrorCode::AttachmentTooLarge, edit, edit.limits.fileBytes);
    if (!table.contains(edit.content.hash) && table.totalBytes() > edit.limits.totalBytes - size)
        return overLimit(ErrorCode::AttachmentsFull, edit, edit.limits.totalBytes);
    return {};
}

} // namespace

Result<Id> Store::addEvidence(const EvidenceEdit& edit, QIODevice& content) {
    if (!content.seek(0)) return Error{ErrorCode::FileUnreadable, content.errorString()};
    // The content stands in the log first and is moved into the file afterwards.
    const auto folder = QFileInfo(database_->options().file).path();
    if (auto room = checkFreeSpace(folder, 2 * edit.content.size); !room) return room.error();
    Transaction transaction(*database_);
    if (auto allowed = checkReportable(*database_, edit.declaration, edit.actor); !allowed)
        return transaction.fail(allowed.error());
    AttachmentTable table(*database_);
    if (auto room = checkRoom(table, edit); !room) return transaction.fail(room.error());
    const auto nowMs = clock_.nowMs();
    if (auto stored = table.put(edit.content, content, nowMs); !stored) return transaction.fail(stored.error());

    auto evidence = completed(edit, nowMs);
    const auto present = evidenceOf(*database_, edit.declaration);
    const auto same = std::find_if(present.cbegin(), present.cend(), [&](const Evidence& other) {
        return other.hash == evidence.hash && other.about == evidence.about && other.period == evidence.period;
    });
    evidence.id = same == present.cend() ? ids_.next() : same->id;
    if (same == present.cend()) {
        const JournalHead head{edit.actor, edit.declaration, edit.label, JournalKind::report, nowMs};
        RecordEditor editor(*database_, ids_, head);
        const auto form = editor.records.head(edit.declaration).value_or(Record{});
        RecordEdit made{evidence.id, evidence.values(), true};
        made.type = RecordType::evidence;
        made.unit = form.unit;
        made.parent = edit.declaration;
        if (auto done = editor.apply(made); !done) return transaction.fail(done.error());
        editor.records.touch(edit.declaration, nowMs);
    }
    if (auto done = transaction.commit(); !done) return done.error();
    return evidence.id;
}

Result<QList<Evidence>> Store::evidence(const Id& declaration) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto found = evidenceOf(*database_, declaration);
    if (auto done = transaction.commit(); !done) return done.error();
    return found;
}

Result<QList<AttachmentInfo>> Store::attachments() const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto found = AttachmentTable(*database_).all();
    if (auto done = transaction.commit(); !done) return done.error();
    return found;
}

Result<bool> Store::hasAttachment(const QByteArray& hash) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    const bool found = AttachmentTable(*database_).contains(hash);
    if (auto done = transaction.commit(); !done) return done.error();
    return found;
}

Result<void> Store::readAttachment(const QByteArray& hash, const AttachmentSink& sink) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    if (auto done = AttachmentTable(*database_).read(hash, sink); !done) return transaction.fail(done.error());
    return transaction.commit();
}

Result<QByteArray> Store::attachmentChunk(const QByteArray& hash, int number) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto found = AttachmentTable(*database_).chunk(hash, number);
    if (!found) return transaction.fail(found.error());
    if (auto done = transaction.commit(); !done) return done.error();
    return found;
}

Result<QByteArray> Store::attachmentThumbnail(const QByteArray& hash) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto found = AttachmentTable(*database_).thumbnail(hash);
    if (auto done = transaction.commit(); !done) return done.error();
    return found;
}

Result<qint64> Store::cleanUpAttachments() {
    Transaction transaction(*database_);
    const auto freed = AttachmentTable(*database_).removeUnnamed();
    if (auto done = transaction.commit(); !done) return done.error();
    return freed;
}

/// Each content in a transaction of its own: one that cannot be read does not hide the others.
void Store::addAttachmentProblems(StoreCheck& check) const {
    const auto contents = attachments();
    if (!contents) {
        check.problems.append(contents.error().detail);
        return;
    }
    check.attachments = contents->size();
    for (const auto& content : *contents) {
        check.attachmentBytes += content.size;
        Transaction transaction(*database_, Transaction::Kind::Read);
        check.problems += AttachmentTable(*database_).problemsOf(content.hash);
    }
    Transaction transaction(*database_, Transaction::Kind::Read);
    check.problems += AttachmentTable(*database_).findStrays();
}

} // namespace jixiao
