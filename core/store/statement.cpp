#include "core/store/statement.h"

#include "core/store/database.h"

#include <sqlite3.h>

#include <utility>

namespace jixiao {

Statement::Statement(Database& database, sqlite3_stmt* statement, bool* cacheBusy, int failure)
    : database_(&database), statement_(statement), cacheBusy_(cacheBusy), failure_(failure) {
    if (cacheBusy_) *cacheBusy_ = true;
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      cacheBusy_(std::exchange(other.cacheBusy_, nullptr)),
      failure_(other.failure_),
      done_(other.done_) {}

Statement::~Statement() {
    if (!statement_) return;
    if (!cacheBusy_) {
        sqlite3_finalize(statement_);
        return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    *cacheBusy_ = false;
}

void Statement::note(int result) {
    if (result == SQLITE_OK || failure_ != SQLITE_OK) return;
    failure_ = result;
    database_->noteFailure(result);
}

void Statement::bind(int index, std::nullptr_t) {
    if (statement_) note(sqlite3_bind_null(statement_, index));
}

void Statement::bind(int index, qint64 value) {
    if (statement_) note(sqlite3_bind_int64(statement_, index, value));
}

void Statement::bind(int index, const QString& value) {
    if (!statement_) return;
    const QByteArray utf8 = value.toUtf8();
    note(sqlite3_bind_text64(statement_, index, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT,
                             SQLITE_UTF8));
}

void Statement::bind(int index, const QByteArray& value) {
    if (statement_)
        note(sqlite3_bind_blob64(statement_, index, value.constData(), sqlite3_uint64(value.size()), SQLITE_TRANSIENT));
}

void Statement::bind(int index, const Id& value) {
    if (value.isNull())
        bind(index, nullptr);
    else
        bind(index, value.toBytes());
}

bool Statement::next() {
    if (done_ || failure_ != SQLITE_OK || !statement_) return false;
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    done_ = true;
    if (result != SQLITE_DONE) note(result);
    return false;
}

Result<void> Statement::finish() {
    while (next()) {
    }
    return status();
}

Result<void> Statement::status() const {
    if (failure_ == SQLITE_OK) return {};
    return database_->lastError();
}

Statement::StorageClass Statement::storageClass(int column) const {
    switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
        return StorageClass::Integer;
    case SQLITE_FLOAT:
        return StorageClass::Real;
    case SQLITE_TEXT:
        return StorageClass::Text;
    case SQLITE_BLOB:
        return StorageClass::Blob;
    default:
        return StorageClass::Null;
    }
}

bool Statement::isNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

qint64 Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

QString Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes ? QString::fromUtf8(bytes, sqlite3_column_bytes(statement_, column)) : QString();
}

QByteArray Statement::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return bytes ? QByteArray(bytes, sqlite3_column_bytes(statement_, column)) : QByteArray();
}

Id Statement::id(int column) const {
    const QByteArray bytes = blob(column);
    return bytes.size() == 16 ? Id(QUuid::fromRfc4122(bytes)) : Id();
}

} // namespace jixiao
