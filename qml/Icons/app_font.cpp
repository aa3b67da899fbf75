#include "qml/Icons/app_font.h"

#include <QFontDatabase>
#include <QStringList>

namespace jixiao {

QFont appFont() {
    QStringList families{QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                         QStringLiteral("Microsoft YaHei"), QStringLiteral("PingFang SC"),
                         QStringLiteral("sans-serif")};
    // The first family must exist: controls take that one name alone.
    while (families.size() > 1 && !QFontDatabase::hasFamily(families.first()))
        families.removeFirst();
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(14);
    return font;
}

} // namespace jixiao
