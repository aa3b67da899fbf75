#pragma once

#include "core/forms/form_template.h"

#include <QString>

#include <optional>

namespace jixiao {

/// What a printed text stands for: the inverse of PrintedWords. A text that is not printed that way stays as it is,
/// outer white space aside.
QString valueOf(const QString& printed, const FieldSpec& spec, const GridCell& cell, const FormTemplate& form);

/// The text behind its number in a way of numbering ("（1）", "一、", "目标1："), any white space before it ignored;
/// nullopt when it has none. Half-width brackets and colons, and other marks after the number, count as well.
std::optional<QString> withoutNumber(const QString& text, const QString& numbering);

/// 2024-01-15 for 2024年1月15日, 2024.1.15 and 2024/1/15; the text itself for anything else.
QString isoDate(const QString& text);

} // namespace jixiao
