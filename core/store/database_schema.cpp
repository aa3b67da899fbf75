// The part of Database that knows whether a file's schema is its own.
#include "core/store/database.h"
#include "core/store/sqlite_setup.h"

#include <QHash>
#include <QMutex>
#include <QMutexLocker>

#include <sqlite3.h>

#include <algorithm>

namespace jixiao {

namespace {

const QString virtualTable = QStringLiteral("CREATE VIRTUAL TABLE");
const QString plainTable = QStringLiteral("CREATE TABLE");

/// The tables in which virtual tables keep their data are written by SQLite in its own words.
bool isKeptBySqlite(const QString& name, const QMap<QString, QString>& objects) {
    return std::any_of(objects.keyBegin(), objects.keyEnd(), [&](const QString& key) {
        return objects.value(key).startsWith(virtualTable) &&
               name.startsWith(QStringLiteral("table %1_").arg(key.section(u' ', 1)));
    });
}

/// What differs first; "" when nothing does.
QString firstDifference(const QMap<QString, QString>& found, const QMap<QString, QString>& expected) {
    for (auto object = found.cbegin(); object != found.cend(); ++object) {
        const auto wanted = expected.constFind(object.key());
        if (wanted == expected.cend()) return object.key();
        const bool same = isKeptBySqlite(object.key(), expected) ? object->startsWith(plainTable) : *object == *wanted;
        if (!same) return object.key();
    }
    for (auto object = expected.cbegin(); object != expected.cend(); ++object)
        if (!found.contains(object.key())) return object.key();
    return {};
}

} // namespace

Result<QMap<QString, QString>> Database::schemaObjects() {
    QMap<QString, QString> objects;
    auto rows = query("SELECT type, name, coalesce(sql, tbl_name) FROM sqlite_master");
    while (rows.next()) {
        const auto key = rows.text(0) + u' ' + rows.text(1);
        objects.insert(objects.contains(key) ? key + u'+' : key, rows.text(2).simplified());
    }
    if (auto status = rows.status(); !status) return status.error();
    return objects;
}

Result<QMap<QString, QString>> Database::expectedSchema(const QList<Migration>& migrations, qint64 version) {
    QByteArray script;
    for (const auto& migration : migrations)
        if (migration.version <= version) script.append(migration.sql).append(";\n");
    // Each schema is made once in a process.
    static QMutex mutex;
    static QHash<QByteArray, QMap<QString, QString>> known;
    const QMutexLocker locker(&mutex);
    if (const auto made = known.constFind(script); made != known.cend()) return *made;
    std::unique_ptr<Database> model(new Database);
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    if (const int result = sqlite3_open_v2(":memory:", &model->handle_, flags, nullptr); result != SQLITE_OK)
        return sqliteError(result, "the schema to compare with");
    if (auto done = model->script(script.constData()); !done) return done.error();
    auto objects = model->schemaObjects();
    if (objects) known.insert(script, *objects);
    return objects;
}

Result<void> Database::verifySchema(const QList<Migration>& migrations) {
    const auto version = number("PRAGMA user_version");
    if (!version) return lastError_;
    const auto found = schemaObjects();
    if (!found) return found.error();
    const auto expected = expectedSchema(migrations, *version);
    if (!expected) return expected.error();
    const auto different = firstDifference(*found, *expected);
    if (different.isEmpty()) return {};
    return Error{ErrorCode::StoreDamaged, QStringLiteral("schema %1: %2").arg(*version).arg(different)};
}

} // namespace jixiao
