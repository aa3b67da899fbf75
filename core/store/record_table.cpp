#include "core/store/record_table.h"

#include <algorithm>

namespace jixiao {

namespace {

Record headFrom(const Statement& row) {
    Record record;
    record.id = row.id(0);
    record.type = row.text(1);
    record.unit = row.id(2);
    record.parent = row.id(3);
    record.revision = row.integer(4);
    record.deleted = row.integer(5) != 0;
    return record;
}

} // namespace

void sortByOrdinal(QList<Record>& records) {
    std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
        const int order = a.value(Field::ordinal).compare(b.value(Field::ordinal));
        return order != 0 ? order < 0 : a.id < b.id;
    });
}

QList<Record> RecordTable::collect(Statement rows) {
    QList<Record> records;
    while (rows.next()) {
        const Id id = rows.id(0);
        if (records.isEmpty() || !(records.last().id == id)) records.append(headFrom(rows));
        if (!rows.isNull(6)) records.last().fields.insert(rows.text(6), FieldValue{rows.text(7), rows.integer(8)});
    }
    return records;
}

std::optional<Record> RecordTable::find(const Id& id) {
    auto records = collect(database_.query("SELECT r.id, r.type, r.unit, r.parent, r.revision, r.deleted, f.name,"
                                           " f.value, f.revision FROM record r LEFT JOIN record_field f"
                                           " ON f.record = r.id WHERE r.id = ?1",
                                           id));
    if (records.isEmpty()) return std::nullopt;
    return records.takeFirst();
}

QList<Record> RecordTable::ofType(const QString& type) {
    return collect(database_.query("SELECT r.id, r.type, r.unit, r.parent, r.revision, r.deleted, f.name, f.value,"
                                   " f.revision FROM record r LEFT JOIN record_field f ON f.record = r.id"
                                   " WHERE r.type = ?1 AND r.deleted = 0 ORDER BY r.id",
                                   type));
}

QList<Record> RecordTable::children(const Id& parent, const QString& type) {
    auto records = collect(database_.query("SELECT r.id, r.type, r.unit, r.parent, r.revision, r.deleted, f.name,"
                                           " f.value, f.revision FROM record r LEFT JOIN record_field f"
                                           " ON f.record = r.id WHERE r.parent = ?1 AND r.deleted = 0"
                                           " AND (?2 = '' OR r.type = ?2) ORDER BY r.id",
                                           parent, type));
    sortByOrdinal(records);
    return records;
}

std::optional<Record> RecordTable::head(const Id& id) {
    auto row = database_.query("SELECT id, type, unit, parent, revision, deleted FROM record WHERE id = ?1", id);
    if (!row.next()) return std::nullopt;
    return headFrom(row);
}

std::optional<FieldValue> RecordTable::field(const Id& record, const QString& name) {
    auto row =
        database_.query("SELECT value, revision FROM record_field WHERE record = ?1 AND name = ?2", record, name);
    if (!row.next()) return std::nullopt;
    return FieldValue{row.text(0), row.integer(1)};
}

QMap<QString, FieldValue> RecordTable::fields(const Id& record) {
    QMap<QString, FieldValue> fields;
    auto rows = database_.query("SELECT name, value, revision FROM record_field WHERE record = ?1", record);
    while (rows.next())
        fields.insert(fields.cend(), rows.text(0), FieldValue{rows.text(1), rows.integer(2)});
    return fields;
}

QStringList RecordTable::fieldNames(const Id& record) {
    QStringList names;
    auto rows = database_.query("SELECT name FROM record_field WHERE record = ?1", record);
    while (rows.next())
        names.append(rows.text(0));
    return names;
}

Id RecordTable::formOf(const Record& record) {
    if (record.type == RecordType::declaration) return record.id;
    const auto parent = record.parent.isNull() ? std::nullopt : head(record.parent);
    return parent && parent->type == RecordType::declaration ? parent->id : Id();
}

void RecordTable::insert(const Record& record, qint64 nowMs) {
    database_.run("INSERT INTO record(id, type, unit, parent, revision, deleted, changed_ms)"
                  " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                  record.id, record.type, record.unit, record.parent, record.revision, record.deleted, nowMs);
    for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field)
        putRemote(record.id, field.key(), field.value());
}

void RecordTable::putValue(const Id& record, const QString& name, const QString& value) {
    database_.run("INSERT INTO record_field(record, name, value) VALUES(?1, ?2, ?3)"
                  " ON CONFLICT DO UPDATE SET value = excluded.value",
                  record, name, value);
}

void RecordTable::putRemote(const Id& record, const QString& name, const FieldValue& value) {
    database_.run("INSERT INTO record_field(record, name, value, revision) VALUES(?1, ?2, ?3, ?4)"
                  " ON CONFLICT DO UPDATE SET value = excluded.value, revision = excluded.revision,"
                  " remote_value = NULL, remote_revision = NULL",
                  record, name, value.value, value.revision);
}

void RecordTable::noteRemote(const Id& record, const QString& name, const FieldValue& value) {
    database_.run("UPDATE record_field SET remote_value = ?3, remote_revision = ?4 WHERE record = ?1 AND name = ?2"
                  " AND coalesce(remote_revision, 0) <= ?4",
                  record, name, value.value, value.revision);
}

void RecordTable::raiseRevision(const Id& record, const QString& name, qint64 revision) {
    database_.run("UPDATE record_field SET revision = max(revision, ?3), remote_value = NULL, remote_revision = NULL"
                  " WHERE record = ?1 AND name = ?2",
                  record, name, revision);
}

void RecordTable::raiseRevision(const Id& record, qint64 revision) {
    database_.run("UPDATE record SET revision = max(revision, ?2) WHERE id = ?1", record, revision);
}

void RecordTable::setDeleted(const Id& record, bool deleted) {
    database_.run("UPDATE record SET deleted = ?2 WHERE id = ?1", record, deleted);
}

void RecordTable::readAgain(const Id& record) {
    database_.run("UPDATE meta SET value = CAST(min(CAST(value AS INTEGER), coalesce("
                  "(SELECT max(revision, 1) - 1 FROM record WHERE id = ?1), 0)) AS TEXT) WHERE key = ?2",
                  record, cursorKey);
}

void RecordTable::forgetRevisions(const Id& record) {
    database_.run("UPDATE record_field SET revision = 0 WHERE record = ?1", record);
}

void RecordTable::touch(const Id& record, qint64 nowMs) {
    if (!record.isNull()) database_.run("UPDATE record SET changed_ms = ?2 WHERE id = ?1", record, nowMs);
}

} // namespace jixiao
