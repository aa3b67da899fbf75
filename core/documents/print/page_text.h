#pragma once

#include "core/documents/print/print_fonts.h"

#include <QFont>
#include <QStringList>

namespace jixiao {

/// Texts are measured and drawn in this many units per mm, so that screen, picture and PDF break lines alike.
inline constexpr double unitsPerMm = 40;

/// The font of a role, sized in units.
QFont pageFont(TextRole role);
/// From the top of a line to its baseline, in mm.
double lineAscent(TextRole role);
/// In mm.
double textWidth(const QString& text, TextRole role);
/// Breaks a text into lines no wider than `width` mm; its own line breaks are kept. Nothing is left out.
QStringList wrapText(const QString& text, TextRole role, double width);

} // namespace jixiao
