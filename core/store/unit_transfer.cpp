#include "core/store/unit_transfer.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <utility>

namespace jixiao {

namespace {

const auto formatName = QStringLiteral("jixiao.unit/1");
const auto recordsField = QStringLiteral("records");
const auto idField = QStringLiteral("id");
const auto typeField = QStringLiteral("type");
const auto unitField = QStringLiteral("unit");
const auto parentField = QStringLiteral("parent");
const auto fieldsField = QStringLiteral("fields");
constexpr qsizetype maxRecords = 1'000'000;
constexpr qsizetype maxTypeLength = 100;

/// Those that stand by themselves first, then what hangs on them.
const QStringList& allTypes() {
    static const QStringList types{RecordType::unit,      RecordType::person,        RecordType::formTemplate,
                                   RecordType::project,   RecordType::declaration,   RecordType::goal,
                                   RecordType::indicator, RecordType::gradeStandard, RecordType::spendingPlan,
                                   RecordType::fundLine,  RecordType::narrative,     RecordType::outcome,
                                   RecordType::report,    RecordType::opinion,       RecordType::transition};
    return types;
}

QJsonObject recordJson(const Record& record) {
    QJsonObject fields;
    for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
        fields.insert(field.key(), field->value);
    QJsonObject object{{idField, record.id.toString()}, {typeField, record.type}, {fieldsField, fields}};
    if (!record.unit.isNull()) object.insert(unitField, record.unit.toString());
    if (!record.parent.isNull()) object.insert(parentField, record.parent.toString());
    return object;
}

QJsonObject entryJson(const JournalEntry& entry) {
    return {{QStringLiteral("atMs"), entry.atMs},
            {QStringLiteral("person"), entry.personName},
            {QStringLiteral("record"), entry.record.toString()},
            {QStringLiteral("op"), entry.op},
            {QStringLiteral("field"), entry.field},
            {QStringLiteral("old"), entry.oldValue},
            {QStringLiteral("new"), entry.newValue}};
}

Result<QJsonArray> historyOf(Store& store, const Id& form) {
    const auto entries = store.history(form, -1);
    if (!entries) return entries.error();
    auto oldestFirst = *entries;
    std::reverse(oldestFirst.begin(), oldestFirst.end());
    QJsonArray array;
    for (const auto& entry : std::as_const(oldestFirst))
        array.append(entryJson(entry));
    return array;
}

/// Absent: no id. Present but malformed: an error.
Result<Id> optionalId(const QJsonObject& object, const QString& name, const QString& place) {
    if (!object.contains(name)) return Id();
    const auto id = Id::fromString(object.value(name).toString());
    if (!id) return Error{ErrorCode::JsonMalformed, place + u'.' + name};
    return *id;
}

Result<Record> recordFrom(const QJsonObject& object, const QString& place) {
    const auto malformed = [&](const QString& name) { return Error{ErrorCode::JsonMalformed, place + u'.' + name}; };
    Record record;
    const auto id = Id::fromString(object.value(idField).toString());
    if (!id || id->isNull()) return malformed(idField);
    record.id = *id;
    record.type = object.value(typeField).toString();
    if (record.type.isEmpty() || record.type.size() > maxTypeLength) return malformed(typeField);
    const auto unit = optionalId(object, unitField, place);
    if (!unit) return unit.error();
    const auto parent = optionalId(object, parentField, place);
    if (!parent) return parent.error();
    record.unit = *unit;
    record.parent = *parent;
    if (!object.value(fieldsField).isObject()) return malformed(fieldsField);
    const auto fields = object.value(fieldsField).toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (!field.value().isString()) return malformed(fieldsField + u'.' + field.key());
        record.fields.insert(field.key(), {field.value().toString(), 0});
    }
    return record;
}

/// Nullopt when the record is there already and says the same.
Result<std::optional<RecordEdit>> editFor(Store& store, const Record& record) {
    const auto there = store.record(record.id);
    if (!there) return there.error();
    RecordEdit edit;
    edit.record = record.id;
    if (!*there) {
        edit.create = true;
        edit.type = record.type;
        edit.unit = record.unit;
        edit.parent = record.parent;
    }
    for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
        if (edit.create || (*there)->value(field.key()) != field->value) edit.values.insert(field.key(), field->value);
    // What somebody removed here stays removed.
    if (!edit.create && (edit.values.isEmpty() || (*there)->deleted)) return std::optional<RecordEdit>();
    return std::optional<RecordEdit>(edit);
}

Id formOf(const Record& record, const QSet<Id>& forms) {
    if (record.type == RecordType::declaration) return record.id;
    return forms.contains(record.parent) ? record.parent : Id();
}

} // namespace

