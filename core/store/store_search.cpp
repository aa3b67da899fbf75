#include "core/store/record_table.h"
#include "core/store/search_index.h"
#include "core/store/search_match.h"
#include "core/store/search_text.h"
#include "core/store/store.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <limits>

namespace jixiao {

namespace {

constexpr int maxQueryLength = 10'000;
constexpr int maxHits = 1'000;

struct Candidate {
    qint64 row = 0; ///< higher is shown first
    Id record;
    QString type;
    Id parent;
};

bool comesBefore(const Candidate& a, const Candidate& b) {
    return a.row != b.row ? a.row > b.row : b.record < a.record;
}

/// Merges what the index offers with what waits for it, best and newest first, and looks at each.
class Searcher {
public:
    Searcher(Database& database, const QStringList& words, qsizetype limit, HitPer per)
        : database_(database), words_(words), limit_(limit), per_(per) {}

    QList<SearchHit> run() {
        readWaiting();
        auto next = waiting_.cbegin();
        auto rows = database_.query("SELECT rowid FROM search_text WHERE search_text MATCH ?1 ORDER BY rowid DESC",
                                    matchExpression(words_));
        while (hits_.size() < limit_ && rows.next()) {
            const qint64 row = rows.integer(0);
            for (; next != waiting_.cend() && next->row > row; ++next)
                look(*next);
            if (const auto indexed = readRow(row)) look(*indexed);
        }
        for (; next != waiting_.cend(); ++next)
            look(*next);
        return hits_;
    }

private:
    void readWaiting() {
        auto rows =
            database_.query("SELECT r.id, r.type, r.parent, r.deleted, s.id FROM search_waiting w"
                            " CROSS JOIN record r ON r.id = w.record LEFT JOIN search_row s ON s.record = r.id");
        while (rows.next()) {
            stale_.insert(rows.id(0));
            const auto* type = searchableType(rows.text(1));
            if (!type || rows.integer(3) != 0) continue;
            // Not seen by the index yet: the newest of its rank.
            const qint64 row = rows.isNull(4) ? SearchIndex::firstRow(type->rank + 1) - 1 : rows.integer(4);
            waiting_.append({row, rows.id(0), type->type, rows.id(2)});
        }
        std::sort(waiting_.begin(), waiting_.end(), comesBefore);
    }

    std::optional<Candidate> readRow(qint64 row) {
        auto found = database_.query("SELECT r.id, r.type, r.parent FROM search_row s CROSS JOIN record r"
                                     " ON r.id = s.record WHERE s.id = ?1 AND r.deleted = 0",
                                     row);
        if (!found.next() || stale_.contains(found.id(0))) return std::nullopt;
        return Candidate{row, found.id(0), found.text(1), found.id(2)};
    }

    void look(const Candidate& candidate) {
        if (hits_.size() >= limit_) return;
        const auto forms = formsOf(candidate);
        const bool news = std::any_of(forms.cbegin(), forms.cend(),
                                      [&](const Id& form) { return per_ == HitPer::Record || !shown_.contains(form); });
        const auto* type = searchableType(candidate.type);
        if (!news || !type) return;
        const auto match = matchRecord(valuesOf(candidate.record), type->fields, words_);
        if (!match) return;
        for (const auto& form : forms) {
            if (hits_.size() >= limit_) return;
            if (per_ == HitPer::Form && shown_.contains(form)) continue;
            shown_.insert(form);
            hits_.append({form, titleOf(form), candidate.record, candidate.type, match->field, match->text,
                          match->textBegin, match->highlights});
        }
    }

    QMap<QString, QString> valuesOf(const Id& record) {
        QMap<QString, QString> values;
        auto rows = database_.query("SELECT name, value FROM record_field WHERE record = ?1", record);
        while (rows.next())
            values.insert(rows.text(0), rows.text(1));
        return values;
    }

    /// The forms that show the record, newest first; none when they are gone.
    QList<Id> formsOf(const Candidate& candidate) {
        if (candidate.type == RecordType::declaration) return {candidate.record};
        QList<Id> forms;
        if (candidate.type == RecordType::project) {
            auto rows = database_.query("SELECT id FROM record WHERE parent = ?1 AND type = ?2 AND deleted = 0"
                                        " ORDER BY id DESC",
                                        candidate.record, RecordType::declaration);
            while (rows.next())
                forms.append(rows.id(0));
            return forms;
        }
        if (candidate.parent.isNull()) return forms;
        if (!open_.contains(candidate.parent))
            open_.insert(candidate.parent,
                         database_
                             .number("SELECT 1 FROM record WHERE id = ?1 AND type = ?2 AND deleted = 0",
                                     candidate.parent, RecordType::declaration)
                             .has_value());
        if (open_.value(candidate.parent)) forms.append(candidate.parent);
        return forms;
    }

    QString titleOf(const Id& form) {
        if (const auto known = titles_.constFind(form); known != titles_.cend()) return *known;
        auto row = database_.query("SELECT coalesce(nullif(n.value, ''), t.value, '') FROM record d"
                                   " LEFT JOIN record_field n ON n.record = d.parent AND n.name = ?2"
                                   " LEFT JOIN record_field t ON t.record = d.id AND t.name = 'title' WHERE d.id = ?1",
                                   form, Field::name);
        return titles_.insert(form, row.next() ? row.text(0) : QString()).value();
    }

    Database& database_;
    const QStringList words_;
    const qsizetype limit_;
    const HitPer per_;
    QList<Candidate> waiting_;
    QSet<Id> stale_;
    QHash<Id, bool> open_;
    QHash<Id, QString> titles_;
    QSet<Id> shown_;
    QList<SearchHit> hits_;
};

} // namespace

Result<QList<SearchHit>> Store::search(const QString& text, int limit, HitPer per) const {
    if (text.size() > maxQueryLength)
        return Error{ErrorCode::InvalidInput, QStringLiteral("a query of %1 characters").arg(text.size())};
    const auto words = searchWords(text);
    if (words.isEmpty() || limit <= 0) return QList<SearchHit>{};
    Transaction transaction(*database_, Transaction::Kind::Read);
    const auto hits = Searcher(*database_, words, std::min(limit, maxHits), per).run();
    if (auto done = transaction.commit(); !done) return done.error();
    return hits;
}

Result<void> Store::tidy() {
    SearchIndex index(*database_);
    if (index.waiting() < SearchIndex::worthIndexing) return {};
    Transaction transaction(*database_);
    index.indexWaiting(SearchIndex::mayWait);
    return transaction.commit();
}

void Store::rest() { database_->releaseMemory(); }

Result<void> Store::prepareSearch() {
    constexpr qint64 perTransaction = 1'000;
    qint64 before = std::numeric_limits<qint64>::max();
    for (bool first = true;; first = false) {
        Transaction transaction(*database_);
        SearchIndex index(*database_);
        if (first) index.adoptFields();
        const qint64 waiting = index.waiting();
        // What belongs to no record never becomes less; this program did not write it.
        const bool more = waiting > SearchIndex::mayWait && waiting < before;
        if (more) index.indexWaiting(perTransaction);
        if (auto done = transaction.commit(); !done) return done.error();
        if (!more) break;
        before = waiting;
    }
    database_->setBeforeCommit([database = database_.get()] { SearchIndex(*database).indexIfMany(); });
    return {};
}

} // namespace jixiao
