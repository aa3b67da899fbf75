#include "tests/structure/source_tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSet>

namespace jixiao::structure {

namespace {

bool isGenerated(const QString& name) {
    return name == u"build" || name == u"out" || name.endsWith(u".user") || name.startsWith(u"__pycache__");
}

bool isText(const QString& name) {
    static const QStringList suffixes{QStringLiteral(".cpp"), QStringLiteral(".h"),   QStringLiteral(".qml"),
                                      QStringLiteral(".md"),  QStringLiteral(".txt"), QStringLiteral(".cmake"),
                                      QStringLiteral(".sh"),  QStringLiteral(".json")};
    if (name == u"dev" || name == u"run") return true;
    return std::any_of(suffixes.begin(), suffixes.end(), [&](const QString& suffix) { return name.endsWith(suffix); });
}

QStringList filesBelow(const QString& folder) {
    QStringList found;
    QDirIterator walk(folder, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext())
        found << walk.next();
    found.sort();
    return found;
}

} // namespace

QString SourceFile::folder(int levels) const { return path.section(u'/', 0, -2).section(u'/', 0, levels - 1); }

int SourceFile::lineAt(qsizetype offset) const { return int(QStringView(text).left(offset).count(u'\n')) + 1; }

QString sourceRoot() { return QStringLiteral(JIXIAO_SOURCE_DIR); }

std::vector<SourceFile> sourceFiles(const QString& root) {
    QStringList paths;
    for (const QString& name : topLevelNames(root) + QStringList{QStringLiteral(".ci")}) {
        const QFileInfo info(root + u'/' + name);
        paths += info.isDir() ? filesBelow(info.filePath()) : QStringList{info.filePath()};
    }
    std::vector<SourceFile> files;
    for (const QString& path : std::as_const(paths)) {
        const QString relative = QDir(root).relativeFilePath(path);
        if (relative.startsWith(u"tests/structure/") || !isText(QFileInfo(path).fileName())) continue;
        QFile file(path);
        if (file.open(QIODevice::ReadOnly)) files.push_back({relative, QString::fromUtf8(file.readAll())});
    }
    return files;
}

QStringList topLevelNames(const QString& root) {
    QStringList names = QDir(root).entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    names.removeIf(isGenerated);
    return names;
}

QStringList folders(const QString& root) {
    QSet<QString> found;
    for (const QString& name : topLevelNames(root)) {
        const QString top = root + u'/' + name;
        if (!QFileInfo(top).isDir()) continue;
        for (const QString& path : filesBelow(top)) {
            const QStringList parts = QDir(root).relativeFilePath(path).split(u'/');
            found << parts[0];
            if (parts.size() > 2) found << parts[0] + u'/' + parts[1];
        }
    }
    QStringList sorted(found.begin(), found.end());
    sorted.sort();
    return sorted;
}

} // namespace jixiao::structure
