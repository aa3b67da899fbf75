#include "qml/Icons/app_font.h"

#include <QCoreApplication>
#include <QDir>
#include <QFontDatabase>
#include <QStringList>

#include <algorithm>

namespace jixiao {

namespace {

/// The families of the faces that came with the program, the one of everyday characters first.
QStringList ownFamilies() {
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/jixiao/fonts"));
    QStringList families;
    for (const auto& file : folder.entryList(QDir::Files)) {
        if (!file.endsWith(QLatin1String(".otf"))) continue;
        const int id = QFontDatabase::addApplicationFont(folder.filePath(file));
        if (id >= 0) families += QFontDatabase::applicationFontFamilies(id);
    }
    families.removeDuplicates();
    std::sort(families.begin(), families.end());
    return families;
}

} // namespace

QFont appFont() {
    QStringList families = ownFamilies();
    families += {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                 QStringLiteral("Microsoft YaHei"), QStringLiteral("PingFang SC"), QStringLiteral("sans-serif")};
    // One family that exists: controls take one name alone, and every other request would load the face again.
    while (families.size() > 1 && !QFontDatabase::hasFamily(families.first()))
        families.removeFirst();
    QFont::insertSubstitutions(families.first(), families.mid(1));
    QFont font(families.first());
    font.setPixelSize(14);
    return font;
}

} // namespace jixiao