Result<QJsonObject> UnitTransfer::read(Store& store, qint64 nowMs) {
    QJsonArray records;
    QJsonObject history;
    for (const auto& type : allTypes()) {
        const auto found = store.recordsOfType(type);
        if (!found) return found.error();
        for (const auto& record : *found) {
            records.append(recordJson(record));
            if (type != RecordType::declaration) continue;
            const auto entries = historyOf(store, record.id);
            if (!entries) return entries.error();
            history.insert(record.id.toString(), *entries);
        }
    }
    return QJsonObject{{QStringLiteral("format"), formatName},
                       {QStringLiteral("atMs"), nowMs},
                       {recordsField, records},
                       {QStringLiteral("history"), history}};
}

Result<QList<Record>> UnitTransfer::parse(const QJsonObject& object) {
    if (object.value(QStringLiteral("format")) != formatName || !object.value(recordsField).isArray())
        return Error{ErrorCode::JsonMalformed, QStringLiteral("not a jixiao.unit/1 file")};
    const auto array = object.value(recordsField).toArray();
    if (array.size() > maxRecords) return Error{ErrorCode::InvalidInput, QStringLiteral("too many records")};
    QList<Record> records;
    QSet<Id> seen;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const auto place = QStringLiteral("records[%1]").arg(i);
        auto record = recordFrom(array.at(i).toObject(), place);
        if (!record) return record.error();
        if (seen.contains(record->id)) return Error{ErrorCode::JsonMalformed, place + QStringLiteral(": twice")};
        seen.insert(record->id);
        records.append(*std::move(record));
    }
    return records;
}

Result<TransferOutcome> UnitTransfer::write(Store& store, const QList<Record>& records, const Actor& actor,
                                            const QString& label) {
    QSet<Id> forms;
    for (const auto& record : records)
        if (record.type == RecordType::declaration) forms.insert(record.id);
    QList<Id> order; // as in the file; what belongs to no form comes first
    QHash<Id, QList<Record>> byForm;
    order.append(Id());
    for (const auto& record : records) {
        const auto form = formOf(record, forms);
        if (!form.isNull() && !byForm.contains(form)) order.append(form);
        byForm[form].append(record);
    }
    TransferOutcome outcome;
    for (const auto& form : std::as_const(order)) {
        EditBatch batch{actor, form, label, {}};
        int created = 0;
        const auto ofForm = byForm.value(form);
        for (const auto& record : ofForm) {
            const auto edit = editFor(store, record);
            if (!edit) return edit.error();
            if (!*edit) continue;
            created += (*edit)->create ? 1 : 0;
            batch.edits.append(**edit);
        }
        outcome.unchanged += int(ofForm.size() - batch.edits.size());
        if (batch.edits.isEmpty()) continue;
        const auto done = store.apply(batch);
        if (!done && done.error().code == ErrorCode::FormLocked) {
            outcome.locked.append(form);
            continue;
        }
        if (!done) return done.error();
        outcome.created += created;
        outcome.changed += int(batch.edits.size()) - created;
    }
    return outcome;
}

} // namespace jixiao
