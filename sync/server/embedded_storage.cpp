#include "sync/server/embedded_storage.h"

#include "core/base/json.h"
#include "core/base/json_text.h"
#include "sync/server/embedded_schema.h"

#include <QFileInfo>
#include <QJsonArray>

namespace jixiao::server {

namespace {

constexpr int maxRowsPerScan = 5'000; ///< keeps one pull from holding up the others
constexpr auto everyChanged = "*";    ///< no field's name: a row of the history about all the fields in its value
constexpr auto recordColumns = "type, id, unit, parent, revision, deleted, fields";

/// {"name": ["value", revision]}, in canonical form.
QByteArray encodeFields(const Record& record) {
    QByteArray out("{");
    for (auto it = record.fields.cbegin(); it != record.fields.cend(); ++it) {
        if (out.size() > 1) out += ',';
        appendJsonText(out, it.key());
        out += ":[";
        appendJsonText(out, it->value);
        out += ',';
        out += QByteArray::number(it->revision);
        out += ']';
    }
    return out += '}';
}

/// {"name": "value"}
QByteArray encodeValues(const Record& record, const QStringList& names) {
    QByteArray out("{");
    for (const auto& name : names) {
        if (out.size() > 1) out += ',';
        appendJsonText(out, name);
        out += ':';
        appendJsonText(out, record.value(name));
    }
    return out += '}';
}

Result<void> readFields(Record& record, const QByteArray& bytes) {
    auto object = parseJsonObject(bytes);
    if (!object) return Error{ErrorCode::StoreDamaged, object.error().detail};
    for (auto it = object->begin(); it != object->end(); ++it) {
        const auto pair = it.value().toArray();
        record.fields.insert(record.fields.cend(), it.key(), {pair.at(0).toString(), pair.at(1).toInteger()});
    }
    return {};
}

Record readHead(const Statement& row) {
    return {row.text(0), row.id(1), row.id(2), row.id(3), {}, row.integer(4), row.integer(5) != 0};
}

qint64 sizeOf(const Record& record) {
    qint64 size = 0;
    for (const auto& field : record.fields)
        size += field.value.size() * qint64(sizeof(QChar));
    return size;
}

QByteArray select(const char* columns, const char* rest) { return QByteArray("SELECT ") + columns + " FROM " + rest; }

} // namespace

QString EmbeddedStorage::fileName(const QString& folder) { return folder + QStringLiteral("/server.db"); }

Result<std::unique_ptr<EmbeddedStorage>> EmbeddedStorage::open(const QString& folder, const StoreKey& key,
                                                               bool mayCreate) {
    const DatabaseOptions options{fileName(folder), embeddedSchema()};
    auto database = mayCreate ? Database::create(options, key) : Database::open(options, key);
    if (!database) return database.error();
    return std::unique_ptr<EmbeddedStorage>(new EmbeddedStorage(std::move(*database)));
}

Result<void> EmbeddedStorage::transact(const std::function<Result<void>()>& work) {
    newest_.reset(); // what was rolled back before is forgotten
    Transaction transaction(*database_);
    if (auto done = work(); !done) {
        newest_.reset();
        return done;
    }
    auto committed = transaction.commit();
    newest_.reset();
    return committed;
}

Result<QList<Record>> EmbeddedStorage::readRecords(Statement statement) {
    QList<Record> records;
    while (statement.next()) {
        auto record = readHead(statement);
        if (auto read = readFields(record, statement.blob(6)); !read) return read.error();
        records << record;
    }
    if (auto status = statement.status(); !status) return status.error();
    return records;
}

Result<std::optional<Record>> EmbeddedStorage::record(const Id& id) {
    static const auto sql = select(recordColumns, "record WHERE id = ?");
    auto found = readRecords(database_->query(sql.constData(), id));
    if (!found) return found.error();
    return found->isEmpty() ? std::optional<Record>() : found->first();
}

Result<QList<Record>> EmbeddedStorage::children(const Id& parent) {
    static const auto sql = select(recordColumns, "record WHERE parent = ? AND deleted = 0");
    return readRecords(database_->query(sql.constData(), parent));
}

Result<QList<Record>> EmbeddedStorage::recordsOfType(const QString& type) {
    static const auto sql = select(recordColumns, "record WHERE type = ? AND deleted = 0");
    return readRecords(database_->query(sql.constData(), type));
}

Result<qint64> EmbeddedStorage::newestRevision() {
    auto row = database_->query("SELECT max(revision) FROM record");
    if (row.next()) return row.integer(0);
    return database_->lastError();
}

Result<ChangePage> EmbeddedStorage::changes(const ChangeQuery& query) {
    static const auto sql = select(recordColumns, "record WHERE revision > ? ORDER BY revision LIMIT ?");
    auto newest = newestRevision();
    if (!newest) return newest.error();
    ChangePage page{{}, *newest, false};
    auto row = database_->query(sql.constData(), query.after, maxRowsPerScan);
    qint64 bytes = 0;
    qint64 scanned = query.after;
    while (row.next()) {
        if (page.records.size() >= query.maxRecords || bytes > query.maxBytes) break;
        auto record = readHead(row);
        scanned = record.revision;
        if (!query.accept(record)) continue;
        if (auto read = readFields(record, row.blob(6)); !read) return read.error();
        bytes += sizeOf(record);
        page.records << record;
    }
    if (auto status = row.status(); !status) return status.error();
    page.more = query.after < *newest && scanned < *newest;
    if (page.more) page.scannedTo = scanned;
    return page;
}

Result<void> EmbeddedStorage::put(Record& record, const QStringList& changed, const Stamp& stamp) {
    if (!newest_) {
        auto stored = newestRevision();
        if (!stored) return stored.error();
        newest_ = *stored;
    }
    record.revision = ++*newest_;
    for (const auto& field : changed)
        record.fields[field].revision = record.revision;
    auto stored = write("INSERT INTO record(id, type, unit, parent, revision, deleted, fields) VALUES(?,?,?,?,?,?,?) "
                        "ON CONFLICT(id) DO UPDATE SET revision = excluded.revision, deleted = excluded.deleted, "
                        "fields = excluded.fields",
                        record.id, record.type, record.unit, record.parent, record.revision, record.deleted,
                        encodeFields(record));
    if (!stored) return stored;
    // One row says who and when for all that changed at once; revisions are never shared.
    const bool existence = changed.isEmpty();
    return write("INSERT INTO history(record, revision, field, value, person, person_name, device, at) "
                 "VALUES(?,?,?,?,?,?,?,?)",
                 record.id, record.revision, QString::fromLatin1(existence ? "" : everyChanged),
                 existence ? QString::number(int(record.deleted)) : QString::fromUtf8(encodeValues(record, changed)),
                 stamp.personId, stamp.personName, stamp.deviceId, stamp.atMs);
}

Result<std::optional<Stamp>> EmbeddedStorage::stamp(const Id& record, const QString& field, qint64 revision) {
    auto row = database_->query("SELECT person, person_name, device, at, field, value FROM history "
                                "WHERE record = ? AND revision = ? AND field IN (?, ?)",
                                record, revision, field.isNull() ? QString(QLatin1String("")) : field,
                                QString::fromLatin1(field.isEmpty() ? "" : everyChanged));
    while (row.next()) {
        const bool names = row.text(4) != QLatin1String(everyChanged) ||
                           parseJsonObject(row.text(5).toUtf8()).valueOr({}).contains(field);
        if (names) return std::optional(Stamp{row.text(0), row.text(1), row.text(2), row.integer(3)});
    }
    if (auto status = row.status(); !status) return status.error();
    return std::optional<Stamp>();
}

Result<bool> EmbeddedStorage::changedByOthers(const Id& record, qint64 afterRevision, const QString& deviceId) {
    auto row = database_->query("SELECT 1 FROM history WHERE record = ? AND revision > ? AND device <> ? LIMIT 1",
                                record, afterRevision, deviceId);
    const bool found = row.next();
    if (auto status = row.status(); !status) return status.error();
    return found;
}

Result<void> EmbeddedStorage::keepSnapshot(const QString& hash, const Id& declaration, const QByteArray& bytes,
                                           qint64 atMs) {
    return write("INSERT INTO snapshot(hash, declaration, content, at) VALUES(?,?,?,?) ON CONFLICT DO NOTHING", hash,
                 declaration, bytes, atMs);
}

} // namespace jixiao::server
