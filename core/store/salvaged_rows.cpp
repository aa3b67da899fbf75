#include "core/store/salvaged_rows.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace jixiao {

namespace {

using Kind = ScannedValue::Kind;
using Row = QList<ScannedValue>;

/// How the rows of a table look on the disk: for each column I integer, T text, t text or NULL, B identity, b identity
/// or NULL, h any bytes or NULL, i integer or NULL, 0 NULL (the rowid stands for it). No two tables or indexes look
/// alike, except meta and search_field. The counts of the
/// last review are left out: the next review makes them.
struct Shape {
    const char* name;
    bool rowid;
    std::string_view columns;
    qsizetype least; ///< columns a row from an earlier schema has
};

enum class Table { Records, Fields, Groups, Entries, OutboxRows, OutboxFields, Conflicts, Meta };

constexpr std::array<Shape, 8> shapes{{{"record", false, "BTbbIII", 7},
                                       {"record_field", false, "BTTIti", 6},
                                       {"journal_group", true, "0bITTTTTTIi", 11},
                                       {"journal", true, "0IBTTTTh", 7},
                                       {"outbox", true, "0BIIBbIIIIITTI", 14},
                                       {"outbox_field", false, "ITti", 4},
                                       {"conflict", false, "BTbTITI", 7},
                                       {"meta", false, "TT", 2}}};

bool fits(const ScannedValue& value, char column) {
    const bool identity = value.kind == Kind::Blob && value.bytes.size() == 16;
    const bool none = value.kind == Kind::Null;
    switch (column) {
    case '0':
        return none;
    case 'I':
        return value.kind == Kind::Integer;
    case 'i':
        return none || value.kind == Kind::Integer;
    case 'T':
        return value.kind == Kind::Text;
    case 't':
        return none || value.kind == Kind::Text;
    case 'B':
        return identity;
    case 'b':
        return none || identity;
    default:
        return none || value.kind == Kind::Blob;
    }
}

bool fits(const ScannedRow& row, const Shape& shape) {
    const auto size = row.values.size();
    if (row.ofRowidTable != shape.rowid || size < shape.least || size > qsizetype(shape.columns.size())) return false;
    for (qsizetype i = 0; i < size; ++i)
        if (!fits(row.values.at(i), shape.columns[std::size_t(i)])) return false;
    return true;
}

Id idOf(const ScannedValue& value) { return value.kind == Kind::Blob ? Id(QUuid::fromRfc4122(value.bytes)) : Id(); }
QString textOf(const ScannedValue& value) { return QString::fromUtf8(value.bytes); }
bool isSet(const ScannedValue& value) { return value.kind != Kind::Null; }

void placeRow(Database& database, Table table, const Row& v) {
    const auto number = [&](int column) { return v.at(column).integer; };
    const auto text = [&](int column) { return textOf(v.at(column)); };
    const auto id = [&](int column) { return idOf(v.at(column)); };
    switch (table) {
    case Table::Records:
        database.run("INSERT OR IGNORE INTO record(id, type, unit, parent, revision, deleted, changed_ms)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                     id(0), text(1), id(2), id(3), number(4), number(5), number(6));
        return;
    case Table::Fields:
        database.run("INSERT OR IGNORE INTO record_field(record, name, value, revision, remote_value, remote_revision)"
                     " SELECT ?1, ?2, ?3, ?4, CASE WHEN ?5 THEN ?6 END, CASE WHEN ?7 THEN ?8 END"
                     " WHERE EXISTS(SELECT 1 FROM record WHERE id = ?1)",
                     id(0), text(1), text(2), number(3), isSet(v.at(4)), text(4), isSet(v.at(5)), number(5));
        return;
    case Table::Groups:
        database.run("INSERT OR IGNORE INTO journal_group(id, scope, at_ms, person_id, person_name, device_id, label,"
                     " kind, reason, state, undoes) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
                     " (SELECT id FROM journal_group WHERE id = nullif(?11, 0)))",
                     number(0), id(1), number(2), text(3), text(4), text(5), text(6), text(7), text(8), number(9),
                     number(10));
        return;
    case Table::Entries:
        database.run("INSERT OR IGNORE INTO journal(seq, group_id, record, op, field, old_value, new_value, hash)"
                     " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, CASE WHEN ?8 THEN ?9 END"
                     " WHERE EXISTS(SELECT 1 FROM record WHERE id = ?3)"
                     " AND EXISTS(SELECT 1 FROM journal_group WHERE id = ?2)",
                     number(0), number(1), id(2), text(3), text(4), text(5), text(6), v.size() > 7 && isSet(v.at(7)),
                     v.size() > 7 ? v.at(7).bytes : QByteArray());
        return;
    case Table::OutboxRows:
        database.run("INSERT OR IGNORE INTO outbox(seq, mutation_id, device_seq, kind, record, scope, state, frozen,"
                     " deferred, attempts, next_attempt_ms, problem, reason, created_ms)"
                     " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14"
                     " WHERE EXISTS(SELECT 1 FROM record WHERE id = ?5)",
                     number(0), id(1), number(2), number(3), id(4), id(5), number(6), number(7), number(8), number(9),
                     number(10), text(11), text(12), number(13));
        return;
    case Table::OutboxFields:
        database.run("INSERT OR IGNORE INTO outbox_field(outbox, name, value, base_revision)"
                     " SELECT ?1, ?2, CASE WHEN ?3 THEN ?4 END, CASE WHEN ?5 THEN ?6 END"
                     " WHERE EXISTS(SELECT 1 FROM outbox WHERE seq = ?1)",
                     number(0), text(1), isSet(v.at(2)), text(2), isSet(v.at(3)), number(3));
        return;
    case Table::Conflicts:
        database.run("INSERT OR IGNORE INTO conflict(record, field, scope, theirs, theirs_revision, theirs_by,"
                     " theirs_at_ms) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7"
                     " WHERE EXISTS(SELECT 1 FROM record WHERE id = ?1)",
                     id(0), text(1), id(2), text(3), number(4), text(5), number(6));
        return;
    case Table::Meta:
        database.run("INSERT INTO meta(key, value) SELECT ?1, ?2"
                     " WHERE NOT EXISTS(SELECT 1 FROM search_field WHERE name = ?1 AND type = ?2)"
                     " ON CONFLICT DO UPDATE SET value = excluded.value",
                     text(0), text(1));
        return;
    }
}

/// Rows of a rowid table by their number: an undo names an earlier group.
void sortByNumber(QList<Row>& rows) {
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a[0].integer < b[0].integer; });
}

} // namespace

