#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/record.h"
#include "core/domain/role.h"
#include "core/store/attachment.h"
#include "core/store/audit.h"
#include "core/store/history.h"
#include "core/store/outbox.h"
#include "core/store/search_hit.h"
#include "core/vault/vault.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

class QIODevice;

namespace jixiao {

class Database;
struct StoreSnapshot;

/// A change to one record. For a new record `create` is set and type, unit and parent are required.
struct RecordEdit {
    Id record;
    QMap<QString, QString> values; ///< fields to set, raw
    bool create = false;
    bool remove = false;
    QString type = {};
    Id unit = {};
    Id parent = {};
    bool restore = false; ///< brings back a removed record, then sets `values`
};

/// Edits that belong together: saved in one transaction, undone in one step.
struct EditBatch {
    Actor actor;
    Id scope;      ///< the declaration whose undo stack and history this joins
    QString label; ///< what the undo command says: "修改 预算数"
    QList<RecordEdit> edits;
    QString reason = {}; ///< required by the caller's policy after the first submit
};

struct UndoState {
    bool canUndo = false;
    bool canRedo = false;
    QString undoLabel;
    QString redoLabel;
};

/// What the last review of a form found; -1 = not reviewed yet.
struct ReviewCounts {
    int errors = -1;
    int warnings = -1;
    QString rules = {}; ///< version of the rules; blank for counts from before versions were kept

    friend bool operator==(const ReviewCounts&, const ReviewCounts&) = default;
};

/// What is known of a form without opening it: one row of the project list.
struct FormSummary {
    Id id;
    QString form;
    int fiscalYear = 0;
    QString title;
    QString projectName;
    QString projectCode;
    QString budgetTotal;
    QString moneyUnit;
    Id unit;
    FormState state = FormState::Draft; ///< including a decision still in the outbox
    FormStatus status = FormStatus::Draft;
    int round = 1;
    int unsent = 0; ///< outbox rows of this form
    QString note;   ///< return opinion, refusal reason or conflict hint, if any
    qint64 changedMs = 0;
    ReviewCounts review;
};

/// A field two people changed: both values, for a person to decide. The field "deleted" stands for the record itself:
/// "1" on the side that removed it, "0" on the side that changed it.
struct Conflict {
    Id record;
    QString recordType;
    Id scope;
    QString field;
    QString mine;
    QString theirs;
    qint64 theirsRevision = 0;
    QString theirsBy;
    qint64 theirsAtMs = 0;
};

struct StoreCheck {
    bool intact = true; ///< no problems and an unbroken audit chain
    QStringList problems;
    AuditReport audit;
    qint64 records = 0;
    qint64 journalRows = 0;
    qint64 outboxRows = 0;
    qint64 attachments = 0;
    qint64 attachmentBytes = 0;
    int schemaVersion = 0;
};

/// The encrypted local store: the single source of truth. One thread owns it (see StoreThread). Every edit is record +
/// journal + outbox in one transaction; a call returns ok only after COMMIT with synchronous=FULL.
class Store {
public:
    /// Makes a new store file. Error: StoreExists.
    static Result<std::unique_ptr<Store>> create(const QString& folder, const StoreKey& key, const Clock& clock,
                                                 IdSource& ids);
    /// Opens and migrates, after a backup of the file as it was; a store from before the audit chain is chained.
    /// Errors: StoreMissing, StoreDamaged (the file is left untouched), StoreNewer, StoreNotEncrypted, StoreBusy
    /// (another process has it open).
    static Result<std::unique_ptr<Store>> open(const QString& folder, const StoreKey& key, const Clock& clock,
                                               IdSource& ids);
    ~Store();

    // Settings and identity of this device: small named texts.
    Result<QString> meta(const QString& key) const; ///< "" when absent
    Result<void> setMeta(const QString& key, const QString& value);

    // Reading
    Result<std::optional<Record>> record(const Id& id) const;
    Result<QList<Record>> recordsOfType(const QString& type) const;                   ///< not deleted
    Result<QList<Record>> children(const Id& parent, const QString& type = {}) const; ///< not deleted, by ordinal, id
    /// The declaration, its project, and its children: everything a form consists of.
    Result<QList<Record>> formRecords(const Id& declaration) const;
    Result<QList<FormSummary>> formSummaries() const; ///< newest change first
    Result<FormSummary> formSummary(const Id& declaration) const;
    /// Where all words of `text` (between white space) stand in one record: any part of a name, goal, indicator,
    /// opinion or code (search_fields.cpp); width, case and white space make no difference. Names first, then contents,
    /// then opinions; the newest first within each. A project stands for each of its forms. `per` Form: only the first
    /// hit of each form. At most `limit` hits, and at most 1,000. Any text is a text to look for, there is no syntax.
    /// Only the first 65,536 characters of a field are searched. Error: InvalidInput (more than 10,000 characters).
    Result<QList<SearchHit>> search(const QString& text, int limit, HitPer per = HitPer::Record) const;
    Result<void> setReviewCounts(const Id& declaration, const ReviewCounts& counts);

