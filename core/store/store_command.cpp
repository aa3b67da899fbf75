#include "core/store/record_editor.h"
#include "core/store/store.h"

namespace jixiao {

namespace {

Result<void> checkDecision(Database& database, const Record& transition, const QList<Record>& opinions) {
    const auto form = RecordTable(database).head(transition.parent);
    if (!form || form->deleted || form->type != RecordType::declaration)
        return Error{ErrorCode::RecordNotFound, QStringLiteral("declaration %1").arg(transition.parent.toString())};
    if (transition.type != RecordType::transition || transition.id.isNull() ||
        transition.value(Field::action).isEmpty() || !stateFromName(transition.value(Field::toState)))
        return Error{ErrorCode::InvalidInput, QStringLiteral("not a decision")};
    for (const auto& opinion : opinions) {
        if (opinion.type != RecordType::opinion || opinion.id.isNull() || !(opinion.parent == transition.parent))
            return Error{ErrorCode::InvalidInput, QStringLiteral("not an opinion on this form")};
    }
    return {};
}

Result<void> checkRecord(RecordTable& records, const Record& record) {
    QMap<QString, QString> values;
    for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
        values.insert(field.key(), field->value);
    if (auto checked = checkValues(values); !checked) return checked.error();
    if (records.head(record.id)) return Error{ErrorCode::InvalidInput, QStringLiteral("the decision exists already")};
    return {};
}

/// Nobody will act on these decisions any more.
void dropRefused(Database& database, const Id& declaration) {
    database.run("UPDATE record SET deleted = 1 WHERE id IN (SELECT record FROM outbox"
                 " WHERE scope = ?1 AND kind = ?2 AND state = ?3)",
                 declaration, int(MutationKind::Command), int(OutboxState::Refused));
    database.run("DELETE FROM outbox WHERE scope = ?1 AND kind = ?2 AND state = ?3", declaration,
                 int(MutationKind::Command), int(OutboxState::Refused));
}

} // namespace

Result<void> Store::queueCommand(const Actor& actor, const Record& transition, const QList<Record>& opinions) {
    Transaction transaction(*database_);
    if (auto checked = checkDecision(*database_, transition, opinions); !checked)
        return transaction.fail(checked.error());
    const Id form = transition.parent;
    RecordEditor editor(*database_, ids_,
                        {actor, form, transition.value(Field::action), JournalKind::command, clock_.nowMs()});
    dropRefused(*database_, form);
    for (Record opinion : opinions) {
        if (auto checked = checkRecord(editor.records, opinion); !checked) return transaction.fail(checked.error());
        opinion.revision = 0;
        editor.create(opinion);
    }
    if (auto checked = checkRecord(editor.records, transition); !checked) return transaction.fail(checked.error());
    editor.records.insert(transition, clock_.nowMs());
    editor.journal.add(transition.id, JournalOp::create);
    editor.outbox.queueCommand(transition.id, form);
    editor.records.touch(form, clock_.nowMs());
    return transaction.commit();
}

Result<void> Store::cancelCommand(const Id& declaration) {
    Transaction transaction(*database_);
    auto row = database_->query("SELECT seq, record, state, frozen, deferred FROM outbox WHERE scope = ?1 AND kind = ?2"
                                " ORDER BY seq DESC LIMIT 1",
                                declaration, int(MutationKind::Command));
    if (!row.next()) return transaction.fail({ErrorCode::TransitionRefused, QStringLiteral("no decision waits")});
    const auto state = OutboxState(row.integer(2));
    const bool maybeSent = row.integer(3) != 0 && row.integer(4) == 0;
    if (state == OutboxState::InFlight || state == OutboxState::Exported ||
        (state == OutboxState::Waiting && maybeSent))
        return transaction.fail({ErrorCode::TransitionRefused, QStringLiteral("already sent")});
    const qint64 seq = row.integer(0);
    const Id decision = row.id(1);
    RecordEditor editor(*database_, ids_,
                        {Actor{}, declaration, QStringLiteral("cancel"), JournalKind::command, clock_.nowMs()});
    const auto opinions = editor.records.children(declaration, RecordType::opinion);
    for (const auto& opinion : opinions) {
        if (opinion.value(Field::transition) == decision.toString()) editor.remove(opinion.id);
    }
    database_->run("DELETE FROM outbox WHERE seq = ?1", seq);
    editor.records.setDeleted(decision, true);
    editor.journal.add(decision, JournalOp::remove);
    editor.records.touch(declaration, clock_.nowMs());
    return transaction.commit();
}

} // namespace jixiao
