#include "qml/Icons/app_font.h"

#include <QStringList>

namespace jixiao {

QFont appFont() {
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                      QStringLiteral("Microsoft YaHei"), QStringLiteral("PingFang SC"), QStringLiteral("sans-serif")});
    font.setPixelSize(14);
    return font;
}

} // namespace jixiao
