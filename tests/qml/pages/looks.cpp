#include "looks.h"

namespace jixiao::pages {

QString& shotFolder() {
    static QString folder;
    return folder;
}

QList<Look> looks() {
    QList<Look> all;
    for (const auto size : {QSize(1280, 800), QSize(412, 915), QSize(1440, 900)})
        for (const auto& mode : {QStringLiteral("light"), QStringLiteral("dark")})
            all += {QStringLiteral("%1-%2").arg(size.width()).arg(mode), size, mode};
    return all;
}

QList<Look> formLooks() {
    if (shotFolder().isEmpty())
        return {{QStringLiteral("1280-light"), {1280, 800}, QStringLiteral("light")},
                {QStringLiteral("412-light"), {412, 915}, QStringLiteral("light")}};
    return {{QStringLiteral("1280-light"), {1280, 2400}, QStringLiteral("light")},
            {QStringLiteral("1280-dark"), {1280, 1600}, QStringLiteral("dark")},
            {QStringLiteral("412-light"), {412, 2400}, QStringLiteral("light")},
            {QStringLiteral("412-dark"), {412, 1600}, QStringLiteral("dark")}};
}

QList<Look> largeLooks() {
    return {{QStringLiteral("1280-large"), {1280, 800}, QStringLiteral("light"), 1.5},
            {QStringLiteral("412-large"), {412, 915}, QStringLiteral("light"), 1.5},
            {QStringLiteral("1280-huge"), {1280, 800}, QStringLiteral("light"), 2},
            {QStringLiteral("412-huge"), {412, 915}, QStringLiteral("light"), 2},
            {QStringLiteral("800-medium"), {800, 1280}, QStringLiteral("light"), 1}};
}

} // namespace jixiao::pages
