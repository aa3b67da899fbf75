#include "core/documents/print/print_fonts.h"

namespace jixiao {

double pointSize(TextRole role) {
    switch (role) {
    case TextRole::Title:
        return 16;
    case TextRole::PageNumber:
        return 9;
    case TextRole::Caption:
    case TextRole::Label:
    case TextRole::Body:
        break;
    }
    return 10.5;
}

double lineHeight(TextRole role) { return pointSize(role) * mmPerPoint * 1.35; }

QStringList fontFamilies(TextRole role) {
    if (role == TextRole::Title)
        return {QStringLiteral("方正小标宋简体"),
                QStringLiteral("FZXiaoBiaoSong-B05S"),
                QStringLiteral("黑体"),
                QStringLiteral("SimHei"),
                QStringLiteral("Noto Sans CJK SC"),
                QStringLiteral("Source Han Sans SC"),
                QStringLiteral("WenQuanYi Zen Hei")};
    return {QStringLiteral("仿宋"),
            QStringLiteral("FangSong"),
            QStringLiteral("仿宋_GB2312"),
            QStringLiteral("FangSong_GB2312"),
            QStringLiteral("STFangsong"),
            QStringLiteral("Noto Serif CJK SC"),
            QStringLiteral("Source Han Serif SC"),
            QStringLiteral("SimSun"),
            QStringLiteral("Noto Sans CJK SC")};
}

} // namespace jixiao