void SalvagedRows::add(ScannedRow&& row) {
    if (tables_.isEmpty()) tables_.resize(qsizetype(shapes.size()));
    for (std::size_t table = 0; table < shapes.size(); ++table) {
        if (!fits(row, shapes.at(table))) continue;
        if (row.ofRowidTable) row.values[0] = {Kind::Integer, row.rowid};
        tables_[qsizetype(table)].append(std::move(row.values));
        return;
    }
}

bool SalvagedRows::isEmpty() const {
    return std::all_of(tables_.cbegin(), tables_.cend(), [](const Rows& rows) { return rows.isEmpty(); });
}

Result<void> SalvagedRows::place(Database& database, SalvageReport& report) {
    Transaction transaction(database);
    for (std::size_t i = 0; i < shapes.size() && !tables_.isEmpty(); ++i) {
        auto& rows = tables_[qsizetype(i)];
        if (shapes.at(i).rowid) sortByNumber(rows);
        SalvagedTable table{QString::fromLatin1(shapes.at(i).name), rows.size(), 0};
        for (const auto& row : std::as_const(rows)) {
            placeRow(database, Table(i), row);
            table.placed += database.number("SELECT changes()").value_or(0);
        }
        report.tables.append(table);
    }
    placeOrphans(database, report);
    return transaction.commit();
}

void SalvagedRows::placeOrphans(Database& database, SalvageReport& report) {
    if (tables_.isEmpty()) return;
    QJsonObject orphans;
    for (const auto& row : std::as_const(tables_[qsizetype(Table::Fields)])) {
        const auto record = idOf(row.at(0));
        if (database.number("SELECT 1 FROM record WHERE id = ?1", record)) continue;
        auto fields = orphans.value(record.toString()).toObject();
        fields.insert(textOf(row.at(1)), textOf(row.at(2)));
        orphans.insert(record.toString(), fields);
        ++report.orphans;
    }
    if (report.orphans > 0)
        database.run("INSERT INTO meta(key, value) VALUES('salvage.orphans', ?1)"
                     " ON CONFLICT DO UPDATE SET value = excluded.value",
                     QString::fromUtf8(canonicalJson(orphans)));
}

} // namespace jixiao