    // Editing
    /// A batch of nothing but reports and evidence on its scope is no part of the form's undo, and allowed where the
    /// workflow lets this actor report. Errors: FormLocked (the form's state does not let this actor change it),
    /// RecordNotFound, InvalidInput, DiskFull, DiskWriteFailed. After an error nothing has changed.
    Result<void> apply(const EditBatch& batch);
    /// Takes back the newest edit of the scope, except values someone else has changed since; never the creation of
    /// the scope itself. Itself journalled and sent. Errors: NothingToUndo, FormLocked.
    Result<void> undo(const Id& scope, const Actor& actor);
    Result<void> redo(const Id& scope, const Actor& actor);
    Result<UndoState> undoState(const Id& scope) const;

    // History. Each call reads what it returns, however long the history is; a limit of -1 is none.
    /// Newest first; `beforeSeq` is the last entry already known, 0 to begin.
    Result<QList<JournalEntry>> history(const Id& scope, int limit, qint64 beforeSeq = 0) const;
    /// The steps of a form, newest first; `beforeGroup` is the last one already known, 0 to begin.
    Result<QList<HistoryGroup>> timeline(const Id& scope, int limit, qint64 beforeGroup = 0) const;
    /// What one step changed, in order; `afterSeq` is the last entry already known.
    Result<QList<JournalEntry>> groupEntries(qint64 group, int limit, qint64 afterSeq = 0) const;
    /// Every change of one field, newest first. The oldest entry's old value is what the record was made with.
    Result<QList<JournalEntry>> fieldHistory(const Id& record, const QString& field, int limit,
                                             qint64 beforeSeq = 0) const;
    /// The form's content as it stood after a step: declaration, project, rows by ordinal, without what was deleted
    /// then. Records that came from the server before the form's first step here count as always there. Error
    /// RecordNotFound: no such form, or the step is not of this form.
    Result<QList<Record>> formVersion(const Id& declaration, qint64 version) const;
    Result<QList<FieldDifference>> compareVersions(const Id& declaration, qint64 before, qint64 after) const;
    /// Submissions and other decisions, newest first, with the versions they were made on.
    Result<QList<DecisionVersion>> decisionVersions(const Id& declaration) const;
    /// Gives one field, or the whole content, its value of an earlier version: an edit like any other, undone in one
    /// step. Returns how many fields and records changed; 0: nothing, no step. Errors: FormLocked, RecordNotFound (no
    /// such version; a field whose record is not there both then and now), InvalidInput (a field of the server's).
    Result<int> restoreField(const RestoreRequest& request, const Id& record, const QString& field);
    Result<int> restoreVersion(const RestoreRequest& request);

    // Evidence: records that name contents; the contents are encrypted with the store, each once, and never in the
    // outbox
    /// Puts a file down as evidence: record, content, journal and outbox in one transaction. `content` is read from its
    /// beginning. The same content at the same place changes nothing. Returns the record. It is no part of the form's
    /// undo: removing is undone by restoring (RecordEdit). Errors: those of apply(), AttachmentTooLarge,
    /// AttachmentsFull, FileUnreadable (not what was looked at, or it cannot be read).
    Result<Id> addEvidence(const EvidenceEdit& edit, QIODevice& content);
    Result<QList<Evidence>> evidence(const Id& declaration) const; ///< not removed; by time, id
    Result<QList<AttachmentInfo>> attachments() const;             ///< all contents, oldest first
    Result<bool> hasAttachment(const QByteArray& hash) const;
    /// The whole content in pieces, verified; what `sink` got before an error is of no use. Errors: AttachmentMissing
    /// (not on this device), AttachmentDamaged (args: chunk), those of `sink`.
    Result<void> readAttachment(const QByteArray& hash, const AttachmentSink& sink) const;
    /// Piece `number` (from 0) of attachmentChunkBytes, verified. Errors: as above, InvalidInput (no such piece).
    Result<QByteArray> attachmentChunk(const QByteArray& hash, int number) const;
    Result<QByteArray> attachmentThumbnail(const QByteArray& hash) const; ///< JPEG or PNG; empty without
    /// Removes contents that no evidence, removed or not, and no entry of the journal names. Returns their bytes.
    Result<qint64> cleanUpAttachments();

