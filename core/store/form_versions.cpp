#include "core/store/form_versions.h"

#include "core/store/history_sql.h"
#include "core/store/journal_writer.h"
#include "core/store/record_table.h"
#include "core/workflow/snapshot.h"

namespace jixiao {

namespace {

Error notFound(const QString& what) { return {ErrorCode::RecordNotFound, what, {{QStringLiteral("id"), what}}}; }

/// Every field either side has, but for those the server owns.
QList<FieldDifference> compareFields(const Record& record, const QString& op, const Record* before,
                                     const Record* after) {
    QMap<QString, std::pair<QString, QString>> values;
    for (auto field = before ? before->fields.cbegin() : record.fields.cend(); before && field != before->fields.cend();
         ++field)
        values[field.key()].first = field->value;
    for (auto field = after ? after->fields.cbegin() : record.fields.cend(); after && field != after->fields.cend();
         ++field)
        values[field.key()].second = field->value;
    QList<FieldDifference> differences;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        if (value->first != value->second && !isServerOwned(value.key()))
            differences.append({record.id, record.type, op, value.key(), value->first, value->second});
    }
    if (differences.isEmpty() && op != JournalOp::set) differences.append({record.id, record.type, op, {}, {}, {}});
    return differences;
}

QMap<Id, const Record*> existing(const QList<Record>& records) {
    QMap<Id, const Record*> found;
    for (const auto& record : records)
        if (!record.deleted) found.insert(record.id, &record);
    return found;
}

} // namespace

QList<FieldDifference> FormVersions::compare(const QList<Record>& before, const QList<Record>& after) {
    const auto earlier = existing(before);
    const auto later = existing(after);
    QList<FieldDifference> differences;
    for (const auto& record : after) {
        if (record.deleted) continue;
        const auto* old = earlier.value(record.id);
        differences.append(compareFields(record, old ? JournalOp::set : JournalOp::create, old, &record));
    }
    for (const auto& record : before) {
        if (!record.deleted && !later.contains(record.id))
            differences.append(compareFields(record, JournalOp::remove, &record, nullptr));
    }
    return differences;
}

Result<qint64> FormVersions::lastEntry(qint64 version) {
    if (version == currentVersion) return currentVersion;
    const auto seq = database_.number("SELECT max(j.seq) FROM journal_group g CROSS JOIN journal j"
                                      " ON j.group_id = g.id WHERE g.id = ?1 AND g.scope IS ?2"
                                      " HAVING max(j.seq) IS NOT NULL",
                                      version, declaration_);
    if (!seq) return notFound(QStringLiteral("version %1").arg(version));
    return *seq;
}

QList<Record> FormVersions::collect(Statement rows) {
    QList<Record> records;
    while (rows.next()) {
        const Id id = rows.id(0);
        if (records.isEmpty() || !(records.last().id == id)) {
            Record record;
            record.id = id;
            record.type = rows.text(1);
            record.unit = rows.id(2);
            record.parent = rows.id(3);
            record.deleted = rows.integer(4) != 0;
            records.append(record);
        }
        if (!rows.isNull(5)) records.last().fields.insert(rows.text(5), FieldValue{rows.text(6), 0});
    }
    return records;
}

Result<QList<Record>> FormVersions::at(qint64 version) {
    const auto seq = lastEntry(version);
    if (!seq) return seq.error();
    QList<Record> records = collect(database_.query(HistorySql::recordAt.constData(), declaration_, *seq));
    if (records.isEmpty() || records.first().type != RecordType::declaration) return notFound(declaration_.toString());
    if (!records.first().parent.isNull())
        records += collect(database_.query(HistorySql::recordAt.constData(), records.first().parent, *seq));
    auto rows = collect(database_.query(HistorySql::childrenAt.constData(), declaration_, *seq));
    rows.removeIf([](const Record& row) { return !isFormContent(row.type); });
    sortByOrdinal(rows);
    return records + rows;
}

} // namespace jixiao
