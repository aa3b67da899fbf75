#include "core/store/audit_chain.h"

#include <QStringList>
#include <QtEndian>

#include <array>

namespace jixiao {

namespace {

constexpr std::string_view tag("jixiao.audit/1");
const QString headKey = QStringLiteral("audit_head");
const QString headVersion = QStringLiteral("1");

} // namespace

QString AuditHead::toString() const {
    return QStringList{
        headVersion,          QString::number(groups),          QString::number(entries), QString::number(group),
        QString::number(seq), QString::fromLatin1(hash.toHex())}
        .join(u' ');
}

std::optional<AuditHead> AuditHead::fromString(const QString& text) {
    const auto parts = text.split(u' ');
    if (parts.size() != 6) return std::nullopt;
    AuditHead head{parts[1].toLongLong(), parts[2].toLongLong(), parts[3].toLongLong(), parts[4].toLongLong(),
                   QByteArray::fromHex(parts[5].toLatin1())};
    if (head.toString() != text || head.hash.size() != AuditHead().hash.size()) return std::nullopt;
    for (const qint64 number : {head.groups, head.entries, head.group, head.seq})
        if (number < 0 || number >= auditLimit) return std::nullopt;
    return head;
}

AuditLink::AuditLink(const QByteArray& previous) {
    addBytes('H', tag.data(), qsizetype(tag.size()));
    addBytes('H', previous.constData(), previous.size());
}

void AuditLink::addBytes(char storageClass, const char* bytes, qsizetype size) {
    std::array<char, 9> prefix{storageClass};
    qToLittleEndian<quint64>(quint64(size), prefix.data() + 1);
    hash_.addData({prefix.data(), qsizetype(prefix.size())});
    hash_.addData({bytes, size});
}

void AuditLink::add(std::nullptr_t) { addBytes('N', "", 0); }

void AuditLink::add(qint64 value) {
    std::array<char, 8> bytes{};
    qToLittleEndian<qint64>(value, bytes.data());
    addBytes('I', bytes.data(), bytes.size());
}

void AuditLink::add(const QString& value) {
    const QByteArray utf8 = value.toUtf8();
    addBytes('T', utf8.constData(), utf8.size());
}

void AuditLink::add(const Id& value) {
    if (value.isNull()) return add(nullptr);
    const QByteArray bytes = value.toBytes();
    addBytes('B', bytes.constData(), bytes.size());
}

void AuditLink::addColumn(const Statement& row, int column) {
    const auto storageClass = row.storageClass(column);
    if (storageClass == Statement::StorageClass::Null) return add(nullptr);
    if (storageClass == Statement::StorageClass::Integer) return add(row.integer(column));
    const QByteArray bytes = row.blob(column);
    const char mark = storageClass == Statement::StorageClass::Text   ? 'T'
                      : storageClass == Statement::StorageClass::Blob ? 'B'
                                                                      : 'R';
    addBytes(mark, bytes.constData(), bytes.size());
}

QByteArray AuditLink::hash() const { return hash_.result(); }

std::optional<AuditHead> readAuditHead(Database& database) {
    auto row = database.query("SELECT value FROM meta WHERE key = ?1", headKey);
    return row.next() ? AuditHead::fromString(row.text(0)) : std::nullopt;
}

void writeAuditHead(Database& database, const AuditHead& head) {
    database.run("UPDATE meta SET value = ?2 WHERE key = ?1", headKey, head.toString());
}

AuditHead nextHead(const AuditHead& head, const Statement& row) {
    AuditLink link(head.hash);
    const qint64 group = row.integer(AuditColumn::group);
    const bool first = group != head.group;
    for (int column = AuditColumn::groupId; first && column < AuditColumn::groupEnd; ++column)
        link.addColumn(row, column);
    for (int column = AuditColumn::seq; column < AuditColumn::entryEnd; ++column)
        link.addColumn(row, column);
    return {head.groups + (first ? 1 : 0), head.entries + 1, group, row.integer(AuditColumn::seq), link.hash()};
}

} // namespace jixiao
