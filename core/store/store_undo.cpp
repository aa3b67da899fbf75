#include "core/store/record_editor.h"
#include "core/store/store.h"

namespace jixiao {

namespace {

struct Group {
    qint64 id = 0;
    QString label;
};

struct Row {
    Id record;
    QString op;
    QString field;
    QString oldValue;
    QString newValue;
};

/// The newest edit in force, or the oldest one taken back.
std::optional<Group> nextGroup(Database& database, const Id& scope, GroupState state) {
    auto row = state == GroupState::Done
                   ? database.query("SELECT id, label FROM journal_group WHERE scope IS ?1 AND state = 0"
                                    " AND kind = 'edit' ORDER BY id DESC LIMIT 1",
                                    scope)
                   : database.query("SELECT id, label FROM journal_group WHERE scope IS ?1 AND state = 1"
                                    " AND kind = 'edit' ORDER BY id LIMIT 1",
                                    scope);
    if (!row.next()) return std::nullopt;
    return Group{row.integer(0), row.text(1)};
}

QList<Row> rowsOf(Database& database, qint64 group, bool backwards) {
    auto rows = database.query("SELECT record, op, field, old_value, new_value FROM journal WHERE group_id = ?1"
                               " ORDER BY seq * ?2",
                               group, backwards ? -1 : 1);
    QList<Row> result;
    while (rows.next())
        result.append({rows.id(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
    return result;
}

/// Does one journal row again or the other way round, unless somebody else has changed the place since.
void replay(RecordEditor& editor, const Row& row, bool backwards) {
    const auto head = editor.records.head(row.record);
    if (!head) return;
    if (row.op == JournalOp::set) {
        const auto current = editor.records.field(row.record, row.field);
        const QString& expected = backwards ? row.newValue : row.oldValue;
        if (head->deleted || current.value_or(FieldValue{}).value != expected) return;
        editor.set(row.record, {{row.field, backwards ? row.oldValue : row.newValue}});
        return;
    }
    const bool shallExist = (row.op != JournalOp::remove) != backwards;
    if (head->deleted != shallExist) return;
    if (shallExist)
        editor.restore(row.record);
    else
        editor.remove(row.record);
}

void setState(Database& database, qint64 group, GroupState state) {
    database.run("UPDATE journal_group SET state = ?2 WHERE id = ?1", group, int(state));
}

} // namespace

Result<void> Store::step(const Id& scope, const Actor& actor, Direction direction) {
    const bool backwards = direction == Direction::Undo;
    Transaction transaction(*database_);
    if (auto editable = checkEditable(*database_, scope, actor); !editable) return transaction.fail(editable.error());
    while (transaction.ok()) {
        const auto group = nextGroup(*database_, scope, backwards ? GroupState::Done : GroupState::Undone);
        if (!group) break;
        RecordEditor editor(*database_, ids_,
                            {actor,
                             scope,
                             group->label,
                             backwards ? JournalKind::undo : JournalKind::redo,
                             clock_.nowMs(),
                             {},
                             group->id});
        const auto rows = rowsOf(*database_, group->id, backwards);
        for (const auto& row : rows)
            replay(editor, row, backwards);
        if (editor.journal.isEmpty()) {
            setState(*database_, group->id, GroupState::Closed);
            continue;
        }
        setState(*database_, group->id, backwards ? GroupState::Undone : GroupState::Done);
        editor.records.touch(scope, clock_.nowMs());
        return transaction.commit();
    }
    if (!transaction.ok()) return transaction.commit();
    return transaction.fail({ErrorCode::NothingToUndo});
}

Result<void> Store::undo(const Id& scope, const Actor& actor) { return step(scope, actor, Direction::Undo); }

Result<void> Store::redo(const Id& scope, const Actor& actor) { return step(scope, actor, Direction::Redo); }

Result<UndoState> Store::undoState(const Id& scope) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    const auto undoable = nextGroup(*database_, scope, GroupState::Done);
    const auto redoable = nextGroup(*database_, scope, GroupState::Undone);
    if (auto done = transaction.commit(); !done) return done.error();
    UndoState state{undoable.has_value(), redoable.has_value(), {}, {}};
    if (undoable) state.undoLabel = undoable->label;
    if (redoable) state.redoLabel = redoable->label;
    return state;
}

} // namespace jixiao
