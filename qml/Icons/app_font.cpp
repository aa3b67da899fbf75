#include "qml/Icons/app_font.h"

#include <QCoreApplication>
#include <QDir>
#include <QFontDatabase>
#include <QStringList>

namespace jixiao {

namespace {

enum class Faces { Everyday, Rare };

QStringList otherFamilies() {
    return {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"), QStringLiteral("Microsoft YaHei"),
            QStringLiteral("PingFang SC"), QStringLiteral("sans-serif")};
}

/// Makes faces that came with the program known; gives their families.
QStringList addOwn(Faces which) {
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/jixiao/fonts"));
    QStringList families;
    for (const auto& file : folder.entryList(QDir::Files)) {
        const bool rare = file.contains(QLatin1String("More-"));
        if (!file.endsWith(QLatin1String(".otf")) || rare != (which == Faces::Rare)) continue;
        const int id = QFontDatabase::addApplicationFont(folder.filePath(file));
        if (id >= 0) families += QFontDatabase::applicationFontFamilies(id);
    }
    families.removeDuplicates();
    return families;
}

} // namespace

QFont appFont() {
    QStringList families = addOwn(Faces::Everyday) + otherFamilies();
    // One family that exists: controls take one name alone, and every other request would load the face again.
    while (families.size() > 1 && !QFontDatabase::hasFamily(families.first()))
        families.removeFirst();
    QFont::insertSubstitutions(families.first(), families.mid(1));
    QFont font(families.first());
    font.setPixelSize(14);
    return font;
}

void addRareCharacters(const QString& family) {
    static bool added = false;
    if (added) return;
    added = true;
    const auto rare = addOwn(Faces::Rare);
    if (rare.isEmpty()) return;
    const auto others = QFont::substitutes(family);
    QFont::removeSubstitutions(family);
    QFont::insertSubstitutions(family, rare + others);
}

} // namespace jixiao
