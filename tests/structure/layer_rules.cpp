#include "tests/structure/layer_rules.h"

#include <QHash>
#include <QRegularExpression>

#include <array>

namespace jixiao::structure {

namespace {

/// What a folder may include of ours besides itself; "core" stands for every folder below it. Tests may use everything.
const QHash<QString, QStringList>& allowedFolders() {
    const auto list = [](const char* names) { return QString::fromLatin1(names).split(u' ', Qt::SkipEmptyParts); };
    static const QHash<QString, QStringList> table{
        {QStringLiteral("assets"), {}},
        {QStringLiteral("core/base"), list("assets")},
        {QStringLiteral("core/domain"), list("core/base")},
        {QStringLiteral("core/forms"), list("core/base core/domain")},
        {QStringLiteral("core/review"), list("core/base core/domain core/forms")},
        {QStringLiteral("core/scoring"), list("core/base core/domain")},
        {QStringLiteral("core/outcomes"), list("core/base core/domain core/forms core/scoring assets")},
        {QStringLiteral("core/workflow"), list("core/base core/domain")},
        {QStringLiteral("core/vault"), list("core/base")},
        {QStringLiteral("core/store"), list("core/base core/domain core/forms core/vault core/workflow")},
        {QStringLiteral("core/rulebook"), list("core/base core/domain core/forms core/review core/vault core/store")},
        {QStringLiteral("core/evidence"), list("core/base core/domain core/documents core/store")},
        {QStringLiteral("core/documents"), list("core/base core/domain core/forms")},
        {QStringLiteral("sync/protocol"), list("core")},
        {QStringLiteral("sync/transport"), list("core/base")},
        {QStringLiteral("sync/engine"), list("core sync/protocol sync/transport")},
        {QStringLiteral("sync/package"), list("core sync/protocol")},
        {QStringLiteral("sync/server"), list("core sync/protocol sync/package")},
        {QStringLiteral("app"), list("core sync app assets")},
        {QStringLiteral("app/gui"),
         list("core sync/engine sync/protocol sync/transport sync/package assets qml/Icons")},
        {QStringLiteral("app/cli"), list("core sync/engine sync/protocol sync/transport sync/package assets")},
        {QStringLiteral("qml"), list("app/gui core/base core/domain core/forms qml")},
    };
    return table;
}

/// Libraries that belong to one place.
struct LibraryRule {
    const char* header;            ///< what the included name starts with
    std::array<const char*, 4> in; ///< folders that may use it; nullptr fills up
};
constexpr std::array libraryRules{
    LibraryRule{"sqlite3", {"core/store"}},
    LibraryRule{"sqlcipher/", {"core/store"}},
    LibraryRule{"curl/", {"sync/transport"}},
    LibraryRule{"boost/", {"sync/server"}},
    LibraryRule{"sodium", {"core/vault", "core/store", "sync/server"}},
    LibraryRule{"openssl/", {"core/vault", "sync/transport", "sync/server"}},
    LibraryRule{"zip.h", {"core/documents"}},
    LibraryRule{"xlsxwriter", {"core/documents"}},
    LibraryRule{"qrencode", {"sync/package"}},
    LibraryRule{"zlib.h", {"core/base"}},
    LibraryRule{"QQml", {"app", "qml"}},
    LibraryRule{"QQuick", {"app", "qml"}},
    LibraryRule{"QtQml", {"app", "qml"}},
    LibraryRule{"QtQuick", {"app", "qml"}},
    LibraryRule{"QNetwork", {"app", "sync"}},
    LibraryRule{"QSql", {}},
    LibraryRule{"QtSql", {}},
};

bool isIn(const QString& folder, const QString& parent) { return folder == parent || folder.startsWith(parent + u'/'); }

bool mayUseFolder(const SourceFile& file, const QString& target) {
    const QString own = allowedFolders().contains(file.folder(2)) ? file.folder(2) : file.folder(1);
    if (!allowedFolders().contains(own)) return false;
    if (isIn(target, file.folder(2))) return true;
    const QStringList allowed = allowedFolders().value(own);
    return std::any_of(allowed.begin(), allowed.end(), [&](const QString& parent) { return isIn(target, parent); });
}

bool mayUseLibrary(const SourceFile& file, const LibraryRule& rule) {
    return std::any_of(rule.in.begin(), rule.in.end(), [&](const char* place) {
        return place != nullptr && isIn(file.folder(2), QString::fromLatin1(place));
    });
}

} // namespace

QStringList layerViolations(const SourceFile& file) {
    static const QRegularExpression include(QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*([\"<])([^\">]+)[\">]"),
                                            QRegularExpression::MultilineOption);
    QStringList found;
    if (!file.isCpp() || file.folder(1) == u"tests") return found;
    for (auto match = include.globalMatch(file.text); match.hasNext();) {
        const QRegularExpressionMatch line = match.next();
        const QString name = line.captured(2);
        const auto report = [&](const QString& why) {
            found << QStringLiteral("%1:%2 includes %3: %4")
                         .arg(file.path, QString::number(file.lineAt(line.capturedStart(2))), name, why);
        };
        const QString target = SourceFile{name, {}}.folder(2);
        if (line.captured(1) == u'"' && !name.endsWith(u".moc") && !name.startsWith(u"moc_")) {
            if (!name.contains(u'/'))
                report(QStringLiteral("write the path from the top folder"));
            else if (!mayUseFolder(file, target))
                report(QStringLiteral("%1 may not use %2").arg(file.folder(2), target));
        }
        for (const LibraryRule& rule : libraryRules)
            if (name.startsWith(QLatin1String(rule.header)) && !mayUseLibrary(file, rule))
                report(QStringLiteral("this library belongs to another layer"));
    }
    return found;
}

} // namespace jixiao::structure
