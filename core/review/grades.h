#pragma once

#include "core/domain/target_value.h"
#include "core/forms/form_document.h"

#include <QList>

#include <array>
#include <optional>

namespace jixiao::review {

/// One of the four levels 优 良 中 差 of a row.
struct GradeLevel {
    FieldPath path;
    QString label; ///< "优"
    TargetValue value;
    bool written = false; ///< with a comparator of its own

    bool isBlank() const { return value.kind() == TargetValue::Kind::Blank; }
    bool isNumber() const { return value.kind() == TargetValue::Kind::Number; }
    bool isUpward() const;
    bool isDownward() const;
};

enum class Direction { None, HigherBetter, LowerBetter };

/// A stretch of values no level covers; equal ends are a single value.
struct Gap {
    Decimal low;
    Decimal high;
};

/// The graded standard of one indicator (DOMAIN §4.7), best level first.
struct Grades {
    std::array<GradeLevel, 4> levels;

    int blanks() const;
    bool allNumbers() const;
    /// All four are numbers of one unit: only then is their order worth a word.
    bool comparable() const;
    /// All four are bare numbers that are not shares ("4", "3", "2", "1"): each counts as itself.
    bool allExact() const;
    /// What the comparators of the levels 优 to 中 say; for bare numbers, what their order says.
    Direction direction() const;
    /// The bounds of 优, 良, 中 run against the direction of their comparators.
    bool orderContradicts() const;
    /// 差 is met by values that meet 中, or looks the same way as 优.
    bool worstOverlaps() const;
    /// The first stretch between the levels that none of them covers.
    std::optional<Gap> gap() const;
};

} // namespace jixiao::review
