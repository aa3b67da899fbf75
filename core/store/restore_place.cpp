// The part of Restore that moves files, in an order that can be taken up again wherever it was cut off.
#include "core/store/restore_place.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/store/database.h"
#include "core/store/file_copy.h"
#include "core/store/restore.h"
#include "core/store/store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace jixiao {

namespace {

const auto storeName = QStringLiteral("store.db");
const auto keysName = QStringLiteral("store.keys");
const auto olderKeysName = QStringLiteral("store.keys.1");
const auto attemptsName = QStringLiteral("store.attempts");
const auto asideField = QStringLiteral("aside");
const auto keysField = QStringLiteral("keys");

QString markIn(const QString& dataFolder) { return RestorePlace::folder(dataFolder) + QStringLiteral("/ready.json"); }

bool exists(const QString& folder, const QString& name) { return QFileInfo::exists(folder + u'/' + name); }

Result<void> move(const QString& from, const QString& to, const QString& name) {
    if (!exists(from, name)) return {};
    return moveFile(from + u'/' + name, to + u'/' + name);
}

Result<void> keepCopy(const QString& dataFolder, const QString& aside, const QString& name) {
    if (!exists(dataFolder, name) || exists(aside, name)) return {};
    // Under another name first: half a copy is no copy.
    const auto unfinished = aside + u'/' + name + QStringLiteral(".new");
    QFile::remove(unfinished);
    const auto copied = copyFile(dataFolder + u'/' + name, unfinished);
    if (!copied) return copied.error();
    return moveFile(unfinished, aside + u'/' + name);
}

Result<void> keepKeys(const QString& dataFolder, const QString& aside) {
    if (auto kept = keepCopy(dataFolder, aside, attemptsName); !kept) return kept;
    return keepCopy(dataFolder, aside, keysName);
}

Result<void> exchangeKeys(const QString& dataFolder, const QString& ready, const QString& aside) {
    // Once the new key file is in place, what stands there is not the old one any more.
    if (!exists(ready, keysName)) return {};
    if (auto kept = keepCopy(dataFolder, aside, attemptsName); !kept) return kept;
    for (const auto& name : {keysName, olderKeysName})
        if (auto moved = move(dataFolder, aside, name); !moved) return moved;
    if (auto moved = move(ready, dataFolder, attemptsName); !moved) return moved;
    return move(ready, dataFolder, keysName);
}

Result<void> exchangeStore(const QString& dataFolder, const QString& ready, const QString& aside, bool withKeys) {
    if (!exists(ready, storeName)) return {};
    if (auto made = makePrivateFolder(aside); !made) return made;
    // The log goes before the new file comes: it belongs to the old one.
    for (const auto& name : {storeName, storeName + QStringLiteral("-wal")})
        if (auto moved = move(dataFolder, aside, name); !moved) return moved;
    QFile::remove(dataFolder + u'/' + storeName + QStringLiteral("-shm"));
    const auto keys = withKeys ? exchangeKeys(dataFolder, ready, aside) : keepKeys(dataFolder, aside);
    if (!keys) return keys;
    return move(ready, dataFolder, storeName);
}

} // namespace

namespace RestorePlace {

QString folder(const QString& dataFolder) { return dataFolder + QStringLiteral("/restoring"); }

Result<void> whileLocked(const QString& dataFolder, const std::function<Result<void>()>& work) {
    return Database::whileLocked(dataFolder + QStringLiteral("/restoring.db"), work);
}

void clear(const QString& dataFolder) {
    // The mark first: without it what is left is of no account.
    QFile::remove(markIn(dataFolder));
    flushFolder(folder(dataFolder));
    QDir(folder(dataFolder)).removeRecursively();
}

Result<void> markReady(const QString& dataFolder, const QString& asideName, bool withKeys) {
    flushFolder(folder(dataFolder));
    return replaceFile(markIn(dataFolder), canonicalJson({{asideField, asideName}, {keysField, withKeys}}),
                       FileReaders::OwnerOnly);
}

Result<void> carryThrough(const QString& dataFolder) {
    const auto bytes = readBounded(markIn(dataFolder));
    if (!bytes) return bytes.error();
    const auto mark = parseJsonObject(*bytes);
    if (!mark) return mark.error();
    const auto name = mark->value(asideField).toString();
    if (name.isEmpty() || name.contains(u'/') || name.startsWith(u'.'))
        return Error{ErrorCode::JsonMalformed, QStringLiteral("the mark of a restore")};
    const auto done =
        exchangeStore(dataFolder, folder(dataFolder), dataFolder + u'/' + name, mark->value(keysField).toBool());
    if (done) clear(dataFolder);
    return done;
}

} // namespace RestorePlace

Result<void> Restore::settle(const QString& folder) {
    if (!QFileInfo::exists(RestorePlace::folder(folder))) return {};
    return RestorePlace::whileLocked(folder, [&]() -> Result<void> {
        return Database::whileLocked(Store::fileName(folder), [&]() -> Result<void> {
            if (QFileInfo::exists(markIn(folder))) return RestorePlace::carryThrough(folder);
            RestorePlace::clear(folder);
            return {};
        });
    });
}

} // namespace jixiao