    /// Stores a decision (a transition record with its fields, plus its opinion records) and queues it behind the
    /// form's unsent edits. The declaration's own state changes when the server has executed it. `transition` needs its
    /// declaration as parent, action and toState; opinions name it in their field "transition". A refused earlier
    /// decision of the form is dropped. Errors: InvalidInput, RecordNotFound.
    Result<void> queueCommand(const Actor& actor, const Record& transition, const QList<Record>& opinions);
    /// Takes back the newest command that the server cannot have executed, with its opinions. Error: TransitionRefused
    /// when there is none or it has been sent.
    Result<void> cancelCommand(const Id& declaration);

    // Outbox, for the sync engine
    /// Freezes and marks in flight up to `limit` due mutations, in order. A mutation once frozen keeps its id and
    /// content until it has a verdict.
    Result<QList<OutboundMutation>> takeOutbound(int limit, qint64 nowMs);
    Result<void> applyVerdicts(const QList<MutationVerdict>& verdicts, qint64 nowMs);
    /// The request failed as a whole: everything in flight waits until `retryAtMs`.
    Result<void> releaseInFlight(const QString& why, qint64 retryAtMs);
    Result<QList<OutboxItem>> outbox() const;
    Result<OutboxLoad> outboxLoad() const; ///< without reading it all
    /// Makes every waiting, exported and refused row due.
    Result<void> retryNow();
    /// Freezes everything that may go into a package now, in order: what is waiting, whatever its next attempt, and
    /// once more what was exported before. How it stands does not change.
    Result<QList<OutboundMutation>> takeForExport();
    /// These stand in a package now and wait for its receipt; a network does not send them until retryNow(). `why` is
    /// what the list of what is waiting says.
    Result<void> markExported(const QList<Id>& mutations, const QString& why);
    /// Drops a refused mutation's hold on its form; the values stay in the form.
    Result<void> dismissRefusal(const Id& mutationId);

    // Pull
    /// Stores one page of the change feed with its cursor in one transaction. Fields with unsent local edits keep the
    /// local value. Sends nothing; only a question about a record's existence that both sides now answer alike is
    /// closed. The cursor may go back: a feed that starts over is read again, and what is known already changes
    /// nothing. It is kept only when it still stands at `after`, where the page was asked for: a record that has to be
    /// read once more may have set it back meanwhile.
    Result<void> applyRemote(const QList<Record>& records, qint64 cursor, std::optional<qint64> after = {});
    Result<qint64> cursor() const;

    Result<QList<Conflict>> conflicts() const;
    Result<void> resolveConflict(const Conflict& conflict, bool keepMine, const Actor& actor);

    /// Work nobody waits for, and nothing depends on: brings the search index up to date once enough has gathered. For
    /// idle moments; StoreThread calls it.
    Result<void> tidy();
    /// Gives back the memory of pages that were read: decrypted pages do not stay longer than the work lasts. What is
    /// asked next reads them again. StoreThread calls it after a while without jobs.
    void rest();

    /// integrity_check + cipher_integrity_check (after a checkpoint) + every attachment + audit chain + counts.
    Result<StoreCheck> check();
    /// Follows the audit chain through the whole journal: altered, removed, added, reordered and cut off entries and
    /// groups are found, the first of them is named. Reads everything: about a second per 300,000 entries.
    Result<AuditReport> verifyAudit() const;

    /// From here until endSnapshot() the file stays as it is and can be copied by any thread (backup.h); writing goes
    /// on. Meanwhile check() answers StoreBusy. Errors: StoreBusy (held already), DiskFull, DiskWriteFailed.
    Result<StoreSnapshot> beginSnapshot();
    void endSnapshot();

    static QString fileName(const QString& folder);

private:
    Store(std::unique_ptr<Database> database, const Clock& clock, IdSource& ids);
    static Result<std::unique_ptr<Store>> wrap(Result<std::unique_ptr<Database>> database, const Clock& clock,
                                               IdSource& ids);
    enum class Direction { Undo, Redo };
    Result<void> step(const Id& scope, const Actor& actor, Direction direction);
    void addAttachmentProblems(StoreCheck& check) const;
    Result<void> prepareSearch();
    Result<QList<FormSummary>> summaries(const Id& only) const;
    std::unique_ptr<Database> database_;
    const Clock& clock_;
    IdSource& ids_;
};

} // namespace jixiao
