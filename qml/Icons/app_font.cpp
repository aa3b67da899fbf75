#include "qml/Icons/app_font.h"

#include <QFontDatabase>
#include <QStringList>

namespace jixiao {

QFont appFont() {
    QStringList families{QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                         QStringLiteral("Microsoft YaHei"), QStringLiteral("PingFang SC"),
                         QStringLiteral("sans-serif")};
    // One family that exists: controls take one name alone, and every other request would load the face again.
    while (families.size() > 1 && !QFontDatabase::hasFamily(families.first()))
        families.removeFirst();
    QFont font(families.first());
    font.setPixelSize(14);
    return font;
}

} // namespace jixiao
