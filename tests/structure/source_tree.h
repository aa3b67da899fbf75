#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace jixiao::structure {

/// One text file of the project.
struct SourceFile {
    QString path; ///< relative to the top folder, with '/'
    QString text;

    /// The folder of the first `levels` path parts, e.g. "core/store"; shorter when the path is.
    [[nodiscard]] QString folder(int levels) const;
    /// The number of the line in which `offset` lies, from 1.
    [[nodiscard]] int lineAt(qsizetype offset) const;
    [[nodiscard]] bool isCpp() const { return path.endsWith(u".cpp") || path.endsWith(u".h"); }
    [[nodiscard]] bool isQml() const { return path.endsWith(u".qml"); }
};

/// The folder under test.
QString sourceRoot();

/// Every text file we write by hand; build results, hidden folders and these checks themselves are left out.
std::vector<SourceFile> sourceFiles(const QString& root);

/// Names at the top of `root`, without hidden ones and what .gitignore leaves out.
QStringList topLevelNames(const QString& root);

/// Folders one and two levels deep that hold a file, as "core" and "core/store".
QStringList folders(const QString& root);

} // namespace jixiao::structure
