#include "core/store/audit_walk.h"

#include "core/store/journal_writer.h"

#include <limits>

namespace jixiao {

using Kind = AuditBreak::Kind;

void UndoReplay::begin(qint64 group, const QString& kind, const Id& scope, qint64 undoes) {
    group_ = group;
    kind_ = kind;
    scope_ = scope;
    auto& [done, undone] = scopes_[scope];
    if (kind == JournalKind::edit) {
        undone.clear();
        done.insert(group);
    } else if (kind == JournalKind::undo) {
        // Newer edits that had nothing left to take back were closed on the way.
        done.erase(done.lower_bound(undoes), done.end());
        undone.insert(undoes);
    } else if (kind == JournalKind::redo) {
        undone.erase(undone.begin(), undone.upper_bound(undoes));
        done.insert(undoes);
    }
}

void UndoReplay::entry(const QString& op, const Id& record) {
    if (kind_ == JournalKind::edit && op == JournalOp::create && record == scope_) scopes_[scope_].done.erase(group_);
}

int UndoReplay::stateOf(qint64 group, const QString& kind, const Id& scope) const {
    if (kind != JournalKind::edit) return int(GroupState::Done);
    const auto found = scopes_.constFind(scope);
    if (found == scopes_.cend()) return int(GroupState::Closed);
    if (found->done.contains(group)) return int(GroupState::Done);
    return int(found->undone.contains(group) ? GroupState::Undone : GroupState::Closed);
}

AuditReport AuditWalk::run() {
    const auto end = readAuditHead(database_);
    if (!end) {
        stop({Kind::HeadMissing});
        return report_;
    }
    end_ = *end;
    if (walkEntries() && checkEnd()) checkGroups();
    return report_;
}

bool AuditWalk::stop(const AuditBreak& found) {
    report_.broken = found;
    return false;
}

AuditBreak AuditWalk::breakAt(const Statement& row) const {
    const qint64 seq = row.integer(AuditColumn::seq);
    // Entries are numbered without gaps; one that is gone breaks the link of the next.
    if (seq > at_.seq + 1) return {Kind::Missing, 0, at_.seq + 1, 0, {}, {}, {}};
    return {seq > end_.seq || seq <= at_.seq ? Kind::Added : Kind::Altered,
            row.integer(AuditColumn::group),
            seq,
            row.integer(AuditColumn::atMs),
            row.text(AuditColumn::personName),
            row.id(AuditColumn::record),
            row.text(AuditColumn::field)};
}

bool AuditWalk::takeEntry(const Statement& row) {
    const AuditHead next = nextHead(at_, row);
    const bool linked = row.storageClass(AuditColumn::hash) == Statement::StorageClass::Blob &&
                        row.blob(AuditColumn::hash) == next.hash;
    if (!linked || next.seq > end_.seq) return stop(breakAt(row));
    if (next.groups != at_.groups)
        replay_.begin(next.group, row.text(AuditColumn::kind), row.id(AuditColumn::scope),
                      row.integer(AuditColumn::undoes));
    replay_.entry(row.text(AuditColumn::op), row.id(AuditColumn::record));
    at_ = next;
    report_.groups = at_.groups;
    report_.entries = at_.entries;
    return true;
}

bool AuditWalk::walkEntries() {
    // The chain's numbers begin at 1; what stands before them was never written by this program.
    auto rows = database_.query(auditRows, std::numeric_limits<qint64>::min(), -1);
    while (rows.next()) {
        if (!takeEntry(rows)) return false;
    }
    return true;
}

bool AuditWalk::checkEnd() {
    if (at_.seq < end_.seq) return stop({Kind::CutOff, 0, at_.seq + 1, 0, {}, {}, {}});
    return at_ == end_ ? true : stop({Kind::HeadAltered});
}

bool AuditWalk::checkGroups() {
    auto rows = database_.query("SELECT id, kind, scope, state, at_ms, person_name, typeof(state) = 'integer',"
                                " EXISTS(SELECT 1 FROM journal WHERE group_id = journal_group.id)"
                                " FROM journal_group ORDER BY id");
    while (rows.next()) {
        const auto found = [&](Kind kind, const QString& field) {
            return stop({kind, rows.integer(0), 0, rows.integer(4), rows.text(5), {}, field});
        };
        if (rows.integer(7) == 0) return found(Kind::EmptyGroup, {});
        if (rows.integer(6) == 0 || rows.integer(3) != replay_.stateOf(rows.integer(0), rows.text(1), rows.id(2)))
            return found(Kind::State, QStringLiteral("state"));
    }
    return true;
}

} // namespace jixiao
