#pragma once

#include "core/base/id.h"
#include "core/store/database.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>

namespace jixiao {

/// No number of the chain is as large; what says so was never written by this program.
inline constexpr qint64 auditLimit = qint64(1) << 62;

/// Where the audit chain ends: the newest chained entry of the journal. Kept in `meta`, so that entries cut off at the
/// end are missed.
struct AuditHead {
    qint64 groups = 0;  ///< groups chained
    qint64 entries = 0; ///< entries chained
    qint64 group = 0;   ///< the newest entry's group, 0 when there is none
    qint64 seq = 0;     ///< the newest entry
    QByteArray hash = QByteArray(32, '\0');

    /// "1 GROUPS ENTRIES GROUP SEQ HEX"; the first number is the version of the chain.
    QString toString() const;
    /// Nullopt for anything toString() does not give.
    static std::optional<AuditHead> fromString(const QString& text);
    friend bool operator==(const AuditHead&, const AuditHead&) = default;
};

/// One link of the chain: SHA-256 over a tag, the link before it, the group's columns when the entry is the first of
/// its group, and the entry's columns. Every value enters with its storage class and its length, so that no two
/// contents have the same bytes; texts as the UTF-8 that is stored.
class AuditLink {
public:
    explicit AuditLink(const QByteArray& previous);

    void add(std::nullptr_t);
    void add(qint64 value);
    void add(const QString& value);
    void add(const Id& value); ///< NULL when null, as stored
    /// A column as it is stored, whatever it holds.
    void addColumn(const Statement& row, int column);
    QByteArray hash() const;

private:
    void addBytes(char storageClass, const char* bytes, qsizetype size);
    QCryptographicHash hash_{QCryptographicHash::Sha256};
};

/// The head as it stands in `meta`; nullopt when it is absent or unreadable.
std::optional<AuditHead> readAuditHead(Database& database);
void writeAuditHead(Database& database, const AuditHead& head);

/// The journal with the columns a link covers, in the chain's order: from seq ?1 on, at most ?2 rows, -1 for all.
inline constexpr const char* auditRows =
    "SELECT j.hash, j.seq, j.group_id, j.record, j.op, j.field, j.old_value, j.new_value,"
    " g.id, g.scope, g.at_ms, g.person_id, g.person_name, g.device_id, g.label, g.kind, g.reason, g.undoes"
    " FROM journal j LEFT JOIN journal_group g ON g.id = j.group_id WHERE j.seq >= ?1 ORDER BY j.seq LIMIT ?2";

/// Columns of auditRows.
namespace AuditColumn {
inline constexpr int hash = 0;
inline constexpr int seq = 1;
inline constexpr int group = 2;
inline constexpr int record = 3;
inline constexpr int op = 4;
inline constexpr int field = 5;
inline constexpr int entryEnd = 8;
inline constexpr int groupId = 8;
inline constexpr int scope = 9;
inline constexpr int atMs = 10;
inline constexpr int personName = 12;
inline constexpr int kind = 15;
inline constexpr int undoes = 17;
inline constexpr int groupEnd = 18;
} // namespace AuditColumn

/// The head after the row that `row` of auditRows stands on.
AuditHead nextHead(const AuditHead& head, const Statement& row);

} // namespace jixiao
