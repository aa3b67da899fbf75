#include "core/store/outbox_queue.h"

#include "core/domain/record.h"

#include <QHash>
#include <QSet>

namespace jixiao {

namespace {

/// What the rows seen so far mean for the rows behind them.
class Precedence {
public:
    bool blocks(const Id& record) const { return records_.contains(record); }
    bool holdsBack(const Id& form) const {
        return !form.isNull() && (waiting_.contains(form) || stuck_.contains(form));
    }
    bool isStuck(const Id& form) const { return !form.isNull() && stuck_.contains(form); }
    bool sends(const Id& record) const { return sent_.contains(record); }

    void send(const Id& record) {
        records_.insert(record);
        sent_.insert(record);
    }
    void keep(const Id& record, const Id& form, OutboxState state) {
        // A conflict holds only its own fields, which no later row carries.
        if (state != OutboxState::Conflict) records_.insert(record);
        const bool stuck = state == OutboxState::Conflict || state == OutboxState::Refused;
        (stuck ? stuck_ : waiting_).insert(form);
    }

private:
    QSet<Id> records_;
    QSet<Id> sent_;
    QSet<Id> waiting_;
    QSet<Id> stuck_;
};

} // namespace

QList<DueRow> dueRows(Database& database, int limit, qint64 nowMs, bool exportedToo) {
    auto rows =
        database.query("SELECT o.seq, o.frozen, o.kind, o.record, o.scope, o.state, o.next_attempt_ms, r.parent,"
                       " coalesce(p.revision = 0 AND EXISTS(SELECT 1 FROM outbox q WHERE q.record = p.id), 0),"
                       " o.mutation_id, o.device_seq, r.type, r.unit"
                       " FROM outbox o JOIN record r ON r.id = o.record LEFT JOIN record p ON p.id = r.parent"
                       " ORDER BY o.seq");
    QList<DueRow> due;
    Precedence before;
    while (due.size() < limit && rows.next()) {
        const Id record = rows.id(3);
        const Id form = rows.id(4);
        const auto state = OutboxState(rows.integer(5));
        const bool parentUnknown = rows.integer(8) != 0 && !before.sends(rows.id(7));
        const auto kind = MutationKind(rows.integer(2));
        const bool command = kind == MutationKind::Command;
        const bool ready = (state == OutboxState::Waiting && rows.integer(6) <= nowMs) ||
                           (state == OutboxState::Exported && exportedToo);
        if (ready && !parentUnknown && !before.blocks(record) && !(command && before.holdsBack(form))) {
            before.send(record);
            due.append({rows.integer(0),
                        rows.integer(1) != 0,
                        {rows.id(9), rows.integer(10), kind, rows.text(11), record, rows.id(12), rows.id(7), {}}});
        } else {
            before.keep(record, form, state);
        }
    }
    return due;
}

QList<OutboxItem> outboxItems(Database& database) {
    auto rows = database.query("SELECT o.seq, o.mutation_id, o.scope, coalesce(nullif(t.value, ''), n.value, ''),"
                               " o.record, r.type, o.kind, o.state, o.attempts, o.next_attempt_ms, o.problem, o.reason,"
                               " o.created_ms FROM outbox o JOIN record r ON r.id = o.record"
                               " LEFT JOIN record d ON d.id = o.scope"
                               " LEFT JOIN record_field t ON t.record = o.scope AND t.name = 'title'"
                               " LEFT JOIN record_field n ON n.record = d.parent AND n.name = ?1 ORDER BY o.seq",
                               Field::name);
    QList<OutboxItem> items;
    Precedence before;
    while (rows.next()) {
        OutboxItem item{rows.integer(0),
                        rows.id(1),
                        rows.id(2),
                        rows.text(3),
                        rows.id(4),
                        rows.text(5),
                        MutationKind(rows.integer(6)),
                        OutboxState(rows.integer(7)),
                        int(rows.integer(8)),
                        rows.integer(9),
                        rows.text(10),
                        rows.text(11),
                        rows.integer(12)};
        if (item.kind == MutationKind::Command && item.state == OutboxState::Waiting && before.isStuck(item.scope))
            item.reason = QStringLiteral("等待本表前面的冲突或退件处理完");
        before.keep(item.record, item.scope, item.state);
        items.append(item);
    }
    return items;
}

void requeue(Database& database, qint64 seq, IdSource& ids) {
    database.run("UPDATE outbox SET state = ?2, mutation_id = ?3, frozen = 0, deferred = 0, device_seq = 0,"
                 " next_attempt_ms = 0, problem = '', reason = '' WHERE seq = ?1",
                 seq, int(OutboxState::Waiting), ids.next());
}

} // namespace jixiao
