#pragma once

#include "core/domain/target_value.h"

#include <QString>

#include <optional>

namespace jixiao {

/// The cell in one spelling: full-width ASCII and variant signs folded ("≧ ﹥ ％" → "≥ > %"), white space taken out
/// except between digits, one closing full stop dropped.
QString foldValueText(QStringView raw);

/// What stands before a number. `needsSuffix` marks words that only lead over to one ("控制在…以内").
struct ValuePrefix {
    Comparator comparator = Comparator::None;
    bool needsSuffix = false;
};

/// Takes a sign or word of comparison off the front; nothing is taken when there is none.
ValuePrefix takeValuePrefix(QStringView& text);
/// Takes "以上", "以内", … off the end.
Comparator takeValueSuffix(QStringView& text);

/// Takes a decimal number off the front; nullopt (and nothing taken) when there is none or it is not well formed.
std::optional<Decimal> takeNumber(QStringView& text);

/// "" and every unit of the value language, alone or as "次/年"; % for its other names. nullopt for anything else.
std::optional<QString> canonicalUnit(QStringView text);

} // namespace jixiao
