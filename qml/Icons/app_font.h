#pragma once

#include <QFont>

namespace jixiao {

/// The font of every program with an interface: the first Chinese family the machine has, whose digits are all of one
/// width, so that sums line up. Set it with QGuiApplication::setFont before loading QML.
QFont appFont();

} // namespace jixiao
