#include "core/store/search_index.h"

#include "core/store/search_text.h"

#include <QSet>

#include <algorithm>
#include <limits>

namespace jixiao {

namespace {

using Place = std::pair<QString, QString>; // type, field

QSet<Place> wantedFields() {
    QSet<Place> places;
    for (const auto& type : searchableTypes()) {
        for (const auto& field : type.fields)
            places.insert({type.type, field});
    }
    return places;
}

} // namespace

void SearchIndex::adoptFields() {
    QSet<Place> known;
    {
        auto rows = database_.query("SELECT type, name FROM search_field");
        while (rows.next())
            known.insert({rows.text(0), rows.text(1)});
        if (!rows.status()) return;
    }
    const auto wanted = wantedFields();
    if (known == wanted) return;
    database_.run("DELETE FROM search_field");
    for (const auto& [type, field] : wanted)
        database_.run("INSERT INTO search_field(type, name) VALUES(?1, ?2)", type, field);
    database_.run("INSERT OR IGNORE INTO search_waiting(record) SELECT id FROM record"
                  " WHERE type IN (SELECT type FROM search_field) OR id IN (SELECT record FROM search_row)");
}

qint64 SearchIndex::waiting() { return database_.number("SELECT count(*) FROM search_waiting").value_or(0); }

QList<SearchIndex::Waiting> SearchIndex::takeWaiting(qint64 limit) {
    auto rows = database_.query("SELECT r.id, r.type, r.deleted FROM search_waiting w CROSS JOIN record r"
                                " ON r.id = w.record ORDER BY w.record LIMIT ?1",
                                limit);
    QList<Waiting> records;
    while (rows.next())
        records.append({rows.id(0), rows.text(1), rows.integer(2) != 0, 0});
    return records;
}

qint64 SearchIndex::rowOf(const Waiting& record, const SearchableType& type) {
    if (const auto row = database_.number("SELECT id FROM search_row WHERE record = ?1", record.record)) return *row;
    const auto last = database_.number("SELECT max(id) FROM search_row WHERE id >= ?1 AND id < ?2", firstRow(type.rank),
                                       firstRow(type.rank + 1));
    const qint64 row = last.value_or(0) == 0 ? firstRow(type.rank) + 1 : *last + 1;
    database_.run("INSERT INTO search_row(id, record) VALUES(?1, ?2)", row, record.record);
    return row;
}

void SearchIndex::index(const Waiting& record) {
    const auto* type = searchableType(record.type);
    if (!type) {
        // Searchable once, not any more.
        database_.run("DELETE FROM search_text WHERE rowid = (SELECT id FROM search_row WHERE record = ?1)",
                      record.record);
        return;
    }
    database_.run("DELETE FROM search_text WHERE rowid = ?1", record.row);
    if (record.deleted) return;
    QStringList folded;
    auto fields = database_.query("SELECT name, value FROM record_field WHERE record = ?1", record.record);
    while (fields.next()) {
        if (type->fields.contains(fields.text(0))) folded.append(foldForSearch(fields.text(1)));
    }
    if (const QString terms = indexTerms(folded); !terms.isEmpty())
        database_.run("INSERT INTO search_text(rowid, terms) VALUES(?1, ?2)", record.row, terms);
}

void SearchIndex::indexWaiting(qint64 limit) {
    auto records = takeWaiting(limit);
    if (records.isEmpty()) return;
    for (auto& record : records) {
        if (const auto* type = searchableType(record.type)) record.row = rowOf(record, *type);
    }
    // In ascending order FTS5 gathers everything in memory; each step back would write what it has.
    std::sort(records.begin(), records.end(), [](const Waiting& a, const Waiting& b) { return a.row < b.row; });
    for (const auto& record : std::as_const(records)) {
        index(record);
        database_.run("DELETE FROM search_waiting WHERE record = ?1", record.record);
    }
    // Keeps the parts of the index few, in steps that grow with what was written.
    database_.run("INSERT INTO search_text(search_text, rank) VALUES('merge', ?1)", qint64(records.size()));
}

void SearchIndex::indexIfMany() {
    if (waiting() > mayWait) indexWaiting(std::numeric_limits<qint64>::max());
}

} // namespace jixiao
