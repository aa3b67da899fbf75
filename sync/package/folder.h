#pragma once

#include "sync/package/maker.h"

#include <QStringList>

namespace jixiao::package {

/// The packages of a data folder: `packages/quarantine` holds what came in and was not applied, `packages/taken` what
/// was, `packages/given` what was made. Files are still encrypted there.
class Folder {
public:
    explicit Folder(const QString& dataFolder) : root_(dataFolder + QStringLiteral("/packages/")) {}

    /// Copies a file into quarantine and returns its path there; the same file again is the same path. Errors: those of
    /// readBounded, PackageTooLarge (file, or too many in quarantine), DiskFull, DiskWriteFailed.
    Result<QString> stage(const QString& file) const;
    /// What is in quarantine, by sender and number as far as it can be read; the rest behind it.
    QStringList quarantined() const;
    /// From quarantine to the taken ones.
    Result<void> archive(const QString& staged, const Header& header) const;
    Result<void> discard(const QString& staged) const;
    /// Keeps a copy of what was made and writes it to `target` (a folder) too, unless that is empty. Returns the paths
    /// in the target, or here.
    Result<QStringList> give(const QList<Made>& packages, const QString& target) const;

    /// The path of a file there by its name; a name that leads elsewhere is one that does not exist.
    QString inQuarantine(const QString& name) const;
    QString quarantine() const { return root_ + QStringLiteral("quarantine"); }

    static constexpr int maxQuarantined = 2'000;

private:
    QString root_;
};

/// The package files a word of a command line stands for: the file itself, or those of a folder by name that are of one
/// of these kinds and for this receiver (null: any). What cannot be read is among them, to be told why.
QStringList packageFiles(const QString& path, const QList<Kind>& kinds, const Id& receiver = {});

/// A whole package file. Errors: those of readBounded; PackageTooLarge.
Result<QByteArray> readPackage(const QString& path);

} // namespace jixiao::package
