// The part of Backups that knows what stands in a backup's folder.
#include "core/store/backup_manifest.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/store/backup.h"

#include <QDate>
#include <QDateTime>
#include <QDir>
#include <QSet>

#include <algorithm>

namespace jixiao {

namespace {

const auto formatName = QStringLiteral("jixiao.backup/1");
constexpr int maxBackups = 10'000;
constexpr qint64 maxManifestBytes = 64 * 1024;

QJsonObject sumJson(const FileSum& sum) {
    return {{QStringLiteral("size"), sum.size}, {QStringLiteral("sha256"), QString::fromLatin1(sum.sha256.toHex())}};
}

FileSum sumFrom(const QJsonObject& object) {
    return {object.value(QStringLiteral("size")).toInteger(-1),
            QByteArray::fromHex(object.value(QStringLiteral("sha256")).toString().toLatin1())};
}

} // namespace

namespace BackupManifest {

QString path(const QString& folder) { return folder + QStringLiteral("/manifest.json"); }

QByteArray toBytes(const BackupInfo& info) {
    return canonicalJson({{QStringLiteral("format"), formatName},
                          {QStringLiteral("atMs"), info.atMs},
                          {QStringLiteral("storeId"), info.storeId.toString()},
                          {QStringLiteral("schema"), info.schemaVersion},
                          {QStringLiteral("records"), info.records},
                          {QStringLiteral("journalRows"), info.journalRows},
                          {QStringLiteral("outboxRows"), info.outboxRows},
                          {QStringLiteral("auditOk"), info.auditOk},
                          {QStringLiteral("store"), sumJson(info.store)},
                          {QStringLiteral("keys"), sumJson(info.keys)}});
}

} // namespace BackupManifest

Result<BackupInfo> Backups::read(const QString& folder) {
    const auto bytes = readBounded(BackupManifest::path(folder), maxManifestBytes);
    if (!bytes) return bytes.error();
    const auto json = parseJsonObject(*bytes);
    if (!json) return json.error();
    BackupInfo info{folder,
                    json->value(QStringLiteral("atMs")).toInteger(),
                    Id::fromString(json->value(QStringLiteral("storeId")).toString()).value_or(Id()),
                    json->value(QStringLiteral("schema")).toInt(),
                    json->value(QStringLiteral("records")).toInteger(),
                    json->value(QStringLiteral("journalRows")).toInteger(),
                    json->value(QStringLiteral("outboxRows")).toInteger(),
                    json->value(QStringLiteral("auditOk")).toBool(),
                    sumFrom(json->value(QStringLiteral("store")).toObject()),
                    sumFrom(json->value(QStringLiteral("keys")).toObject())};
    const bool whole = json->value(QStringLiteral("format")) == formatName && !info.storeId.isNull() && info.atMs > 0 &&
                       info.store.sha256.size() == 32 && info.keys.sha256.size() == 32;
    if (!whole) return Error{ErrorCode::JsonMalformed, QStringLiteral("not the manifest of a backup")};
    return info;
}

QList<BackupInfo> Backups::list(const QString& target, const Id& storeId) {
    QList<BackupInfo> found;
    // By hand: a pattern would bring the engine of regular expressions into every start.
    auto names = QDir(target).entryList(QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot, QDir::Name);
    names.removeIf([](const QString& name) { return !name.startsWith(BackupManifest::namePrefix); });
    for (const auto& name : names.mid(0, maxBackups)) {
        const auto info = read(target + u'/' + name);
        if (info && (storeId.isNull() || info->storeId == storeId)) found.append(*info);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.atMs > b.atMs; });
    return found;
}

QList<BackupInfo> Backups::superseded(const QList<BackupInfo>& backups, const BackupPolicy& policy) {
    QList<BackupInfo> spent;
    QSet<qint64> weeks;
    for (int i = 0; i < backups.size(); ++i) {
        const auto& backup = backups.at(i);
        // Weeks as whole numbers: year 2026 week 47 is 202647.
        int year = 0;
        const int week = QDateTime::fromMSecsSinceEpoch(backup.atMs, Qt::UTC).date().weekNumber(&year);
        const auto number = qint64(year) * 100 + week;
        const bool recent = i < std::max(1, policy.newest);
        if (recent) continue;
        if (!weeks.contains(number) && weeks.size() < policy.weeks)
            weeks.insert(number);
        else
            spent.append(backup);
    }
    return spent;
}

} // namespace jixiao
