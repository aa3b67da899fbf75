#include "core/store/database.h"
#include "core/store/history_sql.h"
#include "core/store/journal_writer.h"
#include "core/store/store.h"

namespace jixiao {

namespace {

constexpr qint64 newest = std::numeric_limits<qint64>::max();

qint64 orNewest(qint64 before) { return before > 0 ? before : newest; }

QList<JournalEntry> entriesOf(Statement rows) {
    QList<JournalEntry> entries;
    while (rows.next())
        entries.append({rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.id(5),
                        rows.text(6), rows.text(7), rows.text(8), rows.text(9), rows.text(10), rows.text(11),
                        rows.text(12), rows.text(13), rows.integer(14)});
    return entries;
}

} // namespace

Result<QList<JournalEntry>> Store::history(const Id& scope, int limit, qint64 beforeSeq) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    // The group that holds the place to go on from bounds what is read.
    const qint64 group = beforeSeq <= 0 ? newest
                                        : database_
                                              ->number("SELECT group_id FROM journal WHERE seq < ?1"
                                                       " ORDER BY seq DESC LIMIT 1",
                                                       beforeSeq)
                                              .value_or(0);
    auto entries =
        entriesOf(database_->query(HistorySql::history.constData(), scope, group, orNewest(beforeSeq), limit));
    if (auto done = transaction.commit(); !done) return done.error();
    return entries;
}

Result<QList<HistoryGroup>> Store::timeline(const Id& scope, int limit, qint64 beforeGroup) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    QList<HistoryGroup> groups;
    {
        auto rows = database_->query(HistorySql::timeline.constData(), scope, orNewest(beforeGroup), limit);
        while (rows.next())
            groups.append({rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5),
                           rows.text(6), rows.text(7), int(rows.integer(8)), rows.integer(9) == int(GroupState::Undone),
                           rows.integer(10)});
    }
    if (auto done = transaction.commit(); !done) return done.error();
    return groups;
}

Result<QList<JournalEntry>> Store::groupEntries(qint64 group, int limit, qint64 afterSeq) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto entries = entriesOf(database_->query(HistorySql::group.constData(), group, afterSeq, limit));
    if (auto done = transaction.commit(); !done) return done.error();
    return entries;
}

Result<QList<JournalEntry>> Store::fieldHistory(const Id& record, const QString& field, int limit,
                                                qint64 beforeSeq) const {
    Transaction transaction(*database_, Transaction::Kind::Read);
    auto entries =
        entriesOf(database_->query(HistorySql::field.constData(), record, field, orNewest(beforeSeq), limit));
    if (auto done = transaction.commit(); !done) return done.error();
    return entries;
}

} // namespace jixiao
