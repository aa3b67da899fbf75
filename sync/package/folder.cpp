#include "sync/package/folder.h"

#include "core/base/files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMultiMap>

namespace jixiao::package {

namespace {

Result<void> makeFolder(const QString& path) {
    if (!QDir().mkpath(path)) return Error{ErrorCode::DiskWriteFailed, path};
    return {};
}

/// In the order in which they can be applied.
QString orderKey(const QString& path) {
    const auto file = readPackage(path);
    const auto envelope = file ? parse(*file) : Result<Envelope>(file.error());
    if (!envelope) return QStringLiteral("~") + path;
    return envelope->header.sender.toString() +
           QStringLiteral("%1").arg(envelope->header.sequence, 20, 10, QLatin1Char('0'));
}

} // namespace

Result<QByteArray> readPackage(const QString& path) {
    auto bytes = readBounded(path, maxPackageBytes);
    if (!bytes && bytes.error().code == ErrorCode::FileTooLarge) return Error{ErrorCode::PackageTooLarge, path};
    return bytes;
}

QStringList packageFiles(const QString& path, const QList<Kind>& kinds, const Id& receiver) {
    if (!QFileInfo(path).isDir()) return {path};
    QStringList files;
    const QDir folder(path);
    const auto names = folder.entryList({QStringLiteral("*.jxp")}, QDir::Files, QDir::Name);
    for (const auto& name : names) {
        const auto file = readPackage(folder.filePath(name));
        const auto envelope = file ? parse(*file) : Result<Envelope>(file.error());
        const bool meant = !envelope || (kinds.contains(envelope->header.kind) &&
                                         (receiver.isNull() || envelope->header.receiver == receiver));
        if (meant) files << folder.filePath(name);
    }
    return files;
}

Result<QString> Folder::stage(const QString& file) const {
    const auto bytes = readPackage(file);
    if (!bytes) return bytes.error();
    if (auto made = makeFolder(quarantine()); !made) return made.error();
    const auto hash = QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256).toHex();
    const auto path = QStringLiteral("%1/%2.jxp").arg(quarantine(), QString::fromLatin1(hash));
    if (QFile::exists(path)) return path;
    if (quarantined().size() >= maxQuarantined)
        return Error{ErrorCode::PackageTooLarge, QStringLiteral("too many files in %1").arg(quarantine())};
    if (auto written = replaceFile(path, *bytes, FileReaders::OwnerOnly); !written) return written.error();
    return path;
}

QStringList Folder::quarantined() const {
    QMultiMap<QString, QString> ordered;
    const QDir folder(quarantine());
    const auto names = folder.entryList({QStringLiteral("*.jxp")}, QDir::Files | QDir::NoSymLinks, QDir::Name);
    for (const auto& name : names)
        ordered.insert(orderKey(folder.filePath(name)), folder.filePath(name));
    return ordered.values();
}

QString Folder::inQuarantine(const QString& name) const {
    return QStringLiteral("%1/%2").arg(quarantine(), QString(name).replace(QLatin1Char('/'), QLatin1Char('_')));
}

Result<void> Folder::archive(const QString& staged, const Header& header) const {
    const auto taken = root_ + QStringLiteral("taken");
    if (auto made = makeFolder(taken); !made) return made;
    const auto target = QStringLiteral("%1/%2").arg(taken, fileName(header));
    QFile::remove(target);
    if (!QFile::rename(staged, target)) return Error{ErrorCode::DiskWriteFailed, target};
    flushFolder(taken);
    flushFolder(quarantine());
    return {};
}

Result<void> Folder::discard(const QString& staged) const {
    if (!QFile::remove(staged)) return Error{ErrorCode::DiskWriteFailed, staged};
    return {};
}

Result<QStringList> Folder::give(const QList<Made>& packages, const QString& target) const {
    const auto given = root_ + QStringLiteral("given");
    if (auto made = makeFolder(given); !made) return made.error();
    if (!target.isEmpty())
        if (auto made = makeFolder(target); !made) return made.error();
    QStringList paths;
    for (const auto& package : packages) {
        const auto name = QLatin1Char('/') + fileName(package.header);
        if (auto kept = replaceFile(given + name, package.file, FileReaders::OwnerOnly); !kept) return kept.error();
        if (!target.isEmpty())
            if (auto written = replaceFile(target + name, package.file); !written) return written.error();
        paths << (target.isEmpty() ? given : target) + name;
    }
    return paths;
}

} // namespace jixiao::package
