#include "tests/structure/layout_rules.h"

#include <QRegularExpression>

namespace jixiao::structure {

namespace {

QStringList missingFrom(const QStringList& names, const QStringList& wanted, const QString& sentence) {
    QStringList found;
    for (const QString& name : wanted)
        if (!names.contains(name)) found << sentence.arg(name);
    return found;
}

} // namespace

QStringList topLevelViolations(const QStringList& names) {
    static const QStringList fixed =
        QStringLiteral("CMakeLists.txt CMakePresets.json LICENSE README.md app assets core dev qml sync tests")
            .split(u' ');
    return missingFrom(names, fixed, QStringLiteral("%1 is missing at the top")) +
           missingFrom(fixed, names, QStringLiteral("%1 does not belong at the top"));
}

QStringList mappedFolders(const QString& readme) {
    static const QRegularExpression entry(QStringLiteral("^([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*)/[ \\t]+\\S"));
    QStringList found;
    bool inside = false;
    const QStringList lines = readme.split(u'\n');
    for (const QString& line : lines) {
        if (line.startsWith(u"```"))
            inside = !inside && line.trimmed() == u"```text";
        else if (const auto match = entry.match(line); inside && match.hasMatch() && !line.startsWith(u'.'))
            found << match.captured(1) << match.captured(1).section(u'/', 0, 0);
    }
    found.removeDuplicates();
    found.sort();
    return found;
}

QStringList mapViolations(const QStringList& mapped, const QStringList& real) {
    return missingFrom(mapped, real, QStringLiteral("%1/ is not in the layout map of README.md")) +
           missingFrom(real, mapped, QStringLiteral("the layout map of README.md names %1/, which does not exist"));
}

} // namespace jixiao::structure
