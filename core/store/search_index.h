#pragma once

#include "core/store/database.h"
#include "core/store/search_fields.h"

namespace jixiao {

/// The full-text index beside the records: contentless FTS5 over pairs of characters. A change of a record notes the
/// record as waiting in its own transaction (triggers of schema_search.cpp, so no writer can forget it); waiting
/// records are cut into terms many at a time, because the index costs per write rather than per record. Search reads
/// what waits from the records themselves: it never misses anything. Every call but waiting() belongs inside a write
/// Transaction.
class SearchIndex {
public:
    explicit SearchIndex(Database& database) : database_(database) {}

    /// As many records as may wait: what search reads one by one.
    static constexpr int mayWait = 128;
    /// As many as are worth a write of their own at an idle moment.
    static constexpr int worthIndexing = 32;

    /// Makes the database know what is searchable today; if that has changed (or the index is new), every record waits.
    void adoptFields();
    qint64 waiting();
    /// Indexes up to `limit` of those that wait, oldest first.
    void indexWaiting(qint64 limit);
    /// Indexes all that wait once they are too many.
    void indexIfMany();

    /// The lowest row number of a rank; the rank above begins where this one ends.
    static qint64 firstRow(int rank) { return qint64(rank) << rankShift; }

private:
    static constexpr int rankShift = 40;
    struct Waiting {
        Id record;
        QString type;
        bool deleted = false;
        qint64 row = 0;
    };
    QList<Waiting> takeWaiting(qint64 limit);
    qint64 rowOf(const Waiting& record, const SearchableType& type);
    void index(const Waiting& record);

    Database& database_;
};

} // namespace jixiao
