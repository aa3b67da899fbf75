#include "core/store/journal_writer.h"
#include "core/store/outbox_queue.h"
#include "core/store/record_table.h"
#include "core/store/store.h"

#include <QSet>

namespace jixiao {

namespace {

/// Writes what the server says, around what is not sent yet.
class RemoteWriter {
public:
    RemoteWriter(Database& database, IdSource& ids, qint64 nowMs)
        : database_(database), records_(database), ids_(ids), nowMs_(nowMs) {}

    void apply(const Record& remote) {
        const auto local = records_.head(remote.id);
        if (!local) {
            records_.insert(remote, nowMs_);
            noteArrival(remote);
            touchForm(remote);
            return;
        }
        if (local->type != remote.type) return;
        JournalWriter journal(database_, {Actor{}, formOf(*local), {}, JournalKind::remote, nowMs_});
        place(*local, remote);
        const QSet<QString> unsent = unsentFields(remote.id);
        const auto known = records_.fields(remote.id);
        for (auto field = remote.fields.cbegin(); field != remote.fields.cend(); ++field)
            applyField(journal, remote.id, field, known, unsent.contains(field.key()));
        applyExistence(journal, *local, remote, unsent);
        if (local->revision < remote.revision) records_.raiseRevision(remote.id, remote.revision);
        if (!journal.isEmpty()) {
            records_.touch(remote.id, nowMs_);
            touchForm(remote);
        }
    }

    /// The forms have changed, each once.
    void touchForms() {
        for (const auto& form : std::as_const(touched_))
            records_.touch(form, nowMs_);
    }

private:
    using Fields = QMap<QString, FieldValue>;

    void touchForm(const Record& record) { touched_.insert(formOf(record)); }

    /// The rows of a form come one after the other.
    Id formOf(const Record& record) {
        if (!form_.isNull() && record.parent == form_ && record.type != RecordType::declaration) return form_;
        const Id form = records_.formOf(record);
        if (!form.isNull()) form_ = form;
        return form;
    }

    /// What others add to a form that has a history here is a step of it.
    void noteArrival(const Record& remote) {
        const Id form = formOf(remote);
        if (remote.deleted || form.isNull() ||
            !database_.number("SELECT 1 FROM journal_group WHERE scope = ?1 LIMIT 1", form))
            return;
        JournalWriter journal(database_, {Actor{}, form, {}, JournalKind::remote, nowMs_});
        journal.add(remote.id, JournalOp::create);
    }

    void place(const Record& local, const Record& remote) {
        if (remote.revision < local.revision || (local.unit == remote.unit && local.parent == remote.parent)) return;
        database_.run("UPDATE record SET unit = ?2, parent = ?3 WHERE id = ?1", remote.id, remote.unit, remote.parent);
    }

    QSet<QString> unsentFields(const Id& record) {
        QSet<QString> names;
        auto rows = database_.query("SELECT f.name FROM outbox o JOIN outbox_field f ON f.outbox = o.seq"
                                    " WHERE o.record = ?1 AND (o.kind <> ?2 OR f.name = ?3)",
                                    record, int(MutationKind::Delete), deletedField);
        while (rows.next())
            names.insert(rows.text(0));
        return names;
    }

    void applyField(JournalWriter& journal, const Id& record, Fields::const_iterator field, const Fields& known,
                    bool unsent) {
        const auto& name = field.key();
        const auto& remote = field.value();
        const auto local = known.constFind(name);
        const bool isKnown = local != known.cend();
        if (isKnown && remote.revision < local->revision) return;
        const bool same = isKnown && local->value == remote.value;
        if (unsent && !same) {
            records_.noteRemote(record, name, remote);
            database_.run("UPDATE conflict SET theirs = ?3, theirs_revision = ?4 WHERE record = ?1 AND field = ?2"
                          " AND theirs_revision < ?4",
                          record, name, remote.value, remote.revision);
            return;
        }
        if (same && local->revision == remote.revision) return;
        records_.putRemote(record, name, remote);
        if (!same) journal.add(record, JournalOp::set, name, isKnown ? local->value : QString(), remote.value);
    }

    /// A removal never takes unsent work with it: the push will ask a person.
    void applyExistence(JournalWriter& journal, const Record& local, const Record& remote,
                        const QSet<QString>& unsent) {
        if (remote.revision < local.revision) return;
        if (!unsent.isEmpty()) return updateQuestion(local, remote);
        if (remote.deleted == local.deleted) return;
        records_.setDeleted(remote.id, remote.deleted);
        journal.add(remote.id, remote.deleted ? JournalOp::remove : JournalOp::restore);
    }

    /// Whether the record stands at all may be an open question; once both sides say the same, it is none.
    void updateQuestion(const Record& local, const Record& remote) {
        database_.run("UPDATE conflict SET theirs = ?3, theirs_revision = ?4 WHERE record = ?1 AND field = ?2"
                      " AND theirs_revision < ?4",
                      remote.id, deletedField, QString::number(int(remote.deleted)), remote.revision);
        if (remote.deleted != local.deleted) return;
        const auto asked = database_.number("SELECT o.seq FROM outbox o JOIN outbox_field f ON f.outbox = o.seq"
                                            " JOIN conflict c ON c.record = o.record AND c.field = f.name"
                                            " WHERE o.record = ?1 AND o.state = ?2 AND f.name = ?3",
                                            remote.id, int(OutboxState::Conflict), deletedField);
        if (!asked) return;
        database_.run("DELETE FROM conflict WHERE record = ?1 AND field = ?2", remote.id, deletedField);
        requeue(database_, *asked, ids_);
    }

    Database& database_;
    RecordTable records_;
    IdSource& ids_;
    QSet<Id> touched_;
    Id form_; ///< the newest one a record belonged to
    qint64 nowMs_;
};

} // namespace

Result<void> Store::applyRemote(const QList<Record>& records, qint64 cursor, std::optional<qint64> after) {
    Transaction transaction(*database_);
    RemoteWriter writer(*database_, ids_, clock_.nowMs());
    for (const auto& record : records)
        writer.apply(record);
    writer.touchForms();
    const auto stands = database_->number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?1", cursorKey);
    if (!after || *after == stands.value_or(0))
        database_->run("INSERT INTO meta(key, value) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
                       cursorKey, QString::number(cursor));
    return transaction.commit();
}

Result<qint64> Store::cursor() const {
    const auto text = meta(cursorKey);
    if (!text) return text.error();
    return text->toLongLong();
}

} // namespace jixiao
