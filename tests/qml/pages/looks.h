#pragma once

#include <QList>
#include <QSize>
#include <QString>

namespace jixiao::pages {

/// A window as somebody may have it.
struct Look {
    QString name;
    QSize size;
    QString mode;
    double textScale = 1;
};

/// Where pictures go; nowhere without --shots.
QString& shotFolder();
/// Three sizes, light and dark.
QList<Look> looks();
/// Tall enough to show a whole form, for those who look at the pictures.
QList<Look> formLooks();
/// Large type, and a tablet held upright.
QList<Look> largeLooks();

} // namespace jixiao::pages
