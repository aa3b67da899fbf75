#include "core/store/record_editor.h"

#include "core/workflow/workflow.h"

namespace jixiao {

namespace {

constexpr int maxNameLength = 100;
constexpr int maxValueLength = 4 * 1024 * 1024;
constexpr int maxFields = 1000;

} // namespace

Result<void> checkValues(const QMap<QString, QString>& values) {
    if (values.size() > maxFields) return Error{ErrorCode::InvalidInput, QStringLiteral("too many fields")};
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        if (value.key().isEmpty() || value.key().size() > maxNameLength || value.key() == deletedField)
            return Error{ErrorCode::InvalidInput,
                         QStringLiteral("field name: %1").arg(value.key().left(maxNameLength))};
        if (value->size() > maxValueLength)
            return Error{ErrorCode::InvalidInput,
                         QStringLiteral("%1 holds %2 characters").arg(value.key()).arg(value->size())};
    }
    return {};
}

Result<void> RecordEditor::apply(const RecordEdit& edit) {
    if (auto checked = checkValues(edit.values); !checked) return checked.error();
    const auto existing = records.head(edit.record);
    if (edit.create) {
        if (existing || edit.type.isEmpty() || edit.record.isNull() || edit.remove || edit.restore)
            return Error{ErrorCode::InvalidInput, QStringLiteral("cannot create %1").arg(edit.record.toString())};
        Record record{edit.type, edit.record, edit.unit, edit.parent, {}, 0, false};
        for (auto value = edit.values.cbegin(); value != edit.values.cend(); ++value)
            record.fields.insert(value.key(), FieldValue{value.value(), 0});
        create(record);
        return {};
    }
    if (!existing || existing->deleted != edit.restore)
        return Error{
            ErrorCode::RecordNotFound, edit.record.toString(), {{QStringLiteral("id"), edit.record.toString()}}};
    if (edit.remove) {
        remove(edit.record);
        return {};
    }
    if (edit.restore) restore(edit.record);
    set(edit.record, edit.values);
    return {};
}

void RecordEditor::create(const Record& record) {
    records.insert(record, nowMs_);
    journal.add(record.id, JournalOp::create);
    outbox.queueFields(record.id, record.fields.keys(), scope_);
}

void RecordEditor::set(const Id& record, const QMap<QString, QString>& values) {
    QStringList changed;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        const auto old = records.field(record, value.key());
        if (old ? old->value == value.value() : value->isEmpty()) continue;
        records.putValue(record, value.key(), value.value());
        journal.add(record, JournalOp::set, value.key(), old ? old->value : QString(), value.value());
        changed.append(value.key());
    }
    if (changed.isEmpty()) return;
    records.touch(record, nowMs_);
    outbox.queueFields(record, changed, scope_);
}

void RecordEditor::remove(const Id& record) {
    records.setDeleted(record, true);
    records.touch(record, nowMs_);
    journal.add(record, JournalOp::remove);
    outbox.queueDelete(record, scope_);
}

void RecordEditor::restore(const Id& record) {
    records.setDeleted(record, false);
    records.touch(record, nowMs_);
    journal.add(record, JournalOp::restore);
    outbox.queueRestore(record, scope_);
}

FormState effectiveState(Database& database, const Id& declaration) {
    auto row =
        database.query("SELECT f.value FROM outbox o JOIN record_field f ON f.record = o.record AND f.name = ?2"
                       " WHERE o.scope = ?1 AND o.kind = ?3 AND o.state IN (?4, ?5, ?6) ORDER BY o.seq DESC LIMIT 1",
                       declaration, Field::toState, int(MutationKind::Command), int(OutboxState::Waiting),
                       int(OutboxState::InFlight), int(OutboxState::Exported));
    QString name;
    if (row.next())
        name = row.text(0);
    else if (const auto state = RecordTable(database).field(declaration, Field::state))
        name = state->value;
    return stateFromName(name).value_or(FormState::Draft);
}

namespace {

Error locked(FormState state) {
    return {ErrorCode::FormLocked,
            QStringLiteral("state %1").arg(stateName(state)),
            {{QStringLiteral("state"), stateName(state)}}};
}

} // namespace

Result<void> checkReportable(Database& database, const Id& form, const Actor& actor) {
    const auto head = RecordTable(database).head(form);
    if (!head || head->deleted || head->type != RecordType::declaration)
        return Error{ErrorCode::RecordNotFound, form.toString(), {{QStringLiteral("id"), form.toString()}}};
    const FormState state = effectiveState(database, form);
    if (Workflow::builtIn().mayReport(state, actor.roles)) return {};
    return locked(state);
}

Result<void> checkEditable(Database& database, const Id& scope, const Actor& actor) {
    if (scope.isNull()) return {};
    const auto head = RecordTable(database).head(scope);
    if (!head || head->type != RecordType::declaration) return {};
    const FormState state = effectiveState(database, scope);
    if (Workflow::builtIn().isEditable(state, actor.roles)) return {};
    return locked(state);
}

} // namespace jixiao
