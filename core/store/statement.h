#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <cstddef>

struct sqlite3_stmt;

namespace jixiao {

class Database;

/// One prepared statement with its values bound. Move-only; gives the statement back to the cache when it goes.
/// Texts travel as UTF-8 with their length, so NUL survives and a lone surrogate becomes "?". A null Id is NULL.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    /// True when a row stands ready; false at the end and after a failure, which status() tells apart.
    bool next();
    /// Runs to the end.
    Result<void> finish();
    Result<void> status() const;

    /// How SQLite holds a value.
    enum class StorageClass { Null, Integer, Real, Text, Blob };
    StorageClass storageClass(int column) const;
    bool isNull(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const; ///< of a text: its bytes as stored
    Id id(int column) const;

private:
    friend class Database;
    Statement(Database& database, sqlite3_stmt* statement, bool* cacheBusy, int failure);

    void bind(int index, std::nullptr_t);
    void bind(int index, qint64 value);
    void bind(int index, int value) { bind(index, qint64(value)); }
    void bind(int index, bool value) { bind(index, qint64(value)); }
    void bind(int index, const QString& value);
    void bind(int index, const QByteArray& value);
    void bind(int index, const Id& value);
    void note(int result);

    Database* database_;
    sqlite3_stmt* statement_; // owned unless cacheBusy_ is set
    bool* cacheBusy_;
    int failure_;
    bool done_ = false;
};

} // namespace jixiao
