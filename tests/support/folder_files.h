#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QString>

namespace jixiao::test {

/// Contents of all files below, by their relative names.
inline QMap<QString, QByteArray> filesIn(const QString& folder) {
    QMap<QString, QByteArray> files;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const auto path = all.next();
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) qFatal("read");
        files.insert(QDir(folder).relativeFilePath(path), file.readAll());
    }
    return files;
}

/// Makes a folder hold just these files.
inline void putBack(const QString& folder, const QMap<QString, QByteArray>& files) {
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        const auto path = folder + u'/' + file.key();
        QDir().mkpath(QFileInfo(path).path());
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(*file) != file->size()) qFatal("write");
    }
}

} // namespace jixiao::test
