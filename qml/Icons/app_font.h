#pragma once

#include <QFont>

namespace jixiao {

/// The font of every program with an interface: the faces that lie beside the program (assets/fonts), else the first
/// Chinese family the machine has; digits are all of one width, so that sums line up. Characters the own faces lack
/// come from the machine's. Set it with QGuiApplication::setFont before loading QML.
QFont appFont();

/// The faces with the characters that the program's own texts do not have. Looking through them takes a while, so this
/// is for the time when people's texts are about to be shown. `family`: that of appFont(). Once; the GUI thread.
void addRareCharacters(const QString& family);

} // namespace jixiao
