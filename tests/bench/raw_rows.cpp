#include "tests/bench/raw_rows.h"

#include "tests/bench/stats.h"

#include <QFile>
#include <QList>

#include <sqlite3.h>

#include <memory>
#include <vector>

namespace jixiao::bench {

namespace {

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using Handle = std::unique_ptr<sqlite3, Close>;
using Query = std::unique_ptr<sqlite3_stmt, Close>;
using Value = std::unique_ptr<sqlite3_value, Close>;
using Row = std::vector<Value>;

struct Table {
    QString name;
    std::vector<Row> rows;
};

void require(bool good, sqlite3* database) {
    if (!good) qFatal("bench: raw rows: %s", sqlite3_errmsg(database));
}

void run(sqlite3* database, const QByteArray& sql) {
    require(sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK, database);
}

QByteArray hex(const SecretBytes& secret) {
    const auto bytes = secret.bytes();
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())).toHex();
}

Handle open(const QString& file, const StoreKey& key) {
    sqlite3* raw = nullptr;
    const int result = sqlite3_open(file.toUtf8().constData(), &raw);
    Handle database(raw);
    require(result == SQLITE_OK, raw);
    const auto spec = "x'" + hex(key.key) + hex(key.salt) + "'";
    require(sqlite3_key(raw, spec.constData(), int(spec.size())) == SQLITE_OK, raw);
    run(raw, "PRAGMA cipher_log_level = NONE; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
             "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
    return database;
}

Query prepare(sqlite3* database, const QByteArray& sql) {
    sqlite3_stmt* statement = nullptr;
    require(sqlite3_prepare_v2(database, sql.constData(), -1, &statement, nullptr) == SQLITE_OK, database);
    return Query(statement);
}

Table read(sqlite3* database, const QString& name) {
    Table table{name, {}};
    const auto query = prepare(database, "SELECT * FROM " + name.toUtf8());
    while (sqlite3_step(query.get()) == SQLITE_ROW) {
        Row row;
        for (int i = 0; i < sqlite3_column_count(query.get()); ++i)
            row.emplace_back(sqlite3_value_dup(sqlite3_column_value(query.get(), i)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

void copySchema(sqlite3* from, sqlite3* to, const QString& table) {
    const auto query = prepare(from, "SELECT sql FROM sqlite_master WHERE tbl_name = '" + table.toUtf8() +
                                         "' AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC");
    while (sqlite3_step(query.get()) == SQLITE_ROW)
        run(to, reinterpret_cast<const char*>(sqlite3_column_text(query.get(), 0)));
}

/// The rows of all tables side by side, as they come when they belong together.
void insert(sqlite3* database, const std::vector<Table>& tables, int commits) {
    std::vector<Query> inserts;
    for (const auto& table : tables) {
        const auto columns = table.rows.empty() ? 1 : table.rows.front().size();
        inserts.push_back(prepare(database, "INSERT INTO " + table.name.toUtf8() + " VALUES(?" +
                                                QByteArray(",?").repeated(qsizetype(columns) - 1) + ")"));
    }
    for (std::size_t part = 0; part < std::size_t(commits); ++part) {
        run(database, "BEGIN IMMEDIATE");
        for (std::size_t t = 0; t < tables.size(); ++t) {
            const auto& rows = tables[t].rows;
            for (auto i = rows.size() * part / commits; i < rows.size() * (part + 1) / commits; ++i) {
                for (std::size_t column = 0; column < rows[i].size(); ++column)
                    sqlite3_bind_value(inserts[t].get(), int(column) + 1, rows[i][column].get());
                require(sqlite3_step(inserts[t].get()) == SQLITE_DONE, database);
                sqlite3_reset(inserts[t].get());
            }
        }
        run(database, "COMMIT");
    }
}

} // namespace

RawInsert insertRawly(const QString& file, const StoreKey& key, const QStringList& tables, int commits,
                      const QString& folder) {
    const auto copy = folder + QStringLiteral("/raw.db");
    RawInsert result;
    {
        const auto from = open(file, key);
        const auto to = open(copy, key);
        std::vector<Table> content;
        for (const auto& name : tables) {
            copySchema(from.get(), to.get(), name);
            content.push_back(read(from.get(), name));
            result.rows += qint64(content.back().rows.size());
        }
        const double start = nowMs();
        const double startCpu = processCpuMs();
        insert(to.get(), content, qMax(1, commits));
        result.wallMs = nowMs() - start;
        result.cpuMs = processCpuMs() - startCpu;
    }
    for (const auto* suffix : {"", "-wal", "-shm"})
        QFile::remove(copy + QLatin1String(suffix));
    return result;
}

} // namespace jixiao::bench
