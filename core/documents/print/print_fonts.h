#pragma once

#include "core/documents/print/printed_form.h"

#include <QStringList>

namespace jixiao {

inline constexpr double mmPerPoint = 25.4 / 72;

/// Size of a role's font in points.
double pointSize(TextRole role);
/// Height of one line in mm, the same in every format.
double lineHeight(TextRole role);
/// Names of a role's font: the official one first, then what may stand in for it.
QStringList fontFamilies(TextRole role);

} // namespace jixiao
