#pragma once

#include "core/forms/form_template.h"

#include <QString>

#include <optional>

namespace jixiao {

/// A number a spreadsheet shows exactly as it was written.
struct SheetNumber {
    double value = 0;
    QString format; ///< "0", "0.00", "#,##0.00", "0%"
};

/// The number a text stands for, if a spreadsheet keeps every digit of it: at most 15 significant digits, no leading
/// zeros, no sign but minus. Nothing for all other texts, and for fields that hold words or codes.
std::optional<SheetNumber> exactNumber(const QString& text, FieldType type);

} // namespace jixiao
