#pragma once

#include <QString>

namespace jixiao {

/// The character a symbol font shows for a code (0x20–0xFF, or the same in the private area from 0xF000): "≥" of
/// Symbol, "☑" of Wingdings. Empty when it is not known.
QString symbolText(const QString& font, uint code);

} // namespace jixiao
