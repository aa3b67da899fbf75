#include "core/store/record_table.h"
#include "core/store/store.h"

#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

constexpr qint64 firstDelayMs = 2'000;
constexpr qint64 longestDelayMs = 300'000;

struct SentRow {
    qint64 seq = 0;
    MutationKind kind = MutationKind::Fields;
    Id record;
    Id scope;
    int attempts = 0;
};

class VerdictWriter {
public:
    VerdictWriter(Database& database, qint64 nowMs) : database_(database), records_(database), nowMs_(nowMs) {}

    void apply(const MutationVerdict& verdict) {
        const auto row = find(verdict.mutationId);
        if (!row) return;
        switch (verdict.verdict) {
        case Verdict::Applied:
        case Verdict::Duplicate:
        case Verdict::Merged:
            accept(*row, verdict.revision);
            break;
        case Verdict::Conflict:
            holdConflict(*row, verdict);
            break;
        case Verdict::Rejected:
            refuse(*row, verdict);
            break;
        case Verdict::Deferred:
            defer(*row, verdict);
            break;
        }
        touched_.insert(row->scope);
    }

    /// The forms have changed, each once.
    void touchForms() {
        for (const auto& form : std::as_const(touched_))
            records_.touch(form, nowMs_);
    }

private:
    /// Only what was really sent can have a verdict.
    std::optional<SentRow> find(const Id& mutation) {
        auto row = database_.query("SELECT seq, kind, record, scope, attempts FROM outbox WHERE mutation_id = ?1"
                                   " AND frozen = 1 AND state IN (?2, ?3, ?4)",
                                   mutation, int(OutboxState::InFlight), int(OutboxState::Waiting),
                                   int(OutboxState::Exported));
        if (!row.next()) return std::nullopt;
        return SentRow{row.integer(0), MutationKind(row.integer(1)), row.id(2), row.id(3), int(row.integer(4))};
    }

    QStringList names(const SentRow& row) {
        QStringList result;
        auto rows = database_.query("SELECT name FROM outbox_field WHERE outbox = ?1", row.seq);
        while (rows.next())
            result.append(rows.text(0));
        return result;
    }

    void acknowledge(const Id& record, const QString& name, qint64 revision) {
        if (name != deletedField) records_.raiseRevision(record, name, revision);
        database_.run("DELETE FROM conflict WHERE record = ?1 AND field = ?2", record, name);
    }

    /// acknowledge() for every field of the row.
    void acknowledgeAll(const SentRow& row, qint64 revision) {
        database_.run(
            "UPDATE record_field SET revision = max(revision, ?3), remote_value = NULL, remote_revision = NULL"
            " WHERE record = ?1 AND name IN (SELECT name FROM outbox_field WHERE outbox = ?2"
            " AND name <> ?4)",
            row.record, row.seq, revision, deletedField);
        database_.run("DELETE FROM conflict WHERE record = ?1 AND field IN (SELECT name FROM outbox_field"
                      " WHERE outbox = ?2)",
                      row.record, row.seq);
    }

    void accept(const SentRow& row, qint64 revision) {
        // The fields of a removal only said what was known of them.
        if (row.kind == MutationKind::Delete)
            acknowledge(row.record, deletedField, revision);
        else
            acknowledgeAll(row, revision);
        // Others changed the record after it had its effect, and a pull has passed that over for the row's sake.
        if (records_.head(row.record).value_or(Record{}).revision > revision) records_.readAgain(row.record);
        records_.raiseRevision(row.record, revision);
        drop(row);
        if (row.kind == MutationKind::Command) executed(row, revision);
    }

    /// The server has executed the decision; its new state stands here before the next pull brings it, unless a later
    /// one is known already.
    void executed(const SentRow& row, qint64 revision) {
        const auto known = records_.field(row.scope, Field::state).value_or(FieldValue{});
        if (known.revision > revision) return;
        if (const auto state = records_.field(row.record, Field::toState))
            records_.putValue(row.scope, Field::state, state->value);
    }

    /// The record was removed here (or brought back) since the row was sent: that row asks what there is to ask.
    bool isOvertaken(const SentRow& row) {
        const auto kind = row.kind == MutationKind::Delete ? MutationKind::Fields : MutationKind::Delete;
        return row.kind != MutationKind::Command &&
               database_
                   .number("SELECT 1 FROM outbox WHERE record = ?1 AND seq > ?2 AND kind = ?3 LIMIT 1", row.record,
                           row.seq, int(kind))
                   .has_value();
    }

    void drop(const SentRow& row) { database_.run("DELETE FROM outbox WHERE seq = ?1", row.seq); }

    void holdConflict(const SentRow& row, const MutationVerdict& verdict) {
        if (isOvertaken(row)) return drop(row);
        const auto conflicts = conflictsOf(row, verdict);
        if (conflicts.isEmpty() || row.kind == MutationKind::Command) {
            refuse(row, verdict);
            return;
        }
        QStringList settled = names(row);
        for (const auto& conflict : conflicts) {
            // Whether the record stands at all is the question: nothing of the row has arrived.
            if (conflict.field == deletedField) settled.clear();
            settled.removeAll(conflict.field);
            hold(row, conflict);
        }
        for (const auto& name : std::as_const(settled)) {
            acknowledge(row.record, name, verdict.revision);
            database_.run("DELETE FROM outbox_field WHERE outbox = ?1 AND name = ?2", row.seq, name);
        }
        records_.raiseRevision(row.record, verdict.revision);
        setState(row, OutboxState::Conflict, verdict);
    }

    /// The server names the fields; a removal conflicts as a whole.
    static QList<FieldConflict> conflictsOf(const SentRow& row, const MutationVerdict& verdict) {
        if (row.kind != MutationKind::Delete || verdict.conflicts.isEmpty()) return verdict.conflicts;
        auto newest =
            *std::max_element(verdict.conflicts.cbegin(), verdict.conflicts.cend(),
                              [](const auto& a, const auto& b) { return a.serverRevision < b.serverRevision; });
        newest.field = deletedField;
        newest.serverValue = QStringLiteral("0");
        return {newest};
    }

    void hold(const SentRow& row, const FieldConflict& conflict) {
        database_.run("INSERT INTO conflict(record, field, scope, theirs, theirs_revision, theirs_by, theirs_at_ms)"
                      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET theirs = excluded.theirs,"
                      " theirs_revision = excluded.theirs_revision, theirs_by = excluded.theirs_by,"
                      " theirs_at_ms = excluded.theirs_at_ms",
                      row.record, conflict.field, row.scope, conflict.serverValue, conflict.serverRevision,
                      conflict.changedBy, conflict.changedAtMs);
        database_.run("INSERT OR IGNORE INTO outbox_field(outbox, name) VALUES(?1, ?2)", row.seq, conflict.field);
        // An edit of the same field made meanwhile waits for the decision too.
        database_.run("DELETE FROM outbox_field WHERE name = ?3 AND outbox IN (SELECT seq FROM outbox"
                      " WHERE record = ?1 AND seq > ?2 AND frozen = 0 AND kind = 0)",
                      row.record, row.seq, conflict.field);
        database_.run("DELETE FROM outbox WHERE record = ?1 AND seq > ?2 AND frozen = 0 AND kind = 0"
                      " AND NOT EXISTS(SELECT 1 FROM outbox_field f WHERE f.outbox = outbox.seq)",
                      row.record, row.seq);
    }

    void setState(const SentRow& row, OutboxState state, const MutationVerdict& verdict) {
        database_.run("UPDATE outbox SET state = ?2, frozen = 0, problem = ?3, reason = ?4 WHERE seq = ?1", row.seq,
                      int(state), verdict.problem, verdict.reason);
    }

    void refuse(const SentRow& row, const MutationVerdict& verdict) {
        if (isOvertaken(row)) return drop(row);
        const auto edited = database_.number("SELECT seq FROM outbox WHERE record = ?1 AND seq > ?2 AND frozen = 0"
                                             " AND kind = ?3 AND state = ?4 LIMIT 1",
                                             row.record, row.seq, int(MutationKind::Fields), int(OutboxState::Waiting));
        setState(row, OutboxState::Refused, verdict);
        if (!edited || row.kind != MutationKind::Fields) return;
        // Edited again meanwhile: that edit is the next try, and it carries everything refused.
        database_.run("INSERT OR IGNORE INTO outbox_field(outbox, name) SELECT ?2, name FROM outbox_field"
                      " WHERE outbox = ?1",
                      row.seq, *edited);
        database_.run("DELETE FROM outbox WHERE seq = ?1", row.seq);
    }

    void defer(const SentRow& row, const MutationVerdict& verdict) {
        const int doublings = std::clamp(row.attempts - 1, 0, 20);
        const qint64 delay = std::min(firstDelayMs << doublings, longestDelayMs);
        database_.run("UPDATE outbox SET state = ?2, deferred = 1, next_attempt_ms = ?3, problem = ?4, reason = ?5"
                      " WHERE seq = ?1",
                      row.seq, int(OutboxState::Waiting), nowMs_ + delay, verdict.problem, verdict.reason);
    }

    Database& database_;
    RecordTable records_;
    QSet<Id> touched_;
    qint64 nowMs_;
};

} // namespace

Result<void> Store::applyVerdicts(const QList<MutationVerdict>& verdicts, qint64 nowMs) {
    Transaction transaction(*database_);
    VerdictWriter writer(*database_, nowMs);
    for (const auto& verdict : verdicts)
        writer.apply(verdict);
    writer.touchForms();
    return transaction.commit();
}

} // namespace jixiao
